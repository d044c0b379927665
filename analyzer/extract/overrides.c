/* overrides.c: which methods a method overrides. In a template, where a base depends on the arguments, clang does not
 * say so, and does not call a method virtual that is not written so: there a method overrides what has its name and
 * takes as many arguments. Of a base that is an argument itself (`struct Timed : Handler`) the instance knows what it
 * is. */
#include "extract/walk.h"

enum { MAX_DEPTH = 8 };

bool pl_is_pattern(CXCursor declaration) {
    for (CXCursor c = declaration; !clang_Cursor_isNull(c) && !clang_isTranslationUnit(c.kind);
         c = clang_getCursorSemanticParent(c))
        if (c.kind == CXCursor_ClassTemplate || c.kind == CXCursor_ClassTemplatePartialSpecialization) return true;
    return false;
}

/* The class that a base specifier of a template names, in this instance; a null cursor: not known. */
static CXCursor base_class(CXCursor specifier, CXCursor instance) {
    bool points = false;
    return pl_class_of(pl_type_in_instance(clang_getCursorType(instance), clang_getCursorType(specifier), &points));
}

static void add_overridden(CXCursor method, CXCursor class_of, CXCursor instance, GArray *out, int depth);

static bool is_virtual(CXCursor method, int depth) {
    if (clang_CXXMethod_isVirtual(method)) return true;
    CXCursor class_of = clang_getCursorSemanticParent(method);
    if (!pl_is_pattern(class_of) || depth > MAX_DEPTH) return false;
    GArray *found = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    add_overridden(method, class_of, class_of, found, depth + 1);
    bool is = found->len > 0;
    g_array_free(found, TRUE);
    return is;
}

static void add_overridden(CXCursor method, CXCursor class_of, CXCursor instance, GArray *out, int depth) {
    CXString name = clang_getCursorSpelling(method);
    GArray *bases = pl_bases_of(class_of);
    for (guint i = 0; i < bases->len; i++) {
        CXCursor base = base_class(g_array_index(bases, CXCursor, i), instance);
        if (clang_Cursor_isNull(base)) continue;
        CXCursor other = pl_find_method(base, clang_getCString(name), clang_Cursor_getNumArguments(method));
        if (!clang_Cursor_isNull(other) && is_virtual(other, depth)) g_array_append_val(out, other);
    }
    g_array_free(bases, TRUE);
    clang_disposeString(name);
}

GArray *pl_overridden_by(CXCursor method, CXCursor instance) {
    GArray *out = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    CXCursor *overridden = NULL, class_of = clang_getCursorSemanticParent(method);
    unsigned count = 0;
    clang_getOverriddenCursors(method, &overridden, &count);
    if (count) g_array_append_vals(out, overridden, count);
    clang_disposeOverriddenCursors(overridden);
    bool plain = method.kind == CXCursor_CXXMethod && !clang_CXXMethod_isStatic(method);
    if (!count && plain && pl_is_pattern(class_of))
        add_overridden(method, class_of, clang_Cursor_isNull(instance) ? class_of : instance, out, 0);
    return out;
}

bool pl_overrides(pl_walk *w, pl_id method, pl_id other) {
    if (method == other) return true;
    pl_span span = pl_builder_function_at(w->out, method)->overrides;
    for (uint32_t i = 0; i < span.count; i++)
        if (pl_overrides(w, pl_builder_span_at(w->out, span, i), other)) return true;
    return false;
}
