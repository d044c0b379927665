#ifndef BENCH_REPORT_H
#define BENCH_REPORT_H

#include <stdio.h>

#include "table.h"

typedef struct bench_conditions {
    const char *command;
    double load_before, load_after; /* average over one minute */
    int64_t took_ns;
    int64_t round_ns, warm_up_ns; /* what one measurement was to take */
} bench_conditions;

/* Markdown: multiples of the first peer, regime by regime, and seed tasks 2 and 4. */
void bench_report(FILE *out, const bench_table *table, const bench_conditions *conditions);

/* Markdown: which aims pinworker meets, and where it falls short. */
void bench_report_aims(FILE *out, const bench_table *table);

/* All numbers, and the files that plot.gp reads: raw.tsv, ratios.tsv, crossing.tsv. False: see errno. */
bool bench_report_data(const char *folder, const bench_table *table);

#endif
