#include <pthread.h>
extern pthread_mutex_t cell_mutex;
extern int cell;

// One name, two bodies: the flags of the unit decide.
static inline int cell_get(void) {
#if THREADS
    pthread_mutex_lock(&cell_mutex); // want lock-in-handler "on_safe"
    int v = cell;
    pthread_mutex_unlock(&cell_mutex);
    return v;
#else
    return cell;
#endif
}
