#include <errno.h>
#include <string.h>

#include "call.h"
#include "probes.h"
#include "token.h"
#include "until.h"

/* Data of a job that cannot be read is found here, where a fault can be contained: nothing is held yet. */
static int touch(const void *data, size_t size) {
    enum { PAGE = 4096 }; /* none is smaller */
    const volatile char *byte = data;
    for (size_t i = 0; i < size; i += PAGE) (void)byte[i];
    (void)byte[size - 1];
    return 0;
}

static int check_one(const pinworker *worker, const pinworker_job *job, bool leaves) {
    static const uint32_t known = PINWORKER_NOWAIT | PINWORKER_REVOKE;
    if (!job->fn || job->flags & ~known) return -EINVAL;
    if (job->size > worker->queue.payload) return -EMSGSIZE;
    if (job->size > 0) return job->data ? touch(job->data, job->size) : -EINVAL;
    /* By address, and nobody would know when it may be released. */
    return leaves && job->data && !job->done ? -EINVAL : 0;
}

int pw_submit_check(const pinworker *worker, const pinworker_job *jobs, size_t count, bool leaves,
                    const pinworker_until *until) {
    if (!pw_alive(worker)) return -ECHILD;
    if (until->deadline < 0) return -EINVAL;
    for (size_t i = 0; i < count; i++) {
        int error = check_one(worker, &jobs[i], leaves);
        if (error != 0) return error;
    }
    return until->token && pinworker_token_cancelled(until->token) ? -ECANCELED : 0;
}

static int why_shut(const pinworker *worker) {
    switch ((pw_status)atomic_load(&worker->status)) {
    case PW_CLOSING: return -ESHUTDOWN;
    case PW_ENDED: return -ENOTRECOVERABLE;
    default: return -EOWNERDEAD;
    }
}

/* Sleeps for room and takes it. Once a limit is reached it takes none: what was cancelled before never runs. */
static int reserve_in_turn(pinworker *worker, uint64_t count, const pinworker_until *until, uint64_t *ticket) {
    pw_line *line = &worker->line;
    pw_place place = {.count = count};
    pw_waiter waiter = {.word = pw_line_word(line, &place), .bits = place.bit, .poke = pw_line_poke};
    int error = pw_token_enter(until->token, &waiter);
    if (error != 0) return error;
    pw_line_enter(line, &worker->queue, &place);
    int status = -EAGAIN;
    while (status == -EAGAIN) {
        uint32_t word = atomic_load(waiter.word);
        error = pw_until_reached(until);
        if (error != 0) break;
        if (atomic_load(&place.called))
            status = pw_line_take(line, &worker->queue, &place, ticket);
        else
            pw_line_sleep(line, &worker->queue, &place, word, until->deadline);
    }
    if (status == -EAGAIN) pw_line_quit(line, &worker->queue, &place);
    pw_token_leave(until->token, &waiter);
    return status == -EAGAIN ? error : status;
}

/* Past those that wait for room only where there is enough for all of them. The owner goes first: it cannot wait. */
static inline int reserve_now(pinworker *worker, uint64_t count, uint64_t *ticket) {
    bool may = pw_line_may_pass(&worker->line, &worker->queue, count) || pw_current == worker;
    return may ? pw_queue_reserve(&worker->queue, count, ticket) : -EAGAIN;
}

static bool half_is_free(const void *what) {
    const pw_queue *queue = what;
    return pw_queue_depth(queue) <= queue->capacity / 2;
}

/* SPIN and POLL watch wherever they are: from the owner's own CPU that would only keep it from making room. */
static bool may_watch_for_room(const pinworker *worker) {
    return worker->waiting.policy == PINWORKER_AUTO ||
           atomic_load_explicit(&worker->queue.cpu, memory_order_relaxed) != pw_cpu();
}

/* Half a queue of short jobs is done sooner than a thread is woken. Meanwhile a limit may be reached. */
static int watch_for_room(pinworker *worker, uint64_t count, const pinworker_until *until, uint64_t *ticket) {
    if (!may_watch_for_room(worker)) return -EAGAIN;
    pw_sight sight = {.there = half_is_free,
                      .what = &worker->queue,
                      .cpu = &worker->queue.cpu,
                      .alone = !pw_line_somebody_waits(&worker->line),
                      .habit = &worker->waiting.room};
    if (!pw_waiting_watch(&worker->waiting, &sight)) return -EAGAIN;
    int error = pw_until_reached(until);
    return error == 0 ? reserve_now(worker, count, ticket) : error;
}

static int wait_for_room(pinworker *worker, uint64_t count, const pinworker_until *until, uint64_t *ticket) {
    if (pw_current == worker) return -EDEADLK;
    int error = watch_for_room(worker, count, until, ticket);
    return error == -EAGAIN ? reserve_in_turn(worker, count, until, ticket) : error;
}

static int reserve(pinworker *worker, uint64_t count, bool wait, const pinworker_until *until, uint64_t *ticket) {
    int error = reserve_now(worker, count, ticket);
    if (error == -EAGAIN && wait) error = wait_for_room(worker, count, until, ticket);
    return error == -ESHUTDOWN ? why_shut(worker) : error;
}

/* An even choice that no regular pattern of jobs falls in step with. */
static bool measured(const pinworker *worker, uint64_t ticket) {
    uint64_t mixed = ticket * UINT64_C(0x9E3779B97F4A7C15);
    return ((mixed >> 32) & (worker->sample_every - 1)) == 0;
}

static void fill(const pinworker *worker, pw_cell *cell, uint64_t ticket, const pinworker_job *job,
                 pinworker_token *token, uint16_t cpu) {
    cell->fn = job->fn;
    cell->done = job->done;
    cell->token = token;
    cell->queued_at = measured(worker, ticket) ? pinworker_now() : 0;
    cell->size = (uint32_t)job->size;
    cell->cpu = cpu;
    cell->flags = (uint16_t)job->flags;
    cell->data = job->data;
    if (job->size > 0) {
        cell->data = pw_cell_payload(cell);
        memcpy(cell->data, job->data, job->size);
    }
}

static void publish(pinworker *worker, pinworker_job *jobs, uint64_t ticket, uint64_t count, pw_caller *caller,
                    pinworker_token *token) {
    uint16_t cpu = (uint16_t)pw_cpu();
    for (uint64_t i = 0; i < count; i++) {
        pw_cell *cell = pw_queue_cell(&worker->queue, ticket + i);
        fill(worker, cell, ticket + i, &jobs[i], caller ? NULL : token, cpu);
        cell->job = &jobs[i];
        jobs[i].internal = i + 1 == count ? caller : NULL; /* the one that is told */
        jobs[i].fate = PINWORKER_QUEUED;
        jobs[i].result = 0;
        PW_PROBE_ENQUEUE(worker, ticket + i, cell->fn); /* before the owner can start it */
        pw_queue_publish(cell, ticket + i, caller ? PW_WAITED : PW_POSTED);
    }
    pw_parking_wake_owner(&worker->parking);
}

int pw_submit(pinworker *worker, pinworker_job *jobs, uint64_t count, pw_caller *caller, const pinworker_until *until,
              uint64_t *ticket) {
    int error = reserve(worker, count, !(jobs->flags & PINWORKER_NOWAIT), until, ticket);
    if (error != 0) return error;
    publish(worker, jobs, *ticket, count, caller, until->token);
    return 0;
}
