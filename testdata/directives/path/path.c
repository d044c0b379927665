// A directive on a call cuts that edge only: other ways to the same lock stay.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t log_mutex = PTHREAD_MUTEX_INITIALIZER;

static void put(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_late"
    // want-path(-1) lock-in-handler "on_late -> step -> put -> pthread_mutex_lock"
    pthread_mutex_unlock(&mutex);
}

static void step(void) {
    put();
}

void on_early(void) {
    put(); // lockosthread:allow lock-in-handler -- this way is fine
}

void on_late(void) {
    step();
}

static void write_log(void) {
    pthread_mutex_lock(&log_mutex); // want-suppressed lock-in-handler "pthread_mutex_lock"
    pthread_mutex_unlock(&log_mutex);
}

void on_first(void) {
    write_log(); // lockosthread:allow lock-in-handler -- both ways
}

void on_second(void) {
    write_log(); // lockosthread:allow lock-in-handler -- are fine
}
