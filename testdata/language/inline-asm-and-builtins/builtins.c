// Builtins, atomics and asm are no obstacles.
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static _Atomic int users;
static int calls;

static int sum(int n, ...) {
    va_list args;
    int total = 0;
    va_start(args, n);
    while (n-- > 0)
        total += va_arg(args, int);
    va_end(args);
    return total;
}

static void enter(void) {
    atomic_fetch_add(&users, 1);
    __asm__ volatile("" ::: "memory");
    if (__builtin_expect(users > 1, 0)) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_enter"
        pthread_mutex_unlock(&mutex);
    }
}

int on_enter(void) {
    enter();
    return sum(2, 1, __sync_fetch_and_add(&calls, 1));
}
