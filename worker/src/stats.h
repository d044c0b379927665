/* stats.h: what a worker counts. */
#ifndef PINWORKER_STATS_H
#define PINWORKER_STATS_H

#include <stdatomic.h>
#include <stddef.h>

#include "pinworker.h"

typedef struct pw_histogram {
    _Atomic uint64_t sum, bucket[PINWORKER_BUCKETS];
} pw_histogram;

/* Written by the owner only, so adding is a load and a store; read by anyone. */
typedef struct pw_counts {
    _Atomic uint64_t completed, failed, cancelled, abandoned, panics, faults, breaker_trips, restarts, parks;
    pw_histogram wait, run;
} pw_counts;

/* Written by submitters that were refused, which is rare. */
typedef struct pw_refused {
    _Atomic uint64_t full, down, closed, limit;
} pw_refused;

static inline void pw_count(_Atomic uint64_t *counter) {
    atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + 1, memory_order_relaxed);
}

void pw_histogram_add(pw_histogram *histogram, int64_t ns);
void pw_histogram_read(const pw_histogram *histogram, pinworker_histogram *copy);

/* Prometheus text of several workers: one block for each metric, as its format wants. */
size_t pw_metrics_text(pinworker *const *workers, unsigned count, char *text, size_t size);

#endif
