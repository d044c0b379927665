/* Asynchronous: producers post as fast as they can, and end with a call, which is answered after all their posts. */
#include "../workload.h"

typedef struct share {
    bench_fn job;
    uint64_t jobs;
} share;

static void producer(bench_session *session, unsigned index, const void *argument) {
    const share *plan = argument;
    for (uint64_t i = 1; i < plan->jobs; i++) bench_session_post(session, index, plan->job);
    bench_session_call(session, index, plan->job);
}

static int64_t run(const bench_workload *workload, bench_session *session, uint64_t jobs) {
    share plan = {workload->job, jobs / workload->clients};
    return bench_clients_ready(session, producer, &plan);
}

static bool fits(const bench_workload *workload, const bench_peer *peer) { return peer->post; }

/* Many at least, or the first wake-up is all that is measured. */
#define POSTS(n) "posts", BENCH_GROUP_MAIN, n, 1, 1, 256 * (n), bench_job_count, fits, run

const bench_workload bench_posts[] = {
    {"post-1", "asynchronous, 1 producer", POSTS(1)},
    {"post-4", "asynchronous, 4 producers", POSTS(4)},
    {.name = NULL},
};
