#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "futex.h"
#include "until.h"
#include "worker.h"

_Thread_local pinworker *pw_current;

/* ---- intake ---- */

static bool is_closing(const pinworker *worker) { return atomic_load(&worker->closing) != 0; }

static void open_queue(pinworker *worker) {
    pthread_mutex_lock(&worker->lock);
    if (!is_closing(worker)) {
        atomic_store(&worker->status, PW_UP);
        pw_queue_open(&worker->queue);
    }
    pthread_mutex_unlock(&worker->lock);
}

/* Those that sleep for room hear of it: there will be none. */
static void shut_queue(pinworker *worker) {
    pw_queue_shut(&worker->queue);
    pw_line_call(&worker->line, &worker->queue);
    pw_parking_wake_owner(&worker->parking);
}

void pw_shut(pinworker *worker, pw_status status) {
    pthread_mutex_lock(&worker->lock);
    if (!is_closing(worker)) atomic_store(&worker->status, (int)status);
    shut_queue(worker);
    pthread_mutex_unlock(&worker->lock);
}

void pw_ask_to_close(pinworker *worker, unsigned flags) {
    pthread_mutex_lock(&worker->lock);
    if (flags & PINWORKER_CLOSE_STOP) atomic_store(&worker->stop, 1);
    if (flags & PINWORKER_CLOSE_DISCARD) atomic_store(&worker->discard, 1);
    if (!is_closing(worker)) {
        atomic_store(&worker->status, PW_CLOSING);
        atomic_store(&worker->closing, 1);
        pw_futex_wake(&worker->closing, INT_MAX);
        shut_queue(worker);
    }
    pthread_mutex_unlock(&worker->lock);
}

/* ---- the owner thread ---- */

static void *owner_main(void *arg);

/* Signals are the business of the program's own threads. What a thread can only raise itself stays open, or it would
 * kill the process past any handler; so does the profiler's. */
int pw_create_owner(pinworker *worker, pthread_t *thread) {
    static const int open[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS, SIGPROF};
    sigset_t blocked, before;
    sigfillset(&blocked);
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) sigdelset(&blocked, open[i]);
    pthread_attr_t attributes;
    int error = pthread_attr_init(&attributes);
    if (error != 0) return -error;
    if (worker->options.stack_size > 0) error = pthread_attr_setstacksize(&attributes, worker->options.stack_size);
    if (error == 0) {
        pthread_sigmask(SIG_SETMASK, &blocked, &before);
        error = pthread_create(thread, &attributes, owner_main, worker);
        pthread_sigmask(SIG_SETMASK, &before, NULL);
    }
    pthread_attr_destroy(&attributes);
    return -error;
}

static void join_predecessor(pinworker *worker) {
    pthread_mutex_lock(&worker->lock);
    pthread_t predecessor = worker->predecessor;
    pthread_mutex_unlock(&worker->lock);
    pthread_join(predecessor, NULL);
}

static int place(pinworker *worker) {
    pinworker_applied applied;
    memset(&applied, 0, sizeof applied);
    int error = pw_placement_apply(&worker->plan, worker->restarted, &applied);
    pthread_mutex_lock(&worker->lock);
    worker->applied = applied;
    pthread_mutex_unlock(&worker->lock);
    return error;
}

static int enter(pinworker *worker) {
    pw_current = worker;
    atomic_store(&worker->tid, (int)gettid());
    pthread_setname_np(pthread_self(), worker->name);
    int error = place(worker);
    if (error == 0) error = pw_guard_enter(&worker->guard);
    atomic_store(&worker->queue.cpu, pw_cpu());
    return error;
}

static void leave(pinworker *worker) {
    pw_guard_leave(&worker->guard);
    atomic_store(&worker->tid, 0);
    pw_current = NULL;
}

static void say_started(pinworker *worker, int error) {
    if (worker->restarted) return;
    worker->start_error = error;
    atomic_fetch_or(&worker->started, PW_BEGUN);
    pw_futex_wake(&worker->started, 1);
}

static bool restart_allowed(const pinworker *worker) {
    uint32_t most = worker->options.max_restarts;
    return !worker->options.no_restart && !is_closing(worker) && (most == 0 || worker->restarts_in_row < most);
}

/* Everything of one life of the state, from the first job to cleanup. */
static void live(pinworker *worker) {
    int64_t born = pinworker_now();
    pw_ending ending = pw_loop_serve(worker);
    if (pinworker_now() - born >= worker->options.breaker_window) {
        worker->restarts_in_row = 0;
        pw_backoff_reset(&worker->backoff);
    }
    if (ending == PW_TRIPPED) pw_breaker_reset(&worker->breaker);
    if (ending != PW_CLOSED) {
        bool again = restart_allowed(worker);
        pw_shut(worker, again ? PW_DOWN : PW_ENDED);
        int error = again ? -EOWNERDEAD : -ENOTRECOVERABLE;
        pw_loop_drain(worker, is_closing(worker) ? -ESHUTDOWN : error);
    }
    pw_loop_cleanup(worker);
}

static bool pause_before_restart(pinworker *worker) {
    int64_t deadline = pinworker_in(pw_backoff_pause(&worker->backoff));
    while (!is_closing(worker) && pw_futex_wait(&worker->closing, 0, deadline) == 0) continue;
    return !is_closing(worker);
}

/* A new thread takes over: what per-thread state the old one was left with, nobody knows. */
static int create_successor(pinworker *worker) {
    pthread_t successor;
    pthread_mutex_lock(&worker->lock);
    worker->predecessor = pthread_self();
    worker->restarted = true;
    int error = pw_create_owner(worker, &successor);
    if (error == 0) worker->thread = successor;
    pthread_mutex_unlock(&worker->lock);
    return error;
}

static bool restart(pinworker *worker) {
    while (restart_allowed(worker)) {
        if (!pause_before_restart(worker)) break;
        worker->restarts_in_row++;
        pw_count(&worker->counts.restarts);
        if (create_successor(worker) == 0) return true;
    }
    pw_shut(worker, PW_ENDED);
    return false;
}

/* The last owner's end. Whoever comes second, it or the one who abandons the worker, frees it. */
static void go(pinworker *worker) {
    pw_crew_unuse(worker->crew);
    if (atomic_fetch_or(&worker->gone, PW_GONE) & PW_ABANDONED) {
        pthread_detach(pthread_self());
        pw_destroy(worker);
    } else {
        pw_futex_wake(&worker->gone, INT_MAX);
    }
}

/* User code called pthread_exit: the thread is lost, so the worker ends, in order. */
static void exited(void *arg) {
    pinworker *worker = arg;
    pw_loop_lose(worker);
    pw_shut(worker, PW_ENDED);
    pw_loop_drain(worker, is_closing(worker) ? -ESHUTDOWN : -ENOTRECOVERABLE);
    leave(worker);
    if (!(atomic_load(&worker->started) & PW_BEGUN)) say_started(worker, -EREMOTEIO);
    go(worker);
}

static void own(pinworker *worker) {
    if (worker->restarted) join_predecessor(worker);
    int error = enter(worker);
    if (error == 0) error = pw_loop_init(worker);
    bool first_failed = error != 0 && !worker->restarted;
    if (error == 0) open_queue(worker);
    say_started(worker, error);
    if (error == 0) live(worker);
    leave(worker);
    if (!first_failed && restart(worker)) return; /* from here on the worker is the successor's */
    go(worker);
}

static void *owner_main(void *arg) {
    pthread_cleanup_push(exited, arg);
    own(arg);
    pthread_cleanup_pop(0);
    return NULL;
}

/* ---- closing ---- */

/* The lock is for others as well. */
static bool join_now(pinworker *worker) {
    pthread_mutex_lock(&worker->lock);
    if (!worker->joined) worker->joined = pthread_tryjoin_np(worker->thread, NULL) == 0;
    bool joined = worker->joined;
    pthread_mutex_unlock(&worker->lock);
    return joined;
}

/* The thread may still be at destructors of thread-specific data: of their end nobody is told. */
static int join_until(pinworker *worker, const pinworker_until *until) {
    static const int64_t shortest = 20000, longest = 1000000;
    int error = 0;
    for (int64_t nap = shortest; !join_now(worker) && (error = pw_until_reached(until)) == 0; nap *= 2) {
        if (nap > longest) nap = longest;
        nanosleep(&(struct timespec){.tv_nsec = nap}, NULL);
    }
    return error;
}

int pw_wait_until_gone(pinworker *worker, const pinworker_until *until) {
    int error = pw_until_await(until, &worker->gone, PW_GONE);
    if (error == 0) return join_until(worker, until);
    atomic_store(&worker->stop, 1);
    return error;
}

void pw_abandon(pinworker *worker) {
    pw_ask_to_close(worker, PINWORKER_CLOSE_STOP);
    if (!(atomic_fetch_or(&worker->gone, PW_ABANDONED) & PW_GONE)) return; /* it frees itself */
    pthread_detach(worker->thread); /* which does not touch the worker any more */
    pw_destroy(worker);
}

bool pw_is_own_thread(pinworker *worker) {
    if (pw_current == worker) return true;
    pthread_mutex_lock(&worker->lock);
    bool own = !worker->joined && pthread_equal(worker->thread, pthread_self());
    pthread_mutex_unlock(&worker->lock);
    return own;
}

int pw_may_close(const pinworker *worker, const pinworker_until *until, unsigned flags) {
    if (!pw_alive(worker)) return -ECHILD;
    return until->deadline < 0 || flags & ~(PINWORKER_CLOSE_STOP | PINWORKER_CLOSE_DISCARD) ? -EINVAL : 0;
}

int pinworker_close(pinworker *worker, const pinworker_until *until, unsigned flags, size_t *left) {
    if (!until) until = &pw_forever;
    if (left) *left = 0;
    int error = pw_may_close(worker, until, flags);
    if (error != 0) return error;
    bool armed = pw_hold_guard(), own = pw_is_own_thread(worker);
    if (!own) pw_ask_to_close(worker, flags);
    error = own ? -EDEADLK : pw_wait_until_gone(worker, until);
    pw_let_go(armed);
    if (error != 0 && !own && left) *left = (size_t)pw_queue_depth(&worker->queue);
    return error;
}
