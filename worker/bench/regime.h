/* Where clients and workers run, and who disturbs them. */
#ifndef BENCH_REGIME_H
#define BENCH_REGIME_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "cgroup.h"

enum bench_spread {
    BENCH_FREE,     /* as the kernel puts them */
    BENCH_ONE_CPU,  /* all on one CPU */
    BENCH_TWO_CPUS, /* clients on one, workers on another one */
};

typedef struct bench_regime {
    const char *name, *title;
    enum bench_spread spread;
    enum { BENCH_QUIET, BENCH_HOG, BENCH_HOGS } noise; /* one busy process (on the worker's CPU); one on every CPU */
    enum bench_limit limit;
} bench_regime;

extern const bench_regime bench_regimes[]; /* ended by name == NULL */

/* Are there CPUs enough for it? */
bool bench_regime_possible(const bench_regime *regime);

/* The n-th CPU that this process may use, -1 if there are not so many. */
int bench_cpu(unsigned n);
unsigned bench_cpu_count(void);

unsigned bench_regime_cpus(const bench_regime *regime); /* how many it has */

int bench_worker_cpu(const bench_regime *regime); /* -1: anywhere */
int bench_pin_cpu(const bench_regime *regime);

/* For the calling thread, and the threads that it starts from then on. */
void bench_enter_all(const bench_regime *regime);     /* every CPU of the regime */
void bench_enter_workers(const bench_regime *regime); /* those of the workers */
void bench_enter_clients(const bench_regime *regime);
void bench_enter_cpu(int cpu);

typedef struct bench_hogs {
    pid_t *pids;
    unsigned count;
} bench_hogs;

bench_hogs bench_hogs_start(const bench_regime *regime);
void bench_hogs_stop(bench_hogs *hogs);

/* CPU time that they have had, ns. */
int64_t bench_hogs_time(const bench_hogs *hogs);

#endif
