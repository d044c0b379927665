/* sinks.c: see sinks.h. */
#include "checks/sinks.h"

#include <string.h>

#include "checks/match.h"
#include "checks/packs.h"

typedef struct {
    const pl_sink *sink;
    bool project; /* from the project's own pack */
} candidate;

/* Sinks by name, in the order of the packs; those with globs apart. */
typedef struct {
    GHashTable *exact;    /* name → GArray of candidate */
    GArray *globs;        /* candidate */
    GHashTable *releases; /* names, as a set */
} sink_table;

static void free_array(gpointer array) { g_array_free(array, TRUE); }

static void table_add(sink_table *table, const pl_sink *sink, bool project) {
    candidate c = {sink, project};
    if (!sink->function) return;
    for (const char *const *r = sink->releases; r && *r; r++) g_hash_table_add(table->releases, (gpointer)*r);
    if (pl_is_glob(sink->function)) {
        g_array_append_val(table->globs, c);
        return;
    }
    GArray *list = g_hash_table_lookup(table->exact, sink->function);
    if (!list) {
        list = g_array_new(FALSE, FALSE, sizeof(candidate));
        g_hash_table_insert(table->exact, (gpointer)sink->function, list);
    }
    g_array_append_val(list, c);
}

/* A project's own static function that happens to be called like a library's is not the library's; and what undoes a
 * sink is none, though its name may fit the glob ("pthread_rwlock_*lock"). */
static bool may_be(const candidate *c, const pl_func *f) {
    bool own = (f->flags & PL_FN_DEFINED) && (f->flags & PL_FN_INTERNAL) && !(f->flags & PL_FN_SYSTEM);
    for (const char *const *release = c->sink->releases; release && *release; release++)
        if (!strcmp(*release, f->name)) return false;
    return c->project || !own;
}

/* The sinks that a function is, in the order of the packs; NULL: none. */
static GArray *match_func(const sink_table *table, const pl_func *f) {
    GArray *found = NULL;
    const GArray *lists[2] = {g_hash_table_lookup(table->exact, f->name), table->globs};
    for (int l = 0; l < 2; l++) {
        for (guint i = 0; lists[l] && i < lists[l]->len; i++) {
            const candidate *c = &g_array_index(lists[l], candidate, i);
            if (!may_be(c, f) || (l == 1 && !pl_glob(c->sink->function, f->name))) continue;
            if (!found) found = g_array_new(FALSE, FALSE, sizeof(candidate));
            g_array_append_val(found, *c);
        }
    }
    return found;
}

bool pl_sink_holds(const pl_program *program, const pl_sink *sink, uint32_t site, pl_frames frames, bool *maybe) {
    return pl_all_hold(program, sink->when, sink->nwhen, site, frames, maybe);
}

bool pl_sink_asks_callers(const pl_program *program, const pl_sink *sink, uint32_t site, pl_frames frames) {
    for (uint32_t i = 0; i < sink->nwhen; i++)
        if (pl_when_asks_callers(program, &sink->when[i], site, frames)) return true;
    return false;
}

/* What a library passes to a sink that it is given as a callback is not known. */
static bool edge_holds(const pl_program *program, uint32_t edge, pl_sink_site *item) {
    if (!program->edges[edge].callback)
        return pl_sink_holds(program, item->sink, item->site, (pl_frames){NULL, 0}, &item->maybe);
    item->maybe = item->sink->nwhen > 0;
    for (uint32_t i = 0; i < item->sink->nwhen; i++)
        if (!item->sink->when[i].if_unknown) return false;
    return true;
}

/* Of each category the first sink that holds. */
static void add_site(GArray *items, const pl_program *program, uint32_t site, uint32_t edge, const GArray *matches) {
    uint32_t done = 0;
    for (guint i = 0; i < matches->len; i++) {
        const pl_sink *sink = g_array_index(matches, candidate, i).sink;
        pl_sink_site item = {.site = site, .edge = edge, .sink = sink};
        if ((done & 1u << sink->category) || !edge_holds(program, edge, &item)) continue;
        done |= 1u << sink->category;
        g_array_append_val(items, item);
    }
}

static sink_table table_new(const pl_program *program, const pl_config *config) {
    sink_table table = {g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_array),
                        g_array_new(FALSE, FALSE, sizeof(candidate)), g_hash_table_new(g_str_hash, g_str_equal)};
    GPtrArray *packs = pl_packs_active(program, config);
    for (guint i = 0; i < packs->len; i++) {
        const pl_pack *pack = packs->pdata[i];
        bool project = config->project_file && pack == config->packs[config->npacks - 1];
        for (uint32_t s = 0; s < pack->nsinks; s++) table_add(&table, &pack->sinks[s], project);
    }
    g_ptr_array_free(packs, TRUE);
    return table;
}

static bool *find_releases(const sink_table *table, const pl_program *program) {
    bool *releases = g_new0(bool, program->nfuncs + 1);
    for (uint32_t i = 0; i < program->nfuncs; i++)
        releases[i] = g_hash_table_contains(table->releases, program->funcs[i].name);
    return releases;
}

pl_sinks *pl_sinks_find(const pl_program *program, const pl_config *config) {
    sink_table table = table_new(program, config);
    pl_sinks *sinks = g_new0(pl_sinks, 1);
    sinks->categories = g_new0(uint32_t, program->nfuncs + 1);
    sinks->releases = find_releases(&table, program);
    GArray **matches = g_new0(GArray *, program->nfuncs + 1);
    for (uint32_t i = 0; i < program->nfuncs; i++) {
        matches[i] = match_func(&table, &program->funcs[i]);
        for (guint m = 0; matches[i] && m < matches[i]->len; m++)
            sinks->categories[i] |= 1u << g_array_index(matches[i], candidate, m).sink->category;
    }

    GArray *items = g_array_new(FALSE, FALSE, sizeof(pl_sink_site));
    sinks->first = g_new(uint32_t, program->nsites + 1);
    for (uint32_t s = 0; s < program->nsites; s++) {
        sinks->first[s] = items->len;
        const pl_site *site = &program->sites[s];
        for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++) {
            uint32_t callee = program->edges[e].callee;
            if (matches[callee]) add_site(items, program, s, e, matches[callee]);
        }
    }
    sinks->first[program->nsites] = items->len;
    sinks->count = items->len;
    sinks->items = (pl_sink_site *)(void *)g_array_free(items, FALSE);

    for (uint32_t i = 0; i < program->nfuncs; i++)
        if (matches[i]) g_array_free(matches[i], TRUE);
    g_free(matches);
    g_hash_table_destroy(table.exact);
    g_hash_table_destroy(table.releases);
    g_array_free(table.globs, TRUE);
    return sinks;
}

void pl_sinks_free(pl_sinks *sinks) {
    if (!sinks) return;
    g_free(sinks->categories);
    g_free(sinks->releases);
    g_free(sinks->items);
    g_free(sinks->first);
    g_free(sinks);
}
