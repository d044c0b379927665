#include "jobs.h"

#include <errno.h>

static int counted(bench_owner *owner, bench_cell *cell) {
    owner->jobs++;
    cell->jobs++;
    return 0;
}

int bench_job_count(void *owner, void *data) { return counted(owner, data); }

int bench_job_sum(void *owner, void *data) {
    bench_cell *cell = data;
    int64_t sum = 0;
    for (int64_t i = 0; i < 1000; i++) {
        sum += i;
        __asm__ volatile("" : "+r"(sum)); /* or the compiler knows the sum */
    }
    cell->value += sum;
    return counted(owner, cell);
}

/* As a library would give them: not to be inlined, nor made to measure for their caller. */
#if defined __clang__
#define FOREIGN __attribute__((noinline))
#else
#define FOREIGN __attribute__((noinline, noclone))
#endif

FOREIGN static int64_t foreign_add(int64_t a, int64_t b) {
    __asm__ volatile("" : "+r"(a));
    return a + b;
}

static _Thread_local uint64_t foreign_last_error;

FOREIGN static int foreign_fail(uint64_t id) {
    foreign_last_error = id;
    errno = ERANGE;
    return -1;
}

int bench_job_add(void *owner, void *data) {
    bench_cell *cell = data;
    cell->value = foreign_add(cell->value, 1);
    return counted(owner, cell);
}

int bench_job_errno(void *owner, void *data) {
    bench_cell *cell = data;
    uint64_t id = cell->jobs + 1;
    errno = 0;
    /* Would be wrong if call and reading ran on different threads: then the job does not count. */
    if (foreign_fail(id) == 0 || errno != ERANGE || foreign_last_error != id) return -1;
    return counted(owner, cell);
}
