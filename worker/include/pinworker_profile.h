/* pinworker_profile: where the CPU time of a program goes, worker by worker and job by job.
 *
 * A sampling profiler for the whole process that knows pinworker's labels. It writes what `go tool pprof` reads:
 *
 *     pinworker_profile *profile;
 *     int error = pinworker_profile_start(NULL, &profile);
 *     sleep(30);
 *     pinworker_profile_stop(profile);
 *     error = pinworker_profile_write(profile, fd);
 *     pinworker_profile_free(profile);
 *
 *     go tool pprof -top -tagfocus=role=pinned-worker server.pb.gz        # only what workers did
 *     go tool pprof -top -tagfocus=tenant=acme server.pb.gz               # only the jobs labelled so
 *     go tool pprof -top -tagignore=role server.pb.gz                     # only what other threads did
 *     go tool pprof -tags server.pb.gz                                    # CPU time by label
 *
 * Link with -lpinworker_profile; it uses public functions of pinworker only. It needs zlib, and libunwind if it is
 * there when it is built: without, stacks are followed by frame pointers, so they end at the first function that was
 * compiled without (-fno-omit-frame-pointer keeps them), and lack the caller of a function that calls nothing.
 *
 * How. Every thread has a timer of its own that counts its CPU time. When a period of it is used up, the thread is
 * interrupted where it is, and notes its stack, its name, and, if it is a worker's owner, the worker's labels and those
 * of the job (pinworker_label). What sleeps costs nothing and is not seen. A sample took 10 to 20 us where it was
 * measured, half a microsecond for each function on the stack: about 0.2 % of the CPU time at the default period. It
 * needs up to 12 KiB of the stack that it interrupts.
 *
 * Functions have names in the profile as far as symbol tables go. For source lines and inlined functions, from the
 * debugging information of the files where pprof runs: -symbolize=force.
 *
 * Labels in the profile: "thread", the name of the thread, on every sample; "role", "id" and the job's own on those of
 * owners. Sample types: samples (count) and cpu (nanoseconds).
 *
 * SIGPROF belongs to the profiler from the first start on, and stays so, as a sample that is still on its way must not
 * end the program. Threads that block SIGPROF are not sampled; owners of workers do not. A blocking system call that
 * begins just as its thread has used up a period may be interrupted: it goes on by itself (SA_RESTART), except for
 * those few, as poll, that always give EINTR.
 *
 * Conventions: those of pinworker.h. The functions of one profile are for one thread at a time.
 * None waits for user code, so none takes a deadline or a token; pinworker_profile_write takes as long as write(2) to
 * its file descriptor does.
 */
#ifndef PINWORKER_PROFILE_H
#define PINWORKER_PROFILE_H

#include "pinworker.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct pinworker_profile pinworker_profile;

typedef struct pinworker_profile_options {
    size_t size;    /* sizeof(pinworker_profile_options) */
    int64_t period; /* CPU time of a thread between two of its samples; default 10 ms, at least 100 us. Less than the
                       kernel's tick (1 to 10 ms) gives no more samples, but heavier ones: the time stays right. */
    size_t buffer;  /* bytes for samples, taken once at the start; default 8 MiB, at least 4096. A sample takes about
                       100 bytes and 8 for each function on the stack. When it is full, samples are lost, and counted. */
    int64_t rescan; /* how often threads that are new are found; default 100 ms, at least 1 ms. They are not sampled
                       before. */
} pinworker_profile_options;

#ifdef __cplusplus
static inline pinworker_profile_options pinworker_profile_options_init() {
    pinworker_profile_options options = pinworker_profile_options();
    options.size = sizeof options;
    return options;
}
#define PINWORKER_PROFILE_OPTIONS_INIT (pinworker_profile_options_init())
#else
/* Versions do not agree on braces in macros. */
/* clang-format off */
#define PINWORKER_PROFILE_OPTIONS_INIT {.size = sizeof(pinworker_profile_options)}
/* clang-format on */
#endif

/* Samples all threads of the process, and those to come, from now on. One thread more runs while it does, which looks
 * for new ones. If anything fails, nothing is left behind, and *profile is NULL.
 * NULL options: all defaults.
 * -EBUSY: a profile is running already, or another profiler has SIGPROF; -EINVAL; -ENOMEM; -EAGAIN: no thread to be
 * had; -ENOENT: no /proc. */
PINWORKER_API int pinworker_profile_start(const pinworker_profile_options *options, pinworker_profile **profile);

/* Ends the sampling; the profile stays for writing. Again: 0.
 * -ECHILD: this process is a fork of the one that started it, and was never sampled. */
PINWORKER_API int pinworker_profile_stop(pinworker_profile *profile);

/* Writes what was sampled, as gzipped profile.proto. Also while sampling goes on: what there is so far.
 * -ENOMEM; the error of write(2); -ECHILD. */
PINWORKER_API int pinworker_profile_write(pinworker_profile *profile, int fd);

typedef struct pinworker_profile_stats {
    uint64_t samples;
    uint64_t lost;    /* for want of buffer */
    uint64_t threads; /* sampled now; 0 once stopped */
    uint64_t missed;  /* threads that could not be given a timer when they were last looked at (RLIMIT_SIGPENDING) */
} pinworker_profile_stats;

PINWORKER_API void pinworker_profile_stats_get(pinworker_profile *profile, pinworker_profile_stats *stats);

/* Stops it if need be. NULL is nothing. In a forked child: releases the copy. */
PINWORKER_API void pinworker_profile_free(pinworker_profile *profile);

#ifdef __cplusplus
}
#endif

#endif
