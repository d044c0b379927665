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

static enum CXChildVisitResult see_parameter(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    if (c.kind != CXCursor_TypeRef) return CXChildVisit_Continue;
    CXCursor to = clang_getCursorReferenced(c);
    if (to.kind != CXCursor_TemplateTypeParameter) return CXChildVisit_Continue;
    *(CXCursor *)data = to;
    return CXChildVisit_Break;
}

typedef struct {
    CXCursor parameter;
    int index, found;
} parameter_search;

static enum CXChildVisitResult count_parameter(CXCursor c, CXCursor parent, CXClientData data) {
    parameter_search *s = data;
    (void)parent;
    bool is = c.kind == CXCursor_TemplateTypeParameter || c.kind == CXCursor_NonTypeTemplateParameter ||
              c.kind == CXCursor_TemplateTemplateParameter;
    if (!is) return CXChildVisit_Continue;
    if (clang_equalCursors(c, s->parameter)) s->found = s->index;
    s->index++;
    return s->found >= 0 ? CXChildVisit_Break : CXChildVisit_Continue;
}

/* The class that a base specifier of a template names, in this instance; a null cursor: not known. */
static CXCursor base_class(CXCursor specifier, CXCursor pattern, CXCursor instance) {
    CXCursor of = clang_getTypeDeclaration(clang_getCanonicalType(clang_getCursorType(specifier)));
    if (of.kind != CXCursor_NoDeclFound) return clang_getCursorDefinition(of);
    parameter_search s = {clang_getNullCursor(), 0, -1};
    clang_visitChildren(specifier, see_parameter, &s.parameter);
    if (clang_Cursor_isNull(s.parameter)) return clang_getNullCursor();
    clang_visitChildren(pattern, count_parameter, &s);
    CXType argument = s.found < 0
                          ? (CXType){.kind = CXType_Invalid}
                          : clang_Type_getTemplateArgumentAsType(clang_getCursorType(instance), (unsigned)s.found);
    if (argument.kind == CXType_Invalid) return clang_getNullCursor();
    return clang_getCursorDefinition(clang_getTypeDeclaration(clang_getCanonicalType(argument)));
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
        CXCursor base = base_class(g_array_index(bases, CXCursor, i), class_of, instance);
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
