/* The strict grammar of JSON, line by line: what cJSON lets pass (leading zeros, control characters in strings,
 * duplicate keys, ...) is refused here with its line, and every value's line is noted. */
#include <string.h>

#include "config/config.h"
#include "config/json.h"

typedef struct {
    const char *name;
    const char *p, *end;
    uint32_t line;
    unsigned depth;
    GArray *lines;
    GString *key; /* scratch: the key read last, unescaped */
    GError **error;
} scanner;

static bool scan_value(scanner *s);

static bool fail(const scanner *s, const char *text) { return pl_json_fail_at(s->name, s->line, s->error, "%s", text); }

static void skip_space(scanner *s) {
    for (; s->p < s->end; s->p++) {
        if (*s->p == '\n')
            s->line++;
        else if (*s->p != ' ' && *s->p != '\t' && *s->p != '\r')
            return;
    }
}

static char peek(const scanner *s) { return s->p < s->end ? *s->p : 0; }

static bool fail_here(const scanner *s, const char *wanted) {
    if (s->p >= s->end)
        return pl_json_fail_at(s->name, s->line, s->error, "the file ends where %s should stand", wanted);
    if (*s->p == '\'') return fail(s, "single quotes; JSON strings stand in double quotes");
    const char *next = g_utf8_next_char(s->p);
    if (*s->p > 0 && *s->p < ' ')
        return pl_json_fail_at(s->name, s->line, s->error, "a control character where %s should stand", wanted);
    return pl_json_fail_at(s->name, s->line, s->error, "\"%.*s\" where %s should stand", (int)(next - s->p), s->p,
                           wanted);
}

static int hex4(const char *p, const char *end) {
    int value = 0;
    if (end - p < 4) return -1;
    for (int i = 0; i < 4; i++) {
        int digit = g_ascii_xdigit_value(p[i]);
        if (digit < 0) return -1;
        value = value << 4 | digit;
    }
    return value;
}

/* s->p is behind "\u". Surrogates must come in pairs, and U+0000 would cut C strings short. */
static bool scan_unicode(scanner *s, GString *out) {
    int unit = hex4(s->p, s->end);
    if (unit < 0) return fail(s, "\\u needs four hexadecimal digits");
    s->p += 4;
    gunichar c = (gunichar)unit;
    if (unit >= 0xD800 && unit < 0xDC00 && s->end - s->p >= 6 && s->p[0] == '\\' && s->p[1] == 'u') {
        int low = hex4(s->p + 2, s->end);
        if (low >= 0xDC00 && low < 0xE000) {
            c = 0x10000 + ((gunichar)(unit - 0xD800) << 10) + (gunichar)(low - 0xDC00);
            s->p += 6;
        }
    }
    if (c == 0) return fail(s, "\\u0000 cannot stand in a name or text");
    if (c >= 0xD800 && c < 0xE000) return fail(s, "half a surrogate pair in \\u....");
    if (out != NULL) g_string_append_unichar(out, c);
    return true;
}

static bool scan_escape(scanner *s, GString *out) {
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = peek(s);
    if (c == 'u') {
        s->p++;
        return scan_unicode(s, out);
    }
    const char *known = c != 0 ? strchr(from, c) : NULL;
    if (known == NULL) return fail(s, "unknown escape in a string; a backslash is written \\\\");
    if (out != NULL) g_string_append_c(out, to[known - from]);
    s->p++;
    return true;
}

/* s->p is at the opening quote. */
static bool scan_string(scanner *s, GString *out) {
    for (s->p++; s->p < s->end;) {
        char c = *s->p;
        if (c == '"') {
            s->p++;
            return true;
        }
        if (c == '\n') return fail(s, "the string that starts on this line is never closed");
        if (c > 0 && c < ' ') return fail(s, "a control character in a string; write it as an escape, such as \\t");
        s->p++;
        if (c == '\\') {
            if (!scan_escape(s, out)) return false;
        } else if (out != NULL)
            g_string_append_c(out, c);
    }
    return fail(s, "the string that starts on this line is never closed");
}

static bool scan_digits(scanner *s) {
    const char *begin = s->p;
    while (g_ascii_isdigit(peek(s))) s->p++;
    return s->p > begin;
}

static bool scan_number(scanner *s) {
    if (peek(s) == '-') s->p++;
    const char *begin = s->p;
    if (!scan_digits(s)) return fail_here(s, "a digit");
    if (*begin == '0' && s->p - begin > 1) return fail(s, "a number with a leading zero; write it in plain decimal");
    if (peek(s) == '.') {
        s->p++;
        if (!scan_digits(s)) return fail_here(s, "a digit");
    }
    if (peek(s) == 'e' || peek(s) == 'E') {
        s->p++;
        if (peek(s) == '+' || peek(s) == '-') s->p++;
        if (!scan_digits(s)) return fail_here(s, "a digit");
    }
    if (g_ascii_isalpha(peek(s))) return fail(s, "letters in a number; write it in plain decimal");
    return true;
}

static bool scan_word(scanner *s) {
    static const char *const words[] = {"true", "false", "null"};
    for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
        size_t length = strlen(words[i]);
        if ((size_t)(s->end - s->p) < length || memcmp(s->p, words[i], length) != 0) continue;
        s->p += length;
        if (g_ascii_isalnum(peek(s))) return fail_here(s, "a comma");
        return true;
    }
    return fail_here(s, "a value");
}

static bool scan_array(scanner *s) {
    uint32_t opened = s->line;
    s->p++;
    skip_space(s);
    if (peek(s) == ']') {
        s->p++;
        return true;
    }
    for (;;) {
        skip_space(s);
        if (peek(s) == ']') return fail(s, "a comma with nothing after it; remove the comma before \"]\"");
        if (!scan_value(s)) return false;
        skip_space(s);
        if (peek(s) == ']') break;
        if (s->p >= s->end) return pl_json_fail_at(s->name, opened, s->error, "the \"[\" on this line is never closed");
        if (peek(s) != ',') return fail_here(s, "a comma or \"]\"");
        s->p++;
    }
    s->p++;
    return true;
}

static bool scan_member(scanner *s, GHashTable *seen) {
    if (peek(s) != '"') return fail_here(s, "a key in double quotes");
    g_string_truncate(s->key, 0);
    if (!scan_string(s, s->key)) return false;
    uint32_t line = s->line;
    if (!g_hash_table_add(seen, g_strdup(s->key->str)))
        return pl_json_fail_at(s->name, line, s->error, "the key \"%s\" stands in this object twice", s->key->str);
    skip_space(s);
    if (peek(s) != ':') return fail_here(s, "a colon");
    s->p++;
    skip_space(s);
    guint index = s->lines->len;
    if (!scan_value(s)) return false;
    g_array_index(s->lines, uint32_t, index) = line; /* a member is where its key is */
    return true;
}

static bool scan_members(scanner *s, GHashTable *seen) {
    uint32_t opened = s->line;
    s->p++;
    skip_space(s);
    if (peek(s) == '}') {
        s->p++;
        return true;
    }
    for (;;) {
        skip_space(s);
        if (peek(s) == '}') return fail(s, "a comma with nothing after it; remove the comma before \"}\"");
        if (!scan_member(s, seen)) return false;
        skip_space(s);
        if (peek(s) == '}') break;
        if (s->p >= s->end) return pl_json_fail_at(s->name, opened, s->error, "the \"{\" on this line is never closed");
        if (peek(s) != ',') return fail_here(s, "a comma or \"}\"");
        s->p++;
    }
    s->p++;
    return true;
}

static bool scan_object(scanner *s) {
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool ok = scan_members(s, seen);
    g_hash_table_destroy(seen);
    return ok;
}

static bool scan_value(scanner *s) {
    if (s->lines->len >= PL_JSON_MAX_VALUES) return fail(s, "too many values for a pack or project file");
    g_array_append_val(s->lines, s->line);
    char c = peek(s);
    if (c == '"') return scan_string(s, NULL);
    if (c == '-' || g_ascii_isdigit(c)) return scan_number(s);
    if (c != '{' && c != '[') return scan_word(s);
    if (++s->depth > PL_JSON_DEPTH) return fail(s, "nested too deeply");
    bool ok = c == '{' ? scan_object(s) : scan_array(s);
    s->depth--;
    return ok;
}

bool pl_json_scan(const char *name, const char *text, size_t size, GArray *lines, GError **error) {
    scanner s = {.name = name, .p = text, .end = text + size, .line = 1, .lines = lines, .error = error};
    s.key = g_string_new(NULL);
    skip_space(&s);
    bool ok = s.p < s.end || fail(&s, "the file is empty; it should hold one object, { ... }");
    ok = ok && scan_value(&s);
    skip_space(&s);
    if (ok && s.p < s.end) ok = fail_here(&s, "the end of the file");
    g_string_free(s.key, TRUE);
    return ok;
}

static guint stamp(cJSON *item, const GArray *lines, guint next) {
    item->valueint = (int)g_array_index(lines, uint32_t, next);
    next++;
    for (cJSON *child = item->child; child != NULL; child = child->next) next = stamp(child, lines, next);
    return next;
}

void pl_json_stamp(cJSON *root, const GArray *lines) { stamp(root, lines, 0); }
