// A module of Kamailio.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include "core/sr_module.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "demo_check \(Kamailio\)"
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
    stay_on_one_cpu(); // want pin-in-handler "demo_check \(Kamailio\)"
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

static int demo_check(struct sip_msg *message, char *a, char *b) { // want-handler "kamailio.command"
    (void)message, (void)a, (void)b;
    serve();
    return 1;
}

static int demo_queue(struct sip_msg *message, char *a, char *b, char *c) { // want-handler "kamailio.command"
    (void)message, (void)b, (void)c;
    hand_over(*a);
    return 1;
}

static int ki_demo_check(struct sip_msg *message) { // want-handler "kamailio.command"
    (void)message;
    return 1;
}

static void rpc_dump(rpc_t *rpc, void *context) { // want-handler "kamailio.rpc"
    (void)rpc, (void)context;
}

static int get_demo(struct sip_msg *message, pv_param_t *parameter, // want-handler "kamailio.variable"
                    pv_value_t *result) {
    (void)message, (void)parameter, (void)result;
    return 0;
}

static int reply(struct sip_msg *message) { // want-handler "kamailio.response"
    (void)message;
    return 1;
}

static int before_script(struct sip_msg *message, unsigned int flags, void *data) { // want-handler "kamailio.hook"
    (void)message, (void)flags, (void)data;
    return 1;
}

static void timed(unsigned int ticks, void *data) { // want-handler "kamailio.timer"
    (void)ticks;
    pthread_mutex_t *lock = data; // what register_timer was given
    pthread_mutex_lock(lock);     // want lock-in-handler "timed"
    pthread_mutex_unlock(lock);
}

static ticks_t expired(ticks_t ticks, struct timer_ln *timer, void *data) { // want-handler "kamailio.timer"
    (void)ticks, (void)timer, (void)data;
    return 0;
}

static cmd_export_t commands[] = {
    {"demo_check", demo_check, 0, 0, 0, 0},
    {"demo_queue", (cmd_function)(void (*)(void))demo_queue, 3, 0, 0, 0},
    {0, 0, 0, 0, 0, 0},
};
static rpc_export_t rpc_commands[] = {{"demo.dump", rpc_dump, 0, 0}, {0, 0, 0, 0}};
static pv_export_t variables[] = {{.name = {"demo", 4}, .getf = get_demo}, {.getf = 0}};
static sr_kemi_t exports_kemi[] = {{{"demo", 4}, {"check", 5}, 0, ki_demo_check}};

// In the main process, before workers are forked.
static int mod_init(void) {
    static struct timer_ln timer;
    timer.f = expired;
    sr_kemi_modules_add(exports_kemi);
    register_script_cb(before_script, 1, 0);
    return register_timer(timed, &mutex, 1) || start_worker();
}

struct module_exports exports = {
    .name = "demo",
    .cmds = commands,
    .rpc_methods = rpc_commands,
    .pv_items = variables,
    .response_f = reply,
    .init_mod_f = mod_init,
};
