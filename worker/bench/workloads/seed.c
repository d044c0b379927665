/* Seed task 3: 100 clients that are made, call ten times, and end. Mostly about making threads; calls.c has the same
 * with clients that are there already. */
#include "../workload.h"

enum { CLIENTS = 100, CALLS = 10 };

static void client(bench_session *session, unsigned index, const void *argument) {
    const bench_workload *workload = argument;
    for (int i = 0; i < CALLS; i++) bench_session_call(session, index, workload->job);
}

static int64_t run(const bench_workload *workload, bench_session *session, uint64_t jobs) {
    int64_t ns = 0;
    for (uint64_t done = 0; done < jobs; done += workload->unit) ns += bench_clients_fresh(session, client, workload);
    return ns;
}

const bench_workload bench_seed[] = {
    {"seed", "seed task 3: 100 new clients, 10 calls each", "seed", BENCH_GROUP_MAIN, CLIENTS, 1, 1, CLIENTS *CALLS,
     bench_job_count, bench_fits_calls, run},
    {.name = NULL},
};
