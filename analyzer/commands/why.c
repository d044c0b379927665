/* why.c: pinlint why FUNCTION [SINK]: how one reaches the other, or why it does not. */
#include "checks/why.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

#include "commands/commands.h"
#include "report/escape.h"
#include "report/jsonout.h"
#include "report/report.h"

static void append_visible_line(GString *out, const char *indent, const char *text) {
    g_string_append(out, indent);
    pl_append_visible(out, text);
    g_string_append_c(out, '\n');
}

static void append_step(GString *out, const pl_step *step, uint32_t number, bool start) {
    char *name = pl_visible(step->function), *path = pl_visible(step->at.path ? step->at.path : "");
    char *place = step->at.line ? g_strdup_printf("%s:%u", path, step->at.line) : g_strdup("");
    g_string_append_printf(out, "  %2u. %-32s %-28s", number, name, place);
    if (!start) g_string_append_printf(out, " %s", pl_tier_name(step->tier));
    if (step->note) {
        g_string_append(out, start ? " " : ", ");
        pl_append_visible(out, step->note);
    }
    g_string_append_c(out, '\n');
    g_free(place);
    g_free(path);
    g_free(name);
}

static void append_path(GString *out, const pl_path_answer *path) {
    g_string_append_printf(out, "%u call%s, weakest tier %s", path->nsteps - 1, path->nsteps == 2 ? "" : "s",
                           pl_tier_name(path->tier));
    if (path->entry) {
        g_string_append(out, ", from a handler (");
        pl_append_visible(out, path->entry->kind);
        g_string_append_c(out, ')');
    }
    g_string_append(out, ":\n");
    for (uint32_t i = 0; i < path->nsteps; i++) append_step(out, &path->steps[i], i + 1, i == 0);
    if (path->cut) {
        g_string_append(out, "      cut by ");
        append_visible_line(out, "", path->cut);
    }
}

static char *as_text(const pl_why *why) {
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < why->npaths; i++) {
        if (i) g_string_append_c(out, '\n');
        append_path(out, &why->paths[i]);
    }
    if (why->more) g_string_append(out, "\nThere are more paths: --max raises the number shown.\n");
    if (!why->npaths && !why->unknown) {
        g_string_append(out, "Not reachable:\n");
        for (const char *const *r = why->reasons; r && *r; r++) append_visible_line(out, "  - ", *r);
    }
    return g_string_free(out, FALSE);
}

static cJSON *path_json(const pl_path_answer *path) {
    cJSON *object = cJSON_CreateObject();
    pl_json_put_string(object, "tier", pl_tier_name(path->tier));
    pl_json_put_string(object, "kind", path->entry ? path->entry->kind : NULL);
    pl_json_put_string(object, "cut", path->cut);
    cJSON *steps = cJSON_AddArrayToObject(object, "steps");
    for (uint32_t i = 0; i < path->nsteps; i++) {
        cJSON *step = cJSON_CreateObject();
        pl_json_put_string(step, "function", path->steps[i].function);
        pl_json_put_string(step, "file", path->steps[i].at.path);
        cJSON_AddNumberToObject(step, "line", path->steps[i].at.line);
        pl_json_put_string(step, "tier", pl_tier_name(path->steps[i].tier));
        pl_json_put_string(step, "note", path->steps[i].note);
        cJSON_AddItemToArray(steps, step);
    }
    return object;
}

static char *as_json(const pl_why *why) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddBoolToObject(root, "reachable", why->npaths > 0);
    cJSON *paths = cJSON_AddArrayToObject(root, "paths");
    for (uint32_t i = 0; i < why->npaths; i++) cJSON_AddItemToArray(paths, path_json(&why->paths[i]));
    cJSON_AddBoolToObject(root, "more", why->more);
    cJSON *reasons = cJSON_AddArrayToObject(root, "reasons");
    for (const char *const *r = why->reasons; r && *r; r++) {
        char *valid = pl_valid_utf8(*r);
        cJSON_AddItemToArray(reasons, cJSON_CreateString(valid));
        g_free(valid);
    }
    char *text = cJSON_Print(root), *line = g_strconcat(text, "\n", NULL);
    cJSON_free(text);
    cJSON_Delete(root);
    return line;
}

static int unknown_name(const pl_why *why) {
    char *like = why->nearest && why->nearest[0] ? g_strjoinv(", ", (char **)(uintptr_t)why->nearest) : NULL;
    int code = like ? pl_complain("there is no function %s in the program; names like it: %s", why->unknown, like)
                    : pl_complain("there is no function %s in the program", why->unknown);
    g_free(like);
    return code;
}

/* 0: reachable; 1: not, as with grep. */
static int answer(const pl_session *session, const pl_why_question *question, bool json) {
    pl_why *why = pl_why_ask(session->program, session->config, question);
    int code = why->npaths ? PL_EXIT_CLEAN : PL_EXIT_FINDINGS;
    if (why->unknown) {
        code = unknown_name(why);
    } else {
        GError *error = NULL;
        char *text = json ? as_json(why) : as_text(why);
        if (!pl_report_save("-", text, strlen(text), &error)) code = pl_complain_of(error);
        g_free(text);
    }
    pl_why_free(why);
    return code;
}

char *pl_take_name(pl_input *input) {
    if (!input->files || !input->files[0] || g_file_test(input->files[0], G_FILE_TEST_EXISTS)) return NULL;
    char *name = input->files[0];
    guint i = 0;
    do input->files[i] = input->files[i + 1];
    while (input->files[i++]);
    if (!input->files[0]) g_clear_pointer(&input->files, g_free);
    return name;
}

static int ask(pl_input *input, const char *tier, int most, bool json) {
    char *first = pl_take_name(input), *second = first ? pl_take_name(input) : NULL;
    pl_why_question question = {.from = second ? first : NULL, .to = second ? second : first};
    int code = PL_EXIT_USAGE;
    if (!first) {
        pl_complain("say: pinlint why FUNCTION [SINK]");
    } else if (tier && !pl_tier_parse(tier, &question.min_tier)) {
        pl_complain("--min-tier %s: there are direct, flow, field, virtual and type", tier);
    } else if (most < 0) {
        pl_complain("--max %d: the number of paths cannot be negative", most);
    } else {
        question.has_min_tier = tier != NULL;
        question.max_paths = (uint32_t)most;
        pl_session session;
        code = pl_session_open(&session, input);
        if (code == PL_EXIT_CLEAN) code = pl_session_verdict(&session, answer(&session, &question, json));
        pl_session_clear(&session);
    }
    g_free(first);
    g_free(second);
    return code;
}

int pl_command_why(int argc, char **argv) {
    pl_input input = {.database = NULL};
    char *format = NULL, *tier = NULL;
    int most = 0;
    const GOptionEntry entries[] = {
        {"format", 'f', 0, G_OPTION_ARG_STRING, &format, "text (default) or json", "FORMAT"},
        {"min-tier", 0, 0, G_OPTION_ARG_STRING, &tier,
         "Over edges at least this sure: direct, flow, field, virtual or type", "TIER"},
        {"max", 0, 0, G_OPTION_ARG_INT, &most, "Paths shown (default: 64)", "N"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
    int code;
    if (pl_parse_options(
            &input, entries, "FUNCTION [SINK] [-- COMPILER FLAGS]",
            "Shows all shortest paths from FUNCTION to SINK, or from every entry point to FUNCTION, with the tier of "
            "each call; or says why there is none. Exits with 1 when there is none.",
            argc, argv, &code)) {
        bool json = format && strcmp(format, "json") == 0;
        if (format && !json && strcmp(format, "text") != 0)
            code = pl_complain("--format %s: there are text and json", format);
        else
            code = ask(&input, tier, most, json);
    }
    g_free(format);
    g_free(tier);
    pl_input_clear(&input);
    return code;
}
