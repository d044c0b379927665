/* usage.c: see usage.h. */
#include "checks/usage.h"

#include "checks/check.h"
#include "checks/packs.h"
#include "checks/places.h"
#include "checks/sinks.h"

/* Packs by what is theirs; both kinds of keys are addresses inside the configuration, so they cannot meet. */
static GHashTable *owners(const pl_config *config) {
    GHashTable *of = g_hash_table_new(NULL, NULL);
    for (uint32_t i = 0; i < config->npacks; i++) {
        const pl_pack *pack = config->packs[i];
        g_hash_table_insert(of, (gpointer)(uintptr_t)pack, GUINT_TO_POINTER(i));
        for (uint32_t s = 0; s < pack->nsinks; s++)
            g_hash_table_insert(of, (gpointer)(uintptr_t)&pack->sinks[s], GUINT_TO_POINTER(i));
    }
    return of;
}

static void count_entries(pl_usage *usage, GHashTable *of, const pl_program *program, const pl_config *config) {
    pl_entries *entries = pl_entries_find(program, config);
    for (uint32_t i = 0; i < entries->count; i++)
        usage[GPOINTER_TO_UINT(g_hash_table_lookup(of, entries->items[i].pack))].entry_points++;
    pl_entries_free(entries);
}

static void count_sinks(pl_usage *usage, GHashTable *of, const pl_program *program, const pl_config *config) {
    pl_sinks *sinks = pl_sinks_find(program, config);
    for (uint32_t i = 0; i < sinks->count; i++)
        usage[GPOINTER_TO_UINT(g_hash_table_lookup(of, sinks->items[i].sink))].sinks++;
    pl_sinks_free(sinks);
}

/* The packs that speak of each function's callbacks: name → GArray of the packs' numbers. */
static void free_numbers(gpointer numbers) { g_array_free(numbers, TRUE); }

static GHashTable *callback_packs(const pl_config *config) {
    GHashTable *by_name = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_numbers);
    for (uint32_t i = 0; i < config->npacks; i++)
        for (uint32_t c = 0; c < config->packs[i]->ncallbacks; c++) {
            const char *name = config->packs[i]->callbacks[c].function;
            GArray *numbers = g_hash_table_lookup(by_name, name);
            if (!numbers) {
                numbers = g_array_new(FALSE, FALSE, sizeof(uint32_t));
                g_hash_table_insert(by_name, (gpointer)name, numbers);
            }
            if (!numbers->len || g_array_index(numbers, uint32_t, numbers->len - 1) != i)
                g_array_append_val(numbers, i);
        }
    return by_name;
}

static void count_callbacks(pl_usage *usage, const pl_program *program, const pl_config *config) {
    GHashTable *by_name = callback_packs(config);
    for (uint32_t s = 0; s < program->nsites; s++) {
        const pl_call *call = pl_site_call(&program->sites[s]);
        if (call->callee == PL_NONE) continue;
        const pl_facts *facts = program->sites[s].facts;
        const GArray *numbers = g_hash_table_lookup(by_name, pl_str(facts, facts->functions[call->callee].name));
        for (guint n = 0; numbers && n < numbers->len; n++) usage[g_array_index(numbers, uint32_t, n)].callbacks++;
    }
    g_hash_table_destroy(by_name);
}

pl_usage *pl_usage_find(const pl_program *program, const pl_config *config) {
    pl_usage *usage = g_new0(pl_usage, config->npacks + 1);
    const char **reasons = pl_packs_reasons(program, config);
    for (uint32_t i = 0; i < config->npacks; i++) usage[i] = (pl_usage){config->packs[i], reasons[i], 0, 0, 0};
    g_free(reasons);
    GHashTable *of = owners(config);
    count_entries(usage, of, program, config);
    count_sinks(usage, of, program, config);
    g_hash_table_destroy(of);
    count_callbacks(usage, program, config);
    return usage;
}
