/* overloaded.c: which function a name means in braces: `{run<int>, &data}`. libclang shows them as they are written,
 * where the name stands for all overloads and templates that have it. What is initialised has a type, which chooses. An
 * instance of a template is nowhere to be found: the template stands for it, and its parameters for all functions that
 * are given for them. */
#include "extract/walk.h"

enum { UNKNOWN = 0 };

/* The name of a set of overloads, or what takes its address, without that: a reference to the set, else null. */
static CXCursor named_set(pl_walk *w, CXCursor initialiser) {
    CXCursor named = pl_strip(initialiser);
    if (named.kind == CXCursor_UnaryOperator) {
        pl_children c = pl_push_expressions(w, named);
        if (c.count == 1) named = pl_strip(pl_child(w, c, 0));
        pl_pop(w, c);
    }
    bool is = named.kind == CXCursor_DeclRefExpr && clang_getCursorReferenced(named).kind == CXCursor_OverloadedDeclRef;
    return is ? named : clang_getNullCursor();
}

/* But for `noexcept`, which needs not agree. */
static bool is_of_type(CXCursor function, CXType wanted) {
    CXType type = clang_getCanonicalType(clang_getCursorType(function));
    int count = clang_getNumArgTypes(wanted);
    if (count != clang_getNumArgTypes(type)) return false;
    for (int i = 0; i < count; i++)
        if (!clang_equalTypes(clang_getArgType(type, (unsigned)i), clang_getArgType(wanted, (unsigned)i))) return false;
    return true;
}

static bool is_pack(CXCursor parameter) {
    CXString text = clang_getTypeSpelling(clang_getCursorType(parameter));
    const char *s = clang_getCString(text);
    bool pack = s && g_str_has_suffix(s, "...");
    clang_disposeString(text);
    return pack;
}

/* Types depend on arguments: numbers of parameters are compared. */
static bool may_be_of_type(CXCursor function_template, CXType wanted) {
    if (wanted.kind == CXType_Invalid) return true;
    GArray *params = pl_parameters_of(function_template);
    guint count = params->len;
    bool may = (int)count == clang_getNumArgTypes(wanted);
    if (count && is_pack(g_array_index(params, CXCursor, count - 1))) may = true;
    g_array_free(params, TRUE);
    return may;
}

/* `forward<Machine, &Machine::on>`: which argument is for which parameter is not shown. */
static void give(pl_walk *w, CXCursor parameter, CXCursor reference) {
    CXType type = clang_getCursorType(parameter);
    pl_children given = pl_push_expressions(w, reference);
    for (guint i = 0; i < given.count; i++) {
        CXCursor argument = pl_child(w, given, i);
        if (argument.kind == CXCursor_OverloadedDeclRef || !pl_type_is_function_pointer(clang_getCursorType(argument)))
            continue;
        pl_store(w, pl_var_node(w, parameter), pl_value(w, argument), type, clang_getCursorLocation(argument));
    }
    pl_pop(w, given);
}

static void give_arguments(pl_walk *w, CXCursor function_template, CXCursor reference) {
    CXCursor definition = clang_getCursorDefinition(function_template);
    if (clang_Cursor_isNull(definition)) return;
    pl_children c = pl_push_children(w, definition);
    for (guint i = 0; i < c.count; i++)
        if (pl_child(w, c, i).kind == CXCursor_NonTypeTemplateParameter) give(w, pl_child(w, c, i), reference);
    pl_pop(w, c);
}

static pl_id add_choice(pl_walk *w, pl_id to, pl_id function) {
    pl_id node = pl_builder_node(w->out, PL_NODE_FUNCTION, function, 0);
    return to == UNKNOWN ? node : pl_builder_choice(w->out, to, node);
}

pl_id pl_overloaded(pl_walk *w, CXCursor initialiser, CXType type) {
    CXCursor reference = named_set(w, initialiser), set = clang_getCursorReferenced(reference);
    CXType wanted = pl_function_type(type);
    unsigned count = clang_Cursor_isNull(reference) ? 0 : clang_getNumOverloadedDecls(set);
    pl_id result = UNKNOWN;
    for (unsigned i = 0; i < count; i++) {
        CXCursor c = clang_getOverloadedDecl(set, i);
        if (pl_is_function(c) && wanted.kind != CXType_Invalid && is_of_type(c, wanted))
            return add_choice(w, UNKNOWN, pl_function_of(w, c)); /* fits better than any template */
        if (c.kind != CXCursor_FunctionTemplate || !may_be_of_type(c, wanted)) continue;
        result = add_choice(w, result, pl_template_function(w, c));
        give_arguments(w, c, reference);
    }
    return result;
}
