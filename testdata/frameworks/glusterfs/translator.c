// A translator of GlusterFS: operations in a record, answers that come back through STACK_WIND.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <glusterfs/defaults.h>
#include <glusterfs/syncop.h>
#include <glusterfs/timer.h>
#include <glusterfs/xlator.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "demo_flush \(GlusterFS\)"
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
    stay_on_one_cpu(); // want pin-in-handler "demo_flush \(GlusterFS\)"
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

static int32_t demo_flush_cbk(call_frame_t *frame, void *cookie, xlator_t *this, // want-handler "glusterfs.answer"
                              int32_t result, int32_t error, dict_t *xdata) {
    (void)cookie, (void)this;
    STACK_UNWIND_STRICT(flush, frame, result, error, xdata); // want lock-in-handler "demo_flush_cbk"
    return 0;
}

static int32_t demo_flush(call_frame_t *frame, xlator_t *this, fd_t *fd, // want-handler "glusterfs.fop"
                          dict_t *xdata) {
    serve();
    // The stack of the request has a lock of its own, which these macros take.
    xlator_t *next = FIRST_CHILD(this);
    STACK_WIND(frame, demo_flush_cbk, next, next->fops->flush, fd, xdata); // want lock-in-handler "demo_flush"
    return 0;
}

static int show(dict_t *dict, char *key, data_t *value, void *data) {
    (void)dict, (void)key, (void)value, (void)data;
    return 0;
}

static int32_t demo_stat(call_frame_t *frame, xlator_t *this, loc_t *loc, // want-handler "glusterfs.fop"
                         dict_t *xdata) {
    (void)frame, (void)this, (void)loc;
    hand_over('s');
    return dict_foreach(xdata, show, NULL);
}

static int32_t demo_forget(xlator_t *this, inode_t *inode) { // want-handler "glusterfs.cbk"
    (void)this, (void)inode;
    return 0;
}

int32_t notify(xlator_t *this, int32_t event, void *data, ...) { // want-handler "glusterfs.notify"
    return default_notify(this, event, data);
}

// On the thread of the timers, and on a thread of the environment of coroutines.
static void expired(void *data) {
    (void)data;
    count();
}

static int task(void *opaque) {
    (void)opaque;
    count();
    return 0;
}

int32_t init(xlator_t *this) {
    struct timespec delay = {1, 0};
    gf_timer_call_after(this->ctx, delay, expired, this);
    synctask_new(this->ctx->env, task, NULL, NULL, this);
    return start_worker();
}

static struct xlator_fops fops = {.flush = demo_flush, .stat = demo_stat};
static struct xlator_cbks cbks = {.forget = demo_forget};

xlator_api_t xlator_api = {.init = init, .notify = notify, .fops = &fops, .cbks = &cbks, .identifier = "demo"};
