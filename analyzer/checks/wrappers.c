/* wrappers.c: see wrappers.h. */
#include "checks/wrappers.h"

const pl_sink_site *pl_sink_at(const pl_sinks *sinks, uint32_t site, uint32_t categories) {
    for (uint32_t i = sinks->first[site]; i < sinks->first[site + 1]; i++)
        if (categories & 1u << sinks->items[i].sink->category) return &sinks->items[i];
    return NULL;
}

static bool is_system(const pl_program *program, const bool *is_entry, uint32_t func) {
    return (program->funcs[func].flags & PL_FN_SYSTEM) && !is_entry[func];
}

/* Upwards from the sinks, as long as the caller is written in a system header. */
static void see_through_system(pl_wrappers *w, const pl_program *program, const pl_sinks *sinks, const bool *is_entry,
                               uint32_t rule) {
    GArray *queue = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t bit = 1u << rule;
    for (uint32_t s = 0; s < program->nsites; s++)
        if (pl_sink_at(sinks, s, pl_rule_at(rule)->categories) &&
            is_system(program, is_entry, program->sites[s].caller)) {
            w->wrapped[s] |= bit;
            g_array_append_val(queue, program->sites[s].caller);
        }
    for (uint32_t f = 0; f < program->nfuncs; f++)
        if (w->rules[f] & bit) g_array_append_val(queue, f);
    for (guint q = 0; q < queue->len; q++) {
        uint32_t func = g_array_index(queue, uint32_t, q);
        w->rules[func] |= bit;
        const pl_func *f = &program->funcs[func];
        for (uint32_t i = 0; i < f->nin; i++) {
            uint32_t site = program->edges[program->incoming[f->first_in + i]].site;
            uint32_t caller = program->sites[site].caller;
            if (!is_system(program, is_entry, caller) || (w->wrapped[site] & bit)) continue;
            w->wrapped[site] |= bit;
            g_array_append_val(queue, caller);
        }
    }
    g_array_free(queue, TRUE);
}

/* The callers of a function that leaves the state changed are asked whether they put it back. */
static void find_open(pl_wrappers *w, const pl_program *program, const pl_balance *balance, const bool *is_entry,
                      uint32_t rule) {
    uint32_t categories = pl_rule_at(rule)->categories;
    for (uint32_t f = 0; f < program->nfuncs; f++)
        if ((balance->open[f] & categories) && !is_entry[f]) w->rules[f] |= 1u << rule;
    for (guint i = 0; i < balance->items->len; i++) {
        const pl_balance_item *item = &g_array_index(balance->items, pl_balance_item, i);
        if (item->kind == PL_BALANCE_OPEN && (item->categories & categories) &&
            !is_entry[program->sites[item->site].caller] && !pl_balance_leak(balance, item->site, categories))
            w->wrapped[item->site] |= 1u << rule;
    }
}

pl_wrappers *pl_wrappers_find(const pl_program *program, const pl_sinks *sinks, const pl_balance *balance,
                              const bool *is_entry) {
    pl_wrappers *w = g_new0(pl_wrappers, 1);
    w->rules = g_new0(uint32_t, program->nfuncs + 1);
    w->wrapped = g_new0(uint32_t, program->nsites + 1);
    for (uint32_t r = 0; r < pl_rule_count(); r++) {
        const pl_rule *rule = pl_rule_at(r);
        if (!rule->categories) continue;
        if (rule->wrappers == PL_WRAPPERS_HELD) pl_wrappers_held(w, program, sinks, is_entry, r);
        if (rule->wrappers == PL_WRAPPERS_THIN) pl_wrappers_thin(w, program, sinks, balance, is_entry, r);
        if (rule->wrappers == PL_WRAPPERS_OPEN) find_open(w, program, balance, is_entry, r);
        see_through_system(w, program, sinks, is_entry, r);
    }
    return w;
}

void pl_wrappers_free(pl_wrappers *w) {
    if (!w) return;
    g_free(w->rules);
    g_free(w->wrapped);
    g_free(w);
}
