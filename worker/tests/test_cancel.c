/* Tokens: before queueing, while waiting for room, while waiting for the reply, and of posted jobs. */
#include "check.h"

static pinworker *worker;
static pinworker_token *token;

static int count(void *state, void *data) {
    (void)state;
    ++*(int *)data;
    return 0;
}

static void *cancel_soon(void *arg) {
    usleep(20000);
    pinworker_token_cancel(arg);
    return NULL;
}

static void *cancel_when_queued(void *arg) {
    EVENTUALLY(stats_of(worker).depth == 2); /* behind the gate */
    pinworker_token_cancel(arg);
    return NULL;
}

static void fresh_token(void) {
    pinworker_token_free(token);
    CHECK_INT(pinworker_token_new(&token), 0);
    CHECK_INT(pinworker_token_cancelled(token), 0);
}

static void cancelled_before_it_never_runs(void) {
    int runs = 0;
    pinworker_job job = {.fn = count, .data = &runs, .done = pinworker_keep};
    pinworker_until until = {.token = token};
    pinworker_token_cancel(token);
    pinworker_token_cancel(token);
    CHECK_INT(pinworker_call(worker, &job, &until), -ECANCELED);
    CHECK_INT(job.fate, PINWORKER_REFUSED);
    CHECK_INT(pinworker_post(worker, &job, &until), -ECANCELED);
    CHECK_INT(pinworker_call(worker, &job, NULL), 0);
    CHECK_INT(runs, 1);
}

static void while_waiting_for_the_reply(void) {
    gate at;
    int runs = 0;
    block_worker(worker, &at);
    fresh_token();
    pthread_t canceller = spawn(cancel_when_queued, token);
    pinworker_job job = {.fn = count, .data = &runs, .done = pinworker_keep};
    pinworker_until until = {.token = token, .deadline = pinworker_in(100 * SECOND)};
    CHECK_INT(pinworker_call(worker, &job, &until), -ECANCELED);
    CHECK_INT(job.fate, PINWORKER_LEFT);
    pthread_join(canceller, NULL);
    open_gate(&at);
    CHECK_INT(pinworker_call(worker, &job, NULL), 0);
    CHECK_INT(runs, 2); /* the job went on without its caller */
}

static void while_waiting_for_room(void) {
    gate at;
    int runs = 0;
    block_worker(worker, &at);
    pinworker_job job = {.fn = count, .data = &runs, .done = pinworker_keep, .flags = PINWORKER_NOWAIT};
    while (pinworker_post(worker, &job, NULL) == 0) continue;
    job.flags = 0;
    fresh_token();
    pthread_t canceller = spawn(cancel_soon, token);
    pinworker_until until = {.token = token};
    CHECK_INT(pinworker_call(worker, &job, &until), -ECANCELED);
    CHECK_INT(job.fate, PINWORKER_REFUSED);
    pthread_join(canceller, NULL);
    open_gate(&at);
    CHECK_INT(pinworker_call(worker, &job, NULL), 0);
    CHECK_INT(runs, 4); /* three posts and this */
}

static _Atomic int told;

static void tell(void *data, int result) {
    (void)data;
    told = result;
}

static void a_post_that_has_not_started(void) {
    gate at;
    int runs = 0;
    block_worker(worker, &at);
    fresh_token();
    pinworker_job job = {.fn = count, .data = &runs, .done = tell};
    pinworker_until until = {.token = token};
    CHECK_INT(pinworker_post(worker, &job, &until), 0);
    pinworker_token_cancel(token);
    open_gate(&at);
    EVENTUALLY(told == -ECANCELED);
    CHECK_INT(runs, 0);
}

/* ---- a job sees that nobody waits for it ---- */

static int until_asked(void *state, void *data) {
    int reason;
    (void)state;
    EVENTUALLY((reason = pinworker_should_stop()) != 0);
    *(_Atomic int *)data = reason;
    return reason;
}

static int asked(void *state, void *data) {
    (void)state, (void)data;
    return pinworker_should_stop();
}

static void a_running_job_sees_it(void) {
    CHECK_INT(pinworker_run(worker, asked, NULL, 0), 0);
    _Atomic int reason = 0;
    pinworker_job job = {.fn = until_asked, .data = &reason, .done = pinworker_keep};
    leave_after(worker, &job, 20 * MS);
    EVENTUALLY(reason == -ECANCELED);
    fresh_token();
    pinworker_until until = {.token = token};
    reason = 0;
    CHECK_INT(pinworker_post(worker, &job, &until), 0);
    usleep(5000);
    pinworker_token_cancel(token);
    EVENTUALLY(reason == -ECANCELED || stats_of(worker).cancelled > 1);
}

/* ---- many threads, one token ---- */

static void *wait_for_cancel(void *arg) {
    pinworker_job job = {.fn = count, .data = &(int){0}, .size = sizeof(int)};
    pinworker_until until = {.token = token};
    CHECK_INT(pinworker_call(worker, &job, &until), -ECANCELED);
    return arg;
}

static void one_token_ends_all(void) {
    gate at;
    pthread_t threads[12]; /* some wait for the reply, the others for room */
    block_worker(worker, &at);
    fresh_token();
    for (int i = 0; i < 12; i++) threads[i] = spawn(wait_for_cancel, NULL);
    usleep(20000);
    pinworker_token_cancel(token);
    for (int i = 0; i < 12; i++) pthread_join(threads[i], NULL);
    open_gate(&at);
}

int main(void) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.queue = 4;
    worker = start(&options);
    fresh_token();
    cancelled_before_it_never_runs();
    while_waiting_for_the_reply();
    while_waiting_for_room();
    a_post_that_has_not_started();
    a_running_job_sees_it();
    one_token_ends_all();
    close_and_free(worker);
    pinworker_token_free(token);
    pinworker_token_free(NULL);
    return 0;
}
