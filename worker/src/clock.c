#include <time.h>

#include "pinworker.h"

int64_t pinworker_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t pinworker_in(int64_t ns) {
    int64_t now = pinworker_now();
    if (ns > INT64_MAX - now) return INT64_MAX;
    return now + ns > 0 ? now + ns : 1;
}
