/* tail.c: from a call through wrappers down to the sink. */
#include "checks/reach.h"

typedef struct {
    uint32_t func, edge; /* edge: that leads here */
    uint32_t parent;     /* in the queue, PL_NONE for the first */
} hop;

typedef struct {
    const pl_graph *graph;
    uint32_t site; /* the call that is asked about */
    int rank;
    GArray *queue; /* hop */
    GHashTable *seen;
    pl_tail *tail;
} descent;

static void push(descent *d, uint32_t e, uint32_t parent) {
    const pl_context *cx = d->graph->cx;
    const pl_edge *edge = &cx->program->edges[e];
    if (pl_edge_rank(edge) > d->rank || !pl_graph_follows(d->graph, edge) ||
        !(cx->wrappers->rules[edge->callee] & 1u << d->graph->rule) || !pl_graph_opens(d->graph, edge->callee) ||
        !g_hash_table_add(d->seen, GUINT_TO_POINTER(edge->callee + 1)))
        return;
    hop h = {edge->callee, e, parent};
    g_array_append_val(d->queue, h);
}

/* The edges down to a hop, outermost first. */
static void trail(const descent *d, uint32_t index, GArray *edges) {
    for (; index != PL_NONE; index = g_array_index(d->queue, hop, index).parent)
        g_array_prepend_val(edges, g_array_index(d->queue, hop, index).edge);
}

/* Does the sink hold when it is reached through the calls on this trail? */
static bool holds(descent *d, uint32_t index, const pl_sink_site *item) {
    const pl_program *p = d->graph->cx->program;
    GArray *frames = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    trail(d, index, frames);
    for (guint i = 0; i < frames->len; i++) {
        uint32_t *at = &g_array_index(frames, uint32_t, i);
        *at = p->edges[*at].site;
    }
    pl_frames known = {(const uint32_t *)(void *)frames->data, frames->len};
    bool ok;
    if (p->edges[item->edge].callback) {
        ok = true;
        d->tail->maybe = item->maybe;
    } else {
        ok = pl_sink_holds(p, item->sink, item->site, known, &d->tail->maybe);
    }
    g_array_free(frames, TRUE);
    return ok;
}

static bool sink_in(descent *d, uint32_t index) {
    const pl_context *cx = d->graph->cx;
    const pl_func *f = &cx->program->funcs[g_array_index(d->queue, hop, index).func];
    for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++) {
        if (!(cx->wrappers->wrapped[s] & 1u << d->graph->rule) || !pl_graph_passes(d->graph, s)) continue;
        for (uint32_t i = cx->sinks->first[s]; i < cx->sinks->first[s + 1]; i++) {
            const pl_sink_site *item = &cx->sinks->items[i];
            if (!(d->graph->categories & 1u << item->sink->category) ||
                pl_edge_rank(&cx->program->edges[item->edge]) > d->rank ||
                !pl_graph_follows(d->graph, &cx->program->edges[item->edge]) || !holds(d, index, item))
                continue;
            d->tail->sink = item;
            trail(d, index, d->tail->edges);
            g_array_append_val(d->tail->edges, item->edge);
            return true;
        }
    }
    return false;
}

static bool descend(descent *d) {
    const pl_program *p = d->graph->cx->program;
    const pl_site *site = &p->sites[d->site];
    for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++) push(d, e, PL_NONE);
    for (uint32_t q = 0; q < d->queue->len; q++) {
        if (sink_in(d, q)) return true;
        const pl_func *f = &p->funcs[g_array_index(d->queue, hop, q).func];
        for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++) {
            if (!(d->graph->cx->wrappers->wrapped[s] & 1u << d->graph->rule) || !pl_graph_passes(d->graph, s)) continue;
            for (uint32_t e = p->sites[s].first_edge; e < p->sites[s].first_edge + p->sites[s].nedges; e++)
                push(d, e, q);
        }
    }
    return false;
}

static bool direct_sink(const pl_graph *g, uint32_t site, int rank, pl_tail *tail) {
    const pl_context *cx = g->cx;
    for (uint32_t i = cx->sinks->first[site]; i < cx->sinks->first[site + 1]; i++) {
        const pl_sink_site *item = &cx->sinks->items[i];
        if (!(g->categories & 1u << item->sink->category) || pl_edge_rank(&cx->program->edges[item->edge]) > rank ||
            !pl_graph_follows(g, &cx->program->edges[item->edge]))
            continue;
        tail->sink = item;
        tail->maybe = item->maybe;
        g_array_append_val(tail->edges, item->edge);
        return true;
    }
    return false;
}

static bool may_lead_down(const pl_graph *g, uint32_t s) {
    const pl_context *cx = g->cx;
    const pl_site *site = &cx->program->sites[s];
    for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++)
        if (cx->wrappers->rules[cx->program->edges[e].callee] & 1u << g->rule) return true;
    return false;
}

bool pl_tail_find(const pl_graph *g, uint32_t site, pl_tail *tail) {
    bool down = may_lead_down(g, site);
    *tail = (pl_tail){0};
    if (!down && !pl_sink_at(g->cx->sinks, site, g->categories)) return false;
    tail->edges = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool found = false;
    for (int rank = 0; rank < PL_NRANKS && !found; rank++) {
        tail->rank = rank;
        found = direct_sink(g, site, rank, tail);
        if (found || !down) continue;
        descent d = {.graph = g, .site = site, .rank = rank, .tail = tail};
        d.queue = g_array_new(FALSE, FALSE, sizeof(hop));
        d.seen = g_hash_table_new(NULL, NULL);
        found = descend(&d);
        g_array_free(d.queue, TRUE);
        g_hash_table_destroy(d.seen);
    }
    if (found) return true;
    g_array_free(tail->edges, TRUE);
    tail->edges = NULL;
    return false;
}
