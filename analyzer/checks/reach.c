/* reach.c: see reach.h. Every walk is breadth first and linear in the edges; functions and calls are taken in their
 * order in the program, so ties always fall the same way. */
#include "checks/reach.h"

#include <string.h>

bool pl_model_is_loop(pl_model model) {
    return model == PL_MODEL_EVENT_LOOP || model == PL_MODEL_EVENT_LOOP_PER_THREAD || model == PL_MODEL_COROUTINE ||
           model == PL_MODEL_BUSY_POLL_LCORE;
}

bool pl_graph_passes(const pl_graph *g, uint32_t site) {
    if (g->cx->entries->outside && g->cx->entries->outside[site]) return false;
    return !g->cut || pl_directive_at_site(g->cx->directives, site, g->rule) == PL_NONE;
}

/* A sink is reported where it is called; and what a system header does inside one, or inside what undoes it, is
 * nobody's business. */
bool pl_graph_opens(const pl_graph *g, uint32_t func) {
    const pl_func *f = &g->cx->program->funcs[func];
    if (!(f->flags & PL_FN_DEFINED) || g->cx->barrier[func] || pl_is_safe(g->cx, func, g->rule)) return false;
    if (g->rule != PL_NONE) {
        uint32_t categories = g->cx->sinks->categories[func];
        if (categories & g->categories) return false;
        if ((f->flags & PL_FN_SYSTEM) && (categories || g->cx->sinks->releases[func])) return false;
    }
    return !g->cut || pl_directive_at_func(g->cx->directives, func, g->rule) == PL_NONE;
}

static uint32_t *filled(uint32_t n) {
    uint32_t *array = g_new(uint32_t, n + 1);
    memset(array, 0xff, (n + 1) * sizeof *array);
    return array;
}

static void add_ways(pl_ways *ways, uint32_t site, uint32_t *count) {
    const pl_program *p = ways->graph->cx->program;
    for (uint32_t e = p->sites[site].first_edge; e < p->sites[site].first_edge + p->sites[site].nedges; e++) {
        const pl_edge *edge = &p->edges[e];
        if (!pl_graph_follows(ways->graph, edge) || !pl_graph_opens(ways->graph, edge->callee)) continue;
        ways->callees[*count] = edge->callee;
        ways->edges[*count] = e;
        ways->ranks[(*count)++] = (uint8_t)pl_edge_rank(edge);
    }
}

pl_ways *pl_ways_new(const pl_graph *g) {
    const pl_program *p = g->cx->program;
    pl_ways *ways = g_new(pl_ways, 1);
    uint32_t count = 0;
    *ways = (pl_ways){.graph = g,
                      .first = g_new(uint32_t, p->nfuncs + 1),
                      .callees = g_new(uint32_t, p->nedges + 1),
                      .edges = g_new(uint32_t, p->nedges + 1),
                      .ranks = g_new(uint8_t, p->nedges + 1)};
    for (uint32_t f = 0; f < p->nfuncs; f++) {
        ways->first[f] = count;
        for (uint32_t s = p->funcs[f].first_site; s < p->funcs[f].first_site + p->funcs[f].nsites; s++)
            if (pl_graph_passes(g, s)) add_ways(ways, s, &count);
    }
    ways->first[p->nfuncs] = count;
    return ways;
}

void pl_ways_free(pl_ways *ways) {
    g_free(ways->first);
    g_free(ways->callees);
    g_free(ways->edges);
    g_free(ways->ranks);
    g_free(ways);
}

static void walk(const pl_ways *ways, const uint32_t *roots, uint32_t nroots, int rank, uint32_t *edges, uint32_t *dist,
                 uint32_t *queue) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < nroots; i++) {
        if (dist[roots[i]] != PL_NONE || !pl_graph_opens(ways->graph, roots[i])) continue;
        dist[roots[i]] = 0;
        queue[n++] = roots[i];
    }
    for (uint32_t q = 0; q < n; q++) {
        uint32_t f = queue[q];
        for (uint32_t i = ways->first[f]; i < ways->first[f + 1]; i++) {
            uint32_t callee = ways->callees[i];
            if (dist[callee] != PL_NONE || ways->ranks[i] > rank) continue;
            dist[callee] = dist[f] + 1;
            edges[callee] = ways->edges[i];
            queue[n++] = callee;
        }
    }
}

pl_reach *pl_reach_new(const pl_ways *ways, const uint32_t *roots, uint32_t nroots) {
    uint32_t nfuncs = ways->graph->cx->program->nfuncs;
    pl_reach *reach = g_new0(pl_reach, 1);
    uint32_t *queue = g_new(uint32_t, nfuncs + 1);
    for (int rank = 0; rank < PL_NRANKS; rank++) {
        reach->edge[rank] = filled(nfuncs);
        reach->dist[rank] = filled(nfuncs);
        walk(ways, roots, nroots, rank, reach->edge[rank], reach->dist[rank], queue);
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

static bool leads_back(const pl_graph *g, const pl_reach *within, int rank, const pl_edge *edge) {
    uint32_t caller = g->cx->program->sites[edge->site].caller;
    return within->dist[PL_NRANKS - 1][caller] != PL_NONE && pl_edge_rank(edge) <= rank && pl_graph_follows(g, edge) &&
           pl_graph_passes(g, edge->site) && pl_graph_opens(g, caller);
}

pl_back *pl_back_new(const pl_graph *g, const pl_reach *within, int rank) {
    const pl_program *p = g->cx->program;
    pl_back *back = g_new0(pl_back, 1);
    uint32_t count = 0;
    back->next = filled(p->nfuncs);
    back->stamp = g_new0(uint32_t, p->nfuncs + 1);
    back->queue = g_new(uint32_t, p->nfuncs + 1);
    back->first = g_new(uint32_t, p->nfuncs + 1);
    back->callers = g_new(uint32_t, p->nedges + 1);
    back->edges = g_new(uint32_t, p->nedges + 1);
    for (uint32_t f = 0; f < p->nfuncs; f++) {
        back->first[f] = count;
        for (uint32_t i = p->funcs[f].first_in; i < p->funcs[f].first_in + p->funcs[f].nin; i++) {
            const pl_edge *edge = &p->edges[p->incoming[i]];
            if (!leads_back(g, within, rank, edge)) continue;
            back->edges[count] = p->incoming[i];
            back->callers[count++] = p->sites[edge->site].caller;
        }
    }
    back->first[p->nfuncs] = count;
    return back;
}

void pl_back_free(pl_back *back) {
    if (!back) return;
    g_free(back->first);
    g_free(back->callers);
    g_free(back->edges);
    g_free(back->next);
    g_free(back->stamp);
    g_free(back->queue);
    g_free(back);
}

void pl_back_run(pl_back *back, uint32_t func, const pl_back_limits *limits) {
    uint64_t edges = 0;
    uint32_t met = 0;
    back->round++;
    back->stamp[func] = back->round;
    back->next[func] = PL_NONE;
    back->queue[0] = func;
    back->nqueue = 1;
    for (uint32_t q = 0; q < back->nqueue; q++) {
        uint32_t begin = back->first[back->queue[q]], end = back->first[back->queue[q] + 1];
        met += limits->counts[back->queue[q]];
        back->whole = edges < limits->edges && met <= limits->most;
        if (!back->whole) return;
        edges += end - begin;
        for (uint32_t i = begin; i < end; i++) {
            uint32_t caller = back->callers[i];
            if (back->stamp[caller] == back->round) continue;
            back->stamp[caller] = back->round;
            back->next[caller] = back->edges[i];
            back->queue[back->nqueue++] = caller;
        }
    }
}
