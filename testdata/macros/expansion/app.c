#include "lock.h"

pthread_mutex_t big_lock = PTHREAD_MUTEX_INITIALIZER;

void on_simple(int *n) {
    LOCK(); // want lock-in-handler "on_simple"
    ++*n;
    UNLOCK();
}

void on_nested(int *n) {
    WITH_LOCK(++*n); // want lock-in-handler "on_nested"
}

// A macro that makes the whole handler.
HANDLER(generated) // want lock-in-handler "on_generated"

void on_argument(void) {
    CALL(pthread_mutex_lock, // the call is the macro's, the name the user's
         &big_lock);
    // want(-2) lock-in-handler "on_argument"
    UNLOCK();
}
