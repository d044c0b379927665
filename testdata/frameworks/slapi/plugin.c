// A plugin of an LDAP server: slapi_pblock_set takes a function where the number before it says so.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <slapi-plugin.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "demo_search \(SLAPI\)"
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
    stay_on_one_cpu(); // want pin-in-handler "demo_search \(SLAPI\)"
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

static int demo_search(Slapi_PBlock *block) { // want-handler "slapi.plugin"
    (void)block;
    serve();
    return 0;
}

static int demo_add(Slapi_PBlock *block) { // want-handler "slapi.plugin"
    (void)block;
    hand_over('a');
    return 0;
}

// Called by a search of the plugin's own, before it returns: what demo_modify does.
static int entry(Slapi_Entry *entry_of, void *data) {
    (void)entry_of;
    pthread_mutex_lock(data); // want lock-in-handler "demo_modify"
    return pthread_mutex_unlock(data);
}

static int demo_modify(Slapi_PBlock *block) { // want-handler "slapi.plugin"
    return slapi_search_internal_callback_pb(block, &mutex, NULL, entry, NULL);
}

// Once, at the start and at the end.
static int demo_start(Slapi_PBlock *block) {
    (void)block;
    return start_worker();
}

static int demo_close(Slapi_PBlock *block) {
    (void)block;
    count();
    return 0;
}

int demo_init(Slapi_PBlock *block) {
    return slapi_pblock_set(block, SLAPI_PLUGIN_START_FN, (void *)demo_start) ||
           slapi_pblock_set(block, SLAPI_PLUGIN_CLOSE_FN, (void *)demo_close) ||
           slapi_pblock_set(block, SLAPI_PLUGIN_PRE_SEARCH_FN, (void *)demo_search) ||
           slapi_pblock_set(block, SLAPI_PLUGIN_POST_ADD_FN, (void *)demo_add) ||
           slapi_pblock_set(block, SLAPI_PLUGIN_PRE_MODIFY_FN, (void *)demo_modify);
}
