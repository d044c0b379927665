/* special.c: the constructors and the destructor of a class, and what a copy constructor does that the compiler writes:
 * it copies bases and members. libclang names it, but shows no body: what runs is derived from the types, down to
 * members with a constructor that somebody wrote, and stands as calls of whoever copies. (Assignments and comparisons
 * that the compiler writes do have bodies.) */
#include "extract/walk.h"

enum { MAX_DEPTH = 8 };

static enum CXChildVisitResult note_member(CXCursor c, CXCursor parent, CXClientData data) {
    pl_special *s = data;
    (void)parent;
    bool templated = c.kind == CXCursor_FunctionTemplate && clang_getTemplateCursorKind(c) == CXCursor_Constructor;
    if (c.kind == CXCursor_Constructor || templated) s->has_constructors = true;
    if (c.kind == CXCursor_Destructor) s->destructor = c;
    if (c.kind == CXCursor_Constructor && clang_CXXConstructor_isDefaultConstructor(c)) s->constructor = c;
    if (c.kind == CXCursor_Constructor && clang_CXXConstructor_isCopyConstructor(c)) s->copy = c;
    if (c.kind == CXCursor_Constructor && clang_CXXConstructor_isMoveConstructor(c)) s->move = c;
    return CXChildVisit_Continue;
}

const pl_special *pl_special_of(pl_walk *w, CXCursor definition) {
    CXCursor key = clang_getCanonicalCursor(definition), none = clang_getNullCursor();
    if (!w->specials) w->specials = pl_cursor_map(g_free);
    pl_special *s = pl_cursor_get(w->specials, key);
    if (s) return s;
    s = g_new(pl_special, 1);
    *s = (pl_special){none, none, none, none, false};
    clang_visitChildren(pl_visible_class(definition), note_member, s);
    pl_cursor_put(w->specials, key, s);
    return s;
}

bool pl_is_written(CXCursor member) { return !clang_Cursor_isNull(member) && !clang_CXXMethod_isDefaulted(member); }

void pl_call_implicitly(pl_walk *w, CXCursor callee, pl_id self, const pl_id *argument, pl_location at) {
    pl_call call = {
        .kind = PL_CALL_DIRECT, .flags = PL_CALL_IMPLICIT, .via = PL_NONE, .self = self, .type = PL_NONE, .at = at};
    if (argument) call.args = pl_builder_span(w->out, argument, 1);
    bool is_template = callee.kind == CXCursor_FunctionTemplate;
    call.callee = is_template ? pl_template_function(w, callee) : pl_function_of(w, callee);
    pl_emit_call(w, &call);
}

static void copy_parts(pl_walk *w, CXCursor definition, CXType type, pl_copying how, int depth);

static void copy_part(pl_walk *w, CXType type, pl_copying how, int depth) {
    CXType t = pl_element_type(type);
    CXCursor definition = pl_class_of(t);
    if (t.kind != CXType_Record || clang_Cursor_isNull(definition) || depth > MAX_DEPTH) return;
    const pl_special *s = pl_special_of(w, definition);
    CXCursor chosen = how.moves && !clang_Cursor_isNull(s->move) ? s->move : s->copy;
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

void pl_copy_implicitly(pl_walk *w, CXType type, pl_copying how) { copy_part(w, type, how, 0); }
