/* Batches: nothing between their jobs, results for each, parts when they are larger than the queue. */
#include "check.h"

static pinworker *worker;
static int previous_owner, in_a_row;

typedef struct item {
    int owner, number, answer;
} item;

static int run_item(void *state, void *data) {
    item *at = data;
    (void)state;
    if (at->number == 0) {
        previous_owner = at->owner;
        in_a_row = 0;
    }
    CHECK_INT(at->owner, previous_owner);
    CHECK_INT(at->number, in_a_row++);
    at->answer = at->number * 2;
    if (at->number == 3) pinworker_panic("three");
    return at->number;
}

static void *batches(void *arg) {
    for (int round = 0; round < 200; round++) {
        item items[8];
        pinworker_job jobs[8];
        memset(jobs, 0, sizeof jobs);
        for (int i = 0; i < 8; i++) {
            items[i] = (item){.owner = (int)(intptr_t)arg, .number = i};
            jobs[i].fn = run_item;
            jobs[i].data = &items[i];
            jobs[i].size = sizeof *items;
        }
        CHECK_INT(pinworker_call_batch(worker, jobs, 8, NULL), 0);
        for (int i = 0; i < 8; i++) {
            CHECK_INT(jobs[i].fate, PINWORKER_RAN);
            CHECK_INT(jobs[i].result, i == 3 ? -EREMOTEIO : i);
            CHECK_INT(items[i].answer, i == 3 ? 0 : 2 * i);
        }
    }
    return NULL;
}

static int count(void *state, void *data) {
    (void)state;
    ++*(int *)data;
    return 0;
}

static void larger_than_the_queue(void) {
    pinworker_job jobs[1000];
    int counter = 0;
    memset(jobs, 0, sizeof jobs);
    for (int i = 0; i < 1000; i++) {
        jobs[i].fn = count;
        jobs[i].data = &counter;
    }
    CHECK_INT(pinworker_call_batch(worker, jobs, 1000, NULL), 0);
    CHECK_INT(counter, 1000);
    CHECK_INT(pinworker_post_batch(worker, jobs, 1000, NULL), 1000);
    CHECK_INT(pinworker_call(worker, &jobs[0], NULL), 0);
    CHECK_INT(counter, 2001);
    CHECK_INT(pinworker_call_batch(worker, jobs, 0, NULL), 0);
    CHECK_INT(pinworker_post_batch(worker, jobs, 0, NULL), 0);
}

/* Some of the batch has been answered, one job runs, the rest has not started. */
static void leaving_a_batch(void) {
    gate at;
    int counter = 0;
    pinworker_job jobs[4];
    memset(jobs, 0, sizeof jobs);
    for (int i = 0; i < 4; i++) {
        jobs[i].fn = i == 1 ? wait_at_gate : count;
        jobs[i].data = i == 1 ? (void *)&at : &counter;
        jobs[i].done = pinworker_keep;
        jobs[i].flags = i == 3 ? PINWORKER_REVOKE : 0;
    }
    at.entered = at.open = at.passed = 0;
    int64_t limit = 10 * MS;
    do {
        pinworker_until until = {.deadline = pinworker_in(limit *= 2)};
        CHECK_INT(pinworker_call_batch(worker, jobs, 4, &until), -ETIMEDOUT);
    } while (jobs[0].fate == PINWORKER_REFUSED);
    if (jobs[0].fate == PINWORKER_RAN) CHECK_INT(jobs[0].result, 0); /* a slow machine may have left before */
    CHECK_INT(jobs[1].fate, PINWORKER_LEFT);
    CHECK_INT(jobs[2].fate, PINWORKER_LEFT);
    CHECK_INT(jobs[2].result, -ETIMEDOUT);
    CHECK_INT(jobs[3].fate, PINWORKER_DROPPED);
    open_gate(&at);
    pinworker_run(worker, count, &(int){0}, sizeof(int)); /* after all of them */
    CHECK_INT(counter, 2);
}

static void tell(void *data, int result) {
    CHECK_INT(result, 0);
    ++*(int *)data;
}

static void refused_in_the_middle(void) {
    gate at;
    int told = 0;
    pinworker_job jobs[20];
    memset(jobs, 0, sizeof jobs);
    for (int i = 0; i < 20; i++) {
        jobs[i].fn = count;
        jobs[i].data = &told;
        jobs[i].flags = PINWORKER_NOWAIT;
        jobs[i].done = tell;
    }
    block_worker(worker, &at);
    CHECK_INT(pinworker_post_batch(worker, jobs, 20, NULL), 8); /* one part; a second one does not fit */
    CHECK_INT(jobs[7].fate, PINWORKER_QUEUED);
    CHECK_INT(jobs[8].fate, PINWORKER_REFUSED);
    CHECK_INT(jobs[8].result, -EAGAIN);
    CHECK_INT(pinworker_post_batch(worker, jobs, 20, NULL), -EAGAIN);
    open_gate(&at);
    pinworker_run(worker, count, &(int){0}, sizeof(int));
    CHECK_INT(told, 16);
}

/* ---- in parts, of which the later ones are not queued yet when the limits are reached ---- */

static pinworker_until limits;

static int reach_the_limit(void *state, void *data) {
    (void)state, (void)data;
    if (limits.token)
        pinworker_token_cancel(limits.token);
    else
        while (pinworker_now() < limits.deadline) continue;
    return 0;
}

/* The last job of the first part does it, and is answered right after: until a caller hears of both at once. */
static void reached_between_parts(bool by_token, int expected) {
    pinworker_job jobs[16];
    int counter;
    do {
        memset(jobs, 0, sizeof jobs);
        for (int i = 0; i < 16; i++) {
            jobs[i].fn = i == 7 ? reach_the_limit : count;
            jobs[i].data = &counter;
            jobs[i].done = pinworker_keep;
        }
        counter = 0;
        limits = (pinworker_until){.deadline = by_token ? 0 : pinworker_in(MS)};
        if (by_token) CHECK_INT(pinworker_token_new(&limits.token), 0);
        CHECK_INT(pinworker_call_batch(worker, jobs, 16, &limits), expected);
        pinworker_run(worker, count, &(int){0}, sizeof(int)); /* after all of them */
        CHECK(counter <= 7);
        for (int i = 8; i < 16; i++) CHECK_INT(jobs[i].fate, PINWORKER_REFUSED);
        pinworker_token_free(limits.token);
    } while (jobs[7].fate != PINWORKER_RAN);
    CHECK_INT(counter, 7);
}

int main(void) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.queue = 16;
    options.breaker_limit = UINT32_MAX;
    worker = start(&options);
    pthread_t threads[3];
    for (long i = 0; i < 3; i++) threads[i] = spawn(batches, (void *)(intptr_t)i);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    larger_than_the_queue();
    leaving_a_batch();
    refused_in_the_middle();
    reached_between_parts(true, -ECANCELED);
    reached_between_parts(false, -ETIMEDOUT);
    close_and_free(worker);
    return 0;
}
