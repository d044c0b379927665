/* types.c: a reader of the few shapes of type text that decide something. */
#include "program/types.h"

#include <string.h>

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static pl_slice trimmed(pl_slice s) {
    while (s.length && s.text[0] == ' ') s.text++, s.length--;
    while (s.length && s.text[s.length - 1] == ' ') s.length--;
    return s;
}

static bool equals(pl_slice s, const char *word) {
    return s.length == strlen(word) && memcmp(s.text, word, s.length) == 0;
}

static bool contains(pl_slice s, const char *what) { return memmem(s.text, s.length, what, strlen(what)) != NULL; }

static bool starts(pl_slice s, const char *word) {
    size_t length = strlen(word);
    return s.length >= length && memcmp(s.text, word, length) == 0;
}

static const char *const qualifiers[] = {"const", "volatile", "restrict", "__restrict", "__restrict__", "register"};
enum { NQUALIFIERS = sizeof qualifiers / sizeof *qualifiers };

static pl_slice unqualified_end(pl_slice s) {
    for (bool again = true; again;) {
        again = false;
        s = trimmed(s);
        for (int i = 0; i < NQUALIFIERS; i++) {
            size_t n = strlen(qualifiers[i]);
            if (s.length <= n || memcmp(s.text + s.length - n, qualifiers[i], n) != 0) continue;
            if (is_word(s.text[s.length - n - 1])) continue;
            s.length -= n;
            again = true;
        }
    }
    return s;
}

static pl_slice unqualified_start(pl_slice s) {
    for (bool again = true; again;) {
        again = false;
        s = trimmed(s);
        for (int i = 0; i < NQUALIFIERS; i++) {
            size_t n = strlen(qualifiers[i]);
            if (!starts(s, qualifiers[i]) || s.length <= n || is_word(s.text[n])) continue;
            s.text += n;
            s.length -= n;
            again = true;
        }
    }
    return s;
}

/* Too small for a pointer, or never used for one. */
static bool is_number(pl_slice s) {
    static const char *const numbers[] = {
        "int",      "unsigned int", "unsigned", "short",    "unsigned short", "char",    "signed char",
        "_Bool",    "bool",         "float",    "double",   "long double",    "size_t",  "unsigned char",
        "ssize_t",  "int8_t",       "uint8_t",  "int16_t",  "uint16_t",       "int32_t", "uint32_t",
        "time_t",   "off_t",        "mode_t",   "pid_t",    "uid_t",          "gid_t",   "socklen_t",
        "sigset_t", "wchar_t",      "char16_t", "char32_t", "std::size_t",    "__int128"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (equals(s, numbers[i])) return true;
    return starts(s, "enum ");
}

static bool is_character(pl_slice s) {
    return equals(s, "char") || equals(s, "signed char") || equals(s, "unsigned char") || equals(s, "u_char") ||
           equals(s, "uint8_t");
}

static bool is_record(pl_slice s, pl_is_record_fn known, const void *data) {
    if (starts(s, "struct ") || starts(s, "union ") || starts(s, "class ")) return true;
    return known && known(data, s.text, s.length);
}

static uint8_t pointer_holds(pl_slice pointee, pl_is_record_fn known, const void *data) {
    pointee = unqualified_start(unqualified_end(pointee));
    if (pointee.length && (pointee.text[pointee.length - 1] == '*' || pointee.text[pointee.length - 1] == ']'))
        return PL_HOLDS_ADDRESSES | PL_HOLDS_OBJECTS;
    if (is_character(pointee)) return PL_HOLDS_ADDRESSES | PL_HOLDS_OBJECTS;
    if (is_number(pointee)) return 0;
    if (contains(pointee, "__va_list")) return PL_HOLDS_ANYTHING;
    return is_record(pointee, known, data) ? PL_HOLDS_OBJECTS : PL_HOLDS_ANYTHING;
}

uint8_t pl_type_holds(pl_slice type, pl_is_record_fn known, const void *data) {
    pl_slice s = unqualified_end(type);
    if (!s.length) return PL_HOLDS_ANYTHING;
    if (contains(s, "(*") || contains(s, "(^") || contains(s, "::*")) return PL_HOLDS_ANYTHING;
    bool array = s.text[s.length - 1] == ']';
    while (s.length && s.text[s.length - 1] == ']') { /* an array is one place: its element */
        while (s.length && s.text[s.length - 1] != '[') s.length--;
        if (s.length) s.length--;
        s = unqualified_end(s);
    }
    if (s.length && s.text[s.length - 1] == '*') return pointer_holds((pl_slice){s.text, s.length - 1}, known, data);
    s = unqualified_start(s);
    if (s.length && s.text[s.length - 1] == '&') {
        while (s.length && s.text[s.length - 1] == '&') s.length--;
        return is_record(unqualified_end(s), known, data) ? PL_HOLDS_OBJECTS : PL_HOLDS_ANYTHING;
    }
    if (array && is_character(s)) return PL_HOLDS_ANYTHING; /* raw storage: what std::function keeps its target in */
    if (is_number(s) || equals(s, "void") || is_record(s, known, data)) return 0;
    return PL_HOLDS_ANYTHING;
}

/* Behind the parenthesis stands no list of parameters, but "*", "^", "&" or "Class::*". */
static bool is_declarator(const char *s) {
    const char *p = s;
    for (int angle = 0; *p && (angle || is_word(*p) || *p == ':' || *p == '<'); p++) {
        if (*p == '<') angle++;
        if (*p == '>') angle--;
    }
    return p == s ? *p == '*' || *p == '^' || *p == '&' : *p == '*' && p[-1] == ':';
}

/* "int (struct x *, void (*)(int))": what stands before the parameters, and the text between their parentheses.
 * Functions that return function pointers are written inside out; they are left alone. */
static bool split(const char *type, pl_slice *result, pl_slice *parameters) {
    int angle = 0;
    const char *open = type;
    for (; *open; open++) {
        if (*open == '<') angle++;
        if (*open == '>' && angle) angle--;
        if (*open == '(' && !angle) break;
    }
    if (!*open || is_declarator(open + 1)) return false;
    int depth = 0;
    const char *close = open;
    for (; *close; close++) {
        if (*close == '(') depth++;
        if (*close == ')' && --depth == 0) break;
    }
    if (!*close) return false;
    *result = trimmed((pl_slice){type, (size_t)(open - type)});
    *parameters = trimmed((pl_slice){open + 1, (size_t)(close - open - 1)});
    return true;
}

pl_slice pl_type_result(const char *function_type) {
    pl_slice result, parameters;
    return split(function_type, &result, &parameters) ? result : (pl_slice){NULL, 0};
}

pl_slice pl_type_parameter(const char *function_type, uint32_t index) {
    pl_slice result, all;
    if (!split(function_type, &result, &all)) return (pl_slice){NULL, 0};
    int depth = 0;
    size_t begin = 0;
    for (size_t i = 0; i <= all.length; i++) {
        char c = i < all.length ? all.text[i] : ',';
        if (c == '(' || c == '<' || c == '[' || c == '{') depth++;
        if (c == ')' || c == '>' || c == ']' || c == '}') depth--;
        if (i < all.length && (c != ',' || depth > 0)) continue;
        if (index-- == 0) return trimmed((pl_slice){all.text + begin, i - begin});
        begin = i + 1;
    }
    return (pl_slice){NULL, 0};
}

bool pl_type_lists_parameters(const char *function_type, bool cplusplus) {
    pl_slice result, parameters;
    return cplusplus || !split(function_type, &result, &parameters) || parameters.length > 0;
}

bool pl_type_is_variadic(const char *function_type) {
    pl_slice result, parameters;
    if (!split(function_type, &result, &parameters)) return strstr(function_type, "...") != NULL;
    return parameters.length >= 3 && memcmp(parameters.text + parameters.length - 3, "...", 3) == 0;
}
