/* What pinworker with its default policy is to reach: issue 5, "How fast". */
#include <string.h>

#include "report.h"

typedef struct bench_aim {
    const char *title;
    double limit;
    /* What it is compared with in this place; NULL: the aim says nothing about it. */
    const bench_sample *(*against)(const bench_table *table, const bench_sample *ours);
} bench_aim;

static double median_of(const bench_table *table, const bench_sample *sample) {
    return bench_quartiles_of(sample->ns, table->rounds).median;
}

static const bench_sample *by_name(const bench_table *table, const bench_sample *ours, const char *name) {
    for (const bench_peer *const *peer = bench_peers; *peer; peer++)
        if (strcmp((*peer)->name, name) == 0) return bench_table_find(table, ours->regime, ours->workload, *peer);
    return NULL;
}

static const bench_sample *plain(const bench_table *table, const bench_sample *ours) {
    return bench_table_find(table, ours->regime, ours->workload, bench_peers[0]);
}

static bool is_synchronous(const bench_sample *sample) { return strcmp(sample->workload->shape, "posts") != 0; }

static const bench_sample *best_of_kind(const bench_table *table, const bench_sample *ours) {
    const bench_sample *best = NULL;
    const unsigned kind = BENCH_OWNS | BENCH_ORDERS;
    if (!is_synchronous(ours)) return NULL;
    for (const bench_peer *const *peer = bench_peers; *peer; peer++) {
        if (((*peer)->traits & kind) != kind || ((*peer)->traits & BENCH_OURS)) continue;
        const bench_sample *sample = bench_table_find(table, ours->regime, ours->workload, *peer);
        if (!sample || sample->status != BENCH_OK) continue;
        if (!best || median_of(table, sample) < median_of(table, best)) best = sample;
    }
    return best;
}

static const bench_sample *plain_when_cohabiting(const bench_table *table, const bench_sample *ours) {
    if (ours->regime->spread != BENCH_ONE_CPU || ours->regime->noise != BENCH_QUIET) return NULL;
    return is_synchronous(ours) ? plain(table, ours) : NULL;
}

/* Where watching a cache line is right, that is what it is measured by. */
static const bench_sample *lower_floor(const bench_table *table, const bench_sample *ours) {
    if (strcmp(ours->workload->name, "1:1") != 0 || ours->regime->noise != BENCH_QUIET) return NULL;
    const bench_sample *futex = by_name(table, ours, "futex floor"), *line = by_name(table, ours, "cache-line floor");
    if (!line || line->status != BENCH_OK) return futex;
    return ours->regime->spread == BENCH_TWO_CPUS ? line : futex;
}

static const bench_sample *plain_for_one_producer(const bench_table *table, const bench_sample *ours) {
    return strcmp(ours->workload->name, "post-1") == 0 ? plain(table, ours) : NULL;
}

static const bench_aim aims[] = {
    {"no slower than mutex+cond, anywhere", 1, plain},
    {"no slower than the best peer with an owner and order, when synchronous", 1, best_of_kind},
    {"0.35 x mutex+cond on one CPU", .35, plain_when_cohabiting},
    {"1.2 x the floor, 1:1", 1.2, lower_floor},
    {"0.35 x mutex+cond, asynchronous, 1 producer", .35, plain_for_one_producer},
};

typedef enum aim_verdict { MET, UNCLEAR, MISSED, VERDICTS } aim_verdict;

/* Unclear: the median misses, but at least a quarter of the rounds did not. */
static aim_verdict judge(bench_quartiles ratio, double limit) {
    if (ratio.median <= limit) return MET;
    return ratio.low <= limit ? UNCLEAR : MISSED;
}

static aim_verdict check(FILE *out, const bench_table *table, const bench_aim *aim, const bench_sample *ours,
                         const bench_sample *against) {
    static const char *const words[] = {"met", "unclear", "missed"};
    bench_quartiles ratio = bench_ratio_of(ours->ns, against->ns, table->rounds);
    aim_verdict verdict = judge(ratio, aim->limit);
    if (verdict != MET)
        fprintf(out, "| %s | %s | %s | %s | %.2f [%.2f %.2f] | %s |\n", words[verdict], aim->title, ours->regime->name,
                ours->workload->name, ratio.median, ratio.low, ratio.high, against->peer->name);
    return verdict;
}

static bool is_subject(const bench_sample *sample) {
    return sample->workload->group == BENCH_GROUP_MAIN && strcmp(sample->peer->name, "pinworker auto") == 0;
}

void bench_report_aims(FILE *out, const bench_table *table) {
    unsigned counts[sizeof aims / sizeof *aims][VERDICTS] = {{0}};
    fputs("\n## Where pinworker auto falls short of its aims\n\n"
          "| | aim | regime | workload | times | of |\n|---|---|---|---|---|---|\n",
          out);
    for (size_t a = 0; a < sizeof aims / sizeof *aims; a++) {
        for (size_t i = 0; i < table->count; i++) {
            const bench_sample *ours = &table->samples[i];
            if (!is_subject(ours) || ours->status != BENCH_OK) continue;
            const bench_sample *against = aims[a].against(table, ours);
            if (against && against->status == BENCH_OK) counts[a][check(out, table, &aims[a], ours, against)]++;
        }
    }
    fputs("\n", out);
    for (size_t a = 0; a < sizeof aims / sizeof *aims; a++)
        fprintf(out, "- %s: met %u times, unclear %u, missed %u\n", aims[a].title, counts[a][MET], counts[a][UNCLEAR],
                counts[a][MISSED]);
}
