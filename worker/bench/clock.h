#ifndef BENCH_CLOCK_H
#define BENCH_CLOCK_H

#include <stdint.h>

int64_t bench_now(void);      /* CLOCK_MONOTONIC, ns */
int64_t bench_cpu_time(void); /* of all threads of this process, ns */
int64_t bench_switches(void); /* how often those gave a CPU up, or lost it */

#endif
