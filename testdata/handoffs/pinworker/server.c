// The fix that pinlint tells of, on its real header: what a job does happens on the worker's thread.
#define _GNU_SOURCE
#include <pinworker.h>
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pinworker *worker;

static void pin(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static int job(void *state, void *data) {
    (void)state, (void)data;
    pin();
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
    return 0;
}

static void done(void *data, int result) {
    (void)data, (void)result;
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}

static int open_state(void *config, unsigned index, void **state) {
    (void)config, (void)index, (void)state;
    pin();
    return 0;
}

void on_run(int request) {
    pinworker_run(worker, job, &request, sizeof request);
}

void on_call(int request) {
    pinworker_job call = {.fn = job, .data = &request, .size = sizeof request};
    pinworker_until until = {.deadline = pinworker_in(1000000)};
    pinworker_call(worker, &call, &until);
}

void on_post(int request) {
    pinworker_job post = {.fn = job, .data = &request, .size = sizeof request, .done = done};
    pinworker_post(worker, &post, NULL);
}

// In the handler itself it is what it always was.
void on_pin(void) {
    pin(); // want pin-in-handler:error "on_pin"
}

int main(void) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.init = open_state;
    return pinworker_start(&options, NULL, &worker);
}
