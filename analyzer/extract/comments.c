#include "extract/comments.h"

#include <string.h>

typedef struct {
    const char *text;
    size_t size, at;
    uint32_t line;
    bool fresh;     /* nothing but space and comments so far on this (continued) line */
    bool directive; /* it began with # */
    pl_comments *out;
} lexer;

static char peek(const lexer *l, size_t at) { return at < l->size ? l->text[at] : '\0'; }

/* Length of the backslash, spaces and newline at `at` that join two lines; 0 when there are none. */
static size_t splice(const lexer *l, size_t at) {
    size_t end = at + 1;
    if (peek(l, at) != '\\') return 0;
    while (end < l->size && strchr(" \t\r\f\v", l->text[end]) && l->text[end]) end++;
    return peek(l, end) == '\n' ? end + 1 - at : 0;
}

/* The position of the byte after the one at `at`, beyond any joined lines. */
static size_t next(const lexer *l, size_t at) {
    for (size_t n; (n = splice(l, ++at)) > 0;) at += n - 1;
    return at;
}

/* Moves on to `end` and counts the lines. */
static void move(lexer *l, size_t end) {
    const char *from = l->text + l->at, *to = l->text + end;
    while (from < to && (from = memchr(from, '\n', (size_t)(to - from)))) {
        l->line++;
        from++;
    }
    l->at = end;
}

static uint8_t line_mark(const pl_comments *c, uint32_t line) {
    return line < c->lines->len ? c->lines->data[line] : 0;
}

/* Something that is neither space nor comment stands on the current line. */
static void mark(lexer *l) {
    GByteArray *lines = l->out->lines;
    GArray *comments = l->out->comments;
    if (lines->len <= l->line) {
        guint old = lines->len;
        g_byte_array_set_size(lines, l->line + 1);
        memset(lines->data + old, 0, lines->len - old);
    }
    lines->data[l->line] |= l->directive ? PL_LINE_DIRECTIVE : PL_LINE_CODE;
    for (guint i = comments->len; i > 0; i--) {
        pl_comment *comment = &g_array_index(comments, pl_comment, i - 1);
        if (comment->last_line != l->line || comment->code_after) break;
        comment->code_after = true;
    }
    l->fresh = false;
}

static void add_comment(lexer *l, size_t begin, size_t end, size_t after) {
    pl_comment comment = {.begin = begin, .end = end, .first_line = l->line, .in_directive = l->directive};
    comment.code_before = line_mark(l->out, l->line) != 0;
    move(l, begin);
    move(l, after);
    comment.last_line = l->line;
    g_array_append_val(l->out->comments, comment);
}

/* `begin`: after the two bytes that open it. */
static void read_line_comment(lexer *l, size_t begin) {
    size_t end = begin;
    for (size_t n; end < l->size && l->text[end] != '\n';) end += (n = splice(l, end)) > 0 ? n : 1;
    add_comment(l, begin, end, end);
}

static void read_block_comment(lexer *l, size_t begin) {
    for (const char *star = l->text + begin; begin < l->size; star++) {
        star = memchr(star, '*', (size_t)(l->text + l->size - star));
        if (!star) break;
        size_t end = (size_t)(star - l->text), slash = next(l, end);
        if (peek(l, slash) != '/') continue;
        add_comment(l, begin, end, slash + 1);
        return;
    }
    add_comment(l, begin, l->size, l->size);
}

/* '...' or "...". One that is not closed on its line is a lone quote, as in `#error don't`. */
static void read_quoted(lexer *l) {
    char quote = l->text[l->at];
    size_t at = next(l, l->at);
    mark(l);
    while (at < l->size && l->text[at] != quote && l->text[at] != '\n') {
        if (l->text[at] == '\\') at = next(l, at);
        if (at < l->size) at = next(l, at);
    }
    move(l, peek(l, at) == quote ? at + 1 : l->at + 1);
    if (l->text[l->at - 1] == quote) mark(l);
}

/* R"x(...)x": at the quote. */
static void read_raw_string(lexer *l) {
    size_t name = l->at + 1, open = name;
    while (open < l->size && open - name <= 16 && !strchr("()\\ \t\n\"", l->text[open])) open++;
    if (peek(l, open) != '(') {
        read_quoted(l);
        return;
    }
    for (size_t close = open + 1; close < l->size; close++) {
        const char *found = memchr(l->text + close, ')', l->size - close);
        if (!found) break;
        close = (size_t)(found - l->text);
        size_t quote = close + 1 + (open - name);
        if (peek(l, quote) == '"' && memcmp(found + 1, l->text + name, open - name) == 0) {
            move(l, quote + 1);
            mark(l);
            return;
        }
    }
    move(l, l->size);
}

static bool is_word(char c) { return g_ascii_isalnum(c) || c == '_' || c == '$' || (c & 0x80); }

static bool is_raw_prefix(const char *word, size_t size) {
    static const char *const prefixes[] = {"R", "LR", "uR", "UR", "u8R"};
    for (unsigned i = 0; i < G_N_ELEMENTS(prefixes); i++)
        if (strlen(prefixes[i]) == size && memcmp(prefixes[i], word, size) == 0) return true;
    return false;
}

static void read_word(lexer *l) {
    size_t end = l->at;
    mark(l);
    while (end < l->size && is_word(l->text[end])) end++;
    bool raw = peek(l, end) == '"' && is_raw_prefix(l->text + l->at, end - l->at);
    l->at = end;
    if (raw) read_raw_string(l);
}

/* 1'000'000, 0x1p+3, 1.5e-3 */
static void read_number(lexer *l) {
    mark(l);
    while (l->at < l->size) {
        char c = l->text[l->at];
        bool separator = c == '\'' && is_word(peek(l, l->at + 1));
        if (!is_word(c) && c != '.' && !separator) return;
        l->at += separator ? 2 : 1;
    }
}

static size_t skip_blanks(const lexer *l, size_t at) {
    while (peek(l, at) == ' ' || peek(l, at) == '\t') at++;
    return at;
}

/* At the #. The name of a header holds no comments and no strings: #include <a//b>. */
static void read_directive(lexer *l) {
    static const char *const names[] = {"include", "include_next", "import", "embed"};
    size_t name = skip_blanks(l, l->at + 1), end = name;
    l->directive = true;
    mark(l);
    while (is_word(peek(l, end))) end++;
    l->at = end;
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strlen(names[i]) != end - name || memcmp(names[i], l->text + name, end - name) != 0) continue;
        size_t open = skip_blanks(l, end), close = open + 1;
        char closing = peek(l, open) == '<' ? '>' : '"';
        if (peek(l, open) != '<' && peek(l, open) != '"') return;
        while (close < l->size && l->text[close] != '\n' && l->text[close] != closing) close++;
        l->at = peek(l, close) == closing ? close + 1 : close;
        return;
    }
}

static void read_one(lexer *l) {
    char c = l->text[l->at];
    size_t joined = splice(l, l->at), second = c == '/' ? next(l, l->at) : 0;
    if (joined) {
        move(l, l->at + joined);
    } else if (c == '\n') {
        move(l, l->at + 1);
        l->fresh = true;
        l->directive = false;
    } else if (g_ascii_isspace(c) || c == '\v') {
        l->at++;
    } else if (c == '/' && peek(l, second) == '/') {
        read_line_comment(l, second + 1);
    } else if (c == '/' && peek(l, second) == '*') {
        read_block_comment(l, second + 1);
    } else if (c == '"' || c == '\'') {
        read_quoted(l);
    } else if (g_ascii_isdigit(c) || (c == '.' && g_ascii_isdigit(peek(l, l->at + 1)))) {
        read_number(l);
    } else if (is_word(c)) {
        read_word(l);
    } else if (c == '#' && l->fresh) {
        read_directive(l);
    } else {
        mark(l);
        l->at++;
    }
}

void pl_comments_scan(pl_comments *out, const char *text, size_t size) {
    out->comments = g_array_new(FALSE, FALSE, sizeof(pl_comment));
    out->lines = g_byte_array_new();
    lexer l = {.text = text, .size = size, .line = 1, .fresh = true, .out = out};
    while (l.at < l.size) read_one(&l);
}

void pl_comments_clear(pl_comments *comments) {
    g_array_unref(comments->comments);
    g_byte_array_unref(comments->lines);
}
