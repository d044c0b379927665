#include "clock.h"

#include <sys/resource.h>
#include <time.h>

static int64_t read_clock(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t bench_now(void) { return read_clock(CLOCK_MONOTONIC); }

int64_t bench_cpu_time(void) { return read_clock(CLOCK_PROCESS_CPUTIME_ID); }

int64_t bench_switches(void) {
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_nvcsw + usage.ru_nivcsw : 0;
}
