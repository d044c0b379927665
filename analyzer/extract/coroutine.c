/* coroutine.c: what the compiler makes of a coroutine (C++20 [dcl.fct.def.coroutine], [expr.await]). libclang shows all
 * of it, and shows what several parts refer to once in each of them: such an expression is evaluated when it is met
 * first. */
#include <string.h>

#include "extract/walk.h"

bool pl_is_evaluated(pl_walk *w, CXCursor call, pl_id *node) {
    gpointer known = w->evaluated ? pl_cursor_get(w->evaluated, call) : NULL;
    if (known) *node = GPOINTER_TO_UINT(known) - 1;
    return known != NULL;
}

void pl_note_evaluated(pl_walk *w, CXCursor call, pl_id node) {
    if (w->evaluated) pl_cursor_put(w->evaluated, call, GUINT_TO_POINTER(node + 1));
}

static GHashTable *begin_once(pl_walk *w) {
    GHashTable *outer = w->evaluated;
    if (!outer) w->evaluated = pl_cursor_map(NULL);
    return outer;
}

static void end_once(pl_walk *w, GHashTable *outer) {
    if (!outer) g_clear_pointer(&w->evaluated, g_hash_table_destroy);
}

static bool calls(CXCursor expression, const char *name) {
    CXCursor c = pl_strip(expression);
    return c.kind == CXCursor_CallExpr && pl_text_is(clang_getCursorSpelling(c), name);
}

/* The operand, the same as an awaiter, and the calls of its three methods; the last one gives the value. */
bool pl_await(pl_walk *w, pl_children c, pl_id *value) {
    bool awaits = false;
    for (guint i = 1; i + 1 < c.count && !awaits; i++) awaits = calls(pl_child(w, c, i), "await_ready");
    if (!awaits) return false;
    GHashTable *outer = begin_once(w);
    for (guint i = 0; i < c.count; i++) *value = pl_value(w, pl_child(w, c, i));
    end_once(w, outer);
    return true;
}

bool pl_is_co_return(pl_walk *w, CXCursor statement) {
    if (!w->cplusplus || statement.kind != CXCursor_UnexposedStmt) return false;
    pl_children c = pl_push_expressions(w, statement);
    CXCursor last = c.count ? pl_child(w, c, c.count - 1) : clang_getNullCursor();
    pl_pop(w, c);
    if (clang_Cursor_isNull(last) || !(calls(last, "return_value") || calls(last, "return_void"))) return false;
    return !clang_Cursor_isNull(pl_variable_in(last, "__promise"));
}

void pl_co_return(pl_walk *w, CXCursor statement) {
    guint mark = pl_scope_open(w);
    GHashTable *outer = begin_once(w);
    pl_children c = pl_push_expressions(w, statement);
    for (guint i = 0; i < c.count; i++) pl_value(w, pl_child(w, c, i));
    pl_pop(w, c);
    end_once(w, outer);
    pl_scope_close(w, mark);
}

static void return_object(pl_walk *w, CXCursor statement) {
    pl_children c = pl_push_expressions(w, statement);
    if (c.count) {
        guint housed = pl_house(w, pl_child(w, c, 0));
        pl_id value = pl_value(w, pl_child(w, c, 0));
        pl_unhouse(w, housed);
        pl_store(w, pl_builder_node(w->out, PL_NODE_RETURN, w->function, 0), value,
                 clang_getCursorResultType(w->definition), clang_getCursorLocation(statement));
    }
    pl_pop(w, c);
}

/* The body, then what runs before and after it. Who calls a coroutine runs what stands before its first suspension; the
 * order of the rest says nothing about locks, so it comes first: it is always reached. */
void pl_walk_coroutine(pl_walk *w, CXCursor whole) {
    pl_children c = pl_push_children(w, whole);
    CXCursor promise = clang_getNullCursor();
    for (guint i = 0; i < c.count && clang_Cursor_isNull(promise); i++)
        if (pl_child(w, c, i).kind != CXCursor_CompoundStmt) promise = pl_variable_in(pl_child(w, c, i), "__promise");
    if (!clang_Cursor_isNull(promise)) pl_walk_var(w, promise);
    GHashTable *outer = begin_once(w);
    for (guint i = 0; i < c.count; i++) {
        CXCursor child = pl_child(w, c, i);
        if (clang_isExpression(child.kind) || child.kind == CXCursor_DeclStmt) pl_statement(w, child);
        if (child.kind == CXCursor_ReturnStmt) return_object(w, child);
    }
    end_once(w, outer);
    for (guint i = 0; i < c.count; i++) {
        CXCursor child = pl_child(w, c, i);
        if (child.kind == CXCursor_CompoundStmt || child.kind == CXCursor_CXXTryStmt) pl_statement(w, child);
    }
    pl_pop(w, c);
}
