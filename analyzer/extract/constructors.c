/* constructors.c: what a constructor does before its body: bases and members, written in its initialiser list or not.
 */
#include <string.h>

#include "extract/walk.h"

enum { MAX_DEPTH = 8 };

static void construct_members(pl_walk *w, CXType type, pl_id object, const GArray *written, pl_location at, int depth);

static void construct_default(pl_walk *w, CXType type, pl_id object, pl_location at, int depth);

/* The library's classes whose default constructor libclang hides, and which begin with objects of their first argument:
 * all elements of an array, the first alternative of a variant. */
static bool construct_contained(pl_walk *w, CXCursor class_of, pl_id object, pl_location at, int depth) {
    if (!clang_Location_isInSystemHeader(clang_getCursorLocation(class_of))) return false;
    bool array = pl_text_is(clang_getCursorSpelling(class_of), "array");
    if (!array && !pl_text_is(clang_getCursorSpelling(class_of), "variant")) return false;
    CXType first = clang_Type_getTemplateArgumentAsType(clang_getCursorType(class_of), 0);
    bool empty = array && pl_last_number(class_of) == 0;
    if (first.kind == CXType_Invalid) return false;
    if (!empty) construct_default(w, first, object, at, depth + 1);
    return true;
}

/* An object that no initialiser names: its default constructor runs; one that nobody wrote does the same for its
 * members. */
static void construct_default(pl_walk *w, CXType type, pl_id object, pl_location at, int depth) {
    CXType t = pl_element_type(type);
    CXCursor definition = pl_class_of(t);
    if (t.kind != CXType_Record || pl_is_reference(type) || clang_Cursor_isNull(definition) || depth > MAX_DEPTH)
        return;
    CXCursor constructor = pl_special_of(w, definition)->constructor;
    if (pl_is_written(constructor))
        pl_call_implicitly(w, constructor, pl_builder_address(w->out, object), NULL, at);
    else if (!construct_contained(w, definition, object, at, depth))
        construct_members(w, t, object, NULL, at, depth + 1);
}

static bool is_listed(const GArray *written, CXCursor what) {
    for (guint i = 0; written && i < written->len; i++)
        if (clang_equalCursors(clang_getCanonicalCursor(g_array_index(written, CXCursor, i)),
                               clang_getCanonicalCursor(what)))
            return true;
    return false;
}

/* `int n = second();` in the class. */
static bool initialise_in_class(pl_walk *w, CXCursor field, pl_id place) {
    if (clang_Cursor_isBitField(field)) return false;
    pl_children c = pl_push_expressions(w, field);
    bool array = clang_getArrayElementType(pl_strip_type(clang_getCursorType(field))).kind != CXType_Invalid;
    bool found = c.count > 0 && !(array && !pl_is_list(pl_child(w, c, c.count - 1)));
    /* What stands before the name is an argument of its type: `std::array<Part, 3> parts;` */
    if (found) {
        CXSourceLocation begin = clang_getRangeStart(clang_getCursorExtent(pl_child(w, c, c.count - 1)));
        found = pl_position(begin) >= pl_position(clang_getCursorLocation(field));
    }
    guint mark = pl_scope_open(w);
    if (found) pl_initialise(w, place, clang_getCursorType(field), pl_child(w, c, c.count - 1));
    pl_scope_close(w, mark);
    pl_pop(w, c);
    return found;
}

static void construct_members(pl_walk *w, CXType type, pl_id object, const GArray *written, pl_location at, int depth) {
    CXCursor definition = pl_class_of(type);
    GArray *bases = pl_bases_of(definition);
    for (guint i = 0; i < bases->len; i++) {
        CXType base = clang_getCursorType(g_array_index(bases, CXCursor, i));
        if (!is_listed(written, clang_getTypeDeclaration(clang_getCanonicalType(base))))
            construct_default(w, base, object, at, depth);
    }
    g_array_free(bases, TRUE);
    const GArray *fields = pl_fields_of(w, type);
    for (guint i = 0; i < fields->len; i++) {
        CXCursor field = g_array_index(fields, CXCursor, i);
        if (is_listed(written, field)) continue;
        pl_id id = pl_field_of(w, field);
        pl_id place = pl_builder_node(w->out, PL_NODE_FIELD, object, id);
        if (!initialise_in_class(w, field, place)) construct_default(w, clang_getCursorType(field), place, at, depth);
    }
}

void pl_construct_default(pl_walk *w, CXType type, pl_id object, pl_location at) {
    construct_default(w, type, object, at, 0);
}

void pl_construct_field(pl_walk *w, CXCursor field, pl_id place, pl_location at) {
    if (!initialise_in_class(w, field, place)) construct_default(w, clang_getCursorType(field), place, at, 0);
}

typedef struct {
    pl_walk *walk;
    CXCursor class_of;
} instance;

/* What the method of a template overrides in this instance, beside what is known already. */
static void add_overridden(pl_walk *w, pl_id method, const GArray *overridden) {
    pl_span known = pl_builder_function_at(w->out, method)->overrides;
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(pl_id));
    for (uint32_t i = 0; i < known.count; i++) {
        pl_id id = pl_builder_span_at(w->out, known, i);
        g_array_append_val(ids, id);
    }
    for (guint i = 0; i < overridden->len; i++) {
        pl_id id = pl_function_of(w, g_array_index(overridden, CXCursor, i));
        bool there = pl_overrides(w, id, method);
        for (guint k = 0; k < ids->len && !there; k++) there = g_array_index(ids, pl_id, k) == id;
        if (!there) g_array_append_val(ids, id);
    }
    if (ids->len > known.count) {
        pl_span all = pl_builder_span(w->out, (const pl_id *)(void *)ids->data, ids->len);
        pl_builder_function_at(w->out, method)->overrides = all;
        pl_builder_function_at(w->out, method)->flags |= PL_FN_VIRTUAL;
    }
    g_array_free(ids, TRUE);
}

static enum CXChildVisitResult note_virtual(CXCursor c, CXCursor parent, CXClientData data) {
    instance *i = data;
    (void)parent;
    if (c.kind != CXCursor_CXXMethod) return CXChildVisit_Continue;
    GArray *overridden = pl_overridden_by(c, i->class_of);
    if (clang_CXXMethod_isVirtual(c) || overridden->len) {
        pl_walk *w = i->walk;
        bool known = pl_cursor_get(w->functions, clang_getCanonicalCursor(c)) != NULL;
        pl_id id = pl_function_of(w, c), record = pl_record_of(w, i->class_of);
        pl_builder_function_at(w->out, id)->flags |= PL_FN_TEMPLATE;
        /* the class that is made, not the template that nobody makes */
        if (!known) pl_builder_function_at(w->out, id)->record = record;
        add_overridden(w, id, overridden);
    }
    g_array_free(overridden, TRUE);
    return CXChildVisit_Continue;
}

void pl_note_instance(pl_walk *w, CXCursor class_of) {
    CXCursor definition = clang_getCursorDefinition(class_of), visible = pl_visible_class(class_of);
    bool hidden = !clang_equalCursors(visible, class_of);
    if (class_of.kind == CXCursor_ClassTemplate || class_of.kind == CXCursor_ClassTemplatePartialSpecialization)
        hidden = true; /* made by code that depends on arguments: of the template itself */
    else if (!clang_Cursor_isNull(definition))
        pl_implicit_destructor(w, definition);
    instance i = {w, class_of};
    if (hidden) clang_visitChildren(visible, note_virtual, &i);
}

static bool same_name(CXCursor a, CXCursor b) {
    CXString x = clang_getCursorSpelling(a), y = clang_getCursorSpelling(b);
    const char *s = clang_getCString(x), *t = clang_getCString(y);
    size_t n = s ? strcspn(s, "<") : 0, m = t ? strcspn(t, "<") : 0;
    bool same = n == m && strncmp(s ? s : "", t ? t : "", n) == 0;
    clang_disposeString(x);
    clang_disposeString(y);
    return same;
}

typedef struct {
    CXCursor like, found;
} inherited_search;

static bool depends_on_arguments(CXType type) { return pl_type_says(type, "type-parameter-"); }

/* The constructor of the base and the one that was made of it; in a template, types may depend on its arguments. */
static bool takes_the_same(CXCursor base, CXCursor made) {
    CXType a = clang_getCanonicalType(clang_getCursorType(base)), b = clang_getCanonicalType(clang_getCursorType(made));
    int count = clang_getNumArgTypes(a);
    if (clang_equalTypes(a, b)) return true;
    if (!pl_is_pattern(base) || count != clang_getNumArgTypes(b)) return false;
    for (int i = 0; i < count; i++) {
        CXType x = clang_getArgType(a, (unsigned)i), y = clang_getArgType(b, (unsigned)i);
        if (!clang_equalTypes(x, y) && !depends_on_arguments(x)) return false;
    }
    return true;
}

static enum CXChildVisitResult see_same_type(CXCursor c, CXCursor parent, CXClientData data) {
    inherited_search *s = data;
    (void)parent;
    if (c.kind != CXCursor_Constructor || !takes_the_same(c, s->like)) return CXChildVisit_Continue;
    s->found = c;
    return CXChildVisit_Break;
}

static void find_inherited(CXCursor definition, inherited_search *s, int depth) {
    GArray *bases = pl_bases_of(definition);
    for (guint i = 0; i < bases->len && clang_Cursor_isNull(s->found) && depth < MAX_DEPTH; i++) {
        CXType base = pl_strip_type(clang_getCursorType(g_array_index(bases, CXCursor, i)));
        CXCursor of = pl_class_of(base);
        if (clang_Cursor_isNull(of)) continue;
        if (same_name(of, s->like))
            clang_visitChildren(pl_visible_class(of), see_same_type, s);
        else
            find_inherited(of, s, depth + 1);
    }
    g_array_free(bases, TRUE);
}

CXCursor pl_inherited_from(CXCursor constructor) {
    inherited_search s = {constructor, clang_getNullCursor()};
    CXCursor class_of = clang_getCursorSemanticParent(constructor);
    if (!same_name(constructor, class_of)) find_inherited(class_of, &s, 0);
    return s.found;
}

void pl_construct_others(pl_walk *w, CXCursor class_of, CXCursor base, pl_id object, pl_location at) {
    GArray *written = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    g_array_append_val(written, base);
    construct_members(w, clang_getCursorType(class_of), object, written, at, 0);
    g_array_free(written, TRUE);
}

/* `Class::Class() : Base(1), member(2)`: a reference to the base or member, then what it is made of. */
void pl_walk_constructor(pl_walk *w, CXCursor constructor, pl_children c) {
    CXCursor named = clang_getNullCursor();
    pl_id self = pl_builder_deref(w->out, pl_builder_node(w->out, PL_NODE_PARAM, w->function, PL_PARAM_THIS));
    GArray *written = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    bool delegates = false;
    CXCursor class_of = clang_getCursorSemanticParent(constructor);
    for (guint i = 0; i < c.count; i++) {
        CXCursor child = pl_child(w, c, i);
        if (child.kind == CXCursor_CompoundStmt) break;
        if (child.kind == CXCursor_MemberRef || child.kind == CXCursor_TypeRef || child.kind == CXCursor_TemplateRef) {
            named = clang_getCursorReferenced(child);
            continue;
        }
        if (!clang_isExpression(child.kind)) continue;
        guint mark = pl_scope_open(w), housed = pl_house(w, child);
        g_array_append_val(written, named);
        delegates =
            delegates || clang_equalCursors(clang_getCanonicalCursor(named), clang_getCanonicalCursor(class_of));
        if (named.kind == CXCursor_FieldDecl) {
            pl_id field = pl_field_of(w, named);
            pl_initialise(w, pl_builder_node(w->out, PL_NODE_FIELD, self, field), clang_getCursorType(named), child);
        } else {
            w->part = pl_class_of(clang_getCursorType(named));
            pl_value(w, child);
            w->part = clang_getNullCursor();
        }
        pl_unhouse(w, housed);
        pl_scope_close(w, mark);
        named = clang_getNullCursor();
    }
    pl_function of = *pl_builder_function_at(w->out, w->function);
    bool copies =
        clang_CXXConstructor_isCopyConstructor(constructor) || clang_CXXConstructor_isMoveConstructor(constructor);
    if (!delegates && !(of.flags & PL_FN_SYSTEM) && !(copies && clang_CXXMethod_isDefaulted(constructor)))
        construct_members(w, clang_getCursorType(class_of), self, written, of.at, 0);
    g_array_free(written, TRUE);
}

void pl_construct_implicitly(pl_walk *w, CXCursor constructor, pl_id object, pl_location at) {
    CXCursor class_of = clang_getCursorSemanticParent(constructor);
    if (!clang_CXXConstructor_isDefaultConstructor(constructor) || !clang_CXXMethod_isDefaulted(constructor)) return;
    if (construct_contained(w, class_of, object, at, 0)) return;
    if (clang_Location_isInSystemHeader(clang_getCursorLocation(class_of))) return;
    construct_members(w, clang_getCursorType(class_of), object, NULL, at, 0);
}
