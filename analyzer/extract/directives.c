/* Reads `lockosthread:` comments. Which rules exist is not known here: their names are recorded as they are spelled. */
#include <string.h>

#include "extract/comments.h"
#include "extract/extract.h"
#include "facts/builder.h"
#include "support/nearest.h"

static const char marker[] = "lockosthread:";
enum { MARKER = sizeof marker - 1 };

static const char *const kinds[] = {"allow", "allow-function", "allow-file", NULL}; /* by pl_directive_kind */

/* What a comment says, while it is read. */
typedef struct {
    const char *at; /* rest of the comment's text, on one line */
    pl_directive_kind kind;
    GPtrArray *rules; /* char* */
    const char *reason;
    char *problem;
} statement;

static const char *skip(const char *at, const char *end, const char *bytes) {
    while (at < end && *at && strchr(bytes, *at)) at++;
    return at;
}

/* Wrong capitals make a directive that cannot be read, but only when it goes on like one: prose may well begin with
 * "LockOSThread: ...". */
static bool is_marker(const char *at, const char *end) {
    if ((size_t)(end - at) < MARKER || g_ascii_strncasecmp(at, marker, MARKER) != 0) return false;
    if (memcmp(at, marker, MARKER) == 0) return true;
    at = skip(at + MARKER, end, " \t");
    return end - at >= 5 && g_ascii_strncasecmp(at, "allow", 5) == 0;
}

/* Where the marker begins when the comment begins with it, after decoration; else NULL. Decoration is what makes a
 * comment documentation (as in ///< or //!) and stars at the beginning of lines; a directive that was commented out
 * (// // ...) is none. */
static const char *find_marker(const char *text, const pl_comment *comment) {
    const char *end = text + comment->end, *at = skip(text + comment->begin, end, "*/!<");
    while ((at = skip(at, end, " \t\r\v\f\\")) < end && *at == '\n') at = skip(skip(at + 1, end, " \t\r"), end, "*");
    return is_marker(at, end) ? at : NULL;
}

/* The next line of a block comment, after the one that `at` is on, that begins with the marker; else NULL. */
static const char *next_marker(const char *at, const char *end) {
    while ((at = memchr(at, '\n', (size_t)(end - at)))) {
        at = skip(skip(skip(at + 1, end, " \t\r"), end, "*"), end, " \t\r\v\f");
        if (is_marker(at, end)) return at;
    }
    return NULL;
}

/* The text from `at` to the end of the comment on one line: the end of a line and the decoration of the next become one
 * space. */
static char *flatten(const char *at, const char *end) {
    GString *out = g_string_new(NULL);
    while (at < end) {
        bool joined = *at == '\\' && end - at > 1 && (at[1] == '\n' || at[1] == '\r');
        bool line_end = *at == '\n';
        if (!joined) g_string_append_c(out, g_ascii_isspace(*at) || *at == '\0' ? ' ' : *at);
        at++;
        while (line_end && at < end && (g_ascii_isspace(*at) || *at == '*')) at++;
    }
    g_strchomp(out->str);
    size_t length = strlen(out->str);
    while (length > 0 && (out->str[length - 1] == '*' || out->str[length - 1] == ' ')) length--;
    out->str[length] = '\0';
    return g_string_free(out, FALSE);
}

/* At most the first few bytes of what stands there, for a message. */
static char *quote(const char *text, size_t size) {
    char *part = g_strndup(text, MIN(size, 40)), *valid = g_utf8_make_valid(part, -1);
    char *quoted = g_strdup_printf("\"%s%s\"", valid, size > 40 ? "..." : "");
    g_free(valid);
    g_free(part);
    return quoted;
}

static bool is_name(char c) { return g_ascii_isalnum(c) || c == '-'; }

static void read_kind(statement *s) {
    size_t size = 0;
    while (is_name(s->at[size]) || s->at[size] == '_') size++;
    char *word = g_strndup(s->at, size), *quoted = quote(s->at, size);
    unsigned kind = 0;
    while (kinds[kind] && strcmp(word, kinds[kind]) != 0) kind++;
    const char *nearest = kinds[kind] ? NULL : pl_nearest(word, kinds);
    if (size == 0 && g_str_has_prefix(s->at, " allow"))
        s->problem = g_strdup("no space may stand between \"lockosthread:\" and \"allow\"");
    else if (size == 0)
        s->problem = g_strdup("\"lockosthread:\" must be followed by allow, allow-function or allow-file");
    else if (!kinds[kind] && nearest && g_ascii_strcasecmp(word, nearest) == 0)
        s->problem = g_strdup_printf("%s must be written \"%s\", in small letters", quoted, nearest);
    else if (!kinds[kind] && nearest)
        s->problem = g_strdup_printf("unknown directive %s; did you mean \"%s\"?", quoted, nearest);
    else if (!kinds[kind])
        s->problem = g_strdup_printf("unknown directive %s; there are allow, allow-function and allow-file", quoted);
    else
        s->kind = (pl_directive_kind)kind;
    s->at += size;
    g_free(quoted);
    g_free(word);
}

static void read_reason(statement *s) {
    while (*s->at == ' ') s->at++;
    s->reason = s->at;
    if (!*s->at) s->problem = g_strdup("the reason after \"--\" is missing");
    s->at += strlen(s->at);
}

/* One rule's name, or the "--" before the reason. */
static void read_item(statement *s) {
    size_t size = strcspn(s->at, " ,"), name = 0;
    while (is_name(s->at[name])) name++;
    char *word = g_strndup(s->at, size), *quoted = quote(s->at, size);
    if (strcmp(word, "--") == 0 && s->at[size] != ',') {
        s->at += size;
        read_reason(s);
    } else if (strstr(word, "--") || word[0] == '-') {
        s->problem = g_strdup_printf("the reason must follow \" -- \", with a space on both sides: %s", quoted);
    } else if (name != size) {
        s->problem = g_strdup_printf("%s is not the name of a rule; a reason must follow \" -- \"", quoted);
    } else {
        g_ptr_array_add(s->rules, g_steal_pointer(&word));
        s->at += size;
    }
    g_free(quoted);
    g_free(word);
}

static void read_statement(statement *s) {
    read_kind(s);
    if (!s->problem && *s->at && *s->at != ' ' && *s->at != ',') {
        char *quoted = quote(s->at, 1);
        s->problem =
            g_strdup_printf("%s after \"%s\" cannot be read; rules follow after a space, a reason after \" -- \"",
                            quoted, kinds[s->kind]);
        g_free(quoted);
    }
    while (!s->problem) {
        while (*s->at == ' ' || *s->at == ',') s->at++;
        if (!*s->at) break;
        read_item(s);
    }
}

/* The next line below the comment that has code. A comment inside a macro speaks of the macro's next line. */
static uint32_t find_target(const pl_comments *comments, const pl_comment *comment) {
    if (comment->code_before) return comment->first_line;
    if (comment->code_after) return comment->last_line;
    uint8_t wanted = PL_LINE_CODE | (comment->in_directive ? PL_LINE_DIRECTIVE : 0);
    for (uint32_t line = comment->last_line + 1; line < comments->lines->len; line++)
        if (comments->lines->data[line] & wanted) return line;
    return comment->last_line;
}

static bool is_skipped(uint32_t line, const uint32_t (*skipped)[2], size_t nskipped) {
    for (size_t i = 0; i < nskipped; i++)
        if (line >= skipped[i][0] && line <= skipped[i][1]) return true;
    return false;
}

static void place(pl_directive *d, const char *text, const char *where) {
    const char *begin = where;
    while (begin > text && begin[-1] != '\n') begin--;
    d->column = (uint32_t)(where - begin) + 1;
}

static void fill(struct pl_builder *b, pl_directive *d, const statement *s) {
    d->kind = s->problem ? PL_DIRECTIVE_BAD : s->kind;
    d->reason = d->problem = PL_NONE;
    if (s->problem) {
        d->problem = pl_builder_string(b, s->problem);
        return;
    }
    pl_id *ids = g_new(pl_id, s->rules->len + 1);
    for (guint i = 0; i < s->rules->len; i++) ids[i] = pl_builder_string(b, s->rules->pdata[i]);
    d->rules = pl_builder_span(b, ids, s->rules->len);
    if (s->reason) d->reason = pl_builder_string(b, s->reason);
    g_free(ids);
}

/* Of "LOCKOSTHREAD:ALLOW": what it should have been. */
static char *wrong_capitals(const char *where, const char *rest) {
    size_t blanks = strspn(rest, " "), size = 0;
    while (is_name(rest[blanks + size]) || rest[blanks + size] == '_') size++;
    char *got = quote(where, MARKER + blanks + size), *word = g_ascii_strdown(rest + blanks, (gssize)size);
    char *problem = g_strdup_printf("%s must be written \"%s%s\", in small letters", got, marker, word);
    g_free(word);
    g_free(got);
    return problem;
}

typedef struct {
    struct pl_builder *builder;
    const char *text;
    pl_directive said; /* what all directives of a comment have in common, and the line of the one in hand */
} scan;

/* One directive, from `where` to `end`. */
static void read_one(const scan *sc, const char *where, const char *end) {
    char *rest = flatten(where + MARKER, end);
    pl_directive d = sc->said;
    statement s = {.at = rest, .rules = g_ptr_array_new_with_free_func(g_free)};
    if (memcmp(where, marker, MARKER) != 0)
        s.problem = wrong_capitals(where, rest);
    else
        read_statement(&s);
    place(&d, sc->text, where);
    fill(sc->builder, &d, &s);
    pl_builder_directive(sc->builder, &d);
    g_ptr_array_unref(s.rules);
    g_free(s.problem);
    g_free(rest);
}

static const char *line_end(const char *at, const char *end) {
    const char *found = memchr(at, '\n', (size_t)(end - at));
    return found ? found : end;
}

/* The comment's directives: the one that it begins with may go on over its lines; others are a line of their own. */
static void read_comment(scan *sc, const pl_comments *comments, const pl_comment *comment, const uint32_t (*skipped)[2],
                         size_t nskipped) {
    const char *begin = sc->text + comment->begin, *end = sc->text + comment->end;
    const char *first = find_marker(sc->text, comment), *where = first;
    bool block = begin[-1] == '*';
    if (!where && block) where = next_marker(begin, end);
    if (!where) return;
    sc->said.end_line = sc->said.line = comment->last_line;
    sc->said.target_line = find_target(comments, comment);
    for (const char *p = where; p < end; p++) sc->said.line -= *p == '\n';
    while (where) {
        const char *next = block ? next_marker(where, end) : NULL, *stop = next ? next : end;
        if (where != first) stop = line_end(where, stop);
        sc->said.skipped = is_skipped(sc->said.line, skipped, nskipped);
        read_one(sc, where, stop);
        for (; next && where < next; where++) sc->said.line += *where == '\n';
        where = next;
    }
}

/* Nearly every file holds none; a search that knows nothing of capitals would be slow. */
static bool holds_marker(const char *text, size_t size) {
    for (const char *at = text, *end = text + size; (at = memchr(at, ':', (size_t)(end - at))); at++)
        if (at - text >= MARKER - 1 && g_ascii_strncasecmp(at - (MARKER - 1), marker, MARKER) == 0) return true;
    return false;
}

void pl_scan_directives(struct pl_builder *b, pl_id file, const char *text, size_t size, const uint32_t (*skipped)[2],
                        size_t nskipped) {
    if (!holds_marker(text, size)) return;
    pl_comments comments;
    pl_comments_scan(&comments, text, size);
    scan sc = {.builder = b, .text = text, .said = {.file = file}};
    for (guint i = 0; i < comments.comments->len; i++)
        read_comment(&sc, &comments, &g_array_index(comments.comments, pl_comment, i), skipped, nskipped);
    pl_comments_clear(&comments);
}
