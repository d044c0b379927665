/* graph_parts.c: which functions a picture shows: those on a path between its ends, whole shortest paths first. */
#include <string.h>

#include "commands/graph.h"

enum {
    READABLE = 40, /* functions */
    DETOUR = 3     /* calls that a path may have more than the shortest, unless more functions are asked for */
};

bool pl_graph_counts(const pl_graph_part *part, const pl_edge *edge) {
    return pl_tier_rank((pl_tier)edge->tier) <= part->rank && (part->contexts & 1u << edge->context);
}

/* Calls from the named functions to each (forwards), or from each to them; NULL: no function has that name. */
static uint32_t *measure(const pl_program *p, const pl_graph_part *part, const char *name, bool forwards) {
    uint32_t count, n = 0;
    const uint32_t *named = pl_program_named(p, name, &count);
    if (!count) return NULL;
    uint32_t *dist = g_new(uint32_t, p->nfuncs + 1), *queue = g_new(uint32_t, p->nfuncs + 1);
    memset(dist, 0xff, (p->nfuncs + 1) * sizeof *dist);
    for (uint32_t i = 0; i < count; i++) {
        dist[named[i]] = 0;
        queue[n++] = named[i];
    }
    for (uint32_t q = 0; q < n; q++) {
        const pl_func *f = &p->funcs[queue[q]];
        uint32_t begin = forwards ? (f->nsites ? f->first_site : 0) : f->first_in;
        for (uint32_t i = begin; i < begin + (forwards ? f->nsites : f->nin); i++) {
            uint32_t first = forwards ? p->sites[i].first_edge : p->incoming[i];
            for (uint32_t e = first; e < first + (forwards ? p->sites[i].nedges : 1); e++) {
                uint32_t next = forwards ? p->edges[e].callee : p->sites[p->edges[e].site].caller;
                if (dist[next] != PL_NONE || !pl_graph_counts(part, &p->edges[e])) continue;
                dist[next] = dist[queue[q]] + 1;
                queue[n++] = next;
            }
        }
    }
    g_free(queue);
    return dist;
}

static bool on_path(const pl_graph_part *part, uint32_t f) {
    return (!part->from || part->from[f] != PL_NONE) && (!part->to || part->to[f] != PL_NONE);
}

/* Of the shortest path through the function. */
static uint32_t length_through(const pl_graph_part *part, uint32_t f) {
    return (part->from ? part->from[f] : 0) + (part->to ? part->to[f] : 0);
}

static int compare(gconstpointer a, gconstpointer b, gpointer data) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    uint32_t m = length_through(data, x), n = length_through(data, y);
    if (m != n) return m < n ? -1 : 1;
    return (x > y) - (x < y);
}

/* The next function on a shortest path towards one end, a shown one if possible. */
static uint32_t nearer(const pl_program *p, const pl_graph_part *part, uint32_t func, bool to_start) {
    const uint32_t *dist = to_start ? part->from : part->to;
    const pl_func *f = &p->funcs[func];
    uint32_t best = PL_NONE;
    if (!dist || !dist[func]) return PL_NONE;
    uint32_t begin = to_start ? f->first_in : (f->nsites ? f->first_site : 0);
    for (uint32_t i = begin; i < begin + (to_start ? f->nin : f->nsites); i++) {
        uint32_t first = to_start ? p->incoming[i] : p->sites[i].first_edge;
        for (uint32_t e = first; e < first + (to_start ? 1 : p->sites[i].nedges); e++) {
            uint32_t next = to_start ? p->sites[p->edges[e].site].caller : p->edges[e].callee;
            if (dist[next] + 1 != dist[func] || !pl_graph_counts(part, &p->edges[e])) continue;
            if (part->shown[next]) return next;
            best = MIN(best, next);
        }
    }
    return best;
}

/* Shows the function with a shortest path through it, if there is room for all of it. */
static void show(const pl_program *p, pl_graph_part *part, uint32_t func, uint32_t most) {
    GArray *path = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_val(path, func);
    for (int side = 0; side < 2; side++)
        for (uint32_t f = nearer(p, part, func, side == 0); f != PL_NONE; f = nearer(p, part, f, side == 0))
            if (!part->shown[f]) g_array_append_val(path, f);
    if (part->nshown + path->len <= most) {
        for (guint i = 0; i < path->len; i++) part->shown[g_array_index(path, uint32_t, i)] = true;
        part->nshown += path->len;
    }
    g_array_free(path, TRUE);
}

static void choose(const pl_program *p, uint32_t most, uint32_t detour, pl_graph_part *part) {
    GArray *order = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t f = 0; f < p->nfuncs; f++)
        if (on_path(part, f)) g_array_append_val(order, f);
    part->ntotal = order->len;
    g_array_sort_with_data(order, compare, part);
    uint32_t shortest = order->len ? length_through(part, g_array_index(order, uint32_t, 0)) : 0;
    for (guint i = 0; i < order->len && part->nshown < most; i++) {
        uint32_t f = g_array_index(order, uint32_t, i);
        if (part->shown[f]) continue;
        if (length_through(part, f) - shortest > detour) break;
        show(p, part, f, most);
        if (part->shown[f]) part->longest = length_through(part, f);
    }
    g_array_free(order, TRUE);
}

static bool is_known(const pl_program *p, const char *name) {
    uint32_t count = 1;
    if (name) pl_program_named(p, name, &count);
    if (!count) pl_complain("there is no function %s in the program", name);
    return count > 0;
}

static bool any_on_path(const pl_program *p, const pl_graph_part *part) {
    for (uint32_t f = 0; f < p->nfuncs; f++)
        if (on_path(part, f)) return true;
    return false;
}

/* As sure as findings must be, or as sure as there is. Between two ends, what only a child runs, or a dying process,
 * counts only if there is nothing else. */
static bool find_paths(const pl_session *s, const char *from, const char *to, pl_graph_part *part) {
    static const unsigned contexts[] = {1u << PL_EDGE_NORMAL, 1u << PL_EDGE_NORMAL | 1u << PL_EDGE_IN_CHILD, ~0u};
    int weakest = pl_tier_rank(PL_TIER_TYPE);
    for (part->rank = pl_tier_rank(s->config->min_tier); part->rank <= weakest; part->rank++)
        for (unsigned i = from && to ? 0 : G_N_ELEMENTS(contexts) - 1; i < G_N_ELEMENTS(contexts); i++) {
            part->contexts = contexts[i];
            if (from) part->from = measure(s->program, part, from, true);
            if (to) part->to = measure(s->program, part, to, false);
            if (any_on_path(s->program, part)) return true;
            g_clear_pointer(&part->from, g_free);
            g_clear_pointer(&part->to, g_free);
        }
    return false;
}

bool pl_graph_choose(const pl_session *s, const char *from, const char *to, uint32_t most, pl_graph_part *part) {
    const pl_program *p = s->program;
    *part = (pl_graph_part){.rank = pl_tier_rank(PL_TIER_TYPE), .contexts = ~0u};
    if (!is_known(p, from) || !is_known(p, to)) return false;
    if ((from || to) && !find_paths(s, from, to, part)) {
        pl_complain("no call leads from %s to %s; `pinlint why %s %s` says more", from, to, from, to);
        return false;
    }
    bool whole = !from && !to;
    part->shown = g_new0(bool, p->nfuncs + 1);
    choose(p, most ? most : whole ? UINT32_MAX : READABLE, most || whole ? UINT32_MAX : DETOUR, part);
    if (part->nshown || whole) return true;
    pl_complain("--max-nodes %u: the shortest path has more functions", most);
    pl_graph_part_clear(part);
    return false;
}

void pl_graph_part_clear(pl_graph_part *part) {
    g_clear_pointer(&part->shown, g_free);
    g_clear_pointer(&part->from, g_free);
    g_clear_pointer(&part->to, g_free);
}
