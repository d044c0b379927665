/* One measurement, in a process of its own: what a peer leaves behind, or how it dies, is nobody else's business. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include "workload.h"

typedef enum bench_status {
    BENCH_OK,
    BENCH_LOST,   /* not every job ran, or one ran twice */
    BENCH_HUNG,   /* not done in time */
    BENCH_FAILED, /* could not be started, or died */
} bench_status;

typedef struct bench_run {
    const bench_peer *peer;
    const bench_workload *workload;
    const bench_regime *regime;
    uint64_t warm_up, jobs; /* multiples of workload->unit */
    int64_t patience;       /* ns until it is taken for hung */
    const bench_cgroup *group;
} bench_run;

typedef struct bench_result {
    bench_status status;
    int64_t ns, cpu_ns; /* for all jobs; by the clock, and CPU time of clients and workers */
    int64_t switches;   /* of the CPU, by those */
} bench_result;

bench_result bench_measure(const bench_run *run);

const char *bench_status_name(bench_status status);

/* How many jobs go before `jobs` that count, of which they are that part. At least one unit. */
uint64_t bench_warm_up(const bench_workload *workload, uint64_t jobs, double part);

/* How many jobs take about `ns` after their warm-up, found by trying. 0: it does not work, see *status. */
uint64_t bench_calibrate(const bench_run *run, int64_t ns, double warm_up_part, bench_status *status);

#endif
