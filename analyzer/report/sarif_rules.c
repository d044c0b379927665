/* tool.driver: who speaks, and what its rules mean. */
#include <string.h>

#include "report/describe.h"
#include "report/escape.h"
#include "report/formats.h"
#include "report/jsonout.h"
#include "report/sarif.h"

static const struct {
    const char *id, *description, *help;
} notifications[PL_SARIF_NNOTIFICATIONS] = {
    [PL_SARIF_LOST_UNIT] = {"lost-unit", "A translation unit could not be analysed, so findings may be missing.",
                            "Make the unit compile with the command that the compile database gives, or raise the "
                            "limits on time and memory."},
    [PL_SARIF_PARSE_ERRORS] = {"parse-errors", "A translation unit was analysed although it has errors.",
                               "Code near the errors may have been passed over. Most often a header is missing: build "
                               "the project once, so that generated headers exist."},
    [PL_SARIF_REFUSED_ARGUMENTS] = {"refused-arguments",
                                    "Compiler arguments that load code or write files were left out.",
                                    "Nothing needs to be done unless the unit cannot be understood without them."},
};

const char *pl_sarif_notification_id(int notification) { return notifications[notification].id; }

static void put_text(cJSON *object, const char *key, const char *text, size_t limit) {
    char *valid = pl_valid_utf8(text);
    char *shortened = pl_shorten(valid, limit);
    pl_json_put_string(pl_json_put_object(object, key), "text", shortened);
    g_free(valid);
    g_free(shortened);
}

/* A sentence with its full stop, as SARIF wants descriptions. */
static char *sentence(const char *text) {
    size_t size = strlen(text);
    return g_strconcat(text, size > 0 && strchr(".!?", text[size - 1]) ? "" : ".", NULL);
}

static const char *precision_word(double precision) {
    if (precision <= 0) return "medium"; /* not measured */
    return precision >= 0.9 ? "very-high" : precision >= 0.7 ? "high" : precision >= 0.5 ? "medium" : "low";
}

static void put_properties(cJSON *rule, const pl_rule_info *info) {
    cJSON *properties = pl_json_put_object(rule, "properties");
    pl_json_put_string(properties, "precision", precision_word(info->precision));
    pl_json_put_string(properties, "problem.severity",
                       info->level == PL_LEVEL_ERROR  ? "error"
                       : info->level == PL_LEVEL_NOTE ? "recommendation"
                                                      : "warning");
    cJSON *tags = pl_json_put_array(properties, "tags");
    if (strstr(info->id, "-allow") || strstr(info->id, "directive")) {
        pl_json_add(tags, pl_json_string("maintainability"));
        return;
    }
    pl_json_add(tags, pl_json_string("concurrency"));
    if (g_str_has_suffix(info->id, "-in-handler")) pl_json_add(tags, pl_json_string("request-handler"));
}

static cJSON *rule_json(const pl_rule_info *info) {
    cJSON *rule = pl_json_object();
    char *summary = sentence(pl_or(info->summary, info->id));
    char *remedy = info->remedy && *info->remedy ? sentence(info->remedy) : g_strdup("");
    char *full = g_strconcat(summary, *remedy ? " What to do: " : "", remedy, NULL);
    char *uri = g_strconcat(PINLINT_URL "/rules#", info->id, NULL);
    pl_json_put_string(rule, "id", info->id);
    pl_json_put_string(rule, "name", pl_or(info->name, info->id));
    put_text(rule, "shortDescription", summary, PL_SARIF_DESCRIPTION);
    put_text(rule, "fullDescription", full, PL_SARIF_DESCRIPTION);
    cJSON *help = pl_json_put_object(rule, "help");
    pl_json_put_string(help, "text", pl_or(info->help, full)); /* Markdown reads well as it is */
    pl_json_put_string(help, "markdown", pl_or(info->help, full));
    pl_json_put_string(rule, "helpUri", uri);
    cJSON *configuration = pl_json_put_object(rule, "defaultConfiguration");
    if (info->level == PL_LEVEL_OFF) pl_json_put(configuration, "enabled", cJSON_CreateFalse());
    pl_json_put_string(configuration, "level", info->level == PL_LEVEL_OFF ? "warning" : pl_level_name(info->level));
    put_properties(rule, info);
    g_free(summary);
    g_free(remedy);
    g_free(full);
    g_free(uri);
    return rule;
}

int pl_sarif_rule_index(const pl_sarif *sarif, const pl_rule_info *rule) {
    for (uint32_t i = 0; i < sarif->result->nrules; i++) {
        if (strcmp(sarif->result->rules[i]->id, rule->id) == 0) return (int)i;
    }
    return -1;
}

cJSON *pl_sarif_driver(const pl_sarif *sarif) {
    cJSON *driver = pl_json_object();
    pl_json_put_string(driver, "name", "pinlint");
    pl_json_put_string(driver, "version", PINLINT_VERSION);
    pl_json_put_string(driver, "semanticVersion", PINLINT_VERSION);
    pl_json_put_string(driver, "informationUri", PINLINT_URL);
    cJSON *rules = pl_json_put_array(driver, "rules");
    for (uint32_t i = 0; i < sarif->result->nrules; i++) pl_json_add(rules, rule_json(sarif->result->rules[i]));
    cJSON *descriptors = pl_json_put_array(driver, "notifications");
    for (int i = 0; i < PL_SARIF_NNOTIFICATIONS; i++) {
        cJSON *descriptor = pl_json_add(descriptors, pl_json_object());
        pl_json_put_string(descriptor, "id", notifications[i].id);
        put_text(descriptor, "shortDescription", notifications[i].description, PL_SARIF_DESCRIPTION);
        put_text(descriptor, "fullDescription", notifications[i].description, PL_SARIF_DESCRIPTION);
        put_text(descriptor, "help", notifications[i].help, PL_SARIF_DESCRIPTION);
    }
    return driver;
}
