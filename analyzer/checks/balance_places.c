/* balance_places.c: where saved copies are kept, across variables, fields and calls. */
#include <string.h>

#include "checks/balance_private.h"
#include "checks/places.h"

enum { MAX_DEPTH = 4, MAX_PLACES = 32 };

const pl_id *pl_balance_flows(pl_balancing *b, const pl_func *f, uint32_t *count) {
    uint32_t unit = GPOINTER_TO_UINT(g_hash_table_lookup(b->units, f->facts)) - 1;
    if (!b->flows[unit].ids) pl_flow_index_init(&b->flows[unit], f->facts);
    return pl_flows_of(&b->flows[unit], f->local, count);
}

static bool add(GArray *paths, uint32_t path) {
    if (path == PL_NONE || paths->len >= MAX_PLACES) return false;
    for (guint i = 0; i < paths->len; i++)
        if (g_array_index(paths, uint32_t, i) == path) return false;
    g_array_append_val(paths, path);
    return true;
}

static void values_of(pl_balancing *b, const pl_func *f, pl_id node, GArray *paths, int depth) {
    const pl_node *n = &f->facts->nodes[node];
    if (depth > MAX_DEPTH || n->kind == PL_NODE_UNKNOWN || n->kind == PL_NODE_CONSTANT) return;
    if (n->kind == PL_NODE_CHOICE) {
        values_of(b, f, n->a, paths, depth + 1);
        values_of(b, f, n->b, paths, depth + 1);
        return;
    }
    if (!add(paths, pl_path_of(&b->paths, b->program, f->facts, node))) return;
    uint32_t count;
    const pl_id *flows = pl_balance_flows(b, f, &count);
    for (uint32_t i = 0; i < count; i++)
        if (f->facts->flows[flows[i]].to == node) values_of(b, f, f->facts->flows[flows[i]].from, paths, depth + 1);
}

void pl_values_of(pl_balancing *b, const pl_func *f, pl_id node, GArray *paths) {
    if (node != PL_NONE) values_of(b, f, node, paths, 0);
}

static void copies_of(pl_balancing *b, const pl_func *f, pl_id node, GArray *paths, int depth);

static void bytes_copied(pl_balancing *b, const pl_func *f, pl_id node, GArray *paths, int depth) {
    static const char *const names[] = {
        "memcpy",       "memmove", "__builtin_memcpy", "__builtin_memmove", "__builtin___memcpy_chk", "std::memcpy",
        "std::memmove", NULL};
    const pl_facts *facts = f->facts;
    for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++) {
        const pl_call *call = pl_site_call(&b->program->sites[s]);
        if (call->callee == PL_NONE || !g_strv_contains(names, pl_str(facts, facts->functions[call->callee].name)))
            continue;
        pl_id to = pl_argument_of(facts, call, 0), from = pl_argument_of(facts, call, 1);
        if (to == PL_NONE || from == PL_NONE) continue;
        bool is_from = (facts->nodes[from].kind == PL_NODE_ADDRESS && facts->nodes[from].a == node) ||
                       (facts->nodes[node].kind == PL_NODE_DEREF && facts->nodes[node].a == from);
        if (!is_from) continue;
        if (facts->nodes[to].kind == PL_NODE_ADDRESS) copies_of(b, f, facts->nodes[to].a, paths, depth + 1);
        add(paths, pl_path_pointee(&b->paths, pl_path_of(&b->paths, b->program, facts, to)));
    }
}

/* Where the contents of a node are copied to, itself included. */
static void copies_of(pl_balancing *b, const pl_func *f, pl_id node, GArray *paths, int depth) {
    if (depth > MAX_DEPTH || !add(paths, pl_path_of(&b->paths, b->program, f->facts, node))) return;
    bytes_copied(b, f, node, paths, depth);
    uint32_t count;
    const pl_id *flows = pl_balance_flows(b, f, &count);
    for (uint32_t i = 0; i < count; i++)
        if (f->facts->flows[flows[i]].from == node) copies_of(b, f, f->facts->flows[flows[i]].to, paths, depth + 1);
}

/* The node of what the call returned, if the unit has it. */
static pl_id result_node(const pl_facts *facts, pl_id call) {
    for (pl_id i = 0; i < facts->nnodes; i++)
        if (facts->nodes[i].kind == PL_NODE_RESULT && facts->nodes[i].a == call) return i;
    return PL_NONE;
}

void pl_places_saved(pl_balancing *b, const pl_func *f, const pl_save *save, const pl_site *site, GArray *places) {
    if (save->argument == PL_NO_ARGUMENT) {
        pl_id node = result_node(f->facts, site->call);
        if (node != PL_NONE) copies_of(b, f, node, places, 0);
        return;
    }
    pl_id argument = pl_argument_of(f->facts, pl_site_call(site), save->argument);
    if (argument == PL_NONE) return;
    if (f->facts->nodes[argument].kind == PL_NODE_ADDRESS) copies_of(b, f, f->facts->nodes[argument].a, places, 0);
    GArray *pointers = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    pl_values_of(b, f, argument, pointers);
    for (guint i = 0; i < pointers->len; i++)
        add(places, pl_path_pointee(&b->paths, g_array_index(pointers, uint32_t, i)));
    g_array_free(pointers, TRUE);
}

void pl_places_set(pl_balancing *b, const pl_func *f, const pl_sink *sink, const pl_site *site, GArray *places) {
    GArray *values = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < sink->nvalues; i++)
        pl_values_of(b, f, pl_argument_of(f->facts, pl_site_call(site), sink->values[i]), values);
    for (guint i = 0; i < values->len; i++) { /* by value, and by pointer */
        add(places, g_array_index(values, uint32_t, i));
        add(places, pl_path_pointee(&b->paths, g_array_index(values, uint32_t, i)));
    }
    g_array_free(values, TRUE);
}

/* An object is made in a temporary, which is then copied to the variable. */
static void addresses_of_copies(pl_balancing *b, const pl_func *f, pl_id argument, GArray *values) {
    if (argument == PL_NONE || f->facts->nodes[argument].kind != PL_NODE_ADDRESS) return;
    GArray *copies = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    copies_of(b, f, f->facts->nodes[argument].a, copies, 0);
    for (guint i = 0; i < copies->len; i++) add(values, pl_path_address(&b->paths, g_array_index(copies, uint32_t, i)));
    g_array_free(copies, TRUE);
}

void pl_places_at(pl_balancing *b, const pl_func *f, const pl_site *site, uint32_t path, GArray *places) {
    const pl_call *call = pl_site_call(site);
    uint32_t parameter = pl_path_parameter(&b->paths, path);
    if (pl_path_is_returned(&b->paths, path)) {
        pl_id node = result_node(f->facts, site->call);
        uint32_t result = pl_path_of_result(&b->paths, b->program, f->facts, site->call);
        add(places, pl_path_at_caller(&b->paths, path, result));
        GArray *copies = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        if (node != PL_NONE) copies_of(b, f, node, copies, 0);
        for (guint i = 0; i < copies->len; i++)
            add(places, pl_path_at_caller(&b->paths, path, g_array_index(copies, uint32_t, i)));
        g_array_free(copies, TRUE);
        return;
    }
    if (parameter == PL_NONE) {
        add(places, path);
        return;
    }
    pl_id argument = call->self;
    if (parameter != PL_PARAM_THIS)
        argument = parameter > INT32_MAX ? PL_NONE : pl_argument_of(f->facts, call, (int)parameter);
    GArray *values = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    pl_values_of(b, f, argument, values);
    addresses_of_copies(b, f, argument, values);
    for (guint i = 0; i < values->len; i++)
        add(places, pl_path_at_caller(&b->paths, path, g_array_index(values, uint32_t, i)));
    g_array_free(values, TRUE);
}

uint32_t pl_outer_list(pl_balancing *b, const pl_func *f, const GArray *paths) {
    GArray *outer = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (guint i = 0; i < paths->len; i++) {
        uint32_t path = g_array_index(paths, uint32_t, i);
        if (pl_path_is_outer(&b->paths, f, path)) g_array_append_val(outer, path);
    }
    uint32_t id = outer->len ? 0 : PL_NONE;
    for (; id != PL_NONE && id < b->lists->len; id++) {
        const GArray *known = b->lists->pdata[id];
        if (known->len == outer->len && !memcmp(known->data, outer->data, outer->len * sizeof(uint32_t))) break;
    }
    if (id == PL_NONE || id < b->lists->len)
        g_array_free(outer, TRUE);
    else
        g_ptr_array_add(b->lists, outer);
    return id;
}
