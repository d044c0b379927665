#include <errno.h>
#include <string.h>

#include "call.h"
#include "futex.h"
#include "token.h"
#include "until.h"

enum { PATIENCE = 64 }; /* looks at a reply that is being written, before napping */
static const int64_t nap = 50000;

void pw_caller_tell(pw_caller *caller) {
    if (atomic_fetch_or(&caller->state, PW_TOLD) & PW_ASLEEP) pw_futex_wake(&caller->state, 1);
}

static bool told(const void *what) {
    const pw_caller *caller = what;
    return atomic_load(&caller->state) & PW_TOLD;
}

static void poke(_Atomic uint32_t *state) { atomic_fetch_or(state, PW_POKED); }

/* Sleeps until all is answered (0), or until the limits say so. */
static int sleep_until(pw_caller *caller, const pinworker_until *until) {
    pw_waiter waiter = {.word = &caller->state, .poke = poke};
    int error = pw_token_enter(until->token, &waiter);
    if (error != 0) return error;
    uint32_t state = atomic_fetch_or(&caller->state, PW_ASLEEP) | PW_ASLEEP;
    while (!(state & PW_TOLD) && error == 0) {
        if (state & PW_POKED)
            error = -ECANCELED;
        else
            error = pw_futex_wait(&caller->state, state, until->deadline);
        state = atomic_load(&caller->state);
    }
    pw_token_leave(until->token, &waiter);
    return state & PW_TOLD ? 0 : error;
}

static int wait_for_answers(pinworker *worker, pw_caller *caller, uint64_t ticket, const pinworker_until *until) {
    uint64_t tail = atomic_load_explicit(&worker->queue.tail, memory_order_relaxed);
    pw_sight sight = {.there = told,
                      .what = caller,
                      .cpu = &worker->queue.cpu,
                      .alone = ticket <= tail,
                      .habit = &worker->waiting.callers};
    while (!pw_waiting_watch(&worker->waiting, &sight)) {
        if (worker->waiting.policy != PINWORKER_POLL) return sleep_until(caller, until);
        int error = pw_until_reached(until);
        if (error != 0) return error;
    }
    return 0;
}

/* Takes back one job: true, or its reply is being written or is there. */
static bool leave_job(pinworker *worker, pinworker_job *job, uint64_t ticket, int error) {
    pw_phase phase;
    bool revoke = job->flags & PINWORKER_REVOKE;
    if (pw_queue_leave(pw_queue_cell(&worker->queue, ticket), ticket, revoke, &phase) != 0) return false;
    job->result = error;
    job->fate = phase == PW_REVOKED ? PINWORKER_DROPPED : PINWORKER_LEFT;
    return true;
}

/* A matter of nanoseconds, unless the owner lost its CPU right there. */
static void wait_for_reply(pinworker *worker, pw_caller *caller, uint64_t ticket) {
    const pw_cell *cell = pw_queue_cell(&worker->queue, ticket);
    for (int i = 0; !pw_queue_replied(cell, ticket); i++) {
        pw_pause();
        if (i >= PATIENCE) pw_futex_wait(&caller->state, atomic_load(&caller->state), pinworker_in(nap));
    }
}

/* Leaves the jobs that are not answered yet, the last one first: those before one that is being answered all are
 * answered. Of a batch that was left in the middle nothing is told. */
static void leave(pinworker *worker, pw_caller *caller, pinworker_job *jobs, uint64_t ticket, uint32_t count,
                  int error) {
    uint32_t last = count - 1, i = count;
    while (i > 0 && leave_job(worker, &jobs[i - 1], ticket + i - 1, error)) i--;
    if (i == 0) return;
    if (i - 1 == last)
        sleep_until(caller, &pw_forever);
    else
        wait_for_reply(worker, caller, ticket + i - 1);
}

void pw_caller_wait(pinworker *worker, pw_caller *caller, pinworker_job *jobs, uint64_t ticket, uint32_t count,
                    const pinworker_until *until) {
    int error = wait_for_answers(worker, caller, ticket, until);
    if (error == 0) return;
    atomic_fetch_and(&caller->state, ~(uint32_t)PW_POKED);
    leave(worker, caller, jobs, ticket, count, error);
}
