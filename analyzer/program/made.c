/* made.c: the classes of which no object is ever made, so that no virtual call runs their methods. Only what is in
 * sight can be told to be all: a class in a header may be made by a unit that is not, when the program has no main; any
 * class where a unit has errors; one of the system's headers by its library. Instances of templates may be made by
 * other templates, whose code libclang does not show (extract/made.c has what these are given). */
#include <string.h>

#include "program/solve.h"
#include "program/symbols.h"

static bool has_errors(const pl_program *p) {
    for (uint32_t u = 0; u < p->nfacts; u++)
        if (p->facts[u]->unit.errors) return true;
    return false;
}

static bool is_whole(const pl_program *p) {
    for (uint32_t f = 0; f < p->nfuncs; f++) {
        const pl_func *func = &p->funcs[f];
        if ((func->flags & PL_FN_DEFINED) && pl_symbol_is_root(func->facts, &func->facts->functions[func->local]))
            return true;
    }
    return false;
}

static bool may_be_made(const pl_facts *facts, const pl_record *r, bool whole) {
    if (strchr(pl_str(facts, r->usr), '>')) return true;
    uint32_t file = r->file == PL_NONE ? 0 : facts->files[r->file].flags;
    if (file & PL_FILE_SYSTEM) return true;
    return !whole && !(file & PL_FILE_MAIN) && !(r->flags & PL_RECORD_INTERNAL);
}

/* A class that may be made out of sight makes its bases live, and theirs. Which bases objects do so that are made in
 * sight, extract/made.c says. */
static void make_live(const pl_solution *s, uint8_t *live, uint32_t record, GArray *stack) {
    g_array_append_val(stack, record);
    while (stack->len) {
        record = g_array_index(stack, uint32_t, stack->len - 1);
        g_array_set_size(stack, stack->len - 1);
        if (live[record]) continue;
        live[record] = 1;
        const pl_record_link *link = &g_array_index(s->link.records, pl_record_link, record);
        const pl_facts *facts = s->program->facts[link->unit];
        pl_span bases = facts->records[link->local].bases;
        for (uint32_t i = 0; i < bases.count; i++) {
            uint32_t base = s->link.units[link->unit].record[facts->ids[bases.begin + i]];
            g_array_append_val(stack, base);
        }
    }
}

static void mark_made(const pl_solution *s, uint8_t *live) {
    const pl_program *p = s->program;
    for (uint32_t u = 0; u < p->nfacts; u++)
        for (uint32_t i = 0; i < p->facts[u]->nrecords; i++)
            if (p->facts[u]->records[i].flags & PL_RECORD_MADE) live[s->link.units[u].record[i]] = 1;
}

uint8_t *pl_made_records(const pl_solution *s) {
    const pl_program *p = s->program;
    if (has_errors(p)) return NULL;
    bool whole = is_whole(p);
    uint8_t *live = g_new0(uint8_t, s->link.records->len + 1);
    GArray *stack = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    mark_made(s, live);
    for (uint32_t u = 0; u < p->nfacts; u++)
        for (uint32_t i = 0; i < p->facts[u]->nrecords; i++)
            if (may_be_made(p->facts[u], &p->facts[u]->records[i], whole))
                make_live(s, live, s->link.units[u].record[i], stack);
    g_array_free(stack, TRUE);
    return live;
}
