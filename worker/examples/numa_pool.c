/* A pool spread over the machine, with data that lies where its owner runs.
 *
 * Each worker gets a CPU of its own, as far from the others as the machine allows, and its memory from the NUMA node of
 * that CPU. init runs there, so what it allocates and first writes is local. Keys belong to workers: the same key
 * always goes to the same one, so its data never moves between nodes, and needs no lock. */
#include <errno.h>
#include <inttypes.h>

#include "example.h"

enum { WORKERS = 4, SLOTS = 1 << 14, KEYS = 1000, ROUNDS = 20 };

/* ---- the owners' side ---- */

/* What one worker owns: its share of all counters. */
typedef struct shard {
    unsigned index;
    uint64_t key[SLOTS], count[SLOTS];
} shard;

static int make_shard(void *config, unsigned index, void **state) {
    (void)config;
    shard *made = malloc(sizeof *made);
    if (!made) return -ENOMEM;
    /* The first write is what gives a page its place. */
    memset(made, 0, sizeof *made);
    made->index = index;
    *state = made;
    return 0;
}

typedef struct event {
    uint64_t key;
    uint64_t count; /* out: how many of this key there are now */
    unsigned shard; /* out: who counted */
} event;

static int count_event(void *state, void *data) {
    shard *own = state;
    event *one = data;
    size_t slot = one->key % SLOTS;
    while (own->count[slot] > 0 && own->key[slot] != one->key) slot = (slot + 1) % SLOTS;
    own->key[slot] = one->key;
    one->count = ++own->count[slot];
    one->shard = own->index;
    return 0;
}

/* ---- the program's side ---- */

static void show_placement(const pinworker_pool *pool) {
    for (unsigned i = 0; i < pinworker_pool_count(pool); i++) {
        pinworker_applied applied;
        need(pinworker_placement_get(pinworker_pool_worker(pool, i), &applied), "placement");
        printf("worker %u: CPUs %s, node %d%s%s\n", i, applied.cpus, applied.node,
               applied.error ? ", not as asked: " : "", applied.error ? strerror(-applied.error) : "");
    }
}

static void count_all(pinworker_pool *pool) {
    unsigned owner[KEYS];
    for (uint64_t i = 0; i < (uint64_t)ROUNDS * KEYS; i++) {
        event one = {.key = i % KEYS};
        pinworker_job job = {.fn = count_event, .data = &one, .size = sizeof one, .key = one.key};
        need(pinworker_pool_call(pool, &job, NULL), "count");
        if (i < KEYS) owner[one.key] = one.shard;
        if (one.shard != owner[one.key] || one.count != i / KEYS + 1) need(-EILSEQ, "a key has moved");
    }
}

int main(void) {
    pinworker_pool *pool;
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.init = make_shard;
    options.cleanup = free;
    options.name = "shard";
    options.placement.place = PINWORKER_SPREAD;
    options.placement.memory = PINWORKER_MEMORY_PREFER;
    /* On a laptop, in a container with two CPUs, or without hwloc: run all the same, and say what was not to be had. A
     * server that was sized for its machine leaves this out, and does not start on another. */
    options.placement.best_effort = 1;
    need(pinworker_pool_start(&options, WORKERS, PINWORKER_BY_KEY, NULL, &pool), "start");
    show_placement(pool);
    count_all(pool);
    for (unsigned i = 0; i < WORKERS; i++) {
        pinworker_stats stats;
        pinworker_stats_get(pinworker_pool_worker(pool, i), &stats);
        printf("worker %u: %" PRIu64 " events\n", i, stats.completed);
    }
    printf("%d events, every key with its owner\n", ROUNDS * KEYS);
    need(pinworker_pool_close(pool, NULL, 0, NULL), "close");
    need(pinworker_pool_free(pool), "free");
    return 0;
}
