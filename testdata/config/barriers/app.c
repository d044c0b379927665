// The walk does not look below a barrier.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void log_line(const char *text) {
    (void)text;
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}

static void put(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_put"
    log_line("put");
    pthread_mutex_unlock(&mutex);
}

void on_put(void) {
    put();
    log_line("done");
}
