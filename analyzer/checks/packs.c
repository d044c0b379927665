/* packs.c: see packs.h. There are many packs, and most are not used: the program's paths and names are collected once,
 * and a pack asks for those that may fit. */
#include "checks/packs.h"

#include <string.h>

#include "checks/match.h"
#include "support/path.h"

typedef struct {
    GPtrArray *paths;  /* each once */
    GHashTable *bases; /* "glib.h" → GPtrArray of paths */
    GHashTable *names; /* of functions and global variables, as a set */
} vocabulary;

static void free_paths(gpointer paths) { g_ptr_array_free(paths, TRUE); }

static void add_path(vocabulary *v, GHashTable *seen, const char *path) {
    if (!g_hash_table_add(seen, (gpointer)path)) return;
    g_ptr_array_add(v->paths, (gpointer)path);
    const char *base = pl_path_base(path);
    GPtrArray *same = g_hash_table_lookup(v->bases, base);
    if (!same) {
        same = g_ptr_array_new();
        g_hash_table_insert(v->bases, (gpointer)base, same);
    }
    g_ptr_array_add(same, (gpointer)path);
}

static void open_vocabulary(vocabulary *v, const pl_program *program) {
    v->paths = g_ptr_array_new();
    v->bases = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_paths);
    v->names = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (uint32_t i = 0; i < program->nfacts; i++) {
        const pl_facts *facts = program->facts[i];
        for (uint32_t f = 0; f < facts->nfiles; f++) add_path(v, seen, pl_path(facts, f));
        for (uint32_t n = 0; n < facts->nvars; n++)
            if (facts->vars[n].function == PL_NONE)
                g_hash_table_add(v->names, (gpointer)pl_str(facts, facts->vars[n].name));
    }
    for (uint32_t i = 0; i < program->nfuncs; i++) g_hash_table_add(v->names, (gpointer)program->funcs[i].name);
    g_hash_table_destroy(seen);
}

static void close_vocabulary(vocabulary *v) {
    g_ptr_array_free(v->paths, TRUE);
    g_hash_table_destroy(v->bases);
    g_hash_table_destroy(v->names);
}

static const char *first_path(const GPtrArray *paths, const char *glob) {
    for (guint i = 0; paths && i < paths->len; i++)
        if (pl_glob(glob, paths->pdata[i])) return paths->pdata[i];
    return NULL;
}

static const char *find_include(const vocabulary *v, const char *const *globs) {
    const char *found = NULL;
    for (; globs && *globs && !found; globs++) {
        const char *base = pl_path_base(*globs);
        found = first_path(pl_is_glob(base) ? v->paths : g_hash_table_lookup(v->bases, base), *globs);
    }
    return found;
}

/* Of several the first in the alphabet: the order of a hash table is nobody's. */
static const char *first_name(const vocabulary *v, const char *glob) {
    GHashTableIter iter;
    gpointer name;
    const char *found = NULL;
    g_hash_table_iter_init(&iter, v->names);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        if (pl_glob(glob, name) && (!found || strcmp(name, found) < 0)) found = name;
    return found;
}

static const char *find_symbol(const vocabulary *v, const char *const *symbols) {
    const char *found = NULL;
    for (; symbols && *symbols && !found; symbols++) {
        if (pl_is_glob(*symbols))
            found = first_name(v, *symbols);
        else
            found = g_hash_table_lookup(v->names, *symbols);
    }
    return found;
}

static const char *find_annotation(const pl_program *program, const char *const *annotations) {
    if (!annotations || !*annotations) return NULL;
    for (uint32_t i = 0; i < program->nfacts; i++) {
        const pl_facts *facts = program->facts[i];
        for (uint32_t f = 0; f < facts->nfunctions; f++) {
            const pl_span *span = &facts->functions[f].annotations;
            for (uint32_t a = 0; a < span->count; a++) {
                const char *text = pl_str(facts, facts->ids[span->begin + a]);
                if (pl_glob_any(annotations, text)) return text;
            }
        }
    }
    return NULL;
}

/* A pack that says nothing of its use always applies. */
static const char *reason_for(const vocabulary *v, const pl_program *program, const pl_uses *uses) {
    bool any = (uses->includes && *uses->includes) || (uses->symbols && *uses->symbols) ||
               (uses->annotations && *uses->annotations);
    const char *reason = any ? find_include(v, uses->includes) : "";
    if (!reason) reason = find_symbol(v, uses->symbols);
    return reason ? reason : find_annotation(program, uses->annotations);
}

const char **pl_packs_reasons(const pl_program *program, const pl_config *config) {
    vocabulary v;
    open_vocabulary(&v, program);
    const char **reasons = g_new0(const char *, config->npacks + 1);
    for (uint32_t i = 0; i < config->npacks; i++) reasons[i] = reason_for(&v, program, &config->packs[i]->uses);
    close_vocabulary(&v);
    return reasons;
}

GPtrArray *pl_packs_active(const pl_program *program, const pl_config *config) {
    GPtrArray *active = g_ptr_array_new();
    const char **reasons = pl_packs_reasons(program, config);
    for (uint32_t i = 0; i < config->npacks; i++)
        if (reasons[i]) g_ptr_array_add(active, config->packs[i]);
    g_free(reasons);
    return active;
}
