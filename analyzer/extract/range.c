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

static CXCursor variable_in(CXCursor expression, const char *prefix) {
    search s = {prefix, clang_getNullCursor()};
    if (!clang_Cursor_isNull(expression)) clang_visitChildren(expression, find_variable, &s);
    return s.found;
}

static enum CXChildVisitResult find_end(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    if (c.kind != CXCursor_CXXMethod || !pl_text_is(clang_getCursorSpelling(c), "end")) return CXChildVisit_Continue;
    *(CXCursor *)data = c;
    return CXChildVisit_Break;
}

static void call_end(pl_walk *w, CXCursor range, CXCursor whole) {
    CXCursor definition =
        clang_getCursorDefinition(clang_getTypeDeclaration(pl_strip_type(clang_getCursorType(range))));
    CXCursor method = clang_getNullCursor();
    if (!clang_Cursor_isNull(definition)) clang_visitChildren(definition, find_end, &method);
    if (clang_Cursor_isNull(method)) return;
    pl_call call = {.kind = PL_CALL_DIRECT,
                    .flags = PL_CALL_IMPLICIT,
                    .callee = pl_function_of(w, method),
                    .via = PL_NONE,
                    .self = pl_var_node(w, whole), /* a reference */
                    .type = PL_NONE,
                    .at = pl_locate(w, clang_getCursorLocation(range))};
    pl_emit_call(w, &call);
}

void pl_range(pl_walk *w, CXCursor variable, CXCursor range) {
    CXCursor iterator = variable_in(variable, "__begin"), whole = clang_getNullCursor();
    if (!clang_Cursor_isNull(iterator)) whole = variable_in(iterator, "__range");
    if (clang_Cursor_isNull(whole)) { /* in a template: nothing is known of it */
        pl_value(w, range);
    } else {
        pl_walk_var(w, whole);
        pl_walk_var(w, iterator);
        call_end(w, range, whole);
    }
    pl_statement(w, variable);
}
