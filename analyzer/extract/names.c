/* names.c: source locations and names, in the terms of facts. */
#include <string.h>

#include "extract/walk.h"

pl_id pl_intern(pl_walk *w, CXString text) {
    const char *s = clang_getCString(text);
    pl_id id = pl_builder_string(w->out, s ? s : "");
    clang_disposeString(text);
    return id;
}

bool pl_text_is(CXString text, const char *what) {
    const char *s = clang_getCString(text);
    bool same = s && strcmp(s, what) == 0;
    clang_disposeString(text);
    return same;
}

static pl_id file_named(pl_walk *w, const char *name, bool system) {
    char *path = g_canonicalize_filename(name, w->directory);
    pl_id id = pl_builder_file(w->out, path, system ? PL_FILE_SYSTEM : 0);
    g_free(path);
    return id;
}

/* `#line 12 "grammar.y"`, or `# 12 "x.c"` of what was preprocessed before. */
static bool says_line(const char *p, const char *end) {
    while (p < end && (*p == ' ' || *p == '\t')) p++;
    if (p == end || *p != '#') return false;
    p++;
    while (p < end && (*p == ' ' || *p == '\t')) p++;
    return p < end && (g_ascii_isdigit(*p) || (end - p > 4 && strncmp(p, "line", strlen("line")) == 0));
}

static bool has_line_directives(pl_walk *w, CXFile file) {
    size_t size = 0;
    const char *text = clang_getFileContents(w->unit, file, &size), *end = text ? text + size : NULL;
    for (const char *p = text; p && p < end; p = memchr(p, '\n', (size_t)(end - p)), p = p ? p + 1 : NULL)
        if (says_line(p, end)) return true;
    return false;
}

pl_id pl_file_of(pl_walk *w, CXFile file, CXSourceLocation at) {
    if (!file) return PL_NONE;
    gpointer known = g_hash_table_lookup(w->files, file);
    if (known) return GPOINTER_TO_UINT(known) - 1;
    CXString name = clang_getFileName(file);
    bool system = clang_Location_isInSystemHeader(at);
    pl_id id = file_named(w, clang_getCString(name), system);
    clang_disposeString(name);
    g_hash_table_insert(w->files, file, GUINT_TO_POINTER(id + 1));
    if (!system && has_line_directives(w, file)) g_hash_table_add(w->generated, file);
    return id;
}

/* Where a generator says that its text comes from, as compilers print it. */
static void presume(pl_walk *w, CXFile file, pl_id *id, uint32_t *line, uint32_t column) {
    if (!g_hash_table_contains(w->generated, file)) return;
    CXSourceLocation at = clang_getLocation(w->unit, file, *line, column);
    CXString name;
    unsigned presumed, ignored;
    clang_getPresumedLocation(at, &name, &presumed, &ignored);
    const char *s = clang_getCString(name);
    if (s && *s && *s != '<' && presumed) { /* not <stdin>, <built-in>, ... */
        *id = file_named(w, s, clang_Location_isInSystemHeader(at));
        *line = presumed;
    }
    clang_disposeString(name);
}

pl_location pl_presumed_line(pl_walk *w, CXFile file, uint32_t line) {
    pl_location out = {.line = line, .column = 1, .spelled_file = PL_NONE};
    out.file = pl_file_of(w, file, clang_getLocation(w->unit, file, 1, 1));
    presume(w, file, &out.file, &out.line, 1);
    return out;
}

pl_location pl_locate_declared(pl_walk *w, CXSourceLocation at) {
    pl_location out = {.file = PL_NONE, .spelled_file = PL_NONE};
    CXFile file, spelled, expanded;
    pl_id ignored;
    unsigned line, column, spelled_line, spelled_column;
    clang_getFileLocation(at, &file, &line, &column, NULL);
    if (!file) return out;
    out.file = pl_file_of(w, file, at);
    out.line = line;
    out.column = column;
    presume(w, file, &out.file, &out.line, column);
    clang_getExpansionLocation(at, &expanded, &out.expanded_line, &out.expanded_column, NULL);
    presume(w, expanded, &ignored, &out.expanded_line, out.expanded_column);
    pl_spelling(w, at, &spelled, &spelled_line, &spelled_column, NULL);
    if (spelled && (spelled != file || spelled_line != line || spelled_column != column)) {
        out.spelled_file = pl_file_of(w, spelled, at);
        out.spelled_line = spelled_line;
        out.spelled_column = spelled_column;
        presume(w, spelled, &out.spelled_file, &out.spelled_line, spelled_column);
    }
    return out;
}

pl_location pl_locate(pl_walk *w, CXSourceLocation at) { return w->instead ? *w->instead : pl_locate_declared(w, at); }

uint64_t pl_position(CXSourceLocation at) {
    unsigned line, column;
    clang_getFileLocation(at, NULL, &line, &column, NULL);
    return (uint64_t)line << 32 | column;
}

const char *pl_text_at(pl_walk *w, CXSourceLocation at) {
    CXFile file;
    unsigned offset;
    size_t size;
    pl_spelling(w, at, &file, NULL, NULL, &offset);
    const char *text = file ? clang_getFileContents(w->unit, file, &size) : NULL;
    return text && offset < size ? text + offset : "";
}

static bool names_a_scope(CXCursor c) {
    switch (c.kind) {
    case CXCursor_Namespace: return !clang_Cursor_isInlineNamespace(c);
    case CXCursor_ClassDecl:
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_ClassTemplate:
    case CXCursor_ClassTemplatePartialSpecialization: return true;
    default: return false;
    }
}

static bool is_nameless(const char *s) {
    return !s || !*s || *s == '(' || strstr(s, "(anonymous") || strstr(s, "(unnamed");
}

/* `typedef struct {} name;` has this name for linkage, also as a constructor: as a cursor only from LLVM 16 on. */
static void append_linkage_name(GString *name, CXCursor c) {
    CXCursor of = c.kind == CXCursor_Constructor ? clang_getCursorSemanticParent(c) : c;
    bool is_record = of.kind == CXCursor_StructDecl || of.kind == CXCursor_ClassDecl || of.kind == CXCursor_UnionDecl;
    CXString text = clang_getTypeSpelling(is_record ? clang_getCursorType(of) : (CXType){.kind = CXType_Invalid});
    const char *s = clang_getCString(text), *scope = s ? strrchr(s, ':') : NULL;
    g_string_append(name, is_nameless(s) ? "(anonymous)" : scope ? scope + 1 : s);
    clang_disposeString(text);
}

static void append_own_name(GString *name, CXCursor c) {
    CXString text = clang_getCursorSpelling(c);
    const char *s = clang_getCString(text);
    if (is_nameless(s)) {
        append_linkage_name(name, c);
    } else {
        /* Constructors of templates spell their arguments ("lock_guard<_Mutex>"): people and packs leave them out. */
        const char *angle = strncmp(s, "operator", 8) == 0 ? NULL : strchr(s, '<');
        g_string_append_len(name, s, angle ? angle - s : (gssize)strlen(s));
    }
    clang_disposeString(text);
}

char *pl_qualified_name(CXCursor declaration) {
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    for (CXCursor c = declaration; !clang_Cursor_isNull(c) && !clang_isTranslationUnit(c.kind);
         c = clang_getCursorSemanticParent(c)) {
        bool self = clang_equalCursors(c, declaration) != 0;
        if (!self && !names_a_scope(c)) continue;
        GString *part = g_string_new(NULL);
        append_own_name(part, c);
        g_ptr_array_add(parts, g_string_free(part, FALSE));
    }
    GString *name = g_string_new(NULL);
    for (guint i = parts->len; i > 0; i--) {
        if (name->len) g_string_append(name, "::");
        g_string_append(name, g_ptr_array_index(parts, i - 1));
    }
    g_ptr_array_free(parts, TRUE);
    return g_string_free(name, FALSE);
}
