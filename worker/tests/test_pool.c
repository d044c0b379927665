/* Pools, the seed's task 5: 50 clients with 100 jobs each over 4 workers, balanced, exactly 4 threads more. */
#include "check.h"

enum { WORKERS = 4, CLIENTS = 50, JOBS = 100 };

static pinworker_pool *pool;
static _Atomic int initialised;
static long counts[WORKERS]; /* each is its owner's */

static int init(void *config, unsigned index, void **state) {
    (void)config;
    if (index == 3 && config) return -ENODEV;
    initialised++;
    *state = &counts[index];
    return 0;
}

static int work(void *state, void *data) {
    (void)data;
    ++*(long *)state;
    return (int)((long *)state - counts);
}

static void *client(void *arg) {
    for (int i = 0; i < JOBS; i++) {
        pinworker_job job = {.fn = work};
        CHECK(pinworker_pool_call(pool, &job, NULL) >= 0);
    }
    return arg;
}

static uint64_t submitted(unsigned index) { return stats_of(pinworker_pool_worker(pool, index)).submitted; }

static pinworker_options pool_options(void) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.init = init;
    options.name = "quite-a-long-name";
    return options;
}

static void round_robin(void) {
    pinworker_options options = pool_options();
    int before = threads_at_rest();
    CHECK_INT(pinworker_pool_start(&options, WORKERS, PINWORKER_ROUND_ROBIN, NULL, &pool), 0);
    CHECK_INT(initialised, WORKERS);
    CHECK_INT(pinworker_pool_count(pool), WORKERS);
    CHECK(!pinworker_pool_worker(pool, WORKERS));
    CHECK_INT(thread_count(), before + WORKERS);
    pthread_t clients[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) clients[i] = spawn(client, NULL);
    for (int i = 0; i < CLIENTS; i++) pthread_join(clients[i], NULL);
    EVENTUALLY(thread_count() == before + WORKERS);
    for (unsigned i = 0; i < WORKERS; i++) {
        printf("worker %u: %lu jobs\n", i, (unsigned long)submitted(i));
        CHECK_INT(submitted(i), CLIENTS * JOBS / WORKERS);
    }
    CHECK_INT(pinworker_pool_free(pool), -EBUSY);
    CHECK_INT(pinworker_pool_close(pool, NULL, 0, NULL), 0);
    for (int i = 0; i < WORKERS; i++) CHECK_INT(counts[i], CLIENTS * JOBS / WORKERS);
    CHECK_INT(pinworker_pool_free(pool), 0);
    EVENTUALLY(thread_count() == before);
}

static void least_loaded(void) {
    pinworker_options options = pool_options();
    gate gates[2];
    CHECK_INT(pinworker_pool_start(&options, WORKERS, PINWORKER_LEAST_LOADED, NULL, &pool), 0);
    block_worker(pinworker_pool_worker(pool, 0), &gates[0]);
    block_worker(pinworker_pool_worker(pool, 2), &gates[1]);
    for (int i = 0; i < 100; i++) {
        pinworker_job job = {.fn = work};
        int worker = pinworker_pool_call(pool, &job, NULL);
        CHECK(worker == 1 || worker == 3);
    }
    CHECK(submitted(1) > 10 && submitted(3) > 10);
    size_t left = 0;
    CHECK_INT(pinworker_pool_close(pool, &(pinworker_until){.deadline = pinworker_in(5 * MS)}, 0, &left), -ETIMEDOUT);
    CHECK_INT(left, 2);
    pinworker_until cancelled = {.deadline = 0};
    CHECK_INT(pinworker_token_new(&cancelled.token), 0);
    pinworker_token_cancel(cancelled.token);
    CHECK_INT(pinworker_pool_close(pool, &cancelled, 0, &left), -ECANCELED);
    CHECK_INT(left, 2);
    pinworker_token_free(cancelled.token);
    open_gate(&gates[0]);
    open_gate(&gates[1]);
    CHECK_INT(pinworker_pool_close(pool, NULL, 0, NULL), 0);
    CHECK_INT(pinworker_pool_free(pool), 0);
}

static int close_from_inside(void *state, void *data) {
    (void)state, (void)data;
    return pinworker_pool_close(pool, NULL, 0, NULL);
}

static void by_key(void) {
    pinworker_options options = pool_options();
    CHECK_INT(pinworker_pool_start(&options, WORKERS, PINWORKER_BY_KEY, NULL, &pool), 0);
    int used[WORKERS] = {0};
    for (uint64_t key = 0; key < 64; key++) {
        int first = -1;
        for (int i = 0; i < 5; i++) {
            pinworker_job job = {.fn = work, .key = key};
            int worker = pinworker_pool_call(pool, &job, NULL);
            if (i > 0) CHECK_INT(worker, first);
            first = worker;
        }
        used[first]++;
    }
    for (int i = 0; i < WORKERS; i++) CHECK(used[i] > 4);
    pinworker_job job = {.fn = close_from_inside};
    CHECK_INT(pinworker_pool_call(pool, &job, NULL), -EDEADLK);
    CHECK_INT(pinworker_pool_post(pool, &job, NULL), 0);
    CHECK_INT(pinworker_pool_call_batch(pool, &job, 1, NULL), 0);
    CHECK_INT(job.result, -EDEADLK);
    CHECK_INT(pinworker_pool_call_batch(pool, NULL, 0, NULL), 0);
    CHECK_INT(pinworker_pool_close(pool, NULL, 0, NULL), 0);
    CHECK_INT(pinworker_pool_free(pool), 0);
}

static int panic(void *state, void *data) {
    (void)state, (void)data;
    pinworker_panic("out");
}

/* A worker that is down is left out, except by key. */
static void one_is_down(void) {
    pinworker_options options = pool_options();
    options.no_restart = 1;
    options.breaker_limit = 1;
    CHECK_INT(pinworker_pool_start(&options, WORKERS, PINWORKER_ROUND_ROBIN, NULL, &pool), 0);
    pinworker *first = pinworker_pool_worker(pool, 0);
    for (int i = 0; i < 2; i++) CHECK_INT(pinworker_run(first, panic, NULL, 0), -EREMOTEIO);
    EVENTUALLY(!stats_of(first).up);
    for (int i = 0; i < 20; i++) {
        pinworker_job job = {.fn = work};
        CHECK(pinworker_pool_call(pool, &job, NULL) > 0);
    }
    CHECK_INT(pinworker_pool_close(pool, NULL, 0, NULL), 0);
    CHECK_INT(pinworker_pool_free(pool), 0);
}

static void all_or_none(void) {
    pinworker_options options = pool_options();
    int before = threads_at_rest();
    options.config = &options;
    pool = (pinworker_pool *)&options;
    CHECK_INT(pinworker_pool_start(&options, WORKERS, PINWORKER_ROUND_ROBIN, NULL, &pool), -ENODEV);
    CHECK(!pool);
    EVENTUALLY(thread_count() == before);
    CHECK_INT(pinworker_pool_start(&options, 0, PINWORKER_ROUND_ROBIN, NULL, &pool), -EINVAL);
    CHECK_INT(pinworker_pool_free(NULL), 0);
}

int main(void) {
    round_robin();
    least_loaded();
    by_key();
    one_is_down();
    all_or_none();
    return 0;
}
