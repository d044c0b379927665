// Calls that span lines, several calls on a line, and directives that stand behind the last line of a call.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int lock_two(pthread_mutex_t *a, pthread_mutex_t *b) {
    return pthread_mutex_lock(a) | pthread_mutex_lock(b);
}
static void unlock_two(pthread_mutex_t *a, pthread_mutex_t *b) {
    pthread_mutex_unlock(b);
    pthread_mutex_unlock(a);
}

void on_first_line(pthread_mutex_t *other) {
    lock_two(&mutex, // lockosthread:allow lock-in-handler -- on the line where the call begins
             other);
    // want-suppressed(-2) lock-in-handler "lock_two"
    unlock_two(&mutex, other);
}

void on_above(pthread_mutex_t *other) {
    // lockosthread:allow lock-in-handler -- above it
    lock_two(&mutex, // want-suppressed lock-in-handler "lock_two"
             other);
    unlock_two(&mutex, other);
}
