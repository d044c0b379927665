/* busy.c: may methods of a class run while it is a part of an object, before and after the object is one of the derived
 * class? A virtual call means the class's own methods then. They may if code runs that could call them, or that could
 * hand the object on to who does: in constructors, the destructor, those of members, what initialises members. Quiet is
 * only what can be seen to be: a body that calls nothing but quiet constructors and does not name `this`. */
#include "extract/walk.h"

enum { MAX_DEPTH = 64 };

typedef struct {
    GHashTable *seen; /* canonical CXCursor of classes */
    int depth;
    bool busy;
} search;

static void look_at_class(search *s, CXCursor definition);

static CXCursor class_of(CXType type) { return clang_getTypeDeclaration(clang_getCanonicalType(type)); }

/* What std::function and std::any hold may be of any class. */
static bool holds_anything(CXCursor class_of_std) {
    return pl_text_is(clang_getCursorSpelling(class_of_std), "any") ||
           pl_text_is(clang_getCursorSpelling(class_of_std), "function");
}

/* What its constructors and its destructor run. A class of the standard library runs code of its arguments only. */
static void look_at_type(search *s, CXType type) {
    CXType t = pl_element_type(type);
    for (; t.kind == CXType_Pointer; t = pl_element_type(clang_getPointeeType(t))) continue;
    CXCursor declaration = class_of(t);
    if (t.kind == CXType_Void || t.kind == CXType_Unexposed) s->busy = true; /* anything, or what arguments say */
    if (t.kind != CXType_Record || s->busy) return;
    if (!pl_is_in_std(declaration)) {
        look_at_class(s, clang_getCursorDefinition(declaration));
        return;
    }
    int count = clang_Type_getNumTemplateArguments(t);
    s->busy = holds_anything(declaration);
    for (int i = 0; i < count && !s->busy; i++) {
        CXType argument = clang_Type_getTemplateArgumentAsType(t, (unsigned)i);
        if (argument.kind != CXType_Invalid) look_at_type(s, argument);
    }
}

static enum CXChildVisitResult see_code(CXCursor c, CXCursor parent, CXClientData data) {
    search *s = data;
    CXCursor to = clang_getCursorReferenced(c);
    (void)parent;
    switch (c.kind) {
    case CXCursor_CallExpr:
        if (to.kind == CXCursor_Constructor)
            look_at_type(s, clang_getCursorType(clang_getCursorSemanticParent(to)));
        else
            s->busy = true;
        break;
    case CXCursor_VarDecl:
    case CXCursor_InitListExpr: look_at_type(s, clang_getCursorType(c)); break;
    case CXCursor_CXXThisExpr:
    case CXCursor_LambdaExpr:
    case CXCursor_BlockExpr:
    case CXCursor_CXXNewExpr:
    case CXCursor_CXXDeleteExpr:
    case CXCursor_CXXThrowExpr:
    case CXCursor_CXXForRangeStmt: /* calls begin() and end(), which are not shown */
    case CXCursor_GCCAsmStmt:
    case CXCursor_MSAsmStmt:
    case CXCursor_UnexposedDecl:
    case CXCursor_UnexposedStmt: s->busy = true; break;
    default: break;
    }
    return s->busy ? CXChildVisit_Break : CXChildVisit_Recurse;
}

/* A constructor or the destructor. */
static void look_at_written(search *s, CXCursor method) {
    if (clang_CXXMethod_isDefaulted(method)) return;
    CXCursor definition = clang_getCursorDefinition(method);
    if (clang_Cursor_isNull(definition))
        s->busy = true; /* nobody sees what it does */
    else
        clang_visitChildren(definition, see_code, s);
}

static enum CXChildVisitResult see_member(CXCursor c, CXCursor parent, CXClientData data) {
    search *s = data;
    (void)parent;
    bool templated = c.kind == CXCursor_FunctionTemplate && clang_getTemplateCursorKind(c) == CXCursor_Constructor;
    if (c.kind == CXCursor_Constructor || c.kind == CXCursor_Destructor || templated) look_at_written(s, c);
    if (c.kind == CXCursor_CXXBaseSpecifier) look_at_type(s, clang_getCursorType(c));
    if (c.kind == CXCursor_FieldDecl) {
        CXType t = pl_element_type(clang_getCursorType(c));
        if (t.kind != CXType_Pointer && !pl_is_reference(t)) look_at_type(s, t);
        if (!s->busy) clang_visitChildren(c, see_code, s);
    }
    return s->busy ? CXChildVisit_Break : CXChildVisit_Continue;
}

static void look_at_class(search *s, CXCursor definition) {
    CXCursor key = clang_getCanonicalCursor(definition);
    if (clang_Cursor_isNull(definition) || s->depth == MAX_DEPTH) s->busy = true;
    if (s->busy || pl_cursor_get(s->seen, key)) return;
    pl_cursor_put(s->seen, key, GUINT_TO_POINTER(1));
    s->depth++;
    clang_visitChildren(pl_visible_class(definition), see_member, s);
    s->depth--;
}

bool pl_is_busy(pl_walk *w, CXCursor definition) {
    enum { QUIET = 1, BUSY };
    CXCursor key = clang_getCanonicalCursor(definition);
    gpointer known = pl_cursor_get(w->busy, key);
    if (known) return GPOINTER_TO_UINT(known) == BUSY;
    search s = {.seen = pl_cursor_map(NULL)};
    look_at_class(&s, definition);
    g_hash_table_destroy(s.seen);
    pl_cursor_put(w->busy, key, GUINT_TO_POINTER(s.busy ? BUSY : QUIET));
    return s.busy;
}
