#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

void on_with(void) {
    pthread_mutex_lock(&mutex); // lockosthread:allow lock-in-handler -- measured: never contended
    // want-suppressed(-1) lock-in-handler "on_with"
    pthread_mutex_unlock(&mutex);
}

// The error makes the run fail; nothing is gained by a second message about the lock.
void on_without(void) {
    // want(+1) bad-directive "reason"
    // lockosthread:allow lock-in-handler
    pthread_mutex_lock(&mutex); // want-suppressed lock-in-handler "on_without"
    pthread_mutex_unlock(&mutex);
}
