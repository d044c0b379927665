/* worker.h: what a worker is made of. */
#ifndef PINWORKER_WORKER_H
#define PINWORKER_WORKER_H

#include <pthread.h>
#include <unistd.h>

#include "breaker.h"
#include "contain.h"
#include "crew.h"
#include "labels.h"
#include "line.h"
#include "options.h"
#include "parking.h"
#include "pinworker.h"
#include "placement.h"
#include "queue.h"
#include "stats.h"
#include "waiting.h"

typedef enum pw_status {
    PW_DOWN,    /* starting or restarting */
    PW_UP,      /* takes jobs */
    PW_ENDED,   /* for good */
    PW_CLOSING, /* and closed */
} pw_status;

/* Where the owner is with the job in `cell`. */
typedef enum pw_step {
    PW_NO_JOB,
    PW_IN_INIT,
    PW_IN_JOB,
    PW_IN_DONE, /* the job is counted, its done runs */
} pw_step;

struct pinworker {
    pw_queue queue;
    pw_parking parking;
    pw_line line;
    pw_waiting waiting;
    pw_refused refused;

    /* Read by many, written seldom. */
    alignas(PW_CACHE_LINE) const _Atomic int *alive; /* 0 in a forked child, where the kernel wipes it */
    _Atomic int status;                              /* pw_status; set before the queue is shut */
    _Atomic int stop, discard;                       /* of pinworker_close */
    _Atomic int tid;
    uint64_t sample_every; /* a power of two */
    pinworker_options options;
    unsigned index;
    char name[16];
    pw_plan plan;
    pw_labels labels;

    /* The owner's. */
    alignas(PW_CACHE_LINE) pw_counts counts;
    pw_guard guard;
    void *state;
    pw_cell *cell;
    pw_step step;
    bool failed;                 /* the job panicked or faulted; the guard has the message */
    int64_t started_at;          /* of the job; 0: it is not measured */
    _Atomic uint32_t client_cpu; /* of the last job's submitter */
    unsigned burst;              /* jobs since the owner last waited */
    int error;                   /* what init gave, what a failed job, or drained ones, get */
    pw_breaker breaker;
    pw_backoff backoff;
    uint32_t restarts_in_row;

    /* Start, restart, close. */
    pthread_mutex_t lock;
    pthread_t thread, predecessor; /* lock */
    bool joined;                   /* lock */
    bool restarted;                /* this is not the first owner; written before its thread starts */
    int start_error;               /* of the first owner; read once started */
    pinworker_applied applied;     /* lock */
    pw_crew *crew;
    _Atomic uint32_t closing; /* futexes: 0, then 1 */
    _Atomic uint32_t started; /* PW_BEGUN */
    _Atomic uint32_t gone;    /* PW_GONE, PW_ABANDONED */
};

enum { PW_BEGUN = 1 };
enum { PW_GONE = 1, PW_ABANDONED = 2 /* by those who started it: it frees itself */ };

/* The worker that this thread is the owner of. Where the signal handler and pinworker_should_stop find it. */
extern _Thread_local pinworker *pw_current __attribute__((tls_model("initial-exec"), visibility("hidden")));

/* For functions that jobs may call, while a ticket is held or a lock is: a fault there, or a SIGABRT that comes then,
 * is not contained, as leaving by a jump would stop the worker, or others, for ever. */
static inline bool pw_hold_guard(void) {
    if (!pw_current) return false;
    bool armed = pw_current->guard.armed != 0;
    pw_guard_disarm(&pw_current->guard);
    return armed;
}
static inline void pw_let_go(bool armed) {
    if (armed) pw_guard_arm(&pw_current->guard);
}

static inline bool pw_alive(const pinworker *worker) {
    return atomic_load_explicit(worker->alive, memory_order_relaxed) != 0;
}

/* This thread is the worker's owner, and not a child that a job of it made, be it one that shares its memory (vfork).
 * For failures: it asks the kernel. */
static inline bool pw_is_owner(const pinworker *worker) {
    return pw_alive(worker) && atomic_load(&worker->tid) == (int)gettid();
}

/* Takes jobs; in a forked child nobody does. */
static inline bool pw_up(const pinworker *worker) { return pw_alive(worker) && atomic_load(&worker->status) == PW_UP; }

/* ---- start.c ---- */

/* What one pinworker_start, or pinworker_pool_start, is about. */
typedef struct pw_launch {
    pinworker_options options;
    const pinworker_until *until;
    pw_crew *crew; /* NULL: there is none */
} pw_launch;

/* Which worker of how many. */
typedef struct pw_member {
    unsigned index, count;
} pw_member;

int pw_launch_begin(pw_launch *launch, const pinworker_options *options, const pinworker_until *until);
int pw_launch_end(pw_launch *launch, int result); /* gives it; also after a failed begin */
int pw_start(const pw_launch *launch, pw_member member, pinworker **started);
void pw_destroy(pinworker *worker); /* its thread is gone, or is this one and ends */

/* ---- life.c ---- */

int pw_create_owner(pinworker *worker, pthread_t *thread);
void pw_shut(pinworker *worker, pw_status status); /* takes no more jobs from here on */
int pw_may_close(const pinworker *worker, const pinworker_until *until, unsigned flags);
bool pw_is_own_thread(pinworker *worker); /* also at options.done and destructors, when it is not pw_current any more */
void pw_ask_to_close(pinworker *worker, unsigned flags);
int pw_wait_until_gone(pinworker *worker, const pinworker_until *until);
void pw_abandon(pinworker *worker); /* it closes and frees itself, nobody waits */

/* ---- loop.c: owner ---- */

typedef enum pw_ending {
    PW_CLOSED,  /* the queue is finished */
    PW_TRIPPED, /* the breaker */
    PW_SUSPECT, /* a fault may have damaged the state */
} pw_ending;

/* User code with the guard armed: 0, its own error, -EREMOTEIO or -EFAULT. */
int pw_loop_init(pinworker *worker);
void pw_loop_cleanup(pinworker *worker);
pw_ending pw_loop_serve(pinworker *worker);
void pw_loop_lose(pinworker *worker);             /* user code ends the thread: its job has failed */
void pw_loop_drain(pinworker *worker, int error); /* every queued job ends with this error; the queue is shut */

/* ---- call.c ---- */

/* Owner: what its job came to. Ends the caller's waiting, or runs done; frees the cell. */
void pw_call_end(pinworker *worker, int result, pinworker_fate fate);

#endif
