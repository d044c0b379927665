/* flows.c: what the stores of all units say, as copies between cells and stores through pointers. */
#include "program/solve.h"

/* A number or nothing at all was stored: says whether what the place holds is known. */
static uint8_t mark_of(const pl_node *from) {
    switch (from->kind) {
    case PL_NODE_UNKNOWN: return PL_CELL_GETS_UNKNOWN;
    case PL_NODE_CONSTANT: return PL_CELL_GETS_CONSTANT;
    default: return 0;
    }
}

static void mark(pl_solution *s, uint32_t unit, pl_id to, uint8_t flags) {
    const pl_node *n = &s->program->facts[unit]->nodes[to];
    if (!flags || n->kind == PL_NODE_DEREF || n->kind == PL_NODE_CHOICE) return;
    uint32_t cell = pl_cell_of_node(s, unit, to);
    if (cell != PL_NO_CELL) pl_cell_at(&s->store, cell)->flags |= flags;
}

void pl_flow_into(pl_solution *s, uint32_t unit, pl_id to, uint32_t from, pl_origin_ref origin) {
    const pl_node *n = &s->program->facts[unit]->nodes[to];
    if (n->kind == PL_NODE_CHOICE) {
        pl_flow_into(s, unit, n->a, from, origin);
        pl_flow_into(s, unit, n->b, from, origin);
    } else if (n->kind == PL_NODE_DEREF) {
        uint32_t pointer = pl_cell_of_node(s, unit, n->a);
        if (pointer == PL_NO_CELL || !(pl_cell_at(&s->store, pointer)->holds & PL_HOLDS_ADDRESSES)) return;
        pl_use use = {.kind = PL_USE_STORE, .a = from, .origin = origin};
        pl_store_use(&s->store, pointer, use, pl_use_apply, s);
    } else {
        uint32_t cell = pl_cell_of_node(s, unit, to);
        if (cell != PL_NO_CELL) pl_store_copy(&s->store, from, cell, PL_RANK_FLOW, origin);
    }
}

/* The variable that an initialiser fills is known by where it is initialised, not where it was declared first. */
static void note_initialiser(pl_solution *s, uint32_t unit, pl_id to) {
    const pl_facts *facts = s->program->facts[unit];
    const pl_node *n = &facts->nodes[to];
    while (n->kind == PL_NODE_FIELD) n = &facts->nodes[n->a];
    if (n->kind != PL_NODE_VAR) return;
    pl_cell *cell = pl_cell_at(&s->store, pl_cell_of_var(s, unit, n->a));
    if (cell->flags & PL_CELL_INITIALISED) return;
    cell->flags |= PL_CELL_INITIALISED;
    cell->unit = unit;
    cell->id = n->a;
}

static void add_flow(pl_solution *s, uint32_t unit, uint32_t id) {
    const pl_facts *facts = s->program->facts[unit];
    const pl_flow *flow = &facts->flows[id];
    if (flow->function != PL_NONE && !pl_link_chosen(&s->link, s->program, unit, flow->function)) return;
    if (flow->function == PL_NONE) note_initialiser(s, unit, flow->to);
    uint32_t from = pl_cell_of_node(s, unit, flow->from);
    if (from == PL_NO_CELL) {
        mark(s, unit, flow->to, mark_of(&facts->nodes[flow->from]));
        return;
    }
    pl_flow_into(s, unit, flow->to, from, (pl_origin_ref){unit, id});
}

void pl_flows_add(pl_solution *s) {
    for (uint32_t u = 0; u < s->program->nfacts; u++)
        for (uint32_t i = 0; i < s->program->facts[u]->nflows; i++) add_flow(s, u, i);
}
