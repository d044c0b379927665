/* calls.c: sites. Direct calls are connected before solving, the others as their targets become known. */
#include <string.h>

#include "program/solve.h"

void pl_call_found(pl_solution *s, uint32_t site, uint32_t callee, pl_tier tier, uint32_t cell, bool callback) {
    pl_found found = {site, callee, cell, (uint8_t)tier, callback};
    g_array_append_val(s->found, found);
    if (!callback) s->site_done[site] = 1;
}

pl_rank pl_tier_to_rank(pl_tier tier) {
    switch (tier) {
    case PL_TIER_DIRECT:
    case PL_TIER_FLOW: return PL_RANK_FLOW;
    case PL_TIER_TYPE: return PL_RANK_TYPE;
    default: return PL_RANK_FIELD;
    }
}

static pl_tier tier_of(const pl_solution *s, pl_rank rank, uint32_t cell) {
    if (rank == PL_RANK_FLOW)
        return pl_cell_at(&s->store, cell)->kind == PL_CELL_FUNCTION ? PL_TIER_DIRECT : PL_TIER_FLOW;
    return rank == PL_RANK_FIELD ? PL_TIER_FIELD : PL_TIER_TYPE;
}

uint32_t pl_call_argument(pl_solution *s, uint32_t site, int argument, pl_id *node) {
    const pl_call *call = pl_site_call(s, site);
    int64_t index = argument < 0 ? (int64_t)call->args.count + argument : argument;
    if (index < 0 || index >= call->args.count) return PL_NO_CELL;
    pl_id id = s->program->sites[site].facts->ids[call->args.begin + (uint32_t)index];
    if (node) *node = id;
    return pl_cell_of_node(s, pl_site_unit(s, site), id);
}

static uint32_t nparams_of(const pl_solution *s, uint32_t func) {
    const pl_func *f = &s->program->funcs[func];
    return f->facts->functions[f->local].nparams;
}

/* The C++ library keeps what std::function and its like hold in untyped memory of one kind, and takes it out with the
 * type that it had. */
static bool erases_types(const pl_solution *s, uint32_t site) {
    const pl_site *at = &s->program->sites[site];
    return at->facts->unit.cplusplus && (s->program->funcs[at->caller].flags & PL_FN_SYSTEM);
}

static bool same_type(const pl_solution *s, uint32_t site, const char *type) {
    const pl_call *call = pl_site_call(s, site);
    if (call->type == PL_NONE) return true;
    const char *called = pl_str(s->program->sites[site].facts, call->type), *end = strstr(type, " noexcept");
    if (strstr(called, "type-parameter-")) return true; /* code of a template: any type */
    size_t length = end ? (size_t)(end - type) : strlen(type);
    return strncmp(called, type, length) == 0 && (!called[length] || g_str_has_prefix(called + length, " noexcept"));
}

/* Too few arguments cannot work; too many do, in C and on every machine, and some code relies on it. */
bool pl_call_fits(const pl_solution *s, uint32_t site, uint32_t callee) {
    const pl_func *f = &s->program->funcs[callee];
    if (erases_types(s, site) && f->facts->unit.cplusplus && !same_type(s, site, f->type)) return false;
    if (f->flags & PL_FN_METHOD) return true;
    return nparams_of(s, callee) <= pl_site_call(s, site)->args.count;
}

static void connect_body(pl_solution *s, uint32_t site, uint32_t callee, pl_rank rank) {
    const pl_call *call = pl_site_call(s, site);
    const pl_facts *facts = s->program->sites[site].facts;
    uint32_t unit = pl_site_unit(s, site), count = MIN(call->args.count, PL_MAX_PARAMS);
    uint32_t rest = s->program->funcs[callee].flags & PL_FN_VARIADIC ? nparams_of(s, callee) : PL_MAX_PARAMS;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t param = pl_cell_of_slot(s, callee, PL_SLOT_PARAMS + MIN(i, rest));
        if (param == PL_NO_CELL || pl_callbacks_cut(s, callee, i, call->args.count)) continue;
        pl_id node = facts->ids[call->args.begin + i];
        uint32_t from = pl_cell_of_node(s, unit, node);
        if (from != PL_NO_CELL)
            pl_store_copy(&s->store, from, param, rank, (pl_origin_ref){PL_ORIGIN_ARGUMENT, site});
        else if (facts->nodes[node].kind == PL_NODE_UNKNOWN)
            pl_cell_at(&s->store, param)->flags |= PL_CELL_GETS_UNKNOWN;
        else
            pl_cell_at(&s->store, param)->flags |= PL_CELL_GETS_CONSTANT;
    }
    if (call->self != PL_NONE) {
        uint32_t self = pl_cell_of_node(s, unit, call->self), param = pl_cell_of_slot(s, callee, PL_SLOT_THIS);
        if (self != PL_NO_CELL && param != PL_NO_CELL) pl_store_copy(&s->store, self, param, rank, PL_NO_ORIGIN);
    }
    uint32_t result = s->site_result[site];
    if (result == PL_NOT_MADE || result == PL_NO_CELL) return;
    uint32_t returned = pl_cell_of_slot(s, callee, PL_SLOT_RETURN);
    if (returned != PL_NO_CELL)
        pl_store_copy(&s->store, returned, result, rank, (pl_origin_ref){PL_ORIGIN_RESULT, site});
}

static void connect_unknown(pl_solution *s, uint32_t site, const char *name) {
    uint32_t result = s->site_result[site];
    if (result == PL_NOT_MADE || result == PL_NO_CELL || pl_external_is_lookup(name)) return;
    if (!(pl_cell_at(&s->store, result)->holds & PL_HOLDS_ADDRESSES)) return;
    pl_store_put(&s->store, result, s->store.nfuncs + pl_heap_of_site(s, site), PL_RANK_FLOW, PL_NONE);
}

void pl_call_connect(pl_solution *s, uint32_t site, uint32_t callee, pl_rank rank) {
    const pl_func *f = &s->program->funcs[callee];
    bool in_program = f->flags & PL_FN_DEFINED;
    if (in_program)
        connect_body(s, site, callee, rank);
    else if (!pl_external_apply(s, site, f->name))
        connect_unknown(s, site, f->name);
    pl_callbacks_of_call(s, site, s->first_callback[callee],
                         in_program && !(f->flags & (PL_FN_SYSTEM | PL_FN_TEMPLATE)));
}

static void load_from(pl_solution *s, const pl_use *use, uint32_t value, pl_rank rank, uint32_t cell) {
    if (value >= s->store.nfuncs) {
        pl_store_copy(&s->store, value - s->store.nfuncs, use->a, PL_RANK_FIELD, use->origin);
    } else { /* *f is f */
        uint32_t edge = pl_store_note(&s->store, cell, use->a, rank, use->origin);
        pl_store_put(&s->store, use->a, value, rank, edge);
    }
}

/* A function has come to the site that calls it. A pointer to a virtual method means whatever overrides it. */
static void arrive(pl_solution *s, uint32_t site, uint32_t func, pl_rank rank, uint32_t cell) {
    uint32_t flags = s->program->funcs[func].flags;
    if (!(flags & PL_FN_PURE)) {
        pl_call_found(s, site, func, tier_of(s, rank, cell), cell, false);
        pl_call_connect(s, site, func, rank);
    }
    if (flags & PL_FN_VIRTUAL)
        pl_virtual_overriders(s, site, func, rank == PL_RANK_TYPE ? PL_TIER_TYPE : PL_TIER_VIRTUAL);
}

void pl_use_apply(void *solution, const pl_use *use, uint32_t value, pl_rank rank, uint32_t cell) {
    pl_solution *s = solution;
    bool function = value < s->store.nfuncs;
    switch ((pl_use_kind)use->kind) {
    case PL_USE_LOAD: load_from(s, use, value, rank, cell); break;
    case PL_USE_STORE:
        if (!function) pl_store_copy(&s->store, use->a, value - s->store.nfuncs, PL_RANK_FIELD, use->origin);
        break;
    case PL_USE_CALL:
        if (!function || pl_site_apart(s, use->a, value)) break;
        if (!pl_call_fits(s, use->a, value) && !pl_cell_at(&s->store, cell)->fixed) break;
        arrive(s, use->a, value, rank, cell);
        break;
    case PL_USE_CALLBACK:
        if (function && !pl_site_apart(s, use->a, value)) pl_callback_arrived(s, use->a, use->b, value, rank, cell);
        break;
    }
}

typedef struct {
    const pl_solution *s;
    uint32_t first;
} named_callbacks;

static bool find_callbacks(const char *name, void *data) {
    named_callbacks *named = data;
    named->first = pl_callbacks_named(named->s, name);
    return named->first != PL_NONE;
}

/* "record.field" or the name of the variable that an indirect call goes through names it in packs, too. */
uint32_t pl_callbacks_of_pointer(const pl_solution *s, uint32_t site) {
    named_callbacks named = {s, PL_NONE};
    if (s->ncallbacks) pl_pointer_names(s, site, find_callbacks, &named);
    return named.first;
}

static void connect_named_pointer(pl_solution *s, uint32_t site) {
    uint32_t first = pl_callbacks_of_pointer(s, site);
    if (first == PL_NONE) return;
    s->site_done[site] = 1; /* the pack says what it does */
    pl_callbacks_of_call(s, site, first, false);
}

static void add_indirect(pl_solution *s, uint32_t site) {
    uint32_t via = pl_cell_of_node(s, pl_site_unit(s, site), pl_site_call(s, site)->via);
    s->site_via[site] = via;
    connect_named_pointer(s, site);
    if (via == PL_NO_CELL) return;
    if (pl_cell_at(&s->store, via)->fixed) s->site_done[site] = 1;
    pl_use use = {.kind = PL_USE_CALL, .a = site, .origin = PL_NO_ORIGIN};
    pl_store_use(&s->store, via, use, pl_use_apply, s);
}

uint32_t pl_site_choices(const pl_solution *s, uint32_t site, const uint32_t **funcs) {
    bool copied = s->link.copied[s->program->sites[site].caller];
    return pl_link_choices(&s->link, pl_site_unit(s, site), pl_site_call(s, site)->callee, copied, funcs);
}

static void add_direct(pl_solution *s, uint32_t site) {
    const pl_call *call = pl_site_call(s, site);
    const uint32_t *funcs;
    uint32_t count = pl_site_choices(s, site, &funcs);
    for (uint32_t i = 0; i < count; i++) {
        if (call->kind == PL_CALL_VIRTUAL) {
            pl_virtual_call(s, site, funcs[i]);
            continue;
        }
        pl_call_found(s, site, funcs[i], PL_TIER_DIRECT, PL_NONE, false);
        pl_call_connect(s, site, funcs[i], PL_RANK_FLOW);
    }
}

/* First the cells of everything that calls mention, so that a RESULT exists before the call is connected. */
static void make_operands(pl_solution *s, uint32_t site) {
    const pl_call *call = pl_site_call(s, site);
    const pl_facts *facts = s->program->sites[site].facts;
    uint32_t unit = pl_site_unit(s, site);
    for (uint32_t i = 0; i < call->args.count; i++) pl_cell_of_node(s, unit, facts->ids[call->args.begin + i]);
    if (call->self != PL_NONE) pl_cell_of_node(s, unit, call->self);
    if (call->kind == PL_CALL_INDIRECT) pl_cell_of_node(s, unit, call->via);
}

void pl_calls_add(pl_solution *s) {
    for (uint32_t i = 0; i < s->program->nsites; i++) make_operands(s, i);
    for (uint32_t i = 0; i < s->program->nsites; i++) {
        if (pl_site_call(s, i)->kind == PL_CALL_INDIRECT)
            add_indirect(s, i);
        else
            add_direct(s, i);
    }
}
