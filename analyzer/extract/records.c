/* records.c: structs, unions and classes: their fields, their bases and their names. */
#include <string.h>

#include "extract/walk.h"

void pl_note_typedef(pl_walk *w, CXCursor declaration) {
    CXType to = clang_getCanonicalType(clang_getTypedefDeclUnderlyingType(declaration));
    if (to.kind != CXType_Record) return;
    CXCursor record = clang_getCanonicalCursor(clang_getTypeDeclaration(to));
    GPtrArray *names = pl_cursor_get(w->typedefs, record);
    if (!names) {
        names = g_ptr_array_new_with_free_func(g_free);
        pl_cursor_put(w->typedefs, record, names);
    }
    CXString name = clang_getCursorSpelling(declaration);
    g_ptr_array_add(names, g_strdup(clang_getCString(name)));
    clang_disposeString(name);
}

bool pl_is_unnamed_record(CXCursor record) {
    CXString text = clang_getCursorSpelling(record);
    const char *s = clang_getCString(text);
    bool unnamed = !s || !*s || strchr(s, '(');
    clang_disposeString(text);
    return unnamed;
}

bool pl_is_record(CXCursor c) {
    switch (c.kind) {
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_ClassDecl:
    case CXCursor_ClassTemplate:
    case CXCursor_ClassTemplatePartialSpecialization: return true;
    default: return false;
    }
}

/* A record without a tag goes by its typedef; one without either goes by the record around it, so that a pack may say
 * "plugin" for a slot in an unnamed union of struct plugin. */
static char *record_name(pl_walk *w, CXCursor record) {
    for (CXCursor c = record; pl_is_record(c); c = clang_getCursorSemanticParent(c)) {
        if (!pl_is_unnamed_record(c)) return pl_qualified_name(c);
        GPtrArray *names = pl_cursor_get(w->typedefs, clang_getCanonicalCursor(c));
        if (names) return g_strdup(g_ptr_array_index(names, 0));
    }
    return g_strdup("(anonymous)");
}

static enum CXChildVisitResult has_member(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    *(bool *)data = !clang_isReference(c.kind);
    return *(bool *)data ? CXChildVisit_Break : CXChildVisit_Continue;
}

/* libclang hides the members of classes that were instantiated implicitly: what can be seen is the template. */
CXCursor pl_visible_class(CXCursor definition) {
    CXCursor pattern = clang_getSpecializedCursorTemplate(definition);
    if (clang_Cursor_isNull(pattern)) return definition;
    bool visible = false;
    clang_visitChildren(definition, has_member, &visible);
    if (visible) return definition;
    CXCursor defined = clang_getCursorDefinition(pattern); /* the first declaration may be another one */
    return clang_Cursor_isNull(defined) ? pattern : defined;
}

static enum CXChildVisitResult add_base(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    if (c.kind == CXCursor_CXXBaseSpecifier) g_array_append_val((GArray *)data, c);
    return CXChildVisit_Continue;
}

GArray *pl_bases_of(CXCursor definition) {
    GArray *bases = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    clang_visitChildren(pl_visible_class(definition), add_base, bases);
    return bases;
}

typedef struct {
    const char *name;
    int count;
    CXCursor found;
} method_search;

static enum CXChildVisitResult see_method(CXCursor c, CXCursor parent, CXClientData data) {
    method_search *s = data;
    (void)parent;
    if (c.kind != CXCursor_CXXMethod || !pl_text_is(clang_getCursorSpelling(c), s->name)) return CXChildVisit_Continue;
    if (s->count >= 0 && clang_Cursor_getNumArguments(c) != s->count) return CXChildVisit_Continue;
    s->found = c;
    return CXChildVisit_Break;
}

static void find_method(CXCursor definition, method_search *s, int depth) {
    if (clang_Cursor_isNull(definition) || depth > 8) return;
    clang_visitChildren(pl_visible_class(definition), see_method, s);
    if (!clang_Cursor_isNull(s->found)) return;
    GArray *bases = pl_bases_of(definition);
    for (guint i = 0; i < bases->len && clang_Cursor_isNull(s->found); i++) {
        CXType base = pl_strip_type(clang_getCursorType(g_array_index(bases, CXCursor, i)));
        find_method(pl_class_of(base), s, depth + 1);
    }
    g_array_free(bases, TRUE);
}

CXCursor pl_find_method(CXCursor definition, const char *name, int count) {
    method_search s = {name, count, clang_getNullCursor()};
    find_method(definition, &s, 0);
    return s.found;
}

static CXCursor base_class(CXCursor specifier) {
    return clang_getTypeDeclaration(clang_getCanonicalType(clang_getCursorType(specifier)));
}

/* `struct List<N> : List<N - 1>`: of the templates, one is the base of the other, not both. */
static bool derives(pl_walk *w, pl_id record, pl_id from) {
    if (record == from) return true;
    pl_span bases = pl_builder_record_at(w->out, record)->bases;
    for (uint32_t i = 0; i < bases.count; i++)
        if (derives(w, pl_builder_span_at(w->out, bases, i), from)) return true;
    return false;
}

static pl_span bases_of(pl_walk *w, CXCursor definition, pl_id record) {
    if (!w->cplusplus) return (pl_span){0, 0};
    GArray *bases = pl_bases_of(definition);
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(pl_id));
    for (guint i = 0; i < bases->len; i++) {
        CXCursor base = base_class(g_array_index(bases, CXCursor, i));
        if (!pl_is_record(base)) continue;
        pl_id id = pl_record_of(w, base);
        if (!derives(w, id, record)) g_array_append_val(ids, id);
    }
    pl_span span = pl_builder_span(w->out, (const pl_id *)(void *)ids->data, ids->len);
    g_array_free(ids, TRUE);
    g_array_free(bases, TRUE);
    return span;
}

static pl_span aliases_of(pl_walk *w, CXCursor record) {
    GPtrArray *names = pl_cursor_get(w->typedefs, record);
    guint n = names ? names->len : 0;
    pl_id *ids = g_new(pl_id, n + 1);
    for (guint i = 0; i < n; i++) ids[i] = pl_builder_string(w->out, g_ptr_array_index(names, i));
    pl_span span = pl_builder_span(w->out, ids, n);
    g_free(ids);
    return span;
}

static pl_span parts_of(pl_walk *w, CXCursor definition) {
    if (definition.kind != CXCursor_UnionDecl) return (pl_span){0, 0};
    const GArray *fields = pl_fields_of(w, clang_getCursorType(definition));
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(pl_id));
    for (guint i = 0; i < fields->len; i++) {
        CXType type = pl_element_type(clang_getCursorType(g_array_index(fields, CXCursor, i)));
        CXCursor part = clang_getTypeDeclaration(type);
        if (type.kind != CXType_Record || clang_Cursor_isAnonymousRecordDecl(part)) continue;
        pl_id id = pl_record_of(w, part);
        g_array_append_val(ids, id);
    }
    pl_span span = pl_builder_span(w->out, (const pl_id *)(void *)ids->data, ids->len);
    g_array_free(ids, TRUE);
    return span;
}

pl_id pl_record_of(pl_walk *w, CXCursor declaration) {
    CXCursor record = clang_getCanonicalCursor(declaration);
    gpointer known = pl_cursor_get(w->records, record);
    if (known) return GPOINTER_TO_UINT(known) - 1;
    CXCursor definition = clang_getCursorDefinition(record);
    if (clang_Cursor_isNull(definition)) definition = record;
    char *name = record_name(w, record);
    pl_location at = pl_locate_declared(w, clang_getCursorLocation(definition));
    pl_record r = {.usr = pl_intern(w, clang_getCursorUSR(record)),
                   .name = pl_builder_string(w->out, name),
                   .file = at.file,
                   .aliases = aliases_of(w, record),
                   .pattern = PL_NONE};
    if (w->cplusplus && clang_getCursorLinkage(record) != CXLinkage_External)
        r.flags |= PL_RECORD_INTERNAL;
    else
        r.members_hash = pl_members_hash(w, definition);
    g_free(name);
    pl_id id = pl_builder_record(w->out, &r);
    pl_cursor_put(w->records, record, GUINT_TO_POINTER(id + 1));
    pl_span bases = bases_of(w, definition, id); /* after the record is known: a base may be a template of it */
    pl_builder_record_at(w->out, id)->bases = bases;
    pl_span parts = parts_of(w, definition);
    pl_builder_record_at(w->out, id)->parts = parts;
    CXCursor visible = pl_visible_class(definition);
    if (w->cplusplus && !clang_equalCursors(visible, definition)) {
        pl_id pattern = pl_record_of(w, visible);
        pl_builder_record_at(w->out, id)->pattern = pattern;
    }
    return id;
}

static CXCursor record_around(CXCursor field) {
    CXCursor record = clang_getCursorSemanticParent(field);
    while (clang_Cursor_isAnonymousRecordDecl(record)) record = clang_getCursorSemanticParent(record);
    return record;
}

/* By name, through unnamed structs. Not of what depends on the arguments of a template. */
static uint32_t offset_in(CXCursor record, CXCursor field) {
    CXString name = clang_getCursorSpelling(field);
    const char *s = clang_getCString(name);
    long long offset = s && *s ? clang_Type_getOffsetOf(clang_getCursorType(record), s) : -1;
    clang_disposeString(name);
    return offset >= 0 && offset < PL_NONE ? (uint32_t)offset : PL_NONE;
}

pl_id pl_field_of(pl_walk *w, CXCursor field) {
    gpointer known = pl_cursor_get(w->fields, field);
    if (known) return GPOINTER_TO_UINT(known) - 1;
    CXCursor around = record_around(field);
    pl_field f = {.record = pl_record_of(w, clang_getCursorSemanticParent(field)),
                  .name = pl_intern(w, clang_getCursorSpelling(field)),
                  .type = pl_intern(w, clang_getTypeSpelling(clang_getCursorType(field))),
                  .signature = pl_signature(w, clang_getCursorType(field)),
                  .around = pl_record_of(w, around),
                  .offset = offset_in(around, field)};
    pl_id id = pl_builder_field(w->out, &f);
    pl_cursor_put(w->fields, field, GUINT_TO_POINTER(id + 1));
    return id;
}

static enum CXVisitorResult add_field(CXCursor field, CXClientData data) {
    g_array_append_val((GArray *)data, field);
    return CXVisit_Continue;
}

static void free_array(gpointer array) { g_array_free(array, TRUE); }

const GArray *pl_fields_of(pl_walk *w, CXType record) {
    CXType t = pl_strip_type(record);
    CXCursor key = clang_getCanonicalCursor(clang_getTypeDeclaration(t));
    if (!w->members) w->members = pl_cursor_map(free_array);
    GArray *fields = pl_cursor_get(w->members, key);
    if (!fields) {
        fields = g_array_new(FALSE, FALSE, sizeof(CXCursor));
        clang_Type_visitFields(t, add_field, fields);
        pl_cursor_put(w->members, key, fields);
    }
    return fields;
}
