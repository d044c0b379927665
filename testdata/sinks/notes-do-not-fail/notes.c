// Only a note: the exit code is 0 (the runner checks it).
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

void serve_hit(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "pthread_mutex_lock"
    pthread_mutex_unlock(&mutex);
}
