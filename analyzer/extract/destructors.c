/* destructors.c: what the end of an object calls: its destructor, and those of its members and bases. */
#include <string.h>

#include "extract/walk.h"

enum { MAX_DEPTH = 8 };

static void collect_parts(pl_walk *w, CXType t, CXCursor definition, GArray *out, int depth) {
    if (definition.kind == CXCursor_UnionDecl) return; /* its author destroys what it holds */
    const GArray *fields = pl_fields_of(w, t);
    for (guint i = 0; i < fields->len; i++) {
        CXType of = clang_getCursorType(g_array_index(fields, CXCursor, i));
        if (!pl_is_reference(of)) pl_collect_destructors(w, of, out, depth + 1);
    }
    GArray *bases = pl_bases_of(definition);
    for (guint i = 0; i < bases->len; i++)
        pl_collect_destructors(w, clang_getCursorType(g_array_index(bases, CXCursor, i)), out, depth + 1);
    g_array_free(bases, TRUE);
}

/* What the library's templates own: the destructors of elements are called by instantiations that libclang hides. */
static const struct {
    const char *name;
    int arguments; /* the first so many of the template; -1: all */
    bool by_pointer;
} owners[] = {
    {"unique_ptr", 1, true},     {"shared_ptr", 1, true},          {"vector", 1, false},   {"deque", 1, false},
    {"list", 1, false},          {"forward_list", 1, false},       {"set", 1, false},      {"multiset", 1, false},
    {"unordered_set", 1, false}, {"unordered_multiset", 1, false}, {"map", 2, false},      {"multimap", 2, false},
    {"unordered_map", 2, false}, {"unordered_multimap", 2, false}, {"optional", 1, false}, {"tuple", -1, false},
    {"variant", -1, false},
};

/* A unique_ptr with a deleter of its own destroys nothing itself. */
static bool collect_deleter(pl_walk *w, CXType t, GArray *out) {
    pl_destructor d = {PL_NONE, false, pl_kept_field(w, t, true), false};
    if (d.kept == PL_NONE) {
        CXType type = pl_strip_type(clang_Type_getTemplateArgumentAsType(t, 1));
        CXCursor deleter = clang_getTypeDeclaration(type);
        if (pl_text_is(clang_getCursorSpelling(deleter), "default_delete")) return false;
        CXCursor method = pl_find_method(clang_getCursorDefinition(deleter), "operator()", -1);
        if (clang_Cursor_isNull(method)) return true;
        d.callee = pl_function_of(w, method);
    }
    g_array_append_val(out, d);
    return true;
}

static void collect_owned(pl_walk *w, CXType t, CXCursor definition, GArray *out, int depth) {
    int count = clang_Type_getNumTemplateArguments(t);
    if (count < 1 || !clang_Location_isInSystemHeader(clang_getCursorLocation(definition))) return;
    for (size_t i = 0; i < G_N_ELEMENTS(owners); i++) {
        if (!pl_text_is(clang_getCursorSpelling(definition), owners[i].name)) continue;
        if (i == 0 && collect_deleter(w, t, out)) return;
        int last = owners[i].arguments < 0 || owners[i].arguments > count ? count : owners[i].arguments;
        for (int k = 0; k < last; k++) {
            guint first = out->len;
            CXType owned = clang_Type_getTemplateArgumentAsType(t, (unsigned)k);
            if (owned.kind == CXType_Invalid || pl_is_reference(owned)) continue;
            pl_collect_destructors(w, owned, out, depth + 1);
            if (owners[i].by_pointer && out->len > first) g_array_index(out, pl_destructor, first).by_pointer = true;
        }
        return;
    }
}

/* The written destructor of a class, whose body ends with those of members and bases; of a class without, those
 * themselves. The body of a template's destructor does not know what its members are: they are listed here. */
void pl_collect_destructors(pl_walk *w, CXType type, GArray *out, int depth) {
    CXType t = pl_element_type(type);
    if (t.kind != CXType_Record || depth > MAX_DEPTH) return;
    CXCursor definition = pl_class_of(t);
    if (clang_Cursor_isNull(definition)) return;
    CXCursor written = pl_special_of(w, definition)->destructor;
    if (!clang_Cursor_isNull(written)) {
        pl_destructor d = {pl_function_of(w, written), false, PL_NONE, false};
        g_array_append_val(out, d);
        if (clang_equalCursors(pl_visible_class(definition), definition)) return;
    }
    collect_parts(w, t, definition, out, depth);
    collect_owned(w, t, definition, out, depth);
    if (!clang_Cursor_isNull(written)) pl_collect_calls_at_end(w, t, written, out);
}

GArray *pl_part_destructors(pl_walk *w, CXCursor definition) {
    GArray *out = g_array_new(FALSE, FALSE, sizeof(pl_destructor));
    CXType t = pl_strip_type(clang_getCursorType(definition));
    if (t.kind == CXType_Record) collect_parts(w, t, definition, out, 0);
    return out;
}

static void free_array(gpointer array) { g_array_free(array, TRUE); }

const GArray *pl_destructors_of(pl_walk *w, CXType type) {
    CXType t = pl_element_type(type);
    if (!w->cplusplus || t.kind != CXType_Record) return NULL;
    CXCursor key = clang_getCanonicalCursor(clang_getTypeDeclaration(t));
    if (!w->destructors) w->destructors = pl_cursor_map(free_array);
    GArray *found = pl_cursor_get(w->destructors, key);
    if (!found) {
        found = g_array_new(FALSE, FALSE, sizeof(pl_destructor));
        pl_collect_destructors(w, t, found, 0);
        pl_cursor_put(w->destructors, key, found);
    }
    return found;
}

static pl_id virtual_destructor(pl_walk *w, CXCursor definition) {
    if (clang_Cursor_isNull(definition)) return PL_NONE;
    CXCursor written = pl_special_of(w, definition)->destructor;
    if (clang_Cursor_isNull(written)) return pl_implicit_destructor(w, definition);
    return clang_CXXMethod_isVirtual(written) ? pl_function_of(w, written) : PL_NONE;
}

static GArray *overridden(pl_walk *w, CXCursor definition) {
    GArray *found = g_array_new(FALSE, FALSE, sizeof(pl_id)), *bases = pl_bases_of(definition);
    for (guint i = 0; i < bases->len; i++) {
        pl_id id = virtual_destructor(w, pl_class_of(clang_getCursorType(g_array_index(bases, CXCursor, i))));
        if (id != PL_NONE) g_array_append_val(found, id);
    }
    g_array_free(bases, TRUE);
    return found;
}

/* Named and identified as clang would. */
static pl_id describe(pl_walk *w, CXCursor definition, const GArray *overrides) {
    CXString text = clang_getCursorSpelling(definition), usr = clang_getCursorUSR(definition);
    char *class_name = pl_qualified_name(definition);
    char *name = g_strdup_printf("%s::~%s", class_name, clang_getCString(text));
    char *id = g_strdup_printf("%s@F@~%s#", clang_getCString(usr), clang_getCString(text));
    pl_location at = pl_locate_declared(w, clang_getCursorLocation(definition));
    pl_function f = {.usr = pl_builder_string(w->out, id),
                     .name = pl_builder_string(w->out, name),
                     .type = pl_builder_string(w->out, "void () noexcept"),
                     .record = pl_record_of(w, definition),
                     .at = at,
                     .begin_line = at.line,
                     .end_line = at.line,
                     .declared_file = PL_NONE,
                     .flags = PL_FN_DEFINED | PL_FN_METHOD | PL_FN_DESTRUCTOR | PL_FN_VIRTUAL | PL_FN_INLINE,
                     .overrides = pl_builder_span(w->out, (const pl_id *)(void *)overrides->data, overrides->len),
                     .body_hash = 1};
    if (clang_getCursorLinkage(definition) != CXLinkage_External) f.flags |= PL_FN_INTERNAL;
    if (clang_Location_isInSystemHeader(clang_getCursorLocation(definition))) f.flags |= PL_FN_SYSTEM;
    g_free(id);
    g_free(name);
    g_free(class_name);
    clang_disposeString(usr);
    clang_disposeString(text);
    return pl_builder_function(w->out, &f);
}

/* A destructor that the compiler writes is virtual if one of a base is. Who deletes through the base runs it, so it is
 * a function like those that are written. */
pl_id pl_implicit_destructor(pl_walk *w, CXCursor definition) {
    CXCursor key = clang_getCanonicalCursor(definition);
    gpointer known = pl_cursor_get(w->implicit_destructors, key);
    if (known) return GPOINTER_TO_UINT(known) - 2;
    if (!clang_Cursor_isNull(pl_special_of(w, definition)->destructor)) return PL_NONE;
    /* `struct List<N> : List<N - 1>`: of the template, the base is the template. */
    pl_cursor_put(w->implicit_destructors, key, GUINT_TO_POINTER(PL_NONE + 2U));
    GArray *overrides = overridden(w, definition);
    pl_id id = PL_NONE;
    if (overrides->len) {
        id = describe(w, definition, overrides);
        pl_queue_body(w, definition);
    }
    g_array_free(overrides, TRUE);
    pl_cursor_put(w->implicit_destructors, key, GUINT_TO_POINTER(id + 2));
    return id;
}

void pl_walk_implicit_destructor(pl_walk *w) {
    GArray *parts = pl_part_destructors(w, w->definition);
    pl_id self = pl_builder_node(w->out, PL_NODE_PARAM, w->function, PL_PARAM_THIS);
    pl_call_each(w, parts, self, pl_builder_function_at(w->out, w->function)->at, 0);
    g_array_free(parts, TRUE);
}

static void call_destructor(pl_walk *w, pl_destructor d, pl_id object, pl_location at, unsigned how) {
    if (d.callee == PL_NONE) {
        pl_end_kept(w, d.kept, object, at, how & PL_ENDS_WITH_SCOPE ? PL_CALL_AT_EXIT : 0);
        return;
    }
    /* `delete p` runs the destructor of what p really is. */
    bool derived = (how & PL_ENDS_AS_DERIVED) || d.by_pointer;
    bool dispatched = derived && (pl_builder_function_at(w->out, d.callee)->flags & PL_FN_VIRTUAL);
    pl_id self = d.by_pointer ? PL_NONE : object;
    if (d.kept != PL_NONE) {
        pl_id field = pl_builder_node(w->out, PL_NODE_FIELD, pl_builder_deref(w->out, object), d.kept);
        self = d.points ? field : pl_builder_address(w->out, field);
    }
    pl_call call = {.kind = dispatched ? PL_CALL_VIRTUAL : PL_CALL_DIRECT,
                    .flags = PL_CALL_IMPLICIT | (how & PL_ENDS_WITH_SCOPE ? PL_CALL_AT_EXIT : 0),
                    .callee = d.callee,
                    .via = PL_NONE,
                    .self = self,
                    .type = PL_NONE,
                    .at = at};
    pl_emit_call(w, &call);
}

void pl_call_each(pl_walk *w, const GArray *destructors, pl_id object, pl_location at, unsigned how) {
    for (guint i = 0; destructors && i < destructors->len; i++)
        call_destructor(w, g_array_index(destructors, pl_destructor, i), object, at, how);
}

void pl_call_destructors(pl_walk *w, CXType type, pl_id object, pl_location at, unsigned how) {
    pl_call_each(w, pl_destructors_of(w, type), object, at, how);
    CXCursor definition = pl_class_of(type);
    if (!(how & PL_ENDS_AS_DERIVED) || clang_Cursor_isNull(definition)) return;
    pl_destructor implicit = {pl_implicit_destructor(w, definition), false, PL_NONE, false};
    if (implicit.callee != PL_NONE) call_destructor(w, implicit, object, at, how);
}
