/* temporaries.c: objects of classes that an expression makes. Most are made where they stay: in a variable, a member,
 * an element, a result. The others are temporaries: they end with the full expression, or with the reference that is
 * bound to them. libclang does not show where; the rules are those of C++17 (class.temporary), also for older code, as
 * compilers leave the copies out there as well. */
#include "extract/walk.h"

/* What stands between an object and what is made of it: parentheses, conversions that keep the class, the operands of
 * `,` and `?:`. Appends the expressions at the bottom to `out`. */
static void find_makers(pl_walk *w, CXCursor expression, bool through_members, GArray *out) {
    CXCursor c = pl_strip(expression);
    guint first, last;
    pl_children k = pl_push_expressions(w, c);
    first = last = k.count;
    switch (c.kind) {
    case CXCursor_CallExpr:
        if (k.count == 1 && pl_is_elided(c)) {
            first = 0;
            break;
        }
        if (pl_makes_object(c)) g_array_append_val(out, c);
        break;
    case CXCursor_LambdaExpr: g_array_append_val(out, c); break;
    case CXCursor_MemberRefExpr:
    case CXCursor_ArraySubscriptExpr:
        if (through_members && k.count) first = 0, last = 1;
        break;
    case CXCursor_CXXStaticCastExpr:
    case CXCursor_CXXConstCastExpr:
    case CXCursor_CXXReinterpretCastExpr:
    case CXCursor_CXXDynamicCastExpr:
    case CXCursor_CStyleCastExpr:
    case CXCursor_CXXFunctionalCastExpr:
        if (k.count) first = k.count - 1;
        break;
    case CXCursor_ConditionalOperator: first = 1; break;
    case CXCursor_BinaryOperator:
        if (k.count == 2 && pl_binary_operator(w, c) == PL_OPERATOR_COMMA) first = 1;
        break;
    default:
        if (!pl_is_list(c)) break;
        g_array_append_val(out, c);
        if (through_members) first = 0; /* a reference that is a member of an aggregate */
        break;
    }
    for (guint i = first; i < last; i++) find_makers(w, pl_child(w, k, i), through_members, out);
    pl_pop(w, k);
}

static bool is_class(CXType type) { return pl_strip_type(type).kind == CXType_Record; }

guint pl_house(pl_walk *w, CXCursor expression) {
    guint mark = w->housed->len;
    if (w->cplusplus && is_class(clang_getCursorType(expression))) find_makers(w, expression, false, w->housed);
    return mark;
}

void pl_unhouse(pl_walk *w, guint mark) { g_array_set_size(w->housed, mark); }

bool pl_makes_objects(pl_walk *w, CXCursor expression) {
    guint mark = pl_house(w, expression);
    bool any = w->housed->len > mark;
    pl_unhouse(w, mark);
    return any;
}

void pl_extend(pl_walk *w, CXType type, CXCursor initialiser) {
    if (!w->cplusplus) return;
    bool aggregate = pl_is_list(pl_strip(initialiser)) && is_class(type);
    if (pl_is_reference(type) || aggregate || pl_is_initializer_list(type))
        find_makers(w, initialiser, true, w->extended);
}

void pl_destroy_lasting(pl_walk *w, guint mark, bool forever) {
    for (guint i = mark; i < w->lasting->len && !forever; i++) {
        pl_object o = g_array_index(w->lasting, pl_object, i);
        pl_call_destructors(w, o.type, o.address, o.at, PL_ENDS_WITH_SCOPE);
    }
    g_array_set_size(w->lasting, mark);
}

static bool is_among(const GArray *cursors, CXCursor c) {
    for (guint i = 0; i < cursors->len; i++)
        if (clang_equalCursors(g_array_index(cursors, CXCursor, i), c)) return true;
    return false;
}

static enum CXChildVisitResult see_first(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    if (!pl_is_code(c)) return CXChildVisit_Continue;
    *(CXCursor *)data = c;
    return CXChildVisit_Break;
}

/* The function type that a call goes through says whether it gives an object or a reference to one. */
static bool gives_reference(CXCursor call) {
    CXCursor callee = clang_getCursorReferenced(call), first = clang_getNullCursor();
    if (callee.kind == CXCursor_Constructor) return false;
    clang_visitChildren(call, see_first, &first);
    CXType through = pl_function_type(clang_getCursorType(first));
    bool of_result = pl_strip(first).kind == CXCursor_CallExpr && through.kind != CXType_Invalid;
    if (pl_is_function(callee) && !of_result) through = clang_getCursorType(callee);
    return through.kind == CXType_Invalid || pl_is_reference(clang_getResultType(through));
}

bool pl_makes_object(CXCursor c) {
    if (pl_element_type(clang_getCursorType(c)).kind != CXType_Record) return false;
    if (c.kind == CXCursor_CallExpr) return !gives_reference(c);
    return pl_is_list(c) || c.kind == CXCursor_LambdaExpr;
}

pl_id pl_made(pl_walk *w, CXCursor expression, pl_id node) {
    if (!w->cplusplus || w->dead || !pl_makes_object(expression) || is_among(w->housed, expression)) return node;
    CXType type = clang_getCursorType(expression);
    const GArray *destructors = pl_destructors_of(w, type);
    if (!destructors || !destructors->len || pl_is_elided(expression)) return node;
    CXSourceLocation at = clang_getCursorLocation(expression);
    uint32_t kind = pl_builder_node_at(w->out, node)->kind;
    pl_id place = node;
    if (kind != PL_NODE_VAR) {
        place = pl_temporary(w, type, pl_locate(w, at));
        pl_store(w, place, node, type, at);
    }
    pl_object object = {type, pl_builder_address(w->out, place), pl_locate(w, at)};
    if (is_among(w->extended, expression))
        g_array_append_val(w->lasting, object);
    else
        pl_call_destructors(w, type, object.address, object.at, PL_ENDS_WITH_SCOPE);
    return kind == PL_NODE_FUNCTION ? node : place; /* a lambda stays a function */
}

pl_id pl_full_value(pl_walk *w, CXCursor expression) {
    guint mark = pl_scope_open(w);
    pl_id node = pl_value(w, expression);
    pl_scope_close(w, mark);
    return node;
}
