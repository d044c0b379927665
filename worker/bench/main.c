#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "noise.h"
#include "options.h"
#include "report.h"

/* A peer that is this slow is taken for hung. */
static const int64_t patience = INT64_C(60) * 1000 * 1000 * 1000;

static double load_average(void) {
    double load = 0;
    return getloadavg(&load, 1) == 1 ? load : 0;
}

/* ---- one workload in one regime ---- */

static bench_run run_of(const bench_sample *sample, double warm_up_part) {
    return (bench_run){
        .peer = sample->peer,
        .workload = sample->workload,
        .regime = sample->regime,
        .warm_up = bench_warm_up(sample->workload, sample->jobs, warm_up_part),
        .jobs = sample->jobs,
        .patience = patience,
        .group = sample->group,
    };
}

static void measure_once(bench_sample *sample, unsigned round, double warm_up_part) {
    if (sample->status != BENCH_OK) return;
    bench_run run = run_of(sample, warm_up_part);
    bench_result result = bench_measure(&run);
    sample->status = result.status;
    sample->ns[round] = (double)result.ns / (double)sample->jobs;
    sample->switches[round] = (double)result.switches / (double)sample->jobs;
    sample->cpu_ns[round] = (double)result.cpu_ns / (double)sample->jobs;
}

static void add_sample(bench_table *table, const bench_options *options, const bench_run *run) {
    bench_sample *sample = bench_table_add(table);
    if (!sample) {
        perror("pinworker-bench");
        exit(EXIT_FAILURE);
    }
    sample->peer = run->peer;
    sample->workload = run->workload;
    sample->regime = run->regime;
    sample->group = run->group;
    sample->jobs = run->workload->unit;
    if (options->round_ns)
        sample->jobs = bench_calibrate(run, options->round_ns, options->warm_up_part, &sample->status);
}

/* Again if others disturbed it, as long as the budget for that lasts: what is chosen by is the disturbance alone. */
static void measure_round(bench_table *table, const bench_options *options, size_t first, unsigned round,
                          bench_calm *calm) {
    size_t count = table->count - first;
    for (;;) {
        bench_calm_wait(calm);
        bench_noise before = bench_noise_now(calm->hogs);
        for (size_t i = 0; i < count; i++)
            measure_once(&table->samples[first + (i + round) % count], round, options->warm_up_part);
        bench_noise after = bench_noise_now(calm->hogs);
        double others = bench_noise_others(&before, &after);
        if (others > BENCH_CALM && calm->budget > 0) {
            calm->budget -= after.clock - before.clock;
            continue;
        }
        table->others += others;
        table->stolen += bench_noise_stolen(&before, &after);
        ++*(others > BENCH_CALM ? &table->disturbed : &table->calm);
        return;
    }
}

/* Every round measures every peer, and starts with another one. */
static void measure_all(bench_table *table, const bench_options *options, const bench_regime *regime,
                        const bench_cgroup *group, const bench_workload *workload, bench_calm *calm) {
    size_t first = table->count;
    for (const bench_peer *const *peer = bench_peers; *peer; peer++) {
        bench_run run = {*peer, workload, regime, 0, 0, patience, group};
        /* The first one is what the others are compared with. */
        bool wanted = peer == bench_peers || bench_options_names(options->peers, (*peer)->name);
        if (wanted && bench_fits(workload, *peer, regime)) add_sample(table, options, &run);
    }
    for (unsigned round = 0; round < options->rounds && table->count > first; round++)
        measure_round(table, options, first, round, calm);
}

/* ---- all ---- */

static void measure_regime(bench_table *table, const bench_options *options, const bench_regime *regime,
                           bench_calm *calm) {
    const bench_workload *workload;
    bench_cgroup group;
    if (!bench_cgroup_make(&group, regime->limit)) {
        fprintf(stderr, "pinworker-bench: no %s: control groups like that can not be made here\n", regime->name);
        return;
    }
    bench_hogs hogs = bench_hogs_start(regime);
    calm->hogs = &hogs;
    for (size_t i = 0; (workload = bench_workload_at(i)); i++) {
        if (!bench_options_names(options->workloads, workload->name)) continue;
        if (isatty(STDERR_FILENO)) fprintf(stderr, "\r\033[K%s %s", regime->name, workload->name);
        measure_all(table, options, regime, &group, workload, calm);
    }
    if (isatty(STDERR_FILENO)) fputs("\r\033[K", stderr);
    calm->hogs = NULL;
    bench_hogs_stop(&hogs);
    bench_cgroup_remove(&group);
}

static void measure_regimes(bench_table *table, const bench_options *options) {
    bench_calm calm = {.budget = options->calm_ns};
    for (const bench_regime *regime = bench_regimes; regime->name; regime++) {
        if (!bench_options_names(options->regimes, regime->name)) continue;
        if (bench_regime_possible(regime))
            measure_regime(table, options, regime, &calm);
        else
            fprintf(stderr, "pinworker-bench: not enough CPUs for %s\n", regime->name);
    }
}

static int print_failures(const bench_table *table) {
    int status = EXIT_SUCCESS;
    for (size_t i = 0; i < table->count; i++) {
        const bench_sample *sample = &table->samples[i];
        if (sample->status == BENCH_OK) continue;
        fprintf(stderr, "pinworker-bench: %s %s %s: %s\n", sample->regime->name, sample->workload->name,
                sample->peer->name, bench_status_name(sample->status));
        status = EXIT_FAILURE;
    }
    return status;
}

static bool write_results(const bench_table *table, const bench_options *options, const bench_conditions *conditions) {
    char path[4096];
    snprintf(path, sizeof path, "%s/bench.md", options->folder);
    FILE *out = fopen(path, "w");
    if (!out) return false;
    bench_report(out, table, conditions);
    bench_report_aims(out, table);
    return fclose(out) == 0 && bench_report_data(options->folder, table);
}

int main(int argc, char **argv) {
    bench_options options;
    int status = EXIT_SUCCESS;
    if (!bench_options_read(&options, argc, argv, &status)) return status;
    char command[128];
    snprintf(command, sizeof command, "pinworker-bench --rounds %u --ms %d --warm-up %.0f", options.rounds,
             (int)(options.round_ns / 1000000), options.warm_up_part * (double)options.round_ns / 1e6);
    bench_conditions conditions = {.command = command,
                                   .load_before = load_average(),
                                   .round_ns = options.round_ns,
                                   .warm_up_ns = (int64_t)(options.warm_up_part * (double)options.round_ns)};
    int64_t began = bench_now();
    bench_cpu_count(); /* before anything is pinned */
    bench_table table = {.rounds = options.rounds};
    measure_regimes(&table, &options);
    conditions.load_after = load_average();
    conditions.took_ns = bench_now() - began;
    status = print_failures(&table);
    if (!write_results(&table, &options, &conditions)) {
        fprintf(stderr, "pinworker-bench: %s: %s\n", options.folder, strerror(errno));
        status = EXIT_FAILURE;
    }
    bench_table_free(&table);
    return status;
}
