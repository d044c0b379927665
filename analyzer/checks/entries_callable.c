/* entries_callable.c: the functions that a C++ argument runs when it is called.
 *
 * What is passed is seldom a function itself: it is a std::function made of one, the result of std::bind or of a
 * project's own helper, a function object, or a pointer to a virtual method. So the functions are looked for that went
 * into the making of the argument: into the constructor of the object, into the call that returned it, into the
 * variable or the parameter that it was copied from. */
#include <string.h>

#include "checks/entries.h"

typedef struct {
    const pl_program *program;
    pl_target_fn fn;
    void *data;
    GHashTable *seen; /* places that were looked at: facts and node, as text */
    uint32_t budget;  /* places still to be looked at */
} pl_search;

enum { MAX_PLACES = 4096 };

static void look_at(pl_search *search, const pl_facts *facts, pl_id node);

static bool enter(pl_search *search, const pl_facts *facts, pl_id node) {
    if (!search->budget) return false;
    search->budget--;
    return g_hash_table_add(search->seen, g_strdup_printf("%p:%u", (const void *)facts, node));
}

static void look_at_arguments(pl_search *search, const pl_facts *facts, const pl_call *call) {
    for (uint32_t i = 0; i < call->args.count; i++) look_at(search, facts, facts->ids[call->args.begin + i]);
}

/* The operator() of the class that the constructor is of. Those of the library only call what they hold. */
static void look_at_class(pl_search *search, const char *constructor) {
    const char *last = g_strrstr(constructor, "::");
    if (!last) return;
    char *name = g_strdup_printf("%.*s::operator()", (int)(last - constructor), constructor);
    uint32_t count;
    const uint32_t *funcs = pl_program_named(search->program, name, &count);
    for (uint32_t i = 0; i < count; i++) {
        pl_target target = {.func = funcs[i], .tier = PL_TIER_FLOW, .reason_flow = PL_NONE};
        if (!(search->program->funcs[funcs[i]].flags & PL_FN_SYSTEM)) search->fn(&target, search->data);
    }
    g_free(name);
}

/* Constructors of the object, and what was assigned to it or copied into it. */
static void look_at_object(pl_search *search, const pl_facts *facts, pl_id place) {
    for (uint32_t c = 0; c < facts->ncalls; c++) {
        const pl_call *call = &facts->calls[c];
        if (call->self == PL_NONE || call->callee == PL_NONE) continue;
        const pl_node *self = &facts->nodes[call->self];
        if (self->kind != PL_NODE_ADDRESS || self->a != place) continue;
        const pl_function *callee = &facts->functions[call->callee];
        const char *name = pl_str(facts, callee->name);
        if (callee->flags & PL_FN_CONSTRUCTOR) look_at_class(search, name);
        if ((callee->flags & PL_FN_CONSTRUCTOR) || g_str_has_suffix(name, "::operator="))
            look_at_arguments(search, facts, call);
    }
    for (uint32_t f = 0; f < facts->nflows; f++)
        if (facts->flows[f].to == place) look_at(search, facts, facts->flows[f].from);
}

/* What the function returns, if it is the program's own. */
static void look_at_returns(pl_search *search, uint32_t func) {
    const pl_func *f = &search->program->funcs[func];
    if (!(f->flags & PL_FN_DEFINED) || (f->flags & PL_FN_SYSTEM)) return;
    for (uint32_t i = 0; i < f->facts->nflows; i++) {
        const pl_flow *flow = &f->facts->flows[i];
        const pl_node *to = &f->facts->nodes[flow->to];
        if (to->kind == PL_NODE_RETURN && to->a == f->local) look_at(search, f->facts, flow->from);
    }
}

/* What the callers of the function pass. */
static void look_at_parameter(pl_search *search, const pl_facts *facts, const pl_node *param) {
    uint32_t func = pl_program_func(search->program, facts, param->a);
    if (func == PL_NONE || param->b == PL_PARAM_THIS) return;
    const pl_func *f = &search->program->funcs[func];
    for (uint32_t i = f->first_in; i < f->first_in + f->nin; i++) {
        const pl_edge *edge = &search->program->edges[search->program->incoming[i]];
        const pl_site *site = &search->program->sites[edge->site];
        const pl_call *call = &site->facts->calls[site->call];
        if (!edge->callback && param->b < call->args.count)
            look_at(search, site->facts, site->facts->ids[call->args.begin + param->b]);
    }
}

/* A pointer to a virtual method calls whatever overrides it. */
static void tell_overrides(pl_search *search, const pl_target *target) {
    for (uint32_t i = 0; i < search->program->nfuncs; i++) {
        const pl_func *f = &search->program->funcs[i];
        if (!f->facts || !(f->flags & PL_FN_VIRTUAL)) continue;
        const pl_span *bases = &f->facts->functions[f->local].overrides;
        for (uint32_t b = 0; b < bases->count; b++) {
            if (pl_program_func(search->program, f->facts, f->facts->ids[bases->begin + b]) != target->func) continue;
            pl_target found = {.func = i, .tier = PL_TIER_VIRTUAL, .reason_flow = PL_NONE};
            search->fn(&found, search->data);
            tell_overrides(search, &found);
        }
    }
}

/* A generic lambda is a template: its instances stand where it does. */
static void tell_instances(pl_search *search, const pl_func *generic) {
    uint32_t count;
    const uint32_t *funcs = pl_program_named(search->program, generic->name, &count);
    for (uint32_t i = 0; i < count; i++) {
        const pl_func *f = &search->program->funcs[funcs[i]];
        if (f == generic || f->line != generic->line || f->column != generic->column || strcmp(f->file, generic->file))
            continue;
        pl_target target = {.func = funcs[i], .tier = PL_TIER_FLOW, .reason_flow = PL_NONE};
        search->fn(&target, search->data);
    }
}

static void tell(const pl_target *target, void *data) {
    pl_search *search = data;
    search->fn(target, search->data);
    if (search->program->funcs[target->func].flags & PL_FN_TEMPLATE)
        tell_instances(search, &search->program->funcs[target->func]);
    if (search->program->funcs[target->func].flags & PL_FN_VIRTUAL) tell_overrides(search, target);
}

static void look_at(pl_search *search, const pl_facts *facts, pl_id node) {
    if (!enter(search, facts, node)) return;
    pl_program_targets(search->program, facts, node, tell, search);
    const pl_node *n = &facts->nodes[node];
    switch ((pl_node_kind)n->kind) {
    case PL_NODE_ADDRESS:
    case PL_NODE_DEREF: look_at(search, facts, n->a); break;
    case PL_NODE_CHOICE:
        look_at(search, facts, n->a);
        look_at(search, facts, n->b);
        break;
    case PL_NODE_VAR: look_at_object(search, facts, node); break;
    case PL_NODE_PARAM: look_at_parameter(search, facts, n); break;
    case PL_NODE_RESULT: {
        const pl_call *call = &facts->calls[n->a];
        look_at_arguments(search, facts, call);
        uint32_t func = call->callee == PL_NONE ? PL_NONE : pl_program_func(search->program, facts, call->callee);
        if (func != PL_NONE) look_at_returns(search, func);
        break;
    }
    default: break;
    }
}

void pl_callables(const pl_program *program, const pl_facts *facts, pl_id node, pl_target_fn fn, void *data) {
    if (!facts->unit.cplusplus) {
        pl_program_targets(program, facts, node, fn, data);
        return;
    }
    pl_search search = {program, fn, data, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), MAX_PLACES};
    look_at(&search, facts, node);
    g_hash_table_destroy(search.seen);
}
