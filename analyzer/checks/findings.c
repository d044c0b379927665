/* findings.c: the findings of one rule. First without directives, then with the calls that they cut: what vanishes is
 * suppressed. */
#include "checks/findings.h"

#include <string.h>

#include "checks/callers.h"
#include "checks/places.h"

typedef struct {
    const pl_context *cx;
    uint32_t rule;
    pl_level level;
    bool explicit;
    uint32_t contexts; /* as in pl_graph */
    GArray *findings;
    pl_back *back;
    const pl_run *back_run; /* that `back` was filled for, and from which function */
    uint32_t back_func;
} maker;

static pl_level level_of(const maker *m, const pl_hit *hit) {
    pl_level level = m->level;
    if (pl_rule_at(m->rule)->milder_off_loops && !m->explicit && !hit->on_loop) level = MIN(level, PL_LEVEL_NOTE);
    if (hit->tail.sink->sink->level != PL_LEVEL_OFF) level = MIN(level, hit->tail.sink->sink->level);
    if (hit->tail.maybe) level = MIN(level, PL_LEVEL_WARNING);
    if (m->contexts) level = MIN(level, PL_LEVEL_NOTE);
    return level;
}

static void look_back(maker *m, const pl_run *run, uint32_t func) {
    if (m->back_run == run && m->back_func == func) return; /* calls of one function come one after the other */
    const pl_reach *within = pl_rule_at(m->rule)->loops_only ? run->loops : run->all;
    pl_back_run(&run->graph, within, m->cx->min_rank, func, m->back);
    m->back_run = run;
    m->back_func = func;
}

/* The edges from an entry point to the function that holds the call; NULL: it does not reach it. */
static GArray *way_of(const maker *m, uint32_t entry, uint32_t func) {
    const pl_program *p = m->cx->program;
    if (m->back->stamp[entry] != m->back->round) return NULL;
    GArray *edges = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (; entry != func; entry = p->edges[m->back->next[entry]].callee)
        g_array_append_val(edges, m->back->next[entry]);
    return edges;
}

/* The same where the sink depends on who calls. */
static GArray *way_by_caller(const pl_callers *callers, uint32_t entry) {
    for (guint i = 0; i < callers->items->len; i++) {
        if (g_array_index(callers->items, pl_caller, i).func != entry) continue;
        GArray *edges = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        pl_callers_path(callers, i, edges);
        return edges;
    }
    return NULL;
}

/* Names from the entry point to the sink. Takes the edges to the call. */
static const char *const *path_names(const maker *m, uint32_t entry, GArray *way, const pl_hit *hit) {
    const pl_program *p = m->cx->program;
    GPtrArray *names = g_ptr_array_new();
    g_ptr_array_add(names, (gpointer)pl_keep_text(m->cx->keep, p->funcs[entry].name));
    g_array_append_vals(way, hit->tail.edges->data, hit->tail.edges->len);
    for (guint i = 0; i < way->len; i++) {
        const pl_edge *edge = &p->edges[g_array_index(way, uint32_t, i)];
        g_ptr_array_add(names, (gpointer)pl_keep_text(m->cx->keep, p->funcs[edge->callee].name));
    }
    g_array_free(way, TRUE);
    g_ptr_array_add(names, NULL);
    const char *const *kept = pl_keep_copy(m->cx->keep, names->pdata, names->len * sizeof(gpointer));
    g_ptr_array_free(names, TRUE);
    return kept;
}

static void add_others(maker *m, const pl_run *run, const pl_hit *hit, uint32_t root, pl_finding *f) {
    const pl_context *cx = m->cx;
    uint32_t func = cx->program->sites[hit->site].caller;
    const pl_rule *row = pl_rule_at(m->rule);
    look_back(m, run, func);
    pl_callers *callers =
        hit->by_caller ? pl_callers_find(&run->graph, run->all, cx->min_rank, hit->site, &hit->tail) : NULL;
    GArray *others = g_array_new(FALSE, FALSE, sizeof(pl_entry_info));
    for (uint32_t i = 0; i < cx->entries->count; i++) {
        const pl_entry *entry = &cx->entries->items[i];
        if (entry->func == root || (row->loops_only && !pl_model_is_loop(entry->info.model))) continue;
        GArray *way = callers ? way_by_caller(callers, entry->func) : way_of(m, entry->func, func);
        if (!way) continue;
        pl_entry_info info = entry->info;
        info.path = path_names(m, entry->func, way, hit);
        g_array_append_val(others, info);
    }
    pl_callers_free(callers);
    f->nothers = others->len;
    f->others = pl_keep_array(cx->keep, others);
}

/* The first comment on the witness. */
static uint32_t note_on_witness(const maker *m, uint32_t root, const GArray *edges) {
    const pl_context *cx = m->cx;
    uint32_t note = pl_directive_at_func(cx->directives, root, m->rule);
    for (guint i = 0; note == PL_NONE && i < edges->len; i++) {
        const pl_edge *edge = &cx->program->edges[g_array_index(edges, uint32_t, i)];
        note = pl_directive_at_site(cx->directives, edge->site, m->rule);
        if (note == PL_NONE && i + 1 < edges->len) note = pl_directive_at_func(cx->directives, edge->callee, m->rule);
    }
    return note;
}

/* Else the first on any other path: the one that the witness leads along is only too weak without them. */
static uint32_t note_on_any_path(maker *m, const pl_run *run, uint32_t func) {
    const pl_context *cx = m->cx;
    const pl_program *p = cx->program;
    uint32_t best = PL_NONE;
    look_back(m, run, func);
    for (uint32_t i = 0; i < m->back->nqueue; i++) {
        uint32_t at = m->back->queue[i];
        best = MIN(best, pl_directive_at_func(cx->directives, at, m->rule));
        for (uint32_t s = p->funcs[at].first_site; s < p->funcs[at].first_site + p->funcs[at].nsites; s++)
            best = MIN(best, pl_directive_at_site(cx->directives, s, m->rule));
    }
    for (uint32_t n = 0; best == PL_NONE && n < cx->directives->count; n++) {
        const pl_note *note = &cx->directives->items[n];
        if (!note->bad && !note->skipped && (note->rules & 1u << m->rule)) best = n;
    }
    return best;
}

static void suppress(maker *m, const pl_run *run, const pl_hit *hit, uint32_t root, const GArray *edges,
                     pl_finding *f) {
    const pl_context *cx = m->cx;
    uint32_t n = note_on_witness(m, root, edges);
    if (n == PL_NONE) n = note_on_any_path(m, run, cx->program->sites[hit->site].caller);
    if (n == PL_NONE) return;
    const pl_note *note = &cx->directives->items[n];
    pl_location at = {
        .file = note->said->file, .line = note->said->line, .column = note->said->column, .spelled_file = PL_NONE};
    const char *reason = note->said->reason == PL_NONE ? NULL : pl_str(note->facts, note->said->reason);
    pl_suppression s = {.justification = pl_keep_text(cx->keep, reason),
                        .at = pl_place_at(cx->keep, cx->config->root, note->facts, &at),
                        .kind = "inSource"};
    f->suppressed = pl_keep_copy(cx->keep, &s, sizeof s);
}

/* "prctl(PR_SET_SECCOMP)": a sink that is one only for some arguments is called by them. */
static const char *name_of_sink(const pl_context *cx, const pl_hit *hit) {
    const pl_program *p = cx->program;
    const pl_sink *sink = hit->tail.sink->sink;
    const pl_site *site = &p->sites[p->edges[hit->tail.sink->edge].site];
    const char *name = p->funcs[p->edges[hit->tail.sink->edge].callee].name, *constant = NULL;
    for (uint32_t i = 0; i < sink->nwhen && !constant; i++)
        constant = pl_when_constant(&sink->when[i], site->facts, pl_site_call(site));
    if (!constant) return pl_keep_text(cx->keep, name);
    return pl_keep_take(cx->keep, g_strdup_printf("%s(%s)", name, constant));
}

/* What is said of the first call that the handler does not make as a handler. */
static const char *circumstances(const maker *m, const GArray *edges) {
    for (guint i = 0; i < edges->len; i++) {
        const pl_edge *edge = &m->cx->program->edges[g_array_index(edges, uint32_t, i)];
        if (edge->context) return pl_keep_text(m->cx->keep, pl_edge_context_text((pl_edge_context)edge->context));
    }
    return NULL;
}

static void make(maker *m, const pl_run *run, const pl_hit *hit, bool suppressed) {
    const pl_context *cx = m->cx;
    const pl_program *p = cx->program;
    const pl_rule *row = pl_rule_at(m->rule);
    const pl_site *site = &p->sites[hit->site];
    const pl_sink *sink = hit->tail.sink->sink;
    uint32_t first = g_array_index(hit->tail.edges, uint32_t, 0);
    GArray *edges;
    uint32_t root = pl_run_witness(run, hit, &edges);
    const char *name = name_of_sink(cx, hit);
    pl_finding f = {
        .rule = &row->info,
        .level = level_of(m, hit),
        .at = pl_place_at(cx->keep, cx->config->root, site->facts, &pl_site_call(site)->at),
        .function = pl_keep_text(cx->keep, p->funcs[site->caller].name),
        .sink = name,
        .wrapper = hit->tail.edges->len > 1 ? pl_keep_text(cx->keep, p->funcs[p->edges[first].callee].name) : NULL,
        .sink_note = pl_keep_text(cx->keep, sink->note),
        .category = sink->category,
        .entry = &cx->entries->items[cx->entry_of[root]].info,
        .nsteps = edges->len + 1,
        .circumstances = circumstances(m, edges),
    };
    f.steps = pl_steps_make(cx, root, edges, name, f.wrapper ? first : PL_NONE);
    for (uint32_t i = 0; i < f.nsteps; i++)
        if (pl_tier_rank(f.steps[i].tier) > pl_tier_rank(f.tier)) f.tier = f.steps[i].tier;
    add_others(m, run, hit, root, &f);
    f.message = pl_message_make(cx->keep, &f, hit->tail.edges->len, hit->tail.maybe,
                                sink->remedy ? sink->remedy : row->info.remedy);
    if (suppressed) suppress(m, run, hit, root, edges, &f);
    g_array_free(edges, TRUE);
    g_array_append_val(m->findings, f);
}

/* Calls that were taken care of before, over surer ground, are left out and the others added to `done`. */
static void make_all(maker *m, GHashTable *done, uint32_t *below) {
    const pl_context *cx = m->cx;
    pl_run *base = pl_run_new(cx, m->rule, false, m->contexts);
    pl_run *cut = cx->directives->cutting & 1u << m->rule ? pl_run_new(cx, m->rule, true, m->contexts) : NULL;
    guint c = 0;
    for (guint i = 0; i < base->hits->len; i++) {
        const pl_hit *hit = &g_array_index(base->hits, pl_hit, i), *left = NULL;
        if (!g_hash_table_add(done, GUINT_TO_POINTER(hit->site + 1))) continue;
        while (cut && c < cut->hits->len && g_array_index(cut->hits, pl_hit, c).site < hit->site) c++;
        if (cut && c < cut->hits->len && g_array_index(cut->hits, pl_hit, c).site == hit->site)
            left = &g_array_index(cut->hits, pl_hit, c);
        if (hit->rank > cx->min_rank)
            (*below)++;
        else if (!cut)
            make(m, base, hit, false);
        else if (left && left->rank <= cx->min_rank)
            make(m, cut, left, false);
        else
            make(m, base, hit, true);
    }
    pl_run_free(base);
    pl_run_free(cut);
    m->back_run = NULL;
}

/* First what handlers do as handlers; then what they do only in a child, then only when nothing comes back. */
void pl_findings_of_rule(const pl_context *cx, uint32_t rule, pl_level level, bool explicit, GArray *findings,
                         uint32_t *below) {
    static const uint32_t passes[] = {0, PL_CONTEXTS_CHILD, PL_CONTEXTS_ALL};
    maker m = {cx, rule, level, explicit, 0, findings, pl_back_new(cx->program), NULL, PL_NONE};
    GHashTable *done = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(passes); i++) {
        m.contexts = passes[i];
        make_all(&m, done, below);
    }
    g_hash_table_destroy(done);
    pl_back_free(m.back);
}
