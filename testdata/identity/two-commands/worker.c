#include <pthread.h>

#ifndef NAME
#define NAME on_locked
#endif
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void step(void) {
#ifdef WITH_LOCK
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_locked"
    pthread_mutex_unlock(&mutex);
#else
    (void)mutex;
#endif
}

void NAME(void) {
    step();
}
