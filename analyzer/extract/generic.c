/* generic.c: which branch of _Generic is the chosen one. libclang shows all of them and does not say. The type of the
 * whole is the type of the chosen branch; where several have it, their labels are read in the source text. */
#include <string.h>

#include "extract/walk.h"

/* The text of the label before a branch: "int", "struct a *", "default". */
static char *label_before(pl_walk *w, CXCursor branch) {
    CXFile file;
    unsigned offset;
    size_t size;
    pl_spelling(w, clang_getRangeStart(clang_getCursorExtent(branch)), &file, NULL, NULL, &offset);
    const char *text = file ? clang_getFileContents(w->unit, file, &size) : NULL;
    if (!text || offset > size) return g_strdup("");
    const char *colon = text + offset;
    while (colon > text && *colon != ':' && *colon != ',') colon--;
    const char *begin = colon;
    int depth = 0;
    while (begin > text && (depth > 0 || (begin[-1] != ',' && begin[-1] != '('))) {
        begin--;
        if (*begin == ')') depth++;
        if (*begin == '(') depth--;
    }
    GString *label = g_string_new(NULL);
    for (const char *p = begin; p < colon; p++) {
        if (g_ascii_isspace(*p) || *p == '\\') {
            if (label->len && label->str[label->len - 1] != ' ') g_string_append_c(label, ' ');
        } else {
            g_string_append_c(label, *p);
        }
    }
    while (label->len && label->str[label->len - 1] == ' ') g_string_truncate(label, label->len - 1);
    return g_string_free(label, FALSE);
}

static void drop_blanks(char *s) {
    char *to = s;
    for (; *s; s++)
        if (*s != ' ') *to++ = *s;
    *to = '\0';
}

/* A label says the same as a type if both spell alike, or the label is a typedef of it. */
static bool label_is(pl_walk *w, const char *label, CXType controlling) {
    CXType t = pl_unqualified(clang_getCanonicalType(controlling));
    CXString as_canonical = clang_getTypeSpelling(t), as_written = clang_getTypeSpelling(controlling);
    char *a = g_strdup(clang_getCString(as_canonical)), *b = g_strdup(clang_getCString(as_written)),
         *l = g_strdup(label);
    (void)w;
    drop_blanks(a);
    drop_blanks(b);
    drop_blanks(l);
    bool same = strcmp(a, l) == 0 || strcmp(b, l) == 0;
    g_free(a);
    g_free(b);
    g_free(l);
    clang_disposeString(as_canonical);
    clang_disposeString(as_written);
    return same;
}

static bool same_type(CXCursor a, CXCursor b) {
    return clang_equalTypes(clang_getCanonicalType(clang_getCursorType(a)),
                            clang_getCanonicalType(clang_getCursorType(b))) != 0;
}

pl_id pl_generic_choice(pl_walk *w, CXCursor generic) {
    pl_children c = pl_push_expressions(w, generic);
    guint chosen = 0, candidates = 0, fallback = 0;
    for (guint i = 1; i < c.count; i++) {
        if (!same_type(generic, pl_child(w, c, i))) continue;
        candidates++;
        chosen = i;
    }
    if (candidates > 1) {
        CXType controlling = clang_getCursorType(pl_child(w, c, 0));
        chosen = 0;
        for (guint i = 1; i < c.count && !chosen; i++) {
            if (!same_type(generic, pl_child(w, c, i))) continue;
            char *label = label_before(w, pl_child(w, c, i));
            if (strcmp(label, "default") == 0)
                fallback = i;
            else if (label_is(w, label, controlling))
                chosen = i;
            g_free(label);
        }
        if (!chosen) chosen = fallback;
    }
    pl_id result = 0;
    if (chosen) {
        result = pl_value(w, pl_child(w, c, chosen));
    } else {
        for (guint i = 1; i < c.count; i++) result = pl_builder_choice(w->out, result, pl_value(w, pl_child(w, c, i)));
    }
    pl_pop(w, c);
    return result;
}
