#ifndef BENCH_STATS_H
#define BENCH_STATS_H

#include <stddef.h>

/* The middle of noisy values, and how far the middle half of them reaches. All NAN without values. */
typedef struct bench_quartiles {
    double low, median, high; /* quartiles, interpolated between neighbours */
} bench_quartiles;

bench_quartiles bench_quartiles_of(const double *values, size_t count);

/* Of values[i] / others[i]: two things that were measured in the same round were disturbed by the same. */
bench_quartiles bench_ratio_of(const double *values, const double *others, size_t count);

#endif
