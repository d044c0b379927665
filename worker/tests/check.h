/* check.h: what the tests share. A test is a program; the first check that fails ends it. */
#ifndef PINWORKER_TESTS_CHECK_H
#define PINWORKER_TESTS_CHECK_H

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pinworker.h"

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define SANITIZED 1
#elif defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum { SKIPPED = 77 };

#define MS INT64_C(1000000)
#define SECOND INT64_C(1000000000)

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                            \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

#define CHECK_INT(actual, expected)                                                                                    \
    do {                                                                                                               \
        long long is = (long long)(actual), wanted = (long long)(expected);                                            \
        if (is != wanted) {                                                                                            \
            fprintf(stderr, "%s:%d: %s is %lld, not %lld\n", __FILE__, __LINE__, #actual, is, wanted);                 \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

/* Waits for what must come; a test that hangs is ended by CTest. */
#define EVENTUALLY(condition)                                                                                          \
    do {                                                                                                               \
    } while (!(condition) && usleep(1000) == 0)

/* A function that stays one, with its own name, for what looks at stacks. */
#if defined __clang__
#define KEPT __attribute__((noinline, used))
#else
#define KEPT __attribute__((noinline, noclone, used))
#endif

/* Threads of this process, as the kernel counts them. */
static inline int thread_count(void) {
    FILE *file = fopen("/proc/self/status", "re");
    char line[256];
    int threads = -1;
    CHECK(file);
    while (fgets(line, sizeof line, file)) {
        if (sscanf(line, "Threads: %d", &threads) == 1) break;
    }
    fclose(file);
    return threads;
}

static inline pthread_t spawn(void *(*main)(void *), void *arg) {
    pthread_t thread;
    CHECK_INT(pthread_create(&thread, NULL, main, arg), 0);
    return thread;
}

static inline void *return_at_once(void *arg) { return arg; }

/* Before any worker. ThreadSanitizer starts a thread of its own with the first one. */
static inline int threads_at_rest(void) {
    pthread_join(spawn(return_at_once, NULL), NULL);
    int before, now = thread_count();
    do {
        before = now;
        usleep(2000);
        now = thread_count();
    } while (now != before);
    return now;
}

static inline pinworker *start(const pinworker_options *options) {
    pinworker *worker;
    CHECK_INT(pinworker_start(options, NULL, &worker), 0);
    return worker;
}

static inline void close_and_free(pinworker *worker) {
    CHECK_INT(pinworker_close(worker, NULL, 0, NULL), 0);
    CHECK_INT(pinworker_free(worker), 0);
}

static inline pinworker_stats stats_of(const pinworker *worker) {
    pinworker_stats stats;
    pinworker_stats_get(worker, &stats);
    return stats;
}

/* A job that keeps its worker busy until the test lets go. */
typedef struct gate {
    _Atomic int entered, open, passed;
} gate;

static inline int wait_at_gate(void *state, void *data) {
    gate *at = data;
    (void)state;
    atomic_store(&at->entered, 1);
    EVENTUALLY(atomic_load(&at->open));
    atomic_store(&at->passed, 1);
    return 0;
}

/* Returns once the worker stands at the gate. */
static inline void block_worker(pinworker *worker, gate *at) {
    pinworker_job job = {.fn = wait_at_gate, .data = at};
    atomic_store(&at->entered, 0);
    atomic_store(&at->open, 0);
    atomic_store(&at->passed, 0);
    CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    EVENTUALLY(atomic_load(&at->entered));
}

/* A call that leaves at its deadline once its job is queued, however slow this machine is. How long it stayed. */
static inline int64_t leave_after(pinworker *worker, pinworker_job *job, int64_t ns) {
    for (;; ns *= 2) {
        int64_t before = pinworker_now();
        pinworker_until until = {.deadline = pinworker_in(ns)};
        CHECK_INT(pinworker_call(worker, job, &until), -ETIMEDOUT);
        int64_t took = pinworker_now() - before;
        CHECK(took >= ns);
        if (job->fate != PINWORKER_REFUSED) return took;
    }
}

/* Returns when the job does not need the gate any more. */
static inline void open_gate(gate *at) {
    atomic_store(&at->open, 1);
    EVENTUALLY(atomic_load(&at->passed));
}

#endif
