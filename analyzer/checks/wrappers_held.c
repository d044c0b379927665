/* wrappers_held.c: lock wrappers: functions that return with a lock held. */
#include <string.h>

#include "checks/held.h"
#include "checks/order.h"
#include "checks/places.h"
#include "checks/wrappers.h"

/* What is known of a function: families of locks that it hands to, or takes from, its caller. */
typedef struct {
    GArray *held, *released; /* as in pl_held; NULL: none */
} summary;

typedef struct {
    const pl_program *program;
    const pl_sinks *sinks;
    const bool *is_entry;
    uint32_t categories;
    GHashTable *release_family; /* name of a release → family + 1 */
    uint32_t *family_of;        /* per func that is called: its family as a release, or PL_NONE */
    summary *summaries;         /* per func */
    GHashTable *sites;          /* of the function in hand: call + 1 → site */
    bool changed;
} inference;

/* Sinks that share a release are one family: the number of the first release of the first of them. */
static void learn_families(inference *in) {
    uint32_t next = 0;
    for (uint32_t i = 0; i < in->sinks->count; i++) {
        const pl_sink *sink = in->sinks->items[i].sink;
        if (!(in->categories & 1u << sink->category) || sink->scoped || !sink->releases) continue;
        uint32_t family = PL_NONE;
        for (const char *const *name = sink->releases; *name && family == PL_NONE; name++) {
            gpointer known = g_hash_table_lookup(in->release_family, *name);
            if (known) family = GPOINTER_TO_UINT(known) - 1;
        }
        if (family == PL_NONE) family = next++;
        for (const char *const *name = sink->releases; *name; name++)
            if (!g_hash_table_lookup(in->release_family, *name))
                g_hash_table_insert(in->release_family, (gpointer)*name, GUINT_TO_POINTER(family + 1));
    }
    for (uint32_t f = 0; f < in->program->nfuncs; f++) {
        gpointer known = g_hash_table_lookup(in->release_family, in->program->funcs[f].name);
        in->family_of[f] = known ? GPOINTER_TO_UINT(known) - 1 : PL_NONE;
    }
}

/* The lock object: `this` of a method, else the first argument. */
static pl_id lock_key(const pl_site *site) {
    const pl_call *call = pl_site_call(site);
    return call->self != PL_NONE ? call->self : pl_argument_of(site->facts, call, 0);
}

static void add_effect(GArray *effects, pl_effect_kind kind, uint32_t family, pl_id key, uint32_t site) {
    pl_effect e = {kind, family, key, site};
    g_array_append_val(effects, e);
}

static void add_summary(const summary *s, GArray *effects, pl_id key, uint32_t site) {
    uint32_t last = PL_NONE;
    for (guint i = 0; s->released && i < s->released->len; i++)
        add_effect(effects, PL_EFFECT_RELEASE, g_array_index(s->released, uint32_t, i), PL_NONE, site);
    for (guint i = 0; s->held && i < s->held->len; i++) {
        uint32_t family = (uint32_t)(g_array_index(s->held, uint64_t, i) >> 32);
        if (family != last) add_effect(effects, PL_EFFECT_ACQUIRE, family, key, site);
        last = family;
    }
}

static bool call_effects(pl_id call, GArray *effects, void *data) {
    inference *in = data;
    gpointer found = g_hash_table_lookup(in->sites, GUINT_TO_POINTER(call + 1));
    if (!found) return false;
    uint32_t s = GPOINTER_TO_UINT(found) - 1;
    const pl_site *site = &in->program->sites[s];
    pl_id key = lock_key(site);
    const pl_sink_site *sink = pl_sink_at(in->sinks, s, in->categories);
    if (sink && !sink->sink->scoped && sink->sink->releases && *sink->sink->releases) {
        uint32_t family = GPOINTER_TO_UINT(g_hash_table_lookup(in->release_family, sink->sink->releases[0])) - 1;
        add_effect(effects, PL_EFFECT_ACQUIRE, family, key, s);
        return false;
    }
    bool ends = site->nedges > 0;
    for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++) {
        const pl_edge *edge = &in->program->edges[e];
        const pl_func *callee = &in->program->funcs[edge->callee];
        if (!(callee->flags & PL_FN_NORETURN) || edge->callback) ends = false;
        if (edge->tier != PL_TIER_DIRECT || edge->callback) continue;
        if (in->family_of[edge->callee] != PL_NONE)
            add_effect(effects, PL_EFFECT_RELEASE, in->family_of[edge->callee], key, s);
        else
            add_summary(&in->summaries[edge->callee], effects, key, s);
    }
    return ends;
}

/* A release that the compiler runs at the end of a scope may come before or after the return in the facts: such a
 * family is taken to be released. */
static void drop_released_at_exit(inference *in, const pl_func *f, pl_held *result) {
    GArray *effects = g_array_new(FALSE, FALSE, sizeof(pl_effect));
    for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++) {
        const pl_call *call = pl_site_call(&in->program->sites[s]);
        if (!(call->flags & PL_CALL_AT_EXIT)) continue;
        call_effects(in->program->sites[s].call, effects, in);
    }
    for (guint i = 0; i < effects->len; i++) {
        const pl_effect *e = &g_array_index(effects, pl_effect, i);
        for (guint h = result->held->len; e->kind == PL_EFFECT_RELEASE && h-- > 0;)
            if (g_array_index(result->held, uint64_t, h) >> 32 == e->family) g_array_remove_index(result->held, h);
    }
    g_array_free(effects, TRUE);
}

static bool same_array(const GArray *a, const GArray *b) {
    guint n = a ? a->len : 0, m = b ? b->len : 0;
    if (n != m) return false;
    return !n || !memcmp(a->data, b->data, (size_t)n * g_array_get_element_size((GArray *)(uintptr_t)a));
}

static bool concerns(const inference *in, const pl_func *f) {
    for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++) {
        if (pl_sink_at(in->sinks, s, in->categories)) return true;
        const pl_site *site = &in->program->sites[s];
        for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++) {
            uint32_t callee = in->program->edges[e].callee;
            const summary *known = &in->summaries[callee];
            if (in->family_of[callee] != PL_NONE || (known->held && known->held->len) ||
                (known->released && known->released->len))
                return true;
        }
    }
    return false;
}

static int by_value(const void *a, const void *b) {
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void summarise(inference *in, uint32_t func) {
    const pl_func *f = &in->program->funcs[func];
    summary *known = &in->summaries[func];
    if (!(f->flags & PL_FN_DEFINED) || !f->facts || (in->sinks->categories[func] & in->categories) ||
        in->family_of[func] != PL_NONE || (!known->held && !concerns(in, f)))
        return;
    g_hash_table_remove_all(in->sites);
    for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++)
        g_hash_table_insert(in->sites, GUINT_TO_POINTER(in->program->sites[s].call + 1), GUINT_TO_POINTER(s + 1));
    pl_effects effects = {call_effects, in};
    pl_held result;
    pl_held_run(f->facts, f->facts->functions[f->local].body, &effects, &result);
    drop_released_at_exit(in, f, &result);
    g_array_sort(result.held, by_value);
    if (!same_array(known->held, result.held) || !same_array(known->released, result.released)) in->changed = true;
    if (known->held) g_array_free(known->held, TRUE);
    if (known->released) g_array_free(known->released, TRUE);
    *known = (summary){result.held, result.released};
}

static void publish(pl_wrappers *w, inference *in, uint32_t rule) {
    for (uint32_t f = 0; f < in->program->nfuncs; f++) {
        summary *s = &in->summaries[f];
        if (s->held && s->held->len && !in->is_entry[f]) {
            w->rules[f] |= 1u << rule;
            for (guint i = 0; i < s->held->len; i++)
                w->wrapped[(uint32_t)g_array_index(s->held, uint64_t, i)] |= 1u << rule;
        }
        if (s->held) g_array_free(s->held, TRUE);
        if (s->released) g_array_free(s->released, TRUE);
    }
}

void pl_wrappers_held(pl_wrappers *w, const pl_program *program, const pl_sinks *sinks, const bool *is_entry,
                      uint32_t rule) {
    inference in = {.program = program,
                    .sinks = sinks,
                    .is_entry = is_entry,
                    .categories = pl_rule_at(rule)->categories,
                    .release_family = g_hash_table_new(g_str_hash, g_str_equal),
                    .family_of = g_new(uint32_t, program->nfuncs + 1),
                    .summaries = g_new0(summary, program->nfuncs + 1),
                    .sites = g_hash_table_new(NULL, NULL),
                    .changed = true};
    learn_families(&in);
    uint32_t *order = pl_bottom_up(program);
    for (int round = 0; in.changed && round < 4; round++) { /* more than one only for recursion */
        in.changed = false;
        for (uint32_t i = 0; i < program->nfuncs; i++) summarise(&in, order[i]);
    }
    g_free(order);
    publish(w, &in, rule);
    g_hash_table_destroy(in.sites);
    g_hash_table_destroy(in.release_family);
    g_free(in.family_of);
    g_free(in.summaries);
}
