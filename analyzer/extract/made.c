/* made.c: of which classes objects are made, for virtual calls, which may run the methods of those.
 *
 * An object is made where a variable, a parameter, a result, a temporary or what `new` gives has the type of a class,
 * whatever constructor runs: which one, libclang does not always show. It makes its members. A base is only a part of
 * it, unless methods of the base may run before and after the object is more than that (busy.c). If the class is an
 * instance of a template, code that libclang does not show may make objects of what the template's arguments name, and
 * of what the template itself names where nobody can see with which arguments. So those count as made. */
#include "extract/walk.h"

/* Something to look at: an object of the class is made, or one that the class is a part of, or a template is given the
 * class and may use its types. */
typedef enum { AS_OBJECT = 1, AS_PART = 2, AS_ARGUMENT = 4 } manner;

typedef struct {
    CXCursor declaration;
    manner how;
} made_item;

GArray *pl_made_queue(void) { return g_array_new(FALSE, FALSE, sizeof(made_item)); }

static bool is_template(CXCursor c) {
    return c.kind == CXCursor_ClassTemplate || c.kind == CXCursor_ClassTemplatePartialSpecialization;
}

static bool is_class(CXCursor c) {
    return c.kind == CXCursor_StructDecl || c.kind == CXCursor_ClassDecl || c.kind == CXCursor_UnionDecl ||
           is_template(c);
}

static bool is_system(CXCursor c) { return clang_Location_isInSystemHeader(clang_getCursorLocation(c)); }

static void enqueue(pl_walk *w, CXCursor declaration, manner how) {
    if (!is_class(declaration)) return;
    made_item item = {clang_getCanonicalCursor(declaration), how};
    unsigned seen = GPOINTER_TO_UINT(pl_cursor_get(w->made, item.declaration));
    if (seen & how) return;
    pl_cursor_put(w->made, item.declaration, GUINT_TO_POINTER(seen | how));
    g_array_append_val(w->making, item);
}

static CXCursor class_of(CXType type) { return clang_getTypeDeclaration(clang_getCanonicalType(type)); }

void pl_note_made(pl_walk *w, CXType type) {
    if (!w->cplusplus || pl_is_reference(type)) return;
    CXType t = pl_element_type(type);
    if (t.kind == CXType_Record) enqueue(w, class_of(t), AS_OBJECT);
}

/* Whatever a type names: a template that is given `Slow *` or `void (const Slow &)` can make a Slow. */
static void note_named_type(pl_walk *w, CXType type) {
    for (CXType t = pl_element_type(type);; t = pl_element_type(t)) {
        if (t.kind == CXType_Pointer || t.kind == CXType_MemberPointer) {
            t = clang_getPointeeType(t);
            continue;
        }
        if (t.kind == CXType_FunctionProto) {
            int count = clang_getNumArgTypes(t);
            for (int i = 0; i < count; i++) note_named_type(w, clang_getArgType(t, (unsigned)i));
            t = clang_getResultType(t);
            continue;
        }
        enqueue(w, class_of(t), AS_OBJECT);
        enqueue(w, class_of(t), AS_ARGUMENT);
        return;
    }
}

static enum CXChildVisitResult note_template(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    if (is_template(c) && !is_system(c)) enqueue(data, c, AS_OBJECT);
    bool around = c.kind == CXCursor_Namespace || c.kind == CXCursor_LinkageSpec || is_class(c);
    return around && !is_system(c) ? CXChildVisit_Recurse : CXChildVisit_Continue;
}

/* A template is given a template: libclang does not say which. */
static void note_all_templates(pl_walk *w) {
    if (w->made_all) return;
    w->made_all = true;
    clang_visitChildren(clang_getTranslationUnitCursor(w->unit), note_template, w);
}

typedef struct {
    int left;
    enum CXCursorKind kind;
} parameter_search;

static enum CXChildVisitResult see_parameter(CXCursor c, CXCursor parent, CXClientData data) {
    parameter_search *s = data;
    (void)parent;
    if (c.kind != CXCursor_TemplateTypeParameter && c.kind != CXCursor_NonTypeTemplateParameter &&
        c.kind != CXCursor_TemplateTemplateParameter)
        return CXChildVisit_Continue;
    s->kind = c.kind;
    return s->left-- ? CXChildVisit_Continue : CXChildVisit_Break;
}

/* By the parameter that it is for, the last one if that is a pack: libclang tells the kinds of a class's arguments from
 * LLVM 16 on, and not within a pack. */
static bool is_given_template(CXCursor declaration, int argument) {
    CXCursor pattern = declaration;
    for (CXCursor next; next = clang_getSpecializedCursorTemplate(pattern), !clang_Cursor_isNull(next);) pattern = next;
    parameter_search s = {argument, CXCursor_InvalidFile};
    clang_visitChildren(pattern, see_parameter, &s);
    return s.kind == CXCursor_TemplateTemplateParameter;
}

/* The arguments of an instance, and of those around it. */
static void note_arguments(pl_walk *w, CXCursor declaration) {
    for (CXCursor c = declaration; is_class(c) || pl_is_function(c); c = clang_getCursorSemanticParent(c)) {
        CXType t = clang_getCursorType(c);
        int count = is_class(c) ? clang_Type_getNumTemplateArguments(t) : clang_Cursor_getNumTemplateArguments(c);
        for (int i = 0; i < count; i++) {
            CXType argument = is_class(c) ? clang_Type_getTemplateArgumentAsType(t, (unsigned)i)
                                          : clang_Cursor_getTemplateArgumentType(c, (unsigned)i);
            if (argument.kind != CXType_Invalid)
                note_named_type(w, argument);
            else if (!is_system(c) && is_given_template(c, i))
                note_all_templates(w);
        }
    }
}

void pl_note_unseen(pl_walk *w, CXCursor declaration) {
    if (w->cplusplus) note_arguments(w, declaration);
}

static enum CXChildVisitResult note_named(CXCursor c, CXCursor parent, CXClientData data) {
    pl_walk *w = data;
    (void)parent;
    if (c.kind == CXCursor_TypeRef) note_named_type(w, clang_getCursorType(clang_getCursorReferenced(c)));
    if (c.kind == CXCursor_TemplateRef) enqueue(w, clang_getCursorReferenced(c), AS_OBJECT);
    return CXChildVisit_Recurse;
}

static enum CXChildVisitResult note_code(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    if (pl_is_code(c)) clang_visitChildren(c, note_named, data);
    return CXChildVisit_Continue;
}

/* What the code of a template names. Where that depends on its arguments, nothing else is known of it. */
static enum CXChildVisitResult note_pattern(CXCursor c, CXCursor parent, CXClientData data) {
    CXCursor definition = clang_getCursorDefinition(c);
    (void)parent;
    if (c.kind == CXCursor_CXXBaseSpecifier) {
        clang_visitChildren(c, note_named, data);
    } else if (c.kind == CXCursor_FieldDecl) {
        CXType t = pl_element_type(clang_getCursorType(c));
        clang_visitChildren(c, t.kind == CXType_Pointer || pl_is_reference(t) ? note_code : note_named, data);
    } else if (pl_is_function(c) && !clang_Cursor_isNull(definition)) {
        clang_visitChildren(definition, note_code, data);
    } else if (c.kind == CXCursor_VarDecl) {
        clang_visitChildren(c, note_named, data);
    }
    return CXChildVisit_Continue;
}

/* The types that are members of a class that a template is given: `typename Traits::Object`. */
static enum CXChildVisitResult note_member_type(CXCursor c, CXCursor parent, CXClientData data) {
    pl_walk *w = data;
    (void)parent;
    if (c.kind == CXCursor_TypedefDecl || c.kind == CXCursor_TypeAliasDecl)
        note_named_type(w, clang_getTypedefDeclUnderlyingType(c));
    if (is_class(c) && !is_template(c)) note_named_type(w, clang_getCursorType(c));
    if (c.kind == CXCursor_CXXBaseSpecifier) enqueue(w, class_of(clang_getCursorType(c)), AS_ARGUMENT);
    return CXChildVisit_Continue;
}

static enum CXChildVisitResult see_virtual(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    bool is = c.kind == CXCursor_CXXBaseSpecifier ||
              ((c.kind == CXCursor_CXXMethod || c.kind == CXCursor_Destructor) && clang_CXXMethod_isVirtual(c));
    if (is) *(bool *)data = true;
    return is ? CXChildVisit_Break : CXChildVisit_Continue;
}

static void note_bases(pl_walk *w, CXCursor definition) {
    GArray *bases = pl_bases_of(definition);
    for (guint i = 0; i < bases->len; i++) {
        CXCursor base = class_of(clang_getCursorType(g_array_index(bases, CXCursor, i)));
        enqueue(w, base, pl_is_busy(w, clang_getCursorDefinition(base)) ? AS_OBJECT : AS_PART);
    }
    g_array_free(bases, TRUE);
}

/* An object of the class, or a part of one. Of what the library is made, nobody asks: its code is out of sight, and its
 * classes count as made anyway. */
static void make(pl_walk *w, CXCursor declaration, manner how) {
    note_arguments(w, declaration);
    CXCursor definition = clang_getCursorDefinition(declaration);
    if (clang_Cursor_isNull(definition)) return;
    note_bases(w, definition);
    if (is_system(definition)) return;
    pl_note_instance(w, definition);
    CXCursor visible = pl_visible_class(definition);
    bool virtual = false;
    clang_visitChildren(visible, see_virtual, &virtual);
    if (virtual && how == AS_OBJECT) pl_builder_record_at(w->out, pl_record_of(w, definition))->flags |= PL_RECORD_MADE;
    if (!clang_equalCursors(visible, definition) || is_template(definition))
        clang_visitChildren(visible, note_pattern, w);
    const GArray *fields = pl_fields_of(w, clang_getCursorType(definition));
    for (guint i = 0; i < fields->len; i++) pl_note_made(w, clang_getCursorType(g_array_index(fields, CXCursor, i)));
}

void pl_walk_made(pl_walk *w) {
    for (guint i = 0; i < w->making->len; i++) {
        made_item item = g_array_index(w->making, made_item, i);
        CXCursor definition = clang_getCursorDefinition(item.declaration);
        if (item.how != AS_ARGUMENT)
            make(w, item.declaration, item.how);
        else if (!clang_Cursor_isNull(definition) && !is_system(definition))
            clang_visitChildren(pl_visible_class(definition), note_member_type, w);
    }
    g_array_set_size(w->making, 0);
}
