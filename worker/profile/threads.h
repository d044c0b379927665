/* threads.h: a timer for each thread of the process that counts its CPU time. */
#ifndef PINWORKER_PROFILE_THREADS_H
#define PINWORKER_PROFILE_THREADS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

typedef struct pw_thread {
    int tid;
    bool timed; /* else no timer could be had */
    timer_t timer;
} pw_thread;

typedef struct pw_threads {
    int64_t period;
    void *mark; /* what the signals carry */
    pw_thread *thread;
    size_t count; /* by tid */
} pw_threads;

/* Timers for threads that have none, none for those that are gone. `except`: this one is left out.
 * -ENOENT, -EMFILE: /proc cannot be read; -ENOMEM. Then all is as it was. */
int pw_threads_scan(pw_threads *threads, int except);

size_t pw_threads_untimed(const pw_threads *threads);
void pw_threads_clear(pw_threads *threads);

#endif
