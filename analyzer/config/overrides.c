/* "calls" and "safe" of the project's file. What they name is looked for in the program, which is not known here. */
#include <string.h>

#include "config/pack_read.h"
#include "config/project.h"

static bool is_names(const cJSON *item) {
    for (const cJSON *e = pl_json_each(item, NULL); e != NULL; e = pl_json_each(item, e))
        if (!cJSON_IsString(e) || e->valuestring[0] == 0) return false;
    return true;
}

static bool read_call(const pl_json *json, const cJSON *item, GError **error) {
    if (item->string[0] == 0)
        return pl_json_fail(json, item, error,
                            "\"calls\" has an empty name; expected \"struct.field\", a variable, or "
                            "\"function:0\" for its first parameter");
    if (strpbrk(item->string, "*?") != NULL)
        return pl_json_fail(json, item, error, "\"%s\" in \"calls\" is a glob; name one place", item->string);
    return is_names(item) ||
           pl_json_fail(json, item, error, "\"%s\" in \"calls\" needs a list of names of functions", item->string);
}

static bool read_calls(pl_config *config, const pl_json *json, GError **error) {
    const cJSON *calls = pl_json_get(json->root, "calls");
    GArray *overrides = g_array_new(FALSE, FALSE, sizeof(pl_override));
    GArray *origins = g_array_new(FALSE, FALSE, sizeof(pl_origin));
    const char *shown = pl_config_text(config, pl_project_shown(config));
    bool ok = true;
    for (const cJSON *item = calls != NULL ? calls->child : NULL; ok && item != NULL; item = item->next) {
        ok = read_call(json, item, error);
        if (!ok) break;
        pl_override override = {pl_config_text(config, item->string), pl_config_texts(config, item)};
        pl_origin origin = {shown, pl_json_line(item)};
        g_array_append_val(overrides, override);
        g_array_append_val(origins, origin);
    }
    config->noverrides = overrides->len;
    config->overrides = pl_config_array(config, overrides->data, overrides->len * sizeof(pl_override));
    config->override_origins = pl_config_array(config, origins->data, origins->len * sizeof(pl_origin));
    g_array_free(overrides, TRUE);
    g_array_free(origins, TRUE);
    return ok;
}

static bool check_rules(const pl_json *json, const cJSON *item, const char *const *rule_ids, GError **error) {
    if (item->string[0] == 0 || !is_names(item) || pl_json_each(item, NULL) == NULL)
        return pl_json_fail(json, item, error,
                            "\"%s\" in \"safe\" needs a list of rules; without rules write the name alone",
                            item->string);
    for (const cJSON *e = pl_json_each(item, NULL); rule_ids != NULL && e != NULL; e = pl_json_each(item, e))
        if (!g_strv_contains(rule_ids, e->valuestring))
            return pl_json_fail_unknown(json, e, error, "rule", e->valuestring, " in \"safe\"", rule_ids);
    return true;
}

static bool read_safe_functions(pl_config *config, const pl_json *json, const char *const *rule_ids, GError **error) {
    const cJSON *list = pl_json_get(json->root, "safe");
    GArray *all = g_array_new(FALSE, FALSE, sizeof(pl_safe));
    const char *shown = pl_config_text(config, pl_project_shown(config));
    bool ok = true;
    for (const cJSON *e = pl_json_each(list, NULL); ok && e != NULL; e = pl_json_each(list, e)) {
        pl_safe safe = {NULL, NULL, {shown, pl_json_line(e)}};
        if (cJSON_IsString(e)) {
            safe.function = pl_config_text(config, e->valuestring);
            g_array_append_val(all, safe);
            continue;
        }
        for (const cJSON *item = e->child; ok && item != NULL; item = item->next) {
            ok = check_rules(json, item, rule_ids, error);
            if (!ok) break;
            safe.function = pl_config_text(config, item->string);
            safe.rules = pl_config_texts(config, item);
            safe.origin.line = pl_json_line(item);
            g_array_append_val(all, safe);
        }
    }
    config->nsafe = all->len;
    config->safe = pl_config_array(config, all->data, all->len * sizeof(pl_safe));
    g_array_free(all, TRUE);
    return ok;
}

bool pl_project_overrides(pl_config *config, const pl_json *json, const char *const *rule_ids, GError **error) {
    return read_calls(config, json, error) && read_safe_functions(config, json, rule_ids, error);
}
