/* run.c: the calls that one rule reports on one graph. */
#include "checks/findings.h"

static pl_reach *from_entries(const pl_graph *g, bool loops) {
    const pl_entries *entries = g->cx->entries;
    GArray *roots = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t f = 0; f < g->cx->program->nfuncs; f++) { /* in the order of the program, not of the names */
        uint32_t e = g->cx->entry_of[f];
        if (e != PL_NONE && (!loops || pl_model_is_loop(entries->items[e].info.model))) g_array_append_val(roots, f);
    }
    pl_reach *reach = pl_reach_new(g, (const uint32_t *)(void *)roots->data, roots->len);
    g_array_free(roots, TRUE);
    return reach;
}

/* Prefers entry points on event loops where they make the finding worse, as long as their path is sure enough. */
static void rate(const pl_run *run, pl_hit *hit) {
    const pl_context *cx = run->graph.cx;
    uint32_t caller = cx->program->sites[hit->site].caller;
    hit->rank = PL_NRANKS;
    if (run->loops) {
        hit->on_loop = true;
        hit->rank = MAX(pl_reach_rank(run->loops, caller), hit->tail.rank);
        if (hit->rank <= cx->min_rank || pl_rule_at(run->graph.rule)->loops_only) return;
    }
    int rank = MAX(pl_reach_rank(run->all, caller), hit->tail.rank);
    if (rank > cx->min_rank && hit->rank < PL_NRANKS) return;
    hit->on_loop = false;
    hit->rank = rank;
}

pl_run *pl_run_new(const pl_context *cx, uint32_t rule, bool cut, uint32_t contexts) {
    const pl_rule *row = pl_rule_at(rule);
    pl_run *run = g_new0(pl_run, 1);
    run->graph = (pl_graph){.cx = cx, .rule = rule, .categories = row->categories, .cut = cut, .contexts = contexts};
    run->all = from_entries(&run->graph, false);
    if (row->loops_only || row->milder_off_loops) run->loops = from_entries(&run->graph, true);
    run->hits = g_array_new(FALSE, FALSE, sizeof(pl_hit));
    for (uint32_t s = 0; s < cx->program->nsites; s++) {
        if ((cx->wrappers->wrapped[s] & 1u << rule) || !pl_graph_passes(&run->graph, s) ||
            run->all->dist[PL_NRANKS - 1][cx->program->sites[s].caller] == PL_NONE)
            continue;
        pl_hit hit = {.site = s};
        if (!pl_tail_find(&run->graph, s, &hit.tail)) continue;
        rate(run, &hit);
        if (hit.rank < PL_NRANKS)
            g_array_append_val(run->hits, hit);
        else
            g_array_free(hit.tail.edges, TRUE);
    }
    return run;
}

void pl_run_free(pl_run *run) {
    if (!run) return;
    for (guint i = 0; i < run->hits->len; i++) g_array_free(g_array_index(run->hits, pl_hit, i).tail.edges, TRUE);
    g_array_free(run->hits, TRUE);
    pl_reach_free(run->all);
    pl_reach_free(run->loops);
    g_free(run);
}

uint32_t pl_run_witness(const pl_run *run, const pl_hit *hit, GArray **edges) {
    *edges = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    const pl_reach *reach = hit->on_loop ? run->loops : run->all;
    uint32_t caller = run->graph.cx->program->sites[hit->site].caller;
    uint32_t root = pl_reach_path(&run->graph, reach, hit->rank, caller, *edges);
    g_array_append_vals(*edges, hit->tail.edges->data, hit->tail.edges->len);
    return root;
}
