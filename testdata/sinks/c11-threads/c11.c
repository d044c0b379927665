#include <threads.h>

static mtx_t mutex;

void on_put(void) {
    mtx_lock(&mutex); // want lock-in-handler "mtx_lock"
    mtx_unlock(&mutex);
}

void on_try(void) {
    if (mtx_trylock(&mutex) == thrd_success)
        mtx_unlock(&mutex);
}

static int work(void *data) {
    mtx_lock(&mutex);
    *(int *)data += 1;
    mtx_unlock(&mutex);
    return 0;
}

void on_heavy(int *data) {
    thrd_t thread;
    if (thrd_create(&thread, work, data) == thrd_success) // want thread-spawn-in-handler "thrd_create"
        thrd_detach(thread);
}
