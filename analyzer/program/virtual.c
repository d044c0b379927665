/* virtual.c: which methods a virtual call may run: the method named and all that override it, as far as objects of
 * their classes are ever made (rapid type analysis, made.c). */
#include "program/patterns.h"
#include "program/solve.h"

static int compare_pairs(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Which others each of `n` is paired with: *first, with one more entry than there are, says where in the result. */
static uint32_t *group_pairs(uint32_t n, GArray *pairs, uint32_t **first) {
    g_array_sort(pairs, compare_pairs);
    uint32_t *others = g_new(uint32_t, pairs->len + 1), count = 0;
    *first = g_new0(uint32_t, n + 1);
    for (uint32_t i = 0; i < pairs->len; i++) {
        uint64_t pair = g_array_index(pairs, uint64_t, i);
        if (i && pair == g_array_index(pairs, uint64_t, i - 1)) continue;
        others[count++] = (uint32_t)pair;
        (*first)[(pair >> 32) + 1]++;
    }
    for (uint32_t f = 0; f < n; f++) (*first)[f + 1] += (*first)[f];
    g_array_free(pairs, TRUE);
    return others;
}

/* Each of the unit's `bases` with what is derived from it; `global`: what they are in the program. */
static void pair_up(GArray *pairs, const pl_facts *facts, pl_span bases, const uint32_t *global, pl_id derived) {
    for (uint32_t k = 0; k < bases.count; k++) {
        uint64_t pair = pl_pair(global[facts->ids[bases.begin + k]], global[derived]);
        g_array_append_val(pairs, pair);
    }
}

static GArray *overriding_pairs(const pl_solution *s) {
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    for (uint32_t u = 0; u < s->program->nfacts; u++) {
        const pl_facts *facts = s->program->facts[u];
        for (pl_id i = 0; i < facts->nfunctions; i++)
            pair_up(pairs, facts, facts->functions[i].overrides, s->link.units[u].func, i);
    }
    return pairs;
}

static GArray *derived_pairs(const pl_solution *s) {
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    for (uint32_t u = 0; u < s->program->nfacts; u++) {
        const pl_facts *facts = s->program->facts[u];
        for (pl_id i = 0; i < facts->nrecords; i++)
            pair_up(pairs, facts, facts->records[i].bases, s->link.units[u].record, i);
    }
    return pairs;
}

static uint32_t record_of(const pl_solution *s, uint32_t func) {
    const pl_func *f = &s->program->funcs[func];
    pl_id record = f->facts->functions[f->local].record;
    return record == PL_NONE ? PL_NONE : s->link.units[s->link.unit_of[func]].record[record];
}

void pl_virtual_init(pl_solution *s) {
    s->overriders = group_pairs(s->program->nfuncs, overriding_pairs(s), &s->first_overrider);
    s->twins = group_pairs(s->program->nfuncs, pl_pattern_pairs(s), &s->first_twin);
    s->seen = g_new0(uint32_t, s->program->nfuncs + 1);
    s->runnable = g_new0(uint8_t, s->program->nfuncs + 1);
    if (s->first_overrider[s->program->nfuncs]) s->live = pl_made_records(s);
    if (s->live) s->derived = group_pairs(s->link.records->len, derived_pairs(s), &s->first_derived);
}

void pl_virtual_clear(pl_solution *s) {
    g_free(s->overriders);
    g_free(s->first_overrider);
    g_free(s->twins);
    g_free(s->first_twin);
    g_free(s->seen);
    g_free(s->live);
    g_free(s->derived);
    g_free(s->first_derived);
    g_free(s->runnable);
}

static bool overrides_in(const pl_solution *s, uint32_t method, uint32_t record) {
    for (uint32_t i = s->first_overrider[method]; i < s->first_overrider[method + 1]; i++)
        if (record_of(s, s->overriders[i]) == record) return true;
    return false;
}

/* Is there an object of the class, or of one that inherits the method from it? */
static bool is_inherited(const pl_solution *s, uint32_t method, uint32_t record) {
    GArray *queue = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    bool found = false;
    g_array_append_val(queue, record);
    for (guint q = 0; q < queue->len && !found; q++) {
        record = g_array_index(queue, uint32_t, q);
        found = s->live[record];
        for (uint32_t i = s->first_derived[record]; i < s->first_derived[record + 1]; i++) {
            uint32_t derived = s->derived[i];
            if (g_hash_table_add(seen, GUINT_TO_POINTER(derived)) && !overrides_in(s, method, derived))
                g_array_append_val(queue, derived);
        }
    }
    g_hash_table_destroy(seen);
    g_array_free(queue, TRUE);
    return found;
}

bool pl_virtual_is_live(const pl_solution *s, uint32_t method) {
    uint32_t record = record_of(s, method);
    /* That of a template is the method of whatever instances there are. */
    if (!s->live || record == PL_NONE || (s->program->funcs[method].flags & PL_FN_TEMPLATE)) return true;
    if (!s->runnable[method]) s->runnable[method] = is_inherited(s, method, record) ? 1 : 2;
    return s->runnable[method] == 1;
}

/* The overriders of a method, of classes that are made; the caller frees them. */
static GArray *overriders_of(pl_solution *s, uint32_t method) {
    GArray *stack = g_array_new(FALSE, FALSE, sizeof(uint32_t)), *out = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    s->seen[method] = ++s->stamp;
    g_array_append_val(stack, method);
    while (stack->len) {
        method = g_array_index(stack, uint32_t, stack->len - 1);
        g_array_set_size(stack, stack->len - 1);
        for (uint32_t i = s->first_twin[method]; i < s->first_twin[method + 1]; i++) {
            if (s->seen[s->twins[i]] == s->stamp) continue;
            s->seen[s->twins[i]] = s->stamp;
            g_array_append_val(stack, s->twins[i]);
        }
        for (uint32_t i = s->first_overrider[method]; i < s->first_overrider[method + 1]; i++) {
            uint32_t other = s->overriders[i];
            if (s->seen[other] == s->stamp) continue;
            s->seen[other] = s->stamp;
            if (pl_virtual_is_live(s, other) && !(s->program->funcs[other].flags & PL_FN_PURE))
                g_array_append_val(out, other);
            g_array_append_val(stack, other);
        }
    }
    g_array_free(stack, TRUE);
    return out;
}

static void run(pl_solution *s, uint32_t site, uint32_t method, pl_tier tier) {
    pl_call_found(s, site, method, tier, PL_NONE, false);
    pl_call_connect(s, site, method, tier == PL_TIER_TYPE ? PL_RANK_TYPE : PL_RANK_FIELD);
}

static bool run_overriders(pl_solution *s, uint32_t site, uint32_t method, pl_tier tier) {
    GArray *overriders = overriders_of(s, method);
    bool any = overriders->len;
    for (guint i = 0; i < overriders->len; i++) run(s, site, g_array_index(overriders, uint32_t, i), tier);
    g_array_free(overriders, TRUE);
    return any;
}

void pl_virtual_overriders(pl_solution *s, uint32_t site, uint32_t method, pl_tier tier) {
    run_overriders(s, site, method, tier);
}

/* A call that none of the objects can have made means the method named: rather that than nothing. */
void pl_virtual_call(pl_solution *s, uint32_t site, uint32_t method) {
    bool pure = s->program->funcs[method].flags & PL_FN_PURE, live = pl_virtual_is_live(s, method);
    if (!pure && live) run(s, site, method, PL_TIER_VIRTUAL);
    bool any = run_overriders(s, site, method, PL_TIER_VIRTUAL);
    if (!pure && !live && !any) run(s, site, method, PL_TIER_VIRTUAL);
}
