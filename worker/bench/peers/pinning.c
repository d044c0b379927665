/* What pinlint finds: a handler that pins its own thread for the sake of one job (save, pin, lock, work, unlock,
 * restore), and one that starts a pinned thread for each job. */
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

#include "../peer.h"

enum { PER_REQUEST, PER_THREAD, PER_PINNED_THREAD };

typedef struct place {
    pthread_mutex_t lock; /* of what is owned: on one CPU two threads still take turns at any point */
    bench_owner *owner;
    cpu_set_t cpu;
    int how;
} place;

typedef struct pinned_task {
    place *place;
    bench_fn fn;
    void *data;
} pinned_task;

static void *start(const bench_peer *peer, const bench_setup *setup) {
    place *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    pthread_mutex_init(&self->lock, NULL);
    self->owner = setup->owners;
    self->how = peer->variant;
    CPU_SET((size_t)setup->pin_cpu, &self->cpu);
    return self;
}

static void work(place *self, bench_fn fn, void *data) {
    pthread_mutex_lock(&self->lock);
    fn(self->owner, data);
    pthread_mutex_unlock(&self->lock);
}

static void call_pinned(void *argument, unsigned client, bench_fn fn, void *data) {
    place *self = argument;
    cpu_set_t before;
    pthread_getaffinity_np(pthread_self(), sizeof before, &before);
    pthread_setaffinity_np(pthread_self(), sizeof self->cpu, &self->cpu);
    work(self, fn, data);
    pthread_setaffinity_np(pthread_self(), sizeof before, &before);
}

static void *thread_main(void *argument) {
    pinned_task *task = argument;
    place *self = task->place;
    if (self->how == PER_PINNED_THREAD) pthread_setaffinity_np(pthread_self(), sizeof self->cpu, &self->cpu);
    work(self, task->fn, task->data);
    return NULL;
}

static void call_thread(void *argument, unsigned client, bench_fn fn, void *data) {
    pinned_task task = {argument, fn, data};
    pthread_t thread;
    if (pthread_create(&thread, NULL, thread_main, &task) != 0) abort();
    pthread_join(thread, NULL);
}

static void stop(void *self) { free(self); }

const bench_peer bench_pin_per_request = {
    .name = "pin per request",
    .traits = BENCH_PINS,
    .variant = PER_REQUEST,
    .start = start,
    .call = call_pinned,
    .stop = stop,
};

const bench_peer bench_thread_per_job = {
    .name = "thread per job",
    .traits = BENCH_PINS,
    .variant = PER_THREAD,
    .start = start,
    .call = call_thread,
    .stop = stop,
};

const bench_peer bench_pinned_thread_per_job = {
    .name = "pinned thread per job",
    .traits = BENCH_PINS,
    .variant = PER_PINNED_THREAD,
    .start = start,
    .call = call_thread,
    .stop = stop,
};
