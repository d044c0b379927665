/* packs.c: pinlint packs: the rule packs, what they found in a program, and whether a file is a pack. */
#include "commands/packs.h"

#include <stdio.h>
#include <string.h>

#include "checks/usage.h"
#include "commands/commands.h"
#include "report/report.h"

static bool is_project_file(const char *path) { return g_str_has_suffix(path, ".pinlint.json"); }

static void say_pack(const char *path, const pl_pack *pack) {
    char *text = pl_packs_contents(pack);
    printf("%s: %s: %s\n", path, pack->title, text);
    g_free(text);
}

/* As the next check would read it. */
static bool check_file(const pl_input *input, const char *path) {
    GError *error = NULL;
    pl_config *config;
    const pl_pack *pack = NULL;
    if (is_project_file(path)) {
        char *whole = g_canonicalize_filename(path, NULL);
        config = pl_config_load(input->pack_dir, whole, NULL, pl_rule_ids(), &error);
        if (config) pack = config->packs[config->npacks - 1];
        g_free(whole);
    } else {
        config = pl_config_new();
        pack = pl_pack_load(config, path, &error);
    }
    if (pack)
        say_pack(path, pack);
    else
        pl_complain_of(error);
    pl_config_free(config);
    return pack != NULL;
}

static int check_files(const pl_input *input, char **files) {
    bool ok = true;
    for (char **file = files; *file; file++) ok = check_file(input, *file) && ok;
    return ok ? PL_EXIT_CLEAN : PL_EXIT_USAGE;
}

static int print(char *text) {
    GError *error = NULL;
    int code = pl_report_save("-", text, strlen(text), &error) ? PL_EXIT_CLEAN : pl_complain_of(error);
    g_free(text);
    return code;
}

static int list_alone(const pl_input *input, bool json) {
    GError *error = NULL;
    char *file = input->config ? g_canonicalize_filename(input->config, NULL) : NULL;
    pl_config *config = pl_config_load(input->pack_dir, file, NULL, pl_rule_ids(), &error);
    g_free(file);
    if (!config) return pl_complain_of(error);
    int code = print(json ? pl_packs_json(config, NULL) : pl_packs_list(config));
    pl_config_free(config);
    return code;
}

static int list_in_program(const pl_input *input, bool json) {
    pl_session session;
    int code = pl_session_open(&session, input);
    if (code == PL_EXIT_CLEAN) {
        pl_usage *usage = pl_usage_find(session.program, session.config);
        code = print(json ? pl_packs_json(session.config, usage) : pl_packs_usage(session.config, usage));
        code = pl_session_verdict(&session, code);
        g_free(usage);
    }
    pl_session_clear(&session);
    return code;
}

static int run(const pl_input *input, char **checked, const char *format) {
    bool json = format && strcmp(format, "json") == 0;
    bool program = input->database || input->facts || input->files || input->flags;
    if (format && !json && strcmp(format, "text") != 0)
        return pl_complain("--format %s: there are text and json", format);
    if (!checked) return program ? list_in_program(input, json) : list_alone(input, json);
    if (input->database || input->facts || input->flags || json)
        return pl_complain("--check takes packs and nothing else: pinlint packs --check FILE...");
    int code = check_files(input, checked), rest = input->files ? check_files(input, input->files) : PL_EXIT_CLEAN;
    return code == PL_EXIT_CLEAN ? rest : code;
}

int pl_command_packs(int argc, char **argv) {
    pl_input input = {.database = NULL};
    char *format = NULL, **checked = NULL;
    const GOptionEntry entries[] = {
        {"check", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &checked, "Validate a pack, or a .pinlint.json; more may follow",
         "FILE"},
        {"format", 'f', 0, G_OPTION_ARG_STRING, &format, "text (default) or json", "FORMAT"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
    int code;
    if (pl_parse_options(&input, entries, "[FILES] [-- COMPILER FLAGS]",
                         "Lists the rule packs. Given a program, says which of them it uses and why, and what each "
                         "found: entry points, calls of sinks, and calls that hand a callback to a library.",
                         argc, argv, &code))
        code = run(&input, checked, format);
    g_strfreev(checked);
    g_free(format);
    pl_input_clear(&input);
    return code;
}
