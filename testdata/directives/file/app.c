#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
void vendored_put(void);
int vendored_nice(void);

void on_put(void) {
    vendored_put();
}

int on_nice(void) {
    return vendored_nice(); // want sched-in-handler "vendored_nice"
}

// The directive of the other file does not reach here.
void on_own(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_own"
    pthread_mutex_unlock(&mutex);
}
