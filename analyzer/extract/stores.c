/* stores.c: stores that decide where control goes: flags, results that are tested later, what is returned. They stand
 * in the skeleton among the calls, so that whoever walks it knows what a later `if (failed)` means. */
#include <string.h>

#include "extract/walk.h"

static const pl_node *node_at(pl_walk *w, pl_id node) { return pl_builder_node_at(w->out, node); }

static bool is_array_text(pl_walk *w, pl_id type) {
    return type != PL_NONE && strchr(pl_builder_text(w->out, type), '[') != NULL;
}

/* A place that means one object as long as the function runs: no element of an array, nothing behind a pointer that may
 * have moved on. */
static bool is_steady(pl_walk *w, pl_id place) {
    for (;;) {
        const pl_node *n = node_at(w, place);
        switch (n->kind) {
        case PL_NODE_FIELD:
            if (is_array_text(w, pl_builder_field_at(w->out, n->b)->type)) return false;
            place = n->a;
            break;
        case PL_NODE_DEREF:
            if (node_at(w, n->a)->kind != PL_NODE_PARAM) return false;
            return true;
        case PL_NODE_VAR: {
            const pl_var *v = pl_builder_var_at(w->out, n->a);
            return (v->scope == PL_VAR_LOCAL || (v->flags & PL_VAR_THREAD_LOCAL)) && !(v->flags & PL_VAR_ARRAY);
        }
        case PL_NODE_PARAM:
        case PL_NODE_RETURN: return true;
        default: return false;
        }
    }
}

static void store(pl_walk *w, pl_id place, pl_relation relation, int64_t value) {
    pl_emit_op(w, PL_OP_STORE, pl_builder_condition(w->out, place, relation, value));
}

/* Whether an expression has the value of the node that it gave: one of several, or a sum, has not. */
static bool is_plain(pl_walk *w, CXCursor value) {
    CXCursor c = pl_strip(value);
    switch (c.kind) {
    case CXCursor_CallExpr:
    case CXCursor_DeclRefExpr:
    case CXCursor_MemberRefExpr: return true;
    case CXCursor_BinaryOperator: return pl_binary_operator(w, c) == PL_OPERATOR_ASSIGN;
    case CXCursor_CStyleCastExpr:
    case CXCursor_CXXStaticCastExpr:
    case CXCursor_CXXFunctionalCastExpr: {
        pl_children k = pl_push_expressions(w, c);
        bool plain = k.count && is_plain(w, pl_child(w, k, k.count - 1));
        pl_pop(w, k);
        return plain;
    }
    default: return false;
    }
}

/* One operand of a conditional, of which the whole is the node `from`. */
typedef struct {
    bool is_literal, is_plain;
    int64_t constant;
    pl_id from;
} arm;

static arm arm_of(pl_walk *w, CXCursor operand, pl_id from) {
    arm a = {.from = from};
    a.is_literal = pl_literal(w, operand, &a.constant);
    a.is_plain = is_plain(w, operand);
    return a;
}

static void store_arm(pl_walk *w, pl_id place, const arm *a) {
    if (a->is_literal)
        store(w, place, PL_REL_EQ, a->constant);
    else
        store(w, place, PL_REL_SAME, a->from);
}

/* `c ? f() : 0`, whichever it was; the node is that of f(), or of two calls the choice. False: it is not that plain. */
static bool store_arms(pl_walk *w, pl_id place, pl_id from, CXCursor value) {
    CXCursor c = pl_strip(value);
    if (c.kind != CXCursor_ConditionalOperator) return false;
    const pl_node n = *node_at(w, from);
    bool is_choice = n.kind == PL_NODE_CHOICE;
    arm yes = {0}, no = {0};
    pl_children k = pl_push_expressions(w, c);
    if (k.count == 3) {
        yes = arm_of(w, pl_child(w, k, 1), is_choice ? n.a : from);
        no = arm_of(w, pl_child(w, k, 2), is_choice ? n.b : from);
    }
    pl_pop(w, k);
    bool both = yes.is_plain && no.is_plain && !yes.is_literal && !no.is_literal;
    bool one = (yes.is_plain && !yes.is_literal && no.is_literal && !no.is_plain) ||
               (no.is_plain && !no.is_literal && yes.is_literal && !yes.is_plain);
    if (is_choice ? !both : !one) return false;
    pl_branch_begin(w, pl_builder_condition(w->out, 0, PL_REL_OPAQUE, 0));
    store_arm(w, place, &yes);
    pl_emit_op(w, PL_OP_ELSE, 0);
    store_arm(w, place, &no);
    pl_emit_op(w, PL_OP_END, 0);
    return true;
}

void pl_note_store(pl_walk *w, pl_id place, pl_id from, CXCursor value, CXType type) {
    int64_t constant;
    if (w->dead || w->once || w->function == PL_NONE || pl_type_carries(type) == PL_CARRIES_NOTHING ||
        !is_steady(w, place))
        return;
    const pl_node *n = node_at(w, from);
    switch (n->kind) {
    case PL_NODE_CONSTANT: store(w, place, PL_REL_EQ, pl_node_value(n)); break;
    case PL_NODE_UNKNOWN:
        if (!clang_Cursor_isNull(value) && pl_literal(w, value, &constant))
            store(w, place, PL_REL_EQ, constant);
        else
            store(w, place, PL_REL_OPAQUE, 0);
        break;
    default:
        if (!clang_Cursor_isNull(value) && is_plain(w, value))
            store(w, place, PL_REL_SAME, from);
        else if (clang_Cursor_isNull(value) || !store_arms(w, place, from, value))
            store(w, place, PL_REL_OPAQUE, 0);
    }
}

void pl_note_truth(pl_walk *w, pl_id place, pl_id condition, int known) {
    if (w->dead || w->once || w->function == PL_NONE || !is_steady(w, place)) return;
    if (known >= 0) {
        store(w, place, PL_REL_EQ, known);
        return;
    }
    if (pl_builder_condition_at(w->out, condition)->relation == PL_REL_OPAQUE) {
        store(w, place, PL_REL_OPAQUE, 0);
        return;
    }
    pl_branch_begin(w, condition);
    store(w, place, PL_REL_EQ, 1);
    pl_emit_op(w, PL_OP_ELSE, 0);
    store(w, place, PL_REL_EQ, 0);
    pl_emit_op(w, PL_OP_END, 0);
}

/* What is kept of one body. */
typedef struct {
    pl_walk *walk;
    uint32_t begin, end; /* operations */
    GHashTable *asked;   /* nodes + 1 of which somebody may want to know the value */
    bool *keep;          /* per operation */
} sieve;

static void ask(sieve *s, pl_id node) { g_hash_table_add(s->asked, GUINT_TO_POINTER(node + 1)); }

static bool is_asked(const sieve *s, pl_id node) { return g_hash_table_contains(s->asked, GUINT_TO_POINTER(node + 1)); }

static void ask_arguments(sieve *s, pl_id call) {
    pl_span args = pl_builder_call_at(s->walk->out, call)->args;
    for (uint32_t i = 0; i < args.count; i++) ask(s, pl_builder_span_at(s->walk->out, args, i));
}

static void ask_tested(sieve *s) {
    for (uint32_t i = s->begin; i < s->end; i++) {
        const pl_op *op = pl_builder_op_at(s->walk->out, i);
        bool tests = op->kind == PL_OP_IF || op->kind == PL_OP_LOOP || op->kind == PL_OP_DO;
        if (tests && op->arg != PL_NONE) ask(s, pl_builder_condition_at(s->walk->out, op->arg)->node);
        if (op->kind == PL_OP_SWITCH) ask(s, op->arg);
        if (op->kind == PL_OP_CALL) ask_arguments(s, op->arg);
    }
}

/* What another body may ask for: the result, and flags of the thread. */
static bool always_kept(pl_walk *w, pl_id node) {
    const pl_node *n = node_at(w, node);
    if (n->kind == PL_NODE_RETURN) return true;
    return n->kind == PL_NODE_VAR && (pl_builder_var_at(w->out, n->a)->flags & PL_VAR_THREAD_LOCAL);
}

/* Marks the stores to what is asked; true when that made more to ask for. */
static bool mark_stores(sieve *s) {
    guint before = g_hash_table_size(s->asked);
    for (uint32_t i = s->begin; i < s->end; i++) {
        const pl_op *op = pl_builder_op_at(s->walk->out, i);
        if (op->kind != PL_OP_STORE) continue;
        const pl_condition *c = pl_builder_condition_at(s->walk->out, op->arg);
        if (!is_asked(s, c->node) && !always_kept(s->walk, c->node)) continue;
        s->keep[i - s->begin] = true;
        if (c->relation == PL_REL_SAME) ask(s, (pl_id)c->value);
    }
    return g_hash_table_size(s->asked) > before;
}

/* Branches that held nothing but such stores go with them, and an `else` that did; loops are work. */
static void drop_empty(sieve *s) {
    GArray *open = g_array_new(FALSE, FALSE, sizeof(uint32_t)); /* where it begins, how much was held before */
    uint32_t held = 0, otherwise = PL_NONE;                     /* otherwise: an ELSE after which nothing was kept */
    for (uint32_t i = s->begin; i < s->end; i++) {
        bool *keep = &s->keep[i - s->begin];
        uint32_t kind = pl_builder_op_at(s->walk->out, i)->kind;
        if (kind != PL_OP_STORE) *keep = true;
        if (kind == PL_OP_IF || kind == PL_OP_LOOP || kind == PL_OP_DO || kind == PL_OP_SWITCH) {
            g_array_append_val(open, i);
            g_array_append_val(open, held);
            held = kind == PL_OP_LOOP || kind == PL_OP_DO;
            otherwise = PL_NONE;
        } else if (kind == PL_OP_END && open->len) {
            uint32_t begin = g_array_index(open, uint32_t, open->len - 2);
            if (!held) memset(&s->keep[begin - s->begin], 0, i - begin + 1);
            if (otherwise != PL_NONE && otherwise + 1 < i) s->keep[otherwise - s->begin] = false;
            otherwise = PL_NONE;
            held += g_array_index(open, uint32_t, open->len - 1);
            g_array_set_size(open, open->len - 2);
        } else if (kind == PL_OP_ELSE) {
            otherwise = i;
        } else if (*keep && kind != PL_OP_CASE) {
            held++;
            otherwise = PL_NONE;
        }
    }
    g_array_free(open, TRUE);
}

void pl_sift_stores(pl_walk *w, uint32_t begin, uint32_t conditions) {
    sieve s = {.walk = w, .begin = begin, .end = pl_builder_nops(w->out)};
    bool any = false;
    for (uint32_t i = begin; i < s.end && !any; i++) any = pl_builder_op_at(w->out, i)->kind == PL_OP_STORE;
    if (!any) return;
    s.asked = g_hash_table_new(NULL, NULL);
    s.keep = g_new0(bool, s.end - begin + 1);
    ask_tested(&s);
    while (mark_stores(&s)) {
    }
    drop_empty(&s);
    pl_builder_filter_ops(w->out, begin, s.keep, conditions);
    g_free(s.keep);
    g_hash_table_destroy(s.asked);
}
