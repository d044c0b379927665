/* run.c: the calls that one rule reports on one graph. */
#include "checks/callers.h"
#include "checks/findings.h"

static GArray *roots_of(const pl_context *cx, bool loops) {
    GArray *roots = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t f = 0; f < cx->program->nfuncs; f++) { /* in the order of the program, not of the names */
        uint32_t e = cx->entry_of[f];
        if (e != PL_NONE && (!loops || pl_model_is_loop(cx->entries->items[e].info.model)))
            g_array_append_val(roots, f);
    }
    return roots;
}

static void reach_from_entries(pl_run *run, bool loops_matter) {
    const pl_context *cx = run->graph.cx;
    pl_ways *ways = pl_ways_new(&run->graph);
    GArray *all = roots_of(cx, false), *loops = roots_of(cx, true);
    run->all = pl_reach_new(ways, (const uint32_t *)(void *)all->data, all->len);
    if (loops_matter && loops->len == all->len)
        run->loops = run->all;
    else if (loops_matter)
        run->loops = pl_reach_new(ways, (const uint32_t *)(void *)loops->data, loops->len);
    g_array_free(all, TRUE);
    g_array_free(loops, TRUE);
    pl_ways_free(ways);
}

typedef struct {
    const pl_context *cx;
    bool loops, sure, found;
} picking;

/* False for the entry point that is looked for. */
static bool goes_on(const pl_callers *callers, guint index, void *data) {
    picking *k = data;
    const pl_caller *c = &g_array_index(callers->items, pl_caller, index);
    uint32_t entry = k->cx->entry_of[c->func];
    k->found = entry != PL_NONE && !(k->sure && c->maybe) &&
               (!k->loops || pl_model_is_loop(k->cx->entries->items[entry].info.model));
    return !k->found;
}

/* The nearest entry point from which the sink holds, as the hit's witness; false: there is none. */
static bool pick(const pl_run *run, pl_hit *hit, bool loops, int rank, bool sure) {
    picking k = {.cx = run->graph.cx, .loops = loops, .sure = sure};
    pl_callers_limits limits = {goes_on, &k, UINT64_MAX};
    pl_callers *callers = pl_callers_find(&run->graph, run->all, rank, hit->site, &hit->tail, &limits);
    if (k.found) {
        const pl_caller *c = &g_array_index(callers->items, pl_caller, callers->items->len - 1);
        hit->root = c->func;
        hit->tail.maybe = c->maybe;
        pl_callers_path(callers, callers->items->len - 1, hit->witness);
    }
    pl_callers_free(callers);
    return k.found;
}

/* The rank of the witness; PL_NRANKS: none. Where the sink is sure to hold for someone, that is who is shown. */
static int rank_by_caller(const pl_run *run, pl_hit *hit, bool loops) {
    for (int sure = !hit->all_maybe; sure >= 0; sure--) {
        int most = sure ? run->graph.cx->min_rank : PL_NRANKS - 1;
        for (int rank = hit->tail.rank; rank <= most; rank++)
            if (pick(run, hit, loops, rank, sure)) return rank;
    }
    return PL_NRANKS;
}

static int rank_of(const pl_run *run, pl_hit *hit, bool loops) {
    if (hit->by_caller) {
        g_array_set_size(hit->witness, 0);
        return rank_by_caller(run, hit, loops);
    }
    uint32_t caller = run->graph.cx->program->sites[hit->site].caller;
    return MAX(pl_reach_rank(loops ? run->loops : run->all, caller), hit->tail.rank);
}

/* Prefers entry points on event loops where they make the finding worse, as long as their path is sure enough. */
static void rate(const pl_run *run, pl_hit *hit) {
    const pl_context *cx = run->graph.cx;
    hit->rank = PL_NRANKS;
    if (run->loops) {
        hit->on_loop = true;
        hit->rank = rank_of(run, hit, true);
        if (hit->rank <= cx->min_rank || pl_rule_at(run->graph.rule)->loops_only) return;
    }
    bool on_loop = hit->rank < PL_NRANKS;
    int rank = rank_of(run, hit, false);
    if (rank > cx->min_rank && on_loop) {
        if (hit->by_caller) rank_of(run, hit, true);
        return;
    }
    hit->on_loop = false;
    hit->rank = rank;
}

static void clear(pl_hit *hit) {
    g_array_free(hit->tail.edges, TRUE);
    if (hit->witness) g_array_free(hit->witness, TRUE);
}

/* From the sink up to the reported call, then up to its callers: the first that decides. */
static pl_undone undone_below(const pl_run *run, const pl_tail *tail) {
    const pl_context *cx = run->graph.cx;
    pl_undone undone;
    for (guint i = tail->edges->len; i-- > 1;) {
        uint32_t site = cx->program->edges[g_array_index(tail->edges, uint32_t, i)].site;
        if (pl_balance_decided(cx->balance, site, run->graph.categories, &undone)) return undone;
    }
    uint32_t site = cx->program->edges[g_array_index(tail->edges, uint32_t, 0)].site;
    return pl_balance_undone(cx->balance, cx->program, cx->is_entry, run->all->dist[PL_NRANKS - 1], site,
                             run->graph.categories);
}

/* A rule about leaks looks for what leaks; to the others a call that puts back what was saved changes nothing. */
static bool find_tail(const pl_run *run, pl_hit *hit) {
    const pl_context *cx = run->graph.cx;
    pl_graph graph = run->graph;
    if (pl_rule_at(graph.rule)->leaks_only) {
        hit->leak = pl_balance_leak(cx->balance, hit->site, graph.categories);
        if (!hit->leak) return false;
        graph.categories &= hit->leak->categories;
        return pl_tail_find(&graph, hit->site, &hit->tail);
    }
    if (!pl_tail_find(&graph, hit->site, &hit->tail)) return false;
    pl_undone undone = undone_below(run, &hit->tail);
    hit->restored = undone == PL_UNDONE_LATER;
    if (undone == PL_UNDOES) g_array_free(hit->tail.edges, TRUE);
    return undone != PL_UNDOES;
}

pl_run *pl_run_new(const pl_context *cx, uint32_t rule, bool cut, uint32_t contexts) {
    const pl_rule *row = pl_rule_at(rule);
    pl_run *run = g_new0(pl_run, 1);
    run->graph = (pl_graph){.cx = cx, .rule = rule, .categories = row->categories, .cut = cut, .contexts = contexts};
    reach_from_entries(run, row->loops_only || row->milder_off_loops);
    run->hits = g_array_new(FALSE, FALSE, sizeof(pl_hit));
    for (uint32_t s = 0; s < cx->program->nsites; s++) {
        if ((cx->wrappers->wrapped[s] & 1u << rule) || !pl_graph_passes(&run->graph, s) ||
            run->all->dist[PL_NRANKS - 1][cx->program->sites[s].caller] == PL_NONE)
            continue;
        pl_hit hit = {.site = s};
        if (!find_tail(run, &hit)) continue;
        hit.by_caller = pl_callers_matter(&run->graph, &hit.tail);
        hit.all_maybe = hit.tail.maybe;
        if (hit.by_caller) hit.witness = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        rate(run, &hit);
        if (hit.rank < PL_NRANKS)
            g_array_append_val(run->hits, hit);
        else
            clear(&hit);
    }
    return run;
}

void pl_run_free(pl_run *run) {
    if (!run) return;
    for (guint i = 0; i < run->hits->len; i++) clear(&g_array_index(run->hits, pl_hit, i));
    g_array_free(run->hits, TRUE);
    if (run->loops != run->all) pl_reach_free(run->loops);
    pl_reach_free(run->all);
    g_free(run);
}

uint32_t pl_run_witness(const pl_run *run, const pl_hit *hit, GArray **edges) {
    *edges = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    const pl_reach *reach = hit->on_loop ? run->loops : run->all;
    uint32_t caller = run->graph.cx->program->sites[hit->site].caller;
    uint32_t root = hit->root;
    if (hit->by_caller)
        g_array_append_vals(*edges, hit->witness->data, hit->witness->len);
    else
        root = pl_reach_path(&run->graph, reach, hit->rank, caller, *edges);
    g_array_append_vals(*edges, hit->tail.edges->data, hit->tail.edges->len);
    return root;
}
