/* findings.c: the findings of one rule. First without directives, then with the calls that they cut: what vanishes is
 * suppressed. */
#include "checks/findings.h"

#include <string.h>

#include "checks/others.h"
#include "checks/places.h"

typedef struct {
    const pl_context *cx;
    uint32_t rule;
    pl_level level;
    bool explicit;
    uint32_t contexts; /* as in pl_graph */
    GArray *findings;
    pl_others others;
} maker;

static pl_level level_of(const maker *m, const pl_hit *hit) {
    pl_level level = m->level;
    if (pl_rule_at(m->rule)->milder_off_loops && !m->explicit && !hit->on_loop) level = MIN(level, PL_LEVEL_NOTE);
    if (hit->tail.sink->sink->level != PL_LEVEL_OFF) level = MIN(level, hit->tail.sink->sink->level);
    if (hit->tail.maybe || hit->restored) level = MIN(level, PL_LEVEL_WARNING);
    if (m->contexts) level = MIN(level, PL_LEVEL_NOTE);
    return level;
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
    const pl_back *back = pl_others_back(&m->others, run, func, true);
    uint32_t best = PL_NONE;
    for (uint32_t i = 0; i < back->nqueue; i++) {
        uint32_t at = back->queue[i];
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

/* Whether what is changed is put back. */
static const char *balance_text(const maker *m, const pl_hit *hit) {
    const pl_context *cx = m->cx;
    if (hit->restored) return "put back on every way out";
    if (!hit->leak) return NULL;
    uint32_t where = hit->leak->where;
    uint32_t line = where == PL_NONE ? 0 : pl_site_call(&cx->program->sites[where])->at.line;
    GString *text = g_string_new(NULL);
    switch (hit->leak->kind) {
    case PL_BALANCE_DEFAULT: g_string_printf(text, "line %u sets the default instead of what was found", line); break;
    case PL_BALANCE_OTHER: g_string_printf(text, "line %u sets something else than what was found", line); break;
    case PL_BALANCE_PART:
        g_string_printf(text, "put back in part: %s, but not %s", hit->leak->other, hit->leak->state);
        break;
    case PL_BALANCE_ELSEWHERE:
        g_string_assign(text, "saved, but what puts it back is not called on the way out");
        break;
    default:
        g_string_assign(text, "not put back on every way out");
        if (line) g_string_append_printf(text, ": not on the one after line %u", line);
        break;
    }
    return pl_keep_take(cx->keep, g_string_free(text, FALSE));
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
        .balance = balance_text(m, hit),
    };
    f.steps = pl_steps_make(cx, root, edges, name, f.wrapper ? first : PL_NONE);
    for (uint32_t i = 0; i < f.nsteps; i++)
        if (pl_tier_rank(f.steps[i].tier) > pl_tier_rank(f.tier)) f.tier = f.steps[i].tier;
    pl_others_add(&m->others, run, hit, root, &f);
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
    pl_others_begin(&m->others, base, cut);
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
}

/* Bits of the circumstances in which calls of the program are made. */
static uint32_t contexts_of(const pl_program *p) {
    uint32_t contexts = 0;
    for (uint32_t e = 0; e < p->nedges; e++) contexts |= 1u << p->edges[e].context;
    return contexts;
}

static bool has_sinks(const pl_context *cx, uint32_t rule) {
    for (uint32_t i = 0; i < cx->sinks->count; i++)
        if (pl_rule_at(rule)->categories & 1u << cx->sinks->items[i].sink->category) return true;
    return false;
}

/* First what handlers do as handlers; then what they do only in a child, then only when nothing comes back. */
void pl_findings_of_rule(const pl_context *cx, uint32_t rule, pl_level level, bool explicit, GArray *findings,
                         uint32_t *below) {
    static const uint32_t passes[] = {0, PL_CONTEXTS_CHILD, PL_CONTEXTS_ALL};
    if (!has_sinks(cx, rule)) return;
    uint32_t there = contexts_of(cx->program), walked = 1u << PL_EDGE_NORMAL;
    maker m = {.cx = cx, .rule = rule, .level = level, .explicit = explicit, .findings = findings};
    pl_others_open(&m.others, cx, rule);
    GHashTable *done = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(passes); i++) {
        if (i && !(there & passes[i] & ~walked)) continue; /* the same graph as before */
        walked |= passes[i];
        m.contexts = passes[i];
        make_all(&m, done, below);
    }
    g_hash_table_destroy(done);
    pl_others_clear(&m.others);
}
