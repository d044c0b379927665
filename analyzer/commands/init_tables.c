/* init_tables.c: the tables of functions through which a program calls: perhaps its own handlers. */
#include <string.h>

#include "commands/init.h"

enum { NAMES_SHOWN = 3, TABLES_SHOWN = 5, LEAST_FUNCTIONS = 2 };

int pl_init_by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* "get, put, unlink and 9 more"; the names are sorted. */
void pl_init_append_names(GString *out, GPtrArray *names) {
    g_ptr_array_sort(names, pl_init_by_name);
    for (guint i = 0; i < MIN(names->len, NAMES_SHOWN); i++)
        g_string_append_printf(out, "%s%s", i ? ", " : "", (char *)g_ptr_array_index(names, i));
    if (names->len > NAMES_SHOWN) g_string_append_printf(out, " and %u more", names->len - NAMES_SHOWN);
}

typedef struct {
    const char *record, *field;
    GPtrArray *names;
} table;

static void free_table(gpointer data) {
    table *t = data;
    g_ptr_array_free(t->names, TRUE);
    g_free(t);
}

static int by_size(const void *a, const void *b) {
    const table *x = *(table *const *)a, *y = *(table *const *)b;
    if (x->names->len != y->names->len) return x->names->len < y->names->len ? 1 : -1;
    int order = strcmp(x->record, y->record);
    return order ? order : strcmp(x->field, y->field);
}

static table *table_of(GHashTable *tables, const pl_facts *facts, const pl_field *field) {
    const char *record = pl_str(facts, facts->records[field->record].name), *name = pl_str(facts, field->name);
    char *key = g_strdup_printf("%s.%s", record, name);
    table *t = g_hash_table_lookup(tables, key);
    if (t || !*record) {
        g_free(key);
        return t;
    }
    t = g_new(table, 1);
    *t = (table){record, name, g_ptr_array_new()};
    g_hash_table_insert(tables, key, t);
    return t;
}

static void add_callees(table *t, const pl_program *program, const pl_site *site, const uint8_t *known) {
    for (uint32_t e = 0; e < site->nedges; e++) {
        const pl_edge *edge = &program->edges[site->first_edge + e];
        const pl_func *f = &program->funcs[edge->callee];
        bool sure = pl_tier_rank((pl_tier)edge->tier) <= pl_tier_rank(PL_TIER_FIELD);
        if (sure && !known[edge->callee] && (f->flags & PL_FN_DEFINED) && !g_ptr_array_find(t->names, f->name, NULL))
            g_ptr_array_add(t->names, (gpointer)f->name);
    }
}

/* Tables of functions through which the program calls, largest first: perhaps handlers of the project's own. */
static GPtrArray *tables_of(const pl_program *program, const uint8_t *known, GHashTable *tables) {
    for (uint32_t i = 0; i < program->nsites; i++) {
        const pl_site *site = &program->sites[i];
        const pl_call *call = &site->facts->calls[site->call];
        if (call->kind != PL_CALL_INDIRECT || site->facts->nodes[call->via].kind != PL_NODE_FIELD) continue;
        table *t = table_of(tables, site->facts, &site->facts->fields[site->facts->nodes[call->via].b]);
        if (t) add_callees(t, program, site, known);
    }
    GPtrArray *sorted = g_ptr_array_new();
    GHashTableIter iterator;
    gpointer t;
    g_hash_table_iter_init(&iterator, tables);
    while (g_hash_table_iter_next(&iterator, NULL, &t)) g_ptr_array_add(sorted, t);
    g_ptr_array_sort(sorted, by_size);
    return sorted;
}

void pl_init_append_tables(GString *out, const pl_program *program, const pl_entries *entries) {
    uint8_t *known = g_new0(uint8_t, program->nfuncs + 1);
    for (uint32_t i = 0; i < entries->count; i++) known[entries->items[i].func] = 1;
    GHashTable *tables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_table);
    GPtrArray *sorted = tables_of(program, known, tables);
    for (guint i = 0; i < MIN(sorted->len, TABLES_SHOWN); i++) {
        const table *t = g_ptr_array_index(sorted, i);
        if (t->names->len < LEAST_FUNCTIONS) break;
        if (i == 0) g_string_append(out, "    // Called through tables, and no entry points yet:\n");
        g_string_append_printf(out,
                               "    // {\"kind\": \"my.%s\", \"form\": \"field\", \"record\": \"%s\", \"field\": "
                               "\"%s\"} // ",
                               t->field, t->record, t->field);
        pl_init_append_names(out, t->names);
        g_string_append_c(out, '\n');
    }
    g_ptr_array_free(sorted, TRUE);
    g_hash_table_destroy(tables);
    g_free(known);
}
