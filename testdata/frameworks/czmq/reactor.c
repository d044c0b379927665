// A reactor of CZMQ and timers of libzmq; actors are threads of their own.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <czmq.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "arrived \(CZMQ\)"
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
    stay_on_one_cpu(); // want pin-in-handler "arrived \(CZMQ\)"
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

static int arrived(zloop_t *loop, zsock_t *socket, void *arg) { // want-handler "czmq.zloop"
    (void)loop, (void)arg;
    serve();
    zmsg_t *message = zmsg_recv(socket);
    zmsg_destroy(&message);
    return 0;
}

static int polled(zloop_t *loop, zmq_pollitem_t *item, void *arg) { // want-handler "czmq.zloop"
    (void)loop, (void)arg;
    hand_over((char)item->fd);
    return 0;
}

static int timed(zloop_t *loop, int timer, void *arg) { // want-handler "czmq.zloop"
    (void)loop, (void)timer, (void)arg;
    return 0;
}

static void expired(int timer, void *arg) { // want-handler "zmq.timer"
    (void)timer;
    pthread_mutex_t *lock = arg; // what zmq_timers_add was given
    pthread_mutex_lock(lock);    // want lock-in-handler "handler expired"
    pthread_mutex_unlock(lock);
}

// A thread of its own, that other threads talk to by messages.
static void actor(zsock_t *pipe, void *args) {
    (void)args;
    stay_on_one_cpu();
    zsock_signal(pipe, 0);
    count();
}

static void sent(void *data, void *hint) {
    (void)data, (void)hint;
    count();
}

int main(void) {
    zloop_t *loop = zloop_new();
    zsock_t *socket = zsock_new_rep("tcp://*:5555");
    zmq_pollitem_t item = {0};
    zmq_msg_t message;
    if (start_worker()) return 1;
    zactor_t *helper = zactor_new(actor, NULL);
    zmq_msg_init_data(&message, &item, sizeof item, sent, NULL);
    zloop_reader(loop, socket, arrived, NULL);
    zloop_poller(loop, &item, &polled, NULL);
    zloop_timer(loop, 1000, 0, timed, NULL);
    zloop_ticket(loop, timed, NULL);
    zmq_timers_add(zmq_timers_new(), 1000, expired, &mutex);
    zloop_start(loop);
    zactor_destroy(&helper);
    return 0;
}
