// The same members have other types in a filter.
#include <nbdkit-filter.h>
#include <pthread.h>

static pthread_mutex_t cache = PTHREAD_MUTEX_INITIALIZER;

static int look_up(void) {
    pthread_mutex_lock(&cache); // want lock-in-handler "handler slow_pread"
    return pthread_mutex_unlock(&cache);
}

static int slow_pread(nbdkit_next *next, void *handle, void *buffer, uint32_t size, // want-handler "nbdkit.filter"
                      uint64_t offset, uint32_t flags, int *error) {
    (void)handle;
    return look_up() || next->pread(next, buffer, size, offset, flags, error);
}

static int slow_prepare(nbdkit_next *next, void *handle, int readonly) { // want-handler "nbdkit.filter"
    (void)next, (void)handle, (void)readonly;
    return 0;
}

static void slow_unload(void) {
    pthread_mutex_destroy(&cache);
}

static struct nbdkit_filter filter = {
    .name = "slow", .prepare = slow_prepare, .pread = slow_pread, .unload = slow_unload};
NBDKIT_REGISTER_FILTER(filter)
