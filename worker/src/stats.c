#include "stats.h"

#include "worker.h"

void pw_histogram_add(pw_histogram *histogram, int64_t ns) {
    uint64_t length = ns > 0 ? (uint64_t)ns : 0;
    unsigned index = length <= 64 ? 0 : 64 - (unsigned)__builtin_clzll(length - 1) - 6;
    if (index >= PINWORKER_BUCKETS) index = PINWORKER_BUCKETS - 1;
    pw_count(&histogram->bucket[index]);
    uint64_t sum = atomic_load_explicit(&histogram->sum, memory_order_relaxed);
    atomic_store_explicit(&histogram->sum, sum + length, memory_order_relaxed);
}

void pw_histogram_read(const pw_histogram *histogram, pinworker_histogram *copy) {
    copy->sum = atomic_load_explicit(&histogram->sum, memory_order_relaxed);
    copy->count = 0; /* of what is read here, so that the buckets always add up */
    for (int i = 0; i < PINWORKER_BUCKETS; i++) {
        copy->bucket[i] = atomic_load_explicit(&histogram->bucket[i], memory_order_relaxed);
        copy->count += copy->bucket[i];
    }
}

void pinworker_stats_get(const pinworker *worker, pinworker_stats *stats) {
    const pw_counts *counts = &worker->counts;
    stats->completed = atomic_load(&counts->completed);
    stats->failed = atomic_load(&counts->failed);
    stats->cancelled = atomic_load(&counts->cancelled);
    stats->abandoned = atomic_load(&counts->abandoned);
    stats->panics = atomic_load(&counts->panics);
    stats->faults = atomic_load(&counts->faults);
    stats->breaker_trips = atomic_load(&counts->breaker_trips);
    stats->restarts = atomic_load(&counts->restarts);
    stats->parks = atomic_load(&counts->parks);
    uint64_t depth = pw_queue_depth(&worker->queue);
    stats->depth = depth < worker->queue.capacity ? depth : worker->queue.capacity;
    stats->submitted = pw_queue_submitted(&worker->queue);
    stats->refused_full = atomic_load(&worker->refused.full);
    stats->refused_down = atomic_load(&worker->refused.down);
    stats->refused_closed = atomic_load(&worker->refused.closed);
    stats->refused_limit = atomic_load(&worker->refused.limit);
    stats->queue = worker->queue.capacity;
    stats->up = pw_up(worker);
    pw_histogram_read(&counts->wait, &stats->wait);
    pw_histogram_read(&counts->run, &stats->run);
}
