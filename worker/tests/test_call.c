/* Synchronous calls, the seed's task 3: 100 clients with 10 submits each, one more thread, gone after close. */
#include "check.h"

enum { CLIENTS = 100, SUBMITS = 10 };

static pinworker *worker;
static long sum; /* the owner's alone: ThreadSanitizer would see a second thread */

static int add(void *state, void *data) {
    long *value = data;
    (void)state;
    sum += *value;
    *value = -*value;
    return 7;
}

static void *client(void *arg) {
    for (long i = 0; i < SUBMITS; i++) {
        long value = (long)(intptr_t)arg * SUBMITS + i, sent = value;
        CHECK_INT(pinworker_run(worker, add, &value, sizeof value), 7);
        CHECK_INT(value, -sent);
    }
    return NULL;
}

static int read_sum(void *state, void *data) {
    (void)state;
    *(long *)data = sum;
    return 0;
}

static void hundred_clients(void) {
    pthread_t clients[CLIENTS];
    int before = threads_at_rest();
    worker = start(NULL);
    CHECK_INT(thread_count(), before + 1);
    for (long i = 0; i < CLIENTS; i++) clients[i] = spawn(client, (void *)(intptr_t)i);
    for (int i = 0; i < CLIENTS; i++) pthread_join(clients[i], NULL);
    long total = 0, jobs = CLIENTS * SUBMITS;
    CHECK_INT(pinworker_run(worker, read_sum, &total, sizeof total), 0);
    CHECK_INT(total, jobs * (jobs - 1) / 2);
    pinworker_stats stats = stats_of(worker);
    CHECK_INT(stats.submitted, jobs + 1);
    CHECK_INT(stats.completed, jobs + 1);
    close_and_free(worker);
    EVENTUALLY(thread_count() == before);
}

/* ---- order ---- */

static int last[4];

static int in_order(void *state, void *data) {
    int *client_and_number = data;
    (void)state;
    CHECK_INT(client_and_number[1], last[client_and_number[0]] + 1);
    last[client_and_number[0]]++;
    return 0;
}

static void *poster(void *arg) {
    for (int i = 1; i <= 5000; i++) {
        int data[2] = {(int)(intptr_t)arg, i};
        pinworker_job job = {.fn = in_order, .data = data, .size = sizeof data};
        CHECK_INT(i % 100 ? pinworker_post(worker, &job, NULL) : pinworker_call(worker, &job, NULL), 0);
    }
    return NULL;
}

static void jobs_of_a_thread_keep_their_order(void) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.queue = 16;
    worker = start(&options);
    pthread_t threads[4];
    for (long i = 0; i < 4; i++) threads[i] = spawn(poster, (void *)(intptr_t)i);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    close_and_free(worker);
    for (int i = 0; i < 4; i++) CHECK_INT(last[i], 5000);
}

/* ---- errors ---- */

static int give(void *state, void *data) {
    (void)state;
    return *(int *)data;
}

static int call_myself(void *state, void *data) {
    (void)state, (void)data;
    CHECK(pinworker_self() == worker);
    pinworker_job job = {.fn = give, .data = &(int){1}, .size = sizeof(int)};
    CHECK_INT(pinworker_call(worker, &job, NULL), -EDEADLK);
    CHECK_INT(job.fate, PINWORKER_REFUSED);
    CHECK_INT(pinworker_call_batch(worker, &job, 1, NULL), -EDEADLK);
    CHECK_INT(pinworker_close(worker, NULL, 0, NULL), -EDEADLK);
    CHECK_INT(pinworker_post(worker, &job, NULL), 0); /* there is room */
    return 5;
}

static int fill_my_queue(void *state, void *data) {
    (void)state, (void)data;
    pinworker_job job = {.fn = give, .data = &(int){1}, .size = sizeof(int)};
    int error, posted = 0;
    while ((error = pinworker_post(worker, &job, NULL)) == 0) posted++;
    CHECK_INT(error, -EDEADLK);
    job.flags = PINWORKER_NOWAIT;
    CHECK_INT(pinworker_post(worker, &job, NULL), -EAGAIN);
    return posted;
}

static int call_the_other(void *state, void *data) {
    int value = 3;
    (void)state;
    return pinworker_run(*(pinworker **)data, give, &value, sizeof value);
}

static void errors(void) {
    static char large[65];
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.queue = 4;
    worker = start(&options);
    int error = -EIO;
    pinworker_job job = {.fn = give, .data = &error, .size = sizeof error};
    CHECK_INT(pinworker_call(worker, &job, NULL), -EIO);
    CHECK_INT(job.fate, PINWORKER_RAN);
    CHECK_INT(pinworker_run(worker, give, large, sizeof large), -EMSGSIZE);
    CHECK_INT(pinworker_run(worker, NULL, NULL, 0), -EINVAL);
    CHECK_INT(pinworker_run(worker, give, NULL, 4), -EINVAL);
    job.flags = 1u << 31;
    CHECK_INT(pinworker_call(worker, &job, NULL), -EINVAL);
    CHECK_INT(pinworker_run(worker, call_myself, NULL, 0), 5);
    CHECK_INT(pinworker_run(worker, fill_my_queue, NULL, 0), 3); /* this job has the fourth place */
    pinworker *other = start(NULL);
    CHECK_INT(pinworker_run(worker, call_the_other, &other, sizeof other), 3);
    close_and_free(other);
    close_and_free(worker);
    CHECK(!pinworker_self());
    CHECK_INT(pinworker_should_stop(), 0);
}

int main(void) {
    hundred_clients();
    jobs_of_a_thread_keep_their_order();
    errors();
    return 0;
}
