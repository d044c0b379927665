#include <pthread.h>

extern pthread_mutex_t shared_mutex;
extern int shared_value;

// In a header that three units include: one function, one finding.
static inline int shared_get(void) {
    pthread_mutex_lock(&shared_mutex); // want lock-in-handler "shared_get|on_"
    int v = shared_value;
    pthread_mutex_unlock(&shared_mutex);
    return v;
}
