/* Synchronous calls, several jobs at a time; a batch of one is a plain call. */
#include "../workload.h"

typedef struct share {
    bench_fn job;
    size_t batch;
    uint64_t batches;
} share;

static void client(bench_session *session, unsigned index, const void *argument) {
    const share *plan = argument;
    for (uint64_t i = 0; i < plan->batches; i++) {
        if (plan->batch == 1)
            bench_session_call(session, index, plan->job);
        else
            bench_session_batch(session, index, plan->job, plan->batch);
    }
}

int64_t bench_run_batches(const bench_workload *workload, bench_session *session, uint64_t jobs) {
    share plan = {workload->job, workload->batch, jobs / workload->clients / workload->batch};
    return bench_clients_ready(session, client, &plan);
}

bool bench_fits_batches(const bench_workload *workload, const bench_peer *peer) { return peer->batch; }

const bench_workload bench_batches[] = {
    {"batch-64", "1 client, batches of 64", "batches", BENCH_GROUP_MAIN, 1, 1, 64, 64, bench_job_count,
     bench_fits_batches, bench_run_batches},
    {.name = NULL},
};

/* Seed task 4: what crossing to the worker costs a job when so many cross together. */
#define CROSS(n, job) "batches", BENCH_GROUP_TASK4, 1, 1, n, n, job, bench_fits_batches, bench_run_batches

#define CROSSINGS(name, title, job)                                                                                    \
    {name "-1", title, CROSS(1, job)}, {name "-2", title, CROSS(2, job)}, {name "-4", title, CROSS(4, job)},           \
        {name "-8", title, CROSS(8, job)}, {name "-16", title, CROSS(16, job)}, {name "-32", title, CROSS(32, job)},   \
        {name "-64", title, CROSS(64, job)}, {name "-128", title, CROSS(128, job)},                                    \
        {name "-256", title, CROSS(256, job)}, {name "-512", title, CROSS(512, job)}, {                                \
        name "-1024", title, CROSS(1024, job)                                                                          \
    }

const bench_workload bench_task4[] = {
    CROSSINGS("add", "a foreign addition", bench_job_add),
    CROSSINGS("errno", "a foreign function with errno and a thread-local variable", bench_job_errno),
    {.name = NULL},
};
