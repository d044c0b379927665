/* others.c: see others.h. */
#include "checks/others.h"

#include <string.h>

#include "checks/callers.h"

/* For all findings of a rule together, as long as each may have the least. */
enum { ALL_LISTED = 250000, MOST_LISTED = 1000, LEAST_LISTED = 20 };
enum { ALL_EDGES = 100000000, LEAST_EDGES = 10000 };

/* An entry point and where its way begins. */
typedef struct {
    uint32_t entry;
    guint caller; /* index in the callers, where these decide */
} start;

typedef struct {
    pl_others *o;
    const pl_callers *callers; /* where these decide, and else: */
    const pl_back *back;
    const pl_hit *hit;
    uint32_t root;
    GArray *starts; /* start */
    bool full;
} search;

void pl_others_open(pl_others *o, const pl_context *cx, uint32_t rule) {
    *o = (pl_others){.cx = cx,
                     .rule = rule,
                     .counts = g_new0(bool, cx->program->nfuncs + 1),
                     .last_finding = g_new0(uint32_t, cx->entries->count + 1)};
    for (uint32_t i = 0; i < cx->entries->count; i++) {
        const pl_entry *entry = &cx->entries->items[i];
        o->counts[entry->func] = !pl_rule_at(rule)->loops_only || pl_model_is_loop(entry->info.model);
    }
}

static void end_walks(pl_others *o) {
    for (size_t i = 0; i < G_N_ELEMENTS(o->walks); i++) pl_back_free(o->walks[i].back);
}

void pl_others_clear(pl_others *o) {
    end_walks(o);
    g_free(o->counts);
    g_free(o->last_finding);
}

void pl_others_begin(pl_others *o, const pl_run *base, const pl_run *cut) {
    uint32_t nhits = MAX(base->hits->len, 1);
    o->most = CLAMP(ALL_LISTED / nhits, LEAST_LISTED, MOST_LISTED);
    o->edges = MAX(ALL_EDGES / nhits, LEAST_EDGES);
    end_walks(o);
    o->walks[0] = (pl_others_walk){.run = base, .func = PL_NONE};
    o->walks[1] = (pl_others_walk){.run = cut, .func = PL_NONE};
}

static const pl_reach *within(const pl_others *o, const pl_run *run) {
    return pl_rule_at(o->rule)->loops_only ? run->loops : run->all;
}

/* Notes the entry point that the function is, if it is another one that counts. False: enough were found. */
static bool note(search *q, uint32_t func, guint caller) {
    pl_others *o = q->o;
    uint32_t entry = o->cx->entry_of[func];
    if (!o->counts[func] || func == q->root || o->last_finding[entry] == o->finding) return true;
    q->full = q->starts->len == o->most;
    if (q->full) return false;
    o->last_finding[entry] = o->finding;
    start s = {entry, caller};
    g_array_append_val(q->starts, s);
    return true;
}

const pl_back *pl_others_back(pl_others *o, const pl_run *run, uint32_t func, bool all) {
    pl_others_walk *walk = &o->walks[run == o->walks[1].run];
    /* One more than are listed, so that it is known, and the witness's. */
    pl_back_limits limits = {o->edges, all ? UINT32_MAX : o->most + 2, o->counts};
    if (!walk->back) walk->back = pl_back_new(&run->graph, within(o, run), o->cx->min_rank);
    if (walk->func == func && (walk->far || !all)) return walk->back; /* calls of one function come one by one */
    pl_back_run(walk->back, func, &limits);
    walk->func = func;
    walk->far = all;
    return walk->back;
}

static void search_back(search *q, const pl_run *run) {
    const pl_back *back = pl_others_back(q->o, run, q->o->cx->program->sites[q->hit->site].caller, false);
    q->back = back;
    for (uint32_t i = 0; i < back->nqueue && note(q, back->queue[i], 0); i++) continue;
    q->full = q->full || !back->whole;
}

static bool note_caller(const pl_callers *callers, guint index, void *data) {
    search *q = data;
    q->callers = callers;
    return note(q, g_array_index(callers->items, pl_caller, index).func, index);
}

/* The edges from the entry point to the function that holds the call. */
static GArray *way_of(const search *q, const start *s, uint32_t func) {
    GArray *edges = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    if (q->callers) {
        pl_callers_path(q->callers, s->caller, edges);
        return edges;
    }
    uint32_t at = q->o->cx->entries->items[s->entry].func;
    for (; at != func; at = q->o->cx->program->edges[q->back->next[at]].callee)
        g_array_append_val(edges, q->back->next[at]);
    return edges;
}

/* Names from the entry point to the sink. Takes the edges to the call. */
static const char *const *path_names(const search *q, uint32_t entry, GArray *way) {
    const pl_context *cx = q->o->cx;
    const pl_program *p = cx->program;
    GPtrArray *names = g_ptr_array_new();
    g_ptr_array_add(names, (gpointer)pl_keep_text(cx->keep, p->funcs[entry].name));
    g_array_append_vals(way, q->hit->tail.edges->data, q->hit->tail.edges->len);
    for (guint i = 0; i < way->len; i++) {
        const pl_edge *edge = &p->edges[g_array_index(way, uint32_t, i)];
        g_ptr_array_add(names, (gpointer)pl_keep_text(cx->keep, p->funcs[edge->callee].name));
    }
    g_array_free(way, TRUE);
    g_ptr_array_add(names, NULL);
    const char *const *kept = pl_keep_copy(cx->keep, names->pdata, names->len * sizeof(gpointer));
    g_ptr_array_free(names, TRUE);
    return kept;
}

/* Entry points are in order of their names. */
static int by_entry(const void *a, const void *b) {
    const start *x = a, *y = b;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

static void list(search *q, pl_finding *f) {
    const pl_context *cx = q->o->cx;
    GArray *infos = g_array_new(FALSE, FALSE, sizeof(pl_entry_info));
    g_array_sort(q->starts, by_entry);
    for (guint i = 0; i < q->starts->len; i++) {
        const start *s = &g_array_index(q->starts, start, i);
        const pl_entry *entry = &cx->entries->items[s->entry];
        pl_entry_info info = entry->info;
        info.path = path_names(q, entry->func, way_of(q, s, cx->program->sites[q->hit->site].caller));
        g_array_append_val(infos, info);
    }
    f->nothers = infos->len;
    f->others = pl_keep_array(cx->keep, infos);
    f->more_others = q->full;
}

void pl_others_add(pl_others *o, const pl_run *run, const pl_hit *hit, uint32_t root, pl_finding *f) {
    search q = {.o = o, .hit = hit, .root = root, .starts = g_array_new(FALSE, FALSE, sizeof(start))};
    pl_callers *callers = NULL;
    o->finding++;
    if (hit->by_caller) {
        pl_callers_limits limits = {note_caller, &q, o->edges};
        callers = pl_callers_find(&run->graph, run->all, o->cx->min_rank, hit->site, &hit->tail, &limits);
        q.full = q.full || !callers->whole;
    } else {
        search_back(&q, run);
    }
    list(&q, f);
    pl_callers_free(callers);
    g_array_free(q.starts, TRUE);
}
