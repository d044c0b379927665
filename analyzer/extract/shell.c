#include "extract/shell.h"

#include <string.h>

#include "extract/failure.h"

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* In "...", sh lets a backslash quote only these. */
static bool quoted_by_backslash(char c, char quote, pl_shell_rules rules) {
    if (rules == PL_SHELL_RESPONSE || quote == '\0') return true;
    return quote == '"' && (c == '"' || c == '\\' || c == '$' || c == '`' || c == '\n');
}

/* Reads one word from *at; false at an unterminated quote. */
static bool read_word(const char **at, const char *end, pl_shell_rules rules, GString *word) {
    char quote = '\0';
    for (; *at < end; (*at)++) {
        char c = **at;
        if (quote == '\0' && is_space(c)) return true;
        if (c == '\\' && *at + 1 < end && quoted_by_backslash((*at)[1], quote, rules)) {
            (*at)++;
            if (**at != '\n' || rules == PL_SHELL_RESPONSE) g_string_append_c(word, **at);
        } else if (c == quote) {
            quote = '\0';
        } else if (quote == '\0' && (c == '"' || c == '\'')) {
            quote = c;
        } else {
            g_string_append_c(word, c);
        }
    }
    return quote == '\0';
}

bool pl_shell_split(const char *text, size_t size, pl_shell_rules rules, GPtrArray *words, GError **error) {
    const char *at = text, *end = text + size;
    GString *word = g_string_new(NULL);
    bool good = true;
    while (good) {
        while (at < end && is_space(*at)) at++;
        if (at == end) break;
        if (at[0] == '\\' && at + 1 < end && at[1] == '\n' && rules == PL_SHELL_POSIX) { /* a continued line */
            at += 2;
            continue;
        }
        const char *begin = at;
        while (at < end && !is_space(*at) && *at != '"' && *at != '\'' && *at != '\\') at++;
        if (at == end || is_space(*at)) { /* most words have nothing to unquote */
            g_ptr_array_add(words, g_strndup(begin, (size_t)(at - begin)));
            continue;
        }
        g_string_truncate(word, 0);
        at = begin;
        good = read_word(&at, end, rules, word);
        if (good) g_ptr_array_add(words, g_strndup(word->str, word->len));
    }
    g_string_free(word, TRUE);
    if (!good) pl_fail(error, "a quote is not closed");
    return good;
}
