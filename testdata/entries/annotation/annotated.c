// The project marks its own handlers, on the definition or on the declaration.
#include <pthread.h>

#ifdef __clang__
#define HANDLER __attribute__((annotate("request-handler")))
#else
#define HANDLER
#endif

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
HANDLER void declared_above(int fd);

HANDLER static void marked(int fd) { // want-handler "ours"
    pthread_mutex_lock(&mutex); // want lock-in-handler "marked"
    (void)fd;
    pthread_mutex_unlock(&mutex);
}

void declared_above(int fd) { // want-handler "ours"
    (void)fd;
}

void unmarked(int fd) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
    marked(fd);
}
