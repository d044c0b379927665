// libdispatch: what is submitted runs elsewhere, what is waited for runs here. Declarations of dispatch/queue.h and
// dispatch/once.h that the test needs; Debian has no package of it.
#include <pthread.h>
#include "dispatch/dispatch.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static dispatch_once_t once;

static void work(void *context) {
    pthread_mutex_lock(context); // the queue's
    pthread_mutex_unlock(context);
}

static void now(void *context) {
    pthread_mutex_lock(context); // want lock-in-handler "pthread_mutex_lock in now"
    pthread_mutex_unlock(context);
}

static void each(void *context, unsigned long i) {
    pthread_mutex_lock(context); // want lock-in-handler "pthread_mutex_lock in each"
    pthread_mutex_unlock(context);
    (void)i;
}

void on_request(dispatch_queue_t queue, dispatch_group_t group) {
    dispatch_async_f(queue, &mutex, work);
    dispatch_barrier_async_f(queue, &mutex, work);
    dispatch_after_f(1, queue, &mutex, work);
    dispatch_group_async_f(group, queue, &mutex, work);
    dispatch_group_notify_f(group, queue, &mutex, work);
    dispatch_once_f(&once, &mutex, now);
    dispatch_apply_f(2, queue, &mutex, each);
}

void on_wait(dispatch_queue_t queue, dispatch_group_t group, dispatch_semaphore_t semaphore) {
    dispatch_sync_f(queue, &mutex, now);                      // want lock-in-handler "dispatch_sync_f"
    dispatch_group_wait(group, DISPATCH_TIME_FOREVER);        // want lock-in-handler "dispatch_group_wait"
    dispatch_semaphore_wait(semaphore, DISPATCH_TIME_FOREVER); // want lock-in-handler "dispatch_semaphore_wait"
    dispatch_semaphore_signal(semaphore);
    if (!dispatch_semaphore_wait(semaphore, DISPATCH_TIME_NOW)) // only asks
        dispatch_semaphore_signal(semaphore);
}
