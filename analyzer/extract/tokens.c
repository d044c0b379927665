/* tokens.c: what is written at a place, by the tokens of the source: an older libclang says less of it. */
#include <string.h>

#include "extract/resource.h"
#include "extract/walk.h"

typedef struct {
    CXFile file;
    unsigned offset;
} place;

/* The one token that begins here, where it is spelled: tokens are read from the text, not after macros. */
static place spelled_token(pl_walk *w, CXSourceLocation at) {
    place out = {NULL, 0};
    CXToken *tokens = NULL;
    unsigned count = 0;
    clang_tokenize(w->unit, clang_getRange(at, at), &tokens, &count);
    if (count) clang_getFileLocation(clang_getTokenLocation(w->unit, tokens[0]), &out.file, NULL, NULL, &out.offset);
    if (tokens) clang_disposeTokens(w->unit, tokens, count);
    return out;
}

/* clang_getSpellingLocation gave the place where the macro is used, before LLVM 19. */
void pl_spelling(pl_walk *w, CXSourceLocation at, CXFile *file, unsigned *line, unsigned *column, unsigned *offset) {
    place spelled = {NULL, 0};
    if (pl_clang_major() < 19) spelled = spelled_token(w, at);
    if (spelled.file) at = clang_getLocationForOffset(w->unit, spelled.file, spelled.offset);
    clang_getSpellingLocation(at, file, line, column, offset);
}

#if CINDEX_VERSION_MINOR < 64 /* LLVM 17, which tells the operator */
static bool is_before(place a, place b) { return a.file && a.file == b.file && a.offset < b.offset; }

static char *text_of(pl_walk *w, CXToken token) {
    CXString text = clang_getTokenSpelling(w->unit, token);
    char *copy = g_strdup(clang_getCString(text));
    clang_disposeString(text);
    return copy;
}

typedef bool (*token_visitor)(char *text, void *data); /* owns the text; true: enough */

/* From `from` up to `to`, without comments. */
static void visit_tokens(pl_walk *w, place from, place to, token_visitor visit, void *data) {
    CXSourceLocation begin = clang_getLocationForOffset(w->unit, from.file, from.offset);
    CXSourceLocation end = clang_getLocationForOffset(w->unit, to.file, to.offset);
    CXToken *tokens = NULL;
    unsigned count = 0;
    clang_tokenize(w->unit, clang_getRange(begin, end), &tokens, &count);
    for (unsigned i = 0; i < count; i++) {
        place at;
        clang_getFileLocation(clang_getTokenLocation(w->unit, tokens[i]), &at.file, NULL, NULL, &at.offset);
        if (clang_getTokenKind(tokens[i]) == CXToken_Comment) continue;
        if (!is_before(at, to) || visit(text_of(w, tokens[i]), data)) break;
    }
    if (tokens) clang_disposeTokens(w->unit, tokens, count);
}

static bool take(char *text, void *data) {
    char **found = data;
    g_free(*found);
    *found = text;
    return false;
}

static bool take_one(char *text, void *data) {
    take(text, data);
    return true;
}

static char *first_token(pl_walk *w, place from, place to) {
    char *found = NULL;
    visit_tokens(w, from, to, take_one, &found);
    return found;
}

static bool is_line_end(const char *text, size_t at) {
    if (text[at] != '\n') return false;
    if (at > 0 && text[at - 1] == '\r') at--;
    return at == 0 || text[at - 1] != '\\';
}

/* From where to where a line goes, with the lines that backslashes join to it. */
static void line_around(pl_walk *w, place at, place *begin, place *end) {
    size_t size = 0;
    const char *text = clang_getFileContents(w->unit, at.file, &size);
    *begin = *end = at;
    if (!text || at.offset > size) return;
    while (begin->offset > 0 && !is_line_end(text, begin->offset - 1)) begin->offset--;
    while (end->offset < size && !is_line_end(text, end->offset)) end->offset++;
}

typedef struct {
    unsigned count;
    char *name, *last;
} definition;

static bool see_definition(char *text, void *data) {
    definition *d = data;
    d->count++;
    if (d->count == 3) d->name = g_strdup(text);
    return take(text, &d->last);
}

typedef struct {
    const char *name;
    char *before;
    bool found;
} use;

static bool see_use(char *text, void *data) {
    use *u = data;
    u->found = strcmp(text, u->name) == 0;
    if (!u->found) return take(text, &u->before);
    g_free(text);
    return true;
}

/* What stands before the first use of a macro in the one that makes `left`. */
static char *before_use(pl_walk *w, CXCursor left, const char *name) {
    CXSourceLocation at = clang_getRangeStart(clang_getCursorExtent(left));
    place spelled = spelled_token(w, at), seen, begin, end;
    clang_getFileLocation(at, &seen.file, NULL, NULL, &seen.offset);
    if (!spelled.file || (spelled.file == seen.file && spelled.offset == seen.offset)) return NULL;
    line_around(w, spelled, &begin, &end);
    use u = {.name = name};
    visit_tokens(w, spelled, end, see_use, &u);
    if (!u.found) g_clear_pointer(&u.before, g_free);
    return u.before;
}

static bool is_operator(const char *text) { return g_ascii_ispunct(*text) && *text != ')' && *text != '_'; }

/* Both operands are made by one macro, in which the right one begins at `right`; or it begins with another macro, which
 * begins there: `#define NAME right`. */
static char *operator_in_macro(pl_walk *w, CXCursor left, place right) {
    place begin, end;
    line_around(w, right, &begin, &end);
    definition d = {0};
    visit_tokens(w, begin, right, see_definition, &d);
    if (d.last && d.name && !is_operator(d.last)) {
        g_free(d.last);
        d.last = before_use(w, left, d.name);
    }
    if (d.last && !is_operator(d.last)) g_clear_pointer(&d.last, g_free);
    g_free(d.name);
    return d.last;
}

char *pl_token_at(pl_walk *w, CXSourceLocation at) {
    place from = spelled_token(w, at), to = {from.file, from.offset + 1};
    return from.file ? first_token(w, from, to) : NULL;
}

static char *operator_after(pl_walk *w, place from, place to) {
    char *text = is_before(from, to) ? first_token(w, from, to) : NULL;
    if (text && !is_operator(text)) g_clear_pointer(&text, g_free);
    return text;
}

/* An operator stands between its operands: in the file, or in one argument of a macro. If a macro makes both of them,
 * it stands before the right one in that macro. NULL: both are arguments of their own, or made by macros of macros. */
char *pl_operator_between(pl_walk *w, CXCursor left, CXCursor right) {
    CXSourceLocation end = clang_getRangeEnd(clang_getCursorExtent(left));
    CXSourceLocation begin = clang_getRangeStart(clang_getCursorExtent(right));
    place from, to, spelled = spelled_token(w, begin);
    clang_getExpansionLocation(end, &from.file, NULL, NULL, &from.offset);
    clang_getExpansionLocation(begin, &to.file, NULL, NULL, &to.offset);
    char *text = operator_after(w, from, to);
    if (text) return text;
    clang_getFileLocation(end, &from.file, NULL, NULL, &from.offset);
    clang_getFileLocation(begin, &to.file, NULL, NULL, &to.offset);
    text = operator_after(w, from, to);
    if (text && *text != ',') return text;
    g_free(text); /* the comma separates the arguments */
    bool in_macro = spelled.file && (spelled.file != to.file || spelled.offset != to.offset);
    return in_macro ? operator_in_macro(w, left, spelled) : NULL;
}
#endif
