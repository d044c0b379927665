/* range.c: `for (auto &x : range)`. libclang shows the range and the variable, which is made of `*__begin1`; what
 * __begin1 is made of is found by its declaration. The end of the range is not shown: it is the method beside begin().
 */
#include "extract/walk.h"

typedef struct {
    const char *prefix;
    CXCursor found;
} search;

static enum CXChildVisitResult find_variable(CXCursor c, CXCursor parent, CXClientData data) {
    search *s = data;
    (void)parent;
    CXCursor to = clang_getCursorReferenced(c);
    if (c.kind != CXCursor_DeclRefExpr || to.kind != CXCursor_VarDecl) return CXChildVisit_Recurse;
    CXString text = clang_getCursorSpelling(to);
    bool is = g_str_has_prefix(clang_getCString(text), s->prefix);
    clang_disposeString(text);
    if (!is) return CXChildVisit_Recurse;
    s->found = to;
    return CXChildVisit_Break;
}

CXCursor pl_variable_in(CXCursor expression, const char *prefix) {
    search s = {prefix, clang_getNullCursor()};
    if (!clang_Cursor_isNull(expression)) clang_visitChildren(expression, find_variable, &s);
    return s.found;
}

static CXCursor class_of(CXCursor variable) { return pl_class_of(clang_getCursorType(variable)); }

static void call_hidden(pl_walk *w, CXCursor callee, pl_id self, const pl_id *argument, CXCursor range) {
    if (!clang_Cursor_isNull(callee))
        pl_call_implicitly(w, callee, self, argument, pl_locate(w, clang_getCursorLocation(range)));
}

typedef struct {
    CXType parameter;
    CXCursor found;
} end_search;

static enum CXChildVisitResult see_end(CXCursor c, CXCursor parent, CXClientData data) {
    end_search *s = data;
    (void)parent;
    if (c.kind != CXCursor_FunctionDecl || !pl_text_is(clang_getCursorSpelling(c), "end")) return CXChildVisit_Continue;
    if (clang_Cursor_getNumArguments(c) != 1) return CXChildVisit_Continue;
    if (!clang_equalTypes(clang_getCanonicalType(clang_getArgType(clang_getCursorType(c), 0)), s->parameter))
        return CXChildVisit_Continue;
    s->found = c;
    return CXChildVisit_Break;
}

/* The end of the range is found as its beginning was: a method, or a function beside it. */
static void call_end(pl_walk *w, CXCursor range, CXCursor whole, CXCursor iterator) {
    CXCursor made = pl_strip(clang_Cursor_getVarDeclInitializer(iterator)), begin = clang_getCursorReferenced(made);
    pl_id object = pl_var_node(w, whole); /* a reference */
    if (made.kind == CXCursor_CallExpr && begin.kind == CXCursor_FunctionDecl) {
        end_search s = {clang_getCanonicalType(clang_getArgType(clang_getCursorType(begin), 0)), clang_getNullCursor()};
        clang_visitChildren(clang_getCursorSemanticParent(begin), see_end, &s);
        call_hidden(w, s.found, PL_NONE, &object, range);
    } else {
        call_hidden(w, pl_find_method(class_of(whole), "end", 0), object, NULL, range);
    }
}

/* An operator of the class, or the project's function that takes an object of it first. */
static CXCursor find_operator(pl_walk *w, CXCursor class_of_it, const char *name, int operands) {
    CXCursor method = pl_find_method(class_of_it, name, operands);
    const GArray *named = clang_Cursor_isNull(method) ? pl_functions_named(w, name) : NULL;
    for (guint i = 0; named && i < named->len; i++) {
        CXCursor function = g_array_index(named, CXCursor, i);
        if (clang_Cursor_getNumArguments(function) != operands + 1) continue;
        if (clang_equalCursors(class_of(clang_Cursor_getArgument(function, 0)), class_of_it)) return function;
    }
    return method;
}

static void call_operator(pl_walk *w, CXCursor callee, pl_id self, CXCursor range) {
    if (callee.kind == CXCursor_FunctionDecl)
        call_hidden(w, callee, PL_NONE, &self, range);
    else
        call_hidden(w, callee, self, NULL, range);
}

/* What each turn calls. */
static void call_steps(pl_walk *w, CXCursor range, CXCursor iterator) {
    CXCursor definition = class_of(iterator);
    if (clang_Cursor_isNull(definition)) return;
    CXCursor differs = find_operator(w, definition, "operator!=", 1);
    pl_id self = pl_builder_address(w->out, pl_var_node(w, iterator));
    if (clang_Cursor_isNull(differs)) differs = find_operator(w, definition, "operator==", 1);
    call_operator(w, differs, self, range);
    call_operator(w, find_operator(w, definition, "operator++", 0), self, range);
}

void pl_range(pl_walk *w, CXCursor variable, CXCursor range) {
    CXCursor iterator = pl_variable_in(variable, "__begin"), whole = clang_getNullCursor();
    if (!clang_Cursor_isNull(iterator)) whole = pl_variable_in(iterator, "__range");
    if (clang_Cursor_isNull(whole)) { /* in a template: nothing is known of it */
        pl_value(w, range);
    } else {
        pl_walk_var(w, whole);
        pl_walk_var(w, iterator);
        call_end(w, range, whole, iterator);
        call_steps(w, range, iterator);
    }
    pl_statement(w, variable);
}
