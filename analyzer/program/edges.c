/* edges.c: the edges of the program: of what was found, the surest way for each site and callee, in order; and why. */
#include <string.h>

#include "program/solve.h"

static int compare_found(const void *a, const void *b) {
    const pl_found *x = a, *y = b;
    if (x->site != y->site) return x->site < y->site ? -1 : 1;
    if (x->callback != y->callback) return x->callback ? 1 : -1;
    if (x->callee != y->callee) return x->callee < y->callee ? -1 : 1;
    int rank = pl_tier_rank((pl_tier)x->tier) - pl_tier_rank((pl_tier)y->tier);
    if (rank) return rank;
    return (x->cell > y->cell) - (x->cell < y->cell);
}

pl_origin_ref pl_reason(const pl_solution *s, uint32_t cell, uint32_t func) {
    pl_origin_ref last = PL_NO_ORIGIN;
    bool in_memory = false;
    for (uint32_t steps = 0; cell != PL_NONE && steps < 10000; steps++) {
        const pl_elem *elem = pl_store_find(&s->store, cell, func);
        if (!elem || elem->edge == PL_NONE) break;
        const pl_copy *copy = &g_array_index(s->store.copies, pl_copy, elem->edge);
        in_memory |= (pl_cell_at(&s->store, cell)->flags & PL_CELL_SHARED) != 0;
        bool tells = copy->origin.flow != PL_NONE && copy->origin.unit != PL_ORIGIN_ARGUMENT &&
                     copy->origin.unit != PL_ORIGIN_RESULT;
        if (tells) last = copy->origin;
        if (in_memory && tells) break;
        cell = copy->from;
    }
    return last;
}

/* The name in the call may mean others as well; or the name did wherever the callee's address was taken. */
static bool is_ambiguous(const pl_solution *s, const pl_found *found) {
    if (!s->program->funcs[found->callee].ambiguous) return false;
    const uint32_t *funcs;
    if (pl_site_call(s, found->site)->kind != PL_CALL_INDIRECT && !found->callback)
        return pl_site_choices(s, found->site, &funcs) > 1;
    return !(s->taken[found->callee] & PL_TAKEN_SURELY);
}

static void add_edge(pl_solution *s, const pl_found *found) {
    pl_program *p = s->program;
    pl_edge *edge = &p->edges[p->nedges];
    *edge = (pl_edge){.site = found->site,
                      .callee = found->callee,
                      .tier = found->tier,
                      .callback = found->callback,
                      .ambiguous = is_ambiguous(s, found),
                      .override = PL_NONE,
                      .reason_flow = PL_NONE};
    if (found->cell != PL_NONE) {
        pl_origin_ref reason = pl_reason(s, found->cell, found->callee);
        if (reason.unit == PL_ORIGIN_OVERRIDE) {
            edge->override = reason.flow;
        } else if (reason.flow != PL_NONE) {
            edge->reason_facts = p->facts[reason.unit];
            edge->reason_flow = reason.flow;
        }
    }
    pl_site *site = &p->sites[found->site];
    if (site->nedges++ == 0) site->first_edge = p->nedges;
    p->funcs[found->callee].nin++;
    p->nedges++;
}

static void group_incoming(pl_program *p) {
    uint32_t *next = g_new0(uint32_t, p->nfuncs + 1), count = 0;
    for (uint32_t f = 0; f < p->nfuncs; f++) {
        next[f] = p->funcs[f].first_in = count;
        count += p->funcs[f].nin;
    }
    p->incoming = g_new(uint32_t, count + 1);
    for (uint32_t e = 0; e < p->nedges; e++) p->incoming[next[p->edges[e].callee]++] = e;
    g_free(next);
}

/* Of calls of which one stands for the other, none is missing where one has a target; else the one that is written is.
 */
static bool is_explained(const pl_solution *s, uint32_t site) {
    const pl_call *call = pl_site_call(s, site);
    if (s->site_done[site] || call->kind == PL_CALL_DIRECT) return true;
    const pl_func *caller = &s->program->funcs[s->program->sites[site].caller];
    for (uint32_t i = 0; (call->flags & PL_CALL_INSTEAD) && i < caller->nsites; i++) {
        uint32_t other = caller->first_site + i, flags = pl_site_call(s, other)->flags;
        if (other == site || !(flags & PL_CALL_INSTEAD)) continue;
        if (s->site_done[other] || ((call->flags & PL_CALL_IMPLICIT) && !(flags & PL_CALL_IMPLICIT))) return true;
    }
    return false;
}

void pl_edges_finish(pl_solution *s) {
    pl_program *p = s->program;
    pl_found *found = (pl_found *)s->found->data;
    uint32_t count = s->found->len;
    if (count) qsort(found, count, sizeof *found, compare_found);
    p->edges = g_new0(pl_edge, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const pl_found *last = i ? &found[i - 1] : NULL;
        bool again = last && last->site == found[i].site && last->callee == found[i].callee &&
                     last->callback == found[i].callback;
        if (!again) add_edge(s, &found[i]);
    }
    for (uint32_t i = 0; i < p->nsites; i++) p->sites[i].unresolved = !is_explained(s, i);
    group_incoming(p);
}
