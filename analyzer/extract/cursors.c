/* cursors.c: cursors as hash keys, and the children of a cursor as an array. */
#include "extract/walk.h"

static guint hash(gconstpointer key) { return clang_hashCursor(*(const CXCursor *)key); }

static gboolean equal(gconstpointer a, gconstpointer b) {
    return clang_equalCursors(*(const CXCursor *)a, *(const CXCursor *)b) != 0;
}

GHashTable *pl_cursor_map(GDestroyNotify free_value) { return g_hash_table_new_full(hash, equal, g_free, free_value); }

gpointer pl_cursor_get(GHashTable *map, CXCursor key) { return g_hash_table_lookup(map, &key); }

void pl_cursor_put(GHashTable *map, CXCursor key, gpointer value) {
    CXCursor *copy = g_new(CXCursor, 1);
    *copy = key;
    g_hash_table_insert(map, copy, value);
}

bool pl_is_code(CXCursor c) {
    return (clang_isExpression(c.kind) && c.kind != CXCursor_MemberRef) ||
           (clang_isStatement(c.kind) && c.kind != CXCursor_NullStmt);
}

bool pl_is_list(CXCursor c) {
#if CINDEX_VERSION_MINOR >= 63 /* LLVM 16 */
    if (c.kind == CXCursor_CXXParenListInitExpr) return true;
#endif
    return c.kind == CXCursor_InitListExpr;
}

bool pl_is_function(CXCursor c) {
    switch (c.kind) {
    case CXCursor_FunctionDecl:
    case CXCursor_CXXMethod:
    case CXCursor_Constructor:
    case CXCursor_Destructor:
    case CXCursor_ConversionFunction: return true;
    default: return false;
    }
}

typedef struct {
    GArray *stack;
    bool code_only;
} collector;

static enum CXChildVisitResult collect(CXCursor c, CXCursor parent, CXClientData data) {
    collector *into = data;
    (void)parent;
    if (!into->code_only || pl_is_code(c)) g_array_append_val(into->stack, c);
    return CXChildVisit_Continue;
}

static pl_children push(pl_walk *w, CXCursor parent, bool code_only) {
    collector into = {w->stack, code_only};
    pl_children c = {w->stack->len, 0};
    clang_visitChildren(parent, collect, &into);
    c.count = w->stack->len - c.begin;
    return c;
}

pl_children pl_push_children(pl_walk *w, CXCursor parent) { return push(w, parent, false); }
pl_children pl_push_expressions(pl_walk *w, CXCursor parent) { return push(w, parent, true); }

CXCursor pl_child(const pl_walk *w, pl_children c, guint i) { return g_array_index(w->stack, CXCursor, c.begin + i); }

void pl_pop(pl_walk *w, pl_children c) { g_array_set_size(w->stack, c.begin); }
