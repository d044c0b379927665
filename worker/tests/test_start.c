/* Starting: init runs on the owner before pinworker_start returns, and what goes wrong there leaves nothing behind. */
#include "check.h"

typedef struct trace {
    int tid, error;
    _Atomic int inits, cleanups;
} trace;

static int init(void *config, unsigned index, void **state) {
    trace *at = config;
    CHECK_INT(index, 0);
    at->tid = gettid();
    at->inits++;
    *state = at;
    return at->error;
}

static void cleanup(void *state) {
    trace *at = state;
    CHECK_INT(at->tid, gettid());
    at->cleanups++;
}

static int same_thread(void *state, void *data) {
    (void)data;
    return ((trace *)state)->tid == gettid();
}

static void state_lives_on_its_thread(void) {
    trace at = {0};
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.init = init;
    options.cleanup = cleanup;
    options.config = &at;
    int before = threads_at_rest();
    pinworker *worker = start(&options);
    CHECK_INT(at.inits, 1);
    CHECK(at.tid != gettid());
    CHECK_INT(pinworker_tid(worker), at.tid);
    CHECK_INT(thread_count(), before + 1);
    CHECK_INT(pinworker_run(worker, same_thread, NULL, 0), 1);
    CHECK_INT(pinworker_free(worker), -EBUSY);
    close_and_free(worker);
    CHECK_INT(at.cleanups, 1);
    EVENTUALLY(thread_count() == before);
}

static void error_of_init_is_returned(int error, int expected) {
    trace at = {.error = error};
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.init = init;
    options.cleanup = cleanup;
    options.config = &at;
    int before = threads_at_rest();
    pinworker *worker = (pinworker *)&at;
    CHECK_INT(pinworker_start(&options, NULL, &worker), expected);
    CHECK(!worker);
    CHECK_INT(at.inits, 1);
    CHECK_INT(at.cleanups, 0);
    EVENTUALLY(thread_count() == before);
}

static int panicking_init(void *config, unsigned index, void **state) {
    (void)config, (void)index, (void)state;
    pinworker_panic("no device");
}

static int state_is(void *state, void *data) { return state == *(void **)data; }

static void config_is_the_state_without_init(void) {
    int config = 1;
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.config = &config;
    pinworker *worker = start(&options);
    void *expected = &config;
    CHECK_INT(pinworker_run(worker, state_is, &expected, sizeof expected), 1);
    close_and_free(worker);
}

static void bad(void (*change)(pinworker_options *)) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    change(&options);
    pinworker *worker;
    CHECK_INT(pinworker_start(&options, NULL, &worker), -EINVAL);
}

static void no_size(pinworker_options *options) { options->size = 0; }
static void large_queue(pinworker_options *options) { options->queue = 1 << 21; }
static void odd_sampling(pinworker_options *options) { options->sample_every = 3; }
static void large_breaker(pinworker_options *options) { options->breaker_limit = 5000; }
static void negative_window(pinworker_options *options) { options->breaker_window = -1; }
static void no_such_policy(pinworker_options *options) { options->wait = (pinworker_wait_policy)9; }

static void fields_of_a_newer_header(void) {
    struct {
        pinworker_options options;
        long added;
    } newer = {.options = PINWORKER_OPTIONS_INIT};
    pinworker *worker;
    newer.options.size = sizeof newer;
    CHECK_INT(pinworker_start(&newer.options, NULL, &worker), 0);
    close_and_free(worker);
    newer.added = 1;
    CHECK_INT(pinworker_start(&newer.options, NULL, &worker), -EINVAL);
}

static void on_the_smallest_stack(void) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.stack_size = (size_t)sysconf(_SC_THREAD_STACK_MIN);
    close_and_free(start(&options));
}

int main(void) {
    if (!SANITIZED) on_the_smallest_stack();
    state_lives_on_its_thread();
    error_of_init_is_returned(-ENODEV, -ENODEV);
    error_of_init_is_returned(ENODEV, -ENODEV);
    config_is_the_state_without_init();
    bad(no_size);
    bad(large_queue);
    bad(odd_sampling);
    bad(large_breaker);
    bad(negative_window);
    bad(no_such_policy);
    fields_of_a_newer_header();
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.init = panicking_init;
    pinworker *worker;
    CHECK_INT(pinworker_start(&options, NULL, &worker), -EREMOTEIO);
    CHECK_INT(pinworker_start(NULL, NULL, &worker), 0);
    close_and_free(worker);
    CHECK(strcmp(pinworker_version(), "0.1.0") == 0);
    return 0;
}
