// want-none
// Code that cannot run is not reported: constant conditions and what the preprocessor left out.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
#define WITH_LOCKS 0
enum { DEBUG = 0 };

static void lock(void) {
    pthread_mutex_lock(&mutex);
}

void on_request(int n) {
    if (0)
        lock();
    if (WITH_LOCKS)
        lock();
    if (DEBUG && n)
        lock();
    if (1) {
        n++;
    } else {
        lock();
    }
    while (0)
        lock();
    n += 1 ? 0 : (lock(), 1);
#if WITH_LOCKS
    lock();
#endif
#ifdef NEVER_DEFINED
    lock();
#endif
}
