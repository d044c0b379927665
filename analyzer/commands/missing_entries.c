/* missing_entries.c: entries of the project's file that find nothing because what they name is not there. Only a
 * warning: one file may serve several programs. */
#include <string.h>

#include "checks/match.h"
#include "checks/places.h"
#include "commands/commands.h"
#include "support/nearest.h"

/* The names that there are, while one is looked for. */
typedef struct {
    const char *wanted; /* name or glob */
    bool there;
    GPtrArray *others; /* borrowed */
} search;

static void consider(search *s, const char *name) {
    s->there = s->there || pl_glob(s->wanted, name);
    g_ptr_array_add(s->others, (gpointer)name);
}

static void consider_functions(search *s, const pl_facts *facts) {
    for (uint32_t i = 0; i < facts->nfunctions; i++) consider(s, pl_str(facts, facts->functions[i].name));
}

static void consider_variables(search *s, const pl_facts *facts, bool locals) {
    for (uint32_t i = 0; i < facts->nvars; i++)
        if (locals || facts->vars[i].scope != PL_VAR_LOCAL) consider(s, pl_str(facts, facts->vars[i].name));
}

/* Registration goes through function pointers as well: a variable's, or a field's ("api.on"). */
static void consider_pointers(search *s, const pl_facts *facts) {
    consider_variables(s, facts, true);
    for (uint32_t i = 0; !s->there && i < facts->ncalls; i++) {
        if (facts->calls[i].kind != PL_CALL_INDIRECT || facts->calls[i].via == PL_NONE) continue;
        char *via = pl_node_text(facts, facts->calls[i].via);
        s->there = via && pl_glob(s->wanted, via);
        g_free(via);
    }
}

/* True when the record is called so; `s` may be NULL. */
static bool consider_record(search *s, const pl_facts *facts, const pl_record *record, const char *wanted) {
    bool same = pl_glob(wanted, pl_str(facts, record->name));
    if (s) consider(s, pl_str(facts, record->name));
    for (uint32_t a = 0; a < record->aliases.count; a++) {
        const char *alias = pl_str(facts, facts->ids[record->aliases.begin + a]);
        same = same || pl_glob(wanted, alias);
        if (s) consider(s, alias);
    }
    return same;
}

/* A typedef name of the record need not be known to the unit that uses the field. */
static GHashTable *usrs_of(const pl_program *program, const char *record) {
    GHashTable *usrs = g_hash_table_new(g_str_hash, g_str_equal);
    for (uint32_t u = 0; u < program->nfacts; u++) {
        const pl_facts *facts = program->facts[u];
        for (uint32_t i = 0; i < facts->nrecords; i++)
            if (consider_record(NULL, facts, &facts->records[i], record))
                g_hash_table_add(usrs, (gpointer)pl_str(facts, facts->records[i].usr));
    }
    return usrs;
}

static void consider_fields(search *s, const pl_facts *facts, GHashTable *usrs) {
    for (uint32_t i = 0; i < facts->nfields; i++) {
        pl_id record = facts->fields[i].record;
        if (record != PL_NONE && g_hash_table_contains(usrs, pl_str(facts, facts->records[record].usr)))
            consider(s, pl_str(facts, facts->fields[i].name));
    }
}

typedef enum { FUNCTION, CALLED, METHOD, RECORD, FIELD, VARIABLE, TABLE } thing;

/* Whether the thing is in the program; else the nearest name or NULL in *near. */
static bool is_there(const pl_program *program, thing what, const char *name, const char *record, const char **near) {
    search s = {.wanted = name, .others = g_ptr_array_new()};
    GHashTable *usrs = what == FIELD ? usrs_of(program, record) : NULL;
    for (uint32_t u = 0; !s.there && u < program->nfacts; u++) {
        const pl_facts *facts = program->facts[u];
        if (what == FUNCTION || what == CALLED || what == METHOD) consider_functions(&s, facts);
        if (what == CALLED) consider_pointers(&s, facts);
        if (what == VARIABLE || what == TABLE) consider_variables(&s, facts, what == TABLE);
        if (what == FIELD) consider_fields(&s, facts, usrs);
        for (uint32_t i = 0; what == RECORD && i < facts->nrecords; i++)
            consider_record(&s, facts, &facts->records[i], name);
    }
    g_ptr_array_add(s.others, NULL);
    *near = s.there || pl_is_glob(name) ? NULL : pl_nearest(name, (const char *const *)s.others->pdata);
    g_ptr_array_free(s.others, TRUE);
    if (usrs) g_hash_table_destroy(usrs);
    return s.there;
}

/* False after saying so. Each sentence once: one entry may be many, by what it lists. */
static bool check(const pl_program *program, const pl_entry_spec *entry, thing what, const char *name,
                  GHashTable *said) {
    static const char *const words[] = {"function", "function", "method", "struct", "field", "variable", "variable"};
    const char *near = NULL;
    if (!name || is_there(program, what, name, entry->record, &near)) return true;
    char *of =
        what == FIELD ? g_strdup_printf(" of %s that the program uses", entry->record) : g_strdup(" of the program");
    char *hint = near ? g_strdup_printf("; did you mean \"%s\"?", near) : g_strdup("");
    char *text =
        g_strdup_printf("%s:%u: warning: this entry finds nothing: no %s%s %s \"%s\"%s", entry->origin.file,
                        entry->origin.line, words[what], of, pl_is_glob(name) ? "matches" : "is called", name, hint);
    if (g_hash_table_add(said, text)) pl_complain("%s", text);
    g_free(hint);
    g_free(of);
    return false;
}

static void check_entry(const pl_program *program, const pl_entry_spec *entry, GHashTable *said) {
    switch (entry->form) {
    case PL_ENTRY_CALL:
    case PL_ENTRY_VTABLE_ADDRESS: check(program, entry, CALLED, entry->function, said); break;
    case PL_ENTRY_ACCEPT_LOOP:
    case PL_ENTRY_NAME:
    case PL_ENTRY_SIGNATURE: check(program, entry, FUNCTION, entry->function, said); break;
    case PL_ENTRY_OVERRIDE: check(program, entry, METHOD, entry->function, said); break;
    case PL_ENTRY_FIELD:
        if (check(program, entry, RECORD, entry->record, said)) check(program, entry, FIELD, entry->field, said);
        break;
    case PL_ENTRY_TABLE: check(program, entry, TABLE, entry->variable, said); break;
    case PL_ENTRY_VARIABLE: check(program, entry, VARIABLE, entry->variable, said); break;
    default: break; /* types and annotations are texts, not names of one thing */
    }
}

void pl_warn_of_entries(const pl_program *program, const pl_config *config) {
    if (!config->project_file || !config->npacks) return;
    const pl_pack *own = config->packs[config->npacks - 1];
    GHashTable *said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; i < own->nentries; i++) check_entry(program, &own->entries[i], said);
    g_hash_table_destroy(said);
}
