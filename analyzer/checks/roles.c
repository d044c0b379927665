/* roles.c: see roles.h. */
#include "checks/roles.h"

#include <string.h>

#include "checks/match.h"
#include "checks/packs.h"

static uint32_t state_named(const pl_roles *roles, const char *name) {
    for (guint i = 0; name && i < roles->states->len; i++)
        if (!strcmp(roles->states->pdata[i], name)) return i;
    return PL_NONE;
}

static void learn_state(pl_roles *roles, const char *name) {
    if (name && state_named(roles, name) == PL_NONE) g_ptr_array_add(roles->states, (gpointer)name);
}

/* Saves by name; those with globs apart. */
typedef struct {
    GHashTable *exact; /* name → GPtrArray of const pl_save * */
    GPtrArray *globs;
} save_table;

static void free_list(gpointer list) { g_ptr_array_free(list, TRUE); }

static save_table table_new(const GPtrArray *packs) {
    save_table table = {g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_list), g_ptr_array_new()};
    for (guint p = 0; p < packs->len; p++) {
        const pl_pack *pack = packs->pdata[p];
        for (uint32_t i = 0; i < pack->nsaves; i++) {
            pl_save *save = &pack->saves[i];
            GPtrArray *list = pl_is_glob(save->function) ? table.globs : NULL;
            if (!list) list = g_hash_table_lookup(table.exact, save->function);
            if (!list) {
                list = g_ptr_array_new();
                g_hash_table_insert(table.exact, (gpointer)save->function, list);
            }
            g_ptr_array_add(list, save);
        }
    }
    return table;
}

/* The saves that a function is: an array of const pl_save *, or NULL. */
static GPtrArray *match_func(const save_table *table, const pl_func *f) {
    const GPtrArray *exact = g_hash_table_lookup(table->exact, f->name);
    GPtrArray *found = NULL;
    for (guint i = 0; i < (exact ? exact->len : 0) + table->globs->len; i++) {
        guint n = exact ? exact->len : 0;
        pl_save *save = i < n ? exact->pdata[i] : table->globs->pdata[i - n];
        if (i >= n && !pl_glob(save->function, f->name)) continue;
        if (!found) found = g_ptr_array_new();
        g_ptr_array_add(found, save);
    }
    return found;
}

static bool holds(const pl_program *program, const pl_save *save, uint32_t site) {
    for (uint32_t i = 0; i < save->nwhen; i++) {
        pl_holds is = pl_when_holds(program, &save->when[i], site, (pl_frames){NULL, 0});
        if (is == PL_HOLDS_NO || (is == PL_HOLDS_UNKNOWN && !save->when[i].if_unknown)) return false;
    }
    return true;
}

static void add_saves(pl_roles *roles, const pl_program *program, GPtrArray *const *saves, uint32_t s) {
    const pl_site *site = &program->sites[s];
    for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++) {
        const GPtrArray *list = program->edges[e].callback ? NULL : saves[program->edges[e].callee];
        for (guint i = 0; list && i < list->len; i++) {
            const pl_save *save = list->pdata[i];
            if (!holds(program, save, s)) continue;
            pl_role role = {.site = s, .state = state_named(roles, save->state), .save = save};
            g_array_append_val(roles->items, role);
        }
    }
}

static void add_sinks(pl_roles *roles, const pl_sinks *sinks, uint32_t s) {
    for (uint32_t i = sinks->first[s]; i < sinks->first[s + 1]; i++) {
        const pl_sink *sink = sinks->items[i].sink;
        pl_role role = {.site = s, .state = state_named(roles, sink->state), .sink = sink};
        if (role.state == PL_NONE) continue;
        roles->categories[role.state] |= 1u << sink->category;
        g_array_append_val(roles->items, role);
    }
}

/* States that nothing could put back are left alone. */
static GPtrArray **learn(pl_roles *roles, const pl_program *program, const pl_config *config, const pl_sinks *sinks) {
    GPtrArray *packs = pl_packs_active(program, config);
    GPtrArray **saves = g_new0(GPtrArray *, program->nfuncs + 1);
    save_table table = table_new(packs);
    for (uint32_t f = 0; sinks->count && f < program->nfuncs; f++) {
        saves[f] = match_func(&table, &program->funcs[f]);
        for (guint i = 0; saves[f] && i < saves[f]->len; i++)
            learn_state(roles, ((const pl_save *)saves[f]->pdata[i])->state);
    }
    for (uint32_t i = 0; i < sinks->count; i++)
        if (sinks->items[i].sink->resets || sinks->items[i].sink->nvalues)
            learn_state(roles, sinks->items[i].sink->state);
    g_hash_table_destroy(table.exact);
    g_ptr_array_free(table.globs, TRUE);
    g_ptr_array_free(packs, TRUE);
    return saves;
}

void pl_roles_init(pl_roles *roles, const pl_program *program, const pl_config *config, const pl_sinks *sinks) {
    roles->states = g_ptr_array_new();
    roles->items = g_array_new(FALSE, FALSE, sizeof(pl_role));
    GPtrArray **saves = learn(roles, program, config, sinks);
    roles->categories = g_new0(uint32_t, roles->states->len + 1);
    roles->first = g_new(uint32_t, program->nsites + 1);
    for (uint32_t s = 0; s < program->nsites; s++) {
        roles->first[s] = roles->items->len;
        if (!roles->states->len) continue;
        add_saves(roles, program, saves, s);
        add_sinks(roles, sinks, s);
    }
    roles->first[program->nsites] = roles->items->len;
    for (uint32_t f = 0; f < program->nfuncs; f++)
        if (saves[f]) g_ptr_array_free(saves[f], TRUE);
    g_free(saves);
}

void pl_roles_clear(pl_roles *roles) {
    g_ptr_array_free(roles->states, TRUE);
    g_array_free(roles->items, TRUE);
    g_free(roles->categories);
    g_free(roles->first);
}
