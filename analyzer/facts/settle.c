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
        if ((f->flags & PL_FN_VARIADIC) && !(f->flags & PL_FN_UNPROTOTYPED)) continue;
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

static bool nests_too_deep(const pl_op *ops, uint32_t count) {
    uint32_t depth = 0, deepest = 0;
    for (uint32_t i = 0; i < count; i++) {
        switch (ops[i].kind) {
        case PL_OP_IF:
        case PL_OP_LOOP:
        case PL_OP_DO:
        case PL_OP_SWITCH: depth++; break;
        case PL_OP_END: depth -= depth > 0; break;
        default: break;
        }
        deepest = MAX(deepest, depth);
    }
    return deepest > PL_OP_MAX_DEPTH;
}

/* Thousands of `else if` make a body that consumers could not walk; its calls still count. */
static void settle_depth(pl_builder *b) {
    EACH(pl_function, f, b->store->functions) {
        if (f->body.begin > b->store->ops->len || f->body.count > b->store->ops->len - f->body.begin) continue;
        pl_op *ops = &g_array_index(b->store->ops, pl_op, f->body.begin);
        if (!nests_too_deep(ops, f->body.count)) continue;
        uint32_t kept = 0;
        for (uint32_t i = 0; i < f->body.count; i++) {
            if (ops[i].kind == PL_OP_CALL) ops[kept++] = ops[i];
        }
        f->body.count = kept;
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
    settle_depth(b);
}
