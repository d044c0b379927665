/* What the clients do: one file of workloads/ for each shape. */
#ifndef BENCH_WORKLOAD_H
#define BENCH_WORKLOAD_H

#include "session.h"

enum bench_group {
    BENCH_GROUP_MAIN,
    BENCH_GROUP_TASK2, /* pin for each job against a long-lived worker */
    BENCH_GROUP_TASK4, /* what crossing to a worker costs, by size of the batch */
};

typedef struct bench_workload bench_workload;
struct bench_workload {
    const char *name, *title;
    const char *shape; /* for programs: see go/worker.go */
    enum bench_group group;
    unsigned clients, workers;
    size_t batch;  /* jobs at a time */
    uint64_t unit; /* jobs: a run is a multiple of it */
    bench_fn job;
    /* Can this peer do it at all? */
    bool (*fits)(const bench_workload *workload, const bench_peer *peer);
    /* Has `jobs` run and gives how long that took, ns. */
    int64_t (*run)(const bench_workload *workload, bench_session *session, uint64_t jobs);
};

/* One array for each file, ended by name == NULL. */
extern const bench_workload bench_calls[], bench_seed[], bench_posts[], bench_batches[], bench_task2[], bench_task4[];

/* All of them in turn; NULL after the last one. */
const bench_workload *bench_workload_at(size_t index);

/* Is this one for that peer, in that regime? */
bool bench_fits(const bench_workload *workload, const bench_peer *peer, const bench_regime *regime);

/* For the files: has every client run its share of the jobs, as calls or as batches. */
int64_t bench_run_calls(const bench_workload *workload, bench_session *session, uint64_t jobs);
int64_t bench_run_batches(const bench_workload *workload, bench_session *session, uint64_t jobs);
bool bench_fits_calls(const bench_workload *workload, const bench_peer *peer);
bool bench_fits_batches(const bench_workload *workload, const bench_peer *peer);

#endif
