// A plugin for version 1 of the API: the members are those at the old places.
#include <pthread.h>

#define THREAD_MODEL NBDKIT_THREAD_MODEL_SERIALIZE_REQUESTS
#include <nbdkit-plugin.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int old_pwrite(void *handle, const void *buffer, uint32_t size, // want-handler "nbdkit.plugin"
                      uint64_t offset) {
    (void)handle, (void)buffer, (void)size, (void)offset;
    pthread_mutex_lock(&mutex); // want lock-in-handler "handler old_pwrite"
    return pthread_mutex_unlock(&mutex);
}

static struct nbdkit_plugin plugin = {.name = "old", .pwrite = old_pwrite};
NBDKIT_REGISTER_PLUGIN(plugin)
