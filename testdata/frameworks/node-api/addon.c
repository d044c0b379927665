// A native addon: functions, properties, work that a pool does.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <node_api.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "answer \(Node-API\)"
    served++;
    pthread_mutex_unlock(&mutex);
}

static void stay_on_one_cpu(void) {
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    CPU_SET(0, &cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
}

static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler "answer \(Node-API\)"
    count();
}

static void hand_over(char job) {
    if (write(jobs[1], &job, 1) != 1) served = 0;
}

// Pins itself once, and does what handlers hand over: no request waits for it.
static void *worker(void *arg) {
    char job;
    stay_on_one_cpu();
    while (read(jobs[0], &job, 1) == 1) count();
    return arg;
}

// At start-up pinning and waiting are nobody's loss.
static int start_worker(void) {
    pthread_t thread;
    count();
    return pipe(jobs) || pthread_create(&thread, NULL, worker, NULL);
}

static napi_value answer(napi_env env, napi_callback_info info) { // want-handler "node-api.function"
    (void)info;
    napi_value result;
    serve();
    napi_create_int32(env, 42, &result);
    return result;
}

static napi_value make(napi_env env, napi_callback_info info) { // want-handler "node-api.function"
    (void)env, (void)info;
    return NULL;
}

static napi_value get_size(napi_env env, napi_callback_info info) { // want-handler "node-api.property"
    (void)env, (void)info;
    return NULL;
}

// On a thread of the pool.
static void execute(napi_env env, void *data) {
    (void)env, (void)data;
    serve();
}

static void complete(napi_env env, napi_status status, void *data) { // want-handler "node-api.complete"
    (void)status;
    napi_delete_async_work(env, data);
}

static void freed(napi_env env, void *data, void *hint) { // want-handler "node-api.finalizer"
    (void)env, (void)data, (void)hint;
}

static void called(napi_env env, napi_value callback, void *context, void *data) { // want-handler "node-api.complete"
    (void)env, (void)callback, (void)context, (void)data;
}

static napi_value start(napi_env env, napi_callback_info info) { // want-handler "node-api.property"
    napi_async_work work;
    napi_value name;
    (void)info;
    hand_over('w');
    napi_create_string_utf8(env, "demo", NAPI_AUTO_LENGTH, &name);
    napi_create_async_work(env, NULL, name, execute, complete, NULL, &work);
    napi_queue_async_work(env, work);
    return NULL;
}

static void at_exit(void *arg) {
    (void)arg;
    count();
}

// The module is loaded.
NAPI_MODULE_INIT() {
    static const napi_property_descriptor properties[] = {
        {.utf8name = "size", .getter = get_size},
        {.utf8name = "start", .method = start},
    };
    napi_value function, class;
    napi_threadsafe_function from_anywhere;
    start_worker();
    napi_create_function(env, "answer", NAPI_AUTO_LENGTH, answer, NULL, &function);
    napi_define_class(env, "Demo", NAPI_AUTO_LENGTH, make, NULL, 2, properties, &class);
    napi_wrap(env, exports, &mutex, freed, NULL, NULL);
    napi_create_threadsafe_function(env, function, NULL, function, 0, 1, NULL, NULL, NULL, called, &from_anywhere);
    napi_add_env_cleanup_hook(env, at_exit, NULL);
    return exports;
}
