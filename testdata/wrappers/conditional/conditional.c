// Locks only if it must, and unlocks under the same condition: nothing is held on return.
#include <pthread.h>
#include <stdbool.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static bool threaded;
static long used;

static void account(long n) {
    if (threaded)
        pthread_mutex_lock(&mutex); // want lock-in-handler "pthread_mutex_lock"
    used += n;
    if (threaded)
        pthread_mutex_unlock(&mutex);
}

void on_alloc(long n) {
    account(n);
}

// Held on one way out only: no wrapper either.
static int claim(int wait) {
    if (wait)
        pthread_mutex_lock(&mutex); // want lock-in-handler "claim"
    return wait;
}

void on_claim(int wait) {
    if (claim(wait))
        pthread_mutex_unlock(&mutex);
}
