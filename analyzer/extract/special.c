/* special.c: the special members of a class (C++ [special]), and what those do that the compiler writes: a copy of an
 * object copies its bases and members, and so does an assignment. libclang names the constructor or operator, but shows
 * no body of it: what runs is derived from the types, down to members that somebody wrote, and stands as calls of
 * whoever copies. */
#include <string.h>

#include "extract/walk.h"

enum { MAX_DEPTH = 8 };

static bool is_assignment(CXCursor method) {
    return method.kind == CXCursor_CXXMethod && clang_Cursor_getNumArguments(method) == 1 &&
           pl_text_is(clang_getCursorSpelling(method), "operator=");
}

/* Is the parameter an object of the class, or a reference to one? Inside a template the class goes by its name only. */
static bool takes_class(CXCursor method, CXCursor class_of) {
    CXType t = pl_strip_type(clang_getCursorType(clang_Cursor_getArgument(method, 0)));
    CXString own = clang_getCursorSpelling(class_of);
    const char *name = clang_getCString(own);
    bool same = name && pl_text_is(clang_getCursorSpelling(clang_getTypeDeclaration(t)), name);
    clang_disposeString(own);
    return same;
}

static bool moves(CXCursor method) {
    CXType t = clang_getCanonicalType(clang_getCursorType(clang_Cursor_getArgument(method, 0)));
    return t.kind == CXType_RValueReference;
}

static enum CXChildVisitResult note_member(CXCursor c, CXCursor class_of, CXClientData data) {
    pl_special *s = data;
    bool templated = c.kind == CXCursor_FunctionTemplate && clang_getTemplateCursorKind(c) == CXCursor_Constructor;
    if (c.kind == CXCursor_Constructor || templated) s->has_constructors = true;
    if (c.kind == CXCursor_Destructor) s->destructor = c;
    if (c.kind == CXCursor_Constructor && clang_CXXConstructor_isDefaultConstructor(c)) s->constructor = c;
    if (c.kind == CXCursor_Constructor && clang_CXXConstructor_isCopyConstructor(c)) s->copy = c;
    if (c.kind == CXCursor_Constructor && clang_CXXConstructor_isMoveConstructor(c)) s->move = c;
    if (is_assignment(c) && takes_class(c, class_of)) *(moves(c) ? &s->move_assignment : &s->copy_assignment) = c;
    return CXChildVisit_Continue;
}

const pl_special *pl_special_of(pl_walk *w, CXCursor definition) {
    CXCursor key = clang_getCanonicalCursor(definition), none = clang_getNullCursor();
    if (!w->specials) w->specials = pl_cursor_map(g_free);
    pl_special *s = pl_cursor_get(w->specials, key);
    if (s) return s;
    s = g_new(pl_special, 1);
    *s = (pl_special){none, none, none, none, none, none, false};
    clang_visitChildren(pl_visible_class(definition), note_member, s);
    pl_cursor_put(w->specials, key, s);
    return s;
}

bool pl_is_written(CXCursor member) { return !clang_Cursor_isNull(member) && !clang_CXXMethod_isDefaulted(member); }

void pl_call_implicitly(pl_walk *w, CXCursor callee, pl_id self, const pl_id *argument, pl_location at) {
    pl_call call = {
        .kind = PL_CALL_DIRECT, .flags = PL_CALL_IMPLICIT, .via = PL_NONE, .self = self, .type = PL_NONE, .at = at};
    if (argument) call.args = pl_builder_span(w->out, argument, 1);
    call.callee = pl_function_of(w, callee);
    pl_emit_call(w, &call);
}

static CXCursor choose(const pl_special *s, pl_copying how) {
    CXCursor copy = how.assigns ? s->copy_assignment : s->copy, move = how.assigns ? s->move_assignment : s->move;
    return how.moves && !clang_Cursor_isNull(move) ? move : copy;
}

static void copy_parts(pl_walk *w, CXCursor definition, CXType type, pl_copying how, int depth);

static void copy_part(pl_walk *w, CXType type, pl_copying how, int depth) {
    CXType t = pl_element_type(type);
    CXCursor definition = clang_getCursorDefinition(clang_getTypeDeclaration(t));
    if (t.kind != CXType_Record || clang_Cursor_isNull(definition) || depth > MAX_DEPTH) return;
    CXCursor chosen = choose(pl_special_of(w, definition), how);
    if (!pl_is_written(chosen)) {
        copy_parts(w, definition, t, how, depth + 1);
        return;
    }
    pl_id from = pl_builder_address(w->out, how.from);
    pl_call_implicitly(w, chosen, pl_builder_address(w->out, how.to), &from, how.at);
}

static void copy_parts(pl_walk *w, CXCursor definition, CXType type, pl_copying how, int depth) {
    if (definition.kind == CXCursor_UnionDecl) return;
    GArray *bases = pl_bases_of(definition);
    for (guint i = 0; i < bases->len; i++)
        copy_part(w, clang_getCursorType(g_array_index(bases, CXCursor, i)), how, depth);
    g_array_free(bases, TRUE);
    const GArray *fields = pl_fields_of(w, type);
    for (guint i = 0; i < fields->len; i++) {
        CXCursor field = g_array_index(fields, CXCursor, i);
        CXType of = clang_getCursorType(field);
        if (pl_element_type(of).kind != CXType_Record || pl_is_reference(of)) continue;
        pl_copying part = how;
        part.to = pl_builder_node(w->out, PL_NODE_FIELD, how.to, pl_field_of(w, field));
        part.from = pl_builder_node(w->out, PL_NODE_FIELD, how.from, pl_field_of(w, field));
        copy_part(w, of, part, depth);
    }
}

bool pl_is_implicit_assignment(CXCursor method) { return is_assignment(method) && clang_CXXMethod_isDefaulted(method); }

bool pl_is_implicit_comparison(CXCursor method) {
    if (method.kind != CXCursor_CXXMethod || !clang_CXXMethod_isDefaulted(method)) return false;
    return pl_text_is(clang_getCursorSpelling(method), "operator==") ||
           pl_text_is(clang_getCursorSpelling(method), "operator<=>");
}

static void compare_parts(pl_walk *w, CXType type, const char *name, pl_copying how, int depth);

static void compare_part(pl_walk *w, CXType type, const char *name, pl_copying how, int depth) {
    CXType t = pl_element_type(type);
    CXCursor definition = clang_getCursorDefinition(clang_getTypeDeclaration(t));
    if (t.kind != CXType_Record || clang_Cursor_isNull(definition) || depth > MAX_DEPTH) return;
    CXCursor method = pl_find_method(definition, name, 1);
    if (clang_Cursor_isNull(method)) return; /* a function beside the class: not looked for */
    if (!clang_CXXMethod_isDefaulted(method)) {
        pl_id other = pl_builder_address(w->out, how.from);
        pl_call_implicitly(w, method, pl_builder_address(w->out, how.to), &other, how.at);
    } else {
        compare_parts(w, t, name, how, depth + 1);
    }
}

static void compare_parts(pl_walk *w, CXType type, const char *name, pl_copying how, int depth) {
    GArray *bases = pl_bases_of(clang_getCursorDefinition(clang_getTypeDeclaration(type)));
    for (guint i = 0; i < bases->len; i++)
        compare_part(w, clang_getCursorType(g_array_index(bases, CXCursor, i)), name, how, depth);
    g_array_free(bases, TRUE);
    const GArray *fields = pl_fields_of(w, type);
    for (guint i = 0; i < fields->len; i++) {
        CXCursor field = g_array_index(fields, CXCursor, i);
        pl_copying part = how;
        part.to = pl_builder_node(w->out, PL_NODE_FIELD, how.to, pl_field_of(w, field));
        part.from = pl_builder_node(w->out, PL_NODE_FIELD, how.from, pl_field_of(w, field));
        compare_part(w, clang_getCursorType(field), name, part, depth);
    }
}

void pl_compare_implicitly(pl_walk *w, CXCursor method, pl_copying how) {
    CXString text = clang_getCursorSpelling(method);
    CXType type = pl_strip_type(clang_getCursorType(clang_getCursorSemanticParent(method)));
    compare_parts(w, type, clang_getCString(text), how, 0);
    clang_disposeString(text);
}

void pl_copy_implicitly(pl_walk *w, CXType type, pl_copying how) { copy_part(w, type, how, 0); }
