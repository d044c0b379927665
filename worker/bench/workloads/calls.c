/* Synchronous calls by clients that are there already. */
#include "../workload.h"

typedef struct share {
    bench_fn job;
    uint64_t jobs;
} share;

static void client(bench_session *session, unsigned index, const void *argument) {
    const share *plan = argument;
    for (uint64_t i = 0; i < plan->jobs; i++) bench_session_call(session, index, plan->job);
}

int64_t bench_run_calls(const bench_workload *workload, bench_session *session, uint64_t jobs) {
    share plan = {workload->job, jobs / workload->clients};
    return bench_clients_ready(session, client, &plan);
}

bool bench_fits_calls(const bench_workload *workload, const bench_peer *peer) { return peer->call; }

#define CALLS(n, w) "calls", BENCH_GROUP_MAIN, n, w, 1, n, bench_job_count, bench_fits_calls, bench_run_calls

const bench_workload bench_calls[] = {
    {"1:1", "1 client", CALLS(1, 1)},
    {"4:1", "4 clients", CALLS(4, 1)},
    {"100:1", "100 clients", CALLS(100, 1)},
    {"50:4", "50 clients, pool of 4", CALLS(50, 4)},
    {.name = NULL},
};

/* Pin for each job against a worker that is pinned for life. */
const bench_workload bench_task2[] = {
    {"task2", "1 client, job of 1000 additions", "calls", BENCH_GROUP_TASK2, 1, 1, 1, 1, bench_job_sum,
     bench_fits_calls, bench_run_calls},
    {"task2-batch", "the same in batches of 64", "batches", BENCH_GROUP_TASK2, 1, 1, 64, 64, bench_job_sum,
     bench_fits_batches, bench_run_batches},
    {.name = NULL},
};
