/* conversions.c: libclang shows braces as they are written, without the constructors that run for what stands in them:
 * a member that is copied from an object, or converted from something else, is found out from the types. */
#include <string.h>

#include "extract/walk.h"

typedef struct {
    CXType to, from;
    CXCursor exact, similar, any, only; /* any: a template that takes whatever it is given */
    unsigned count;
} search;

static bool is_number(CXType t) { return t.kind >= CXType_Bool && t.kind <= CXType_LongDouble; }

static bool are_similar(CXType parameter, CXType from) {
    if (is_number(parameter)) return is_number(from) || from.kind == CXType_Enum;
    CXType element = clang_getArrayElementType(from);
    if (parameter.kind != CXType_Pointer) return false;
    CXType to = clang_getPointeeType(parameter),
           of = element.kind != CXType_Invalid ? element : clang_getPointeeType(from);
    return clang_equalTypes(pl_unqualified(clang_getCanonicalType(to)), pl_unqualified(clang_getCanonicalType(of))) !=
           0;
}

/* `template <class F> Callback(F &&f);` */
static bool takes_anything(CXCursor function_template) {
    if (clang_getTemplateCursorKind(function_template) != CXCursor_Constructor) return false;
    GArray *params = pl_parameters_of(function_template);
    bool takes = params->len == 1;
    if (takes) {
        CXType t = clang_getCursorType(g_array_index(params, CXCursor, 0));
        for (; pl_is_reference(t);) t = clang_getPointeeType(clang_getCanonicalType(t));
        CXString text = clang_getTypeSpelling(pl_unqualified(clang_getCanonicalType(t)));
        const char *s = clang_getCString(text);
        takes = s && g_str_has_prefix(s, "type-parameter-") && !strpbrk(s, "<*&:(");
        clang_disposeString(text);
    }
    g_array_free(params, TRUE);
    return takes;
}

/* `Pointer(T *)`, where the template's argument is what is pointed to. */
static bool fits_in_instance(const search *s, CXType parameter) {
    bool points = false, given = false;
    CXType none = {.kind = CXType_Invalid}, to = pl_type_in_instance(s->to, parameter, &points);
    if (clang_equalTypes(to, pl_strip_type(parameter))) return false;
    return points == (s->from.kind == CXType_Pointer) &&
           clang_equalTypes(pl_unqualified(to), pl_unqualified(pl_type_in_instance(none, s->from, &given)));
}

static enum CXChildVisitResult see_constructor(CXCursor c, CXCursor parent, CXClientData data) {
    search *s = data;
    (void)parent;
    if (c.kind == CXCursor_FunctionTemplate && takes_anything(c)) s->any = c;
    if (c.kind != CXCursor_Constructor || clang_Cursor_getNumArguments(c) != 1 ||
        clang_CXXConstructor_isCopyConstructor(c) || clang_CXXConstructor_isMoveConstructor(c))
        return CXChildVisit_Continue;
    CXType parameter = pl_unqualified(pl_strip_type(clang_getCursorType(clang_Cursor_getArgument(c, 0))));
    if (clang_equalTypes(parameter, s->from) || fits_in_instance(s, parameter)) s->exact = c;
    if (are_similar(parameter, s->from)) s->similar = c;
    s->only = c;
    s->count++;
    return CXChildVisit_Continue;
}

/* The constructor that makes an object from a value of another type, by the first rules of overload resolution. */
static CXCursor converting(CXType type, CXType from) {
    CXCursor none = clang_getNullCursor(), definition = pl_class_of(type);
    search s = {type, pl_unqualified(pl_strip_type(from)), none, none, none, none, 0};
    if (!clang_Cursor_isNull(definition)) clang_visitChildren(pl_visible_class(definition), see_constructor, &s);
    if (!clang_Cursor_isNull(s.exact)) return s.exact;
    bool hidden = !clang_Cursor_isNull(s.any) && clang_Location_isInSystemHeader(clang_getCursorLocation(s.any));
    if (!clang_Cursor_isNull(s.any) && !hidden) return s.any; /* fits better than a conversion */
    if (!clang_Cursor_isNull(s.similar)) return s.similar;
    return s.count == 1 ? s.only : none;
}

static bool gives_rvalue(CXCursor expression) {
    CXCursor callee = clang_getCursorReferenced(expression);
    if (expression.kind == CXCursor_CXXStaticCastExpr) return true; /* of an object: static_cast<T &&> */
    return expression.kind == CXCursor_CallExpr && pl_is_function(callee) &&
           clang_getCanonicalType(clang_getCursorResultType(callee)).kind == CXType_RValueReference;
}

static enum CXChildVisitResult see_conversion(CXCursor c, CXCursor parent, CXClientData data) {
    search *s = data;
    (void)parent;
    if (c.kind != CXCursor_ConversionFunction) return CXChildVisit_Continue;
    CXType result = pl_unqualified(pl_strip_type(clang_getCursorResultType(c)));
    if (clang_equalTypes(result, s->from)) s->exact = c;
    if (are_similar(result, s->from)) s->similar = c;
    return CXChildVisit_Continue;
}

/* `int a[] = {object};` */
static void convert_object(pl_walk *w, CXType type, CXCursor object, pl_id from) {
    CXCursor none = clang_getNullCursor();
    CXCursor definition = pl_class_of(clang_getCursorType(object));
    search s = {type, pl_unqualified(pl_strip_type(type)), none, none, none, none, 0};
    if (clang_Cursor_isNull(definition)) return;
    clang_visitChildren(pl_visible_class(definition), see_conversion, &s);
    CXCursor chosen = clang_Cursor_isNull(s.exact) ? s.similar : s.exact;
    if (!clang_Cursor_isNull(chosen))
        pl_call_implicitly(w, chosen, pl_builder_address(w->out, from), NULL,
                           pl_locate(w, clang_getCursorLocation(object)));
}

void pl_convert_implicitly(pl_walk *w, pl_id place, CXType type, CXCursor initialiser, pl_id from) {
    if (!w->cplusplus) return;
    CXCursor c = pl_strip(initialiser);
    if (pl_keep_converted(w, place, type, c, from)) return;
    bool from_object = pl_strip_type(clang_getCursorType(c)).kind == CXType_Record;
    bool to_object = pl_strip_type(type).kind == CXType_Record;
    bool same =
        clang_equalTypes(pl_unqualified(pl_strip_type(type)), pl_unqualified(pl_strip_type(clang_getCursorType(c))));
    if ((!from_object && !to_object) || (same && pl_makes_objects(w, initialiser))) return;
    if (!to_object) {
        convert_object(w, type, c, from);
        return;
    }
    pl_location at = pl_locate(w, clang_getCursorLocation(initialiser));
    CXType t = pl_strip_type(type), given = clang_getCursorType(c);
    CXCursor constructor = converting(t, given);
    if (!clang_equalTypes(pl_unqualified(t), pl_unqualified(pl_strip_type(given))) &&
        !clang_Cursor_isNull(constructor)) {
        pl_call_implicitly(w, constructor, pl_builder_address(w->out, place), &from, at);
    } else if (pl_strip_type(given).kind == CXType_Record) {
        pl_copying how = {.to = place, .from = from, .moves = gives_rvalue(c), .at = at};
        pl_copy_implicitly(w, t, how);
    }
}

typedef struct {
    pl_walk *walk;
    pl_children items;
    CXCursor best;
    unsigned points;
    bool found;
} braced;

static enum CXChildVisitResult see_fitting(CXCursor c, CXCursor parent, CXClientData data) {
    braced *b = data;
    (void)parent;
    if (c.kind != CXCursor_Constructor || clang_Cursor_getNumArguments(c) != (int)b->items.count)
        return CXChildVisit_Continue;
    unsigned points = 0;
    for (guint i = 0; i < b->items.count; i++) {
        CXType parameter = pl_strip_type(clang_getCursorType(clang_Cursor_getArgument(c, i)));
        CXType given = pl_strip_type(clang_getCursorType(pl_child(b->walk, b->items, i)));
        if (clang_equalTypes(pl_unqualified(parameter), pl_unqualified(given)))
            points += 2;
        else if (are_similar(parameter, given))
            points++;
    }
    if (b->found && points <= b->points) return CXChildVisit_Continue;
    b->best = c;
    b->points = points;
    b->found = true;
    return CXChildVisit_Continue;
}

/* The body of a template's constructor does not know the members: what is given for them is taken to be in order. */
static void store_members(pl_walk *w, pl_id place, CXType type, const braced *b, const pl_id *nodes) {
    const GArray *fields = pl_fields_of(w, type);
    CXCursor constructor = b->best;
    for (guint i = 0; i < fields->len && (int)i < clang_Cursor_getNumArguments(constructor); i++) {
        CXCursor field = g_array_index(fields, CXCursor, i), parameter = clang_Cursor_getArgument(constructor, i);
        bool place_of = pl_is_reference(clang_getCursorType(parameter)) && !pl_is_reference(clang_getCursorType(field));
        pl_id from = place_of ? pl_builder_deref(w->out, nodes[i]) : nodes[i];
        pl_id member = pl_builder_node(w->out, PL_NODE_FIELD, place, pl_field_of(w, field));
        pl_store(w, member, from, clang_getCursorType(field), clang_getCursorLocation(field));
        pl_keep_converted(w, member, clang_getCursorType(field), pl_strip(pl_child(w, b->items, i)), from);
    }
}

static void convert_argument(pl_walk *w, CXType parameter, CXCursor item, pl_id node, pl_location at) {
    CXType t = pl_strip_type(parameter);
    if (t.kind != CXType_Record || pl_is_list(pl_strip(item))) return;
    pl_id value = pl_is_reference(parameter) && pl_builder_node_at(w->out, node)->kind != PL_NODE_FUNCTION
                      ? pl_builder_deref(w->out, node)
                      : node;
    pl_convert_implicitly(w, pl_temporary(w, t, at), t, item, value);
}

bool pl_construct_braced(pl_walk *w, pl_id place, CXType type, pl_children items, pl_location at) {
    CXCursor definition = pl_class_of(type);
    if (!w->cplusplus || clang_Cursor_isNull(definition) || !pl_special_of(w, definition)->has_constructors)
        return false;
    if (!items.count) {
        pl_construct_default(w, type, place, at);
        return true;
    }
    braced b = {w, items, clang_getNullCursor(), 0, false};
    clang_visitChildren(pl_visible_class(definition), see_fitting, &b);
    if (!b.found) return false;
    pl_id *nodes = g_new0(pl_id, items.count);
    for (guint i = 0; i < items.count; i++) {
        CXType parameter = clang_getCursorType(clang_Cursor_getArgument(b.best, i));
        CXCursor item = pl_child(w, items, i);
        nodes[i] = pl_is_reference(parameter) ? pl_referent(w, item) : pl_value_or_constant(w, item);
        convert_argument(w, parameter, item, nodes[i], at);
    }
    pl_call call = {.kind = PL_CALL_DIRECT, .flags = PL_CALL_IMPLICIT, .via = PL_NONE, .type = PL_NONE, .at = at};
    call.self = pl_builder_address(w->out, place);
    call.args = pl_builder_span(w->out, nodes, items.count);
    call.callee = pl_function_of(w, b.best);
    pl_emit_call(w, &call);
    if (!clang_equalCursors(pl_visible_class(definition), definition)) store_members(w, place, type, &b, nodes);
    g_free(nodes);
    return true;
}

bool pl_is_initializer_list(CXType type) {
    CXType t = pl_strip_type(type);
    return t.kind == CXType_Record &&
           pl_text_is(clang_getCursorSpelling(clang_getTypeDeclaration(t)), "initializer_list");
}

pl_id pl_initializer_list(pl_walk *w, CXCursor expression, CXCursor braces) {
    CXType type = clang_getCursorType(expression);
    CXSourceLocation at = clang_getCursorLocation(expression);
    pl_id array = pl_value(w, braces), place = pl_temporary(w, type, pl_locate(w, at));
    const GArray *fields = pl_fields_of(w, type);
    if (!fields->len) return place;
    CXCursor first = g_array_index(fields, CXCursor, 0); /* where the array begins, in every library */
    pl_id begin = pl_builder_node(w->out, PL_NODE_FIELD, place, pl_field_of(w, first));
    pl_store(w, begin, pl_builder_address(w->out, array), clang_getCursorType(first), at);
    return place;
}
