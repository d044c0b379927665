/* entries_flow.c: entry points by where their address goes: registration calls, fields, tables, variables. */
#include <string.h>

#include "checks/entries.h"
#include "checks/match.h"
#include "checks/places.h"
#include "checks/values.h"

typedef struct {
    pl_finder *finder;
    const char *how;       /* "stored in redisCommand.proc" */
    const pl_facts *facts; /* of the place that is named when the value's own is not known */
    const pl_location *at;
    bool prefer_reason; /* name the place where the value was stored, not the query's */
    GHashTable *types;  /* function types that count; NULL: all do */
} pl_query;

/* A guess by signature makes no entry point. */
static void add_target(const pl_target *target, void *data) {
    pl_query *query = data;
    if (target->tier == PL_TIER_TYPE) return;
    if (query->types && !g_hash_table_contains(query->types, query->finder->program->funcs[target->func].type)) return;
    const pl_facts *facts = query->facts;
    const pl_location *at = query->at;
    if (target->reason_facts && target->reason_flow != PL_NONE && (query->prefer_reason || !at)) {
        facts = target->reason_facts;
        at = &facts->flows[target->reason_flow].at;
    }
    GString *why = g_string_new(query->how);
    if (at && at->file != PL_NONE) {
        g_string_append(why, " at ");
        pl_place_text(why, query->finder->config->root, facts, at);
    }
    pl_finder_add(query->finder, target->func, g_string_free(why, FALSE));
}

/* "record.field", by the record's tag or any of its typedef names. */
static bool is_field_named(const pl_facts *facts, pl_id node, const char *name) {
    if (facts->nodes[node].kind != PL_NODE_FIELD || !strchr(name, '.')) return false;
    const pl_field *field = &facts->fields[facts->nodes[node].b];
    if (field->record == PL_NONE) return false;
    const pl_record *record = &facts->records[field->record];
    for (uint32_t i = 0; i <= record->aliases.count; i++) {
        pl_id tag = i ? facts->ids[record->aliases.begin + i - 1] : record->name;
        char *full = g_strdup_printf("%s.%s", pl_str(facts, tag), pl_str(facts, field->name));
        bool same = pl_glob(name, full);
        g_free(full);
        if (same) return true;
    }
    return false;
}

/* Calls of a function, or through a variable or field of that name: RedisModule_CreateCommand is a variable, and in a
 * loadable module sqlite3_create_function is a macro for sqlite3_api->create_function. */
static bool calls_named(const pl_finder *finder, const pl_site *site, const char *name) {
    const pl_call *call = pl_site_call(site);
    if (call->kind == PL_CALL_INDIRECT && call->via != PL_NONE) {
        char *via = pl_node_text(site->facts, call->via);
        bool same = via && pl_glob(name, via);
        g_free(via);
        if (same || is_field_named(site->facts, call->via, name)) return true;
    }
    if (call->callee != PL_NONE && pl_glob(name, pl_str(site->facts, site->facts->functions[call->callee].name)))
        return true;
    for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++) {
        const pl_edge *edge = &finder->program->edges[e];
        if (!edge->callback && pl_tier_rank((pl_tier)edge->tier) <= pl_tier_rank(PL_TIER_FIELD) &&
            pl_glob(name, finder->program->funcs[edge->callee].name))
            return true;
    }
    return false;
}

/* The entry's call: the function that it names, under its conditions. */
static bool is_registration(const pl_finder *finder, uint32_t site) {
    const pl_entry_spec *spec = finder->spec;
    bool maybe;
    return calls_named(finder, &finder->program->sites[site], spec->function) &&
           pl_all_hold(finder->program, spec->when, spec->nwhen, site, (pl_frames){NULL, 0}, &maybe);
}

void pl_form_call(pl_finder *finder) {
    const pl_entry_spec *spec = finder->spec;
    if (!spec->function) return;
    for (uint32_t s = 0; s < finder->program->nsites; s++) {
        const pl_site *site = &finder->program->sites[s];
        bool in_library = finder->program->funcs[site->caller].flags & PL_FN_SYSTEM;
        if (in_library != finder->in_library || !is_registration(finder, s)) continue;
        const pl_call *call = pl_site_call(site);
        pl_id node = pl_argument_of(site->facts, call, spec->argument);
        if (node == PL_NONE) continue;
        char *how = g_strdup_printf("passed to %s", spec->function);
        pl_query query = {.finder = finder, .how = how, .facts = site->facts, .at = &call->at};
        pl_callables(finder->program, site->facts, node, add_target, &query);
        g_free(how);
    }
}

static void ask_field(pl_finder *finder, const char *record, const char *field) {
    char *how = g_strdup_printf("stored in %s.%s", record, field);
    pl_query query = {.finder = finder, .how = how, .prefer_reason = true};
    pl_program_field_targets(finder->program, record, field, add_target, &query);
    g_free(how);
}

static bool makes_or_assigns(const pl_facts *facts, const pl_call *call) {
    const pl_function *callee = &facts->functions[call->callee];
    return (callee->flags & PL_FN_CONSTRUCTOR) || g_str_has_suffix(pl_str(facts, callee->name), "::operator=");
}

/* A std::function, or an object like it: it is not the field that holds the function, but what the field is made of. */
static void ask_objects(pl_finder *finder) {
    char *name = g_strconcat(finder->spec->record, ".", finder->spec->field, NULL);
    char *how = g_strdup_printf("stored in %s", name);
    for (uint32_t s = 0; s < finder->program->nsites; s++) {
        const pl_site *site = &finder->program->sites[s];
        const pl_call *call = pl_site_call(site);
        if (call->self == PL_NONE || call->callee == PL_NONE || !makes_or_assigns(site->facts, call)) continue;
        const pl_node *self = &site->facts->nodes[call->self];
        if (self->kind != PL_NODE_ADDRESS || !is_field_named(site->facts, self->a, name)) continue;
        pl_query query = {.finder = finder, .how = how, .facts = site->facts, .at = &call->at};
        for (uint32_t i = 0; i < call->args.count; i++)
            pl_callables(finder->program, site->facts, site->facts->ids[call->args.begin + i], add_target, &query);
    }
    g_free(how);
    g_free(name);
}

/* Every pair of names that fits the globs is asked for once. */
void pl_form_field(pl_finder *finder) {
    const pl_entry_spec *spec = finder->spec;
    if (!spec->record || !spec->field) return;
    ask_objects(finder);
    if (!pl_is_glob(spec->record) && !pl_is_glob(spec->field)) {
        ask_field(finder, spec->record, spec->field);
        return;
    }
    GHashTable *asked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; i < finder->program->nfacts; i++) {
        const pl_facts *facts = finder->program->facts[i];
        for (uint32_t f = 0; f < facts->nfields; f++) {
            const pl_field *field = &facts->fields[f];
            if (field->record == PL_NONE || !pl_glob(spec->field, pl_str(facts, field->name))) continue;
            const pl_record *record = &facts->records[field->record];
            const char *name = pl_glob(spec->record, pl_str(facts, record->name)) ? pl_str(facts, record->name) : NULL;
            for (uint32_t a = 0; !name && a < record->aliases.count; a++) {
                const char *alias = pl_str(facts, facts->ids[record->aliases.begin + a]);
                if (pl_glob(spec->record, alias)) name = alias;
            }
            if (!name || !*name) continue;
            if (g_hash_table_add(asked, g_strdup_printf("%s.%s", name, pl_str(facts, field->name))))
                ask_field(finder, name, pl_str(facts, field->name));
        }
    }
    g_hash_table_destroy(asked);
}

/* The variable that a place lies in, and the field of it that is meant; false when it is no variable. */
static bool place_of(const pl_facts *facts, pl_id node, pl_id *var, pl_id *field) {
    *field = PL_NONE;
    for (int depth = 0; node != PL_NONE && depth < 64; depth++) {
        const pl_node *n = &facts->nodes[node];
        if (n->kind == PL_NODE_FIELD) {
            if (*field == PL_NONE) *field = n->b;
            node = n->a;
        } else {
            *var = n->a;
            return n->kind == PL_NODE_VAR;
        }
    }
    return false;
}

static void ask_flow(pl_finder *finder, const pl_facts *facts, const pl_flow *flow, char *how) {
    pl_query query = {.finder = finder, .how = how, .facts = facts, .at = &flow->at};
    pl_program_targets(finder->program, facts, flow->from, add_target, &query);
    g_free(how);
}

void pl_match_table_form(pl_finder *finder) {
    const pl_entry_spec *spec = finder->spec;
    if (!spec->variable) return;
    for (uint32_t i = 0; i < finder->program->nfacts; i++) {
        const pl_facts *facts = finder->program->facts[i];
        for (uint32_t f = 0; f < facts->nflows; f++) {
            pl_id var, field;
            if (!place_of(facts, facts->flows[f].to, &var, &field)) continue;
            const char *name = pl_str(facts, facts->vars[var].name);
            const char *field_name = field == PL_NONE ? "" : pl_str(facts, facts->fields[field].name);
            if (!pl_glob(spec->variable, name) || (spec->field && !pl_glob(spec->field, field_name))) continue;
            ask_flow(finder, facts, &facts->flows[f],
                     g_strdup_printf("stored in %s%s%s", name, *field_name ? "." : "", field_name));
        }
    }
}

void pl_form_variable(pl_finder *finder) {
    const pl_entry_spec *spec = finder->spec;
    if (!spec->variable) return;
    for (uint32_t i = 0; i < finder->program->nfacts; i++) {
        const pl_facts *facts = finder->program->facts[i];
        for (uint32_t f = 0; f < facts->nflows; f++) {
            const pl_node *to = &facts->nodes[facts->flows[f].to];
            if (to->kind != PL_NODE_VAR || facts->vars[to->a].scope == PL_VAR_LOCAL) continue;
            const char *name = pl_str(facts, facts->vars[to->a].name);
            if (pl_glob(spec->variable, name))
                ask_flow(finder, facts, &facts->flows[f], g_strdup_printf("stored in %s", name));
        }
    }
}

typedef struct {
    pl_finder *finder;
    GHashTable *types; /* of the functions that are stored by name */
    bool by_name;      /* these are looked at, else all others */
} pl_type_query;

static void ask_typed(pl_type_query *typed, const pl_facts *facts, const pl_flow *flow) {
    const pl_node *from = &facts->nodes[flow->from];
    if ((from->kind == PL_NODE_FUNCTION) != typed->by_name) return;
    if (typed->by_name) g_hash_table_add(typed->types, (gpointer)pl_str(facts, facts->functions[from->a].type));
    char *how = g_strdup_printf("stored as %s", typed->finder->spec->type);
    pl_query query = {.finder = typed->finder, .how = how, .facts = facts, .at = &flow->at};
    if (!typed->by_name && g_hash_table_size(typed->types)) query.types = typed->types;
    pl_program_targets(typed->finder->program, facts, flow->from, add_target, &query);
    g_free(how);
}

static void ask_all_typed(pl_type_query *typed) {
    const pl_finder *finder = typed->finder;
    for (uint32_t i = 0; i < finder->program->nfacts; i++) {
        const pl_facts *facts = finder->program->facts[i];
        for (uint32_t f = 0; f < facts->nflows; f++) {
            const pl_flow *flow = &facts->flows[f];
            if (flow->type != PL_NONE && pl_fits_type(finder->spec->type, pl_str(facts, flow->type)))
                ask_typed(typed, facts, flow);
        }
    }
}

/* Pools hand out memory for functions of all types. What comes from there counts only if it has the type of something
 * that is stored by its name. */
void pl_form_assign_type(pl_finder *finder) {
    if (!finder->spec->type) return;
    pl_type_query typed = {finder, g_hash_table_new(g_str_hash, g_str_equal), true};
    ask_all_typed(&typed);
    typed.by_name = false;
    ask_all_typed(&typed);
    g_hash_table_destroy(typed.types);
}

typedef struct {
    const pl_facts *facts;
    pl_id var;
} pl_object;

static void collect_object(const pl_facts *facts, pl_id var, void *data) {
    pl_object object = {facts, var};
    g_array_append_val((GArray *)data, object);
}

/* One variable is the other: itself, or the same external or internal symbol as another unit sees it. */
static bool same_object(const pl_object *object, const pl_facts *facts, pl_id var) {
    if (object->facts == facts && object->var == var) return true;
    const pl_var *a = &object->facts->vars[object->var], *b = &facts->vars[var];
    return a->scope == PL_VAR_EXTERNAL && b->scope == PL_VAR_EXTERNAL && a->usr != PL_NONE && b->usr != PL_NONE &&
           !strcmp(pl_str(object->facts, a->usr), pl_str(facts, b->usr));
}

static void ask_object(pl_finder *finder, const pl_object *object) {
    const pl_entry_spec *spec = finder->spec;
    bool external = object->facts->vars[object->var].scope == PL_VAR_EXTERNAL;
    for (uint32_t i = 0; i < finder->program->nfacts; i++) {
        const pl_facts *facts = finder->program->facts[i];
        if (facts != object->facts && !external) continue;
        for (uint32_t f = 0; f < facts->nflows; f++) {
            pl_id var, field;
            if (!place_of(facts, facts->flows[f].to, &var, &field) || field == PL_NONE) continue;
            const char *name = pl_str(facts, facts->fields[field].name);
            if ((spec->field && !pl_glob(spec->field, name)) || !same_object(object, facts, var)) continue;
            ask_flow(finder, facts, &facts->flows[f],
                     g_strdup_printf("%s of the operations given to %s, stored", name, spec->function));
        }
    }
}

void pl_form_vtable_address(pl_finder *finder) {
    const pl_entry_spec *spec = finder->spec;
    if (!spec->function) return;
    GArray *objects = g_array_new(FALSE, FALSE, sizeof(pl_object));
    for (uint32_t s = 0; s < finder->program->nsites; s++) {
        const pl_site *site = &finder->program->sites[s];
        if (!is_registration(finder, s)) continue;
        pl_id node = pl_argument_of(site->facts, pl_site_call(site), spec->argument);
        if (node != PL_NONE) pl_program_objects(finder->program, site->facts, node, collect_object, objects);
    }
    for (guint i = 0; i < objects->len; i++) ask_object(finder, &g_array_index(objects, pl_object, i));
    g_array_free(objects, TRUE);
}
