/* fields.c: see fields.h. */
#include "checks/fields.h"

#include <string.h>

enum { MAX_NESTING = 8 };

pl_id pl_field_parameter(const pl_facts *facts, pl_id node) {
    const pl_node *n = &facts->nodes[node];
    for (int depth = 0; n->kind == PL_NODE_FIELD && depth < MAX_NESTING; depth++) n = &facts->nodes[n->a];
    if (n->kind != PL_NODE_DEREF || facts->nodes[n->a].kind != PL_NODE_PARAM) return PL_NONE;
    return facts->nodes[node].kind == PL_NODE_FIELD ? n->a : PL_NONE;
}

static bool same_field(const pl_facts *a, pl_id x, const pl_facts *b, pl_id y) {
    const pl_field *f = &a->fields[x], *g = &b->fields[y];
    if (f->record == PL_NONE || g->record == PL_NONE) return false;
    return !strcmp(pl_str(a, f->name), pl_str(b, g->name)) &&
           !strcmp(pl_str(a, a->records[f->record].name), pl_str(b, b->records[g->record].name));
}

/* The node that says of `object` what `node` says of what its parameter points to. */
static pl_id find(const pl_facts *facts, pl_id node, const pl_facts *caller, pl_id object) {
    const pl_node *n = &facts->nodes[node];
    if (n->kind != PL_NODE_FIELD) return object; /* the DEREF */
    pl_id inner = find(facts, n->a, caller, object);
    for (pl_id i = 0; inner != PL_NONE && i < caller->nnodes; i++) {
        const pl_node *m = &caller->nodes[i];
        if (m->kind == PL_NODE_FIELD && m->a == inner && same_field(facts, n->b, caller, m->b)) return i;
    }
    return PL_NONE;
}

pl_id pl_field_at_caller(const pl_facts *facts, pl_id node, const pl_facts *caller, pl_id argument) {
    const pl_node *a = &caller->nodes[argument];
    if (a->kind == PL_NODE_ADDRESS) return find(facts, node, caller, a->a);
    for (pl_id i = 0; a->kind == PL_NODE_PARAM && i < caller->nnodes; i++)
        if (caller->nodes[i].kind == PL_NODE_DEREF && caller->nodes[i].a == argument)
            return find(facts, node, caller, i);
    return PL_NONE;
}

static pl_id function_of(const pl_facts *facts, pl_id place) {
    const pl_node *n = &facts->nodes[place];
    while (n->kind == PL_NODE_FIELD || n->kind == PL_NODE_DEREF) n = &facts->nodes[n->a];
    if (n->kind == PL_NODE_VAR) return facts->vars[n->a].function;
    return n->kind == PL_NODE_PARAM || n->kind == PL_NODE_RETURN ? n->a : PL_NONE;
}

void pl_stored_constants(const pl_facts *facts, pl_id place, pl_constant_fn fn, void *data) {
    pl_id function = function_of(facts, place);
    if (function == PL_NONE) return;
    pl_span body = facts->functions[function].body;
    for (uint32_t i = 0; i < body.count; i++) {
        const pl_op *op = &facts->ops[body.begin + i];
        if (op->kind != PL_OP_STORE) continue;
        const pl_condition *c = &facts->conditions[op->arg];
        if (c->node == place && c->relation == PL_REL_EQ) fn(c->value, data);
    }
}
