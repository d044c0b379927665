// A mail filter: the record of callbacks goes to the library by value.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <libmilter/mfapi.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "demo_body \(libmilter\)"
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
    stay_on_one_cpu(); // want pin-in-handler "demo_body \(libmilter\)"
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

static sfsistat demo_connect(SMFICTX *context, char *host, _SOCK_ADDR *address) { // want-handler "libmilter"
    (void)context, (void)host, (void)address;
    return SMFIS_CONTINUE;
}

static sfsistat demo_body(SMFICTX *context, unsigned char *body, size_t size) { // want-handler "libmilter"
    (void)context, (void)body, (void)size;
    serve();
    return SMFIS_CONTINUE;
}

static sfsistat demo_close(SMFICTX *context) { // want-handler "libmilter"
    (void)context;
    hand_over('c');
    return SMFIS_CONTINUE;
}

int main(void) {
    const struct smfiDesc filter = {.xxfi_name = "demo",
                                    .xxfi_version = SMFI_VERSION,
                                    .xxfi_connect = demo_connect,
                                    .xxfi_body = demo_body,
                                    .xxfi_close = demo_close};
    if (start_worker()) return 1;
    return smfi_register(filter) || smfi_main();
}
