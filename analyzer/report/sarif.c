/* SARIF 2.1.0: one log, one run. Results are printed one a line, as they are made: memory stays bounded, and two
 * reports can be compared with line tools. */
#include "report/sarif.h"

#include "report/describe.h"
#include "report/formats.h"
#include "report/jsonout.h"

static cJSON *notification(const pl_sarif *sarif, int which, const char *level, const char *path, char *text) {
    cJSON *object = pl_json_object();
    cJSON *descriptor = pl_json_put_object(object, "descriptor");
    pl_json_put_string(descriptor, "id", pl_sarif_notification_id(which));
    pl_json_put_number(descriptor, "index", (uint32_t)which);
    pl_json_put_string(object, "level", level);
    pl_json_put(object, "message", pl_sarif_message(text));
    pl_place place = {path, 0, 0, NULL, 0, 0};
    pl_json_add(pl_json_put_array(object, "locations"), pl_sarif_location(sarif, &place, NULL, NULL, 0));
    g_free(text);
    return object;
}

static void put_noted(const pl_sarif *sarif, const pl_noted_unit *unit, cJSON *list) {
    if (unit->errors) {
        char *text =
            g_strdup_printf("%s was analysed although it has %u error%s; the first: %s", pl_or(unit->path, "A unit"),
                            unit->errors, unit->errors == 1 ? "" : "s", pl_or(unit->first_error, "not known"));
        pl_json_add(list, notification(sarif, PL_SARIF_PARSE_ERRORS, "warning", unit->path, text));
    }
    if (unit->refused && unit->refused[0]) {
        char *arguments = g_strjoinv(" ", (char **)unit->refused);
        char *text = g_strdup_printf("%s was analysed without arguments that load code or write files: %s",
                                     pl_or(unit->path, "A unit"), arguments);
        pl_json_add(list, notification(sarif, PL_SARIF_REFUSED_ARGUMENTS, "note", unit->path, text));
        g_free(arguments);
    }
}

static cJSON *invocations(const pl_sarif *sarif) {
    const pl_result *result = sarif->result;
    cJSON *list = pl_json_array(), *invocation = pl_json_add(list, pl_json_object());
    pl_json_put(invocation, "executionSuccessful", cJSON_CreateTrue());
    cJSON *notes = pl_json_put_array(invocation, "toolExecutionNotifications");
    for (uint32_t i = 0; i < result->nlost; i++) {
        char *text = g_strdup_printf("%s was not analysed in full: %s", pl_or(result->lost[i].path, "A unit"),
                                     pl_or(result->lost[i].problem, "no reason known"));
        pl_json_add(notes, notification(sarif, PL_SARIF_LOST_UNIT, "error", result->lost[i].path, text));
    }
    for (uint32_t i = 0; i < result->nnoted; i++) put_noted(sarif, &result->noted[i], notes);
    return list;
}

static cJSON *automation(const pl_result *result) {
    cJSON *object = pl_json_object();
    /* What stands before the last slash is GitHub's category: reports of two configurations do not replace another. */
    char *id = g_strdup_printf("pinlint/%s/", pl_or(result->config, "default"));
    pl_json_put_string(object, "id", id);
    g_free(id);
    return object;
}

/* No URI: a wrong absolute base is worse than none, and the right one differs between the machine that lints and the
 * one that shows. */
static cJSON *bases(void) {
    cJSON *object = pl_json_object(), *root = pl_json_put_object(object, "%SRCROOT%");
    pl_json_put(root, "description", pl_sarif_message("The directory that holds the project's sources."));
    return object;
}

static void member(GString *out, const char *key, cJSON *value) {
    g_string_append_printf(out, ",\n\"%s\":", key);
    pl_json_emit(out, value);
}

void pl_report_sarif(const pl_result *result, const pl_report_options *options, GString *out) {
    pl_sarif sarif = {result, options, pl_sources_new(result->root)};
    cJSON *tool = pl_json_object();
    pl_json_put(tool, "driver", pl_sarif_driver(&sarif));
    g_string_append(out, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\n"
                         "\"version\":\"2.1.0\",\n\"runs\":[{\n\"tool\":");
    pl_json_emit(out, tool);
    member(out, "invocations", invocations(&sarif));
    member(out, "originalUriBaseIds", bases());
    member(out, "automationDetails", automation(result));
    member(out, "columnKind", pl_json_string("utf16CodeUnits"));
    g_string_append(out, ",\n\"results\":[");
    bool first = true;
    for (uint32_t i = 0; i < result->nfindings; i++) {
        if (result->findings[i].suppressed && !options->show_suppressed) continue;
        g_string_append(out, first ? "\n" : ",\n");
        first = false;
        pl_json_emit(out, pl_sarif_result(&sarif, &result->findings[i]));
    }
    g_string_append(out, "]\n}]}\n");
    pl_sources_free(sarif.sources);
}
