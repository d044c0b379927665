#include "support/path.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Removes the last component of what stands in out[floor..length), or does nothing and says so when there is none that
 * could be removed. */
static bool drop_last(const char *out, size_t floor, size_t *length) {
    if (*length == floor) return false;
    size_t begin = *length;
    while (begin > floor && out[begin - 1] != '/') begin--;
    if (strncmp(out + begin, "..", *length - begin) == 0 && *length - begin == 2) return false;
    *length = begin > floor ? begin - 1 : floor;
    return true;
}

char *pl_path_normalise(const char *path) {
    bool absolute = path[0] == '/';
    char *out = g_malloc(strlen(path) + 2);
    size_t floor = absolute ? 1 : 0, length = floor;
    if (absolute) out[0] = '/';
    for (const char *at = path; *at;) {
        size_t size = strcspn(at, "/");
        const char *part = at;
        at += size;
        while (*at == '/') at++;
        if (size == 0 || (size == 1 && part[0] == '.')) continue;
        if (size == 2 && part[0] == '.' && part[1] == '.' && (drop_last(out, floor, &length) || absolute)) continue;
        if (length > floor) out[length++] = '/';
        memcpy(out + length, part, size);
        length += size;
    }
    if (length == 0) out[length++] = '.';
    out[length] = '\0';
    return out;
}

char *pl_path_join(const char *dir, const char *path) {
    if (path[0] == '/' || dir[0] == '\0') return g_strdup(path);
    return g_strconcat(dir, g_str_has_suffix(dir, "/") ? "" : "/", path, NULL);
}

char *pl_path_absolute(const char *dir, const char *path) {
    char *joined = pl_path_join(dir, path);
    char *normal = pl_path_normalise(joined);
    g_free(joined);
    return normal;
}

const char *pl_path_below(const char *root, const char *path) {
    size_t size = strlen(root);
    if (strncmp(root, path, size) != 0) return NULL;
    if (path[size] == '\0') return ".";
    if (size > 0 && root[size - 1] == '/') return path + size;
    return path[size] == '/' ? path + size + 1 : NULL;
}

const char *pl_path_shown(const char *root, const char *path) {
    const char *below = root ? pl_path_below(root, path) : NULL;
    return below ? below : path;
}

const char *pl_path_base(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}
