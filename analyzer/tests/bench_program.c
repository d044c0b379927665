/* bench_program.c: time and memory of link + solve, not a test (nothing is asserted, nothing is registered).
 *
 *   bench_program 10000            a generated program of so many units
 *   bench_program FACTS FACTS...   real facts
 *
 * The generated program: each unit defines 20 functions with 5 calls each, a table of operations, a hook that the next
 * unit sets, and calls through all of them; a header with static functions and a record is seen by every unit. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "facts/format.h"
#include "test_program_fixture.h"

enum { FUNCTIONS = 20, CALLS = 5, RING = 64 /* units that know each other */ };
#define V "void (void *)"

static pl_id name_function(tu *t, uint32_t unit, uint32_t i, bool define) {
    char name[64];
    g_snprintf(name, sizeof name, "u%u_f%u", unit, i);
    return define ? tu_define(t, name, V, 1, 0) : tu_declare(t, name, V, 1);
}

static pl_id add_header(tu *t, pl_id run) {
    pl_id header = pl_builder_file(t->b, "/p/common.h", 0), last = PL_NONE;
    uint32_t line = t->line;
    t->line = 1;
    for (int i = 0; i < 10; i++) {
        char name[32];
        g_snprintf(name, sizeof name, "inline_%d", i);
        last = t->caller = tu_function_in(t, header, name, "void (struct ops *, void *)", 2, PL_FN_INTERNAL, 1000u + i);
        pl_id self = tu_member(t, tu_deref(t, tu_param(t, last, 0)), run);
        tu_call_through(t, self, V, TU_ARGS(tu_param(t, last, 1)));
    }
    t->line = line;
    return last;
}

static pl_facts *make_unit(uint32_t unit, uint32_t count) {
    char path[64];
    g_snprintf(path, sizeof path, "/p/src/unit%06u.c", unit);
    tu t = tu_open(path);
    char record_name[32], usr[40];
    g_snprintf(record_name, sizeof record_name, "ops%u", unit / RING);
    g_snprintf(usr, sizeof usr, "c:@S@%s", record_name);
    pl_id record = tu_record(&t, usr, record_name), run = tu_field(&t, record, "run", "void (*)(void *)");
    pl_id data = tu_field(&t, record, "data", "void *"), shared = add_header(&t, run);
    pl_id alloc = tu_declare(&t, "malloc", "void *(unsigned long)", 1), others[CALLS];
    uint32_t group = unit / RING * RING, size = MIN(RING, count - group);
    for (uint32_t k = 0; k < CALLS; k++)
        others[k] = name_function(&t, group + (unit + k * 7 + 1) % size, (unit * 3 + k) % FUNCTIONS, false);
    t.caller = PL_NONE;
    pl_id table = tu_var(&t, "table", "struct ops[]", PL_VAR_INTERNAL, PL_VAR_ARRAY);
    for (uint32_t i = 0; i < FUNCTIONS; i++) {
        pl_id f = name_function(&t, unit, i, true), p = tu_var(&t, "p", "void **", PL_VAR_LOCAL, 0);
        if (i % 4 == 0) tu_flow(&t, tu_member(&t, table, run), tu_fn(&t, f));
        tu_flow(&t, p, tu_result(&t, tu_call(&t, alloc, TU_ARGS(pl_builder_constant(t.b, 8)))));
        tu_flow(&t, tu_deref(&t, p), tu_param(&t, f, 0));
        tu_flow(&t, tu_member(&t, tu_deref(&t, p), data), tu_param(&t, f, 0));
        for (uint32_t k = 0; k < CALLS - 2; k++) tu_call(&t, others[(i + k) % CALLS], TU_ARGS(tu_deref(&t, p)));
        tu_call(&t, shared, TU_ARGS(tu_address(&t, table), p));
    }
    return tu_close(&t);
}

static double seconds(void) { return (double)g_get_monotonic_time() / 1e6; }

static long peak_mib(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

int main(int argc, char **argv) {
    enum { MOST_UNITS = 1000000 };
    guint64 units = 0;
    if (argc < 2) return 2;
    bool generated = g_ascii_string_to_unsigned(argv[1], 10, 1, MOST_UNITS, &units, NULL) != FALSE;
    uint32_t count = generated ? (uint32_t)units : (uint32_t)argc - 1;
    pl_facts **facts = g_new0(pl_facts *, count);
    for (uint32_t i = 0; i < count; i++) {
        facts[i] = generated ? make_unit(i, count) : pl_facts_load(argv[i + 1], NULL);
        if (!facts[i]) return 2;
    }
    long before = peak_mib();
    double start = seconds();
    pl_program *p = pl_program_new(facts, count, NULL, 0);
    double end = seconds();
    pl_program_stats stats;
    pl_program_count(p, &stats);
    printf("%u units, %u functions, %u sites (%u indirect, %u unresolved), %u edges: %.1f ms, %ld MiB over %ld MiB\n",
           count, stats.functions, stats.sites, stats.indirect_sites, stats.unresolved_sites, p->nedges,
           (end - start) * 1e3, peak_mib() - before, before);
    start = seconds();
    pl_program_free(p);
    printf("freed in %.1f ms\n", (seconds() - start) * 1e3);
    for (uint32_t i = 0; i < count; i++) pl_facts_free(facts[i]);
    g_free(facts);
    return 0;
}
