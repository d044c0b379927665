/* What the jobs do. The same for every peer. */
#ifndef BENCH_JOBS_H
#define BENCH_JOBS_H

#include "peer.h"

/* One client's data: what a job is given. */
typedef struct bench_cell {
    uint64_t jobs;
    int64_t value;
    char own_line[BENCH_CACHE_LINE - 2 * sizeof(uint64_t)];
} bench_cell;

/* Counts itself, on both sides. Every other job does that too. */
int bench_job_count(void *owner, void *data);

/* Seed task 2: adds up a thousand numbers. */
int bench_job_sum(void *owner, void *data);

/* Seed task 4: a trivial foreign function, and one that leaves its result in errno and in a thread-local variable. */
int bench_job_add(void *owner, void *data);
int bench_job_errno(void *owner, void *data);

#endif
