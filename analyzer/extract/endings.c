/* endings.c: what the destructor of a template calls in an instance: `~Guard() { lock.unlock(); }`. libclang shows the
 * template's own body only, where a callee depends on the arguments; with those of the instance at hand it is looked up
 * by name and number of arguments, in the body itself and in the methods of the class that it calls. Conditions around
 * a call are left out: it may be made. */
#include <stdlib.h>
#include <string.h>

#include "extract/walk.h"

enum { MAX_DEPTH = 4 };

typedef struct {
    pl_walk *walk;
    CXType instance;
    GArray *out; /* pl_destructor */
    int depth;
} ending;

static void collect(pl_walk *w, CXType instance, CXCursor body, GArray *out, int depth);

static bool is_pointer(CXType t) {
    return t.kind == CXType_Pointer || t.kind == CXType_LValueReference || t.kind == CXType_RValueReference;
}

CXType pl_type_in_instance(CXType instance, CXType type, bool *points) {
    CXType t = clang_getCanonicalType(type);
    for (; is_pointer(t); t = clang_getCanonicalType(clang_getPointeeType(t))) *points = true;
    CXString text = clang_getTypeSpelling(pl_unqualified(t));
    const char *s = clang_getCString(text), *parameter = s ? strstr(s, "type-parameter-0-") : NULL;
    if (parameter && !strpbrk(parameter, "<>:,(")) {
        unsigned index = (unsigned)strtoul(parameter + strlen("type-parameter-0-"), NULL, 10);
        t = clang_getCanonicalType(clang_Type_getTemplateArgumentAsType(instance, index));
        for (; is_pointer(t); t = clang_getCanonicalType(clang_getPointeeType(t))) *points = true;
    }
    clang_disposeString(text);
    return t;
}

static CXType of_instance(const ending *e, CXType type, bool *points) {
    return pl_type_in_instance(e->instance, type, points);
}

/* The member of the instance that the template's code means. */
static CXCursor field_of(const ending *e, CXCursor expression) {
    CXCursor named = pl_strip(expression), pattern = clang_getCursorReferenced(named), found = clang_getNullCursor();
    if (named.kind != CXCursor_MemberRefExpr || pattern.kind != CXCursor_FieldDecl) return found;
    CXString name = clang_getCursorSpelling(pattern);
    const GArray *fields = pl_fields_of(e->walk, e->instance);
    for (guint i = 0; i < fields->len && clang_Cursor_isNull(found); i++) {
        CXCursor field = g_array_index(fields, CXCursor, i);
        if (pl_text_is(clang_getCursorSpelling(field), clang_getCString(name))) found = field;
    }
    clang_disposeString(name);
    return found;
}

/* The type of an object that the template's code has in hand. */
static CXType object_type(const ending *e, CXCursor object, pl_destructor *d) {
    CXCursor field = field_of(e, object);
    CXType t = clang_Cursor_isNull(field) ? clang_getCursorType(object) : clang_getCursorType(field);
    t = of_instance(e, t, &d->points);
    if (!clang_Cursor_isNull(field)) d->kept = pl_field_of(e->walk, field);
    d->by_pointer = d->points;
    return t;
}

/* The last name that is written in an expression whose own name depends: `a.b().unlock`, `T::leave`; "~" for `p->~T`.
 */
static char *last_name(pl_walk *w, CXCursor expression) {
    CXToken *tokens = NULL;
    unsigned count = 0;
    char *name = NULL;
    clang_tokenize(w->unit, clang_getCursorExtent(expression), &tokens, &count);
    for (unsigned i = count; i-- > 0 && !name;) {
        if (clang_getTokenKind(tokens[i]) != CXToken_Identifier) continue;
        bool ends = i && pl_text_is(clang_getTokenSpelling(w->unit, tokens[i - 1]), "~");
        CXString text = clang_getTokenSpelling(w->unit, tokens[i]);
        name = g_strdup(ends ? "~" : clang_getCString(text));
        clang_disposeString(text);
    }
    if (tokens) clang_disposeTokens(w->unit, tokens, count);
    return name;
}

static bool is_system(CXCursor c) { return clang_Location_isInSystemHeader(clang_getCursorLocation(c)); }

/* Of the class and its bases, the one that the method is of. */
static CXType owner_of(CXType t, CXCursor method, int depth) {
    CXCursor definition = pl_class_of(t);
    CXType none = {.kind = CXType_Invalid};
    if (clang_Cursor_isNull(definition) || depth > MAX_DEPTH) return none;
    if (clang_equalCursors(pl_visible_class(definition), clang_getCursorSemanticParent(method))) return t;
    GArray *bases = pl_bases_of(definition);
    for (guint i = 0; i < bases->len && none.kind == CXType_Invalid; i++)
        none = owner_of(pl_strip_type(clang_getCursorType(g_array_index(bases, CXCursor, i))), method, depth + 1);
    g_array_free(bases, TRUE);
    return none;
}

/* What the library's classes do with each other is in the packs. */
static void add_method(ending *e, CXType t, const char *name, int count, pl_destructor d) {
    CXCursor instance = clang_getTypeDeclaration(e->instance), class_def = pl_class_of(t);
    if (clang_Cursor_isNull(class_def) || (is_system(class_def) && is_system(instance))) return;
    if (strcmp(name, "~") == 0) {
        pl_collect_destructors(e->walk, t, e->out, e->depth + 1);
        return;
    }
    CXCursor method = pl_find_method(class_def, name, count);
    if (clang_Cursor_isNull(method)) return;
    d.callee = pl_function_of(e->walk, method);
    g_array_append_val(e->out, d);
    CXType owner = owner_of(t, method, 0);
    if (pl_is_pattern(method) && owner.kind == CXType_Record)
        collect(e->walk, owner, clang_getCursorDefinition(method), e->out, e->depth + 1);
}

/* `release(object)`: the project's function of the name that takes such an object. */
static void add_function(ending *e, CXCursor call, const char *name) {
    pl_destructor d = {PL_NONE, true, PL_NONE, false};
    int count = clang_Cursor_getNumArguments(call);
    const GArray *named = count > 0 ? pl_functions_named(e->walk, name) : NULL;
    if (!named) return;
    CXCursor class_def =
        pl_class_of(object_type(e, clang_Cursor_getArgument(call, 0), &(pl_destructor){.kept = PL_NONE}));
    for (guint i = 0; i < named->len && !clang_Cursor_isNull(class_def); i++) {
        CXCursor function = g_array_index(named, CXCursor, i);
        if (clang_Cursor_getNumArguments(function) != count) continue;
        bool points = false;
        CXType taken = of_instance(e, clang_getCursorType(clang_Cursor_getArgument(function, 0)), &points);
        if (!clang_equalCursors(pl_class_of(taken), class_def)) continue;
        d.callee = pl_function_of(e->walk, function);
        g_array_append_val(e->out, d);
    }
}

/* `callback()`, a member. */
static void add_call_of_member(ending *e, CXCursor field) {
    pl_destructor d = {PL_NONE, false, PL_NONE, false};
    CXType t = pl_strip_type(clang_getCursorType(field));
    if (pl_type_is_function_pointer(t)) {
        d.kept = pl_field_of(e->walk, field);
        g_array_append_val(e->out, d);
    } else if (t.kind == CXType_Record) {
        add_method(e, t, "operator()", -1, d);
    }
}

static enum CXChildVisitResult see_parameter(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    if (c.kind == CXCursor_TypeRef) *(CXType *)data = clang_getCursorType(clang_getCursorReferenced(c));
    return CXChildVisit_Continue;
}

/* `object.unlock()`, `T::leave()`, `release(object)`, `Deleter()(object)`. */
static void add_dependent(ending *e, CXCursor call, CXCursor callee) {
    pl_destructor d = {PL_NONE, false, PL_NONE, false};
    int count = clang_Cursor_getNumArguments(call);
    pl_children c = pl_push_expressions(e->walk, callee);
    if (callee.kind == CXCursor_MemberRefExpr && c.count) {
        CXType t = object_type(e, pl_child(e->walk, c, 0), &d);
        char *name = last_name(e->walk, callee);
        if (name) add_method(e, t, name, count, d);
        g_free(name);
    } else if (callee.kind == CXCursor_DeclRefExpr) {
        CXType t = {.kind = CXType_Invalid};
        clang_visitChildren(callee, see_parameter, &t);
        if (t.kind != CXType_Invalid) t = of_instance(e, t, &d.points);
        char *name = last_name(e->walk, callee);
        if (name && t.kind == CXType_Record)
            add_method(e, t, name, count, d);
        else if (name)
            add_function(e, call, name);
        g_free(name);
    } else if (callee.kind == CXCursor_CallExpr) {
        add_method(e, object_type(e, callee, &d), "operator()", -1, d);
    }
    pl_pop(e->walk, c);
}

static void add_deleted(ending *e, CXCursor expression) {
    pl_children c = pl_push_expressions(e->walk, expression);
    bool points = false;
    guint first = e->out->len;
    if (c.count) {
        CXCursor object = pl_child(e->walk, c, c.count - 1), field = field_of(e, object);
        CXType written = clang_getCursorType(clang_Cursor_isNull(field) ? object : field);
        CXType owned = of_instance(e, written, &points);
        if (!clang_equalTypes(owned, clang_getCanonicalType(clang_getPointeeType(clang_getCanonicalType(written)))) ||
            !clang_Cursor_isNull(field))
            pl_collect_destructors(e->walk, owned, e->out, e->depth + 1);
    }
    if (e->out->len > first) g_array_index(e->out, pl_destructor, first).by_pointer = true;
    pl_pop(e->walk, c);
}

static void see_call(ending *e, CXCursor call) {
    CXCursor referenced = clang_getCursorReferenced(call);
    pl_children c = pl_push_expressions(e->walk, call);
    CXCursor callee = c.count ? pl_strip(pl_child(e->walk, c, 0)) : clang_getNullCursor();
    CXCursor field = c.count ? field_of(e, callee) : callee;
    if (!clang_Cursor_isNull(field))
        add_call_of_member(e, field);
    else if (referenced.kind == CXCursor_CXXMethod && pl_is_pattern(referenced))
        collect(e->walk, e->instance, clang_getCursorDefinition(referenced), e->out, e->depth + 1);
    else if (c.count && !pl_is_function(referenced))
        add_dependent(e, call, callee);
    pl_pop(e->walk, c);
}

static enum CXChildVisitResult see(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    if (c.kind == CXCursor_LambdaExpr) return CXChildVisit_Continue;
    if (c.kind == CXCursor_CallExpr) see_call(data, c);
    if (c.kind == CXCursor_CXXDeleteExpr) add_deleted(data, c);
    return CXChildVisit_Recurse;
}

static void collect(pl_walk *w, CXType instance, CXCursor body, GArray *out, int depth) {
    ending e = {w, instance, out, depth};
    if (!clang_Cursor_isNull(body) && depth <= MAX_DEPTH) clang_visitChildren(body, see, &e);
}

void pl_collect_calls_at_end(pl_walk *w, CXType instance, CXCursor destructor, GArray *out) {
    collect(w, pl_strip_type(instance), clang_getCursorDefinition(destructor), out, 0);
}
