/* reach.c: see reach.h. Every walk is breadth first and linear in the edges; functions and calls are taken in their
 * order in the program, so ties always fall the same way. */
#include "checks/reach.h"

#include <string.h>

bool pl_model_is_loop(pl_model model) {
    return model == PL_MODEL_EVENT_LOOP || model == PL_MODEL_EVENT_LOOP_PER_THREAD || model == PL_MODEL_COROUTINE ||
           model == PL_MODEL_BUSY_POLL_LCORE;
}

bool pl_graph_passes(const pl_graph *g, uint32_t site) {
    return !g->cut || pl_directive_at_site(g->cx->directives, site, g->rule) == PL_NONE;
}

/* A sink is reported where it is called; and what a system header does inside one is nobody's business. */
bool pl_graph_opens(const pl_graph *g, uint32_t func) {
    const pl_func *f = &g->cx->program->funcs[func];
    if (!(f->flags & PL_FN_DEFINED) || g->cx->barrier[func] || pl_is_safe(g->cx, func, g->rule)) return false;
    if (g->rule != PL_NONE) {
        uint32_t categories = g->cx->sinks->categories[func];
        if ((categories & g->categories) || (categories && (f->flags & PL_FN_SYSTEM))) return false;
    }
    return !g->cut || pl_directive_at_func(g->cx->directives, func, g->rule) == PL_NONE;
}

static uint32_t *filled(uint32_t n) {
    uint32_t *array = g_new(uint32_t, n + 1);
    memset(array, 0xff, (n + 1) * sizeof *array);
    return array;
}

static void walk(const pl_graph *g, const uint32_t *roots, uint32_t nroots, int rank, uint32_t *edges, uint32_t *dist,
                 uint32_t *queue) {
    const pl_program *p = g->cx->program;
    uint32_t n = 0;
    for (uint32_t i = 0; i < nroots; i++) {
        if (dist[roots[i]] != PL_NONE || !pl_graph_opens(g, roots[i])) continue;
        dist[roots[i]] = 0;
        queue[n++] = roots[i];
    }
    for (uint32_t q = 0; q < n; q++) {
        const pl_func *f = &p->funcs[queue[q]];
        for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++) {
            if (!pl_graph_passes(g, s)) continue;
            for (uint32_t e = p->sites[s].first_edge; e < p->sites[s].first_edge + p->sites[s].nedges; e++) {
                uint32_t callee = p->edges[e].callee;
                if (dist[callee] != PL_NONE || pl_edge_rank(&p->edges[e]) > rank ||
                    !pl_graph_follows(g, &p->edges[e]) || !pl_graph_opens(g, callee))
                    continue;
                dist[callee] = dist[queue[q]] + 1;
                edges[callee] = e;
                queue[n++] = callee;
            }
        }
    }
}

pl_reach *pl_reach_new(const pl_graph *g, const uint32_t *roots, uint32_t nroots) {
    uint32_t nfuncs = g->cx->program->nfuncs;
    pl_reach *reach = g_new0(pl_reach, 1);
    uint32_t *queue = g_new(uint32_t, nfuncs + 1);
    for (int rank = 0; rank < PL_NRANKS; rank++) {
        reach->edge[rank] = filled(nfuncs);
        reach->dist[rank] = filled(nfuncs);
        walk(g, roots, nroots, rank, reach->edge[rank], reach->dist[rank], queue);
    }
    g_free(queue);
    return reach;
}

void pl_reach_free(pl_reach *reach) {
    if (!reach) return;
    for (int rank = 0; rank < PL_NRANKS; rank++) {
        g_free(reach->edge[rank]);
        g_free(reach->dist[rank]);
    }
    g_free(reach);
}

int pl_reach_rank(const pl_reach *reach, uint32_t func) {
    int rank = 0;
    while (rank < PL_NRANKS && reach->dist[rank][func] == PL_NONE) rank++;
    return rank;
}

uint32_t pl_reach_path(const pl_graph *g, const pl_reach *reach, int rank, uint32_t func, GArray *edges) {
    const pl_program *p = g->cx->program;
    guint first = edges->len;
    while (reach->edge[rank][func] != PL_NONE) {
        uint32_t edge = reach->edge[rank][func];
        g_array_append_val(edges, edge);
        func = p->sites[p->edges[edge].site].caller;
    }
    for (guint i = first, j = edges->len; i + 1 < j; i++) { /* they were found from the end */
        j--;
        uint32_t *a = &g_array_index(edges, uint32_t, i), *b = &g_array_index(edges, uint32_t, j), t = *a;
        *a = *b;
        *b = t;
    }
    return func;
}

pl_back *pl_back_new(const pl_program *program) {
    pl_back *back = g_new0(pl_back, 1);
    back->next = filled(program->nfuncs);
    back->stamp = g_new0(uint32_t, program->nfuncs + 1);
    back->queue = g_new(uint32_t, program->nfuncs + 1);
    return back;
}

void pl_back_free(pl_back *back) {
    if (!back) return;
    g_free(back->next);
    g_free(back->stamp);
    g_free(back->queue);
    g_free(back);
}

void pl_back_run(const pl_graph *g, const pl_reach *within, int rank, uint32_t func, pl_back *back) {
    const pl_program *p = g->cx->program;
    back->round++;
    back->nqueue = 0;
    back->stamp[func] = back->round;
    back->next[func] = PL_NONE;
    back->queue[back->nqueue++] = func;
    for (uint32_t q = 0; q < back->nqueue; q++) {
        const pl_func *f = &p->funcs[back->queue[q]];
        /* Only the start may be a function that the walk does not enter: a question about a sink. */
        if (q && !pl_graph_opens(g, back->queue[q])) continue;
        for (uint32_t i = 0; i < f->nin; i++) {
            uint32_t e = p->incoming[f->first_in + i], site = p->edges[e].site, caller = p->sites[site].caller;
            if (back->stamp[caller] == back->round || pl_edge_rank(&p->edges[e]) > rank ||
                !pl_graph_follows(g, &p->edges[e]) || !pl_graph_passes(g, site) || !pl_graph_opens(g, caller) ||
                (within && within->dist[PL_NRANKS - 1][caller] == PL_NONE))
                continue;
            back->stamp[caller] = back->round;
            back->next[caller] = e;
            back->queue[back->nqueue++] = caller;
        }
    }
}
