// A path into a function that ends the program is still a path: it waits before it ends. What follows is never reached.
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void flush(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "flush|on_fatal"
    pthread_mutex_unlock(&mutex);
}

static _Noreturn void die(void) {
    flush();
    exit(1);
}

void on_fatal(void) {
    die();
}
