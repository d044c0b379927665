/* cells.c: the cell of each place and expression, made when first asked for. */
#include <string.h>

#include "program/solve.h"

static uint32_t *not_made(size_t count) {
    uint32_t *cells = g_new(uint32_t, count + 1);
    for (size_t i = 0; i < count; i++) cells[i] = PL_NOT_MADE;
    return cells;
}

/* With one for all that `...` takes. */
static uint32_t nparams(const pl_program *p, uint32_t func) {
    const pl_function *f = &p->funcs[func].facts->functions[p->funcs[func].local];
    return MIN(f->nparams, PL_MAX_PARAMS) + ((f->flags & PL_FN_VARIADIC) != 0);
}

void pl_cells_init(pl_solution *s) {
    pl_program *p = s->program;
    s->units = g_new0(pl_unit_cells, p->nfacts + 1);
    for (uint32_t u = 0; u < p->nfacts; u++) {
        s->units[u].var = not_made(p->facts[u]->nvars);
        s->units[u].field = not_made(p->facts[u]->nfields);
        s->units[u].node = not_made(p->facts[u]->nnodes);
        s->units[u].holds = g_malloc(p->facts[u]->nstrings + 1);
        memset(s->units[u].holds, 0xff, p->facts[u]->nstrings + 1);
    }
    s->first_slot = g_new(uint32_t, p->nfuncs + 1);
    uint32_t nslots = 0;
    for (uint32_t f = 0; f < p->nfuncs; f++) {
        s->first_slot[f] = nslots;
        nslots += PL_SLOT_PARAMS + nparams(p, f);
    }
    s->first_slot[p->nfuncs] = nslots;
    s->slots = not_made(nslots);
    s->site_result = not_made(p->nsites);
    pl_map_init(&s->vars);
    pl_map_init(&s->fields);
    pl_map_init(&s->library);
}

void pl_cells_clear(pl_solution *s) {
    for (uint32_t u = 0; u < s->program->nfacts; u++) {
        g_free(s->units[u].var);
        g_free(s->units[u].field);
        g_free(s->units[u].node);
        g_free(s->units[u].holds);
    }
    g_free(s->units);
    g_free(s->first_slot);
    g_free(s->slots);
    g_free(s->site_result);
    pl_map_clear(&s->vars);
    pl_map_clear(&s->fields);
    pl_map_clear(&s->library);
}

static bool is_record_name(const void *link, const char *name, size_t length) {
    return pl_link_is_record_name(link, name, length);
}

static uint8_t slice_holds(const pl_solution *s, pl_slice type) {
    return type.text ? pl_type_holds(type, is_record_name, &s->link) : PL_HOLDS_ANYTHING;
}

static uint8_t type_holds(pl_solution *s, uint32_t unit, pl_id type) {
    if (type == PL_NONE) return PL_HOLDS_ANYTHING;
    uint8_t *holds = &s->units[unit].holds[type];
    const char *text = s->program->facts[unit]->strings[type];
    if (*holds == 0xff) *holds = slice_holds(s, (pl_slice){text, strlen(text)});
    return *holds;
}

static uint32_t make_var(pl_solution *s, uint32_t unit, pl_id id) {
    const pl_var *v = &s->program->facts[unit]->vars[id];
    uint8_t flags = 0;
    if (v->flags & PL_VAR_ARRAY) flags |= PL_CELL_MEMORY | PL_CELL_SHARED;
    if (v->scope != PL_VAR_LOCAL || (v->flags & PL_VAR_STATIC_LOCAL)) flags |= PL_CELL_SHARED;
    if (v->scope != PL_VAR_EXTERNAL) flags |= PL_CELL_INTERNAL;
    return pl_store_cell(&s->store, PL_CELL_VAR, unit, id, type_holds(s, unit, v->type), flags);
}

uint32_t pl_cell_of_var(pl_solution *s, uint32_t unit, pl_id id) {
    uint32_t *cell = &s->units[unit].var[id];
    if (*cell != PL_NOT_MADE) return *cell;
    const pl_facts *facts = s->program->facts[unit];
    const pl_var *v = &facts->vars[id];
    if (v->scope == PL_VAR_LOCAL || v->function != PL_NONE || !*pl_str(facts, v->usr))
        return *cell = make_var(s, unit, id);
    uint32_t usr = pl_names_add(&s->link.names, pl_str(facts, v->usr));
    uint32_t file = v->scope == PL_VAR_INTERNAL ? pl_link_file(&s->link, facts, unit, v->at.file)
                                                : PL_NONE - pl_link_variable(&s->link, unit, id);
    uint32_t *known = pl_map_at(&s->vars, pl_pair(usr, file), PL_NO_CELL);
    if (*known == PL_NO_CELL) *known = make_var(s, unit, id);
    return *cell = *known;
}

/* The members of a union share their place: what is put into one may come out of any other, as far as its type can
 * hold it. */
static void join_union(pl_solution *s, uint32_t record, uint32_t cell) {
    uint32_t *place = pl_map_at(&s->fields, pl_pair(record, PL_NONE), PL_NO_CELL);
    if (*place == PL_NO_CELL)
        *place = pl_store_cell(&s->store, PL_CELL_CHOICE, PL_NONE, PL_NONE, PL_HOLDS_ANYTHING, PL_CELL_MEMORY);
    pl_store_copy(&s->store, *place, cell, PL_RANK_FIELD, PL_NO_ORIGIN);
    pl_store_copy(&s->store, cell, *place, PL_RANK_FIELD, PL_NO_ORIGIN);
}

uint32_t pl_cell_of_field(pl_solution *s, uint32_t unit, pl_id id) {
    uint32_t *cell = &s->units[unit].field[id];
    if (*cell != PL_NOT_MADE) return *cell;
    const pl_facts *facts = s->program->facts[unit];
    uint32_t record = s->link.units[unit].record[facts->fields[id].record];
    uint32_t name = pl_names_add(&s->link.names, pl_str(facts, facts->fields[id].name));
    uint32_t known = *pl_map_at(&s->fields, pl_pair(record, name), PL_NO_CELL);
    if (known == PL_NO_CELL) {
        known = pl_store_cell(&s->store, PL_CELL_FIELD, record, name, type_holds(s, unit, facts->fields[id].type),
                              PL_CELL_MEMORY | PL_CELL_SHARED);
        *pl_map_at(&s->fields, pl_pair(record, name), PL_NO_CELL) = known;
        if (g_array_index(s->link.records, pl_record_link, record).is_union) join_union(s, record, known);
    }
    return *cell = known;
}

uint32_t pl_cell_of_slot(pl_solution *s, uint32_t func, uint32_t slot) {
    if (slot >= s->first_slot[func + 1] - s->first_slot[func]) return PL_NO_CELL;
    uint32_t *cell = &s->slots[s->first_slot[func] + slot];
    if (*cell != PL_NOT_MADE) return *cell;
    const char *type = s->program->funcs[func].type;
    uint8_t holds;
    if (slot == PL_SLOT_THIS)
        holds = PL_HOLDS_OBJECTS;
    else if (slot == PL_SLOT_RETURN)
        holds = slice_holds(s, pl_type_result(type));
    else
        holds = slice_holds(s, pl_type_parameter(type, slot - PL_SLOT_PARAMS));
    if (!holds) return *cell = PL_NO_CELL;
    return *cell =
               pl_store_cell(&s->store, slot == PL_SLOT_RETURN ? PL_CELL_RETURN : PL_CELL_PARAM, slot, func, holds, 0);
}

uint32_t pl_cell_of_library(pl_solution *s, uint32_t place) {
    uint32_t *cell = pl_map_at(&s->library, place, PL_NO_CELL);
    if (*cell == PL_NO_CELL)
        *cell = pl_store_cell(&s->store, PL_CELL_SLOT, PL_NONE, place, PL_HOLDS_ANYTHING, PL_CELL_MEMORY);
    return *cell;
}

static uint32_t cell_of_result(pl_solution *s, uint32_t unit, pl_id call_id) {
    uint32_t site = s->link.units[unit].site[call_id];
    if (site == PL_NONE) return PL_NO_CELL;
    uint32_t *cell = &s->site_result[site];
    if (*cell != PL_NOT_MADE) return *cell;
    const pl_facts *facts = s->program->facts[unit];
    const pl_call *call = &facts->calls[call_id];
    const char *type =
        call->kind == PL_CALL_INDIRECT ? pl_str(facts, call->type) : pl_str(facts, facts->functions[call->callee].type);
    uint8_t holds = slice_holds(s, pl_type_result(type));
    if (!holds) return *cell = PL_NO_CELL;
    return *cell = pl_store_cell(&s->store, PL_CELL_RESULT, unit, site, holds, 0);
}

static uint32_t cell_of_function(pl_solution *s, uint32_t unit, pl_id local) {
    uint32_t func = s->link.units[unit].func[local];
    uint32_t cell = pl_store_cell(&s->store, PL_CELL_FUNCTION, unit, func, PL_HOLDS_ANYTHING, 0);
    const uint32_t *funcs;
    uint32_t count = pl_link_choices(&s->link, unit, local, true, &funcs);
    for (uint32_t i = 0; i < count; i++) {
        s->taken[funcs[i]] |= count > 1 ? PL_TAKEN : PL_TAKEN | PL_TAKEN_SURELY;
        pl_store_put(&s->store, cell, funcs[i], PL_RANK_FLOW, PL_NONE);
    }
    return cell;
}

static uint32_t cell_of_deref(pl_solution *s, uint32_t unit, pl_id pointer) {
    uint32_t from = pl_cell_of_node(s, unit, pointer);
    if (from == PL_NO_CELL) {
        if (s->program->facts[unit]->nodes[pointer].kind != PL_NODE_UNKNOWN) return PL_NO_CELL;
        return pl_store_cell(&s->store, PL_CELL_DEREF, unit, PL_NONE, PL_HOLDS_ANYTHING, PL_CELL_GETS_UNKNOWN);
    }
    if (!(pl_cell_at(&s->store, from)->holds & ~PL_HOLDS_OBJECTS)) return PL_NO_CELL;
    uint32_t cell = pl_store_cell(&s->store, PL_CELL_DEREF, unit, from, PL_HOLDS_ANYTHING, 0);
    pl_use use = {.kind = PL_USE_LOAD, .a = cell, .origin = PL_NO_ORIGIN};
    pl_store_use(&s->store, from, use, pl_use_apply, s);
    return cell;
}

static uint32_t cell_of_address(pl_solution *s, uint32_t unit, pl_id place) {
    uint32_t target = pl_cell_of_node(s, unit, place);
    if (target == PL_NO_CELL) return PL_NO_CELL;
    uint8_t kind = pl_cell_at(&s->store, target)->kind, holds = pl_cell_at(&s->store, target)->holds;
    if (kind == PL_CELL_FUNCTION) return target;
    bool matters = holds & (PL_HOLDS_FUNCTIONS | PL_HOLDS_ADDRESSES);
    if (!matters && kind != PL_CELL_VAR) return PL_NO_CELL;
    uint32_t cell = pl_store_cell(&s->store, PL_CELL_ADDRESS, unit, target, PL_HOLDS_ANYTHING, 0);
    pl_cell_at(&s->store, target)->flags |= PL_CELL_POINTED_AT;
    if (matters) pl_store_put(&s->store, cell, s->store.nfuncs + target, PL_RANK_FLOW, PL_NONE);
    return cell;
}

static uint32_t cell_of_choice(pl_solution *s, uint32_t unit, const pl_node *n) {
    uint32_t x = pl_cell_of_node(s, unit, n->a), y = pl_cell_of_node(s, unit, n->b);
    if (x == PL_NO_CELL || y == PL_NO_CELL) return x == PL_NO_CELL ? y : x; /* the other is NULL or a number */
    uint32_t cell = pl_store_cell(&s->store, PL_CELL_CHOICE, unit, PL_NONE, PL_HOLDS_ANYTHING, 0);
    pl_store_copy(&s->store, x, cell, PL_RANK_FLOW, PL_NO_ORIGIN);
    pl_store_copy(&s->store, y, cell, PL_RANK_FLOW, PL_NO_ORIGIN);
    return cell;
}

static uint32_t slot_of(const pl_node *n) {
    return n->b == PL_PARAM_THIS ? PL_SLOT_THIS : PL_SLOT_PARAMS + MIN(n->b, PL_MAX_PARAMS);
}

static uint32_t make_cell(pl_solution *s, uint32_t unit, const pl_node *n) {
    const pl_link *link = &s->link;
    switch ((pl_node_kind)n->kind) {
    case PL_NODE_FUNCTION: return cell_of_function(s, unit, n->a);
    case PL_NODE_VAR: return pl_cell_of_var(s, unit, n->a);
    case PL_NODE_PARAM: return pl_cell_of_slot(s, link->units[unit].func[n->a], slot_of(n));
    case PL_NODE_RETURN: return pl_cell_of_slot(s, link->units[unit].func[n->a], PL_SLOT_RETURN);
    case PL_NODE_RESULT: return cell_of_result(s, unit, n->a);
    case PL_NODE_FIELD: return pl_cell_of_field(s, unit, n->b);
    case PL_NODE_DEREF: return cell_of_deref(s, unit, n->a);
    case PL_NODE_ADDRESS: return cell_of_address(s, unit, n->a);
    case PL_NODE_CHOICE: return cell_of_choice(s, unit, n);
    case PL_NODE_UNKNOWN:
    case PL_NODE_CONSTANT:
    case PL_NODE_STRING: break;
    }
    return PL_NO_CELL;
}

uint32_t pl_cell_of_node(pl_solution *s, uint32_t unit, pl_id node) {
    uint32_t cell = s->units[unit].node[node];
    if (cell != PL_NOT_MADE) return cell;
    cell = make_cell(s, unit, &s->program->facts[unit]->nodes[node]);
    return s->units[unit].node[node] = cell;
}

/* `p->f` needs no cell of p: somebody else may have made it. */
static uint32_t cell_made_elsewhere(const pl_solution *s, uint32_t unit, const pl_node *n) {
    if (n->kind == PL_NODE_VAR) return s->units[unit].var[n->a];
    if (n->kind == PL_NODE_FIELD) return s->units[unit].field[n->b];
    if (n->kind == PL_NODE_RESULT) {
        uint32_t site = s->link.units[unit].site[n->a];
        return site == PL_NONE ? PL_NOT_MADE : s->site_result[site];
    }
    if (n->kind != PL_NODE_PARAM) return PL_NOT_MADE;
    uint32_t func = s->link.units[unit].func[n->a], slot = slot_of(n);
    return slot < s->first_slot[func + 1] - s->first_slot[func] ? s->slots[s->first_slot[func] + slot] : PL_NOT_MADE;
}

uint32_t pl_known_cell(const pl_solution *s, uint32_t unit, pl_id node) {
    uint32_t cell = s->units[unit].node[node];
    if (cell == PL_NOT_MADE) cell = cell_made_elsewhere(s, unit, &s->program->facts[unit]->nodes[node]);
    return cell == PL_NOT_MADE ? PL_NO_CELL : cell;
}
