/* initialisers.c: initialiser lists, designated and positional, nested and with braces left out (C11 6.7.9). */
#include "extract/walk.h"

enum { UNKNOWN = 0 };

typedef struct {
    pl_walk *walk;
    pl_children items;
    guint next;
    pl_location at;
} list;

static void fill(list *l, pl_id place, CXType type);

static bool is_record_type(CXType t) { return t.kind == CXType_Record; }

static bool is_array(CXType t) { return clang_getArrayElementType(pl_strip_type(t)).kind != CXType_Invalid; }

static bool is_unnamed_field(CXCursor field) {
    CXString text = clang_getCursorSpelling(field);
    const char *s = clang_getCString(text);
    bool unnamed =
        !s || !*s || clang_Cursor_isAnonymousRecordDecl(clang_getTypeDeclaration(clang_getCursorType(field)));
    clang_disposeString(text);
    return unnamed;
}

/* Members of unnamed structs are members of the struct around them: their path leaves the unnamed one out. */
static pl_id field_place(pl_walk *w, pl_id object, CXCursor field) {
    if (is_unnamed_field(field) && is_record_type(pl_strip_type(clang_getCursorType(field)))) return object;
    return pl_builder_node(w->out, PL_NODE_FIELD, object, pl_field_of(w, field));
}

/* `.a.b = x`, `[3].a = x`, `[3] = x`: the members named, then the value. The type of what is initialised goes to *type.
 */
static pl_id follow_designators(pl_walk *w, pl_id place, CXType *type, pl_children parts) {
    for (guint i = 0; i + 1 < parts.count; i++) {
        CXCursor part = pl_child(w, parts, i);
        CXType element = clang_getArrayElementType(pl_strip_type(*type));
        if (part.kind == CXCursor_MemberRef) {
            CXCursor field = clang_getCursorReferenced(part);
            if (field.kind != CXCursor_FieldDecl) continue;
            place = field_place(w, place, field);
            *type = clang_getCursorType(field);
        } else if (element.kind != CXType_Invalid && clang_isExpression(part.kind)) {
            *type = element;
        }
    }
    return place;
}

static bool is_designated(pl_walk *w, CXCursor item, pl_children parts, CXType type) {
    if (item.kind != CXCursor_UnexposedExpr || parts.count < 2) return false;
    if (pl_child(w, parts, 0).kind == CXCursor_MemberRef) return true;
    bool array = clang_getArrayElementType(pl_strip_type(type)).kind != CXType_Invalid;
    return array && clang_getCursorType(item).kind == CXType_Void; /* clang gives designations the type void */
}

/* Initialises with the next item if it is a designated one. */
static bool take_designated(list *l, pl_id place, CXType type) {
    pl_walk *w = l->walk;
    CXCursor item = pl_child(w, l->items, l->next);
    if (item.kind != CXCursor_UnexposedExpr) return false;
    pl_children parts = pl_push_children(w, item);
    bool designated = is_designated(w, item, parts, type);
    if (designated) {
        CXType target = type;
        pl_id to = follow_designators(w, place, &target, parts);
        pl_initialise(w, to, target, pl_child(w, parts, parts.count - 1));
        l->next++;
    }
    pl_pop(w, parts);
    return designated;
}

static bool is_aggregate(pl_walk *w, CXType type) {
    CXCursor definition = pl_class_of(type);
    return !clang_Cursor_isNull(definition) && !pl_special_of(w, definition)->has_constructors;
}

/* Does the next item initialise the whole record, or its first member with the braces left out? */
static bool is_whole(pl_walk *w, CXCursor item, CXType type) {
    if (pl_is_list(item)) return true;
    CXType t = pl_strip_type(clang_getCursorType(item));
    if (w->cplusplus) return t.kind == CXType_Record || t.kind == CXType_Invalid || !is_aggregate(w, type);
    return t.kind == CXType_Record && clang_equalTypes(pl_unqualified(t), pl_unqualified(pl_strip_type(type)));
}

static guint after_designated(const GArray *fields, pl_walk *w, CXCursor item) {
    pl_children parts = pl_push_children(w, item);
    guint next = fields->len;
    CXCursor field = parts.count ? clang_getCursorReferenced(pl_child(w, parts, 0)) : clang_getNullCursor();
    for (guint i = 0; i < fields->len; i++)
        if (clang_equalCursors(g_array_index(fields, CXCursor, i), field)) next = i + 1;
    pl_pop(w, parts);
    return next;
}

/* C++: members without an initialiser are made as the class says. */
static void fill_rest(list *l, pl_id place, const GArray *fields, guint from, guint to) {
    for (guint i = from; l->walk->cplusplus && i < to; i++) {
        CXCursor field = g_array_index(fields, CXCursor, i);
        pl_construct_field(l->walk, field, field_place(l->walk, place, field), l->at);
    }
}

/* C++17: the bases of an aggregate come before its members. */
static void fill_bases(list *l, pl_id place, CXType type) {
    CXCursor definition = pl_class_of(type);
    if (!l->walk->cplusplus || clang_Cursor_isNull(definition) || !is_aggregate(l->walk, type)) return;
    GArray *bases = pl_bases_of(definition);
    for (guint i = 0; i < bases->len; i++) {
        CXType base = clang_getCursorType(g_array_index(bases, CXCursor, i));
        if (l->next < l->items.count)
            fill(l, place, base);
        else
            pl_construct_default(l->walk, base, place, l->at);
    }
    g_array_free(bases, TRUE);
}

static void fill_record(list *l, pl_id place, CXType type) {
    const GArray *fields = pl_fields_of(l->walk, type);
    bool is_union = clang_getTypeDeclaration(pl_strip_type(type)).kind == CXCursor_UnionDecl;
    guint i = 0;
    fill_bases(l, place, type);
    while (l->next < l->items.count) {
        CXCursor item = pl_child(l->walk, l->items, l->next);
        if (take_designated(l, place, type)) {
            guint next = after_designated(fields, l->walk, item);
            if (!is_union && next > i) fill_rest(l, place, fields, i, next - 1);
            i = next;
            continue;
        }
        if (i >= fields->len) return;
        CXCursor field = g_array_index(fields, CXCursor, i++);
        if (is_unnamed_field(field) && clang_Cursor_isBitField(field)) continue;
        fill(l, field_place(l->walk, place, field), clang_getCursorType(field));
        if (is_union) return;
    }
    if (!is_union && is_aggregate(l->walk, type)) fill_rest(l, place, fields, i, fields->len);
}

static void fill_array(list *l, pl_id place, CXType element, long long length) {
    for (long long i = 0; l->next < l->items.count && (length < 0 || i < length); i++)
        fill(l, place, element); /* elements are folded into their array */
}

static void fill(list *l, pl_id place, CXType type) {
    pl_walk *w = l->walk;
    CXType t = pl_strip_type(type), element = clang_getArrayElementType(t);
    CXCursor item = pl_child(w, l->items, l->next);
    if (is_record_type(t) && !is_whole(w, item, t) && (w->cplusplus || pl_fields_of(w, t)->len)) {
        guint before = l->next;
        fill_record(l, place, t);
        if (l->next == before) l->next++; /* malformed: do not stay here */
        return;
    }
    if (element.kind != CXType_Invalid && !pl_is_list(item) && item.kind != CXCursor_StringLiteral &&
        pl_strip_type(clang_getCursorType(item)).kind != t.kind) {
        guint before = l->next;
        fill_array(l, place, element, clang_getArraySize(t));
        if (l->next == before) l->next++;
        return;
    }
    l->next++;
    pl_initialise(w, place, type, item);
}

static void fill_braced_array(list *l, pl_id place, CXType array, CXType element) {
    bool all = clang_getArraySize(array) == (long long)l->items.count;
    while (l->next < l->items.count)
        if (!take_designated(l, place, array)) fill(l, place, element);
    if (l->walk->cplusplus && !all) pl_construct_default(l->walk, element, place, l->at);
}

void pl_initialise(pl_walk *w, pl_id place, CXType type, CXCursor initialiser) {
    CXCursor init = initialiser;
    if (init.kind == CXCursor_UnexposedExpr || init.kind == CXCursor_ParenExpr) {
        CXCursor inner = pl_strip(init);
        if (pl_is_list(inner)) init = inner;
    }
    CXType t = pl_strip_type(type), element = clang_getArrayElementType(t);
    if (pl_is_reference(type)) {
        pl_store(w, place, pl_referent(w, initialiser), type, clang_getCursorLocation(init));
        return;
    }
    /* A std::initializer_list refers to an array that the braces make. */
    bool of_array = is_record_type(t) && pl_is_list(init) && is_array(clang_getCursorType(init));
    if (!pl_is_list(init) || of_array) {
        int known;
        if (pl_is_truth(w, init)) {
            pl_id condition = pl_condition_of(w, init, &known);
            pl_note_truth(w, place, condition, known);
            return;
        }
        guint housed = pl_house(w, init);
        pl_id from = pl_overloaded(w, init, type);
        if (from == UNKNOWN) from = pl_value(w, of_array ? initialiser : init);
        pl_store(w, place, from, type, clang_getCursorLocation(init));
        pl_note_store(w, place, from, init, type);
        pl_unhouse(w, housed);
        if (!of_array) pl_convert_implicitly(w, place, t, init, from);
        return;
    }
    list l = {w, pl_push_expressions(w, init), 0, pl_locate(w, clang_getCursorLocation(init))};
    bool constructed = is_record_type(t) && pl_construct_braced(w, place, t, l.items, l.at);
    if (constructed)
        l.next = l.items.count;
    else if (is_record_type(t))
        fill_record(&l, place, t);
    else if (element.kind != CXType_Invalid)
        fill_braced_array(&l, place, t, element);
    while (l.next < l.items.count) pl_initialise(w, place, type, pl_child(w, l.items, l.next++)); /* {x} for a scalar */
    pl_pop(w, l.items);
}
