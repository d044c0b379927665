// A server on tevent: sockets, timers, signals, requests, queues.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <stdbool.h>
#include <stdint.h>

#include <talloc.h>

#include <tevent.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "readable \(tevent\)"
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
    stay_on_one_cpu(); // want pin-in-handler "readable \(tevent\)"
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

static void readable(struct tevent_context *events, struct tevent_fd *fd, uint16_t flags, // want-handler "tevent.fd"
                     void *data) {
    (void)events, (void)fd, (void)flags, (void)data;
    serve();
}

static void closed(struct tevent_context *events, struct tevent_fd *fd, int number, // want-handler "tevent.fd"
                   void *data) {
    (void)events, (void)fd, (void)number, (void)data;
}

static void timed(struct tevent_context *events, struct tevent_timer *timer, // want-handler "tevent.timer"
                  struct timeval now, void *data) {
    (void)events, (void)timer, (void)now;
    pthread_mutex_t *lock = data; // what tevent_add_timer was given
    pthread_mutex_lock(lock);     // want lock-in-handler "timed"
    pthread_mutex_unlock(lock);
}

static void signalled(struct tevent_context *events, struct tevent_signal *signal, // want-handler "tevent.signal"
                      int number, int n, void *info, void *data) {
    (void)events, (void)signal, (void)n, (void)info, (void)data;
    hand_over((char)number);
}

static void soon(struct tevent_context *events, struct tevent_immediate *immediate, // want-handler "tevent.immediate"
                 void *data) {
    (void)events, (void)immediate, (void)data;
}

static void done(struct tevent_req *request) { // want-handler "tevent.req"
    TALLOC_FREE(request);
}

static void turn(struct tevent_req *request, void *data) { // want-handler "tevent.queue"
    (void)data;
    tevent_req_done(request);
}

static int wait_once(struct tevent_context *events, const char *location) { // want-handler "tevent.ops"
    (void)events, (void)location;
    return 0;
}

static void at_abort(const char *reason) {
    (void)reason;
    count();
}

int main(void) {
    static const struct tevent_ops operations = {.loop_once = wait_once};
    struct tevent_context *events = tevent_context_init(NULL);
    struct timeval when = {1, 0};
    if (start_worker()) return 1;
    tevent_set_abort_fn(at_abort);
    tevent_register_backend("demo", &operations);
    tevent_fd_set_close_fn(tevent_add_fd(events, events, 0, TEVENT_FD_READ, readable, NULL), closed);
    tevent_add_timer(events, events, when, timed, &mutex);
    tevent_add_signal(events, events, 1, 0, signalled, NULL);
    tevent_schedule_immediate(tevent_create_immediate(events), events, soon, NULL);
    struct tevent_req *request = tevent_wakeup_send(events, events, when);
    tevent_req_set_callback(request, done, NULL);
    tevent_queue_add(tevent_queue_create(events, "demo"), events, request, turn, NULL);
    return tevent_loop_wait(events);
}
