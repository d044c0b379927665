/* match.c: see match.h. */
#include "checks/match.h"

#include <glib.h>
#include <string.h>

bool pl_is_glob(const char *pattern) { return strpbrk(pattern, "*?") != NULL; }

/* The last star takes one byte more whenever the rest does not fit: linear for one star, quadratic at worst. */
bool pl_glob(const char *pattern, const char *text) {
    const char *star = NULL, *retry = NULL;
    while (*text) {
        if (*pattern == '*') {
            star = ++pattern;
            retry = text;
        } else if (*pattern == '?' || (*pattern && *pattern == *text)) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star;
            text = ++retry;
        } else {
            return false;
        }
    }
    while (*pattern == '*') pattern++;
    return !*pattern;
}

bool pl_glob_any(const char *const *patterns, const char *text) {
    for (; patterns && *patterns; patterns++)
        if (pl_glob(*patterns, text)) return true;
    return false;
}

bool pl_is_among(const char *const *list, const char *name) {
    for (; list && *list; list++) {
        size_t n = strcspn(*list, "(");
        if (n == strlen(name) && !strncmp(*list, name, n)) return true;
    }
    return false;
}

static bool word_char(char c) { return g_ascii_isalnum(c) || c == '_'; }

/* Steps over blanks and elaborated-type keywords; `inside` tells whether the byte before belonged to a word. */
static const char *skip_noise(const char *s, bool inside) {
    static const char *const words[] = {"struct", "class", "union", "enum"};
    for (;;) {
        while (*s == ' ') {
            s++;
            inside = false;
        }
        size_t i;
        for (i = 0; !inside && i < G_N_ELEMENTS(words); i++) {
            size_t n = strlen(words[i]);
            if (!strncmp(s, words[i], n) && s[n] == ' ') {
                s += n;
                break;
            }
        }
        if (inside || i == G_N_ELEMENTS(words)) return s;
    }
}

/* Past one type, or past all the types of the list; at the start of a function's type: past its result. */
static const char *skip_types(const char *s, bool all, bool result) {
    for (int depth = 0; *s; s++) {
        if (!depth && ((*s == ',' && !all) || *s == ')' || *s == '>' || (result && *s == '('))) break;
        depth += (*s == '(' || *s == '[' || *s == '<') - (*s == ')' || *s == ']' || *s == '>');
    }
    return s;
}

/* What follows the parameters of a method: its callers do not see it. */
static bool only_qualifiers(const char *s) {
    static const char *const words[] = {"const", "volatile", "noexcept", "&&", "&"};
    for (size_t i = 0; *s && i < G_N_ELEMENTS(words); i++) {
        if (!g_str_has_prefix(s, words[i])) continue;
        s += strlen(words[i]);
        s += strspn(s, " ");
    }
    return !*s;
}

/* Where a type begins, a star stands for any type, and two for any number of them. */
bool pl_fits_type(const char *pattern, const char *type) {
    bool inside = false, begins = true;
    for (const char *a = pattern, *b = type;;) {
        const char *x = skip_noise(a, inside), *y = skip_noise(b, inside);
        if (*x == ',' && *y == ')' && !strncmp(x + 1 + strspn(x + 1, " "), "**", 2)) x += 3 + strspn(x + 1, " ");
        if (begins && *x == '*') {
            bool all = x[1] == '*';
            b = skip_types(y, all, a == pattern);
            a = x + (all ? 2 : 1);
            begins = inside = false;
            continue;
        }
        /* A blank between two words counts: "unsigned int" is not "unsignedint". */
        if (inside && word_char(*x) && word_char(*y) && (x != a) != (y != b)) return false;
        if (!*x) return only_qualifiers(y);
        if (*x != *y) return false;
        inside = word_char(*x);
        begins = *x == '(' || *x == ',' || *x == '<';
        a = x + 1;
        b = y + 1;
    }
}

const char *pl_below(const char *root, const char *path) {
    size_t n = root ? strlen(root) : 0;
    while (n && root[n - 1] == '/') n--;
    if (!root || !*root || strncmp(path, root, n) || path[n] != '/') return path;
    return path + n + 1;
}
