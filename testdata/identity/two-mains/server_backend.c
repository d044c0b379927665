#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

void backend(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "backend|on_"
    pthread_mutex_unlock(&mutex);
}
