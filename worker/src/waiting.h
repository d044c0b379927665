/* waiting.h: what a thread does between finding nothing and going to sleep.
 *
 * Waking a sleeping thread on another CPU costs tens of microseconds on a virtual machine, half of them the waker's.
 * Watching instead pays if the wait is shorter than that, and harms if the thread that is waited for needs this very
 * CPU. So (policy AUTO):
 *   - On the other's CPU: give the CPU up, which is how the other one gets to work; twice, then sleep.
 *   - On another CPU, with nothing else queued and CPUs enough: watch for one wake-up's cost, as measured, then sleep.
 *   - What does not pay is left alone for longer each time: watching that ends with sleep, giving the CPU up to a
 *     stranger who keeps it.
 * One of these for each worker, shared by all who wait for it; what is known of giving the CPU up is shared by a whole
 * pool, as each try that fails costs a time slice. Races between the fields only make a guess worse. */
#ifndef PINWORKER_WAITING_H
#define PINWORKER_WAITING_H

#include <sched.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdbool.h>

#if defined __x86_64__ && defined __has_include && defined __has_builtin
#if __has_include(<sys/rseq.h>) && __has_builtin(__builtin_thread_pointer)
#include <sys/rseq.h>
#define PW_HAVE_RSEQ
#endif
#endif

#include "pinworker.h"

/* Has watching paid lately? */
typedef struct pw_habit {
    _Atomic uint32_t misses; /* in a row */
    _Atomic uint32_t skip;   /* so many waits do not watch */
} pw_habit;

enum { PW_CPUS_SEEN = 16 };

/* Does giving the CPU up pay here? */
typedef struct pw_yielding {
    _Atomic int64_t not_until;
    _Atomic int64_t pause; /* how long the last time; 0: yielding is fine */
    _Atomic int64_t lost_at;
    struct {
        alignas(64) _Atomic int64_t at; /* a cache line each */
    } seen[PW_CPUS_SEEN]; /* when one who waits for these workers last had the CPU, or another that shares its place */
} pw_yielding;

typedef struct pw_waiting {
    pinworker_wait_policy policy;
    bool may_watch;                /* there is a CPU for the one who watches and one for each owner */
    _Atomic int64_t wake_ns;       /* from wake-up call to running, on another CPU */
    pw_habit owner, callers, room; /* those who wait for a job, for an answer, for room */
    pw_yielding *yielding;         /* of all workers of a start */
} pw_waiting;

/* What is waited for. */
typedef struct pw_sight {
    bool (*there)(const void *what);
    const void *what;
    const _Atomic uint32_t *cpu; /* of the one who will bring it, as last seen */
    bool alone;                  /* nothing else is in the way */
    pw_habit *habit;
} pw_sight;

/* Asked for every job. Where the C library shares what the kernel tells it (glibc 2.35), that is one load. */
static inline uint32_t pw_cpu(void) {
#ifdef PW_HAVE_RSEQ
    if (__rseq_size > 0) {
        const struct rseq *area =
            (const struct rseq *)(const void *)((char *)__builtin_thread_pointer() + __rseq_offset);
        const volatile uint32_t *cpu_id = &area->cpu_id;
        int32_t known = (int32_t)cpu_id[0];
        if (known >= 0) return (uint32_t)known;
    }
#endif
    int cpu = sched_getcpu();
    return cpu < 0 ? 0 : (uint32_t)cpu;
}

/* Tells the CPU that this is a loop that waits. */
static inline void pw_pause(void) {
#if defined __x86_64__ || defined __i386__
    __builtin_ia32_pause();
#elif defined __aarch64__
    __asm__ volatile("isb");
#endif
}

void pw_waiting_init(pw_waiting *waiting, pinworker_wait_policy policy, bool may_watch, pw_yielding *yielding);

/* Waits a bounded time. true: it is there. false: sleep, or, with POLL, come again. */
bool pw_waiting_watch(pw_waiting *waiting, const pw_sight *sight);

/* A wake-up from another CPU took this long. */
void pw_waiting_woke(pw_waiting *waiting, int64_t ns);

#endif
