/* A forked child has no owner threads: everything says so at once, and the parent goes on. */
#include <signal.h>
#include <stdbool.h>
#include <sys/wait.h>

#include "check.h"

static pinworker *worker;
static pinworker_pool *pool;
static pinworker_token *token;

static int add_one(void *state, void *data) {
    (void)state;
    return ++*(int *)data;
}

static int in_child(void) {
    int value = 1;
    pinworker_job job = {.fn = add_one, .data = &value, .size = sizeof value};
    pinworker_applied applied;
    alarm(20); /* a hang is a failure */
    CHECK_INT(pinworker_call(worker, &job, NULL), -ECHILD);
    CHECK_INT(job.fate, PINWORKER_REFUSED);
    CHECK_INT(pinworker_post(worker, &job, NULL), -ECHILD);
    CHECK_INT(pinworker_call_batch(worker, &job, 1, NULL), -ECHILD);
    CHECK_INT(pinworker_post_batch(worker, &job, 1, NULL), -ECHILD);
    CHECK_INT(pinworker_pool_call(pool, &job, NULL), -ECHILD);
    CHECK_INT(pinworker_close(worker, NULL, 0, NULL), -ECHILD);
    CHECK_INT(pinworker_pool_close(pool, NULL, 0, NULL), -ECHILD);
    CHECK_INT(pinworker_placement_get(worker, &applied), -ECHILD);
    CHECK_INT(pinworker_tid(worker), 0);
    CHECK_INT(stats_of(worker).up, 0);
    pinworker_token_cancel(token); /* another thread may have had its lock */
    CHECK_INT(pinworker_token_cancelled(token), 1);
    CHECK_INT(pinworker_free(worker), 0);
    CHECK_INT(pinworker_pool_free(pool), 0);
#if !SANITIZED /* ThreadSanitizer refuses it; others' own locks may have been held by a thread that is not here */
    pinworker *own = start(NULL);
    CHECK_INT(pinworker_run(own, add_one, &value, sizeof value), 2);
    close_and_free(own);
#endif
    return 0;
}

static void *load(void *stop) {
    while (!atomic_load((_Atomic int *)stop)) {
        int value = 1;
        pinworker_job job = {.fn = add_one, .data = &value, .size = sizeof value};
        CHECK_INT(pinworker_call(worker, &job, &(pinworker_until){.token = token}), 2);
    }
    return NULL;
}

int main(void) {
    _Atomic int stop = 0;
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.contain_faults = 1;
    CHECK_INT(pinworker_token_new(&token), 0);
    worker = start(&options);
    CHECK_INT(pinworker_pool_start(&options, 2, PINWORKER_ROUND_ROBIN, NULL, &pool), 0);
    /* A child would inherit the lock of a sanitizer's allocator from a thread in the middle of a call. */
    bool busy = !SANITIZED;
    pthread_t thread;
    if (busy) thread = spawn(load, &stop);
    for (int i = 0; i < 20; i++) {
        pid_t child = fork();
        CHECK(child >= 0);
        if (child == 0) _exit(in_child());
        int status;
        CHECK(waitpid(child, &status, 0) == child);
        CHECK_INT(status, 0);
    }
    stop = 1;
    if (busy) pthread_join(thread, NULL);
    close_and_free(worker);
    CHECK_INT(pinworker_pool_close(pool, NULL, 0, NULL), 0);
    CHECK_INT(pinworker_pool_free(pool), 0);
    pinworker_token_free(token);
    return 0;
}
