/* conditions.c: what an `if` asks: a node compared with a constant, a constant, or something else. */
#include "extract/walk.h"

static pl_relation negated(pl_relation r) {
    static const pl_relation other[] = {PL_REL_NE, PL_REL_EQ, PL_REL_GE,    PL_REL_GT,
                                        PL_REL_LE, PL_REL_LT, PL_REL_OPAQUE};
    return other[r];
}

static pl_relation mirrored(pl_relation r) {
    static const pl_relation other[] = {PL_REL_EQ, PL_REL_NE, PL_REL_GT,    PL_REL_GE,
                                        PL_REL_LT, PL_REL_LE, PL_REL_OPAQUE};
    return other[r];
}

static pl_relation comparison(pl_operator op) {
    switch (op) {
    case PL_OPERATOR_EQ: return PL_REL_EQ;
    case PL_OPERATOR_NE: return PL_REL_NE;
    case PL_OPERATOR_LT: return PL_REL_LT;
    case PL_OPERATOR_LE: return PL_REL_LE;
    case PL_OPERATOR_GT: return PL_REL_GT;
    case PL_OPERATOR_GE: return PL_REL_GE;
    default: return PL_REL_OPAQUE;
    }
}

bool pl_literal(pl_walk *w, CXCursor expression, int64_t *value) {
    CXCursor c = pl_strip(expression);
    if (c.kind == CXCursor_CXXNullPtrLiteralExpr || c.kind == CXCursor_GNUNullExpr) {
        *value = 0;
        return true;
    }
    return pl_constant(w, c, value);
}

typedef struct {
    pl_id node;
    pl_relation relation;
    int64_t value;
    int known;
} test;

static test examine(pl_walk *w, CXCursor expression);

static test opaque(void) { return (test){0, PL_REL_OPAQUE, 0, -1}; }

/* Whether an operand's outcome says something about a result or a variable. Then a variable stands for the outcome of
 * the whole. */
static bool tells(pl_walk *w, test t) {
    if (t.known >= 0 || t.node == 0 || t.relation == PL_REL_OPAQUE) return false;
    pl_node_kind kind = (pl_node_kind)pl_builder_node_at(w->out, t.node)->kind;
    return kind == PL_NODE_RESULT || kind == PL_NODE_VAR;
}

static test examine_logical(pl_walk *w, CXCursor left, CXCursor right, bool is_and) {
    test l = examine(w, left);
    if (l.known == (is_and ? 0 : 1)) return l; /* the right operand is never evaluated */
    if (l.known >= 0) return examine(w, right);
    pl_branch_begin(w, pl_builder_condition(w->out, l.node, is_and ? l.relation : negated(l.relation), l.value));
    bool dead = w->dead;
    test r = examine(w, right);
    bool decided = r.known == (is_and ? 0 : 1);
    pl_id outcome = PL_NONE;
    if (!decided && w->function != PL_NONE && (tells(w, l) || tells(w, r))) {
        outcome = pl_temporary(w, clang_getCursorType(right), pl_locate(w, clang_getCursorLocation(right)));
        pl_note_truth(w, outcome, pl_builder_condition(w->out, r.node, r.relation, r.value), r.known);
        w->dead = dead;
        pl_emit_op(w, PL_OP_ELSE, 0);
        pl_note_truth(w, outcome, 0, is_and ? 0 : 1);
    }
    w->dead = dead;
    pl_emit_op(w, PL_OP_END, 0);
    if (decided) return r;
    return outcome == PL_NONE ? opaque() : (test){outcome, PL_REL_NE, 0, -1};
}

bool pl_is_and(pl_walk *w, CXCursor expression) { return pl_binary_operator(w, expression) == PL_OPERATOR_AND; }

bool pl_is_truth(pl_walk *w, CXCursor expression) {
    CXCursor c = pl_strip(expression);
    int64_t value;
    if (w->function == PL_NONE) return false;
    if (c.kind == CXCursor_UnaryOperator)
        return pl_unary_operator(w, c) == PL_OPERATOR_NOT && !pl_constant(w, c, &value);
    if (c.kind != CXCursor_BinaryOperator) return false;
    pl_operator op = pl_binary_operator(w, c);
    bool logical = op == PL_OPERATOR_AND || op == PL_OPERATOR_OR;
    return (logical || comparison(op) != PL_REL_OPAQUE) && !pl_constant(w, c, &value);
}

static test examine_binary(pl_walk *w, CXCursor expression) {
    pl_operator op = pl_binary_operator(w, expression);
    pl_relation relation = comparison(op);
    pl_children c = pl_push_expressions(w, expression);
    test result = opaque();
    int64_t value;
    if (c.count != 2) {
    } else if (op == PL_OPERATOR_COMMA) {
        pl_value(w, pl_child(w, c, 0));
        result = examine(w, pl_child(w, c, 1));
    } else if (op == PL_OPERATOR_AND || op == PL_OPERATOR_OR) {
        result = examine_logical(w, pl_child(w, c, 0), pl_child(w, c, 1), op == PL_OPERATOR_AND);
    } else if (relation != PL_REL_OPAQUE && pl_literal(w, pl_child(w, c, 1), &value)) {
        result = (test){pl_value(w, pl_child(w, c, 0)), relation, value, -1};
    } else if (relation != PL_REL_OPAQUE && pl_literal(w, pl_child(w, c, 0), &value)) {
        result = (test){pl_value(w, pl_child(w, c, 1)), mirrored(relation), value, -1};
    } else {
        result = (test){pl_value(w, expression), PL_REL_NE, 0, -1};
    }
    pl_pop(w, c);
    return result;
}

static bool is_expectation(CXCursor call) { return pl_text_is(clang_getCursorSpelling(call), "__builtin_expect"); }

static test examine(pl_walk *w, CXCursor expression) {
    CXCursor c = pl_strip(expression);
    int64_t value;
    if (pl_constant(w, c, &value)) return (test){0, PL_REL_OPAQUE, 0, value != 0};
    if (c.kind == CXCursor_BinaryOperator) return examine_binary(w, c);
    if (c.kind == CXCursor_CallExpr && is_expectation(c)) return examine(w, clang_Cursor_getArgument(c, 0));
    if (c.kind == CXCursor_UnaryOperator && pl_unary_operator(w, c) == PL_OPERATOR_NOT) {
        pl_children k = pl_push_expressions(w, c);
        test t = k.count ? examine(w, pl_child(w, k, 0)) : opaque();
        pl_pop(w, k);
        t.relation = negated(t.relation);
        if (t.known >= 0) t.known = !t.known;
        return t;
    }
    return (test){pl_value(w, c), PL_REL_NE, 0, -1};
}

pl_id pl_condition_of(pl_walk *w, CXCursor expression, int *known) {
    test t = examine(w, expression);
    *known = t.known;
    if (t.node == 0) t.relation = PL_REL_OPAQUE;
    return pl_builder_condition(w->out, t.node, t.relation, t.value);
}
