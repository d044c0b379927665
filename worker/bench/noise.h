/* What other processes take from the measurement: on a machine that is not ours alone, figures without this say little.
 */
#ifndef BENCH_NOISE_H
#define BENCH_NOISE_H

#include "regime.h"

typedef struct bench_noise {
    int64_t clock, others, stolen; /* ns of all CPUs: taken by processes that are not ours, and by the hypervisor */
} bench_noise;

/* Since the machine started. The hogs of a regime are ours. Good to some 10 ms. */
bench_noise bench_noise_now(const bench_hogs *hogs);

/* How many CPUs others had on average, and how much of one was stolen. */
double bench_noise_others(const bench_noise *from, const bench_noise *to);
double bench_noise_stolen(const bench_noise *from, const bench_noise *to);

/* Looking for calm: at most so long in all. */
typedef struct bench_calm {
    int64_t budget; /* ns */
    const bench_hogs *hogs;
} bench_calm;

/* More than this many CPUs taken by others is no calm. */
#define BENCH_CALM .15

/* Waits for it while there is budget. */
void bench_calm_wait(bench_calm *calm);

#endif
