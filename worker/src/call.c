#include "call.h"

#include <errno.h>
#include <string.h>

#include "until.h"

void pinworker_keep(void *data, int result) { (void)data, (void)result; }

static uint64_t smaller(uint64_t a, uint64_t b) { return a < b ? a : b; }

/* Half of the queue: what has to be free at once for it, while others wait behind. */
static uint64_t largest_part(const pinworker *worker) { return worker->queue.capacity / 2; }

static void reset(pinworker_job *jobs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        jobs[i].fate = PINWORKER_REFUSED;
        jobs[i].result = 0;
        if (jobs[i].message && jobs[i].message_size > 0) jobs[i].message[0] = 0;
    }
}

/* Is it the queue that had no room, or were the limits reached before that was asked? */
static _Atomic uint64_t *refusals(pw_refused *refused, int error, bool asked) {
    switch (error) {
    case -EDEADLK: return asked ? &refused->full : NULL;
    case -EAGAIN:
    case -ETIMEDOUT:
    case -ECANCELED: return asked ? &refused->full : &refused->limit;
    case -EOWNERDEAD:
    case -ENOTRECOVERABLE: return &refused->down;
    case -ESHUTDOWN: return &refused->closed;
    default: return NULL; /* mistakes of the program, and forked children */
    }
}

/* Jobs that were not sent. */
static void refuse(pinworker *worker, pinworker_job *jobs, size_t count, int error, bool asked) {
    for (size_t i = 0; i < count; i++) {
        jobs[i].fate = PINWORKER_REFUSED;
        jobs[i].result = error;
    }
    _Atomic uint64_t *counter = refusals(&worker->refused, error, asked);
    if (counter) atomic_fetch_add(counter, count);
}

/* One part of a batch, or one job, there and back. */
static int call_part(pinworker *worker, pinworker_job *jobs, uint32_t count, const pinworker_until *until) {
    uint64_t ticket;
    pw_caller caller = {.state = 0};
    int error = pw_submit(worker, jobs, count, &caller, until, &ticket);
    if (error == 0) pw_caller_wait(worker, &caller, jobs, ticket, count, until);
    return error;
}

static int call_checked(pinworker *worker, pinworker_job *jobs, size_t count, const pinworker_until *until) {
    bool leaves = until->deadline > 0 || until->token;
    int error = pw_submit_check(worker, jobs, count, leaves, until);
    if (error != 0) return error;
    if (pw_current == worker) return -EDEADLK;
    /* A reply that comes too late in any case is not worth the work. */
    return until->deadline > 0 && pinworker_now() >= until->deadline ? -ETIMEDOUT : 0;
}

int pinworker_call(pinworker *worker, pinworker_job *job, const pinworker_until *until) {
    int error = pinworker_call_batch(worker, job, 1, until);
    return error != 0 ? error : job->result;
}

/* The first job that nobody will hear of says why: its caller left, or it was dropped. */
static int first_missing(const pinworker_job *jobs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (jobs[i].fate != PINWORKER_RAN) return jobs[i].result;
    }
    return 0;
}

int pinworker_call_batch(pinworker *worker, pinworker_job *jobs, size_t count, const pinworker_until *until) {
    if (!until) until = &pw_forever;
    reset(jobs, count);
    int error = call_checked(worker, jobs, count, until);
    size_t sent = 0;
    bool armed = pw_hold_guard(), asked = false;
    while (error == 0 && sent < count) {
        uint32_t part = (uint32_t)smaller(count - sent, largest_part(worker));
        error = call_part(worker, jobs + sent, part, until);
        asked = error != 0;
        if (asked) break;
        error = first_missing(jobs + sent, part);
        sent += part;
        if (error == 0 && sent < count) error = pw_until_reached(until); /* what is not queued by now is not to be */
    }
    if (error != 0) refuse(worker, jobs + sent, count - sent, error, asked);
    pw_let_go(armed);
    return error;
}

ptrdiff_t pinworker_post_batch(pinworker *worker, pinworker_job *jobs, size_t count, const pinworker_until *until) {
    if (!until) until = &pw_forever;
    int error = pw_submit_check(worker, jobs, count, false, until);
    size_t sent = 0;
    bool armed = pw_hold_guard(), asked = false;
    while (error == 0 && sent < count) {
        uint64_t part = smaller(count - sent, largest_part(worker)), ticket;
        error = pw_submit(worker, jobs + sent, part, NULL, until, &ticket);
        asked = error != 0;
        if (asked) break;
        sent += part;
        if (sent < count) error = pw_until_reached(until);
    }
    if (error != 0) refuse(worker, jobs + sent, count - sent, error, asked);
    pw_let_go(armed);
    return sent > 0 || error == 0 ? (ptrdiff_t)sent : error;
}

int pinworker_post(pinworker *worker, pinworker_job *job, const pinworker_until *until) {
    if (!until) until = &pw_forever;
    uint64_t ticket;
    int error = pw_submit_check(worker, job, 1, false, until);
    bool armed = pw_hold_guard(), asked = error == 0;
    if (asked) error = pw_submit(worker, job, 1, NULL, until, &ticket);
    if (error != 0) refuse(worker, job, 1, error, asked);
    pw_let_go(armed);
    return error;
}

/* ---- the owner's side ---- */

static void write_reply(pinworker *worker, const pw_cell *cell, pinworker_job *job, int result, pinworker_fate fate) {
    /* What a failed job left of the data is nothing to rely on. */
    if (cell->size > 0 && fate == PINWORKER_RAN && !worker->failed) memcpy(job->data, cell->data, cell->size);
    if (worker->failed && job->message && job->message_size > 0) {
        size_t length = smaller(strlen(worker->guard.message), job->message_size - 1);
        memcpy(job->message, worker->guard.message, length);
        job->message[length] = 0;
    }
    job->result = result;
    job->fate = fate;
}

static void run_done(pinworker *worker, pw_cell *cell, int result) {
    if (!cell->done) return;
    worker->step = PW_IN_DONE;
    pw_guard_arm(&worker->guard);
    cell->done(cell->data, result);
    pw_guard_disarm(&worker->guard);
}

void pw_call_end(pinworker *worker, int result, pinworker_fate fate) {
    pw_cell *cell = worker->cell;
    bool posted = pw_turn_phase(atomic_load_explicit(&cell->turn, memory_order_relaxed)) == PW_POSTED;
    pw_caller *caller = NULL;
    if (!posted && pw_queue_reply(cell)) {
        write_reply(worker, cell, cell->job, result, fate);
        caller = cell->job->internal;
    } else {
        if (!posted && fate == PINWORKER_RAN) pw_count(&worker->counts.abandoned);
        run_done(worker, cell, result);
    }
    worker->step = PW_NO_JOB;
    pw_queue_release(&worker->queue, cell);
    if (caller) pw_caller_tell(caller);
}
