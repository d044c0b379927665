// The cleanup attribute calls a function at the end of the scope: it counts as a call and as the release of the lock.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t log_mutex = PTHREAD_MUTEX_INITIALIZER;
static int value;

static void unlock(pthread_mutex_t **m) {
    pthread_mutex_unlock(*m);
}

static void report(int *n) {
    pthread_mutex_lock(&log_mutex); // want lock-in-handler "on_get|on_work"
    value += *n;
    pthread_mutex_unlock(&log_mutex);
}

#define SCOPED_LOCK(m) __attribute__((cleanup(unlock))) pthread_mutex_t *guard_ = (m); pthread_mutex_lock(guard_)

static int get(void) {
    SCOPED_LOCK(&mutex); // want lock-in-handler "pthread_mutex_lock"
    return value;
}

int on_get(void) {
    return get();
}

void on_work(int n) {
    __attribute__((cleanup(report))) int done = n; // want-edge "report" direct
    done++;
}
