/* typenames.c: see typenames.h. */
#include "checks/typenames.h"

#include <glib.h>
#include <string.h>

static bool word_char(char c) { return g_ascii_isalnum(c) || c == '_'; }

/* Steps back over "scope::" before `at`; NULL: there is none. */
static const char *scope_before(const char *text, const char *at, size_t *length) {
    if (at - text < 3 || at[-1] != ':' || at[-2] != ':') return NULL;
    const char *end = at - 2, *begin = end;
    while (begin > text && word_char(begin[-1])) begin--;
    *length = (size_t)(end - begin);
    return *length ? begin : NULL;
}

/* The scopes of the name, from the inside, each somewhere among those that stand before `at`; inline namespaces are
 * stepped over. No scope there at all is one that was left out. */
static bool scopes_fit(const char *name, const char *name_end, const char *text, const char *at) {
    size_t have, want;
    const char *scope = scope_before(text, at, &have);
    if (!scope) return true;
    for (const char *q = name_end; (q = scope_before(name, q, &want)) != NULL;) {
        while (scope && (have != want || strncmp(scope, q, want) != 0)) scope = scope_before(text, scope, &have);
        if (!scope) return false;
        scope = scope_before(text, scope, &have);
    }
    return true;
}

bool pl_type_mentions(const char *type, const char *name) {
    const char *colon = strrchr(name, ':'), *last = colon ? colon + 1 : name;
    size_t n = strlen(last);
    for (const char *p = strstr(type, last); n && p; p = strstr(p + 1, last)) {
        bool whole = (p == type || !word_char(p[-1])) && !word_char(p[n]);
        if (whole && scopes_fit(name, last, type, p)) return true;
    }
    return false;
}

/* Appends the path that begins here ("@N@app@S@Mutex") as people write it; returns what follows. */
static const char *append_path(const char *path, GString *out) {
    while (*path == '@') {
        const char *name = strchr(path + 1, '@');
        if (!name || !g_ascii_isalpha(path[1]) || path[1] == 'F') break;
        const char *end = ++name;
        while (word_char(*end)) end++;
        if (out->len) g_string_append(out, "::");
        g_string_append_len(out, name, end - name);
        path = end;
    }
    return path;
}

bool pl_usr_mentions(const char *usr, const char *name) {
    GString *argument = g_string_new(NULL);
    bool found = false;
    for (const char *p = strchr(usr, '$'); p && !found; p = strchr(p, '$')) {
        g_string_truncate(argument, 0);
        p = append_path(p + 1, argument);
        found = argument->len && pl_type_mentions(argument->str, name);
    }
    g_string_free(argument, TRUE);
    return found;
}
