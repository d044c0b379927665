/* A start that is left early: its caller is let go at once, and the owner cleans up after itself. */
#include "check.h"

typedef struct trace {
    gate at;
    int error;
    unsigned blocks; /* the init of which index waits at the gate; -1u: none */
    void (*instead)(void);
    _Atomic int inits, cleanups, dones, stop_seen;
    int result;
    bool cleanup_blocks;
} trace;

static int init(void *config, unsigned index, void **state) {
    trace *of = config;
    of->inits++;
    *state = of;
    if (index == of->blocks) wait_at_gate(NULL, &of->at);
    of->stop_seen = pinworker_should_stop();
    if (of->instead) of->instead();
    return of->error;
}

static void cleanup(void *state) {
    trace *of = state;
    CHECK_INT(of->dones, 0);
    if (of->cleanup_blocks) wait_at_gate(NULL, &of->at);
    of->cleanups++;
}

static void done(void *config, int result) {
    trace *of = config;
    CHECK(!pinworker_self());
    of->result = result;
    of->dones++;
}

static pinworker_options options_of(trace *of) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.init = init;
    options.cleanup = cleanup;
    options.done = done;
    options.config = of;
    options.contain_faults = !SANITIZED;
    return options;
}

/* ---- one worker ---- */

typedef struct canceller {
    trace *of;
    pinworker_token *token;
} canceller;

static void *cancel_in_init(void *arg) {
    canceller *self = arg;
    EVENTUALLY(!self->token || self->of->at.entered);
    if (self->token) pinworker_token_cancel(self->token);
    return NULL;
}

/* The caller leaves, by its deadline or its token, and init goes on. */
static void left_in_init(trace *of, pinworker_token *token, int expected) {
    pinworker_options options = options_of(of);
    pinworker_until until = {.token = token};
    int before = threads_at_rest();
    canceller cancels = {of, token};
    pthread_t thread = spawn(cancel_in_init, &cancels);
    for (int64_t ns = 20 * MS; of->inits == 0; ns *= 2) { /* on a slow machine it may end before it begins */
        pinworker *worker = (pinworker *)of;
        of->dones = 0;
        if (!token) until.deadline = pinworker_in(ns);
        CHECK_INT(pinworker_start(&options, &until, &worker), expected);
        CHECK(!worker);
        CHECK(token || pinworker_now() >= until.deadline);
        EVENTUALLY(of->inits || of->dones);
    }
    pthread_join(thread, NULL);
    EVENTUALLY(of->at.entered);
    CHECK_INT(of->dones, 0);
    open_gate(&of->at);
    EVENTUALLY(of->dones);
    EVENTUALLY(thread_count() == before);
    CHECK_INT(of->stop_seen, -ESHUTDOWN);
    CHECK_INT(of->result, expected);
    CHECK_INT(of->dones, 1);
    CHECK_INT(of->inits, 1);
}

static void state_is_cleaned_up(void) {
    trace of = {.blocks = 0};
    left_in_init(&of, NULL, -ETIMEDOUT);
    CHECK_INT(of.cleanups, 1);
}

static void by_token(void) {
    trace of = {.blocks = 0};
    pinworker_token *token;
    CHECK_INT(pinworker_token_new(&token), 0);
    left_in_init(&of, token, -ECANCELED);
    CHECK_INT(of.cleanups, 1);
    pinworker_token_free(token);
}

static void panic(void) { pinworker_panic("no device"); }
static void leave_thread(void) { pthread_exit(NULL); }

static void no_state_no_cleanup(int error, void (*instead)(void)) {
    trace of = {.blocks = 0, .error = error, .instead = instead};
    left_in_init(&of, NULL, -ETIMEDOUT);
    CHECK_INT(of.cleanups, 0);
}

static void over_before_it_begins(pinworker_until until, int expected) {
    trace of = {.blocks = -1u};
    pinworker_options options = options_of(&of);
    pinworker *worker;
    CHECK_INT(pinworker_start(&options, &until, &worker), expected);
    CHECK_INT(of.inits, 0);
    CHECK_INT(of.dones, 1);
    CHECK_INT(of.result, expected);
}

static void cancelled_before(void) {
    pinworker_until until = {.deadline = 0};
    CHECK_INT(pinworker_token_new(&until.token), 0);
    pinworker_token_cancel(until.token);
    over_before_it_begins(until, -ECANCELED);
    pinworker_token_free(until.token);
}

/* ---- config ---- */

static void done_ends_an_ordinary_life(void) {
    trace of = {.blocks = -1u};
    pinworker_options options = options_of(&of);
    pinworker_until until = {.deadline = pinworker_in(100 * SECOND)};
    pinworker *worker;
    CHECK_INT(pinworker_start(&options, &until, &worker), 0);
    CHECK_INT(of.stop_seen, 0);
    CHECK_INT(of.dones, 0);
    CHECK_INT(pinworker_close(worker, NULL, 0, NULL), 0);
    CHECK_INT(of.dones, 1);
    CHECK_INT(of.result, 0);
    CHECK_INT(of.cleanups, 1);
    CHECK_INT(pinworker_free(worker), 0);
    CHECK_INT(of.dones, 1);
}

static void done_hears_of_errors(void) {
    trace of = {.blocks = -1u, .error = -ENODEV};
    pinworker_options options = options_of(&of);
    pinworker *worker;
    CHECK_INT(pinworker_start(&options, NULL, &worker), -ENODEV);
    CHECK_INT(of.dones, 1);
    CHECK_INT(of.result, -ENODEV);
    options.queue = 1 << 21;
    CHECK_INT(pinworker_start(&options, NULL, &worker), -EINVAL);
    CHECK_INT(of.dones, 2);
    CHECK_INT(of.result, -EINVAL);
}

static void config_needs_an_owner(void) {
    trace of = {.blocks = -1u};
    pinworker_options options = options_of(&of);
    pinworker_until until = {.deadline = pinworker_in(100 * SECOND)};
    pinworker *worker;
    options.done = NULL;
    CHECK_INT(pinworker_start(&options, &until, &worker), -EINVAL);
    CHECK_INT(of.inits, 0);
    options.done = pinworker_keep;
    CHECK_INT(pinworker_start(&options, &until, &worker), 0);
    close_and_free(worker);
    options = (pinworker_options)PINWORKER_OPTIONS_INIT;
    CHECK_INT(pinworker_start(&options, &until, &worker), 0);
    close_and_free(worker);
}

static pinworker *own;
static pinworker_pool *own_pool;

static void close_in_done(void *config, int result) {
    CHECK_INT(result, 0);
    *(int *)config = own_pool ? pinworker_pool_close(own_pool, NULL, 0, NULL) : pinworker_close(own, NULL, 0, NULL);
}

/* done runs on the owner. */
static void done_cannot_close(void) {
    int result = 0;
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.config = &result;
    options.done = close_in_done;
    own = start(&options);
    close_and_free(own);
    CHECK_INT(result, -EDEADLK);
    result = 0;
    CHECK_INT(pinworker_pool_start(&options, 2, PINWORKER_ROUND_ROBIN, NULL, &own_pool), 0);
    CHECK_INT(pinworker_pool_close(own_pool, NULL, 0, NULL), 0);
    CHECK_INT(result, -EDEADLK);
    CHECK_INT(pinworker_pool_free(own_pool), 0);
}

/* ---- many ---- */

/* The second worker's init takes too long: the first one goes as well. */
static void all_of_a_pool(void) {
    trace of = {.blocks = 1};
    pinworker_options options = options_of(&of);
    pinworker_pool *pool;
    pinworker_until until = {.deadline = 0};
    int before = threads_at_rest();
    for (int64_t ns = 20 * MS; of.inits < 2; ns *= 2) { /* until it gets that far, on a machine that is slow */
        of.inits = of.cleanups = of.dones = 0;
        until.deadline = pinworker_in(ns);
        CHECK_INT(pinworker_pool_start(&options, 3, PINWORKER_ROUND_ROBIN, &until, &pool), -ETIMEDOUT);
        CHECK(!pool);
        EVENTUALLY(of.inits == 2 || of.dones);
    }
    EVENTUALLY(of.at.entered);
    open_gate(&of.at);
    EVENTUALLY(of.dones);
    EVENTUALLY(thread_count() == before);
    CHECK_INT(of.inits, 2);
    CHECK_INT(of.cleanups, 2);
    CHECK_INT(of.dones, 1);
    CHECK_INT(of.result, -ETIMEDOUT);
}

static int second_fails(void *config, unsigned index, void **state) {
    *state = config;
    return index == 1 ? -ENODEV : 0;
}

/* What the pool has to close because of an error does not hold the caller longer either. */
static void cleanup_of_a_pool_takes_too_long(void) {
    trace of = {.cleanup_blocks = true};
    pinworker_options options = options_of(&of);
    options.init = second_fails;
    pinworker_pool *pool;
    pinworker_until until = {.deadline = pinworker_in(SECOND)};
    int before = threads_at_rest();
    int error = pinworker_pool_start(&options, 2, PINWORKER_ROUND_ROBIN, &until, &pool);
    CHECK(error == -ENODEV || error == -ETIMEDOUT);
    CHECK_INT(of.dones, 0);
    EVENTUALLY(of.at.entered);
    open_gate(&of.at);
    EVENTUALLY(of.dones);
    EVENTUALLY(thread_count() == before);
    CHECK_INT(of.result, error);
    CHECK_INT(of.cleanups, 1);
}

static void done_once_for_a_pool(void) {
    trace of = {.blocks = -1u};
    pinworker_options options = options_of(&of);
    pinworker_pool *pool;
    CHECK_INT(pinworker_pool_start(&options, 3, PINWORKER_ROUND_ROBIN, NULL, &pool), 0);
    CHECK_INT(pinworker_pool_close(pool, NULL, 0, NULL), 0);
    CHECK_INT(of.cleanups, 3);
    CHECK_INT(of.dones, 1);
    CHECK_INT(pinworker_pool_free(pool), 0);
    CHECK_INT(pinworker_pool_start(&options, 0, PINWORKER_ROUND_ROBIN, NULL, &pool), -EINVAL);
    CHECK_INT(of.dones, 2);
}

/* Whoever comes first, nothing is lost or freed twice: the limit is reached about when init ends. */
static void close_races(void) {
    for (int i = 0; i < 300; i++) {
        trace of = {.blocks = -1u};
        pinworker_options options = options_of(&of);
        pinworker_until until = {.deadline = pinworker_in(i * INT64_C(1000))};
        pinworker *worker;
        int error = pinworker_start(&options, &until, &worker);
        CHECK(error == 0 || error == -ETIMEDOUT);
        if (error == 0) close_and_free(worker);
        EVENTUALLY(of.dones);
        CHECK_INT(of.inits, of.cleanups);
        CHECK_INT(of.result, error);
    }
}

int main(void) {
    state_is_cleaned_up();
    by_token();
    no_state_no_cleanup(-ENODEV, NULL);
    no_state_no_cleanup(0, panic);
    no_state_no_cleanup(0, leave_thread);
    over_before_it_begins((pinworker_until){.deadline = 1}, -ETIMEDOUT);
    over_before_it_begins((pinworker_until){.deadline = -1}, -EINVAL);
    cancelled_before();
    done_ends_an_ordinary_life();
    done_hears_of_errors();
    config_needs_an_owner();
    done_cannot_close();
    all_of_a_pool();
    cleanup_of_a_pool_takes_too_long();
    done_once_for_a_pool();
    close_races();
    return 0;
}
