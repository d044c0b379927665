/* bindings.c: structured bindings. The object that is taken apart is a variable without a name; its parts are members,
 * elements, or what a get<> of a tuple-like class gives. */
#include "extract/walk.h"

bool pl_is_decomposition(CXCursor declaration) {
    if (declaration.kind != CXCursor_UnexposedDecl) return false;
    CXString text = clang_getCursorSpelling(declaration);
    const char *s = clang_getCString(text);
    bool is = s && s[0] == '[';
    clang_disposeString(text);
    return is;
}

static guint count_bindings(pl_walk *w, pl_children c) {
    guint count = 0;
    for (guint i = 0; i < c.count; i++) count += pl_child(w, c, i).kind == CXCursor_UnexposedDecl;
    return count;
}

/* The members that are bound are those of one class: this one, or one of its bases. Of a tuple-like class they may be
 * others, unless it has as many: std::pair. */
static const GArray *members(pl_walk *w, CXType type, guint count, int depth) {
    const GArray *fields = pl_fields_of(w, type), *found = NULL;
    if (fields->len == count) return fields;
    CXCursor definition = pl_class_of(type);
    if (fields->len || clang_Cursor_isNull(definition) || depth > 8) return NULL;
    GArray *bases = pl_bases_of(definition);
    for (guint i = 0; i < bases->len && !found; i++) {
        CXType base = pl_strip_type(clang_getCursorType(g_array_index(bases, CXCursor, i)));
        if (base.kind == CXType_Record) found = members(w, base, count, depth + 1);
    }
    g_array_free(bases, TRUE);
    return found;
}

static pl_id part(pl_walk *w, pl_id object, CXType type, guint i, guint count) {
    CXType t = pl_strip_type(type);
    if (clang_getArrayElementType(t).kind != CXType_Invalid) return object; /* elements are folded */
    const GArray *fields = t.kind == CXType_Record ? members(w, t, count, 0) : NULL;
    if (!fields) return 0;
    CXCursor field = g_array_index(fields, CXCursor, i);
    pl_id place = pl_builder_node(w->out, PL_NODE_FIELD, object, pl_field_of(w, field));
    return pl_is_reference(clang_getCursorType(field)) ? pl_builder_deref(w->out, place) : place;
}

void pl_bind(pl_walk *w, CXCursor declaration, pl_id variable) {
    CXType type = clang_getCursorType(declaration);
    pl_id object = pl_is_reference(type) ? pl_builder_deref(w->out, variable) : variable;
    pl_children c = pl_push_children(w, declaration);
    guint count = count_bindings(w, c), bound = 0;
    for (guint i = 0; i < c.count; i++) {
        CXCursor child = pl_child(w, c, i);
        if (child.kind != CXCursor_UnexposedDecl) continue;
        pl_id node = part(w, object, type, bound++, count);
        pl_cursor_put(w->vars, clang_getCanonicalCursor(child), GUINT_TO_POINTER(node + 1));
    }
    pl_pop(w, c);
}

CXCursor pl_decomposed(pl_walk *w, CXCursor declaration) {
    pl_children c = pl_push_expressions(w, declaration);
    CXCursor object = c.count ? pl_child(w, c, c.count - 1) : clang_getNullCursor();
    pl_pop(w, c);
    return object;
}
