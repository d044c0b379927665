/* pinworker with each of its wait policies; otherwise with its defaults. */
#include <pinworker.h>
#include <stdio.h>
#include <stdlib.h>

#include "../peer.h"

typedef struct ours {
    pinworker *worker; /* or */
    pinworker_pool *pool;
    bench_owner *owners;
    pinworker_job *jobs; /* BATCH for each client */
} ours;

enum { BATCH = 1024 };

static int init(void *config, unsigned index, void **state) {
    *state = (bench_owner *)config + index;
    return 0;
}

static int start_workers(ours *self, pinworker_wait_policy wait, const bench_setup *setup) {
    char cpu[16];
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.init = init;
    options.config = setup->owners;
    options.wait = wait;
    if (setup->worker_cpu >= 0) {
        snprintf(cpu, sizeof cpu, "%d", setup->worker_cpu);
        options.placement.place = PINWORKER_CPUS;
        options.placement.cpus = cpu;
    }
    if (setup->workers == 1) return pinworker_start(&options, NULL, &self->worker);
    return pinworker_pool_start(&options, setup->workers, PINWORKER_ROUND_ROBIN, NULL, &self->pool);
}

static void *start(const bench_peer *peer, const bench_setup *setup) {
    ours *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    self->jobs = calloc((size_t)setup->clients * BATCH, sizeof *self->jobs);
    if (self->jobs && start_workers(self, (pinworker_wait_policy)peer->variant, setup) == 0) return self;
    free(self->jobs);
    free(self);
    return NULL;
}

static void call(void *argument, unsigned client, bench_fn fn, void *data) {
    ours *self = argument;
    pinworker_job job = {.fn = fn, .data = data};
    if (self->worker)
        pinworker_call(self->worker, &job, NULL);
    else
        pinworker_pool_call(self->pool, &job, NULL);
}

static void post(void *argument, unsigned client, bench_fn fn, void *data) {
    ours *self = argument;
    pinworker_job job = {.fn = fn, .data = data};
    pinworker_post(self->worker, &job, NULL);
}

static void batch(void *argument, unsigned client, bench_fn fn, void *data, size_t count) {
    ours *self = argument;
    pinworker_job *jobs = self->jobs + (size_t)client * BATCH;
    for (size_t i = 0; i < count; i++) jobs[i] = (pinworker_job){.fn = fn, .data = data};
    pinworker_call_batch(self->worker, jobs, count, NULL);
}

static void stop(void *argument) {
    ours *self = argument;
    if (self->worker) {
        pinworker_close(self->worker, NULL, 0, NULL);
        pinworker_free(self->worker);
    } else {
        pinworker_pool_close(self->pool, NULL, 0, NULL);
        pinworker_pool_free(self->pool);
    }
    free(self->jobs);
    free(self);
}

#define OURS(label, policy, more)                                                                                      \
    .name = (label), .variant = (policy), .start = start, .call = call, .post = post, .batch = batch, .stop = stop,    \
    .traits = BENCH_OURS | BENCH_OWNS | BENCH_ORDERS | BENCH_POOLS | BENCH_PLACES | (more)

const bench_peer bench_ours_auto = {OURS("pinworker auto", PINWORKER_AUTO, BENCH_PINS | BENCH_CROSSES)};
const bench_peer bench_ours_park = {OURS("pinworker park", PINWORKER_PARK, BENCH_PINS | BENCH_CROSSES)};
const bench_peer bench_ours_spin = {OURS("pinworker spin", PINWORKER_SPIN, 0)};
const bench_peer bench_ours_poll = {OURS("pinworker poll", PINWORKER_POLL, 0)};
