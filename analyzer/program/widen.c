/* widen.c: what an indirect call may run when no value was found for its pointer: by type, as a last resort. */
#include <string.h>

#include "program/solve.h"

typedef struct {
    GHashTable *by_type;  /* canonical type -> GArray of func */
    GArray *unprototyped; /* taken functions of K&R style */
    GArray *all;          /* taken functions */
} taken;

static void free_array(gpointer array) { g_array_free(array, TRUE); }

static taken collect_taken(const pl_solution *s) {
    taken t = {g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_array),
               g_array_new(FALSE, FALSE, sizeof(uint32_t)), g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    for (uint32_t f = 0; f < s->program->nfuncs; f++) {
        const pl_func *func = &s->program->funcs[f];
        if (!s->taken[f] || !(func->flags & PL_FN_DEFINED)) continue;
        GArray *same = g_hash_table_lookup(t.by_type, func->type);
        if (!same) {
            same = g_array_new(FALSE, FALSE, sizeof(uint32_t));
            g_hash_table_insert(t.by_type, (gpointer)func->type, same);
        }
        g_array_append_val(same, f);
        g_array_append_val(t.all, f);
        if (func->flags & PL_FN_UNPROTOTYPED) g_array_append_val(t.unprototyped, f);
    }
    return t;
}

static void free_taken(taken *t) {
    g_hash_table_destroy(t->by_type);
    g_array_free(t->unprototyped, TRUE);
    g_array_free(t->all, TRUE);
}

static bool param_is_open(const pl_solution *s, uint32_t func, const uint8_t *called) {
    return !called[func] && (!(s->program->funcs[func].flags & PL_FN_INTERNAL) || s->taken[func]);
}

/* Nothing in the program says what is in the cell, but something outside may have put a function there: parameters of
 * functions that only others call, results of unknown functions, memory without known stores that they may write to. A
 * static variable that nobody sets and nobody points to stays NULL, as does a field of our own records. */
static bool starts_open(const pl_solution *s, const pl_cell *cell, const uint8_t *called, const uint8_t *outside) {
    if (cell->fixed) return false;
    if (cell->flags & PL_CELL_GETS_UNKNOWN) return true;
    bool untouched = cell->in == PL_NONE && !(cell->flags & PL_CELL_GETS_CONSTANT);
    switch ((pl_cell_kind)cell->kind) {
    case PL_CELL_PARAM: return param_is_open(s, cell->id, called);
    case PL_CELL_VAR: return untouched && (!(cell->flags & PL_CELL_INTERNAL) || (cell->flags & PL_CELL_POINTED_AT));
    case PL_CELL_FIELD: return untouched && outside[cell->unit];
    case PL_CELL_HEAP:
    case PL_CELL_SLOT:
    case PL_CELL_DEREF: return untouched;
    case PL_CELL_RESULT: {
        const pl_call *call = pl_site_call(s, cell->id);
        if (call->kind != PL_CALL_DIRECT) return untouched;
        const pl_func *f = &s->program->funcs[s->link.units[pl_site_unit(s, cell->id)].func[call->callee]];
        return untouched && !(f->flags & PL_FN_DEFINED) && !pl_external_is_lookup(f->name);
    }
    default: return false;
    }
}

static void spread_open(const pl_solution *s) {
    uint8_t *called = g_new0(uint8_t, s->program->nfuncs + 1);
    for (uint32_t i = 0; i < s->found->len; i++) called[g_array_index(s->found, pl_found, i).callee] = 1;
    uint8_t *outside = pl_outside_records(s, called);
    pl_punned_records(s, outside);
    GArray *stack = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t c = 0; c < s->store.cells->len; c++) {
        pl_cell *cell = pl_cell_at(&s->store, c);
        cell->flags &= (uint8_t)~PL_CELL_OPEN;
        if (!starts_open(s, cell, called, outside)) continue;
        cell->flags |= PL_CELL_OPEN;
        g_array_append_val(stack, c);
    }
    while (stack->len) {
        uint32_t c = g_array_index(stack, uint32_t, stack->len - 1);
        g_array_set_size(stack, stack->len - 1);
        for (uint32_t e = pl_cell_at(&s->store, c)->out; e != PL_NONE;) {
            const pl_copy *copy = &g_array_index(s->store.copies, pl_copy, e);
            pl_cell *to = pl_cell_at(&s->store, copy->to);
            e = copy->next_out;
            if (to->fixed || (to->flags & PL_CELL_OPEN) || !(to->holds & PL_HOLDS_FUNCTIONS)) continue;
            to->flags |= PL_CELL_OPEN;
            g_array_append_val(stack, copy->to);
        }
    }
    g_array_free(stack, TRUE);
    g_free(outside);
    g_free(called);
}

static bool same_result(const char *type, const char *other) {
    pl_slice x = pl_type_result(type), y = pl_type_result(other);
    return x.text && y.text && x.length == y.length && memcmp(x.text, y.text, x.length) == 0;
}

/* Where one of the two types does not list its parameters, their number and the result must do. */
static bool could_match(const pl_func *func, const char *type, uint32_t nargs) {
    uint32_t nparams = func->facts->functions[func->local].nparams;
    bool variadic = (func->flags & PL_FN_VARIADIC) && !(func->flags & PL_FN_UNPROTOTYPED);
    if ((func->flags & PL_FN_METHOD) || !same_result(func->type, type)) return false;
    return variadic ? nparams <= nargs : nparams == nargs;
}

static uint32_t give(pl_solution *s, uint32_t site, const GArray *funcs, bool loosely) {
    const pl_call *call = pl_site_call(s, site);
    const char *type = pl_str(s->program->sites[site].facts, call->type);
    uint32_t given = 0;
    for (uint32_t i = 0; funcs && i < funcs->len; i++) {
        uint32_t f = g_array_index(funcs, uint32_t, i);
        if (pl_site_apart(s, site, f)) continue;
        if (loosely && !could_match(&s->program->funcs[f], type, call->args.count)) continue;
        pl_call_found(s, site, f, PL_TIER_TYPE, PL_NONE, false);
        pl_call_connect(s, site, f, PL_RANK_TYPE);
        given++;
    }
    return given;
}

/* The policy: only where nothing at all was found and the pointer may come from outside, every function whose address
 * is taken and whose canonical type is the one called through. Types without parameters go by number of arguments. */
static bool widen_site(pl_solution *s, uint32_t site, const taken *t) {
    uint32_t via = s->site_via[site];
    if (via != PL_NO_CELL && !(pl_cell_at(&s->store, via)->flags & PL_CELL_OPEN)) return false;
    const pl_facts *facts = s->program->sites[site].facts;
    const char *type = pl_str(facts, pl_site_call(s, site)->type);
    if (!pl_type_lists_parameters(type, facts->unit.cplusplus)) return give(s, site, t->all, true) > 0;
    uint32_t given = give(s, site, g_hash_table_lookup(t->by_type, type), false);
    return given + give(s, site, t->unprototyped, true) > 0;
}

bool pl_widen(pl_solution *s) {
    GArray *empty = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < s->program->nsites; i++)
        if (!s->site_done[i] && pl_site_call(s, i)->kind == PL_CALL_INDIRECT) g_array_append_val(empty, i);
    bool any = false;
    if (empty->len) {
        taken t = collect_taken(s);
        spread_open(s);
        for (uint32_t i = 0; i < empty->len; i++) any |= widen_site(s, g_array_index(empty, uint32_t, i), &t);
        free_taken(&t);
    }
    g_array_free(empty, TRUE);
    return any;
}
