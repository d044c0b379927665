/* Reads compile_commands.json entry by entry: cJSON sees one entry at a time, so that a database of any size costs
 * little memory and every complaint can name its line. */
#include <cjson/cJSON.h>
#include <string.h>

#include "extract/command.h"
#include "extract/failure.h"
#include "extract/shell.h"
#include "support/path.h"

#define DATABASE "compile_commands.json"
#define REMEDY "run cmake with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or `bear -- make`"

typedef struct {
    const char *path; /* of the database, as shown */
    char *directory;  /* that it lies in: for entries without one, or with a relative one */
    const char *at, *end;
    unsigned line;  /* of `at` */
    unsigned entry; /* number of the entry being read, from 1 */
    GPtrArray *commands;
    GPtrArray *others; /* commands that compile nothing; NULL: not wanted */
    GHashTable *seen;  /* the same pl_command* */
} reader;

static void skip_space(reader *r) {
    for (; r->at < r->end && strchr(" \t\r\n", *r->at) && *r->at; r->at++) r->line += *r->at == '\n';
}

static unsigned line_at(const reader *r, const char *where) {
    unsigned line = r->line;
    for (const char *p = r->at; p < where && p < r->end; p++) line += *p == '\n';
    return line;
}

static guint hash_command(gconstpointer key) {
    const pl_command *command = key;
    guint hash = g_str_hash(command->file) * 31 + g_str_hash(command->directory);
    for (char **word = command->argv; *word; word++) hash = hash * 31 + g_str_hash(*word);
    return hash;
}

static gboolean equal_commands(gconstpointer a, gconstpointer b) {
    const pl_command *x = a, *y = b;
    return strcmp(x->file, y->file) == 0 && strcmp(x->directory, y->directory) == 0 &&
           g_strv_equal((const gchar *const *)x->argv, (const gchar *const *)y->argv) &&
           g_strcmp0(x->output, y->output) == 0;
}

/* The string `key` of the entry: *value stays NULL when it is not there. False when it is something else. */
static bool get_string(reader *r, const cJSON *entry, const char *key, const char **value, GError **error) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(entry, key);
    if (item && !cJSON_IsString(item)) {
        pl_fail(error, "%s:%u: \"%s\" of entry %u is not a string", r->path, r->line, key, r->entry);
        return false;
    }
    *value = item ? item->valuestring : NULL;
    return true;
}

static bool add_arguments(reader *r, const cJSON *arguments, GPtrArray *argv, GError **error) {
    const cJSON *item;
    if (!cJSON_IsArray(arguments)) {
        pl_fail(error, "%s:%u: \"arguments\" of entry %u is not an array", r->path, r->line, r->entry);
        return false;
    }
    cJSON_ArrayForEach(item, arguments) {
        if (!cJSON_IsString(item)) {
            pl_fail(error, "%s:%u: \"arguments\" of entry %u holds something that is not a string", r->path, r->line,
                    r->entry);
            return false;
        }
        g_ptr_array_add(argv, g_strdup(item->valuestring));
    }
    return true;
}

/* The words of the entry's command, or NULL and *error. */
static GPtrArray *read_words(reader *r, const cJSON *entry, GError **error) {
    const cJSON *arguments = cJSON_GetObjectItemCaseSensitive(entry, "arguments");
    const char *command = NULL;
    GError *reason = NULL;
    GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);
    bool good = arguments ? add_arguments(r, arguments, argv, error) : get_string(r, entry, "command", &command, error);
    if (good && !arguments && !command) {
        pl_fail(error, "%s:%u: entry %u has neither \"command\" nor \"arguments\"", r->path, r->line, r->entry);
        good = false;
    }
    if (good && command && !pl_shell_split(command, strlen(command), PL_SHELL_POSIX, argv, &reason)) {
        pl_fail(error, "%s:%u: the command of entry %u cannot be read: %s", r->path, r->line, r->entry,
                reason->message);
        g_clear_error(&reason);
        good = false;
    }
    if (good && argv->len == 0) {
        pl_fail(error, "%s:%u: the command of entry %u is empty", r->path, r->line, r->entry);
        good = false;
    }
    if (good) return argv;
    g_ptr_array_unref(argv);
    return NULL;
}

static bool add_entry(reader *r, const cJSON *entry, GError **error) {
    const char *file = NULL, *directory = NULL, *output = NULL;
    if (!cJSON_IsObject(entry)) {
        pl_fail(error, "%s:%u: entry %u is not an object", r->path, r->line, r->entry);
        return false;
    }
    if (!get_string(r, entry, "file", &file, error) || !get_string(r, entry, "directory", &directory, error) ||
        !get_string(r, entry, "output", &output, error))
        return false;
    if (!file || !file[0]) {
        pl_fail(error, "%s:%u: entry %u has no \"file\"", r->path, r->line, r->entry);
        return false;
    }
    GPtrArray *argv = read_words(r, entry, error);
    if (!argv) return false;
    char *where = pl_path_absolute(r->directory, directory ? directory : "");
    pl_command *command = pl_command_new(where, file, output && output[0] ? output : NULL, argv);
    g_free(where);
    bool compiles = pl_command_language(command) != PL_LANGUAGE_NONE;
    if (compiles ? g_hash_table_contains(r->seen, command) : !r->others) {
        pl_command_free(command);
        return true;
    }
    if (!compiles) {
        g_ptr_array_add(r->others, command);
        return true;
    }
    g_hash_table_add(r->seen, command);
    g_ptr_array_add(r->commands, command);
    return true;
}

/* Parses the value at r->at and steps over it. */
static bool read_entry(reader *r, GError **error) {
    const char *end = NULL;
    r->entry++;
    cJSON *entry = cJSON_ParseWithLengthOpts(r->at, (size_t)(r->end - r->at), &end, 0);
    if (!entry) {
        pl_fail(error, "%s:%u: not valid JSON, in entry %u", r->path, line_at(r, end ? end : r->at), r->entry);
        return false;
    }
    bool good = add_entry(r, entry, error);
    cJSON_Delete(entry);
    r->line = line_at(r, end);
    r->at = end;
    return good;
}

/* Where the value that begins at r->at ends, for one that is no array: only to tell bad JSON from bad structure. */
static bool read_other(reader *r, GError **error) {
    const char *end = NULL;
    cJSON *value = cJSON_ParseWithLengthOpts(r->at, (size_t)(r->end - r->at), &end, 0);
    if (value)
        pl_fail(error, "%s:%u: not a compilation database: it must be an array of commands", r->path, r->line);
    else
        pl_fail(error, "%s:%u: not valid JSON", r->path, line_at(r, end ? end : r->at));
    cJSON_Delete(value);
    return false;
}

static bool read_array(reader *r, GError **error) {
    skip_space(r);
    if (r->at == r->end) {
        pl_fail(error, "%s is empty: run the build again", r->path);
        return false;
    }
    if (*r->at != '[') return read_other(r, error);
    r->at++;
    skip_space(r);
    bool more = r->at < r->end && *r->at != ']';
    while (more) {
        skip_space(r);
        if (!read_entry(r, error)) return false;
        skip_space(r);
        more = r->at < r->end && *r->at == ',';
        r->at += more;
    }
    if (r->at == r->end || *r->at != ']') {
        pl_fail(error, "%s:%u: not valid JSON: \"]\" or \",\" expected after entry %u%s", r->path, r->line, r->entry,
                r->at == r->end ? " (the file is cut off)" : "");
        return false;
    }
    r->at++;
    skip_space(r);
    if (r->at == r->end) return true;
    pl_fail(error, "%s:%u: not valid JSON: something follows the array", r->path, r->line);
    return false;
}

/* The file's text, or NULL and *error. */
static char *load(const char *path, size_t *size, GError **error) {
    char *text = NULL;
    GError *reason = NULL;
    if (g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        pl_fail(error, "%s is not a regular file", path);
        return NULL;
    }
    if (g_file_get_contents(path, &text, size, &reason)) return text;
    char *directory = g_path_get_dirname(path);
    if (!g_error_matches(reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        pl_fail(error, "%s", reason->message); /* names the file, and why */
    else if (strcmp(pl_path_base(path), DATABASE) == 0 && g_file_test(directory, G_FILE_TEST_IS_DIR))
        pl_fail(error, "%s has no " DATABASE ": " REMEDY, directory);
    else
        pl_fail(error, "%s does not exist: give the directory that holds " DATABASE " (" REMEDY ")", path);
    g_free(directory);
    g_clear_error(&reason);
    return NULL;
}

static bool check_result(const reader *r, GError **error) {
    if (r->entry == 0)
        pl_fail(error,
                "%s lists no compile commands: build the project from scratch (make clean), so that all are seen",
                r->path);
    else if (r->commands->len == 0)
        pl_fail(error, "%s lists %u commands, but none of them compiles C or C++", r->path, r->entry);
    return r->commands->len > 0;
}

GPtrArray *pl_database_read(const char *path, GError **error) { return pl_database_read_all(path, NULL, error); }

GPtrArray *pl_database_read_all(const char *path, GPtrArray *others, GError **error) {
    char *file = g_file_test(path, G_FILE_TEST_IS_DIR) ? g_build_filename(path, DATABASE, NULL) : g_strdup(path);
    size_t size = 0;
    char *text = load(file, &size, error);
    if (!text) {
        g_free(file);
        return NULL;
    }
    char *cwd = g_get_current_dir(), *parent = g_path_get_dirname(file);
    reader r = {.path = file, .at = text, .end = text + size, .line = 1, .others = others};
    r.directory = pl_path_absolute(cwd, parent);
    r.commands = g_ptr_array_new_with_free_func((GDestroyNotify)pl_command_free);
    r.seen = g_hash_table_new(hash_command, equal_commands);
    if (size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) r.at += 3;
    bool good = read_array(&r, error) && check_result(&r, error);
    g_hash_table_unref(r.seen);
    g_free(r.directory);
    g_free(parent);
    g_free(cwd);
    g_free(text);
    g_free(file);
    if (good) return r.commands;
    g_ptr_array_unref(r.commands);
    return NULL;
}
