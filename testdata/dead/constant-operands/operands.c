// want-none
// Constant operands decide what runs.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void lock(void) {
    pthread_mutex_lock(&mutex);
}

void on_and(void) {
    (void)(sizeof(int) == 1 && (lock(), 1));
}

void on_choose(void) {
    (void)__builtin_choose_expr(1, 0, (lock(), 1));
}

void on_if(void) {
    if (sizeof(long) < sizeof(int))
        lock();
}
