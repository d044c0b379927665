/* From a path to a tree: read, refuse what is no text, blank the comments, check, parse, stamp. */
#include <errno.h>
#include <string.h>

#include "config/config.h"
#include "config/json.h"
#include "support/file.h"

static bool read_file(const char *path, GByteArray *bytes, GError **error) {
    int failed = pl_file_read(path, PL_JSON_MAX_BYTES, PL_FILE_REGULAR, bytes);
    if (failed == EFBIG)
        pl_config_set_error(error, PL_CONFIG_IO,
                            "%s: is larger than %d MiB, which no pack or project file is; is it the right file?", path,
                            PL_JSON_MAX_BYTES >> 20);
    else if (failed == PL_FILE_NOT_REGULAR)
        pl_config_set_error(error, PL_CONFIG_IO, "%s: is not a regular file", path);
    else if (failed)
        pl_config_set_error(error, PL_CONFIG_IO, "%s: cannot be read: %s", path, g_strerror(failed));
    return !failed;
}

static uint32_t line_of(const char *text, const char *place) {
    uint32_t line = 1;
    for (; text < place; text++) line += *text == '\n';
    return line;
}

/* JSON is UTF-8 text; whatever is not would reach terminals and reports as garbage. */
static bool check_text(const char *name, const char *text, size_t size, GError **error) {
    const char *nul = memchr(text, 0, size);
    if (nul != NULL) return pl_json_fail_at(name, line_of(text, nul), error, "a NUL byte; this is not a text file");
    const char *bad = NULL;
    if (!g_utf8_validate(text, (gssize)size, &bad))
        return pl_json_fail_at(name, line_of(text, bad), error, "not UTF-8 text");
    return true;
}

/* Overwrites comments with spaces, so that every position stays what it was. */
static bool blank_comments(const char *name, char *text, GError **error) {
    for (char *p = text; *p != 0; p++) {
        if (*p == '"') {
            for (p++; *p != 0 && *p != '"' && *p != '\n'; p++)
                if (*p == '\\' && p[1] != 0) p++;
            if (*p == 0) return true; /* an open string: the scanner says so */
        } else if (p[0] == '/' && p[1] == '/') {
            while (*p != 0 && *p != '\n') *p++ = ' ';
            if (*p == 0) return true;
        } else if (p[0] == '/' && p[1] == '*') {
            char *end = strstr(p + 2, "*/");
            if (end == NULL)
                return pl_json_fail_at(name, line_of(text, p), error, "the comment that starts here is never closed");
            for (end += 2; p < end; p++)
                if (*p != '\n') *p = ' ';
            p--;
        }
    }
    return true;
}

bool pl_json_parse(pl_json *json, const char *name, const char *text, size_t size, GError **error) {
    json->name = NULL;
    json->root = NULL;
    if (!check_text(name, text, size, error)) return false;
    char *copy = g_strndup(text, size);
    if (g_str_has_prefix(copy, "\xEF\xBB\xBF")) memset(copy, ' ', 3); /* some editors start files so */
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool ok = blank_comments(name, copy, error) && pl_json_scan(name, copy, size, lines, error);
    if (ok) {
        const char *end = copy;
        json->root = cJSON_ParseWithLengthOpts(copy, size + 1, &end, true);
        ok = json->root != NULL || pl_json_fail_at(name, line_of(copy, end), error, "not valid JSON");
    }
    if (ok) {
        pl_json_stamp(json->root, lines);
        json->name = g_strdup(name);
    }
    g_array_free(lines, TRUE);
    g_free(copy);
    return ok;
}

bool pl_json_load(pl_json *json, const char *path, GError **error) {
    json->name = NULL;
    json->root = NULL;
    GByteArray *bytes = g_byte_array_new();
    bool ok = read_file(path, bytes, error);
    const char *text = bytes->data != NULL ? (const char *)bytes->data : ""; /* an empty array has no data at all */
    ok = ok && pl_json_parse(json, path, text, bytes->len, error);
    g_byte_array_free(bytes, TRUE);
    return ok;
}

void pl_json_clear(pl_json *json) {
    cJSON_Delete(json->root);
    g_free(json->name);
    json->root = NULL;
    json->name = NULL;
}
