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

/* Where the marker begins when the comment begins with it, after decoration; else NULL. Decoration is what makes a
 * comment documentation (as in ///< or //!) and stars at the beginning of lines; a directive that was commented out
 * (// // ...) is none. */
static const char *find_marker(const char *text, const pl_comment *comment) {
    const char *end = text + comment->end, *at = skip(text + comment->begin, end, "*/!<");
    while ((at = skip(at, end, " \t\r\v\f\\")) < end && *at == '\n') at = skip(skip(at + 1, end, " \t\r"), end, "*");
    return (size_t)(end - at) >= MARKER && memcmp(at, marker, MARKER) == 0 ? at : NULL;
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

/* Line and column of `where`, in or before which the comment begins. */
static void place(pl_directive *d, const char *text, const char *where, const pl_comment *comment) {
    d->line = comment->last_line;
    for (const char *p = where; p < text + comment->end; p++) d->line -= *p == '\n';
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

void pl_scan_directives(struct pl_builder *b, pl_id file, const char *text, size_t size, const uint32_t (*skipped)[2],
                        size_t nskipped) {
    if (size < MARKER || !memmem(text, size, marker, MARKER)) return; /* nearly every file */
    pl_comments comments;
    pl_comments_scan(&comments, text, size);
    for (guint i = 0; i < comments.comments->len; i++) {
        const pl_comment *comment = &g_array_index(comments.comments, pl_comment, i);
        const char *where = find_marker(text, comment);
        if (!where) continue;
        char *rest = flatten(where + MARKER, text + comment->end);
        pl_directive d = {.file = file, .end_line = comment->last_line};
        statement s = {.at = rest, .rules = g_ptr_array_new_with_free_func(g_free)};
        read_statement(&s);
        place(&d, text, where, comment);
        d.target_line = find_target(&comments, comment);
        d.skipped = is_skipped(d.line, skipped, nskipped);
        fill(b, &d, &s);
        pl_builder_directive(b, &d);
        g_ptr_array_unref(s.rules);
        g_free(s.problem);
        g_free(rest);
    }
    pl_comments_clear(&comments);
}
