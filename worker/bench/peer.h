/* One contender: a way to have work done by the thread that owns something. One file of peers/ each. */
#ifndef BENCH_PEER_H
#define BENCH_PEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { BENCH_CACHE_LINE = 64 };

/* What a worker owns. Plain fields on purpose: only the owner may touch them, and a peer that breaks this is found out
 * when the jobs are counted. */
typedef struct bench_owner {
    uint64_t jobs;
    char own_line[BENCH_CACHE_LINE - sizeof(uint64_t)];
} bench_owner;

/* A job, with what the worker owns and what the client passed: see jobs.h. */
typedef int (*bench_fn)(void *owner, void *data);

typedef struct bench_setup {
    unsigned workers; /* more than 1 only for peers with BENCH_POOLS */
    unsigned clients;
    bench_owner *owners; /* one for each worker, or for each client if there are more of those */
    int worker_cpu;      /* where the workers have to be; -1: anywhere */
    int pin_cpu;         /* the CPU to use for peers that pin for each job */
} bench_setup;

enum bench_trait {
    BENCH_OWNS = 1 << 0,       /* one thread touches what is owned, no other one ever does */
    BENCH_ORDERS = 1 << 1,     /* jobs run in the order in which they were queued */
    BENCH_POOLS = 1 << 2,      /* does a pool of workers by itself; for the others there are several of them in turn */
    BENCH_PLACES = 1 << 3,     /* puts its workers on worker_cpu by itself; others inherit where they are started */
    BENCH_ONE_CLIENT = 1 << 4, /* knows only one client */
    BENCH_NEEDS_ONE = 1 << 5,  /* makes sense only on one CPU */
    BENCH_NEEDS_TWO = 1 << 6,  /* makes no sense on one CPU */
    BENCH_PINS = 1 << 7,       /* takes part in the comparison of seed task 2 */
    BENCH_CROSSES = 1 << 8,    /* takes part in the comparison of seed task 4 */
    BENCH_OURS = 1 << 9,
};

typedef struct bench_peer bench_peer;
struct bench_peer {
    const char *name;
    unsigned traits;
    int variant; /* for files with several peers */
    /* NULL when it cannot be had. */
    void *(*start)(const bench_peer *peer, const bench_setup *setup);
    /* Runs fn(owner, data) and returns when that is done. */
    void (*call)(void *self, unsigned client, bench_fn fn, void *data);
    /* Queues it. A client that has posted goes on with a call, which comes after its posts. NULL: has none. */
    void (*post)(void *self, unsigned client, bench_fn fn, void *data);
    /* Runs fn(owner, data) `count` times and returns when all are done. NULL: has none. */
    void (*batch)(void *self, unsigned client, bench_fn fn, void *data, size_t count);
    void (*stop)(void *self);
    /* Not in C: becomes this program instead. See go/worker.go for what it is told and what it prints. */
    const char *program;
    const char *program_argument;
};

/* All that were built, ended by NULL; the first one is what the others are compared with. */
extern const bench_peer *const bench_peers[];

/* Those that were not, and what is missing: "GLib: libglib2.0-dev"; ended by NULL. */
extern const char *const bench_absent[];

#ifdef __cplusplus
}
#endif

#endif
