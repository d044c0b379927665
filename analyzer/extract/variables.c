/* variables.c: a variable's declaration: its initialiser, and what runs when its scope ends. */
#include <string.h>

#include "extract/walk.h"

static enum CXChildVisitResult has_unexposed(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    if (c.kind == CXCursor_UnexposedAttr) *(bool *)data = true;
    return CXChildVisit_Continue;
}

static void register_cleanup(pl_walk *w, CXCursor declaration, pl_id place, pl_location at) {
    bool candidate = false;
    if (clang_Cursor_hasAttrs(declaration)) clang_visitChildren(declaration, has_unexposed, &candidate);
    /* libclang hides what __attribute__((cleanup(f))) names; macros that paste the name (g_autoptr) are expanded in
     * what it prints. */
    char *name = candidate ? pl_printed_argument(declaration, "cleanup(") : NULL;
    if (!name) return;
    CXCursor found = pl_find_symbol(w, name);
    if (!clang_Cursor_isNull(found)) {
        pl_id argument = pl_builder_address(w->out, place);
        pl_call call = {.kind = PL_CALL_DIRECT,
                        .flags = PL_CALL_IMPLICIT | PL_CALL_AT_EXIT,
                        .callee = pl_function_of(w, found),
                        .via = PL_NONE,
                        .self = PL_NONE,
                        .args = pl_builder_span(w->out, &argument, 1),
                        .type = PL_NONE,
                        .at = at};
        pl_emit_call(w, &call);
    }
    g_free(name);
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

static void initialise(pl_walk *w, CXCursor declaration, pl_id place, CXCursor initialiser, bool forever) {
    CXType type = clang_getCursorType(declaration);
    guint mark = pl_scope_open(w), extended = w->extended->len, lasting = w->lasting->len;
    if (pl_is_variably_modified(type)) pl_walk_lengths(w, declaration, initialiser);
    if (!clang_Cursor_isNull(initialiser)) {
        pl_extend(w, type, initialiser);
        pl_initialise(w, place, type, initialiser);
    }
    pl_scope_close(w, mark);
    g_array_set_size(w->extended, extended);
    pl_destroy_lasting(w, lasting, forever);
}

/* libclang has no kind for them, but shows them beside their template, with what they are initialised with. */
bool pl_is_variable_instance(CXCursor declaration) {
    return declaration.kind == CXCursor_UnexposedDecl && clang_Cursor_getStorageClass(declaration) != CX_SC_Invalid &&
           !pl_is_decomposition(declaration);
}

void pl_walk_capture(pl_walk *w, CXCursor declaration) {
    CXCursor initialiser = clang_Cursor_getVarDeclInitializer(declaration);
    initialise(w, declaration, pl_var_node(w, declaration), initialiser, false);
}

void pl_walk_var(pl_walk *w, CXCursor declaration) {
    pl_id place = pl_var_node(w, declaration);
    CXType type = clang_getCursorType(declaration);
    bool apart = pl_is_decomposition(declaration);
    CXCursor initialiser = apart ? pl_decomposed(w, declaration) : clang_Cursor_getVarDeclInitializer(declaration);
    note_definition(w, place, declaration, !clang_Cursor_isNull(initialiser));
    bool forever = w->function == PL_NONE || clang_Cursor_getStorageClass(declaration) == CX_SC_Static ||
                   clang_getCursorTLSKind(declaration) != CXTLS_None;
    w->once = forever && w->function != PL_NONE;
    initialise(w, declaration, place, initialiser, forever);
    w->once = false;
    if (apart) pl_bind(w, declaration, place);
    if (w->function == PL_NONE) return;
    pl_location at = pl_locate(w, clang_getCursorLocation(declaration));
    register_cleanup(w, declaration, place, at);
    if (!forever && !pl_is_reference(type))
        pl_call_destructors(w, type, pl_builder_address(w->out, place), at, PL_ENDS_WITH_SCOPE);
}
