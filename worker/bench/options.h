#ifndef BENCH_OPTIONS_H
#define BENCH_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct bench_options {
    unsigned rounds;
    int64_t round_ns;                        /* what one measurement is to take; 0: as few jobs as possible */
    double warm_up_part;                     /* how many times as much goes before it */
    const char *regimes, *workloads, *peers; /* names, with commas between them; NULL: all */
    int64_t calm_ns;                         /* to spend on looking for moments without other processes */
    const char *folder;                      /* for the results */
} bench_options;

/* False: usage was printed, for a mistake or because it was asked for (*status). */
bool bench_options_read(bench_options *options, int argc, char **argv, int *status);

bool bench_options_names(const char *list, const char *name);

#endif
