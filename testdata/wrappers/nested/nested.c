// A wrapper of a wrapper is a wrapper; the caller of the outermost is reported, once.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int open_files;

static void raw_lock(void) {
    pthread_mutex_lock(&mutex);
}

static void raw_unlock(void) {
    pthread_mutex_unlock(&mutex);
}

static void begin(const char *who) {
    (void)who;
    raw_lock();
    open_files++;
}

static void end(void) {
    open_files--;
    raw_unlock();
}

void on_open(void) {
    // want-path(+1) lock-in-handler "on_open -> begin -> raw_lock -> pthread_mutex_lock"
    begin("open"); // want lock-in-handler "begin"
    end();
}
