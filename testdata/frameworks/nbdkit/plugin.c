// A plugin of nbdkit, and a filter in front of one.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#define NBDKIT_API_VERSION 2
#include <nbdkit-plugin.h>
#include <string.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "demo_pread \(nbdkit\)"
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
    stay_on_one_cpu(); // want pin-in-handler "demo_pread \(nbdkit\)"
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

#define THREAD_MODEL NBDKIT_THREAD_MODEL_PARALLEL

static void *demo_open(int readonly) { // want-handler "nbdkit.plugin"
    (void)readonly;
    return NBDKIT_HANDLE_NOT_NEEDED;
}

static int64_t demo_get_size(void *handle) { // want-handler "nbdkit.plugin"
    (void)handle;
    return 4096;
}

static int demo_pread(void *handle, void *buffer, uint32_t size, uint64_t offset, // want-handler "nbdkit.plugin"
                      uint32_t flags) {
    (void)handle, (void)offset, (void)flags;
    serve();
    memset(buffer, 0, size);
    return 0;
}

static int demo_flush(void *handle, uint32_t flags) { // want-handler "nbdkit.plugin"
    (void)handle, (void)flags;
    hand_over('f');
    return 0;
}

// After nbdkit has become a daemon, before it serves.
static int demo_after_fork(void) {
    return start_worker();
}

static struct nbdkit_plugin plugin = {
    .name = "demo",
    .open = demo_open,
    .get_size = demo_get_size,
    .pread = demo_pread,
    .flush = demo_flush,
    .after_fork = demo_after_fork,
};
NBDKIT_REGISTER_PLUGIN(plugin)
