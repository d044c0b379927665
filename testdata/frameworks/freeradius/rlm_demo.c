// A module of FreeRADIUS: an array of functions, one for each section.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include "freeradius-devel/modules.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "demo_authorize \(FreeRADIUS\)"
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
    stay_on_one_cpu(); // want pin-in-handler "demo_authorize \(FreeRADIUS\)"
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

static rlm_rcode_t demo_authorize(void *instance, REQUEST *request) { // want-handler "freeradius.module"
    (void)instance, (void)request;
    serve();
    return RLM_MODULE_OK;
}

static rlm_rcode_t demo_accounting(void *instance, REQUEST *request) { // want-handler "freeradius.module"
    (void)instance, (void)request;
    hand_over('a');
    return RLM_MODULE_OK;
}

static int demo_compare(void *instance, REQUEST *request, VALUE_PAIR *a, // want-handler "freeradius.compare"
                        VALUE_PAIR *b, VALUE_PAIR *c, VALUE_PAIR **d) {
    (void)instance, (void)request, (void)a, (void)b, (void)c, (void)d;
    return 0;
}

static ssize_t demo_xlat(void *instance, REQUEST *request, char const *format, // want-handler "freeradius.xlat"
                         char *out, size_t size) {
    (void)instance, (void)request, (void)format, (void)out, (void)size;
    return 0;
}

static void expired(void *data) { // want-handler "freeradius.event"
    (void)data;
}

static void readable(fr_event_list_t *events, int socket, void *data) { // want-handler "freeradius.event"
    (void)events, (void)socket, (void)data;
}

int add_events(fr_event_list_t *events, struct timeval *when, fr_event_t **event) {
    return fr_event_insert(events, expired, NULL, when, event) && fr_event_fd_insert(events, 0, 0, readable, NULL);
}

// At start-up.
static int demo_instantiate(CONF_SECTION *section, void *instance) {
    (void)section;
    xlat_register("demo", demo_xlat, NULL, instance);
    paircompare_register_byname("Demo", NULL, false, demo_compare, instance);
    return start_worker();
}

extern module_t rlm_demo;
module_t rlm_demo = {
    .name = "demo",
    .instantiate = demo_instantiate,
    .methods = {[MOD_AUTHORIZE] = demo_authorize, [MOD_ACCOUNTING] = demo_accounting},
};
