// A function that never returns because it serves for ever is not the end of anything.
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void serve(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "on_nested|on_declared"
    pthread_mutex_unlock(&mutex);
}

static _Noreturn void loop(int fatal) {
    for (;;) {
        serve();
        if (fatal) exit(1);
    }
}

void on_declared(int n) {
    if (n) loop(n);
}

void on_nested(int n) {
    while (n--) {
        serve();
        if (n == 7) break;
    }
}
