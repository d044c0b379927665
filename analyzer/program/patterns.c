/* patterns.c: templates and their instances. Where libclang hides the code of an instance, its constructors,
 * destructors and virtual methods are those of the template (extract/), which know nothing of the instance. So what
 * they do with a field they do with that field of every instance, and who overrides a method of theirs overrides it in
 * every instance, and the other way round. */
#include "program/patterns.h"

#include <string.h>

uint32_t pl_pattern_of(const pl_link *link, uint32_t record) {
    return g_array_index(link->records, pl_record_link, record).pattern;
}

void pl_patterns_share_fields(pl_solution *s) {
    guint count = s->store.cells->len;
    for (guint i = 0; i < count; i++) {
        const pl_cell *cell = pl_cell_at(&s->store, i);
        if (cell->kind != PL_CELL_FIELD) continue;
        uint32_t pattern = pl_pattern_of(&s->link, cell->unit);
        uint32_t other =
            pattern == PL_NONE ? PL_NO_CELL : pl_map_find(&s->fields, pl_pair(pattern, cell->id), PL_NO_CELL);
        if (other == PL_NO_CELL) continue;
        pl_store_copy(&s->store, i, other, PL_RANK_FIELD, PL_NO_ORIGIN);
        pl_store_copy(&s->store, other, i, PL_RANK_FIELD, PL_NO_ORIGIN);
    }
}

/* A method of a template and those of its instances. */
typedef struct {
    uint32_t pattern, name, nparams, func;
    bool of_template;
} member;

static int compare_members(const void *a, const void *b) {
    const member *x = a, *y = b;
    if (x->pattern != y->pattern) return x->pattern < y->pattern ? -1 : 1;
    if (x->name != y->name) return x->name < y->name ? -1 : 1;
    if (x->nparams != y->nparams) return x->nparams < y->nparams ? -1 : 1;
    if (x->of_template != y->of_template) return x->of_template ? -1 : 1;
    return (x->func > y->func) - (x->func < y->func);
}

static GArray *collect(pl_solution *s) {
    const pl_program *p = s->program;
    GArray *members = g_array_new(FALSE, FALSE, sizeof(member));
    for (uint32_t f = 0; f < p->nfuncs; f++) {
        const pl_function *of = &p->funcs[f].facts->functions[p->funcs[f].local];
        if (!(of->flags & PL_FN_VIRTUAL) || of->record == PL_NONE) continue;
        uint32_t record = s->link.units[s->link.unit_of[f]].record[of->record],
                 pattern = pl_pattern_of(&s->link, record);
        member m = {pattern == PL_NONE ? record : pattern, 0, of->nparams, f, of->flags & PL_FN_TEMPLATE};
        if (!m.of_template && pattern == PL_NONE) continue; /* of no template */
        m.name = pl_names_add(&s->link.names, p->funcs[f].name);
        g_array_append_val(members, m);
    }
    g_array_sort(members, compare_members);
    return members;
}

static bool same_method(const member *x, const member *y) {
    return x->pattern == y->pattern && x->name == y->name && x->nparams == y->nparams;
}

GArray *pl_pattern_pairs(pl_solution *s) {
    GArray *members = collect(s), *pairs = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    for (guint i = 0; i < members->len;) {
        guint end = i, nmethods = 0;
        const member *first = &g_array_index(members, member, i);
        for (; end < members->len && same_method(first, &g_array_index(members, member, end)); end++)
            if (g_array_index(members, member, end).of_template) nmethods = end + 1 - i;
        for (guint t = i; t < i + nmethods; t++)
            for (guint k = i + nmethods; k < end; k++) {
                uint32_t of_template = g_array_index(members, member, t).func,
                         of_instance = g_array_index(members, member, k).func;
                uint64_t both[] = {pl_pair(of_template, of_instance), pl_pair(of_instance, of_template)};
                g_array_append_vals(pairs, both, 2);
            }
        i = end;
    }
    g_array_free(members, TRUE);
    return pairs;
}
