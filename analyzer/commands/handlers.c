/* handlers.c: pinlint handlers: what was taken as an entry point, and why. */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

#include "commands/commands.h"
#include "report/escape.h"
#include "report/jsonout.h"
#include "report/report.h"

static char *as_json(const pl_entries *entries) {
    cJSON *root = cJSON_CreateObject(), *list = cJSON_AddArrayToObject(root, "handlers");
    for (uint32_t i = 0; i < entries->count; i++) {
        const pl_entry_info *info = &entries->items[i].info;
        cJSON *item = cJSON_CreateObject();
        pl_json_put_string(item, "function", info->function);
        pl_json_put_string(item, "file", info->at.path);
        cJSON_AddNumberToObject(item, "line", info->at.line);
        pl_json_put_string(item, "kind", info->kind);
        pl_json_put_string(item, "framework", info->framework);
        pl_json_put_string(item, "model", pl_model_name(info->model));
        pl_json_put_string(item, "why", info->why);
        cJSON_AddItemToArray(list, item);
    }
    char *text = cJSON_Print(root), *line = g_strconcat(text, "\n", NULL);
    cJSON_free(text);
    cJSON_Delete(root);
    return line;
}

static char *as_text(const pl_entries *entries) {
    GString *out = g_string_new(NULL);
    size_t widest = 8;
    for (uint32_t i = 0; i < entries->count; i++) widest = MAX(widest, strlen(entries->items[i].info.function));
    widest = MIN(widest, 40);
    for (uint32_t i = 0; i < entries->count; i++) {
        const pl_entry_info *info = &entries->items[i].info;
        char *name = pl_visible(info->function), *path = pl_visible(info->at.path), *why = pl_visible(info->why);
        g_string_append_printf(out, "%-*s  %s:%u  %s (%s): %s\n", (int)widest, name, path, info->at.line, info->kind,
                               pl_model_name(info->model), why);
        g_free(name);
        g_free(path);
        g_free(why);
    }
    if (!entries->count)
        g_string_append(out,
                        "No entry point was found: no known framework is used in a known way. Name your handlers in "
                        ".pinlint.json (\"entries\"); pinlint init writes one to start from.\n");
    return g_string_free(out, FALSE);
}

static int print_entries(const pl_session *session, bool json) {
    GError *error = NULL;
    pl_entries *entries = pl_entries_find(session->program, session->config);
    char *text = json ? as_json(entries) : as_text(entries);
    int code = pl_report_save("-", text, strlen(text), &error) ? PL_EXIT_CLEAN : pl_complain_of(error);
    g_free(text);
    pl_entries_free(entries);
    return pl_session_verdict(session, code);
}

int pl_command_handlers(int argc, char **argv) {
    pl_input input = {.database = NULL};
    char *format = NULL;
    const GOptionEntry entries[] = {
        {"format", 'f', 0, G_OPTION_ARG_STRING, &format, "text (default) or json", "FORMAT"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
    int code;
    if (pl_parse_options(
            &input, entries, "[FILES] [-- COMPILER FLAGS]",
            "Lists the functions that were taken as entry points, their thread model, and what made them one.", argc,
            argv, &code)) {
        bool json = format && strcmp(format, "json") == 0;
        if (format && !json && strcmp(format, "text") != 0) {
            code = pl_complain("--format %s: there are text and json", format);
        } else {
            pl_session session;
            code = pl_session_open(&session, &input);
            if (code == PL_EXIT_CLEAN) code = print_entries(&session, json);
            pl_session_clear(&session);
        }
    }
    g_free(format);
    pl_input_clear(&input);
    return code;
}
