// Names made of pieces, __LINE__, and a call whose argument list comes from a macro.
#include <pthread.h>

static pthread_mutex_t mutex_a = PTHREAD_MUTEX_INITIALIZER, mutex_b = PTHREAD_MUTEX_INITIALIZER;
#define GLUE(a, b) a##b
#define OP(kind) GLUE(pthread_mutex_, kind)
#define ARGS(which) (&mutex_##which)

void on_pair(void) {
    OP(lock)ARGS(a); // want lock-in-handler "pthread_mutex_lock"
    OP(lock)ARGS(b), OP(unlock)ARGS(b); // want lock-in-handler "pthread_mutex_lock"
    OP(unlock)ARGS(a);
}
