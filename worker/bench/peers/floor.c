/* What the machine allows: one client and one worker hand a job over through one word, with nothing around it. Nobody
 * can be faster that sleeps by futex, gives up the CPU, or watches a cache line. */
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../peer.h"

enum { FUTEX_SLEEPS, CPU_YIELDS, LINE_WATCHES };
enum { IDLE, ASKED, STOP }; /* of `word` */

typedef struct handover {
    _Alignas(BENCH_CACHE_LINE) _Atomic uint32_t word;
    bench_fn fn;
    void *data;
    size_t count; /* how often */
    bench_owner *owner;
    int how;
    pthread_t thread;
} handover;

static void wait_while(handover *self, uint32_t value) {
    while (atomic_load_explicit(&self->word, memory_order_acquire) == value) {
        if (self->how == FUTEX_SLEEPS)
            syscall(SYS_futex, &self->word, FUTEX_WAIT_PRIVATE, value, NULL, NULL, 0);
        else if (self->how == CPU_YIELDS)
            sched_yield();
    }
}

static void set(handover *self, uint32_t value) {
    atomic_store_explicit(&self->word, value, memory_order_release);
    if (self->how == FUTEX_SLEEPS) syscall(SYS_futex, &self->word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
}

static void *worker_main(void *argument) {
    handover *self = argument;
    for (;;) {
        wait_while(self, IDLE);
        if (atomic_load_explicit(&self->word, memory_order_relaxed) == STOP) return NULL;
        for (size_t i = 0; i < self->count; i++) self->fn(self->owner, self->data);
        set(self, IDLE);
    }
}

static void *start(const bench_peer *peer, const bench_setup *setup) {
    handover *self = aligned_alloc(BENCH_CACHE_LINE, sizeof *self);
    if (!self) return NULL;
    *self = (handover){.owner = setup->owners, .how = peer->variant};
    if (pthread_create(&self->thread, NULL, worker_main, self) == 0) return self;
    free(self);
    return NULL;
}

/* All there and back at once: what no queue between the two can be faster than. */
static void batch(void *argument, unsigned client, bench_fn fn, void *data, size_t count) {
    handover *self = argument;
    self->fn = fn;
    self->data = data;
    self->count = count;
    set(self, ASKED);
    wait_while(self, ASKED);
}

static void call(void *argument, unsigned client, bench_fn fn, void *data) { batch(argument, client, fn, data, 1); }

static void stop(void *argument) {
    handover *self = argument;
    set(self, STOP);
    pthread_join(self->thread, NULL);
    free(self);
}

const bench_peer bench_futex_floor = {
    .name = "futex floor",
    .traits = BENCH_ONE_CLIENT,
    .variant = FUTEX_SLEEPS,
    .start = start,
    .call = call,
    .batch = batch,
    .stop = stop,
};

const bench_peer bench_yield_floor = {
    .name = "yield floor",
    .traits = BENCH_ONE_CLIENT | BENCH_NEEDS_ONE,
    .variant = CPU_YIELDS,
    .start = start,
    .call = call,
    .batch = batch,
    .stop = stop,
};

const bench_peer bench_line_floor = {
    .name = "cache-line floor",
    .traits = BENCH_ONE_CLIENT | BENCH_NEEDS_TWO,
    .variant = LINE_WATCHES,
    .start = start,
    .call = call,
    .batch = batch,
    .stop = stop,
};
