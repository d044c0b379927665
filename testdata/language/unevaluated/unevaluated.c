// want-none
// Operands that are never evaluated hold no calls.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int take(void) {
    return pthread_mutex_lock(&mutex);
}

static double real(double x) {
    return x;
}

#define SELECT(x) _Generic((x), double: real(1.0), default: take())

size_t on_size(void) {
    size_t n = sizeof take();
    n += sizeof(pthread_mutex_lock(&mutex));
    n += _Alignof(int);
    __typeof__(take()) result = 0;
    double d = SELECT(2.0);
    n += _Generic(take(), int: 1, default: 2);
    return n + (size_t)result + (size_t)d + (size_t)__builtin_constant_p(take());
}
