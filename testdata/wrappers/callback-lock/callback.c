// One function locks or unlocks as its argument says, as old libraries want it.
#include <pthread.h>

static pthread_mutex_t mutexes[16];

static void locking(int mode, int n) {
    if (mode & 1)
        pthread_mutex_lock(&mutexes[n]); // want lock-in-handler "locking"
    else
        pthread_mutex_unlock(&mutexes[n]);
}

void on_request(int n) {
    locking(1, n);
    locking(2, n);
}
