// Locks and unlocks: no wrapper, so the lock itself is reported, once, whoever calls.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long total;

static long add(long n) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "pthread_mutex_lock" want-other lock-in-handler "on_withdraw"
    total += n;
    long now = total;
    pthread_mutex_unlock(&mutex);
    return now;
}

long on_deposit(long n) {
    return add(n);
}

long on_withdraw(long n) { // the second entry point
    return add(-n);
}
