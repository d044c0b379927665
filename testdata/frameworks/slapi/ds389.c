// What only 389 Directory Server has: one thread that runs events, tasks.
#include <pthread.h>
#include <slapi-plugin.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void expired(time_t when, void *data) { // want-handler "slapi.event"
    (void)when;
    pthread_mutex_lock(data); // want lock-in-handler "expired"
    pthread_mutex_unlock(data);
}

static int task(Slapi_PBlock *block, Slapi_Entry *before, Slapi_Entry *after, int *result, // want-handler "slapi.task"
                char *text, void *data) {
    (void)block, (void)before, (void)after, (void)result, (void)text, (void)data;
    return SLAPI_DSE_CALLBACK_OK;
}

int ds_init(Slapi_PBlock *block) {
    (void)block;
    slapi_eq_repeat_rel(expired, &mutex, 0, 1000);
    return slapi_task_register_handler("demo", task);
}
