/* Deadlines, the seed's task 6: a saturated worker, a call with 50 ms, and a queue that drains. */
#include "check.h"

static pinworker *worker;

static int twice(void *state, void *data) {
    (void)state;
    *(int *)data *= 2;
    return 0;
}

static int64_t timed_call(pinworker_job *job, int64_t limit, int expected) {
    pinworker_until until = {.deadline = pinworker_in(limit)};
    int64_t before = pinworker_now();
    CHECK_INT(pinworker_call(worker, job, &until), expected);
    int64_t took = pinworker_now() - before;
    CHECK(took < 10 * SECOND);
    return took;
}

static void leaves_while_queued_or_running(void) {
    gate at;
    int value = 21;
    pinworker_job job = {.fn = twice, .data = &value, .size = sizeof value};
    block_worker(worker, &at);
    CHECK(leave_after(worker, &job, 50 * MS) < 10 * SECOND);
    CHECK_INT(job.fate, PINWORKER_LEFT);
    CHECK_INT(value, 21);
    job.flags = PINWORKER_REVOKE;
    leave_after(worker, &job, 5 * MS);
    CHECK_INT(job.fate, PINWORKER_DROPPED);
    open_gate(&at);
    job.flags = 0;
    timed_call(&job, 100 * SECOND, 0);
    CHECK_INT(value, 42);
    pinworker_stats stats = stats_of(worker);
    CHECK_INT(stats.submitted, 4);
    CHECK_INT(stats.completed, 3);
    CHECK_INT(stats.cancelled, 1);
    CHECK_INT(stats.abandoned, 1);
}

static void waits_for_room(void) {
    gate at;
    int value = 1;
    pinworker_job job = {.fn = twice, .data = &value, .size = sizeof value, .flags = PINWORKER_NOWAIT};
    block_worker(worker, &at);
    uint64_t refused = stats_of(worker).refused_full;
    for (int i = 0; i < 3; i++) CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    CHECK_INT(pinworker_post(worker, &job, NULL), -EAGAIN);
    CHECK_INT(pinworker_call(worker, &job, NULL), -EAGAIN);
    job.flags = 0;
    CHECK(timed_call(&job, 20 * MS, -ETIMEDOUT) >= 20 * MS);
    CHECK_INT(job.fate, PINWORKER_REFUSED);
    pinworker_until until = {.deadline = pinworker_in(5 * MS)};
    CHECK_INT(pinworker_post(worker, &job, &until), -ETIMEDOUT);
    CHECK_INT(stats_of(worker).refused_full, refused + 4);
    open_gate(&at);
    timed_call(&job, 100 * SECOND, 0);
    CHECK_INT(value, 2);
    CHECK_INT(stats_of(worker).depth, 0);
}

static void *post_when_there_is_room(void *arg) {
    int value = 1;
    pinworker_job job = {.fn = twice, .data = &value, .size = sizeof value};
    CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    return arg;
}

/* More sleepers than places: each must get its wake-up. */
static void all_sleepers_get_room(void) {
    gate at;
    pthread_t threads[20];
    uint64_t before = stats_of(worker).submitted;
    block_worker(worker, &at);
    for (int i = 0; i < 20; i++) threads[i] = spawn(post_when_there_is_room, NULL);
    usleep(20000);
    open_gate(&at);
    for (int i = 0; i < 20; i++) pthread_join(threads[i], NULL);
    CHECK_INT(stats_of(worker).submitted, before + 21);
}

static void past_deadline_never_runs(void) {
    int value = 1;
    pinworker_job job = {.fn = twice, .data = &value, .size = sizeof value};
    pinworker_until until = {.deadline = 1};
    uint64_t before = stats_of(worker).submitted, refused = stats_of(worker).refused_full;
    CHECK_INT(pinworker_call(worker, &job, &until), -ETIMEDOUT);
    CHECK_INT(job.fate, PINWORKER_REFUSED);
    CHECK_INT(stats_of(worker).submitted, before);
    CHECK_INT(stats_of(worker).refused_full, refused); /* the queue was not full */
    CHECK_INT(stats_of(worker).refused_limit, 1);
    until.deadline = -1;
    CHECK_INT(pinworker_call(worker, &job, &until), -EINVAL);
    CHECK_INT(pinworker_post(worker, &job, &until), -EINVAL);
    CHECK_INT(pinworker_close(worker, &(pinworker_until){.deadline = -1}, 0, NULL), -EINVAL);
}

/* ---- data by address: somebody always knows that it is free ---- */

static _Atomic int released, last_result;

static void release(void *data, int result) {
    free(data);
    last_result = result;
    released++;
}

static int write_all(void *state, void *data) {
    (void)state;
    memset(data, 1, 100);
    return 9;
}

static void address_has_an_owner(void) {
    gate at;
    char *data = malloc(100);
    pinworker_job job = {.fn = write_all, .data = data};
    pinworker_until until = {.deadline = pinworker_in(SECOND)};
    CHECK_INT(pinworker_call(worker, &job, &until), -EINVAL);
    CHECK_INT(job.fate, PINWORKER_REFUSED);
    block_worker(worker, &at);
    job.done = release;
    leave_after(worker, &job, 5 * MS);
    CHECK_INT(job.fate, PINWORKER_LEFT);
    open_gate(&at);
    EVENTUALLY(released == 1);
    CHECK_INT(last_result, 9);
    job.data = data = malloc(100); /* a call that stays keeps what is its own */
    timed_call(&job, 100 * SECOND, 9);
    CHECK_INT(released, 1);
    free(data);
    block_worker(worker, &at);
    job.data = malloc(100);
    job.flags = PINWORKER_REVOKE;
    leave_after(worker, &job, 5 * MS);
    open_gate(&at);
    EVENTUALLY(released == 2);
    CHECK_INT(last_result, -ECANCELED);
}

int main(void) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.queue = 4;
    worker = start(&options);
    leaves_while_queued_or_running();
    waits_for_room();
    all_sleepers_get_room();
    past_deadline_never_runs();
    address_has_an_owner();
    close_and_free(worker);
    CHECK(pinworker_in(INT64_MAX) == INT64_MAX);
    CHECK(pinworker_in(INT64_MIN / 2) == 1);
    return 0;
}
