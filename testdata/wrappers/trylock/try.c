// want-none
// Nothing waits here.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int try_enter(void) {
    return pthread_mutex_trylock(&mutex);
}

static void leave(void) {
    pthread_mutex_unlock(&mutex);
}

int on_get(void) {
    if (try_enter())
        return -1;
    leave();
    return 0;
}
