#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "futex.h"
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
static int create_owner(pinworker *worker, pthread_t *thread) {
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
    atomic_store(&worker->started, 1);
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
    if (ending != PW_CLOSED) {
        bool again = restart_allowed(worker);
        pw_shut(worker, again ? PW_DOWN : PW_ENDED);
        int error = again ? -EOWNERDEAD : -ENOTRECOVERABLE;
        pw_loop_drain(worker, is_closing(worker) ? -ESHUTDOWN : error);
    }
    pw_loop_cleanup(worker);
    pw_breaker_reset(&worker->breaker);
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
    int error = create_owner(worker, &successor);
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

static void say_gone(pinworker *worker) {
    atomic_store(&worker->gone, 1);
    pw_futex_wake(&worker->gone, INT_MAX);
}

/* User code called pthread_exit: the thread is lost, so the worker ends, in order. */
static void exited(void *arg) {
    pinworker *worker = arg;
    pw_loop_lose(worker);
    pw_shut(worker, PW_ENDED);
    pw_loop_drain(worker, is_closing(worker) ? -ESHUTDOWN : -ENOTRECOVERABLE);
    leave(worker);
    if (atomic_load(&worker->started) == 0) say_started(worker, -EREMOTEIO);
    say_gone(worker);
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
    say_gone(worker);
}

static void *owner_main(void *arg) {
    pthread_cleanup_push(exited, arg);
    own(arg);
    pthread_cleanup_pop(0);
    return NULL;
}

/* ---- making and unmaking ---- */

static const int64_t second = 1000000000;

static size_t power_of_two(size_t least) {
    size_t power = 2;
    while (power < least) power *= 2;
    return power;
}

static void set_defaults(pinworker_options *options) {
    if (!options->name) options->name = "pinworker";
    if (!options->role) options->role = "pinned-worker";
    if (options->queue == 0) options->queue = 1024;
    if (options->payload == 0) options->payload = 64;
    if (options->breaker_limit == 0) options->breaker_limit = 10;
    if (options->breaker_window == 0) options->breaker_window = 60 * second;
    if (options->backoff_min == 0) options->backoff_min = second / 100;
    if (options->backoff_max == 0) options->backoff_max = 10 * second;
    if (options->backoff_max < options->backoff_min) options->backoff_max = options->backoff_min;
    if (options->sample_every == 0) options->sample_every = 64;
}

/* The caller's struct may be that of an older or a newer header. A newer one's fields must be unused. */
static int read_options(const pinworker_options *given, pinworker_options *options) {
    static const pinworker_options none = PINWORKER_OPTIONS_INIT;
    memset(options, 0, sizeof *options);
    if (!given) given = &none;
    if (given->size < offsetof(pinworker_options, config)) return -EINVAL;
    for (size_t i = sizeof *options; i < given->size; i++) {
        if (((const char *)given)[i] != 0) return -EINVAL;
    }
    memcpy(options, given, given->size < sizeof *options ? given->size : sizeof *options);
    set_defaults(options);
    bool breaker_fits = options->breaker_limit <= PW_BREAKER_MOST || options->breaker_limit == UINT32_MAX;
    bool valid = options->queue <= 1048576 && options->payload <= UINT32_MAX / 2 && breaker_fits &&
                 options->breaker_window > 0 && options->backoff_min > 0 && options->wait <= PINWORKER_POLL &&
                 options->on_fault <= PINWORKER_FAULT_GO_ON && options->sample_every <= UINT32_C(1) << 31 &&
                 (options->sample_every & (options->sample_every - 1)) == 0;
    return valid ? 0 : -EINVAL;
}

static void name_it(pinworker *worker, unsigned count) {
    char id[16];
    snprintf(id, sizeof id, "%u", worker->index);
    pw_labels_init(&worker->labels, worker->options.role, worker->options.id ? worker->options.id : id);
    if (count == 1) {
        snprintf(worker->name, sizeof worker->name, "%.15s", worker->options.name);
        return;
    }
    size_t room = sizeof worker->name - 2 - strlen(id); /* the number matters more than the end of the name */
    size_t length = strnlen(worker->options.name, room);
    memcpy(worker->name, worker->options.name, length);
    snprintf(worker->name + length, sizeof worker->name - length, "-%.5s", id);
}

/* A page that the kernel empties in a forked child: there is no cheaper way to know that one is one. */
static int watch_for_forks(pinworker *worker) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    void *memory = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return -ENOMEM;
    int error = madvise(memory, page, MADV_WIPEONFORK) == 0 ? 0 : -errno;
    atomic_store((_Atomic int *)memory, 1);
    worker->alive = memory;
    return error;
}

static void destroy(pinworker *worker) {
    if (worker->guard.faults && pw_alive(worker)) pw_contain_uninstall();
    if (worker->alive) munmap((void *)worker->alive, (size_t)sysconf(_SC_PAGESIZE));
    pw_breaker_destroy(&worker->breaker);
    pw_queue_destroy(&worker->queue);
    pthread_mutex_destroy(&worker->lock);
    pw_line_destroy(&worker->line);
    free(worker);
}

static int contain(pinworker *worker) {
    if (!worker->options.contain_faults) return 0;
    int error = pw_contain_install();
    worker->guard.faults = error == 0;
    return error;
}

static int construct(pinworker *worker, pw_member member) {
    pinworker_options *options = &worker->options;
    pthread_mutex_init(&worker->lock, NULL);
    pw_line_init(&worker->line);
    worker->sample_every = options->sample_every;
    pw_waiting_init(&worker->waiting, options->wait, pw_cpus_suffice(member.count), member.yielding);
    pw_backoff_init(&worker->backoff, options->backoff_min, options->backoff_max,
                    (uint64_t)pinworker_now() ^ (uint64_t)(uintptr_t)worker);
    name_it(worker, member.count);
    int error = pw_placement_plan(&options->placement, member.index, member.count, &worker->plan);
    if (error == 0) error = pw_breaker_init(&worker->breaker, options->breaker_limit, options->breaker_window);
    if (error == 0) error = pw_queue_init(&worker->queue, power_of_two(options->queue), options->payload);
    if (error == 0) error = watch_for_forks(worker);
    if (error == 0) error = contain(worker);
    /* The program's strings may go when pinworker_start returns. */
    options->name = options->role = options->id = options->placement.cpus = NULL;
    return error;
}

static int start_owner(pinworker *worker) {
    pthread_mutex_lock(&worker->lock); /* the owner may end and replace itself before this is written */
    int error = create_owner(worker, &worker->thread);
    pthread_mutex_unlock(&worker->lock);
    if (error != 0) return error;
    while (!atomic_load(&worker->started)) pw_futex_wait(&worker->started, 0, 0);
    if (worker->start_error != 0) pthread_join(worker->thread, NULL);
    return worker->start_error;
}

int pw_start(const pinworker_options *options, pw_member member, pinworker **started) {
    *started = NULL;
    pinworker_options complete;
    int error = read_options(options, &complete);
    if (error != 0) return error;
    pinworker *worker = aligned_alloc(PW_CACHE_LINE, sizeof *worker);
    if (!worker) return -ENOMEM;
    memset(worker, 0, sizeof *worker);
    worker->options = complete;
    worker->index = member.index;
    error = construct(worker, member);
    if (error == 0) error = start_owner(worker);
    if (error != 0) {
        destroy(worker);
        return error;
    }
    *started = worker;
    return 0;
}

int pinworker_start(const pinworker_options *options, pinworker **worker) {
    return pw_start(options, (pw_member){.count = 1}, worker);
}

/* ---- closing ---- */

bool pw_gone(const pinworker *worker) { return atomic_load(&worker->gone) != 0; }

static void join_once(pinworker *worker) {
    pthread_mutex_lock(&worker->lock);
    if (!worker->joined) pthread_join(worker->thread, NULL);
    worker->joined = true;
    pthread_mutex_unlock(&worker->lock);
}

int pw_wait_until_gone(pinworker *worker, int64_t deadline) {
    while (!pw_gone(worker)) {
        if (pw_futex_wait(&worker->gone, 0, deadline) != -ETIMEDOUT || pw_gone(worker)) continue;
        atomic_store(&worker->stop, 1);
        return -ETIMEDOUT;
    }
    join_once(worker);
    return 0;
}

int pinworker_close(pinworker *worker, int64_t deadline, unsigned flags, size_t *left) {
    if (left) *left = 0;
    if (!pw_alive(worker)) return -ECHILD;
    if (pw_current == worker) return -EDEADLK;
    if (deadline < 0 || flags & ~(PINWORKER_CLOSE_STOP | PINWORKER_CLOSE_DISCARD)) return -EINVAL;
    pw_ask_to_close(worker, flags);
    int error = pw_wait_until_gone(worker, deadline);
    if (error != 0 && left) *left = (size_t)pw_queue_depth(&worker->queue);
    return error;
}

int pinworker_free(pinworker *worker) {
    if (!worker) return 0;
    if (pw_alive(worker) && !worker->joined) return -EBUSY;
    destroy(worker);
    return 0;
}
