/* Panics, the seed's task 8: the job fails, its caller hears why, the worker goes on. */
#include <signal.h>

#include "check.h"

static pinworker *worker;

static int half(void *state, void *data) {
    int *number = data;
    (void)state;
    if (*number == 42) {
        *number = -1;
        pinworker_panic("no half of %d", 42);
    }
    *number /= 2;
    return 0;
}

static void *client(void *arg) {
    for (int i = 0; i < 100; i++) {
        char message[32] = "untouched";
        int number = i;
        pinworker_job job = {
            .fn = half, .data = &number, .size = sizeof number, .message = message, .message_size = sizeof message};
        CHECK_INT(pinworker_call(worker, &job, NULL), i == 42 ? -EREMOTEIO : 0);
        CHECK_INT(job.fate, PINWORKER_RAN);
        CHECK_INT(number, i == 42 ? 42 : i / 2);
        CHECK(strcmp(message, i == 42 ? "no half of 42" : "") == 0);
    }
    return arg;
}

static void others_are_unharmed(void) {
    pthread_t clients[8];
    for (int i = 0; i < 8; i++) clients[i] = spawn(client, NULL);
    for (int i = 0; i < 8; i++) pthread_join(clients[i], NULL);
    pinworker_stats stats = stats_of(worker);
    CHECK_INT(stats.submitted, 800);
    CHECK_INT(stats.completed, 792);
    CHECK_INT(stats.failed, 8);
    CHECK_INT(stats.panics, 8);
    CHECK_INT(stats.restarts, 0);
}

static void long_messages_are_cut(void) {
    char message[8];
    int number = 42;
    pinworker_job job = {
        .fn = half, .data = &number, .size = sizeof number, .message = message, .message_size = sizeof message};
    CHECK_INT(pinworker_call(worker, &job, NULL), -EREMOTEIO);
    CHECK(strcmp(message, "no half") == 0);
}

/* ---- panics outside of jobs ---- */

static _Atomic int told;

static void panic_when_told(void *data, int result) {
    (void)data;
    told = result;
    pinworker_panic("in done");
}

static int label_and_fail(void *state, void *data) {
    (void)state, (void)data;
    CHECK_INT(pinworker_label("a", "b"), 0);
    pinworker_panic("in a job with a done that panics");
}

static void in_done(void) {
    pinworker_stats before = stats_of(worker);
    pinworker_job job = {.fn = half, .data = &(int){4}, .size = sizeof(int), .done = panic_when_told};
    CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    CHECK_INT(pinworker_run(worker, half, &(int){4}, sizeof(int)), 0);
    CHECK_INT(told, 0);
    job.fn = label_and_fail;
    CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    CHECK_INT(pinworker_run(worker, half, &(int){4}, sizeof(int)), 0);
    CHECK_INT(told, -EREMOTEIO);
    pinworker_stats after = stats_of(worker);
    CHECK_INT(after.completed, before.completed + 3);
    CHECK_INT(after.failed, before.failed + 1);
    CHECK_INT(after.panics, before.panics + 3);
    CHECK_INT(after.depth, 0);
    pinworker_labels labels;
    CHECK_INT(pinworker_labels_get(worker, &labels), 0);
    CHECK_INT(labels.count, 2);
}

static void panicking_cleanup(void *state) {
    (void)state;
    pinworker_panic("in cleanup");
}

static int exit_thread(void *state, void *data) {
    (void)state, (void)data;
    pthread_exit(NULL);
}

static int exit_in_init(void *config, unsigned index, void **state) {
    (void)config, (void)index, (void)state;
    pthread_exit(NULL);
}

static void lost_thread_ends_the_worker(void) {
    pinworker *lost = start(NULL), *none;
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    CHECK_INT(pinworker_run(lost, exit_thread, NULL, 0), -EREMOTEIO);
    EVENTUALLY(!stats_of(lost).up);
    CHECK_INT(pinworker_run(lost, exit_thread, NULL, 0), -ENOTRECOVERABLE);
    CHECK_INT(pinworker_close(lost, &(pinworker_until){.deadline = pinworker_in(60 * SECOND)}, 0, NULL), 0);
    CHECK_INT(pinworker_free(lost), 0);
    options.init = exit_in_init;
    CHECK_INT(pinworker_start(&options, NULL, &none), -EREMOTEIO);
}

static int open_signal(void *config, unsigned index, void **state) {
    (void)config, (void)index, (void)state;
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
    return -pthread_sigmask(SIG_UNBLOCK, &mask, NULL);
}

static int signal_is_open(void *state, void *data) {
    (void)state, (void)data;
    sigset_t mask;
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    return !sigismember(&mask, SIGUSR1);
}

static void signal_mask_of_init_stays(void) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.init = open_signal;
    pinworker *own = start(&options);
    CHECK_INT(pinworker_run(own, signal_is_open, NULL, 0), 1);
    CHECK_INT(pinworker_run(own, label_and_fail, NULL, 0), -EREMOTEIO);
    CHECK_INT(pinworker_run(own, signal_is_open, NULL, 0), 1);
    close_and_free(own);
}

int main(void) {
    signal_mask_of_init_stays();
    lost_thread_ends_the_worker();
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.breaker_limit = UINT32_MAX;
    options.cleanup = panicking_cleanup;
    worker = start(&options);
    others_are_unharmed();
    long_messages_are_cut();
    in_done();
    uint64_t before = stats_of(worker).panics;
    CHECK_INT(pinworker_close(worker, NULL, 0, NULL), 0);
    CHECK_INT(stats_of(worker).panics, before + 1);
    CHECK_INT(pinworker_free(worker), 0);
    return 0;
}
