// One lock, many handlers: one finding with the shortest witness, the others are listed.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void put(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_short"
    // want-path(-1) lock-in-handler "on_short -> put -> pthread_mutex_lock"
    // want-other(-2) lock-in-handler "on_b" want-other(-2) lock-in-handler "on_c"
    pthread_mutex_unlock(&mutex);
}

static void step(void) {
    put();
}

void on_b(void) { // want-handler "app.event"
    step();
}

void on_c(void) { // want-handler "app.event"
    step();
}

void on_short(void) { // want-handler "app.event"
    put();
}
