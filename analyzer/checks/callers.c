/* callers.c: see callers.h. Breadth first. While the outcome depends on what the last function is passed, each way to
 * it counts for itself; as soon as it does not, the function is taken once. */
#include "checks/callers.h"

enum { MAX_JUDGED = 4096, MAX_FRAMES = 12 };
enum { MAYBE = 1, SURE };

typedef struct {
    const pl_graph *graph;
    const pl_reach *within;
    int rank;
    const pl_tail *tail;
    const pl_callers_limits *limits;
    pl_callers *callers;
    GArray *items;      /* of the callers */
    GHashTable *closed; /* function + 1 whose callers do not matter → MAYBE or SURE */
    uint32_t judged;
    uint64_t edges;
    bool ended;
} walker;

/* The calls from that one down to the sink's own, which is left out. */
static GArray *frames_of(const walker *w, const pl_caller *from) {
    const pl_program *p = w->graph->cx->program;
    GArray *frames = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (; from && from->edge != PL_NONE; from = &g_array_index(w->items, pl_caller, from->parent))
        g_array_append_val(frames, p->edges[from->edge].site);
    for (guint i = 0; i + 1 < w->tail->edges->len; i++)
        g_array_append_val(frames, p->edges[g_array_index(w->tail->edges, uint32_t, i)].site);
    return frames;
}

/* False when the sink does not hold on the way from this caller; else says what is still open. */
static bool judge(walker *w, pl_caller *c) {
    const pl_program *p = w->graph->cx->program;
    const pl_sink_site *item = w->tail->sink;
    GArray *sites = frames_of(w, c);
    pl_frames frames = {(const uint32_t *)(void *)sites->data, sites->len};
    bool holds = pl_sink_holds(p, item->sink, item->site, frames, &c->maybe);
    c->open = holds && w->judged < MAX_JUDGED && frames.count < MAX_FRAMES &&
              pl_sink_asks_callers(p, item->sink, item->site, frames);
    w->judged++;
    g_array_free(sites, TRUE);
    return holds;
}

static unsigned taken(const walker *w, uint32_t func) {
    return GPOINTER_TO_UINT(g_hash_table_lookup(w->closed, GUINT_TO_POINTER(func + 1)));
}

static bool may_follow(const walker *w, uint32_t e) {
    const pl_program *p = w->graph->cx->program;
    uint32_t site = p->edges[e].site, caller = p->sites[site].caller;
    return taken(w, caller) != SURE && pl_edge_rank(&p->edges[e]) <= w->rank &&
           pl_graph_follows(w->graph, &p->edges[e]) && pl_graph_passes(w->graph, site) &&
           pl_graph_opens(w->graph, caller) && (!w->within || w->within->dist[PL_NRANKS - 1][caller] != PL_NONE);
}

/* Going round a recursion once more changes nothing. */
static bool is_on_way(const walker *w, uint32_t index, uint32_t edge) {
    for (; index != PL_NONE; index = g_array_index(w->items, pl_caller, index).parent)
        if (g_array_index(w->items, pl_caller, index).edge == edge) return true;
    return false;
}

static void push(walker *w, pl_caller c) {
    unsigned how = c.maybe ? MAYBE : SURE;
    if (taken(w, c.func) >= how) return;
    if (!c.open) g_hash_table_insert(w->closed, GUINT_TO_POINTER(c.func + 1), GUINT_TO_POINTER(how));
    g_array_append_val(w->items, c);
    w->ended = !w->limits->more(w->callers, w->items->len - 1, w->limits->data);
}

static void expand(walker *w, uint32_t index) {
    const pl_program *p = w->graph->cx->program;
    const pl_caller at = g_array_index(w->items, pl_caller, index);
    const pl_func *f = &p->funcs[at.func];
    w->edges += f->nin;
    for (uint32_t i = 0; i < f->nin && !w->ended; i++) {
        uint32_t e = p->incoming[f->first_in + i];
        if (!may_follow(w, e) || (at.open && is_on_way(w, index, e))) continue;
        pl_caller c = {p->sites[p->edges[e].site].caller, e, index, false, at.maybe};
        /* What a library passes to a callback is not known, whoever calls. */
        if (!at.open || p->edges[e].callback || judge(w, &c)) push(w, c);
    }
}

bool pl_callers_matter(const pl_graph *g, const pl_tail *tail) {
    const pl_program *p = g->cx->program;
    if (!tail->sink->sink->nwhen || p->edges[tail->sink->edge].callback) return false;
    walker w = {.graph = g, .tail = tail};
    GArray *sites = frames_of(&w, NULL);
    pl_frames frames = {(const uint32_t *)(void *)sites->data, sites->len};
    bool matter = pl_sink_asks_callers(p, tail->sink->sink, tail->sink->site, frames);
    g_array_free(sites, TRUE);
    return matter;
}

pl_callers *pl_callers_find(const pl_graph *g, const pl_reach *within, int rank, uint32_t site, const pl_tail *tail,
                            const pl_callers_limits *limits) {
    pl_callers *callers = g_new0(pl_callers, 1);
    callers->items = g_array_new(FALSE, FALSE, sizeof(pl_caller));
    walker w = {.graph = g,
                .within = within,
                .rank = rank,
                .tail = tail,
                .limits = limits,
                .callers = callers,
                .items = callers->items,
                .closed = g_hash_table_new(NULL, NULL)};
    push(&w, (pl_caller){g->cx->program->sites[site].caller, PL_NONE, PL_NONE, true, tail->maybe});
    for (uint32_t q = 0; q < w.items->len && !w.ended; q++) {
        w.ended = w.edges >= limits->edges;
        if (!w.ended) expand(&w, q);
    }
    g_hash_table_destroy(w.closed);
    callers->whole = !w.ended;
    return callers;
}

void pl_callers_free(pl_callers *callers) {
    if (!callers) return;
    g_array_free(callers->items, TRUE);
    g_free(callers);
}

void pl_callers_path(const pl_callers *callers, uint32_t index, GArray *edges) {
    for (;;) {
        const pl_caller *c = &g_array_index(callers->items, pl_caller, index);
        if (c->parent == PL_NONE) return;
        g_array_append_val(edges, c->edge);
        index = c->parent;
    }
}
