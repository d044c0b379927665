/* A submitter that slept for room leaves no word behind that somebody sleeps: all others would go out of their way. */
#include "check.h"
#include "worker.h"

static pinworker *worker;

static int nothing(void *state, void *data) {
    (void)state, (void)data;
    return 0;
}

static void post(pinworker_fn fn, void *data) {
    pinworker_job job = {.fn = fn, .data = data};
    CHECK_INT(pinworker_post(worker, &job, NULL), 0);
}

static void *post_nothing(void *arg) {
    post(nothing, NULL);
    return arg;
}

static bool somebody_sleeps(void) { return pw_parking_somebody_waits(&worker->parking); }

int main(void) {
    gate first, second = {0};
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.queue = 4;
    options.wait = PINWORKER_PARK;
    worker = start(&options);
    block_worker(worker, &first);
    post(nothing, NULL);
    post(wait_at_gate, &second);
    post(nothing, NULL);
    pthread_t submitter = spawn(post_nothing, NULL);
    EVENTUALLY(somebody_sleeps());
    usleep(20000); /* it says so before it sleeps */
    open_gate(&first);
    pthread_join(submitter, NULL); /* half of the queue was free */
    CHECK(!somebody_sleeps());
    open_gate(&second);
    close_and_free(worker);
    return 0;
}
