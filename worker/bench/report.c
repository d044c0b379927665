#include "report.h"

#include <math.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>

#include "noise.h"

/* ---- where and when ---- */

static void print_cpu_model(FILE *out) {
    char line[256] = "";
    FILE *info = fopen("/proc/cpuinfo", "r");
    while (info && fgets(line, sizeof line, info)) {
        char *model = strstr(line, ": ");
        if (strncmp(line, "model name", 10) != 0 || !model) continue;
        model[strcspn(model, "\n")] = 0;
        fprintf(out, ", %s", model + 2);
        break;
    }
    if (info) fclose(info);
}

static void print_conditions(FILE *out, const bench_table *table, const bench_conditions *conditions) {
    struct utsname system;
    char date[32] = "";
    time_t now = time(NULL);
    struct tm local;
    if (localtime_r(&now, &local)) strftime(date, sizeof date, "%Y-%m-%d %H:%M", &local);
    uname(&system);
    fprintf(out, "# Ways to hand work to the thread that owns something\n\n`%s`, %s, %s %s", conditions->command, date,
            system.sysname, system.release);
    print_cpu_model(out);
    fprintf(out, ", %u CPUs to use. Load average %.1f before, %.1f after %.0f s.\n\n", bench_cpu_count(),
            conditions->load_before, conditions->load_after, (double)conditions->took_ns / 1e9);
    fprintf(out,
            "The median of %u rounds, in brackets the middle half of them. A round measures every peer once, each in\n"
            "a process of its own, about %.0f ms after %.0f ms to warm up. \"0.5\" is half the time that\n"
            "%s took in the same round; less is better. What did not run every job once is marked, not measured.\n",
            table->rounds, (double)conditions->round_ns / 1e6, (double)conditions->warm_up_ns / 1e6,
            bench_peers[0]->name);
    unsigned rounds = table->calm + table->disturbed;
    fprintf(out,
            "Other processes had %.2f CPUs meanwhile, the hypervisor took %.2f; in %u of %u rounds others had more\n"
            "than %.2f CPUs.\n",
            table->others / rounds, table->stolen / rounds, table->disturbed, rounds, BENCH_CALM);
    for (const char *const *absent = bench_absent; *absent; absent++) fprintf(out, "\nNot here: %s.", *absent);
    fputs(bench_absent[0] ? "\n" : "", out);
}

/* ---- cells ---- */

static void print_number(FILE *out, double value) {
    int digits = 0;
    if (value < 100) digits = value < 10 ? 2 : 1;
    if (value < .095) digits = 3;
    fprintf(out, "%.*f", digits, value);
}

static void print_quartiles(FILE *out, bench_quartiles value) {
    print_number(out, value.median);
    fputs(" [", out);
    print_number(out, value.low);
    fputs(" ", out);
    print_number(out, value.high);
    fputs("]", out);
}

typedef enum quantity { TIME, CPU_TIME } quantity;

static const double *numbers(const bench_sample *sample, quantity what) {
    return what == TIME ? sample->ns : sample->cpu_ns;
}

/* As ns for the first peer, as multiples of it for the others. */
static void print_cell(FILE *out, const bench_table *table, const bench_sample *sample, quantity what) {
    if (!sample) {
        fputs(" - |", out);
        return;
    }
    const bench_sample *base = bench_table_find(table, sample->regime, sample->workload, bench_peers[0]);
    bool comparable = base && base->status == BENCH_OK;
    fputs(" ", out);
    if (sample->status != BENCH_OK)
        fputs(bench_status_name(sample->status), out);
    else if (sample == base)
        print_quartiles(out, bench_quartiles_of(numbers(sample, what), table->rounds));
    else if (comparable)
        print_quartiles(out, bench_ratio_of(numbers(sample, what), numbers(base, what), table->rounds));
    else
        fputs("?", out);
    fputs(" |", out);
}

/* ---- tables ---- */

static bool has_row(const bench_table *table, const bench_regime *regime, const bench_peer *peer,
                    enum bench_group group) {
    for (size_t i = 0; i < table->count; i++) {
        const bench_sample *sample = &table->samples[i];
        if (sample->regime == regime && sample->peer == peer && sample->workload->group == group) return true;
    }
    return false;
}

static void print_table(FILE *out, const bench_table *table, const bench_regime *regime, enum bench_group group,
                        quantity what) {
    fputs("\n| |", out);
    unsigned columns = 0;
    const bench_workload *workload;
    for (size_t i = 0; (workload = bench_workload_at(i)); i++) {
        if (workload->group != group || !bench_table_has(table, regime, workload)) continue;
        fprintf(out, " %s |", workload->name);
        columns++;
    }
    fputs("\n|---|", out);
    for (unsigned i = 0; i < columns; i++) fputs("---|", out);
    fputs("\n", out);
    for (const bench_peer *const *peer = bench_peers; *peer; peer++) {
        if (!has_row(table, regime, *peer, group)) continue;
        fprintf(out, "| %s%s |", (*peer)->name, peer == bench_peers ? ", ns a job" : "");
        for (size_t i = 0; (workload = bench_workload_at(i)); i++) {
            if (workload->group != group || !bench_table_has(table, regime, workload)) continue;
            print_cell(out, table, bench_table_find(table, regime, workload, *peer), what);
        }
        fputs("\n", out);
    }
}

static bool has_group(const bench_table *table, const bench_regime *regime, enum bench_group group) {
    for (size_t i = 0; i < table->count; i++)
        if (table->samples[i].regime == regime && table->samples[i].workload->group == group) return true;
    return false;
}

static void print_tables(FILE *out, const bench_table *table, enum bench_group group, const char *title,
                         quantity what) {
    for (const bench_regime *regime = bench_regimes; regime->name; regime++) {
        if (!has_group(table, regime, group)) continue;
        fprintf(out, "\n## %s%s: %s\n", title, regime->name, regime->title);
        print_table(out, table, regime, group, what);
    }
}

static void print_legend(FILE *out) {
    fputs("\n", out);
    const bench_workload *workload;
    for (size_t i = 0; (workload = bench_workload_at(i)); i++)
        if (workload->group != BENCH_GROUP_TASK4) fprintf(out, "- `%s`: %s\n", workload->name, workload->title);
}

/* ---- seed task 4: a row for each size of the batch ---- */

static void print_crossing_row(FILE *out, const bench_table *table, const bench_workload *workload) {
    fprintf(out, "| %s |", workload->name);
    for (const bench_regime *regime = bench_regimes; regime->name; regime++) {
        if (!has_group(table, regime, BENCH_GROUP_TASK4)) continue;
        for (const bench_peer *const *peer = bench_peers; *peer; peer++) {
            if (!has_row(table, regime, *peer, BENCH_GROUP_TASK4)) continue;
            const bench_sample *sample = bench_table_find(table, regime, workload, *peer);
            fputs(" ", out);
            if (!sample)
                fputs("-", out);
            else if (sample->status != BENCH_OK)
                fputs(bench_status_name(sample->status), out);
            else
                print_number(out, bench_quartiles_of(sample->ns, table->rounds).median);
            fputs(" |", out);
        }
    }
    fputs("\n", out);
}

static void print_crossings(FILE *out, const bench_table *table) {
    unsigned columns = 0;
    fputs("\n## Seed task 4: what crossing costs a job, by size of the batch (ns a job)\n\n| |", out);
    for (const bench_regime *regime = bench_regimes; regime->name; regime++) {
        if (!has_group(table, regime, BENCH_GROUP_TASK4)) continue;
        for (const bench_peer *const *peer = bench_peers; *peer; peer++) {
            if (!has_row(table, regime, *peer, BENCH_GROUP_TASK4)) continue;
            fprintf(out, " %s, %s |", regime->name, (*peer)->name);
            columns++;
        }
    }
    fputs("\n|---|", out);
    for (unsigned i = 0; i < columns; i++) fputs("---|", out);
    fputs("\n", out);
    const bench_workload *workload;
    for (size_t i = 0; (workload = bench_workload_at(i)); i++)
        if (workload->group == BENCH_GROUP_TASK4) print_crossing_row(out, table, workload);
}

static bool any(const bench_table *table, enum bench_group group) {
    for (size_t i = 0; i < table->count; i++)
        if (table->samples[i].workload->group == group) return true;
    return false;
}

void bench_report(FILE *out, const bench_table *table, const bench_conditions *conditions) {
    print_conditions(out, table, conditions);
    print_legend(out);
    print_tables(out, table, BENCH_GROUP_MAIN, "", TIME);
    print_tables(out, table, BENCH_GROUP_TASK2, "Seed task 2, ", TIME);
    if (any(table, BENCH_GROUP_TASK4)) print_crossings(out, table);
    print_tables(out, table, BENCH_GROUP_MAIN, "CPU time of all threads, ", CPU_TIME);
}

/* ---- data ---- */

static FILE *open_in(const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return fopen(path, "w");
}

static void write_raw(FILE *out, const bench_table *table) {
    fputs("regime\tworkload\tpeer\tstatus\tjobs\tround\tns\tcpu_ns\tswitches\n", out);
    for (size_t i = 0; i < table->count; i++) {
        const bench_sample *sample = &table->samples[i];
        for (unsigned round = 0; round < table->rounds; round++)
            fprintf(out, "%s\t%s\t%s\t%s\t%llu\t%u\t%.2f\t%.2f\t%.3f\n", sample->regime->name, sample->workload->name,
                    sample->peer->name, bench_status_name(sample->status), (unsigned long long)sample->jobs, round,
                    sample->ns[round], sample->cpu_ns[round], sample->switches[round]);
    }
}

static size_t peer_index(const bench_peer *peer) {
    size_t index = 0;
    while (bench_peers[index] != peer) index++;
    return index;
}

static void write_ratios(FILE *out, const bench_table *table) {
    fputs("workload\tregime\tpeer_index\tmedian\tlow\thigh\tpeer\n", out);
    for (size_t i = 0; i < table->count; i++) {
        const bench_sample *sample = &table->samples[i];
        const bench_sample *base = bench_table_find(table, sample->regime, sample->workload, bench_peers[0]);
        if (sample->workload->group != BENCH_GROUP_MAIN || sample->status != BENCH_OK) continue;
        if (!base || base->status != BENCH_OK) continue;
        bench_quartiles ratio = bench_ratio_of(sample->ns, base->ns, table->rounds);
        fprintf(out, "%s\t%s\t%zu\t%.5f\t%.5f\t%.5f\t%s\n", sample->workload->name, sample->regime->name,
                peer_index(sample->peer), ratio.median, ratio.low, ratio.high, sample->peer->name);
    }
}

static void write_crossings(FILE *out, const bench_table *table) {
    fputs("job\tregime\tpeer\tbatch\tmedian\tlow\thigh\n", out);
    for (size_t i = 0; i < table->count; i++) {
        const bench_sample *sample = &table->samples[i];
        if (sample->workload->group != BENCH_GROUP_TASK4 || sample->status != BENCH_OK) continue;
        const char *name = sample->workload->name;
        bench_quartiles ns = bench_quartiles_of(sample->ns, table->rounds);
        fprintf(out, "%.*s\t%s\t%s\t%zu\t%.2f\t%.2f\t%.2f\n", (int)strcspn(name, "-"), name, sample->regime->name,
                sample->peer->name, sample->workload->batch, ns.median, ns.low, ns.high);
    }
}

static bool write_to(const char *folder, const char *name, void (*write)(FILE *, const bench_table *),
                     const bench_table *table) {
    FILE *out = open_in(folder, name);
    if (!out) return false;
    write(out, table);
    return fclose(out) == 0;
}

bool bench_report_data(const char *folder, const bench_table *table) {
    return write_to(folder, "raw.tsv", write_raw, table) && write_to(folder, "ratios.tsv", write_ratios, table) &&
           write_to(folder, "crossing.tsv", write_crossings, table);
}
