#include <pthread.h>

#include "reg.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int get_stats(int n) { // want-handler "rpc.method"
    pthread_mutex_lock(&mutex); // want lock-in-handler "get_stats"
    n++;
    pthread_mutex_unlock(&mutex);
    return n;
}
RPC_REGISTER(get_stats)

static int not_registered(int n) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
    return n;
}

int main(void) {
    return not_registered(0);
}
