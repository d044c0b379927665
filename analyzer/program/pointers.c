/* pointers.c: function pointers that a library fills. RedisModule_ThreadSafeContextLock is a variable, and in a
 * loadable module of SQLite sqlite3_mutex_enter is a macro for sqlite3_api->mutex_enter. Where nothing in the program
 * says what such a pointer holds, and packs know a function of its name, the call is one of that function: it is made
 * up, and has no body. */
#include <string.h>

#include "program/solve.h"

void pl_pointer_names(const pl_solution *s, uint32_t site, pl_name_fn fn, void *data) {
    const pl_facts *facts = s->program->sites[site].facts;
    const pl_node *via = &facts->nodes[pl_site_call(s, site)->via];
    if (via->kind == PL_NODE_VAR) fn(pl_str(facts, facts->vars[via->a].name), data);
    if (via->kind != PL_NODE_FIELD) return;
    const pl_field *field = &facts->fields[via->b];
    uint32_t record = s->link.units[pl_site_unit(s, site)].record[field->record];
    uint32_t name = g_array_index(s->link.records, pl_record_link, record).first_name;
    for (bool enough = false; name != PL_NONE && !enough;
         name = g_array_index(s->link.record_names, pl_link_cons, name).next) {
        uint32_t id = g_array_index(s->link.record_names, pl_link_cons, name).value;
        char *text = g_strdup_printf("%s.%s", s->link.names.texts[id], pl_str(facts, field->name));
        enough = fn(text, data);
        g_free(text);
    }
}

typedef struct {
    GHashTable *names; /* as a set */
    const char *found; /* the one of them that the pointer is called */
} lookup;

static bool find_known(const char *name, void *data) {
    lookup *l = data;
    l->found = g_hash_table_lookup(l->names, name);
    return l->found != NULL;
}

static bool is_local(const pl_solution *s, uint32_t site) {
    const pl_facts *facts = s->program->sites[site].facts;
    const pl_node *via = &facts->nodes[pl_site_call(s, site)->via];
    return via->kind == PL_NODE_VAR && facts->vars[via->a].scope == PL_VAR_LOCAL;
}

/* Sites whose callees the program or the user tells. That the type fits tells nothing. */
static uint8_t *find_told(const pl_solution *s) {
    uint8_t *told = g_new0(uint8_t, s->program->nsites + 1);
    for (guint i = 0; i < s->found->len; i++) {
        const pl_found *found = &g_array_index(s->found, pl_found, i);
        if (!found->callback && found->tier != PL_TIER_TYPE) told[found->site] = 1;
    }
    for (uint32_t site = 0; site < s->program->nsites; site++) {
        uint32_t via = s->site_via[site];
        if (via != PL_NO_CELL && pl_cell_at(&s->store, via)->fixed) told[site] = 1;
    }
    return told;
}

static void grow(uint32_t **array, uint32_t count, uint32_t value) {
    *array = g_renew(uint32_t, *array, count + 2);
    (*array)[count] = value;
}

/* A function that no unit declares, known like one of all programs. */
static uint32_t make_up(pl_solution *s, const char *name, uint32_t unit) {
    pl_program *p = s->program;
    uint32_t func = p->nfuncs++;
    p->funcs = g_renew(pl_func, p->funcs, p->nfuncs + 1);
    p->funcs[func] = (pl_func){.name = name, .usr = "", .type = "", .file = "", .local = PL_NONE};
    grow(&s->link.unit_of, func, unit);
    grow(&s->link.next_variant, func, PL_NONE);
    grow(&s->link.first_variant, func, func);
    s->link.contested = g_renew(uint8_t, s->link.contested, p->nfuncs + 1);
    s->link.copied = g_renew(uint8_t, s->link.copied, p->nfuncs + 1);
    s->link.contested[func] = 0;
    s->link.copied[func] = 1;
    return func;
}

/* What only fits the type of a pointer that is known by name now. */
static void drop_guesses(pl_solution *s, const uint8_t *named) {
    guint kept = 0;
    for (guint i = 0; i < s->found->len; i++) {
        pl_found found = g_array_index(s->found, pl_found, i);
        if (named[found.site] && !found.callback && found.tier == PL_TIER_TYPE) continue;
        g_array_index(s->found, pl_found, kept++) = found;
    }
    g_array_set_size(s->found, kept);
}

void pl_pointers_connect(pl_solution *s) {
    if (!s->npointers) return;
    lookup l = {g_hash_table_new(g_str_hash, g_str_equal), NULL};
    for (uint32_t i = 0; i < s->npointers; i++) g_hash_table_add(l.names, (gpointer)s->pointers[i]);
    GHashTable *made = g_hash_table_new(g_str_hash, g_str_equal); /* name → func + 1 */
    uint8_t *told = find_told(s), *named = g_new0(uint8_t, s->program->nsites + 1);
    for (uint32_t site = 0; site < s->program->nsites; site++) {
        if (pl_site_call(s, site)->kind != PL_CALL_INDIRECT || told[site] || is_local(s, site)) continue;
        l.found = NULL;
        pl_pointer_names(s, site, find_known, &l);
        if (!l.found) continue;
        named[site] = 1;
        uint32_t func = GPOINTER_TO_UINT(g_hash_table_lookup(made, l.found));
        if (!func) {
            func = make_up(s, l.found, pl_site_unit(s, site)) + 1;
            g_hash_table_insert(made, (gpointer)l.found, GUINT_TO_POINTER(func));
        }
        pl_call_found(s, site, func - 1, PL_TIER_DIRECT, PL_NONE, false);
    }
    drop_guesses(s, named);
    g_free(told);
    g_free(named);
    g_hash_table_destroy(made);
    g_hash_table_destroy(l.names);
}
