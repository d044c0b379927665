// Nothing is reported at or below a function that the project calls safe.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_t thread;

static void log_line(const char *text) {
    (void)text;
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}

static void enter(void) { pthread_mutex_lock(&mutex); } // a wrapper, and safe all the same
static void leave(void) { pthread_mutex_unlock(&mutex); }

static void *work(void *data) { return data; }

static void stats(void) {
    pthread_mutex_lock(&mutex);
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "on_put"
    pthread_mutex_unlock(&mutex);
}

static void spawn(void) {
    pthread_create(&thread, NULL, work, NULL);
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_put"
    pthread_mutex_unlock(&mutex);
}

void on_put(void) {
    log_line("put");
    enter();
    leave();
    stats();
    spawn();
}
