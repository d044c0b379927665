// A forwarder: functions of lcores, timers, callbacks of interrupts, commands of telemetry.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <rte_alarm.h>
#include <rte_interrupts.h>
#include <rte_launch.h>
#include <rte_lcore.h>
#include <rte_service_component.h>
#include <rte_telemetry.h>
#include <rte_timer.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "forward \(DPDK\)"
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
    stay_on_one_cpu(); // want pin-in-handler "forward \(DPDK\)"
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

static int forward(void *arg) { // want-handler "dpdk.lcore"
    (void)arg;
    serve();
    return 0;
}

static int32_t service(void *arg) { // want-handler "dpdk.service"
    (void)arg;
    hand_over('s');
    return 0;
}

static void tick(struct rte_timer *timer, void *arg) { // want-handler "dpdk.timer"
    (void)timer, (void)arg;
}

static void alarmed(void *arg) { // want-handler "dpdk.interrupt"
    (void)arg;
}

static void link_changed(void *arg) { // want-handler "dpdk.interrupt"
    (void)arg;
}

static int show(const char *command, const char *parameters, // want-handler "dpdk.telemetry"
                struct rte_tel_data *data) {
    (void)command, (void)parameters;
    return rte_tel_data_string(data, "demo");
}

// A thread of its own.
static void *control(void *arg) {
    stay_on_one_cpu();
    count();
    return arg;
}

int main(void) {
    static struct rte_timer timer;
    struct rte_service_spec spec = {.name = "demo", .callback = service};
    pthread_t thread;
    uint32_t id;
    if (start_worker()) return 1;
    rte_service_component_register(&spec, &id);
    rte_timer_reset(&timer, 1000, PERIODICAL, 1, tick, NULL);
    rte_eal_alarm_set(1000, alarmed, NULL);
    rte_intr_callback_register(NULL, link_changed, NULL);
    rte_telemetry_register_cmd("/demo", show, "shows");
    rte_ctrl_thread_create(&thread, "control", NULL, control, NULL);
    return rte_eal_mp_remote_launch(forward, NULL, CALL_MAIN) || rte_eal_remote_launch(forward, NULL, 2);
}
