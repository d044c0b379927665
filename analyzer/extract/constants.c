/* constants.c: expressions that the compiler can evaluate. Evaluated, not spelled: LOCK_EX | LOCK_NB is 6. */
#include <string.h>

#include "extract/walk.h"

/* Expressions that cannot be constant, or whose value is known to matter as a path: not worth asking the evaluator. */
static bool worth_evaluating(CXCursor c) {
    switch (c.kind) {
    case CXCursor_IntegerLiteral:
    case CXCursor_CharacterLiteral:
    case CXCursor_CXXBoolLiteralExpr:
    case CXCursor_UnaryOperator:
    case CXCursor_BinaryOperator:
    case CXCursor_ConditionalOperator:
    case CXCursor_CStyleCastExpr:
    case CXCursor_CXXStaticCastExpr:
    case CXCursor_CXXFunctionalCastExpr:
    case CXCursor_UnaryExpr:
    case CXCursor_GenericSelectionExpr:
    case CXCursor_ParenExpr: return true;
    case CXCursor_CallExpr: return false;
    case CXCursor_DeclRefExpr: {
        CXCursor to = clang_getCursorReferenced(c);
        return to.kind == CXCursor_EnumConstantDecl ||
               (to.kind == CXCursor_VarDecl && clang_isConstQualifiedType(clang_getCursorType(to)));
    }
    default: return false;
    }
}

static bool evaluate(CXCursor c, int64_t *value) {
    CXEvalResult result = clang_Cursor_Evaluate(c);
    if (!result) return false;
    bool is_int = clang_EvalResult_getKind(result) == CXEval_Int;
    if (is_int) *value = clang_EvalResult_getAsLongLong(result);
    clang_EvalResult_dispose(result);
    return is_int;
}

bool pl_known(CXCursor expression, int64_t *value) {
    CXCursor c = pl_strip(expression);
    return pl_type_carries(clang_getCursorType(c)) != PL_CARRIES_NOTHING && worth_evaluating(c) && evaluate(c, value);
}

typedef struct {
    pl_walk *walk;
    bool found;
} effects;

/* A call that the evaluator has no value for does something at run time. */
static enum CXChildVisitResult see_effect(CXCursor c, CXCursor parent, CXClientData data) {
    int64_t value;
    effects *e = data;
    (void)parent;
    switch (c.kind) {
    case CXCursor_CallExpr: e->found = !evaluate(c, &value); break;
    case CXCursor_BinaryOperator: e->found = pl_binary_operator(e->walk, c) == PL_OPERATOR_ASSIGN; break;
    case CXCursor_UnaryOperator: e->found = pl_unary_operator(e->walk, c) == PL_OPERATOR_STEP; break;
    case CXCursor_CompoundAssignOperator:
    case CXCursor_StmtExpr:
    case CXCursor_CXXNewExpr:
    case CXCursor_CXXDeleteExpr:
    case CXCursor_CXXThrowExpr: e->found = true; break;
    case CXCursor_UnaryExpr: /* sizeof */
    case CXCursor_LambdaExpr: return CXChildVisit_Continue;
    default: break;
    }
    return e->found ? CXChildVisit_Break : CXChildVisit_Recurse;
}

/* The evaluator gives a value to `(work(), 1)` too. */
static bool has_effects(pl_walk *w, CXCursor expression) {
    CXCursor c = pl_strip(expression);
    effects e = {w, false};
    if (see_effect(c, c, &e) == CXChildVisit_Recurse) clang_visitChildren(c, see_effect, &e);
    return e.found;
}

bool pl_constant(pl_walk *w, CXCursor expression, int64_t *value) {
    return pl_known(expression, value) && !has_effects(w, expression);
}

/* The condition of __builtin_choose_expr is a constant expression, whatever it looks like: often another one of these,
 * __builtin_constant_p or __builtin_types_compatible_p. */
bool pl_constant_condition(CXCursor expression, int64_t *value) {
    return pl_type_carries(clang_getCursorType(expression)) == PL_CARRIES_NUMBER && evaluate(expression, value);
}

/* `static const int mode = F_SETLKW;`: no constant expression in C, but known all the same. */
static bool constant_variable(CXCursor expression, int64_t *value) {
    CXCursor c = pl_strip(expression), to = clang_getCursorReferenced(c);
    if (c.kind != CXCursor_DeclRefExpr || to.kind != CXCursor_VarDecl) return false;
    CXType type = clang_getCursorType(to);
    if (!clang_isConstQualifiedType(type) || pl_type_carries(type) != PL_CARRIES_NUMBER) return false;
    CXCursor initialiser = clang_Cursor_getVarDeclInitializer(to);
    return !clang_Cursor_isNull(initialiser) && pl_known(initialiser, value);
}

/* A null pointer, however it is written: nullptr, NULL, (EGLContext)0. The evaluator has no value for pointers. */
static bool is_null(pl_walk *w, CXCursor expression) {
    CXCursor c = pl_strip(expression);
    while (c.kind == CXCursor_CStyleCastExpr || c.kind == CXCursor_CXXStaticCastExpr ||
           c.kind == CXCursor_CXXReinterpretCastExpr) {
        pl_children parts = pl_push_expressions(w, c);
        bool any = parts.count > 0;
        if (any) c = pl_strip(pl_child(w, parts, parts.count - 1));
        pl_pop(w, parts);
        if (!any) return false;
    }
    int64_t value;
    return c.kind == CXCursor_CXXNullPtrLiteralExpr || c.kind == CXCursor_GNUNullExpr ||
           (c.kind == CXCursor_IntegerLiteral && pl_known(c, &value) && value == 0);
}

pl_id pl_value_or_constant(pl_walk *w, CXCursor expression) {
    pl_id node = pl_value(w, expression);
    int64_t value;
    pl_node_kind kind = (pl_node_kind)pl_builder_node_at(w->out, node)->kind;
    if (kind == PL_NODE_UNKNOWN && is_null(w, expression)) return pl_builder_constant(w->out, 0);
    if (kind == PL_NODE_UNKNOWN && pl_known(expression, &value)) return pl_builder_constant(w->out, value);
    if (kind == PL_NODE_VAR && constant_variable(expression, &value)) return pl_builder_constant(w->out, value);
    return node;
}
