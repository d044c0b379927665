#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void enter(void) {
    pthread_mutex_lock(&mutex);
}
static void leave(void) {
    pthread_mutex_unlock(&mutex);
}

void on_exit(int status) {
    (void)status;
    enter();
    leave();
}
void on_loaded(void) {
    enter();
    leave();
}
void on_get(void) { // want-handler "app.event"
    enter(); // want lock-in-handler "on_get"
    leave();
}
