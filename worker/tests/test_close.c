/* Closing, the seed's task 7: graceful, timed out, from several threads, under callers. */
#include "check.h"

static _Atomic int runs, cleaned;

static int count(void *state, void *data) {
    (void)state, (void)data;
    runs++;
    return 0;
}

static void cleanup(void *state) {
    (void)state;
    CHECK(pinworker_self());
    cleaned++;
}

static pinworker *fresh(size_t queue) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.queue = queue;
    options.cleanup = cleanup;
    runs = cleaned = 0;
    return start(&options);
}

static void drains(void) {
    pinworker *worker = fresh(64);
    gate at;
    pinworker_job job = {.fn = count};
    size_t left = 1;
    block_worker(worker, &at);
    for (int i = 0; i < 50; i++) CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    open_gate(&at);
    CHECK_INT(pinworker_close(worker, &(pinworker_until){.deadline = pinworker_in(100 * SECOND)}, 0, &left), 0);
    CHECK_INT(left, 0);
    CHECK_INT(runs, 50);
    CHECK_INT(cleaned, 1);
    CHECK_INT(pinworker_post(worker, &job, NULL), -ESHUTDOWN);
    CHECK_INT(pinworker_call(worker, &job, NULL), -ESHUTDOWN);
    CHECK_INT(stats_of(worker).refused_closed, 2);
    CHECK_INT(stats_of(worker).up, 0);
    CHECK_INT(pinworker_tid(worker), 0);
    CHECK_INT(pinworker_close(worker, NULL, 0, NULL), 0);
    CHECK_INT(pinworker_free(worker), 0);
}

static void times_out(void) {
    pinworker *worker = fresh(64);
    gate at;
    pinworker_job job = {.fn = count};
    size_t left = 0;
    block_worker(worker, &at);
    for (int i = 0; i < 5; i++) CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    int64_t before = pinworker_now();
    CHECK_INT(pinworker_close(worker, &(pinworker_until){.deadline = pinworker_in(30 * MS)}, 0, &left), -ETIMEDOUT);
    CHECK(pinworker_now() - before >= 30 * MS);
    CHECK_INT(left, 6);
    CHECK_INT(pinworker_free(worker), -EBUSY);
    CHECK_INT(pinworker_close(worker, &(pinworker_until){.deadline = 1}, 0, NULL), -ETIMEDOUT);
    open_gate(&at);
    close_and_free(worker);
    CHECK_INT(runs, 5);
}

static void *closer(void *arg) {
    CHECK_INT(pinworker_close(arg, NULL, 0, NULL), 0);
    return NULL;
}

static void *cancel_later(void *arg) {
    usleep(20000);
    pinworker_token_cancel(arg);
    return NULL;
}

/* A close that was cancelled has stopped the intake, and only its own caller leaves. */
static void is_cancelled(void) {
    pinworker *worker = fresh(64);
    gate at;
    pinworker_job job = {.fn = count};
    pinworker_until until = {.deadline = pinworker_in(1000 * SECOND)};
    size_t left = 0;
    CHECK_INT(pinworker_token_new(&until.token), 0);
    block_worker(worker, &at);
    pthread_t patient = spawn(closer, worker), thread = spawn(cancel_later, until.token);
    CHECK_INT(pinworker_close(worker, &until, 0, &left), -ECANCELED);
    CHECK_INT(left, 1);
    CHECK_INT(pinworker_post(worker, &job, NULL), -ESHUTDOWN);
    CHECK_INT(pinworker_close(worker, &until, 0, &left), -ECANCELED);
    open_gate(&at);
    pthread_join(patient, NULL);
    pthread_join(thread, NULL);
    CHECK_INT(pinworker_close(worker, &until, 0, &left), 0);
    CHECK_INT(pinworker_free(worker), 0);
    pinworker_token_free(until.token);
}

/* ---- the thread ends later than its work ---- */

static pthread_key_t key;
static gate at_destructor;

static void destructor(void *value) {
    pinworker_applied applied;
    CHECK_INT(pinworker_placement_get(value, &applied), 0); /* nobody who waits holds its lock for long */
    wait_at_gate(NULL, &at_destructor);
}

static int set_specific(void *state, void *data) {
    (void)state, (void)data;
    return -pthread_setspecific(key, pinworker_self());
}

static void destructors_do_not_hold_who_closes(void) {
    pinworker *worker = fresh(64);
    CHECK_INT(pthread_key_create(&key, destructor), 0);
    CHECK_INT(pinworker_run(worker, set_specific, NULL, 0), 0);
    CHECK_INT(pinworker_close(worker, &(pinworker_until){.deadline = pinworker_in(20 * MS)}, 0, NULL), -ETIMEDOUT);
    CHECK_INT(pinworker_free(worker), -EBUSY);
    open_gate(&at_destructor);
    close_and_free(worker);
    pthread_key_delete(key);
}

/* ---- the running job is asked to stop ---- */

static int until_asked(void *state, void *data) {
    (void)state;
    *(_Atomic int *)data = 1;
    EVENTUALLY(pinworker_should_stop() != 0);
    return pinworker_should_stop();
}

static void stops_a_job(unsigned flags, int64_t deadline) {
    pinworker *worker = fresh(64);
    _Atomic int entered = 0;
    pinworker_job job = {.fn = until_asked, .data = &entered};
    CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    EVENTUALLY(entered);
    int error = pinworker_close(worker, &(pinworker_until){.deadline = deadline}, flags, NULL);
    CHECK(error == 0 || (deadline > 0 && error == -ETIMEDOUT));
    close_and_free(worker);
}

static _Atomic int dropped;

static void drop(void *data, int result) {
    (void)data;
    CHECK_INT(result, -ESHUTDOWN);
    dropped++;
}

static void *caller(void *arg) {
    pinworker_job job = {.fn = count};
    CHECK_INT(pinworker_call(arg, &job, NULL), -ESHUTDOWN);
    CHECK_INT(job.fate, PINWORKER_DROPPED);
    return NULL;
}

static void discards(void) {
    pinworker *worker = fresh(64);
    gate at;
    pinworker_job job = {.fn = count, .done = drop};
    block_worker(worker, &at);
    for (int i = 0; i < 5; i++) CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    pthread_t thread = spawn(caller, worker);
    EVENTUALLY(stats_of(worker).submitted == 7);
    CHECK_INT(pinworker_close(worker, &(pinworker_until){.deadline = 1}, PINWORKER_CLOSE_DISCARD, NULL), -ETIMEDOUT);
    open_gate(&at);
    CHECK_INT(pinworker_close(worker, NULL, 8, NULL), -EINVAL);
    CHECK_INT(pinworker_close(worker, NULL, 0, NULL), 0);
    pthread_join(thread, NULL);
    CHECK_INT(dropped, 5);
    CHECK_INT(runs, 0);
    CHECK_INT(stats_of(worker).cancelled, 6);
    CHECK_INT(pinworker_free(worker), 0);
}

/* ---- from several threads, under load ---- */

static _Atomic int accepted;

static void *until_refused(void *arg) {
    pinworker_job job = {.fn = count};
    int error;
    for (int i = 0; (error = i % 2 ? pinworker_call(arg, &job, NULL) : pinworker_post(arg, &job, NULL)) == 0; i++)
        accepted++;
    CHECK_INT(error, -ESHUTDOWN);
    return NULL;
}

static void closed_by_many(int round) {
    pinworker *worker = fresh(2); /* callers also wait for room */
    pthread_t callers[4], closers[3];
    accepted = 0;
    for (int i = 0; i < 4; i++) callers[i] = spawn(until_refused, worker);
    usleep((useconds_t)(round * 100));
    for (int i = 0; i < 3; i++) closers[i] = spawn(closer, worker);
    for (int i = 0; i < 3; i++) pthread_join(closers[i], NULL);
    for (int i = 0; i < 4; i++) pthread_join(callers[i], NULL);
    CHECK_INT(runs, accepted);
    CHECK_INT(cleaned, 1);
    CHECK_INT(stats_of(worker).submitted, accepted);
    CHECK_INT(pinworker_free(worker), 0);
}

int main(void) {
    drains();
    times_out();
    is_cancelled();
    destructors_do_not_hold_who_closes();
    stops_a_job(PINWORKER_CLOSE_STOP, 0);
    stops_a_job(0, pinworker_in(10 * MS));
    discards();
    for (int round = 0; round < 30; round++) closed_by_many(round);
    CHECK_INT(pinworker_free(NULL), 0);
    return 0;
}
