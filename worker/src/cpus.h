/* cpus.h: sets of CPUs, and which this process may use. */
#ifndef PINWORKER_CPUS_H
#define PINWORKER_CPUS_H

#include <sched.h>
#include <stdbool.h>
#include <stddef.h>

enum { PW_CPUS = 8192 }; /* as many as Linux can be built for */

typedef struct pw_cpus {
    unsigned long bits[PW_CPUS / (8 * sizeof(unsigned long))];
} pw_cpus;

#define PW_CPU_BITS (8 * sizeof(unsigned long))

static inline void pw_cpus_add(pw_cpus *cpus, unsigned cpu) {
    cpus->bits[cpu / PW_CPU_BITS] |= 1UL << cpu % PW_CPU_BITS;
}
static inline bool pw_cpus_has(const pw_cpus *cpus, unsigned cpu) {
    return cpus->bits[cpu / PW_CPU_BITS] >> cpu % PW_CPU_BITS & 1;
}

unsigned pw_cpus_count(const pw_cpus *cpus);

/* "0-3,8", with a line end or without; stride notation too ("0-31:2/8"). -EINVAL. An empty text is an empty set. */
int pw_cpus_parse(const char *text, pw_cpus *cpus);

/* The same back; cut with "..." if it does not fit. */
void pw_cpus_format(const pw_cpus *cpus, char *text, size_t size);

/* The affinity of the calling thread. A negative errno. */
int pw_cpus_get(pw_cpus *cpus);
int pw_cpus_set(const pw_cpus *cpus);

/* Do so many owners leave a CPU to those who wait for them? Of one it is known: a thread that finds the other one
 * on another CPU has two. Otherwise the calling thread's affinity counts; and the cgroup's quota, rounded down, always.
 */
bool pw_cpus_suffice(unsigned owners);

#endif
