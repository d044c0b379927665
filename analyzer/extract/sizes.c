/* sizes.c: what C evaluates of types: the lengths of variable-length arrays, where a type with one is declared, cast to
 * or measured (C11 6.7.6.2, 6.5.3.4). libclang shows lengths among the children of what has the type, and so does it
 * show the operand of typeof, which is not evaluated: a length stands behind a bracket. */
#include "extract/walk.h"

/* The last character before `at` that is no blank, where the text is written. */
static char before(pl_walk *w, CXSourceLocation at, bool expanded) {
    CXFile file;
    unsigned offset;
    size_t size;
    if (expanded)
        clang_getFileLocation(at, &file, NULL, NULL, &offset);
    else
        pl_spelling(w, at, &file, NULL, NULL, &offset);
    const char *text = file ? clang_getFileContents(w->unit, file, &size) : NULL;
    if (!text || offset > size) return '\0';
    while (offset > 0 && g_ascii_isspace(text[offset - 1])) offset--;
    return offset ? text[offset - 1] : '\0';
}

static bool is_length(pl_walk *w, CXCursor expression) {
    CXSourceLocation at = clang_getRangeStart(clang_getCursorExtent(expression));
    return before(w, at, false) == '[' || before(w, at, true) == '[';
}

static void walk_lengths(pl_walk *w, pl_children c, guint count) {
    int64_t constant;
    CXCursor last = clang_getNullCursor();
    for (guint i = 0; i < count; i++) {
        CXCursor child = pl_child(w, c, i);
        if (!clang_isExpression(child.kind) || clang_equalCursors(child, last) || pl_constant(w, child, &constant))
            continue;
        last = child;
        if (is_length(w, child)) pl_value(w, child);
    }
}

void pl_walk_lengths(pl_walk *w, CXCursor declaration, CXCursor initialiser) {
    pl_children c = pl_push_expressions(w, declaration);
    guint count = c.count;
    while (count && clang_equalCursors(pl_child(w, c, count - 1), initialiser)) count--;
    walk_lengths(w, c, count);
    pl_pop(w, c);
}

void pl_walk_cast_lengths(pl_walk *w, pl_children c) {
    if (!w->cplusplus && c.count > 1) walk_lengths(w, c, c.count - 1);
}

bool pl_is_variably_modified(CXType type) {
    CXType t = clang_getCanonicalType(type);
    while (t.kind == CXType_Pointer || clang_getArrayElementType(t).kind != CXType_Invalid) {
        if (t.kind == CXType_VariableArray) return true;
        CXType next = t.kind == CXType_Pointer ? clang_getPointeeType(t) : clang_getArrayElementType(t);
        t = clang_getCanonicalType(next);
    }
    return false;
}

static bool is_sizeof(pl_walk *w, CXCursor expression) {
    CXSourceLocation at = clang_getRangeStart(clang_getCursorExtent(expression));
    return g_str_has_prefix(pl_text_at(w, at), "sizeof");
}

/* sizeof evaluates an operand of variable length, and the lengths of such a type: clang shows these twice, as parts of
 * the type as it is written and of what it means. */
void pl_walk_sizeof(pl_walk *w, CXCursor expression) {
    if (w->cplusplus) return;
    pl_children c = pl_push_expressions(w, expression);
    if (c.count && is_sizeof(w, expression)) {
        bool operand =
            c.count == 1 && pl_strip_type(clang_getCursorType(pl_child(w, c, 0))).kind == CXType_VariableArray;
        if (operand && !is_length(w, pl_child(w, c, 0)))
            pl_value(w, pl_child(w, c, 0));
        else
            walk_lengths(w, c, c.count);
    }
    pl_pop(w, c);
}
