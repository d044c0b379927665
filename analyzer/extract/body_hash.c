/* body_hash.c: a hash of what a body says in names and lines, so that the same header function seen by many units is
 * known to be the same. Ids never enter it: they differ from unit to unit. */
#include <string.h>
#include <xxhash.h>

#include "extract/walk.h"

typedef struct {
    pl_walk *walk;
    XXH3_state_t *state;
} hasher;

static void add_number(hasher *h, uint64_t n) { XXH3_64bits_update(h->state, &n, sizeof n); }

static void add_text(hasher *h, pl_id string) {
    const char *s = string == PL_NONE ? "" : pl_builder_text(h->walk->out, string);
    XXH3_64bits_update(h->state, s, strlen(s) + 1);
}

static void add_function(hasher *h, pl_id function) {
    if (function == PL_NONE)
        add_number(h, 0);
    else
        add_text(h, pl_builder_function_at(h->walk->out, function)->usr);
}

static void add_node(hasher *h, pl_id node, uint32_t first_call) {
    pl_node n = *pl_builder_node_at(h->walk->out, node);
    add_number(h, n.kind);
    switch ((pl_node_kind)n.kind) {
    case PL_NODE_UNKNOWN: break;
    case PL_NODE_FUNCTION:
    case PL_NODE_RETURN: add_function(h, n.a); break;
    case PL_NODE_PARAM:
        add_function(h, n.a);
        add_number(h, n.b);
        break;
    case PL_NODE_VAR: {
        const pl_var *v = pl_builder_var_at(h->walk->out, n.a);
        add_text(h, v->usr == PL_NONE ? v->name : v->usr);
        add_number(h, v->at.line);
        break;
    }
    case PL_NODE_RESULT: add_number(h, n.a - first_call); break;
    case PL_NODE_FIELD:
        add_node(h, n.a, first_call);
        add_text(h, pl_builder_field_at(h->walk->out, n.b)->name);
        break;
    case PL_NODE_DEREF:
    case PL_NODE_ADDRESS: add_node(h, n.a, first_call); break;
    case PL_NODE_CHOICE:
        add_node(h, n.a, first_call);
        add_node(h, n.b, first_call);
        break;
    case PL_NODE_CONSTANT:
        add_number(h, n.a);
        add_number(h, n.b);
        break;
    case PL_NODE_STRING: add_text(h, n.a); break;
    }
}

static void add_call(hasher *h, const pl_call *call, uint32_t first_call) {
    add_number(h, call->kind);
    add_number(h, call->flags);
    add_function(h, call->callee);
    if (call->via != PL_NONE) add_node(h, call->via, first_call);
    if (call->self != PL_NONE) add_node(h, call->self, first_call);
    for (uint32_t i = 0; i < call->args.count; i++)
        add_node(h, pl_builder_span_at(h->walk->out, call->args, i), first_call);
    add_number(h, (uint64_t)call->at.line << 32 | call->at.column);
}

static void add_op(hasher *h, const pl_op *op, uint32_t first_call) {
    pl_builder *b = h->walk->out;
    add_number(h, op->kind);
    switch ((pl_op_kind)op->kind) {
    case PL_OP_CALL: add_number(h, op->arg - first_call); break;
    case PL_OP_IF:
    case PL_OP_LOOP:
        if (op->arg != PL_NONE) {
            pl_condition c = *pl_builder_condition_at(b, op->arg);
            add_node(h, c.node, first_call);
            add_number(h, c.relation);
            add_number(h, (uint64_t)c.value);
        }
        break;
    case PL_OP_CASE:
    case PL_OP_SWITCH:
        if (op->arg != PL_NONE) add_node(h, op->arg, first_call);
        break;
    case PL_OP_GOTO:
    case PL_OP_LABEL: add_text(h, op->arg); break;
    default: break;
    }
}

uint64_t pl_body_hash(pl_walk *w, pl_id function, uint32_t first_call, uint32_t first_flow) {
    hasher h = {w, XXH3_createState()};
    XXH3_64bits_reset(h.state);
    pl_function f = *pl_builder_function_at(w->out, function);
    add_text(&h, f.type);
    add_number(&h, f.begin_line);
    for (uint32_t i = first_call; i < pl_builder_ncalls(w->out); i++) {
        pl_call call = *pl_builder_call_at(w->out, i);
        if (call.caller == function) add_call(&h, &call, first_call);
    }
    for (uint32_t i = first_flow; i < pl_builder_nflows(w->out); i++) {
        pl_flow flow = *pl_builder_flow_at(w->out, i);
        add_node(&h, flow.to, first_call);
        add_node(&h, flow.from, first_call);
    }
    for (uint32_t i = 0; i < f.body.count; i++) {
        pl_op op = *pl_builder_op_at(w->out, f.body.begin + i);
        add_op(&h, &op, first_call);
    }
    uint64_t hash = XXH3_64bits_digest(h.state);
    XXH3_freeState(h.state);
    return hash;
}
