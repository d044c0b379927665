// A plugin of collectd: readers, writers, notifications.
#define _GNU_SOURCE
#include <stdbool.h>

#include <collectd.h>
#include <plugin.h>

#include <filter_chain.h>
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "demo_read \(collectd\)"
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
    stay_on_one_cpu(); // want pin-in-handler "demo_read \(collectd\)"
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

static int demo_read(void) { // want-handler "collectd.read"
    serve();
    return 0;
}

static int demo_read_one(user_data_t *data) { // want-handler "collectd.read"
    hand_over(*(char *)data->data);
    return 0;
}

static int demo_write(const data_set_t *set, const value_list_t *values, // want-handler "collectd.write"
                      user_data_t *data) {
    (void)set, (void)values;
    pthread_mutex_t *lock = data->data; // what plugin_register_write was given
    pthread_mutex_lock(lock);           // want lock-in-handler "demo_write"
    return pthread_mutex_unlock(lock);
}

static int demo_notify(const notification_t *notification, user_data_t *data) { // want-handler "collectd.notification"
    (void)notification, (void)data;
    return 0;
}

static void demo_log(int level, const char *text, user_data_t *data) { // want-handler "collectd.notification"
    (void)level, (void)text, (void)data;
}

static int demo_match(const data_set_t *set, const value_list_t *values, // want-handler "collectd.chain"
                      notification_meta_t **meta, void **data) {
    (void)set, (void)values, (void)meta, (void)data;
    return FC_MATCH_MATCHES;
}

// Once, before the pool starts.
static int demo_init(void) {
    return start_worker();
}

// A thread of its own.
static void *listen_for(void *arg) {
    stay_on_one_cpu();
    count();
    return arg;
}

void module_register(void) {
    const user_data_t lock = {.data = &mutex}, job = {.data = "j"};
    const match_proc_t match = {.match = demo_match};
    pthread_t thread;
    plugin_register_init("demo", demo_init);
    plugin_register_read("demo", demo_read);
    plugin_register_complex_read(NULL, "one", demo_read_one, 0, &job);
    plugin_register_write("demo", demo_write, &lock);
    plugin_register_notification("demo", demo_notify, NULL);
    plugin_register_log("demo", demo_log, NULL);
    fc_register_match("demo", match);
    plugin_thread_create(&thread, listen_for, NULL, "demo");
}
