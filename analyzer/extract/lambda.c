/* lambda.c: a lambda is a function: the call operator of its class. What it captures goes by the variables of the
 * function around it, or is a variable of its own (`[x = f()]`). */
#include "extract/walk.h"

static bool is_within(CXCursor inner, CXCursor outer) {
    CXSourceRange extent = clang_getCursorExtent(outer);
    uint64_t at = pl_position(clang_getCursorLocation(inner));
    return pl_position(clang_getRangeStart(extent)) <= at && at <= pl_position(clang_getRangeEnd(extent));
}

/* `[x]` copies, where x is an object: libclang shows x, not its copy. */
static void capture_copy(pl_walk *w, CXCursor expression) {
    CXType type = clang_getCursorType(expression);
    if (pl_element_type(type).kind != CXType_Record) return;
    pl_id place = pl_place(w, expression);
    pl_copying how = {.to = place, .from = place, .at = pl_locate(w, clang_getCursorLocation(expression))};
    pl_copy_implicitly(w, type, how);
}

/* libclang shows the names of explicit captures, then parts of what they are made of. */
static void capture(pl_walk *w, CXCursor expression, CXCursor operator_of) {
    pl_children c = pl_push_children(w, expression);
    GArray *own = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    for (guint i = 0; i < c.count && pl_child(w, c, i).kind != CXCursor_CompoundStmt; i++) {
        CXCursor child = pl_child(w, c, i), named = clang_getCursorReferenced(child);
        if (child.kind == CXCursor_VariableRef) {
            if (!clang_equalCursors(clang_getCursorSemanticParent(named), operator_of)) continue;
            g_array_append_val(own, named);
            pl_walk_capture(w, named);
        } else if (clang_isExpression(child.kind)) {
            bool part = false;
            for (guint k = 0; k < own->len && !part; k++) part = is_within(child, g_array_index(own, CXCursor, k));
            if (!part) capture_copy(w, child);
        }
    }
    g_array_free(own, TRUE);
    pl_pop(w, c);
}

static enum CXChildVisitResult see_call_operator(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    bool callable = c.kind == CXCursor_CXXMethod || c.kind == CXCursor_FunctionTemplate;
    if (!callable || !pl_text_is(clang_getCursorSpelling(c), "operator()")) return CXChildVisit_Continue;
    *(CXCursor *)data = c;
    return CXChildVisit_Break;
}

/* The call operator of a generic lambda is a template: what runs are its instances. Where that is converted to a
 * function pointer, or handed to code that libclang hides, the template stands for them. */
pl_id pl_lambda(pl_walk *w, CXCursor expression) {
    CXCursor class_of = clang_getTypeDeclaration(clang_getCursorType(expression));
    CXCursor operator_of = clang_getNullCursor();
    clang_visitChildren(class_of, see_call_operator, &operator_of);
    if (clang_Cursor_isNull(operator_of)) return 0;
    capture(w, expression, operator_of);
    bool generic = operator_of.kind == CXCursor_FunctionTemplate;
    pl_id id = generic ? pl_template_function(w, operator_of) : pl_function_of(w, operator_of);
    pl_builder_function_at(w->out, id)->flags |= PL_FN_LAMBDA;
    return pl_builder_node(w->out, PL_NODE_FUNCTION, id, 0);
}
