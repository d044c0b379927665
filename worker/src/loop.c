#include <errno.h>

#include "probes.h"
#include "worker.h"

/* ---- one job ---- */

/* The owner's job is the next to leave the queue. */
static uint64_t ticket_of(const pinworker *worker) {
    return atomic_load_explicit(&worker->queue.tail, memory_order_relaxed);
}

static void answer(pinworker *worker, int result, pinworker_fate fate) {
    PW_PROBE_DONE(worker, ticket_of(worker), result, (int)fate);
    pw_call_end(worker, result, fate);
}

static void drop(pinworker *worker, pw_cell *cell, int error) {
    worker->cell = cell;
    pw_count(&worker->counts.cancelled);
    answer(worker, error, PINWORKER_DROPPED);
}

static void measure_start(pinworker *worker, const pw_cell *cell) {
    worker->started_at = 0;
    if (cell->queued_at == 0) return;
    worker->started_at = pinworker_now();
    pw_histogram_add(&worker->counts.wait, worker->started_at - cell->queued_at);
}

/* The job is over, one way or another; the callers hear of it when all is counted. */
static void end_job(pinworker *worker, int result) {
    if (worker->started_at != 0) pw_histogram_add(&worker->counts.run, pinworker_now() - worker->started_at);
    pw_labels_clear(&worker->labels);
    pw_count(worker->failed ? &worker->counts.failed : &worker->counts.completed);
    answer(worker, result, PINWORKER_RAN);
}

static void run(pinworker *worker, pw_cell *cell) {
    measure_start(worker, cell);
    worker->cell = cell;
    worker->step = PW_IN_JOB;
    PW_PROBE_START(worker, ticket_of(worker), cell->fn);
    pw_guard_arm(&worker->guard);
    int result = cell->fn(worker->state, cell->data);
    pw_guard_disarm(&worker->guard);
    end_job(worker, result);
}

static void run_or_drop(pinworker *worker, pw_cell *cell) {
    if (!pw_queue_begin(cell))
        drop(worker, cell, -ECANCELED);
    else if (atomic_load_explicit(&worker->discard, memory_order_relaxed))
        drop(worker, cell, -ESHUTDOWN);
    else if (cell->token && pinworker_token_cancelled(cell->token))
        drop(worker, cell, -ECANCELED);
    else
        run(worker, cell);
}

/* ---- jobs, one after the other ---- */

static bool job_there(const void *what) { return pw_queue_next(what) != NULL; }

static void park(pinworker *worker) {
    pw_count(&worker->counts.parks);
    int64_t before = pinworker_now();
    pw_parking_park(&worker->parking, &worker->queue);
    int64_t woken = atomic_load_explicit(&worker->parking.woken_at, memory_order_relaxed);
    uint32_t waker = atomic_load_explicit(&worker->parking.waker, memory_order_relaxed);
    if (woken >= before && waker != pw_cpu()) pw_waiting_woke(&worker->waiting, pinworker_now() - woken);
}

static void wait_for_job(pinworker *worker) {
    pw_line_make_room_surely(&worker->line, &worker->queue);
    pw_sight sight = {.there = job_there,
                      .what = &worker->queue,
                      .cpu = &worker->client_cpu,
                      .alone = worker->burst <= 1,
                      .habit = &worker->waiting.owner};
    worker->burst = 0;
    if (pw_waiting_watch(&worker->waiting, &sight) || worker->waiting.policy == PINWORKER_POLL) return;
    park(worker);
}

/* Of a burst not for each job: asking costs as much as a short one. */
enum { SAY_WHERE_EVERY = 16 };

static void say_where(pinworker *worker, const pw_cell *cell) {
    if (worker->burst % SAY_WHERE_EVERY != 0) return;
    uint32_t cpu = pw_cpu();
    if (atomic_load_explicit(&worker->queue.cpu, memory_order_relaxed) != cpu)
        atomic_store_explicit(&worker->queue.cpu, cpu, memory_order_relaxed);
    atomic_store_explicit(&worker->client_cpu, cell->cpu, memory_order_relaxed);
}

static void serve(void *arg) {
    pinworker *worker = arg;
    while (true) {
        pw_cell *cell = pw_queue_next(&worker->queue);
        if (cell) {
            say_where(worker, cell);
            run_or_drop(worker, cell);
            pw_line_make_room(&worker->line, &worker->queue);
            worker->burst++;
        } else if (pw_queue_finished(&worker->queue)) {
            return;
        } else {
            wait_for_job(worker);
        }
    }
}

static void drain(void *arg) {
    pinworker *worker = arg;
    while (true) {
        pw_cell *cell = pw_queue_next(&worker->queue);
        if (cell)
            drop(worker, cell, worker->error);
        else if (pw_queue_finished(&worker->queue))
            return;
        else
            pw_parking_park(&worker->parking, &worker->queue); /* a ticket whose cell is being filled */
    }
}

/* ---- failures ---- */

/* What failed was the job, or the done of a job that is counted already. The job's done may fail in turn. */
static void end_failed(void *arg) {
    pinworker *worker = arg;
    if (worker->step == PW_IN_JOB) {
        worker->failed = true;
        end_job(worker, worker->error);
    } else if (worker->step == PW_IN_DONE) {
        worker->step = PW_NO_JOB;
        pw_queue_release(&worker->queue, worker->cell);
    }
}

static void count_failure(pinworker *worker, int error) {
    pw_count(error == -EFAULT ? &worker->counts.faults : &worker->counts.panics);
}

static bool settle(pinworker *worker, int error, pw_ending *ending) {
    bool tripped = false, suspect = false;
    while (error != 0) {
        count_failure(worker, error);
        tripped |= pw_breaker_failed(&worker->breaker, pinworker_now());
        suspect |= error == -EFAULT && worker->options.on_fault == PINWORKER_FAULT_RESTART;
        worker->error = error;
        error = pw_guard_run(&worker->guard, end_failed, worker);
        worker->failed = false;
    }
    if (tripped) pw_count(&worker->counts.breaker_trips);
    *ending = tripped ? PW_TRIPPED : PW_SUSPECT;
    return !tripped && !suspect;
}

pw_ending pw_loop_serve(pinworker *worker) {
    pw_ending ending;
    int error;
    do {
        error = pw_guard_run(&worker->guard, serve, worker);
        if (error == 0) return PW_CLOSED;
    } while (settle(worker, error, &ending));
    return ending;
}

void pw_loop_drain(pinworker *worker, int error) {
    int failure;
    do {
        worker->error = error;
        failure = pw_guard_run(&worker->guard, drain, worker);
        if (failure == 0) return;
        count_failure(worker, failure);
        end_failed(worker);
    } while (true);
}

void pw_loop_lose(pinworker *worker) {
    pw_guard_disarm(&worker->guard);
    worker->guard.message[0] = 0;
    worker->error = -EREMOTEIO;
    pw_count(&worker->counts.panics);
    if (pw_guard_run(&worker->guard, end_failed, worker) != 0) end_failed(worker);
    worker->failed = false;
}

/* ---- init and cleanup ---- */

static void call_init(void *arg) {
    pinworker *worker = arg;
    pw_guard_arm(&worker->guard);
    int error = worker->options.init(worker->options.config, worker->index, &worker->state);
    pw_guard_disarm(&worker->guard);
    pthread_sigmask(SIG_SETMASK, NULL, &worker->guard.mask); /* a failed job leaves the one that init made */
    worker->error = error > 0 ? -error : error;
}

int pw_loop_init(pinworker *worker) {
    worker->state = worker->options.config;
    if (!worker->options.init) return 0;
    worker->state = NULL;
    worker->step = PW_IN_INIT;
    int failure = pw_guard_run(&worker->guard, call_init, worker);
    worker->step = PW_NO_JOB;
    if (failure == 0) return worker->error;
    count_failure(worker, failure);
    return failure;
}

static void call_cleanup(void *arg) {
    pinworker *worker = arg;
    pw_guard_arm(&worker->guard);
    worker->options.cleanup(worker->state);
    pw_guard_disarm(&worker->guard);
}

void pw_loop_cleanup(pinworker *worker) {
    if (!worker->options.cleanup) return;
    int failure = pw_guard_run(&worker->guard, call_cleanup, worker);
    if (failure != 0) count_failure(worker, failure);
}
