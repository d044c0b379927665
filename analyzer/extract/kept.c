/* kept.c: function pointers and callables that templates of the library keep in code that libclang hides: the deleter
 * of a unique_ptr that is no class, the task of a packaged_task, a std::function that braces make (`{{"get",
 * on_get}}`). Here each has a field of its own, "(kept)": constructors store it there, and who ends or runs the object
 * calls through it. */
#include <string.h>

#include "extract/walk.h"

typedef struct {
    const char *name, *callers[3]; /* of the class, and of the methods that call what it keeps */
    int argument;                  /* of the constructor; negative: from the end */
    unsigned least;                /* arguments that the constructor then has */
    bool at_end;                   /* called by the destructor as well */
    bool in_sight;                 /* its code is: only what braces convert is not */
} keeper;

static const keeper keepers[] = {
    {"unique_ptr", {"reset", "operator="}, 1, 2, true, false},
    {"packaged_task", {"operator()", "make_ready_at_thread_exit"}, -1, 1, false, false},
    {"function", {"operator()"}, 0, 1, false, true},
};

bool pl_is_in_std(CXCursor declaration) {
    CXCursor scope = clang_getCursorSemanticParent(declaration);
    while (scope.kind == CXCursor_Namespace && clang_Cursor_isInlineNamespace(scope))
        scope = clang_getCursorSemanticParent(scope);
    return scope.kind == CXCursor_Namespace && pl_text_is(clang_getCursorSpelling(scope), "std");
}

static const keeper *keeper_of(CXCursor class_of) {
    if (!clang_Location_isInSystemHeader(clang_getCursorLocation(class_of)) || !pl_is_in_std(class_of)) return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(keepers); i++)
        if (pl_text_is(clang_getCursorSpelling(class_of), keepers[i].name)) return &keepers[i];
    return NULL;
}

/* The code of a deleter that is a class can be seen. */
static bool is_kept(const keeper *k, CXType type) {
    if (!k->at_end) return true;
    CXType deleter = clang_Type_getTemplateArgumentAsType(type, 1);
    return deleter.kind != CXType_Invalid && pl_strip_type(deleter).kind != CXType_Record;
}

static pl_id field_of(pl_walk *w, const keeper *k, CXType type, CXCursor class_of) {
    CXCursor key = clang_getCanonicalCursor(class_of);
    if (!w->kept) w->kept = pl_cursor_map(NULL);
    gpointer known = pl_cursor_get(w->kept, key);
    if (known) return GPOINTER_TO_UINT(known) - 1;
    pl_field f = {.record = pl_record_of(w, class_of),
                  .name = pl_builder_string(w->out, "(kept)"),
                  .signature = PL_NONE,
                  .offset = PL_NONE};
    f.around = f.record;
    f.type = k->at_end ? pl_intern(w, clang_getTypeSpelling(clang_Type_getTemplateArgumentAsType(type, 1)))
                       : pl_builder_string(w->out, "void (*)()");
    pl_id id = pl_builder_field(w->out, &f);
    pl_cursor_put(w->kept, key, GUINT_TO_POINTER(id + 1));
    return id;
}

pl_id pl_kept_field(pl_walk *w, CXType type, bool at_end) {
    CXType t = pl_strip_type(type);
    CXCursor class_of = clang_getTypeDeclaration(t);
    const keeper *k = t.kind == CXType_Record ? keeper_of(class_of) : NULL;
    if (!k || !is_kept(k, t) || (at_end && !k->at_end)) return PL_NONE;
    return field_of(w, k, t, class_of);
}

/* A function, the call operator of an object, or what a function pointer holds. */
static pl_id callable(pl_walk *w, CXCursor argument, pl_id node, bool by_reference) {
    if (pl_builder_node_at(w->out, node)->kind == PL_NODE_FUNCTION) return node;
    CXType type = pl_strip_type(clang_getCursorType(argument));
    if (type.kind != CXType_Record) return by_reference ? pl_builder_deref(w->out, node) : node;
    CXCursor method = pl_find_method(pl_class_of(type), "operator()", -1);
    return clang_Cursor_isNull(method) ? 0 : pl_builder_node(w->out, PL_NODE_FUNCTION, pl_function_of(w, method), 0);
}

void pl_keep(pl_walk *w, CXCursor construction, pl_span arguments, pl_id place) {
    CXType type = pl_strip_type(clang_getCursorType(construction));
    pl_id field = pl_kept_field(w, type, false);
    if (field == PL_NONE) return;
    const keeper *k = keeper_of(clang_getTypeDeclaration(type));
    if (k->in_sight || arguments.count < k->least) return;
    uint32_t index = k->argument < 0 ? arguments.count - 1 : (uint32_t)k->argument;
    CXCursor argument = clang_Cursor_getArgument(construction, index);
    pl_id from = pl_builder_span_at(w->out, arguments, index),
          to = pl_builder_node(w->out, PL_NODE_FIELD, place, field);
    from = callable(w, argument, from, true);
    pl_store(w, to, from, clang_getCursorType(argument), clang_getCursorLocation(construction));
}

bool pl_keep_converted(pl_walk *w, pl_id place, CXType type, CXCursor given, pl_id from) {
    CXType t = pl_strip_type(type);
    const keeper *k = t.kind == CXType_Record ? keeper_of(clang_getTypeDeclaration(t)) : NULL;
    bool copies = clang_equalTypes(pl_unqualified(t), pl_unqualified(pl_strip_type(clang_getCursorType(given))));
    if (!k || !k->in_sight || copies) return false;
    pl_id to = pl_builder_node(w->out, PL_NODE_FIELD, place, pl_kept_field(w, t, false));
    pl_store(w, to, callable(w, given, from, false), clang_getCursorType(given), clang_getCursorLocation(given));
    return true;
}

static void call_kept(pl_walk *w, pl_id field, pl_id object, pl_location at, uint32_t flags, pl_span arguments) {
    pl_call call = {.kind = PL_CALL_INDIRECT,
                    .flags = PL_CALL_IMPLICIT | flags,
                    .callee = PL_NONE,
                    .self = PL_NONE,
                    .args = arguments,
                    .type = PL_NONE,
                    .at = at};
    call.via = pl_builder_node(w->out, PL_NODE_FIELD, pl_builder_deref(w->out, object), field);
    pl_emit_call(w, &call);
}

void pl_end_kept(pl_walk *w, pl_id field, pl_id object, pl_location at, uint32_t flags) {
    const pl_id owned = 0; /* the pointer, which nobody follows */
    call_kept(w, field, object, at, flags, pl_builder_span(w->out, &owned, 1));
}

bool pl_walk_kept(pl_walk *w, CXCursor method) {
    CXCursor class_of = clang_getCursorSemanticParent(method);
    const keeper *k = pl_is_function(method) ? keeper_of(class_of) : NULL;
    bool calls = false;
    for (size_t i = 0; k && i < G_N_ELEMENTS(k->callers) && k->callers[i]; i++)
        calls = calls || pl_text_is(clang_getCursorSpelling(method), k->callers[i]);
    pl_id field = calls ? pl_kept_field(w, clang_getCursorType(class_of), false) : PL_NONE;
    if (field == PL_NONE) return false;
    pl_id self = pl_builder_node(w->out, PL_NODE_PARAM, w->function, PL_PARAM_THIS);
    pl_location at = pl_locate(w, clang_getCursorLocation(method));
    if (k->at_end)
        pl_end_kept(w, field, self, at, 0);
    else
        call_kept(w, field, self, at, k->in_sight ? PL_CALL_INSTEAD : 0, pl_own_parameters(w));
    w->instead_of_kept = k->in_sight;
    return !k->in_sight;
}
