/* overrides.c: the user says what a function pointer holds. Its cell gets those functions, and nothing else ever.
 *
 * A place is "record.field", "variable" or "function:parameter" (the number of the parameter, from 0; a dot will do).
 * Which of them is meant is known once the program is linked. */
#include <string.h>

#include "program/solve.h"
#include "support/nearest.h"

typedef enum { PLACE_VARIABLE, PLACE_FIELD, PLACE_PARAMETER } place_kind;

struct pl_override_state {
    place_kind kind;
    char *owner;  /* record, variable or function */
    char *member; /* field; NULL for the others */
    uint32_t parameter;
    GArray *funcs;       /* of uint32_t: what it holds */
    const char *missing; /* the first function that is not in the program, or NULL */
    bool any_owner, any; /* found: the owner, the place */
};
typedef struct pl_override_state state;

static void parse_place(const char *place, state *o) {
    size_t length = strlen(place), digits = 0;
    while (digits < length && g_ascii_isdigit(place[length - 1 - digits])) digits++;
    const char *mark = digits < length ? &place[length - 1 - digits] : place, *dot = strrchr(place, '.');
    bool single = mark > place && (*mark == '.' || (*mark == ':' && mark[-1] != ':'));
    if (digits && digits < 4 && single) {
        *o = (state){.kind = PLACE_PARAMETER, .owner = g_strndup(place, (gsize)(mark - place))};
        o->parameter = (uint32_t)g_ascii_strtoull(mark + 1, NULL, 10);
    } else if (dot) {
        *o = (state){.kind = PLACE_FIELD, .owner = g_strndup(place, (gsize)(dot - place)), .member = g_strdup(dot + 1)};
    } else {
        *o = (state){.kind = PLACE_VARIABLE, .owner = g_strdup(place)};
    }
}

static bool is_meant(const char *name, const char *pattern, const pl_func *func) {
    if (strcmp(pattern, name) == 0) return true;
    return strpbrk(pattern, "*?") && (func->flags & PL_FN_DEFINED) && g_pattern_match_simple(pattern, name);
}

/* One pass over the functions for each name: overrides are few. */
static void find_functions(const pl_solution *s, const pl_override *override, state *o) {
    o->funcs = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (const char *const *name = override->functions; name && *name; name++) {
        bool found = false;
        for (uint32_t f = 0; f < s->program->nfuncs; f++) {
            if (!is_meant(s->program->funcs[f].name, *name, &s->program->funcs[f])) continue;
            g_array_append_val(o->funcs, f);
            found = true;
        }
        if (!found && !o->missing) o->missing = *name;
    }
}

void pl_overrides_init(pl_solution *s) {
    s->override_states = g_new0(state, s->noverrides + 1);
    for (uint32_t i = 0; i < s->noverrides; i++) {
        parse_place(s->overrides[i].place, &s->override_states[i]);
        find_functions(s, &s->overrides[i], &s->override_states[i]);
    }
}

void pl_overrides_clear(pl_solution *s) {
    for (uint32_t i = 0; i < s->noverrides; i++) {
        g_free(s->override_states[i].owner);
        g_free(s->override_states[i].member);
        g_array_free(s->override_states[i].funcs, TRUE);
    }
    g_free(s->override_states);
}

static void fix(pl_solution *s, uint32_t override, uint32_t cell) {
    state *o = &s->override_states[override];
    if (cell == PL_NO_CELL) return;
    o->any = true;
    if (pl_cell_at(&s->store, cell)->fixed) return;
    uint32_t edge =
        pl_store_note(&s->store, PL_NONE, cell, PL_RANK_FIELD, (pl_origin_ref){PL_ORIGIN_OVERRIDE, override});
    for (guint i = 0; i < o->funcs->len; i++)
        pl_store_put(&s->store, cell, g_array_index(o->funcs, uint32_t, i), PL_RANK_FIELD, edge);
    pl_cell_at(&s->store, cell)->fixed = true;
}

static bool has_name(const pl_link *link, uint32_t record, const char *name) {
    uint32_t i = g_array_index(link->records, pl_record_link, record).first_name;
    while (i != PL_NONE) {
        const pl_link_cons *cons = &g_array_index(link->record_names, pl_link_cons, i);
        if (strcmp(link->names.texts[cons->value], name) == 0) return true;
        i = cons->next;
    }
    return false;
}

static void apply_field(pl_solution *s, uint32_t override) {
    state *o = &s->override_states[override];
    for (uint32_t u = 0; u < s->program->nfacts; u++) {
        const pl_facts *facts = s->program->facts[u];
        for (uint32_t i = 0; i < facts->nfields; i++) {
            bool same = strcmp(pl_str(facts, facts->fields[i].name), o->member) == 0;
            if (same && has_name(&s->link, s->link.units[u].record[facts->fields[i].record], o->owner))
                fix(s, override, pl_cell_of_field(s, u, i));
        }
    }
    for (uint32_t r = 0; !o->any && !o->any_owner && r < s->link.records->len; r++)
        o->any_owner = has_name(&s->link, r, o->owner);
}

static bool lasts(const pl_var *v) { return v->scope != PL_VAR_LOCAL || (v->flags & PL_VAR_STATIC_LOCAL); }

static void apply_variable(pl_solution *s, uint32_t override) {
    const char *name = s->override_states[override].owner;
    for (uint32_t u = 0; u < s->program->nfacts; u++) {
        const pl_facts *facts = s->program->facts[u];
        for (uint32_t i = 0; i < facts->nvars; i++)
            if (lasts(&facts->vars[i]) && strcmp(pl_str(facts, facts->vars[i].name), name) == 0)
                fix(s, override, pl_cell_of_var(s, u, i));
    }
}

static void apply_parameter(pl_solution *s, uint32_t override) {
    state *o = &s->override_states[override];
    for (uint32_t f = 0; f < s->program->nfuncs; f++) {
        if (strcmp(s->program->funcs[f].name, o->owner) != 0) continue;
        o->any_owner = true;
        fix(s, override, pl_cell_of_slot(s, f, PL_SLOT_PARAMS + o->parameter));
    }
}

void pl_overrides_apply(pl_solution *s) {
    for (uint32_t i = 0; i < s->noverrides; i++) {
        switch (s->override_states[i].kind) {
        case PLACE_FIELD: apply_field(s, i); break;
        case PLACE_VARIABLE: apply_variable(s, i); break;
        case PLACE_PARAMETER: apply_parameter(s, i); break;
        }
    }
}

/* What the place might have been meant to be. */
static void add_candidates(const pl_solution *s, const state *o, GPtrArray *names) {
    if (o->kind == PLACE_PARAMETER) {
        for (uint32_t f = 0; f < s->program->nfuncs; f++) g_ptr_array_add(names, g_strdup(s->program->funcs[f].name));
        return;
    }
    for (uint32_t u = 0; u < s->program->nfacts; u++) {
        const pl_facts *facts = s->program->facts[u];
        for (uint32_t i = 0; o->kind == PLACE_VARIABLE && i < facts->nvars; i++)
            if (lasts(&facts->vars[i])) g_ptr_array_add(names, g_strdup(pl_str(facts, facts->vars[i].name)));
        for (uint32_t i = 0; o->kind == PLACE_FIELD && i < facts->nfields; i++) {
            uint32_t record = s->link.units[u].record[facts->fields[i].record];
            uint32_t name = g_array_index(s->link.records, pl_record_link, record).first_name;
            for (; name != PL_NONE; name = g_array_index(s->link.record_names, pl_link_cons, name).next) {
                uint32_t id = g_array_index(s->link.record_names, pl_link_cons, name).value;
                const char *text = s->link.names.texts[id], *field = pl_str(facts, facts->fields[i].name);
                if (!o->any_owner || strcmp(text, o->owner) == 0)
                    g_ptr_array_add(names, g_strconcat(text, ".", field, NULL));
            }
        }
    }
}

/* "; did you mean "x"?", or "". */
static char *hint(GPtrArray *names, const char *name) {
    g_ptr_array_add(names, NULL);
    const char *near = pl_nearest(name, (const char *const *)names->pdata);
    return near ? g_strdup_printf("; did you mean \"%s\"?", near) : g_strdup("");
}

static char *no_such_place(const pl_solution *s, uint32_t override) {
    const state *o = &s->override_states[override];
    const char *place = s->overrides[override].place;
    if (o->kind == PLACE_PARAMETER && o->any_owner)
        return g_strdup_printf("\"%s\": %s has no parameter %u (they count from 0) that can hold a function pointer",
                               place, o->owner, o->parameter);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    add_candidates(s, o, names);
    char *near = hint(names, o->kind == PLACE_FIELD ? place : o->owner), *text;
    if (o->kind == PLACE_FIELD && o->any_owner)
        text =
            g_strdup_printf("\"%s\": %s has no field \"%s\" that the program uses%s", place, o->owner, o->member, near);
    else
        text = g_strdup_printf("\"%s\": there is no %s \"%s\" in the program%s", place,
                               o->kind == PLACE_FIELD      ? "struct"
                               : o->kind == PLACE_VARIABLE ? "global variable"
                                                           : "function",
                               o->owner, near);
    g_free(near);
    g_ptr_array_free(names, TRUE);
    return text;
}

static char *no_such_function(const pl_solution *s, uint32_t override) {
    const char *missing = s->override_states[override].missing;
    GPtrArray *names = g_ptr_array_new();
    for (uint32_t f = 0; f < s->program->nfuncs; f++) g_ptr_array_add(names, (gpointer)s->program->funcs[f].name);
    char *near = hint(names, missing);
    char *text = g_strdup_printf("\"%s\": there is no function \"%s\" in the program%s", s->overrides[override].place,
                                 missing, near);
    g_free(near);
    g_ptr_array_free(names, TRUE);
    return text;
}

char *pl_program_override_problem(const pl_program *program, uint32_t override) {
    const pl_solution *s = program->solution;
    const state *o = &s->override_states[override];
    if (!o->any) return no_such_place(s, override);
    return o->missing ? no_such_function(s, override) : NULL;
}
