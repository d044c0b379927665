/* pinworker: threads that own something and do all the work on it.
 *
 * A worker is one thread that owns one piece of state: a handle of a library that is not thread-safe, a namespace, a
 * device, the memory of a NUMA node. Other threads send it jobs; only the owner thread ever touches the state. The
 * thread is placed once, when it starts, so no request handler has to pin anything, and none has to lock.
 *
 *     static int open_db(void *config, unsigned index, void **state) { ... }      // on the owner thread, before the
 *     static void close_db(void *state) { ... }                                   // first job and after the last
 *     static int lookup(void *state, void *data) { struct query *q = data; ... return 0; }
 *
 *     pinworker_options options = PINWORKER_OPTIONS_INIT;
 *     options.init = open_db;
 *     options.cleanup = close_db;
 *     options.config = (void *)"users.db";
 *     pinworker *worker;
 *     int error = pinworker_start(&options, NULL, &worker);
 *     ...
 *     struct query q = {.id = 7};                                                 // in any handler, on any thread
 *     error = pinworker_run(worker, lookup, &q, sizeof q);
 *     ...
 *     pinworker_close(worker, NULL, 0, NULL);
 *     pinworker_free(worker);
 *
 * Conventions
 *
 * Results. 0 or more: it worked. Below 0: a negative errno; every function names the ones it gives.
 * Time. Nanoseconds on CLOCK_MONOTONIC. Deadlines are absolute; 0 means none. pinworker_in(ns) makes one.
 * Blocking. Functions that take a pinworker_until wait: for init, for room in a queue, for a reply, for the end of a
 *   thread. All of them leave at its deadline, or when its token is cancelled. No other function waits for user code:
 *   those that take a lock inside hold it for bounded work.
 * Threads. "Owner" is the worker's thread, "caller" any other. Every function may be called by any number of threads
 *   at once unless it says otherwise. Jobs, init, cleanup and done run on the owner.
 * Memory. Submitting a job allocates nothing: everything is allocated by pinworker_start, in proportion to
 *   options.queue. Strings and structs that are passed in are copied, unless it says otherwise.
 * Fork. A child has no worker threads. There, everything that needs one gives -ECHILD at once; pinworker_free releases
 *   the child's copy. Nothing is done at the time of the fork, and the parent notices nothing. The child of a job that
 *   forks must end by exec or _exit, not return from the job. A panic or a fault there ends it, contained or not.
 * Signals. The owner blocks every signal except SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS and SIGPROF,
 *   so that the program's own handlers run on the program's own threads. init may change that; a job that fails leaves
 *   what init left. No function may be called in a signal handler, except where it says so.
 * pthread_exit in a job, init, cleanup or done ends the worker for good: the job fails with -EREMOTEIO, the others get
 *   -ENOTRECOVERABLE, cleanup does not run.
 * C++. A job must not let an exception escape. pinworker_panic and contained faults run no destructors.
 * Growth. Structs that the caller fills begin with their size, so that fields can be added at the end; make them with
 *   their _INIT macro, or set size and leave the rest 0. A field that is 0 means its default.
 */
#ifndef PINWORKER_H
#define PINWORKER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined __GNUC__
#define PINWORKER_API __attribute__((visibility("default")))
#define PINWORKER_PRINTF(text, first) __attribute__((format(printf, text, first)))
#define PINWORKER_NORETURN __attribute__((noreturn))
#else
#define PINWORKER_API
#define PINWORKER_PRINTF(text, first)
#define PINWORKER_NORETURN
#endif

#define PINWORKER_VERSION_MAJOR 0
#define PINWORKER_VERSION_MINOR 1
#define PINWORKER_VERSION_PATCH 0

typedef struct pinworker pinworker;
typedef struct pinworker_pool pinworker_pool;
typedef struct pinworker_token pinworker_token;

/* "0.1.0": of the library, not of this header. */
PINWORKER_API const char *pinworker_version(void);

/* ---- time ---- */

/* CLOCK_MONOTONIC, now. */
PINWORKER_API int64_t pinworker_now(void);

/* The deadline that is `ns` from now. Never 0, and never in the past by overflow. */
PINWORKER_API int64_t pinworker_in(int64_t ns);

/* ---- cancellation ---- */

/* A token is cancelled once, by any thread, and stays so; every wait that was given it ends at once. One token may
 * serve any number of calls: one per request is a good choice. It must outlive the calls, and the posted jobs, that
 * were given it. A forked child makes its own.
 * -ENOMEM. */
PINWORKER_API int pinworker_token_new(pinworker_token **token);

/* Idempotent. Not for signal handlers: it takes the token's lock, and wakes the waiting callers. In a forked child it
 * only marks the child's copy. */
PINWORKER_API void pinworker_token_cancel(pinworker_token *token);

/* 1 or 0. May be called in a signal handler. */
PINWORKER_API int pinworker_token_cancelled(const pinworker_token *token);

/* After the last use. NULL is nothing. */
PINWORKER_API void pinworker_token_free(pinworker_token *token);

/* How long a blocking function may take. NULL in its place: as long as it takes. */
typedef struct pinworker_until {
    int64_t deadline;       /* -ETIMEDOUT from then on; 0: none; below 0: -EINVAL */
    pinworker_token *token; /* -ECANCELED once it is cancelled; NULL: none */
} pinworker_until;

/* ---- jobs ---- */

/* Runs on the owner. `state` is what init left. What it returns is the job's result: 0 or more, or a negative errno of
 * its own (which its caller tells from the worker's by job.fate: only a job that ran has PINWORKER_RAN). */
typedef int (*pinworker_fn)(void *state, void *data);

/* Runs on the owner, after the job: see pinworker_job.done. It must not block. */
typedef void (*pinworker_done_fn)(void *data, int result);

/* What became of a job, as its caller saw it. */
typedef enum pinworker_fate {
    PINWORKER_REFUSED, /* was never queued: never runs */
    PINWORKER_DROPPED, /* was queued, and never runs: revoked, or the worker ended or restarted first */
    PINWORKER_LEFT,    /* the caller left: it will run, runs, or ran, and nobody hears of it; but if the worker ends,
                          restarts or is closed with DISCARD first, it never runs (its done hears of that) */
    PINWORKER_QUEUED,  /* posted */
    PINWORKER_RAN,     /* it ran to its end, or until it failed */
} pinworker_fate;

/* pinworker_job.flags */
#define PINWORKER_NOWAIT 1u /* a full queue is -EAGAIN, whatever the deadline; a call still waits for its reply */
#define PINWORKER_REVOKE 2u /* if the caller leaves before the job starts, it never runs (fate: DROPPED) */

/* One job. The functions that take it copy what they need; it may live on the caller's stack.
 *
 * How data travels decides what happens when a caller leaves early, at its deadline or by its token:
 *
 *   size > 0     by value: `size` bytes are copied in, the job works on the copy, and they are copied back to `data`
 *                before the call returns. A caller that left is never written to. At most options.payload bytes.
 *   size == 0    by address: the job gets `data` itself. A call that cannot leave (no deadline, no token) may pass
 *                what is on its stack. One that can has to say who owns `data` when it left: `done` releases it, or
 *                is pinworker_keep when it outlives the job anyway. Without either: -EINVAL.
 *
 * done: for a post, called exactly once, whether the job ran, failed, or was dropped. For a call, only when the caller
 *   left before the reply: exactly once, when nobody else will touch `data` any more. `data` is the copy if it travels
 *   by value. If the function that submits gives an error and fate is REFUSED, done is not called. */
typedef struct pinworker_job {
    pinworker_fn fn;
    void *data;
    size_t size;
    pinworker_done_fn done;
    uint32_t flags;
    uint32_t reserved;
    uint64_t key; /* for PINWORKER_BY_KEY */

    char *message; /* where a panic's message goes, always terminated; NULL: nowhere. Calls only. */
    size_t message_size;

    /* Written by the function that submits, before it returns. */
    int result; /* as returned */
    pinworker_fate fate;
    void *internal;
} pinworker_job;

/* Does nothing: a `done` for data that outlives its job by itself. */
PINWORKER_API void pinworker_keep(void *data, int result);

/* Errors of the functions below, wherever they make sense:
 *
 *   -EINVAL           a field makes no sense, or see pinworker_job about data by address
 *   -EMSGSIZE         data is larger than options.payload
 *   -EAGAIN           the queue is full, or others wait for what is free, and PINWORKER_NOWAIT
 *   -ETIMEDOUT        the deadline, while waiting for room in the queue or for the reply
 *   -ECANCELED        the token, before queueing (the job never runs), or while waiting
 *   -EDEADLK          the owner would wait for itself: a call from its own job, or a post of its own into a full queue
 *   -EREMOTEIO        the job called pinworker_panic
 *   -EFAULT           the job raised a contained signal: SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, or ran out of stack
 *   -EOWNERDEAD       the worker is about to restart; the job did not run. Try again later, or another worker.
 *   -ENOTRECOVERABLE  the worker ended for good: its breaker tripped, or restarting was given up
 *   -ESHUTDOWN        the worker is closing or closed
 *   -ECHILD           this process is a fork of the one that started the worker
 */

/* Runs the job on the worker, waits for it, and gives its result. Jobs of one caller run in the order of its calls;
 * jobs of all callers run in the order in which they were queued.
 * Waits for room while the queue is full, in a line with all who do: who came first is let in first. A caller that
 * leaves while its job is queued or running leaves at once; the job runs to its end all the same, unless
 * PINWORKER_REVOKE. Not on the owner of this worker (-EDEADLK). A job may call another worker; a circle of such calls
 * is a deadlock that only a deadline ends. */
PINWORKER_API int pinworker_call(pinworker *worker, pinworker_job *job, const pinworker_until *until);

/* `count` calls for the price of one: queued one after the other with nothing between them, run in order, and waited
 * for together. 0 when all ran; each job's own result is in its `result`, and a job that fails does not stop the
 * others. More than half of what the queue holds is sent in parts. Of the flags NOWAIT counts from
 * the first job of each part. An error: the first one that kept jobs from running, or
 * made the caller leave; see each job's fate. */
PINWORKER_API int pinworker_call_batch(pinworker *worker, pinworker_job *jobs, size_t count,
                                       const pinworker_until *until);

/* Queues the job and returns 0; done hears of its end. The limits are about the room in the queue: a post that finds
 * room does not look at its deadline. A token that is
 * cancelled before the job starts also makes it never run (done: -ECANCELED). */
PINWORKER_API int pinworker_post(pinworker *worker, pinworker_job *job, const pinworker_until *until);

/* Posts them as pinworker_call_batch sends its jobs. Gives how many were posted, or the error if none was. Before each
 * part but the first it looks at the deadline as well, room or not. */
PINWORKER_API ptrdiff_t pinworker_post_batch(pinworker *worker, pinworker_job *jobs, size_t count,
                                             const pinworker_until *until);

/* The short form: by value, no deadline. */
static inline int pinworker_run(pinworker *worker, pinworker_fn fn, void *data, size_t size) {
    pinworker_job job;
    job.fn = fn;
    job.data = data;
    job.size = size;
    job.done = NULL;
    job.flags = 0;
    job.reserved = 0;
    job.key = 0;
    job.message = NULL;
    job.message_size = 0;
    return pinworker_call(worker, &job, NULL);
}

/* ---- inside a job: owner only ---- */

/* The worker whose job, init, cleanup or done this thread runs; NULL elsewhere. May be called in a signal handler. */
PINWORKER_API pinworker *pinworker_self(void);

/* Is somebody waiting for this job, or init, to end? 0: go on. -ECANCELED: the job's caller left, or its token was
 * cancelled. -ESHUTDOWN: the worker is being closed, and who closes it left early or said PINWORKER_CLOSE_STOP; or
 * pinworker_start left early. 0 outside of jobs and init. Cheap: what is long should ask every few microseconds. */
PINWORKER_API int pinworker_should_stop(void);

/* Ends the job here: its caller gets -EREMOTEIO and the message (at most 255 bytes), the worker goes on with the next
 * one. The stack is left by longjmp: what the job holds (memory, locks, open files) it must have put where the state
 * can find it. Called from inside a function that holds a lock of its own, such as a hook of malloc or a callback of a
 * library, it leaves that lock held for good. Counts for the breaker. In init: it fails with -EREMOTEIO. Outside a
 * worker: prints and aborts. */
PINWORKER_API PINWORKER_NORETURN void pinworker_panic(const char *format, ...) PINWORKER_PRINTF(1, 2);

/* Labels of this job, for profilers and debuggers: "tenant", "request_id". They are gone when the job ends. At most
 * PINWORKER_LABELS; longer strings are cut to the sizes below, never within a UTF-8 character. The same key again
 * replaces the value; NULL removes it. -ENOSPC: too many. -EINVAL: outside a job. */
PINWORKER_API int pinworker_label(const char *key, const char *value);

/* ---- labels, seen from outside ---- */

#define PINWORKER_LABELS 8
#define PINWORKER_LABEL_KEY 24   /* with the 0 */
#define PINWORKER_LABEL_VALUE 48 /* with the 0 */

typedef struct pinworker_labels {
    size_t count;
    struct {
        char key[PINWORKER_LABEL_KEY];
        char value[PINWORKER_LABEL_VALUE];
    } label[PINWORKER_LABELS + 2]; /* first "role" and "id", then the job's own */
} pinworker_labels;

/* A consistent copy of the labels as they are now. Never waits for the owner; may be called in a signal handler, also
 * on the owner itself.
 * -EAGAIN: they were being changed all the while (in a signal handler on the owner: always, if it hit the change). Only
 * role and id are given then. */
PINWORKER_API int pinworker_labels_get(const pinworker *worker, pinworker_labels *labels);

/* The owner's kernel thread id, 0 while there is none. A restart changes it. */
PINWORKER_API int pinworker_tid(const pinworker *worker);

/* ---- options ---- */

/* How owner and callers wait for each other.
 *
 *   AUTO  by where the two run. On the same CPU: give it up twice, then sleep. On different CPUs with nothing else to
 *         do: watch for about as long as waking a thread takes, then sleep. What does not pay is tried less and less
 *         often, so a busy neighbour, a CPU limit or rare jobs cost next to nothing. Never watches when there is only
 *         one CPU to use, by affinity or cgroup.
 *   PARK  sleep at once: no CPU time is wasted, every job pays for two wake-ups.
 *   SPIN  watch for as long as waking takes wherever the other runs, then sleep.
 *   POLL  never sleep: for an owner with a CPU of its own. It uses all of it. */
typedef enum pinworker_wait_policy {
    PINWORKER_AUTO,
    PINWORKER_PARK,
    PINWORKER_SPIN,
    PINWORKER_POLL,
} pinworker_wait_policy;

typedef enum pinworker_place {
    PINWORKER_ANYWHERE, /* as the thread that starts the worker: a thread that is pinned itself passes that on */
    PINWORKER_CPUS,     /* the CPUs of a list */
    PINWORKER_NODE,     /* the CPUs of a NUMA node */
    PINWORKER_SPREAD,   /* one CPU each, as far apart as the machine allows; needs hwloc, else -ENOTSUP */
} pinworker_place;

typedef enum pinworker_memory {
    PINWORKER_MEMORY_DEFAULT, /* as the thread that starts the worker */
    PINWORKER_MEMORY_PREFER,  /* the node(s) of the owner's CPUs, others when those are full */
    PINWORKER_MEMORY_BIND,    /* only the node(s) of the owner's CPUs */
} pinworker_memory;

/* Where the owner runs, and where what it allocates lies: init, which runs there, is the place to allocate. CPUs
 * outside of the process's cpuset cannot be had: of a list or a node the others are used (see applied.error), and none
 * left is -ENXIO; SPREAD also keeps to the affinity of the starting thread. */
typedef struct pinworker_placement {
    pinworker_place place;
    const char *cpus; /* PINWORKER_CPUS: as in /sys: "0-3,8". In a pool every worker gets the whole list. */
    int node;         /* PINWORKER_NODE: as the system counts them */
    pinworker_memory memory;
    int best_effort; /* not 0: a placement that cannot be had is no error of pinworker_start; what
                        was left of it, and why, is said by pinworker_placement_get */
} pinworker_placement;

/* What is done after a job raised a contained signal. The state may be half changed. */
typedef enum pinworker_on_fault {
    PINWORKER_FAULT_RESTART, /* cleanup, then a new owner thread and init */
    PINWORKER_FAULT_GO_ON,   /* the next job */
} pinworker_on_fault;

typedef struct pinworker_options {
    size_t size; /* sizeof(pinworker_options) */

    /* On the owner, before the first job and before pinworker_start returns: makes the state. 0 or a negative errno,
     * which pinworker_start then returns. `index`: 0, or which worker of its pool. NULL: the state is `config`. */
    int (*init)(void *config, unsigned index, void **state);
    /* On the owner, after the last job. Not called when init failed. A fault in it is contained like a job's. */
    void (*cleanup)(void *state);
    void *config; /* not copied */
    /* When nobody will touch config any more, exactly once: after the last cleanup of the last worker, before it is
     * gone for pinworker_close; or after a start that failed in whatever way, but for a `size` that is too small to be
     * one of this struct: then nothing else of it is read. result: what the start gave. Runs on the
     * owner that ends last, or in pinworker_start; it must return and not block, and is not contained. Not in forked
     * children. pinworker_keep says that config outlives the worker anyway. */
    pinworker_done_fn done;

    const char
        *name; /* of the thread, 15 bytes at most; in a pool of 2 or more "-INDEX" is added. Default "pinworker" */
    const char *role; /* label; default "pinned-worker" */
    const char *id;   /* label; default: the index */

    size_t queue;      /* jobs that can wait, rounded up to a power of two, 2 to 1048576; default 1024 */
    size_t payload;    /* bytes that a job's data may take by value; default 64 */
    size_t stack_size; /* of the owner; default: the system's */

    pinworker_wait_policy wait;
    pinworker_placement placement;

    /* Contain SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT and stack overflow that a job raises on the owner. Signals of
     * other threads go to the handlers that were there before, as do those of the owner outside its jobs, and those
     * that somebody sends (kill, pthread_kill, sigqueue); only SIGABRT sent by this process to the owner's thread looks
     * like the job's own abort(). Handlers that the program installs later replace the containment, unless they call
     * the one that they found; so install yours first. One that is still there when the last containing worker ends
     * stays in front: later workers are contained only if it calls on.
     * The job is left where it is, by longjmp. A fault inside malloc or free, which is where a damaged heap shows,
     * leaves the allocator's lock held: the next thread that needs it, cleanup and init of the restart included, waits
     * for ever. The same goes for stdio and whatever else locks. Deadlines still hold for callers that have one; a
     * process that must not hang does without containment and is restarted from outside.
     * A fault inside a function of this library that a job calls is contained only while it reads what it is given,
     * as data by value; once a job is being queued or waited for it is not, and goes to the handlers from before. */
    int contain_faults;
    pinworker_on_fault on_fault;

    /* The breaker: more than this many panics and faults within the window end the worker. Default 10 in a minute. */
    uint32_t breaker_limit; /* 0: 10; UINT32_MAX: no breaker. At most 1023 otherwise, more is -EINVAL. */
    int64_t breaker_window;

    /* The supervisor: a worker that ended gets a new thread and a new state. Until init has passed, calls and queued
     * jobs get -EOWNERDEAD. The pause before a restart doubles each time up to backoff_max, less a random quarter at
     * most, and falls back to backoff_min once the worker has lived for one breaker_window. The new thread is made by
     * the old one: it inherits its namespaces and credentials, while affinity and memory policy are set anew. */
    int no_restart;        /* not 0: it stays ended, and calls get -ENOTRECOVERABLE */
    uint32_t max_restarts; /* in a row, without living for one breaker_window; 0: no limit */
    int64_t backoff_min;   /* default 10 ms */
    int64_t backoff_max;   /* default 10 s */

    /* The latency histograms measure one job out of this many, chosen evenly; a power of two. Default 64; 1: all. The
     * counters always count all. Reading the clock is what costs. */
    uint32_t sample_every;
} pinworker_options;

#ifdef __cplusplus
/* Value-initialised: every other field is 0. */
static inline pinworker_options pinworker_options_init() {
    pinworker_options options = pinworker_options();
    options.size = sizeof options;
    return options;
}
#define PINWORKER_OPTIONS_INIT (pinworker_options_init())
#else
/* Versions do not agree on braces in macros. */
/* clang-format off */
#define PINWORKER_OPTIONS_INIT {.size = sizeof(pinworker_options)}
/* clang-format on */
#endif

/* ---- a worker's life ---- */

/* Starts the owner thread, places it, runs init there, and returns when that is done. If anything fails, the thread is
 * gone, nothing is left behind, and *worker is NULL.
 * init's own error; -EREMOTEIO, -EFAULT: init panicked or faulted; -EINVAL; -ENOMEM; -EAGAIN: no thread to be had;
 * placement: -EINVAL (list), -ENXIO (no such CPU or node, or none that may be used), -ENOTSUP, -EPERM.
 * -ETIMEDOUT, -ECANCELED: before init had ended. The caller leaves at once, *worker is NULL, and the owner thread is on
 * its own: pinworker_should_stop tells init; when init returns, cleanup runs if there is a state to clean up, then
 * done, and the thread ends and frees what is left. As config is in use until then, a start that can leave needs
 * options.done if there is a config, else -EINVAL. What is left is freed before the thread's destructors of
 * thread-specific data (C++: thread_local) run: after a start that was left those must not use the worker. They, and
 * the end of the thread, come after done. NULL options: all defaults. NULL until: as long as init takes. */
PINWORKER_API int pinworker_start(const pinworker_options *options, const pinworker_until *until, pinworker **worker);

/* pinworker_close: flags */
#define PINWORKER_CLOSE_STOP 1u    /* pinworker_should_stop says so at once, not only when the close leaves early */
#define PINWORKER_CLOSE_DISCARD 2u /* jobs that have not started are dropped: -ESHUTDOWN to their callers and dones */

/* Takes no more jobs, lets the owner finish the queued ones, run cleanup and end, and waits for that. 0: the thread is
 * gone. Any thread may close, several at once, and again: all get 0 in the end.
 * -ETIMEDOUT, -ECANCELED: not by then. *left (may be NULL) is how many jobs are queued or running. The worker takes no
 * new jobs all the same, also if the limits were reached from the start, and goes on draining: a job cannot be
 * abandoned, only waited for. Close again, or let the job see pinworker_should_stop.
 * -EDEADLK: called on the owner. -EINVAL. -ECHILD. */
PINWORKER_API int pinworker_close(pinworker *worker, const pinworker_until *until, unsigned flags, size_t *left);

/* Releases a closed worker. It must be the last use, as with free(): no other thread may be inside a function of this
 * worker. NULL is nothing.
 * -EBUSY: not closed yet; nothing is done. In a forked child: always releases the copy. */
PINWORKER_API int pinworker_free(pinworker *worker);

/* ---- what was applied ---- */

#define PINWORKER_CPULIST 256

typedef struct pinworker_applied {
    char cpus[PINWORKER_CPULIST]; /* where the kernel lets the owner run, as in "0-3,8"; cut with "..." if longer */
    int node;                     /* the NUMA node of all these CPUs; -1: several, or not known */
    pinworker_memory memory;      /* the policy in force */
    int error;                    /* why it is not all that was asked for, a negative errno; 0: it is */
} pinworker_applied;

/* What was in force when init was called (of the last restart, if any).
 * -ECHILD. */
PINWORKER_API int pinworker_placement_get(const pinworker *worker, pinworker_applied *applied);

/* ---- metrics ---- */

/* Bucket i counts durations of at most 2^(i+6) ns (64 ns, 128 ns ... 34 s), the last one all that are longer. */
#define PINWORKER_BUCKETS 31

typedef struct pinworker_histogram {
    uint64_t count;
    uint64_t sum; /* ns */
    uint64_t bucket[PINWORKER_BUCKETS];
} pinworker_histogram;

/* When the worker rests, submitted == completed + failed + cancelled; otherwise depth more have been submitted. */
typedef struct pinworker_stats {
    uint64_t submitted; /* queued */
    uint64_t completed; /* jobs that returned, whatever they returned */
    uint64_t failed;    /* panicked or faulted */
    uint64_t cancelled; /* dropped before they started: revoked, closed with DISCARD, or ended by a restart */
    uint64_t abandoned; /* of completed and failed: their caller had left */
    /* Never queued: no room in a full queue, in time; restarting or ended; closed; and those whose deadline or token
     * had come before there was a question of room. */
    uint64_t refused_full, refused_down, refused_closed, refused_limit;
    uint64_t panics, faults; /* anywhere on the owner: jobs, done, init, cleanup */
    uint64_t breaker_trips, restarts;
    uint64_t depth;           /* queued or running now; at most queue */
    uint64_t queue;           /* room for so many */
    uint64_t parks;           /* times that the owner went to sleep */
    int up;                   /* 1: takes jobs; 0 in a forked child */
    pinworker_histogram wait; /* from queued to started */
    pinworker_histogram run;  /* from started to ended */
} pinworker_stats;

/* A copy; each number is right by itself, all together only at rest. Never waits for the owner. */
PINWORKER_API void pinworker_stats_get(const pinworker *worker, pinworker_stats *stats);

/* Prometheus text of one worker. As snprintf: writes at most `size` bytes with the terminating 0, and gives the length
 * that the whole text has; call again with more if that is not less than `size`. */
PINWORKER_API size_t pinworker_metrics_text(const pinworker *worker, char *text, size_t size);

/* The same of several in one: texts put one after the other are no valid text, as each metric is described once. For
 * workers of pools see pinworker_pool_worker. Give them different names or ids. */
PINWORKER_API size_t pinworker_metrics_text_all(pinworker *const *workers, size_t count, char *text, size_t size);

/* ---- probes ---- */

/* Where the library is built with <sys/sdt.h>, tracers (perf, bpftrace, SystemTap, gdb) find these static probes of
 * the provider "pinworker" in it. They cost one no-op instruction while nobody looks.
 *
 *   enqueue  worker, ticket, fn            the submitter is about to hand the job over
 *   start    worker, ticket, fn            the owner is about to run it
 *   done     worker, ticket, result, fate  it is counted, its caller or done hears of it next; fate: RAN or DROPPED
 *
 * worker is the address that pinworker_start gave; the ticket counts the worker's jobs from 0, so the three that are
 * about one job are matched by both. */

/* ---- pools ---- */

typedef enum pinworker_choice {
    PINWORKER_ROUND_ROBIN,  /* the next worker that is up */
    PINWORKER_LEAST_LOADED, /* the one with the fewest jobs queued or running */
    PINWORKER_BY_KEY,       /* by job.key: the same key, the same worker. No other one stands in when it is down. */
} pinworker_choice;

/* `count` workers with the same options, started one after the other; init is given the index of each, done is called
 * once for all. All start, or none is left: those that had started are closed.
 * As pinworker_start; the limits are for all together. If they are reached, also while those are being closed after
 * another error, the caller leaves, and each worker ends on its own. */
PINWORKER_API int pinworker_pool_start(const pinworker_options *options, unsigned count, pinworker_choice choice,
                                       const pinworker_until *until, pinworker_pool **pool);

/* As the functions of one worker. A batch goes to one worker as a whole (BY_KEY: that of its first job). */
PINWORKER_API int pinworker_pool_call(pinworker_pool *pool, pinworker_job *job, const pinworker_until *until);
PINWORKER_API int pinworker_pool_call_batch(pinworker_pool *pool, pinworker_job *jobs, size_t count,
                                            const pinworker_until *until);
PINWORKER_API int pinworker_pool_post(pinworker_pool *pool, pinworker_job *job, const pinworker_until *until);

PINWORKER_API unsigned pinworker_pool_count(const pinworker_pool *pool);

/* One of them, to read its stats or to send it a job directly; NULL: no such index. The pool keeps it. */
PINWORKER_API pinworker *pinworker_pool_worker(const pinworker_pool *pool, unsigned index);

/* Stops the intake of all, then waits for all. As pinworker_close; *left is the sum. -EDEADLK on an owner of the
 * pool. */
PINWORKER_API int pinworker_pool_close(pinworker_pool *pool, const pinworker_until *until, unsigned flags,
                                       size_t *left);

/* As pinworker_free. */
PINWORKER_API int pinworker_pool_free(pinworker_pool *pool);

PINWORKER_API size_t pinworker_pool_metrics_text(const pinworker_pool *pool, char *text, size_t size);

#ifdef __cplusplus
}
#endif

#endif
