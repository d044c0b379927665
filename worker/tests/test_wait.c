/* Every wait policy, free, all on one CPU, on two, and beside a busy thread: all jobs come through. */
#include <sched.h>

#include "check.h"

static pinworker *worker;
static int calls = 300;

static int add_one(void *state, void *data) {
    (void)state;
    return ++*(int *)data;
}

static void *client(void *arg) {
    for (int i = 0; i < calls; i++) {
        int value = i;
        pinworker_job job = {.fn = add_one, .data = &value, .size = sizeof value};
        pinworker_until until = {.deadline = pinworker_in(100 * SECOND)};
        CHECK_INT(pinworker_call(worker, &job, i % 2 ? &until : NULL), i + 1);
        if (i % 100 == 0) usleep(300); /* longer than anybody watches */
    }
    return arg;
}

static void leaves(void) {
    gate at;
    int value = 1;
    pinworker_job job = {.fn = add_one, .data = &value, .size = sizeof value};
    block_worker(worker, &at);
    leave_after(worker, &job, 5 * MS);
    open_gate(&at);
}

static void policy(pinworker_wait_policy wait, const char *cpus, int clients) {
    pthread_t threads[8];
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.wait = wait;
    options.placement.place = cpus ? PINWORKER_CPUS : PINWORKER_ANYWHERE;
    options.placement.cpus = cpus;
    options.placement.best_effort = 1;
    worker = start(&options);
    for (int i = 0; i < clients; i++) threads[i] = spawn(client, NULL);
    for (int i = 0; i < clients; i++) pthread_join(threads[i], NULL);
    leaves();
    pinworker_stats stats = stats_of(worker);
    CHECK_INT(stats.submitted, (uint64_t)(calls * clients) + 2);
    if (wait == PINWORKER_POLL) CHECK_INT(stats.parks, 0);
    if (wait == PINWORKER_PARK) CHECK(stats.parks > 0);
    close_and_free(worker);
}

static void all(void) {
    for (int wait = PINWORKER_AUTO; wait <= PINWORKER_POLL; wait++) {
        for (int clients = 1; clients <= 4; clients += 3) {
            policy((pinworker_wait_policy)wait, NULL, clients);
            policy((pinworker_wait_policy)wait, "0", clients);
            policy((pinworker_wait_policy)wait, "1", clients);
        }
    }
}

static _Atomic int stop;

static void *hog(void *arg) {
    while (!stop) continue;
    return arg;
}

int main(void) {
    cpu_set_t before, first;
    CHECK_INT(sched_getaffinity(0, sizeof before, &before), 0);
    CPU_ZERO(&first);
    CPU_SET(0, &first);
    all();
    calls = 60;
    if (sched_setaffinity(0, sizeof first, &first) == 0) all();
    pthread_t busy = spawn(hog, NULL);
    calls = 20;
    policy(PINWORKER_AUTO, "0", 1);
    policy(PINWORKER_PARK, "0", 1);
    stop = 1;
    pthread_join(busy, NULL);
    return 0;
}
