#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gzip.h"
#include "pinworker_profile.h"
#include "pprof.h"
#include "sampler.h"
#include "stack.h"
#include "threads.h"
#include "wire.h"

struct pinworker_profile {
    pid_t process;
    pinworker_profile_options options;
    pw_buffer buffer;
    int64_t began, started, duration; /* on the wall's clock; on the monotonic one; once stopped */
    bool running;
    bool in_use; /* by a handler that did not come back: never released */
    pthread_t scanner;
    pthread_mutex_t lock;
    pthread_cond_t change;
    pw_threads threads; /* lock */
    bool stop;          /* lock */
};

/* ---- looking for new threads ---- */

static struct timespec timespec_of(int64_t ns) {
    return (struct timespec){.tv_sec = ns / 1000000000, .tv_nsec = ns % 1000000000};
}

/* A scan that fails is made up for by the next. */
static void *scan_until_stop(void *arg) {
    pinworker_profile *profile = arg;
    pthread_setname_np(pthread_self(), "pw-profile");
    pthread_mutex_lock(&profile->lock);
    while (!profile->stop) {
        pw_threads_scan(&profile->threads, gettid());
        struct timespec next = timespec_of(pinworker_in(profile->options.rescan));
        while (!profile->stop && pthread_cond_timedwait(&profile->change, &profile->lock, &next) == 0) continue;
    }
    pthread_mutex_unlock(&profile->lock);
    return NULL;
}

static int start_scanner(pinworker_profile *profile) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&profile->scanner, NULL, scan_until_stop, profile);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return -error;
}

/* ---- start ---- */

static const int64_t millisecond = 1000000;

static int read_options(const pinworker_profile_options *given, pinworker_profile_options *options) {
    static const pinworker_profile_options none = PINWORKER_PROFILE_OPTIONS_INIT;
    memset(options, 0, sizeof *options);
    if (!given) given = &none;
    if (given->size < sizeof given->size) return -EINVAL;
    for (size_t i = sizeof *options; i < given->size; i++) {
        if (((const char *)given)[i] != 0) return -EINVAL; /* a field of a newer header */
    }
    memcpy(options, given, given->size < sizeof *options ? given->size : sizeof *options);
    if (options->period == 0) options->period = 10 * millisecond;
    if (options->buffer == 0) options->buffer = (size_t)8 << 20;
    if (options->rescan == 0) options->rescan = 100 * millisecond;
    bool valid = options->period >= millisecond / 10 && options->buffer >= 4096 && options->rescan >= millisecond;
    return valid ? 0 : -EINVAL;
}

static int64_t wall_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void init_lock(pinworker_profile *profile) {
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&profile->change, &attributes);
    pthread_condattr_destroy(&attributes);
    pthread_mutex_init(&profile->lock, NULL);
}

static void release_sampler(pinworker_profile *profile) {
    pw_threads_clear(&profile->threads);
    profile->in_use = !pw_sampler_release();
}

/* The first scan is the caller's, so that what it does next is sampled. */
static int run(pinworker_profile *profile) {
    pw_stack_prepare();
    int error = pw_sampler_claim(&profile->buffer);
    if (error != 0) return error;
    profile->threads = (pw_threads){.period = profile->options.period, .mark = pw_sampler_mark()};
    error = pw_threads_scan(&profile->threads, 0);
    if (error == 0) error = start_scanner(profile);
    if (error != 0) release_sampler(profile);
    profile->running = error == 0;
    return error;
}

static void destroy(pinworker_profile *profile) {
    if (profile->in_use) return;
    pw_buffer_destroy(&profile->buffer);
    free(profile->threads.thread);
    free(profile);
}

int pinworker_profile_start(const pinworker_profile_options *given, pinworker_profile **started) {
    *started = NULL;
    pinworker_profile *profile = calloc(1, sizeof *profile);
    if (!profile) return -ENOMEM;
    profile->process = getpid();
    int error = read_options(given, &profile->options);
    if (error == 0) error = pw_buffer_init(&profile->buffer, profile->options.buffer);
    if (error == 0) {
        init_lock(profile);
        profile->began = wall_clock();
        profile->started = pinworker_now();
        error = run(profile);
    }
    if (error != 0) {
        destroy(profile);
        return error;
    }
    *started = profile;
    return 0;
}

/* ---- stop ---- */

static bool forked(const pinworker_profile *profile) { return profile->process != getpid(); }

int pinworker_profile_stop(pinworker_profile *profile) {
    if (forked(profile)) return -ECHILD;
    if (!profile->running) return 0;
    pthread_mutex_lock(&profile->lock);
    profile->stop = true;
    pthread_cond_signal(&profile->change);
    pthread_mutex_unlock(&profile->lock);
    pthread_join(profile->scanner, NULL);
    release_sampler(profile);
    profile->duration = pinworker_now() - profile->started;
    profile->running = false;
    return 0;
}

void pinworker_profile_free(pinworker_profile *profile) {
    if (!profile) return;
    if (forked(profile)) {
        pw_sampler_forget(&profile->buffer);
    } else {
        pinworker_profile_stop(profile);
        pthread_cond_destroy(&profile->change);
        pthread_mutex_destroy(&profile->lock);
    }
    destroy(profile);
}

/* ---- results ---- */

int pinworker_profile_write(pinworker_profile *profile, int fd) {
    if (forked(profile)) return -ECHILD;
    pw_wire message = {0};
    pw_pprof_facts facts = {
        .began = profile->began,
        .duration = profile->running ? pinworker_now() - profile->started : profile->duration,
        .period = profile->options.period,
        .lost = atomic_load(&profile->buffer.lost),
    };
    int error = pw_pprof_encode(&profile->buffer, &facts, &message);
    if (error == 0) error = pw_gzip_write(fd, message.bytes, message.size);
    pw_wire_free(&message);
    return error;
}

void pinworker_profile_stats_get(pinworker_profile *profile, pinworker_profile_stats *stats) {
    memset(stats, 0, sizeof *stats);
    stats->samples = atomic_load(&profile->buffer.samples);
    stats->lost = atomic_load(&profile->buffer.lost);
    if (forked(profile)) return;
    pthread_mutex_lock(&profile->lock);
    stats->missed = pw_threads_untimed(&profile->threads);
    stats->threads = profile->threads.count - stats->missed;
    pthread_mutex_unlock(&profile->lock);
}
