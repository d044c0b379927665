#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

void hook(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_hook"
    pthread_mutex_unlock(&mutex);
}
