/* settle.c: the builder's last pass. What extraction could not name gets the empty name, what it could not follow gets
 * UNKNOWN, so that every consumer, and the reader's validation, can rely on them. */
#include "facts/builder_private.h"

enum { UNKNOWN = 0 };

#define EACH(type, item, array)                                                                                        \
    for (type *item = (type *)(void *)(array)->data, *end_##item = item + (array)->len; item < end_##item; item++)

static void need_text(pl_builder *b, pl_id *string) {
    if (*string == PL_NONE) *string = pl_builder_string(b, "");
}

static void need_node(pl_id *node) {
    if (*node == PL_NONE) *node = UNKNOWN;
}

static void settle_names(pl_builder *b) {
    EACH(pl_function, f, b->store->functions) {
        need_text(b, &f->usr);
        need_text(b, &f->name);
        need_text(b, &f->type);
    }
    EACH(pl_var, v, b->store->vars) {
        need_text(b, &v->name);
        need_text(b, &v->type);
    }
    EACH(pl_record, r, b->store->records) {
        need_text(b, &r->usr);
        need_text(b, &r->name);
    }
    EACH(pl_field, f, b->store->fields) {
        need_text(b, &f->name);
        need_text(b, &f->type);
    }
}

static void settle_values(pl_builder *b) {
    EACH(pl_flow, flow, b->store->flows) {
        need_node(&flow->to);
        need_node(&flow->from);
    }
    EACH(pl_call, call, b->store->calls) {
        if (call->kind != PL_CALL_INDIRECT && call->callee == PL_NONE) call->kind = PL_CALL_INDIRECT;
        if (call->kind == PL_CALL_INDIRECT) need_node(&call->via);
    }
    EACH(pl_condition, c, b->store->conditions) { need_node(&c->node); }
}

/* A function that was declared without parameters (K&R) has those that its body uses. */
static void settle_parameters(pl_builder *b) {
    EACH(pl_node, n, b->store->nodes) {
        if (n->kind != PL_NODE_PARAM || n->b == PL_PARAM_THIS || n->a >= b->store->functions->len) continue;
        pl_function *f = pl_builder_function_at(b, n->a);
        if (f->nparams <= n->b) f->nparams = n->b + 1;
    }
}

static void settle_ops(pl_builder *b) {
    pl_id opaque = PL_NONE;
    EACH(pl_op, op, b->store->ops) {
        switch (op->kind) {
        case PL_OP_IF:
            if (op->arg != PL_NONE) break;
            if (opaque == PL_NONE) opaque = pl_builder_condition(b, UNKNOWN, PL_REL_OPAQUE, 0);
            op->arg = opaque;
            break;
        case PL_OP_SWITCH: need_node(&op->arg); break;
        case PL_OP_LABEL: need_text(b, &op->arg); break;
        default: break;
        }
    }
}

void pl_builder_settle(pl_builder *b) {
    if (b->unit.main_file == PL_NONE) b->unit.main_file = pl_builder_file(b, "", PL_FILE_MAIN);
    need_text(b, &b->unit.directory);
    need_text(b, &b->unit.triple);
    settle_names(b);
    settle_values(b);
    settle_parameters(b);
    settle_ops(b);
}
