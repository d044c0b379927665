/* blocks.c: a block (`^(int n) { ... }`, an extension of clang) is a function without a name. What it captures goes by
 * the variables of the function around it. */
#include "extract/walk.h"

static enum CXChildVisitResult find_declaration(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    if (c.kind != CXCursor_UnexposedDecl) return CXChildVisit_Continue;
    *(CXCursor *)data = c;
    return CXChildVisit_Break;
}

static uint32_t count_parameters(pl_walk *w, CXCursor declaration) {
    pl_children c = pl_push_children(w, declaration);
    uint32_t count = 0;
    for (guint i = 0; i < c.count; i++) count += pl_child(w, c, i).kind == CXCursor_ParmDecl;
    pl_pop(w, c);
    return count;
}

static pl_id describe(pl_walk *w, CXCursor expression, CXCursor declaration) {
    pl_location at = pl_locate_declared(w, clang_getCursorLocation(expression));
    pl_location end = pl_locate_declared(w, clang_getRangeEnd(clang_getCursorExtent(expression)));
    char *usr = g_strdup_printf("c:block@%u@%u", at.line, at.column);
    pl_function f = {.usr = pl_builder_string(w->out, usr),
                     .name = pl_builder_string(w->out, "(block)"),
                     .type = pl_signature(w, clang_getCursorType(expression)),
                     .record = PL_NONE,
                     .at = at,
                     .begin_line = at.line,
                     .end_line = end.file == at.file ? end.line : at.line,
                     .declared_file = PL_NONE,
                     .nparams = count_parameters(w, declaration),
                     .flags = PL_FN_DEFINED | PL_FN_INTERNAL | PL_FN_LAMBDA,
                     .body_hash = 1};
    g_free(usr);
    return pl_builder_function(w->out, &f);
}

pl_id pl_block(pl_walk *w, CXCursor expression) {
    CXCursor declaration = clang_getNullCursor();
    clang_visitChildren(expression, find_declaration, &declaration);
    if (clang_Cursor_isNull(declaration)) return 0;
    gpointer known = pl_cursor_get(w->functions, declaration);
    pl_id id = known ? GPOINTER_TO_UINT(known) - 1 : describe(w, expression, declaration);
    pl_cursor_put(w->functions, declaration, GUINT_TO_POINTER(id + 1));
    if (!known) pl_queue_body(w, declaration);
    return pl_builder_node(w->out, PL_NODE_FUNCTION, id, 0);
}

void pl_walk_block(pl_walk *w) {
    pl_children c = pl_push_children(w, w->definition);
    uint32_t index = 0;
    for (guint i = 0; i < c.count; i++) {
        CXCursor child = pl_child(w, c, i);
        if (child.kind == CXCursor_ParmDecl) {
            pl_id node = pl_builder_node(w->out, PL_NODE_PARAM, w->function, index++);
            pl_cursor_put(w->vars, clang_getCanonicalCursor(child), GUINT_TO_POINTER(node + 1));
        } else if (child.kind == CXCursor_CompoundStmt) {
            pl_statement(w, child);
        }
    }
    pl_scope_close(w, 0);
    pl_pop(w, c);
}
