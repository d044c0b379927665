/* variables.c: a variable's declaration: its initialiser, and what runs when its scope ends. */
#include <string.h>

#include "extract/walk.h"

typedef struct {
    const char *name;
    CXCursor found;
} search;

static enum CXChildVisitResult find_named(CXCursor c, CXCursor parent, CXClientData data) {
    search *s = data;
    (void)parent;
    if (c.kind == CXCursor_LinkageSpec || c.kind == CXCursor_UnexposedDecl) return CXChildVisit_Recurse;
    if (c.kind != CXCursor_FunctionDecl || !pl_text_is(clang_getCursorSpelling(c), s->name))
        return CXChildVisit_Continue;
    s->found = c;
    return CXChildVisit_Break;
}

/* libclang hides what __attribute__((cleanup(f))) names, but prints it; macros that paste the name (g_autoptr) are
 * expanded in what it prints. */
static char *cleanup_name(CXCursor declaration) {
    CXPrintingPolicy policy = clang_getCursorPrintingPolicy(declaration);
    CXString text = clang_getCursorPrettyPrinted(declaration, policy);
    const char *s = clang_getCString(text), *at = s ? strstr(s, "cleanup(") : NULL;
    char *name = NULL;
    if (at) {
        at += strlen("cleanup(");
        name = g_strndup(at, strcspn(at, ") "));
    }
    clang_disposeString(text);
    clang_PrintingPolicy_dispose(policy);
    return name;
}

static enum CXChildVisitResult has_unexposed(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    if (c.kind == CXCursor_UnexposedAttr) *(bool *)data = true;
    return CXChildVisit_Continue;
}

static void register_cleanup(pl_walk *w, CXCursor declaration, pl_id place, pl_location at) {
    bool candidate = false;
    if (clang_Cursor_hasAttrs(declaration)) clang_visitChildren(declaration, has_unexposed, &candidate);
    char *name = candidate ? cleanup_name(declaration) : NULL;
    if (!name) return;
    search s = {name, clang_getNullCursor()};
    clang_visitChildren(clang_getTranslationUnitCursor(w->unit), find_named, &s);
    if (!clang_Cursor_isNull(s.found)) {
        pl_id argument = pl_builder_address(w->out, place);
        pl_call call = {.kind = PL_CALL_DIRECT,
                        .flags = PL_CALL_IMPLICIT | PL_CALL_AT_EXIT,
                        .callee = pl_function_of(w, s.found),
                        .via = PL_NONE,
                        .self = PL_NONE,
                        .args = pl_builder_span(w->out, &argument, 1),
                        .type = PL_NONE,
                        .at = at};
        pl_emit_call(w, &call);
    }
    g_free(name);
}

/* The sizes of variable-length arrays are evaluated; typeof and constant sizes among the children are not. */
static void walk_array_sizes(pl_walk *w, CXCursor declaration, CXCursor initialiser) {
    if (pl_strip_type(clang_getCursorType(declaration)).kind != CXType_VariableArray) return;
    pl_children c = pl_push_expressions(w, declaration);
    for (guint i = 0; i < c.count; i++) {
        CXCursor child = pl_child(w, c, i);
        if (clang_isExpression(child.kind) && !clang_equalCursors(child, initialiser)) pl_value(w, child);
    }
    pl_pop(w, c);
}

/* libclang calls `int x;` no definition, as a later one may have an initialiser. */
static void note_definition(pl_walk *w, pl_id place, CXCursor declaration, bool initialised) {
    bool defines = w->cplusplus ? clang_isCursorDefinition(declaration)
                                : initialised || clang_Cursor_getStorageClass(declaration) != CX_SC_Extern;
    if (!defines || w->function != PL_NONE) return;
    pl_var *v = pl_builder_var_at(w->out, pl_builder_node_at(w->out, place)->a);
    v->flags |= PL_VAR_DEFINED;
    bool header = !clang_Location_isFromMainFile(clang_getCursorLocation(declaration));
    if (header && (w->cplusplus || !initialised)) v->flags |= PL_VAR_MERGED;
}

void pl_walk_var(pl_walk *w, CXCursor declaration) {
    pl_id place = pl_var_node(w, declaration);
    CXType type = clang_getCursorType(declaration);
    CXCursor initialiser = clang_Cursor_getVarDeclInitializer(declaration);
    note_definition(w, place, declaration, !clang_Cursor_isNull(initialiser));
    walk_array_sizes(w, declaration, initialiser);
    w->once =
        clang_Cursor_getStorageClass(declaration) == CX_SC_Static || clang_getCursorTLSKind(declaration) != CXTLS_None;
    if (!clang_Cursor_isNull(initialiser)) pl_initialise(w, place, type, initialiser);
    w->once = false;
    if (w->function == PL_NONE) return;
    pl_location at = pl_locate(w, clang_getCursorLocation(declaration));
    register_cleanup(w, declaration, place, at);
    if (clang_Cursor_getStorageClass(declaration) != CX_SC_Static)
        pl_call_destructors(w, type, pl_builder_address(w->out, place), at, true);
}
