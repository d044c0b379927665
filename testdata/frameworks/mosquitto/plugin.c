// A plugin of the Mosquitto broker: events by a call, and the older functions by their names.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <mosquitto.h>
#include <mosquitto_broker.h>
#include <mosquitto_plugin.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "message \(Mosquitto\)"
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
    stay_on_one_cpu(); // want pin-in-handler "message \(Mosquitto\)"
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

static int message(int event, void *data, void *userdata) { // want-handler "mosquitto.plugin"
    (void)event, (void)data, (void)userdata;
    serve();
    return MOSQ_ERR_SUCCESS;
}

static int tick(int event, void *data, void *userdata) { // want-handler "mosquitto.plugin"
    (void)data, (void)userdata;
    hand_over((char)event);
    return MOSQ_ERR_SUCCESS;
}

// When the broker reads its configuration again.
static int reload(int event, void *data, void *userdata) {
    (void)event, (void)data, (void)userdata;
    count();
    return MOSQ_ERR_SUCCESS;
}

int mosquitto_plugin_version(int count_of, const int *versions) {
    return count_of ? versions[0] : -1;
}

int mosquitto_plugin_init(mosquitto_plugin_id_t *plugin, void **userdata, struct mosquitto_opt *options, int count_of) {
    (void)userdata, (void)options, (void)count_of;
    return start_worker() || mosquitto_callback_register(plugin, MOSQ_EVT_MESSAGE, message, NULL, NULL) ||
           mosquitto_callback_register(plugin, MOSQ_EVT_TICK, tick, NULL, NULL) ||
           mosquitto_callback_register(plugin, MOSQ_EVT_RELOAD, reload, NULL, NULL);
}

int mosquitto_auth_unpwd_check(void *userdata, struct mosquitto *client, // want-handler "mosquitto.auth"
                               const char *user, const char *password) {
    (void)userdata, (void)client;
    return user && password ? MOSQ_ERR_SUCCESS : MOSQ_ERR_AUTH;
}

int mosquitto_auth_plugin_init(void **userdata, struct mosquitto_opt *options, int count_of) {
    (void)userdata, (void)options, (void)count_of;
    count();
    return MOSQ_ERR_SUCCESS;
}
