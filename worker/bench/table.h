/* Everything that was measured. */
#ifndef BENCH_TABLE_H
#define BENCH_TABLE_H

#include "measure.h"
#include "stats.h"

/* One peer at one workload in one regime, once for each round. */
typedef struct bench_sample {
    const bench_regime *regime;
    const bench_workload *workload;
    const bench_peer *peer;
    const bench_cgroup *group;      /* while its regime is measured */
    bench_status status;            /* the first that was not BENCH_OK */
    uint64_t jobs;                  /* in each round */
    double *ns, *cpu_ns, *switches; /* for one job, by round */
} bench_sample;

typedef struct bench_table {
    bench_sample *samples;
    size_t count, room;
    unsigned rounds;
    /* How calm it was, over all rounds of all peers together. */
    unsigned calm, disturbed;
    double others, stolen; /* sum of the average CPUs of each */
} bench_table;

/* A new one, all zero; NULL if there is no memory. Valid until the next one is added. */
bench_sample *bench_table_add(bench_table *table);
void bench_table_free(bench_table *table);

/* NULL: not measured. It may have failed: see status. */
const bench_sample *bench_table_find(const bench_table *table, const bench_regime *regime,
                                     const bench_workload *workload, const bench_peer *peer);

/* Was anything at all measured there? */
bool bench_table_has(const bench_table *table, const bench_regime *regime, const bench_workload *workload);

#endif
