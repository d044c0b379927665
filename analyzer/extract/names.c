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

pl_id pl_file_of(pl_walk *w, CXFile file, CXSourceLocation at) {
    if (!file) return PL_NONE;
    gpointer known = g_hash_table_lookup(w->files, file);
    if (known) return GPOINTER_TO_UINT(known) - 1;
    CXString name = clang_getFileName(file);
    char *path = g_canonicalize_filename(clang_getCString(name), w->directory);
    clang_disposeString(name);
    pl_id id = pl_builder_file(w->out, path, clang_Location_isInSystemHeader(at) ? PL_FILE_SYSTEM : 0);
    g_free(path);
    g_hash_table_insert(w->files, file, GUINT_TO_POINTER(id + 1));
    return id;
}

pl_location pl_locate(pl_walk *w, CXSourceLocation at) {
    pl_location out = {.file = PL_NONE, .spelled_file = PL_NONE};
    if (w->instead) return *w->instead;
    CXFile file, spelled;
    unsigned line, column, spelled_line, spelled_column;
    clang_getFileLocation(at, &file, &line, &column, NULL);
    if (!file) return out;
    out.file = pl_file_of(w, file, at);
    out.line = line;
    out.column = column;
    clang_getExpansionLocation(at, NULL, &out.expanded_line, &out.expanded_column, NULL);
    clang_getSpellingLocation(at, &spelled, &spelled_line, &spelled_column, NULL);
    if (spelled && (spelled != file || spelled_line != line || spelled_column != column)) {
        out.spelled_file = pl_file_of(w, spelled, at);
        out.spelled_line = spelled_line;
        out.spelled_column = spelled_column;
    }
    return out;
}

uint64_t pl_position(CXSourceLocation at) {
    unsigned line, column;
    clang_getFileLocation(at, NULL, &line, &column, NULL);
    return (uint64_t)line << 32 | column;
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

static void append_own_name(GString *name, CXCursor c) {
    CXString text = clang_getCursorSpelling(c);
    const char *s = clang_getCString(text);
    if (!s || !*s || strchr(s, '(') == s || strstr(s, "(anonymous") || strstr(s, "(unnamed")) {
        g_string_append(name, "(anonymous)");
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
