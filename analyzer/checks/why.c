/* why.c: see why.h. */
#include <string.h>

#include "checks/match.h"
#include "checks/places.h"
#include "checks/why_private.h"
#include "support/nearest.h"

enum { DEFAULT_PATHS = 64, NEAREST = 5 };

typedef struct {
    pl_why answer; /* first: this is what the caller holds */
    pl_keep keep;
    pl_entries *entries;
} owned_why;

/* By the whole name, else by the last part of a qualified one. */
static GArray *find_funcs(const pl_program *p, const char *name) {
    GArray *found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    size_t n = strlen(name);
    for (int part = 0; part < 2 && !found->len; part++) {
        for (uint32_t f = 0; f < p->nfuncs; f++) {
            const char *whole = p->funcs[f].name;
            size_t m = strlen(whole);
            bool ends = m > n + 2 && !strcmp(whole + m - n, name) && !strncmp(whole + m - n - 2, "::", 2);
            if (part ? ends : !strcmp(whole, name)) g_array_append_val(found, f);
        }
    }
    return found;
}

typedef struct {
    const char *name;
    size_t distance;
} likeness;

static int by_likeness(const void *a, const void *b) {
    const likeness *x = a, *y = b;
    int c = (x->distance > y->distance) - (x->distance < y->distance);
    return c ? c : strcmp(x->name, y->name);
}

static const char *const *nearest_names(owned_why *own, const pl_program *p, const char *name) {
    GArray *like = g_array_new(FALSE, FALSE, sizeof(likeness));
    size_t limit = strlen(name) / 3 + 1;
    for (uint32_t f = 0; f < p->nfuncs; f++) {
        if (p->funcs[f].flags & PL_FN_SYNTHETIC) continue;
        likeness l = {p->funcs[f].name, pl_edit_distance(name, p->funcs[f].name, limit)};
        if (l.distance > limit && strlen(name) >= 4 && strstr(l.name, name)) l.distance = limit;
        if (l.distance <= limit) g_array_append_val(like, l);
    }
    if (like->len) qsort(like->data, like->len, sizeof(likeness), by_likeness);
    GPtrArray *names = g_ptr_array_new();
    for (guint i = 0; i < like->len && names->len < NEAREST; i++) {
        const char *kept = pl_keep_text(&own->keep, g_array_index(like, likeness, i).name);
        if (!names->len || names->pdata[names->len - 1] != kept) g_ptr_array_add(names, (gpointer)kept);
    }
    g_ptr_array_add(names, NULL);
    const char *const *kept = pl_keep_copy(&own->keep, names->pdata, names->len * sizeof(gpointer));
    g_ptr_array_free(names, TRUE);
    g_array_free(like, TRUE);
    return kept;
}

void pl_why_measure(pl_asking *a, int rank, bool through_barriers) {
    const pl_program *p = a->cx.program;
    uint32_t n = 0;
    memset(a->dist, 0xff, (p->nfuncs + 1) * sizeof(uint32_t));
    for (guint i = 0; i < a->to->len; i++) {
        uint32_t func = g_array_index(a->to, uint32_t, i);
        a->dist[func] = 0;
        a->queue[n++] = func;
    }
    for (uint32_t q = 0; q < n; q++) {
        const pl_func *f = &p->funcs[a->queue[q]];
        if (a->dist[a->queue[q]] && !through_barriers && a->cx.barrier[a->queue[q]]) continue;
        for (uint32_t i = 0; i < f->nin; i++) {
            const pl_edge *edge = &p->edges[p->incoming[f->first_in + i]];
            uint32_t caller = p->sites[edge->site].caller;
            if (a->dist[caller] != PL_NONE || pl_edge_rank(edge) > rank || !pl_graph_follows(&a->graph, edge) ||
                (!through_barriers && a->cx.barrier[caller]))
                continue;
            a->dist[caller] = a->dist[a->queue[q]] + 1;
            a->queue[n++] = caller;
        }
    }
}

/* The first comment on the path, whatever its rules. */
static const char *cut_by(const pl_asking *a, uint32_t root, const GArray *edges) {
    const pl_directives *d = a->cx.directives;
    uint32_t link = d->func_first[root];
    for (guint i = 0; link == PL_NONE && i < edges->len; i++) {
        const pl_edge *edge = &a->cx.program->edges[g_array_index(edges, uint32_t, i)];
        link = d->site_first[edge->site];
        if (link == PL_NONE) link = d->func_first[edge->callee];
    }
    if (link == PL_NONE) return NULL;
    const pl_note *note = &d->items[d->links[link].note];
    static const char *const kinds[] = {"allow", "allow-function", "allow-file"};
    return pl_keep_take(a->cx.keep,
                        g_strdup_printf("lockosthread:%s at %s:%u", kinds[note->said->kind],
                                        pl_below(a->cx.config->root, pl_path(note->facts, note->said->file)),
                                        note->said->line));
}

typedef struct {
    pl_asking *asking;
    int rank;
    uint32_t root, max;
    GArray *edges; /* so far */
    GArray *paths; /* pl_path_answer */
    bool more;
} enumeration;

static void add_path(enumeration *en) {
    pl_asking *a = en->asking;
    uint32_t entry = a->cx.entry_of[en->root];
    pl_path_answer path = {.entry = entry == PL_NONE ? NULL : &a->cx.entries->items[entry].info,
                           .steps = pl_steps_make(&a->cx, en->root, en->edges, NULL, PL_NONE),
                           .nsteps = en->edges->len + 1,
                           .cut = cut_by(a, en->root, en->edges)};
    for (uint32_t i = 0; i < path.nsteps; i++)
        if (pl_tier_rank(path.steps[i].tier) > pl_tier_rank(path.tier)) path.tier = path.steps[i].tier;
    g_array_append_val(en->paths, path);
}

/* A function that is called twice from another one makes one path, over the surer and then the first call. */
static uint32_t best_edge(const enumeration *en, const pl_func *f, uint32_t callee) {
    const pl_program *p = en->asking->cx.program;
    uint32_t best = PL_NONE;
    for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++)
        for (uint32_t e = p->sites[s].first_edge; e < p->sites[s].first_edge + p->sites[s].nedges; e++)
            if (p->edges[e].callee == callee && pl_graph_follows(&en->asking->graph, &p->edges[e]) &&
                (best == PL_NONE || pl_edge_rank(&p->edges[e]) < pl_edge_rank(&p->edges[best])))
                best = e;
    return best;
}

/* Depth first along falling distances; each level holds a callee once. An explicit stack: paths may be long. */
typedef struct {
    uint32_t func;
    GArray *callees; /* of uint32_t, in the order of the calls */
    guint next;
} level;

static level open_level(const enumeration *en, uint32_t func) {
    const pl_asking *a = en->asking;
    const pl_program *p = a->cx.program;
    level l = {func, g_array_new(FALSE, FALSE, sizeof(uint32_t)), 0};
    const pl_func *f = &p->funcs[func];
    if (!a->dist[func]) return l;
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++)
        for (uint32_t e = p->sites[s].first_edge; e < p->sites[s].first_edge + p->sites[s].nedges; e++) {
            uint32_t callee = p->edges[e].callee;
            if (a->dist[callee] + 1 == a->dist[func] && pl_edge_rank(&p->edges[e]) <= en->rank &&
                pl_graph_follows(&a->graph, &p->edges[e]) && g_hash_table_add(seen, GUINT_TO_POINTER(callee + 1)))
                g_array_append_val(l.callees, callee);
        }
    g_hash_table_destroy(seen);
    return l;
}

static void enumerate(enumeration *en) {
    const pl_asking *a = en->asking;
    GArray *stack = g_array_new(FALSE, FALSE, sizeof(level));
    level first = open_level(en, en->root);
    g_array_append_val(stack, first);
    if (!a->dist[en->root]) add_path(en);
    while (stack->len) {
        level *top = &g_array_index(stack, level, stack->len - 1);
        if (top->next == top->callees->len || en->more) {
            g_array_free(top->callees, TRUE);
            g_array_set_size(stack, stack->len - 1);
            if (en->edges->len) g_array_set_size(en->edges, en->edges->len - 1);
            continue;
        }
        uint32_t callee = g_array_index(top->callees, uint32_t, top->next++);
        uint32_t edge = best_edge(en, &a->cx.program->funcs[top->func], callee);
        g_array_append_val(en->edges, edge);
        if (!a->dist[callee]) {
            if (en->paths->len >= en->max)
                en->more = true;
            else
                add_path(en);
        }
        level next = open_level(en, callee);
        g_array_append_val(stack, next);
    }
    g_array_free(stack, TRUE);
}

static void find_from_all(enumeration *en, bool *done) {
    pl_asking *a = en->asking;
    pl_why_measure(a, en->rank, false);
    for (guint i = 0; i < a->from->len && !en->more; i++) {
        en->root = g_array_index(a->from, uint32_t, i);
        if (done[i] || a->dist[en->root] == PL_NONE) continue;
        done[i] = true;
        g_array_set_size(en->edges, 0);
        enumerate(en);
    }
}

static void find_paths(owned_why *own, pl_asking *a, const pl_why_question *question, int min_rank) {
    enumeration en = {.asking = a, .max = question->max_paths ? question->max_paths : DEFAULT_PATHS};
    en.edges = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    en.paths = g_array_new(FALSE, FALSE, sizeof(pl_path_answer));
    bool *done = g_new0(bool, a->from->len + 1);
    static const uint32_t contexts[] = {0, PL_CONTEXTS_CHILD,
                                        PL_CONTEXTS_ALL}; /* the later ones: if there is no other */
    for (size_t c = 0; c < G_N_ELEMENTS(contexts) && !en.paths->len; c++) {
        a->graph.contexts = contexts[c];
        for (en.rank = 0; en.rank <= min_rank; en.rank++) /* the surest paths of a start are all that is shown of it */
            find_from_all(&en, done);
    }
    g_free(done);
    g_array_free(en.edges, TRUE);
    own->answer.npaths = en.paths->len;
    own->answer.more = en.more;
    own->answer.paths = pl_keep_array(&own->keep, en.paths);
}

static void open_asking(pl_asking *a, owned_why *own, const pl_program *program, const pl_config *config) {
    static const pl_check_options none = {0};
    uint32_t n = program->nfuncs;
    a->cx = (pl_context){.program = program,
                         .config = config,
                         .options = &none,
                         .keep = &own->keep,
                         .entries = own->entries,
                         .entry_of = g_new(uint32_t, n + 1),
                         .barrier = pl_barriers_find(program, config),
                         .directives = pl_directives_find(program)};
    memset(a->cx.entry_of, 0xff, (n + 1) * sizeof(uint32_t));
    for (uint32_t i = 0; i < own->entries->count; i++) a->cx.entry_of[own->entries->items[i].func] = i;
    a->graph = (pl_graph){.cx = &a->cx, .rule = PL_NONE};
    a->dist = g_new(uint32_t, n + 1);
    a->queue = g_new(uint32_t, n + 1);
}

static void close_asking(pl_asking *a) {
    g_free(a->cx.entry_of);
    g_free(a->cx.barrier);
    pl_directives_free(a->cx.directives);
    g_free(a->dist);
    g_free(a->queue);
}

static bool is_sink(const pl_config *config, const char *name) {
    for (uint32_t i = 0; i < config->npacks; i++)
        for (uint32_t s = 0; s < config->packs[i]->nsinks; s++)
            if (pl_glob(config->packs[i]->sinks[s].function, name)) return true;
    return false;
}

static void give_reasons(owned_why *own, GPtrArray *reasons) {
    g_ptr_array_add(reasons, NULL);
    own->answer.reasons = pl_keep_copy(&own->keep, reasons->pdata, reasons->len * sizeof(gpointer));
    g_ptr_array_free(reasons, TRUE);
}

/* A sink that no unit mentions is no wrong name. */
static void say_never_called(owned_why *own, const char *sink) {
    GPtrArray *reasons = g_ptr_array_new();
    char *text = g_strdup_printf("nothing in the program calls %s", sink);
    g_ptr_array_add(reasons, (gpointer)pl_keep_take(&own->keep, text));
    give_reasons(own, reasons);
}

static void answer(owned_why *own, pl_asking *a, const pl_why_question *question) {
    const pl_program *p = a->cx.program;
    bool known_from = !question->from || a->from->len;
    if (!a->to->len && known_from && is_sink(a->cx.config, question->to)) {
        say_never_called(own, question->to);
        return;
    }
    const char *unknown = !a->to->len ? question->to : !known_from ? question->from : NULL;
    if (unknown) {
        own->answer.unknown = pl_keep_text(&own->keep, unknown);
        own->answer.nearest = nearest_names(own, p, unknown);
        return;
    }
    a->cx.min_rank = pl_tier_rank(question->has_min_tier ? question->min_tier : a->cx.config->min_tier);
    find_paths(own, a, question, a->cx.min_rank);
    if (own->answer.npaths) return;
    give_reasons(own, pl_why_not(a, question, &own->answer.reached));
}

pl_why *pl_why_ask(const pl_program *program, const pl_config *config, const pl_why_question *question) {
    owned_why *own = g_new0(owned_why, 1);
    pl_keep_init(&own->keep);
    own->entries = pl_entries_find(program, config);
    pl_asking a;
    open_asking(&a, own, program, config);
    a.to = find_funcs(program, question->to);
    if (question->from) {
        a.from = find_funcs(program, question->from);
    } else {
        a.from = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        for (uint32_t i = 0; i < own->entries->count; i++) g_array_append_val(a.from, own->entries->items[i].func);
    }
    answer(own, &a, question);
    g_array_free(a.from, TRUE);
    g_array_free(a.to, TRUE);
    close_asking(&a);
    return &own->answer;
}

void pl_why_free(pl_why *why) {
    if (!why) return;
    owned_why *own = (owned_why *)why;
    pl_entries_free(own->entries);
    pl_keep_clear(&own->keep);
    g_free(own);
}
