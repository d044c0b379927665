#include "table.h"

#include <stdlib.h>

bench_sample *bench_table_add(bench_table *table) {
    if (table->count == table->room) {
        size_t room = table->room ? 2 * table->room : 64;
        bench_sample *samples = realloc(table->samples, room * sizeof *samples);
        if (!samples) return NULL;
        table->samples = samples;
        table->room = room;
    }
    double *ns = calloc(3 * (size_t)table->rounds, sizeof *ns);
    if (!ns) return NULL;
    bench_sample *sample = &table->samples[table->count++];
    *sample = (bench_sample){.ns = ns, .cpu_ns = ns + table->rounds, .switches = ns + 2 * (size_t)table->rounds};
    return sample;
}

void bench_table_free(bench_table *table) {
    for (size_t i = 0; i < table->count; i++) free(table->samples[i].ns);
    free(table->samples);
    *table = (bench_table){.rounds = table->rounds};
}

const bench_sample *bench_table_find(const bench_table *table, const bench_regime *regime,
                                     const bench_workload *workload, const bench_peer *peer) {
    for (size_t i = 0; i < table->count; i++) {
        const bench_sample *sample = &table->samples[i];
        if (sample->regime == regime && sample->workload == workload && sample->peer == peer) return sample;
    }
    return NULL;
}

bool bench_table_has(const bench_table *table, const bench_regime *regime, const bench_workload *workload) {
    for (size_t i = 0; i < table->count; i++)
        if (table->samples[i].regime == regime && table->samples[i].workload == workload) return true;
    return false;
}
