#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "until.h"
#include "worker.h"

static size_t power_of_two(size_t least) {
    size_t power = 2;
    while (power < least) power *= 2;
    return power;
}

static void name_it(pinworker *worker, unsigned count) {
    char id[16];
    snprintf(id, sizeof id, "%u", worker->index);
    pw_labels_init(&worker->labels, worker->options.role, worker->options.id ? worker->options.id : id);
    if (count == 1) {
        pw_copy_cut(worker->name, sizeof worker->name, worker->options.name);
        return;
    }
    size_t room = sizeof worker->name - 1 - strlen(id); /* the number matters more than the end of the name */
    pw_copy_cut(worker->name, room, worker->options.name);
    size_t length = strlen(worker->name);
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

void pw_destroy(pinworker *worker) {
    if (worker->guard.faults && pw_alive(worker)) pw_contain_uninstall();
    if (worker->alive) munmap((void *)worker->alive, (size_t)sysconf(_SC_PAGESIZE));
    pw_breaker_destroy(&worker->breaker);
    pw_queue_destroy(&worker->queue);
    pthread_mutex_destroy(&worker->lock);
    pw_line_destroy(&worker->line);
    pw_crew_free(worker->crew);
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
    pw_waiting_init(&worker->waiting, options->wait, pw_cpus_suffice(member.count), &worker->crew->yielding);
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

static int create_first_owner(pinworker *worker) {
    pthread_mutex_lock(&worker->lock); /* the owner may end and replace itself before this is written */
    pw_crew_use(worker->crew);
    int error = pw_create_owner(worker, &worker->thread);
    pthread_mutex_unlock(&worker->lock);
    if (error != 0) pw_crew_unuse(worker->crew);
    return error;
}

static pinworker *new_worker(const pw_launch *launch, pw_member member) {
    pinworker *worker = aligned_alloc(PW_CACHE_LINE, sizeof *worker);
    if (!worker) return NULL;
    memset(worker, 0, sizeof *worker);
    worker->options = launch->options;
    worker->index = member.index;
    worker->crew = launch->crew;
    atomic_fetch_add(&launch->crew->holders, 1);
    return worker;
}

int pw_start(const pw_launch *launch, pw_member member, pinworker **started) {
    int error = pw_until_reached(launch->until);
    if (error != 0) return error;
    pinworker *worker = new_worker(launch, member);
    if (!worker) return -ENOMEM;
    error = construct(worker, member);
    if (error == 0) error = create_first_owner(worker);
    if (error != 0) {
        pw_destroy(worker);
        return error;
    }
    error = pw_until_await(launch->until, &worker->started, PW_BEGUN);
    if (error != 0) {
        pw_abandon(worker);
        return error;
    }
    error = worker->start_error;
    if (error == 0) {
        *started = worker;
        return 0;
    }
    if (pw_wait_until_gone(worker, launch->until) == 0)
        pw_destroy(worker);
    else
        pw_abandon(worker);
    return error;
}

/* ---- one start of one or many ---- */

static int check_until(const pinworker_options *options, const pinworker_until *until) {
    if (until->deadline < 0) return -EINVAL;
    bool leaves = until->deadline > 0 || until->token;
    /* Nobody would know when config may be released. */
    return leaves && options->config && !options->done ? -EINVAL : 0;
}

int pw_launch_begin(pw_launch *launch, const pinworker_options *options, const pinworker_until *until) {
    launch->until = until ? until : &pw_forever;
    int error = pw_options_read(options, &launch->options);
    if (error == 0) error = check_until(&launch->options, launch->until);
    int no_crew = pw_crew_new(&launch->options, &launch->crew);
    if (no_crew == 0) return error;
    if (error == 0) error = no_crew;
    if (launch->options.done) launch->options.done(launch->options.config, error);
    return error;
}

int pw_launch_end(pw_launch *launch, int result) {
    if (!launch->crew) return result;
    launch->crew->result = result;
    pw_crew_unuse(launch->crew);
    pw_crew_free(launch->crew);
    return result;
}

int pinworker_start(const pinworker_options *options, const pinworker_until *until, pinworker **worker) {
    pw_launch launch;
    *worker = NULL;
    int error = pw_launch_begin(&launch, options, until);
    bool armed = pw_hold_guard();
    if (error == 0) error = pw_start(&launch, (pw_member){.count = 1}, worker);
    pw_let_go(armed);
    return pw_launch_end(&launch, error);
}

int pinworker_free(pinworker *worker) {
    if (!worker) return 0;
    if (pw_alive(worker) && !worker->joined) return -EBUSY;
    bool armed = pw_hold_guard(); /* also a job of another worker may free this one */
    pw_destroy(worker);
    pw_let_go(armed);
    return 0;
}
