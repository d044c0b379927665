// want-none
#include <pthread.h>
extern pthread_mutex_t big_lock;

// A finding inside a macro is reported where the user wrote the macro, not here.
#define LOCK() pthread_mutex_lock(&big_lock)
#define UNLOCK() pthread_mutex_unlock(&big_lock)
#define WITH_LOCK(code)                                                                                                \
    do {                                                                                                               \
        LOCK();                                                                                                        \
        code;                                                                                                          \
        UNLOCK();                                                                                                      \
    } while (0)
#define HANDLER(name)                                                                                                  \
    void on_##name(int *n) {                                                                                           \
        LOCK();                                                                                                        \
        ++*n;                                                                                                          \
        UNLOCK();                                                                                                      \
    }
#define CALL(f, argument) (f)(argument)
