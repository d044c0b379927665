/* aliases.c: functions that are another one by name: attributes alias, weakref and ifunc, and asm labels. What such a
 * function does is call what it stands for. libclang does not say what that is, but prints it. */
#include <string.h>

#include "extract/walk.h"

typedef struct {
    const char *name;
    CXCursor found;
} search;

/* Attributes name the symbol, which in C++ is mangled. */
static bool is_symbol(CXCursor function, const char *name) {
    if (pl_text_is(clang_getCursorSpelling(function), name)) return true;
    return g_str_has_prefix(name, "_Z") && pl_text_is(clang_Cursor_getMangling(function), name);
}

static enum CXChildVisitResult find_symbol(CXCursor c, CXCursor parent, CXClientData data) {
    search *s = data;
    (void)parent;
    bool scope = c.kind == CXCursor_LinkageSpec || c.kind == CXCursor_UnexposedDecl || c.kind == CXCursor_Namespace;
    if (scope) return CXChildVisit_Recurse;
    if (c.kind != CXCursor_FunctionDecl || !is_symbol(c, s->name)) return CXChildVisit_Continue;
    s->found = c;
    return CXChildVisit_Break;
}

CXCursor pl_find_symbol(pl_walk *w, const char *name) {
    search s = {name, clang_getNullCursor()};
    clang_visitChildren(clang_getTranslationUnitCursor(w->unit), find_symbol, &s);
    return s.found;
}

static char *printed(CXCursor declaration) {
    CXPrintingPolicy policy = clang_getCursorPrintingPolicy(declaration);
    CXString text = clang_getCursorPrettyPrinted(declaration, policy);
    const char *s = clang_getCString(text);
    char *copy = g_strdup(s ? s : "");
    clang_disposeString(text);
    clang_PrintingPolicy_dispose(policy);
    return copy;
}

char *pl_printed_argument(CXCursor declaration, const char *attribute) {
    char *text = printed(declaration), *argument = NULL;
    const char *at = strstr(text, attribute);
    if (at) {
        at += strlen(attribute);
        if (*at == '"') at++;
        argument = g_strndup(at, strcspn(at, "\") "));
    }
    g_free(text);
    return argument;
}

static enum CXChildVisitResult has_hidden(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    if (c.kind != CXCursor_UnexposedAttr && c.kind != CXCursor_AsmLabelAttr) return CXChildVisit_Continue;
    *(bool *)data = true;
    return CXChildVisit_Break;
}

/* What the function stands for, as the linker knows it, or NULL. */
static char *symbol_of(CXCursor declaration, bool *resolver) {
    char *name = pl_printed_argument(declaration, "((ifunc(");
    *resolver = name != NULL;
    if (!name) name = pl_printed_argument(declaration, "((alias(");
    if (!name) name = pl_printed_argument(declaration, " asm(");
    if (name && !pl_text_is(clang_getCursorSpelling(declaration), name)) return name;
    g_free(name);
    return NULL;
}

bool pl_is_alias(CXCursor declaration) {
    if (declaration.kind != CXCursor_FunctionDecl || !clang_Cursor_hasAttrs(declaration)) return false;
    bool candidate = false, resolver;
    clang_visitChildren(declaration, has_hidden, &candidate);
    if (!candidate || clang_Location_isInSystemHeader(clang_getCursorLocation(declaration))) return false;
    if (!clang_Cursor_isNull(clang_getCursorDefinition(declaration))) return false;
    char *name = symbol_of(declaration, &resolver);
    g_free(name);
    return name != NULL;
}

/* A symbol of another unit that this one does not declare. */
static pl_id external(pl_walk *w, const char *name) {
    char *usr = g_strdup_printf("c:@F@%s", name);
    pl_function f = *pl_builder_function_at(w->out, w->function);
    f.usr = pl_builder_string(w->out, usr);
    f.name = pl_builder_string(w->out, name);
    f.flags &= PL_FN_VARIADIC | PL_FN_UNPROTOTYPED;
    f.annotations = f.overrides = f.body = (pl_span){0, 0};
    f.declared_file = PL_NONE;
    f.body_hash = 0;
    g_free(usr);
    return pl_builder_function(w->out, &f);
}

/* The loader runs the resolver once, and keeps what it returns. */
static pl_id resolved(pl_walk *w, CXCursor resolver, pl_location at) {
    pl_id function = w->function;
    CXType pointer = clang_getCursorResultType(resolver);
    pl_var v = {.name = pl_builder_string(w->out, "(ifunc)"),
                .usr = pl_builder_function_at(w->out, function)->usr,
                .type = pl_intern(w, clang_getTypeSpelling(pointer)),
                .function = PL_NONE,
                .at = at,
                .scope = PL_VAR_INTERNAL};
    pl_id kept = pl_builder_node(w->out, PL_NODE_VAR, pl_builder_var(w->out, &v), 0);
    w->function = PL_NONE;
    pl_call call = {.kind = PL_CALL_DIRECT, .flags = PL_CALL_IMPLICIT, .via = PL_NONE, .self = PL_NONE};
    call.type = PL_NONE;
    call.at = at;
    call.callee = pl_function_of(w, resolver);
    pl_id id = pl_emit_call(w, &call);
    pl_flow flow = {.to = kept,
                    .from = pl_builder_node(w->out, PL_NODE_RESULT, id, 0),
                    .function = PL_NONE,
                    .type = PL_NONE,
                    .at = at};
    pl_builder_flow(w->out, &flow);
    w->function = function;
    return kept;
}

void pl_walk_alias(pl_walk *w) {
    pl_location at = pl_builder_function_at(w->out, w->function)->at;
    bool resolver;
    char *name = symbol_of(w->definition, &resolver);
    CXCursor target = pl_find_symbol(w, name);
    bool known = !clang_Cursor_isNull(target);
    pl_call call = {.kind = PL_CALL_DIRECT, .via = PL_NONE, .callee = PL_NONE, .self = PL_NONE, .type = PL_NONE};
    call.flags = PL_CALL_IMPLICIT;
    call.at = at;
    if (resolver && known) {
        call.kind = PL_CALL_INDIRECT;
        call.via = resolved(w, target, at);
        call.type = pl_signature(w, clang_getCursorType(w->definition));
    } else {
        call.callee = known ? pl_function_of(w, target) : external(w, name);
    }
    g_free(name);
    call.args = pl_own_parameters(w);
    pl_id id = pl_emit_call(w, &call);
    pl_store(w, pl_builder_node(w->out, PL_NODE_RETURN, w->function, 0), pl_builder_node(w->out, PL_NODE_RESULT, id, 0),
             clang_getCursorResultType(w->definition), clang_getCursorLocation(w->definition));
}
