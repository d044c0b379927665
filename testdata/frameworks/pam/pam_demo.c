// A PAM module: its functions are found by their names.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <security/pam_ext.h>
#include <security/pam_modules.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "pam_sm_authenticate \(PAM\)"
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
    stay_on_one_cpu(); // want pin-in-handler "pam_sm_authenticate \(PAM\)"
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

int pam_sm_authenticate(pam_handle_t *pam, int flags, int argc, const char **argv) { // want-handler "pam.module"
    (void)pam, (void)flags, (void)argc, (void)argv;
    serve();
    return PAM_SUCCESS;
}

int pam_sm_setcred(pam_handle_t *pam, int flags, int argc, const char **argv) { // want-handler "pam.module"
    (void)pam, (void)argc, (void)argv;
    hand_over((char)flags);
    return PAM_SUCCESS;
}

static void forget(pam_handle_t *pam, void *data, int status) {
    (void)pam, (void)data, (void)status;
}

int pam_sm_open_session(pam_handle_t *pam, int flags, int argc, const char **argv) { // want-handler "pam.module"
    (void)flags, (void)argc, (void)argv;
    return pam_set_data(pam, "demo", &served, forget);
}

// The loader runs this.
__attribute__((constructor)) static void load(void) {
    start_worker();
}
