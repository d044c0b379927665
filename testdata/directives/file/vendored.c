/* lockosthread:allow-file lock-in-handler -- vendored, fixed upstream */
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

void vendored_put(void) {
    pthread_mutex_lock(&mutex); // want-suppressed lock-in-handler "on_put"
    pthread_mutex_unlock(&mutex);
}

int vendored_nice(void) {
    return nice(1); // a thin wrapper: its caller is reported
}
