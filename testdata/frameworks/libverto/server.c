// A server on libverto.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <verto.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "readable \(libverto\)"
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
    stay_on_one_cpu(); // want pin-in-handler "readable \(libverto\)"
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

static void readable(verto_ctx *context, verto_ev *event) { // want-handler "libverto"
    (void)context, (void)event;
    serve();
}

static void timed(verto_ctx *context, verto_ev *event) { // want-handler "libverto"
    (void)context;
    hand_over((char)verto_get_fd(event));
}

static void signalled(verto_ctx *context, verto_ev *event) { // want-handler "libverto"
    (void)event;
    verto_break(context);
}

int main(void) {
    verto_ctx *context = verto_default(NULL, VERTO_EV_TYPE_NONE);
    if (start_worker()) return 1;
    verto_add_io(context, VERTO_EV_FLAG_IO_READ, readable, 0);
    verto_add_timeout(context, VERTO_EV_FLAG_PERSIST, &timed, 1000);
    verto_add_signal(context, VERTO_EV_FLAG_PERSIST, signalled, 15);
    verto_run(context);
    return 0;
}
