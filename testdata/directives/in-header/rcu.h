#include <pthread.h>
extern pthread_mutex_t rcu_mutex;

// A directive in a header that many units include: read once, reported once.
static inline void rcu_enter(void) {
    pthread_mutex_lock(&rcu_mutex); // lockosthread:allow lock-in-handler -- held for nanoseconds
    pthread_mutex_unlock(&rcu_mutex);
    // want-suppressed(-2) lock-in-handler "pthread_mutex_lock"
}

static inline int rcu_version(void) {
    // want(+1) unused-allow "."
    return 1; // lockosthread:allow pin-in-handler -- stale
}
