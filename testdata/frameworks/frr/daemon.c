// A daemon of FRRouting: commands made by DEFUN, events of its loop, callbacks of its data model.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include "lib/command.h"
#include "lib/northbound.h"
#include "lib/thread.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "show_demo \(FRR\)"
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
    stay_on_one_cpu(); // want pin-in-handler "show_demo \(FRR\)"
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

DEFUN(show_demo, show_demo_cmd, "show demo", "Shows it\n") { // want-handler "frr.vty"
    (void)self, (void)vty, (void)argc, (void)argv;
    serve();
    return 0;
}

static void readable(struct thread *thread) { // want-handler "frr.thread"
    (void)thread;
    hand_over('r');
}

static void timed(struct thread *thread) { // want-handler "frr.thread"
    (void)thread;
}

static int demo_create(struct nb_cb_create_args *args) { // want-handler "frr.northbound"
    (void)args;
    return 0;
}

static const struct nb_node_info info = {.xpath = "/demo", .cbs = {.create = demo_create}};

static wq_item_status work(struct work_queue *queue, void *item) { // want-handler "frr.workqueue"
    (void)queue, (void)item;
    return 0;
}

static int route_added(int command, struct zclient *zclient, uint16_t length, // want-handler "frr.zclient"
                       vrf_id_t vrf) {
    (void)command, (void)zclient, (void)length, (void)vrf;
    return 0;
}

static zclient_handler *const handlers[] = {[1] = route_added};

int main(void) {
    struct thread_master *master = thread_master_create("demo");
    struct work_queue *queue = work_queue_new(master, "demo");
    struct thread thread;
    if (start_worker()) return 1;
    queue->spec.workfunc = work;
    install_element(0, &show_demo_cmd);
    thread_add_read(master, readable, NULL, 0, NULL);
    thread_add_timer(master, timed, NULL, 1, NULL);
    while (thread_fetch(master, &thread)) thread_call(&thread);
    return info.xpath && handlers[1];
}
