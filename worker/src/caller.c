#include <errno.h>
#include <string.h>

#include "call.h"
#include "futex.h"
#include "token.h"

void pw_caller_tell(pw_caller *caller) {
    uint32_t before = atomic_fetch_sub(&caller->pending, PW_ONE_JOB);
    if (before / PW_ONE_JOB == 1 && before & PW_ASLEEP) pw_futex_wake(&caller->pending, 1);
}

static bool answered(const void *what) {
    const pw_caller *caller = what;
    return atomic_load(&caller->pending) < PW_ONE_JOB;
}

static void poke(_Atomic uint32_t *pending) { atomic_fetch_or(pending, PW_POKED); }

/* Sleeps until all is answered (0), or until the limits say so. */
static int sleep_until(pw_caller *caller, const pinworker_until *until) {
    pw_waiter waiter = {.word = &caller->pending, .poke = poke};
    int error = pw_token_enter(until->token, &waiter);
    if (error != 0) return error;
    uint32_t pending = atomic_fetch_or(&caller->pending, PW_ASLEEP) | PW_ASLEEP;
    while (pending >= PW_ONE_JOB && error == 0) {
        if (pending & PW_POKED)
            error = -ECANCELED;
        else
            error = pw_futex_wait(&caller->pending, pending, until->deadline);
        pending = atomic_load(&caller->pending);
    }
    pw_token_leave(until->token, &waiter);
    return pending < PW_ONE_JOB ? 0 : error;
}

static int limit_reached(const pinworker_until *until) {
    if (until->token && pinworker_token_cancelled(until->token)) return -ECANCELED;
    if (until->deadline > 0 && pinworker_now() >= until->deadline) return -ETIMEDOUT;
    return 0;
}

static int wait_for_answers(pinworker *worker, pw_caller *caller, uint64_t ticket, const pinworker_until *until) {
    uint64_t tail = atomic_load_explicit(&worker->queue.tail, memory_order_relaxed);
    pw_sight sight = {.there = answered, .what = caller, .cpu = &worker->queue.cpu, .alone = ticket <= tail};
    while (!pw_waiting_watch(&worker->waiting, &sight)) {
        if (worker->waiting.policy != PINWORKER_POLL) return sleep_until(caller, until);
        int error = limit_reached(until);
        if (error != 0) return error;
    }
    return 0;
}

/* Leaves all jobs that are not answered yet, then waits for the answers that are just being written. */
static void leave(pinworker *worker, pw_caller *caller, pinworker_job *jobs, uint64_t ticket, uint32_t count,
                  int error) {
    static const pinworker_until forever = {0};
    for (uint32_t i = 0; i < count; i++) {
        bool revoke = jobs[i].flags & PINWORKER_REVOKE;
        pw_phase phase;
        if (pw_queue_leave(pw_queue_cell(&worker->queue, ticket + i), ticket + i, revoke, &phase) != 0) continue;
        jobs[i].result = error;
        jobs[i].fate = phase == PW_REVOKED ? PINWORKER_DROPPED : PINWORKER_LEFT;
        atomic_fetch_sub(&caller->pending, PW_ONE_JOB);
    }
    sleep_until(caller, &forever);
}

void pw_caller_wait(pinworker *worker, pw_caller *caller, pinworker_job *jobs, uint64_t ticket, uint32_t count,
                    const pinworker_until *until) {
    int error = wait_for_answers(worker, caller, ticket, until);
    if (error == 0) return;
    atomic_fetch_and(&caller->pending, ~(uint32_t)PW_POKED);
    leave(worker, caller, jobs, ticket, count, error);
}
