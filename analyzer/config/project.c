#include "config/project.h"

#include <string.h>

#include "config/names.h"
#include "config/pack_read.h"
#include "config/shapes.h"

/* The nearest directory from `start` upwards that holds `name`, or NULL. */
static char *find_upwards(const char *start, const char *name) {
    char *directory = g_canonicalize_filename(start, NULL);
    for (;;) {
        char *candidate = g_build_filename(directory, name, NULL);
        bool found = g_file_test(candidate, G_FILE_TEST_EXISTS);
        g_free(candidate);
        if (found) return directory;
        char *parent = g_path_get_dirname(directory);
        bool top = g_str_equal(parent, directory);
        g_free(directory);
        directory = parent;
        if (top) break;
    }
    g_free(directory);
    return NULL;
}

char *pl_project_find(const char *start) {
    char *directory = find_upwards(start, PL_PROJECT_FILE);
    char *path = directory != NULL ? g_build_filename(directory, PL_PROJECT_FILE, NULL) : NULL;
    g_free(directory);
    return path;
}

char *pl_project_default_root(const char *project_file, const char *start) {
    if (project_file == NULL) {
        char *repository = find_upwards(start, ".git");
        return repository != NULL ? repository : g_canonicalize_filename(start, NULL);
    }
    char *path = g_canonicalize_filename(project_file, NULL), *directory = g_path_get_dirname(path);
    g_free(path);
    return directory;
}

/* Relative to the file: a project that is checked out elsewhere must not change meaning. It only shortens paths in
 * reports; nothing is read from there or written to it. */
static bool read_root(pl_config *config, const pl_json *json, GError **error) {
    const cJSON *item = pl_json_get(json->root, "root");
    if (item == NULL) return true;
    if (g_path_is_absolute(item->valuestring))
        return pl_json_fail(json, item, error,
                            "\"root\" must be relative to the directory of this file, such as \"..\"");
    char *base = pl_project_default_root(json->name, NULL);
    char *root = g_canonicalize_filename(item->valuestring, base);
    bool ok = g_file_test(root, G_FILE_TEST_IS_DIR) ||
              pl_json_fail(json, item, error, "\"root\": there is no directory \"%s\"", item->valuestring);
    if (ok) config->root = pl_config_text(config, root);
    g_free(root);
    g_free(base);
    return ok;
}

const char *pl_project_shown(const pl_config *config) {
    const char *path = config->project_file;
    size_t length = strlen(config->root);
    bool below = strncmp(path, config->root, length) == 0 && path[length] == '/';
    return below ? path + length + 1 : path;
}

static bool read_severity(const pl_json *json, const cJSON *item, const char *const *rule_ids, pl_level *level,
                          GError **error) {
    if (rule_ids != NULL && !g_strv_contains(rule_ids, item->string))
        return pl_json_fail_unknown(json, item, error, "rule", item->string, "", rule_ids);
    if (!cJSON_IsString(item))
        return pl_json_fail(json, item, error,
                            "the level of rule \"%s\" must be \"off\", \"note\", \"warning\" or \"error\"",
                            item->string);
    if (pl_level_parse(item->valuestring, level)) return true;
    char *where = g_strdup_printf(" for rule \"%s\"", item->string);
    pl_json_fail_unknown(json, item, error, "level", item->valuestring, where, pl_level_names);
    g_free(where);
    return false;
}

static bool read_severities(pl_config *config, const pl_json *json, const char *const *rule_ids, GError **error) {
    const cJSON *rules = pl_json_get(json->root, "rules");
    GArray *severities = g_array_new(FALSE, FALSE, sizeof(pl_severity));
    bool ok = true;
    for (const cJSON *item = rules != NULL ? rules->child : NULL; ok && item != NULL; item = item->next) {
        pl_severity severity = {.rule = pl_config_text(config, item->string)};
        ok = read_severity(json, item, rule_ids, &severity.level, error);
        if (ok) g_array_append_val(severities, severity);
    }
    config->nseverities = severities->len;
    config->severities = pl_config_array(config, severities->data, severities->len * sizeof(pl_severity));
    g_array_free(severities, TRUE);
    return ok;
}

bool pl_project_read(pl_config *config, const pl_json *json, const char *const *rule_ids, GError **error) {
    if (!pl_json_check(json, json->root, &pl_shape_project, error)) return false;
    config->require_reasons = pl_json_boolean(json->root, "require_reasons", false);
    config->min_tier = (pl_tier)pl_json_choice(json->root, "min_tier", pl_tier_names, PL_TIER_FIELD);
    return read_root(config, json, error) && read_severities(config, json, rule_ids, error) &&
           pl_project_overrides(config, json, rule_ids, error);
}

/* Marks the packs that a name or glob of the list means. */
static bool mark(const pl_json *json, const cJSON *item, const GPtrArray *names, bool *marked, GError **error) {
    bool found = false;
    for (guint i = 0; i < names->len; i++)
        if (g_pattern_match_simple(item->valuestring, g_ptr_array_index(names, i))) found = marked[i] = true;
    if (found) return true;
    const char **candidates = g_new0(const char *, names->len + 1);
    for (guint i = 0; i < names->len; i++) candidates[i] = g_ptr_array_index(names, i);
    pl_json_fail_unknown(json, item, error, "pack", item->valuestring, "", candidates);
    g_free(candidates);
    return false;
}

bool pl_project_choose(const pl_json *json, const GPtrArray *names, bool *on, GError **error) {
    const cJSON *packs = json != NULL ? pl_json_get(json->root, "packs") : NULL;
    const cJSON *list = NULL;
    bool only = false;
    if (packs != NULL) {
        if (!pl_json_check(json, packs, &pl_shape_packs, error)) return false;
        const cJSON *off = pl_json_get(packs, "off");
        list = pl_json_get(packs, "only");
        only = list != NULL;
        if (only && off != NULL)
            return pl_json_fail(json, off, error, "\"packs\" has both \"only\" and \"off\"; keep one of them");
        if (!only) list = off;
    }
    bool *marked = g_new0(bool, names->len + 1), ok = true;
    for (const cJSON *e = pl_json_each(list, NULL); ok && e != NULL; e = pl_json_each(list, e))
        ok = mark(json, e, names, marked, error);
    for (guint i = 0; i < names->len; i++) on[i] = marked[i] == only;
    g_free(marked);
    return ok;
}
