#include <errno.h>
#include <stdlib.h>

#include "until.h"
#include "worker.h"

struct pinworker_pool {
    pinworker_choice choice;
    unsigned count;
    _Atomic unsigned next;
    pinworker *workers[];
};

enum { MOST_WORKERS = 65536 };

/* Not all could be started. */
static void give_up(pinworker_pool *pool, unsigned count, const pinworker_until *until) {
    for (unsigned i = 0; i < count; i++) pw_ask_to_close(pool->workers[i], 0);
    for (unsigned i = 0; i < count; i++) {
        if (pw_wait_until_gone(pool->workers[i], until) == 0)
            pinworker_free(pool->workers[i]);
        else
            pw_abandon(pool->workers[i]);
    }
    free(pool);
}

static int start_all(const pw_launch *launch, unsigned count, pinworker_choice choice, pinworker_pool **started) {
    if (count == 0 || count > MOST_WORKERS || choice > PINWORKER_BY_KEY) return -EINVAL;
    pinworker_pool *pool = calloc(1, sizeof *pool + count * sizeof *pool->workers);
    if (!pool) return -ENOMEM;
    pool->choice = choice;
    pool->count = count;
    for (unsigned i = 0; i < count; i++) {
        int error = pw_start(launch, (pw_member){i, count}, &pool->workers[i]);
        if (error == 0) continue;
        give_up(pool, i, launch->until);
        return error;
    }
    *started = pool;
    return 0;
}

int pinworker_pool_start(const pinworker_options *options, unsigned count, pinworker_choice choice,
                         const pinworker_until *until, pinworker_pool **pool) {
    pw_launch launch;
    *pool = NULL;
    int error = pw_launch_begin(&launch, options, until);
    bool armed = pw_hold_guard();
    if (error == 0) error = start_all(&launch, count, choice, pool);
    pw_let_go(armed);
    return pw_launch_end(&launch, error);
}

/* ---- which one ---- */

static bool is_up(const pinworker *worker) { return atomic_load(&worker->status) == PW_UP; }

/* All down: any of them says why. */
static pinworker *round_robin(pinworker_pool *pool) {
    unsigned first = atomic_fetch_add_explicit(&pool->next, 1, memory_order_relaxed) % pool->count;
    for (unsigned i = 0; i < pool->count; i++) {
        pinworker *worker = pool->workers[(first + i) % pool->count];
        if (is_up(worker)) return worker;
    }
    return pool->workers[first];
}

/* Of equals a different one each time. */
static pinworker *least_loaded(pinworker_pool *pool) {
    unsigned first = atomic_fetch_add_explicit(&pool->next, 1, memory_order_relaxed) % pool->count;
    pinworker *best = pool->workers[first];
    uint64_t least = UINT64_MAX;
    for (unsigned i = 0; i < pool->count; i++) {
        pinworker *worker = pool->workers[(first + i) % pool->count];
        uint64_t depth = pw_queue_depth(&worker->queue);
        if (!is_up(worker) || depth >= least) continue;
        best = worker;
        least = depth;
    }
    return best;
}

/* Keys are often numbers in a row, or addresses: mixed, so that they fall on all workers. */
static pinworker *by_key(const pinworker_pool *pool, uint64_t key) {
    key ^= key >> 33;
    key *= UINT64_C(0xff51afd7ed558ccd);
    key ^= key >> 33;
    key *= UINT64_C(0xc4ceb9fe1a85ec53);
    key ^= key >> 33;
    return pool->workers[key % pool->count];
}

static pinworker *choose(pinworker_pool *pool, const pinworker_job *job) {
    switch (pool->choice) {
    case PINWORKER_LEAST_LOADED: return least_loaded(pool);
    case PINWORKER_BY_KEY: return by_key(pool, job->key);
    case PINWORKER_ROUND_ROBIN: break;
    }
    return round_robin(pool);
}

int pinworker_pool_call(pinworker_pool *pool, pinworker_job *job, const pinworker_until *until) {
    return pinworker_call(choose(pool, job), job, until);
}

int pinworker_pool_call_batch(pinworker_pool *pool, pinworker_job *jobs, size_t count, const pinworker_until *until) {
    return count == 0 ? 0 : pinworker_call_batch(choose(pool, jobs), jobs, count, until);
}

int pinworker_pool_post(pinworker_pool *pool, pinworker_job *job, const pinworker_until *until) {
    return pinworker_post(choose(pool, job), job, until);
}

/* ---- the rest ---- */

unsigned pinworker_pool_count(const pinworker_pool *pool) { return pool->count; }

pinworker *pinworker_pool_worker(const pinworker_pool *pool, unsigned index) {
    return index < pool->count ? pool->workers[index] : NULL;
}

static bool is_owner_of_one(const pinworker_pool *pool) {
    for (unsigned i = 0; i < pool->count; i++) {
        if (pw_is_own_thread(pool->workers[i])) return true;
    }
    return false;
}

int pinworker_pool_close(pinworker_pool *pool, const pinworker_until *until, unsigned flags, size_t *left) {
    if (!until) until = &pw_forever;
    if (left) *left = 0;
    int error = pw_may_close(pool->workers[0], until, flags);
    if (error != 0) return error;
    bool armed = pw_hold_guard();
    if (is_owner_of_one(pool)) {
        pw_let_go(armed);
        return -EDEADLK;
    }
    for (unsigned i = 0; i < pool->count; i++) pw_ask_to_close(pool->workers[i], flags);
    for (unsigned i = 0; i < pool->count; i++) {
        int gave_up = pw_wait_until_gone(pool->workers[i], until);
        if (gave_up == 0) continue;
        if (left) *left += (size_t)pw_queue_depth(&pool->workers[i]->queue);
        error = gave_up;
    }
    pw_let_go(armed);
    return error;
}

int pinworker_pool_free(pinworker_pool *pool) {
    if (!pool) return 0;
    for (unsigned i = 0; i < pool->count; i++) {
        if (pw_alive(pool->workers[i]) && !pool->workers[i]->joined) return -EBUSY;
    }
    bool armed = pw_hold_guard();
    for (unsigned i = 0; i < pool->count; i++) pinworker_free(pool->workers[i]);
    free(pool);
    pw_let_go(armed);
    return 0;
}

size_t pinworker_pool_metrics_text(const pinworker_pool *pool, char *text, size_t size) {
    return pw_metrics_text(pool->workers, pool->count, text, size);
}
