/* declarations.c: functions and variables, and the order in which bodies are walked. */
#include <string.h>

#include "extract/walk.h"

static uint32_t linkage_flags(CXCursor c) {
    switch (clang_getCursorLinkage(c)) {
    case CXLinkage_Internal:
    case CXLinkage_NoLinkage: return PL_FN_INTERNAL;
    default: return 0;
    }
}

static uint32_t kind_flags(CXCursor c) {
    switch (c.kind) {
    case CXCursor_Constructor: return PL_FN_CONSTRUCTOR | PL_FN_METHOD;
    case CXCursor_Destructor:
        return PL_FN_DESTRUCTOR | PL_FN_METHOD | (clang_CXXMethod_isVirtual(c) ? PL_FN_VIRTUAL : 0);
    case CXCursor_CXXMethod:
    case CXCursor_ConversionFunction:
        return (clang_CXXMethod_isStatic(c) ? 0 : PL_FN_METHOD) | (clang_CXXMethod_isVirtual(c) ? PL_FN_VIRTUAL : 0) |
               (clang_CXXMethod_isPureVirtual(c) ? PL_FN_PURE : 0);
    default: return 0;
    }
}

typedef struct {
    pl_walk *walk;
    GArray *annotations;
    uint32_t flags;
} attributes;

static bool attribute_says(pl_walk *w, CXCursor attribute, const char *word) {
    CXToken *tokens = NULL;
    unsigned count = 0;
    bool found = false;
    clang_tokenize(w->unit, clang_getCursorExtent(attribute), &tokens, &count);
    for (unsigned i = 0; i < count && !found; i++) {
        CXString text = clang_getTokenSpelling(w->unit, tokens[i]);
        const char *s = clang_getCString(text);
        found = s && strstr(s, word);
        clang_disposeString(text);
    }
    if (tokens) clang_disposeTokens(w->unit, tokens, count);
    return found;
}

static enum CXChildVisitResult read_attribute(CXCursor c, CXCursor parent, CXClientData data) {
    attributes *a = data;
    (void)parent;
    if (c.kind == CXCursor_AnnotateAttr) {
        pl_id text = pl_intern(a->walk, clang_getCursorSpelling(c));
        g_array_append_val(a->annotations, text);
    } else if (c.kind == CXCursor_UnexposedAttr) {
        if (attribute_says(a->walk, c, "oreturn")) a->flags |= PL_FN_NORETURN; /* noreturn, _Noreturn */
        if (attribute_says(a->walk, c, "constructor") || attribute_says(a->walk, c, "destructor"))
            a->flags |= PL_FN_STARTUP;
        if (attribute_says(a->walk, c, "weak")) a->flags |= PL_FN_WEAK;
    }
    return CXChildVisit_Continue;
}

static void read_attributes(pl_walk *w, CXCursor c, pl_function *f) {
    if (!clang_Cursor_hasAttrs(c)) return;
    /* The attributes of a system function matter only if it does not return, which its type says. */
    if ((f->flags & PL_FN_SYSTEM) && !(f->flags & PL_FN_DEFINED)) return;
    attributes a = {w, g_array_new(FALSE, FALSE, sizeof(pl_id)), 0};
    clang_visitChildren(c, read_attribute, &a);
    f->flags |= a.flags;
    if (a.annotations->len)
        f->annotations = pl_builder_span(w->out, (const pl_id *)(void *)a.annotations->data, a.annotations->len);
    g_array_free(a.annotations, TRUE);
}

static bool never_returns(CXType type) { return pl_type_says(type, "__attribute__((noreturn))"); }

static pl_span overrides_of(pl_walk *w, CXCursor method, pl_id function) {
    GArray *overridden = pl_overridden_by(method, clang_getNullCursor());
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(pl_id));
    for (guint i = 0; i < overridden->len; i++) {
        pl_id id = pl_function_of(w, g_array_index(overridden, CXCursor, i));
        if (!pl_overrides(w, id, function)) g_array_append_val(ids, id);
    }
    pl_span span = pl_builder_span(w->out, (const pl_id *)(void *)ids->data, ids->len);
    g_array_free(ids, TRUE);
    g_array_free(overridden, TRUE);
    return span;
}

static unsigned first_line(pl_walk *w, CXCursor c) {
    CXCursor pattern = clang_getSpecializedCursorTemplate(c);
    /* An instantiation begins where its template does: at the template's head. */
    CXSourceRange extent = clang_getCursorExtent(clang_Cursor_isNull(pattern) ? c : pattern);
    return pl_locate_declared(w, clang_getRangeStart(extent)).line;
}

/* Where a function that is defined was declared before. */
static void locate_declaration(pl_walk *w, CXCursor definition, pl_function *f) {
    CXCursor first = clang_getCanonicalCursor(definition);
    f->declared_file = PL_NONE;
    if (clang_equalCursors(first, definition) || (f->flags & PL_FN_SYSTEM)) return;
    pl_location at = pl_locate_declared(w, clang_getCursorLocation(first));
    if (at.file == PL_NONE) return;
    f->declared_file = at.file;
    f->declared_line = first_line(w, first);
}

static void locate_function(pl_walk *w, CXCursor c, pl_function *f) {
    pl_location end = pl_locate_declared(w, clang_getRangeEnd(clang_getCursorExtent(c)));
    f->at = pl_locate_declared(w, clang_getCursorLocation(c));
    f->begin_line = first_line(w, c);
    f->end_line = end.file == f->at.file ? end.line : f->at.line; /* else #line has led elsewhere */
}

/* clang gives every lambda of one function, and every instantiation over such lambdas, the same USR. */
static pl_id unique_usr(pl_walk *w, CXCursor c) {
    CXString text = clang_getCursorUSR(c);
    char *usr = g_strdup(clang_getCString(text));
    clang_disposeString(text);
    guint seen = GPOINTER_TO_UINT(g_hash_table_lookup(w->usrs, usr));
    g_hash_table_insert(w->usrs, g_strdup(usr), GUINT_TO_POINTER(seen + 1));
    char *unique = seen ? g_strdup_printf("%s~%u", usr, seen + 1) : g_strdup(usr);
    pl_id id = pl_builder_string(w->out, unique);
    g_free(unique);
    g_free(usr);
    return id;
}

static void free_array(gpointer array) { g_array_free(array, TRUE); }

static enum CXChildVisitResult note_name(CXCursor c, CXCursor parent, CXClientData data) {
    pl_walk *w = data;
    (void)parent;
    if (clang_Location_isInSystemHeader(clang_getCursorLocation(c))) return CXChildVisit_Continue;
    if (c.kind != CXCursor_FunctionDecl) {
        bool around = c.kind == CXCursor_Namespace || c.kind == CXCursor_LinkageSpec || c.kind == CXCursor_FriendDecl ||
                      c.kind == CXCursor_StructDecl || c.kind == CXCursor_ClassDecl || c.kind == CXCursor_UnexposedDecl;
        return around ? CXChildVisit_Recurse : CXChildVisit_Continue;
    }
    CXString name = clang_getCursorSpelling(c);
    GArray *known = g_hash_table_lookup(w->named, clang_getCString(name));
    if (!known) {
        known = g_array_new(FALSE, FALSE, sizeof(CXCursor));
        g_hash_table_insert(w->named, g_strdup(clang_getCString(name)), known);
    }
    CXCursor canonical = clang_getCanonicalCursor(c);
    bool there = false;
    for (guint i = 0; i < known->len && !there; i++)
        there = clang_equalCursors(g_array_index(known, CXCursor, i), canonical);
    if (!there) g_array_append_val(known, canonical);
    clang_disposeString(name);
    return CXChildVisit_Continue;
}

const GArray *pl_functions_named(pl_walk *w, const char *name) {
    if (!w->named) {
        w->named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_array);
        clang_visitChildren(clang_getTranslationUnitCursor(w->unit), note_name, w);
    }
    return g_hash_table_lookup(w->named, name);
}

void pl_queue_body(pl_walk *w, CXCursor definition) {
    CXCursor key = clang_getCanonicalCursor(definition);
    if (pl_cursor_get(w->walked, key)) return;
    pl_cursor_put(w->walked, key, GUINT_TO_POINTER(1));
    CXCursor *copy = g_new(CXCursor, 1);
    *copy = definition;
    g_queue_push_tail(w->pending, copy);
}

/* Who calls a function makes what it takes and gives by value; one without a body may make more. */
static void note_objects(pl_walk *w, CXCursor declaration, bool defined) {
    int count = clang_Cursor_getNumArguments(declaration);
    for (int i = 0; i < count; i++)
        pl_note_made(w, clang_getCursorType(clang_Cursor_getArgument(declaration, (unsigned)i)));
    pl_note_made(w, clang_getCursorResultType(declaration));
    if (!defined) pl_note_unseen(w, declaration);
}

pl_span pl_own_parameters(pl_walk *w) {
    uint32_t count = pl_builder_function_at(w->out, w->function)->nparams;
    pl_id *nodes = g_new(pl_id, count + 1);
    for (uint32_t i = 0; i < count; i++) nodes[i] = pl_builder_node(w->out, PL_NODE_PARAM, w->function, i);
    pl_span span = pl_builder_span(w->out, nodes, count);
    g_free(nodes);
    return span;
}

static enum CXChildVisitResult add_parameter(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    if (c.kind == CXCursor_ParmDecl) g_array_append_val((GArray *)data, c);
    return CXChildVisit_Continue;
}

GArray *pl_parameters_of(CXCursor function) {
    GArray *out = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    int count = clang_Cursor_getNumArguments(function);
    for (int i = 0; i < count; i++) {
        CXCursor parameter = clang_Cursor_getArgument(function, (unsigned)i);
        g_array_append_val(out, parameter);
    }
    if (count < 0) clang_visitChildren(function, add_parameter, out); /* a template */
    return out;
}

static pl_function describe(pl_walk *w, CXCursor declaration, CXCursor definition) {
    CXType type = clang_getCursorType(declaration);
    GArray *params = pl_parameters_of(declaration);
    char *name = pl_qualified_name(declaration);
    pl_function f = {.name = pl_builder_string(w->out, name),
                     .type = pl_signature(w, type),
                     .record = PL_NONE,
                     .nparams = params->len,
                     .flags = linkage_flags(declaration) | kind_flags(declaration)};
    g_free(name);
    g_array_free(params, TRUE);
    if (clang_isFunctionTypeVariadic(type)) f.flags |= PL_FN_VARIADIC;
    if (clang_getCanonicalType(type).kind == CXType_FunctionNoProto) f.flags |= PL_FN_UNPROTOTYPED;
    if (never_returns(type)) f.flags |= PL_FN_NORETURN;
    if (clang_Cursor_isFunctionInlined(declaration)) f.flags |= PL_FN_INLINE;
    if (clang_Location_isInSystemHeader(clang_getCursorLocation(declaration))) f.flags |= PL_FN_SYSTEM;
    if (pl_is_pattern(clang_getCursorSemanticParent(declaration))) f.flags |= PL_FN_TEMPLATE;
    bool defined = !clang_Cursor_isNull(definition);
    if (defined) f.flags |= PL_FN_DEFINED;
    locate_function(w, defined ? definition : declaration, &f);
    f.declared_file = PL_NONE;
    if (defined) locate_declaration(w, definition, &f);
    return f;
}

pl_id pl_function_of(pl_walk *w, CXCursor declaration) {
    CXCursor key = clang_getCanonicalCursor(declaration);
    gpointer known = pl_cursor_get(w->functions, key);
    if (known) return GPOINTER_TO_UINT(known) - 1;
    CXCursor definition = clang_getCursorDefinition(declaration);
    if (!clang_Cursor_isNull(definition) && definition.kind == CXCursor_FunctionTemplate)
        definition = clang_getNullCursor(); /* a pattern: what it calls is not known */
    pl_function f = describe(w, declaration, definition);
    bool alias = !(f.flags & PL_FN_DEFINED) && pl_is_alias(declaration);
    f.usr = unique_usr(w, key);
    pl_id id = pl_builder_function(w->out, &f);
    pl_cursor_put(w->functions, key, GUINT_TO_POINTER(id + 1));
    read_attributes(w, key, &f);
    if (f.flags & PL_FN_DEFINED) read_attributes(w, definition, &f);
    if (alias) f.flags |= PL_FN_DEFINED;
    if (f.flags & (PL_FN_METHOD | PL_FN_VIRTUAL)) {
        f.record = pl_record_of(w, clang_getCursorSemanticParent(declaration));
        f.overrides = overrides_of(w, declaration, id);
        if (f.overrides.count) f.flags |= PL_FN_VIRTUAL;
    }
    *pl_builder_function_at(w->out, id) = f;
    if (f.flags & PL_FN_DEFINED) pl_queue_body(w, alias ? declaration : definition);
    note_objects(w, declaration, f.flags & PL_FN_DEFINED);
    return id;
}

pl_id pl_template_function(pl_walk *w, CXCursor function_template) {
    pl_id id = pl_function_of(w, function_template);
    CXCursor definition = clang_getCursorDefinition(function_template);
    if (clang_Cursor_isNull(definition)) return id;
    pl_builder_function_at(w->out, id)->flags |= PL_FN_TEMPLATE | PL_FN_DEFINED;
    pl_queue_body(w, definition);
    return id;
}

static pl_var_scope scope_of(CXCursor c, pl_id *function, pl_walk *w, uint32_t *flags) {
    CXCursor parent = clang_getCursorSemanticParent(c);
    if (c.kind == CXCursor_NonTypeTemplateParameter) return PL_VAR_INTERNAL; /* whatever it is given, where it may be */
    bool local = !clang_isTranslationUnit(parent.kind) && parent.kind != CXCursor_Namespace &&
                 parent.kind != CXCursor_LinkageSpec && clang_getCursorLinkage(c) != CXLinkage_External;
    if (local && w->function != PL_NONE) {
        *function = w->function;
        if (clang_Cursor_getStorageClass(c) == CX_SC_Static) *flags |= PL_VAR_STATIC_LOCAL;
        if (clang_Cursor_getStorageClass(c) != CX_SC_Extern) return PL_VAR_LOCAL;
    }
    CXCursor canonical = clang_getCanonicalCursor(c);
    return clang_getCursorLinkage(canonical) == CXLinkage_External ? PL_VAR_EXTERNAL : PL_VAR_INTERNAL;
}

/* `static inline T *first = new T;` in an instance of a template: shown to those who refer to it only. */
static bool is_hidden_member(CXCursor variable) {
    CXCursor parent = clang_getCursorLexicalParent(variable);
    bool member = parent.kind == CXCursor_StructDecl || parent.kind == CXCursor_ClassDecl;
    return member && variable.kind == CXCursor_VarDecl &&
           !clang_Location_isInSystemHeader(clang_getCursorLocation(variable)) &&
           !clang_equalCursors(pl_visible_class(parent), parent) &&
           !clang_Cursor_isNull(clang_Cursor_getVarDeclInitializer(variable));
}

pl_id pl_var_node(pl_walk *w, CXCursor declaration) {
    CXCursor key = clang_getCanonicalCursor(declaration);
    gpointer known = pl_cursor_get(w->vars, key);
    if (known) return GPOINTER_TO_UINT(known) - 1;
    CXType type = clang_getCursorType(key);
    char *name = pl_qualified_name(key);
    pl_var v = {.usr = PL_NONE,
                .name = pl_builder_string(w->out, name),
                .type = pl_intern(w, clang_getTypeSpelling(type)),
                .function = PL_NONE,
                .at = pl_locate_declared(w, clang_getCursorLocation(key))};
    g_free(name);
    if (clang_getCursorTLSKind(key) != CXTLS_None) v.flags |= PL_VAR_THREAD_LOCAL;
    if (clang_getArrayElementType(pl_strip_type(type)).kind != CXType_Invalid) v.flags |= PL_VAR_ARRAY;
    v.scope = scope_of(declaration, &v.function, w, &v.flags);
    pl_note_made(w, type);
    if (is_hidden_member(declaration)) pl_queue_body(w, declaration);
    if (v.scope != PL_VAR_LOCAL) v.usr = pl_intern(w, clang_getCursorUSR(key));
    pl_id node = pl_builder_node(w->out, PL_NODE_VAR, pl_builder_var(w->out, &v), 0);
    pl_cursor_put(w->vars, key, GUINT_TO_POINTER(node + 1));
    return node;
}

/* The first temporary of what constructs a base stands for that, which is a part of the object. */
static bool is_part(pl_walk *w, CXType type) {
    CXCursor part = w->part;
    w->part = clang_getNullCursor();
    return !clang_Cursor_isNull(part) &&
           clang_equalCursors(clang_getCanonicalCursor(pl_class_of(type)), clang_getCanonicalCursor(part));
}

pl_id pl_temporary(pl_walk *w, CXType type, pl_location at) {
    pl_var v = {.usr = PL_NONE,
                .name = pl_builder_string(w->out, "(temporary)"),
                .type = pl_intern(w, clang_getTypeSpelling(type)),
                .function = w->function,
                .at = at,
                .scope = PL_VAR_LOCAL,
                .flags = PL_VAR_TEMPORARY};
    if (!is_part(w, type)) pl_note_made(w, type);
    if (clang_getArrayElementType(pl_strip_type(type)).kind != CXType_Invalid) v.flags |= PL_VAR_ARRAY;
    return pl_builder_node(w->out, PL_NODE_VAR, pl_builder_var(w->out, &v), 0);
}

static void name_parameters(pl_walk *w, CXCursor definition, pl_id function) {
    GArray *params = pl_parameters_of(definition);
    for (guint i = 0; i < params->len; i++) {
        CXCursor param = clang_getCanonicalCursor(g_array_index(params, CXCursor, i));
        pl_id node = pl_builder_node(w->out, PL_NODE_PARAM, function, i);
        pl_cursor_put(w->vars, param, GUINT_TO_POINTER(node + 1));
    }
    g_array_free(params, TRUE);
}

/* `int a[f()]`: evaluated by each call, although it is a pointer. */
static void measure_parameters(pl_walk *w, CXCursor definition) {
    int count = w->cplusplus ? 0 : clang_Cursor_getNumArguments(definition);
    for (int i = 0; i < count; i++)
        pl_walk_lengths(w, clang_Cursor_getArgument(definition, (unsigned)i), clang_getNullCursor());
}

/* Objects passed by value are temporaries of the call, unless the caller is not in sight: a framework, say. */
static void destroy_parameters(pl_walk *w, CXCursor definition) {
    int count = w->cplusplus ? clang_Cursor_getNumArguments(definition) : 0;
    if (pl_builder_function_at(w->out, w->function)->flags & (PL_FN_INTERNAL | PL_FN_SYSTEM)) return;
    for (int i = 0; i < count; i++) {
        CXCursor param = clang_Cursor_getArgument(definition, (unsigned)i);
        CXType type = clang_getCursorType(param);
        if (pl_is_reference(type) || pl_strip_type(type).kind != CXType_Record) continue;
        pl_id object = pl_builder_address(w->out, pl_var_node(w, param));
        pl_call_destructors(w, type, object, pl_locate(w, clang_getCursorLocation(param)), PL_ENDS_WITH_SCOPE);
    }
}

/* Members and bases end with the destructor, whatever way it returns. */
static void destroy_parts(pl_walk *w, CXCursor destructor) {
    GArray *parts = pl_part_destructors(w, clang_getCursorSemanticParent(destructor));
    pl_id self = pl_builder_node(w->out, PL_NODE_PARAM, w->function, PL_PARAM_THIS);
    pl_location at = pl_builder_function_at(w->out, w->function)->at;
    pl_call_each(w, parts, self, at, PL_ENDS_WITH_SCOPE);
    g_array_free(parts, TRUE);
}

static void walk_written(pl_walk *w, CXCursor definition, pl_id id) {
    name_parameters(w, definition, id);
    measure_parameters(w, definition);
    destroy_parameters(w, definition);
    if (definition.kind == CXCursor_Destructor) destroy_parts(w, definition);
    pl_children c = pl_push_children(w, definition);
    if (definition.kind == CXCursor_Constructor) pl_walk_constructor(w, definition, c);
    for (guint i = 0; i < c.count; i++) {
        CXCursor child = pl_child(w, c, i);
        if (child.kind == CXCursor_CompoundStmt || child.kind == CXCursor_CXXTryStmt) pl_statement(w, child);
        if (child.kind == CXCursor_UnexposedStmt) pl_walk_coroutine(w, child);
    }
    pl_scope_close(w, 0);
    pl_pop(w, c);
}

/* Also a template that stands for its instances. */
static bool has_body(CXCursor queued) { return pl_is_function(queued) || queued.kind == CXCursor_FunctionTemplate; }

/* What was queued: a function, a block, a class whose destructor the compiler writes. */
static pl_id queued_function(pl_walk *w, CXCursor queued) {
    if (has_body(queued)) return pl_function_of(w, queued);
    if (queued.kind == CXCursor_UnexposedDecl) return GPOINTER_TO_UINT(pl_cursor_get(w->functions, queued)) - 1;
    return pl_implicit_destructor(w, queued);
}

static void walk_queued(pl_walk *w, CXCursor queued) {
    if (queued.kind == CXCursor_UnexposedDecl)
        pl_walk_block(w);
    else if (!has_body(queued))
        pl_walk_implicit_destructor(w);
    else if (pl_walk_kept(w, queued))
        return;
    else if (clang_isCursorDefinition(queued))
        walk_written(w, queued, w->function);
    else
        pl_walk_alias(w);
}

static void walk_body(pl_walk *w, CXCursor queued) {
    w->dead = false;
    if (queued.kind == CXCursor_VarDecl) {
        pl_walk_var(w, queued);
        return;
    }
    pl_id id = queued_function(w, queued);
    uint32_t ops = pl_builder_nops(w->out), calls = pl_builder_ncalls(w->out), flows = pl_builder_nflows(w->out);
    uint32_t conditions = pl_builder_nconditions(w->out);
    w->function = id;
    w->definition = queued;
    g_array_set_size(w->scopes, 0);
    w->block = clang_getNullCursor();
    w->instead_of_kept = false;
    walk_queued(w, queued);
    w->function = PL_NONE;
    pl_sift_stores(w, ops, conditions);
    pl_function *f = pl_builder_function_at(w->out, id);
    f->body = (pl_span){ops, pl_builder_nops(w->out) - ops};
    uint64_t hash = pl_body_hash(w, id, calls, flows);
    pl_builder_function_at(w->out, id)->body_hash = hash ? hash : 1;
}

static enum CXChildVisitResult visit_top(CXCursor c, CXCursor parent, CXClientData data) {
    pl_walk *w = data;
    (void)parent;
    if (c.kind == CXCursor_TypedefDecl) {
        pl_note_typedef(w, c);
        return CXChildVisit_Continue;
    }
    if (clang_Location_isInSystemHeader(clang_getCursorLocation(c))) {
        bool block = c.kind == CXCursor_LinkageSpec || c.kind == CXCursor_UnexposedDecl;
        return block && w->cplusplus ? CXChildVisit_Recurse : CXChildVisit_Continue;
    }
    switch (c.kind) {
    case CXCursor_FunctionDecl:
    case CXCursor_CXXMethod:
    case CXCursor_Constructor:
    case CXCursor_Destructor:
    case CXCursor_ConversionFunction:
        if (clang_isCursorDefinition(c)) {
            w->saw_code = true;
            pl_function_of(w, c);
            pl_queue_body(w, c);
        } else if (pl_is_alias(c)) {
            pl_function_of(w, c);
        }
        return CXChildVisit_Continue;
    case CXCursor_VarDecl: pl_walk_var(w, c); return CXChildVisit_Continue;
    case CXCursor_Namespace:
    case CXCursor_LinkageSpec:
    case CXCursor_UnexposedDecl:
        if (pl_is_decomposition(c) || pl_is_variable_instance(c)) {
            pl_walk_var(w, c);
            return CXChildVisit_Continue;
        }
        return w->cplusplus ? CXChildVisit_Recurse : CXChildVisit_Continue;
    case CXCursor_FriendDecl:
    case CXCursor_StructDecl:
    case CXCursor_ClassDecl:
    case CXCursor_UnionDecl: return w->cplusplus ? CXChildVisit_Recurse : CXChildVisit_Continue;
    default: return CXChildVisit_Continue;
    }
}

void pl_walk_local_class(pl_walk *w, CXCursor definition) {
    if (w->cplusplus) clang_visitChildren(definition, visit_top, w);
}

void pl_walk_unit(pl_walk *w) {
    clang_visitChildren(clang_getTranslationUnitCursor(w->unit), visit_top, w);
    pl_walk_made(w);
    for (CXCursor *definition; (definition = g_queue_pop_head(w->pending));) {
        walk_body(w, *definition);
        pl_walk_made(w);
        g_free(definition);
    }
}
