/* The breaker ends a worker, the supervisor starts it again; callers get clear errors in between. */
#include "check.h"

static volatile int *volatile nowhere = (volatile int *)16; /* so that the compiler does not know */

typedef struct life {
    _Atomic int inits, cleanups, fail_inits;
    int tid;
} life;

static int init(void *config, unsigned index, void **state) {
    life *at = config;
    (void)index;
    at->inits++;
    if (at->fail_inits > 0) {
        at->fail_inits--;
        return -ENODEV;
    }
    at->tid = gettid();
    *state = at;
    return 0;
}

static void cleanup(void *state) {
    life *at = state;
    CHECK_INT(at->tid, gettid());
    at->cleanups++;
}

static int panic(void *state, void *data) {
    (void)state, (void)data;
    pinworker_panic("again");
}

static int fault(void *state, void *data) {
    (void)state, (void)data;
    return *nowhere;
}

static int same_thread(void *state, void *data) {
    (void)data;
    return ((life *)state)->tid == gettid();
}

static pinworker_options options_for(life *at) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    memset(at, 0, sizeof *at);
    options.init = init;
    options.cleanup = cleanup;
    options.config = at;
    options.backoff_min = 20 * MS;
    options.backoff_max = 40 * MS;
    options.contain_faults = 1;
    return options;
}

static int call(pinworker *worker, pinworker_fn fn) {
    pinworker_job job = {.fn = fn};
    return pinworker_call(worker, &job, NULL);
}

/* The seed: more than ten a minute. */
static void eleven_panics(bool restarts) {
    life at;
    pinworker_options options = options_for(&at);
    options.no_restart = !restarts;
    int before = threads_at_rest();
    pinworker *worker = start(&options);
    int tid = pinworker_tid(worker);
    for (int i = 0; i < 10; i++) CHECK_INT(call(worker, panic), -EREMOTEIO);
    CHECK_INT(call(worker, same_thread), 1);
    CHECK_INT(call(worker, panic), -EREMOTEIO);
    int down = restarts ? -EOWNERDEAD : -ENOTRECOVERABLE, error;
    if (restarts) {
        EVENTUALLY((error = call(worker, same_thread)) == down || pinworker_tid(worker) != tid);
        EVENTUALLY((error = call(worker, same_thread)) != down);
        CHECK_INT(error, 1);
        CHECK(pinworker_tid(worker) != tid);
        CHECK_INT(at.inits, 2);
        EVENTUALLY(thread_count() == before + 1);
        for (int i = 0; i < 10; i++) CHECK_INT(call(worker, panic), -EREMOTEIO); /* the count begins anew */
        CHECK_INT(call(worker, same_thread), 1);
    } else {
        EVENTUALLY((error = call(worker, same_thread)) != 1);
        CHECK_INT(error, down);
        CHECK_INT(call(worker, same_thread), down); /* the one before may have been queued in time to be dropped */
        EVENTUALLY(thread_count() == before);
        CHECK_INT(at.inits, 1);
    }
    CHECK_INT(at.cleanups, 1);
    pinworker_stats stats = stats_of(worker);
    CHECK_INT(stats.breaker_trips, 1);
    CHECK_INT(stats.restarts, restarts);
    CHECK(restarts || stats.refused_down > 0);
    CHECK_INT(stats.submitted, stats.completed + stats.failed + stats.cancelled);
    close_and_free(worker);
    CHECK_INT(at.cleanups, at.inits);
}

/* Faults restart the worker as well, and it does not forget what was before. */
static void faults_trip_the_breaker_too(void) {
    life at;
    pinworker_options options = options_for(&at);
    options.breaker_limit = 3;
    options.backoff_min = options.backoff_max = MS;
    pinworker *worker = start(&options);
    for (int i = 0; i < 4; i++) {
        int error;
        EVENTUALLY((error = call(worker, fault)) != -EOWNERDEAD);
        CHECK_INT(error, -EFAULT);
    }
    EVENTUALLY(call(worker, same_thread) == 1);
    CHECK_INT(stats_of(worker).breaker_trips, 1);
    close_and_free(worker);
}

/* ---- queued jobs ---- */

static _Atomic int dropped;

static void drop(void *data, int result) {
    (void)data;
    CHECK_INT(result, -EOWNERDEAD);
    dropped++;
}

static int fault_at_gate(void *state, void *data) {
    wait_at_gate(state, data);
    return fault(state, NULL);
}

static void *queued_call(void *arg) {
    pinworker_job job = {.fn = same_thread};
    CHECK_INT(pinworker_call(arg, &job, NULL), -EOWNERDEAD);
    CHECK_INT(job.fate, PINWORKER_DROPPED);
    return NULL;
}

static void a_fault_restarts(void) {
    life at;
    gate in_front = {0};
    pinworker_options options = options_for(&at);
    pinworker *worker = start(&options);
    pinworker_job job = {.fn = fault_at_gate, .data = &in_front};
    CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    job = (pinworker_job){.fn = same_thread, .done = drop};
    for (int i = 0; i < 3; i++) CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    pthread_t caller = spawn(queued_call, worker);
    EVENTUALLY(stats_of(worker).submitted == 5);
    open_gate(&in_front);
    pthread_join(caller, NULL);
    EVENTUALLY(call(worker, same_thread) == 1);
    CHECK_INT(dropped, 3);
    pinworker_stats stats = stats_of(worker);
    CHECK_INT(stats.faults, 1);
    CHECK_INT(stats.failed, 1);
    CHECK_INT(stats.cancelled, 4);
    CHECK_INT(stats.breaker_trips, 0);
    CHECK_INT(stats.restarts, 1);
    close_and_free(worker);
    CHECK_INT(at.cleanups, 2);
}

/* ---- init fails, attempts are limited, close comes in between ---- */

static void init_fails_for_a_while(void) {
    life at;
    pinworker_options options = options_for(&at);
    pinworker *worker = start(&options);
    at.fail_inits = 2;
    int64_t before = pinworker_now();
    CHECK_INT(call(worker, fault), -EFAULT);
    EVENTUALLY(call(worker, same_thread) == 1);
    CHECK(pinworker_now() - before >= (20 + 40 + 40) * MS * 3 / 4);
    CHECK_INT(at.inits, 4);
    CHECK_INT(at.cleanups, 1);
    CHECK_INT(stats_of(worker).restarts, 3);
    close_and_free(worker);
}

static void attempts_are_limited(void) {
    life at;
    pinworker_options options = options_for(&at);
    options.max_restarts = 2;
    options.backoff_min = options.backoff_max = MS;
    pinworker *worker = start(&options);
    at.fail_inits = 100;
    CHECK_INT(call(worker, fault), -EFAULT);
    EVENTUALLY(call(worker, same_thread) == -ENOTRECOVERABLE);
    CHECK_INT(at.inits, 3);
    CHECK_INT(stats_of(worker).restarts, 2);
    close_and_free(worker);
}

static void close_during_the_pause(void) {
    life at;
    pinworker_options options = options_for(&at);
    options.backoff_min = options.backoff_max = 1000 * SECOND;
    pinworker *worker = start(&options);
    CHECK_INT(call(worker, fault), -EFAULT);
    EVENTUALLY(call(worker, same_thread) == -EOWNERDEAD);
    close_and_free(worker);
    CHECK_INT(at.inits, 1);
    CHECK_INT(at.cleanups, 1);
}

int main(void) {
    eleven_panics(true);
    eleven_panics(false);
    faults_trip_the_breaker_too();
    a_fault_restarts();
    init_fails_for_a_while();
    attempts_are_limited();
    close_during_the_pause();
    return 0;
}
