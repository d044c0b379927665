#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

void on_a(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_a"
    pthread_mutex_unlock(&mutex);
}
