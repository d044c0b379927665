/* check.c: pinlint check: from database to report. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "commands/commands.h"
#include "report/report.h"
#include "support/nearest.h"

typedef struct {
    char *format;
    char **outputs;
    char *rules;
    char *min_tier;
    char *fail_on;
    char *colour;
    gboolean allow_partial, show_suppressed, all_entries;
    /* Worked out. */
    char **only_rules;
    pl_tier tier;
    pl_level threshold; /* PL_LEVEL_OFF: never */
} check_options;

static bool choose_rules(check_options *o) {
    if (!o->rules) return true;
    o->only_rules = g_strsplit(o->rules, ",", -1);
    if (!*g_strstrip(o->rules)) return pl_complain("--rules names no rule; pinlint rules lists them"), false;
    for (char **r = o->only_rules; *r; r++) {
        g_strstrip(*r);
        if (pl_rule_find(*r)) continue;
        const char *near = pl_nearest(*r, pl_rule_ids());
        pl_complain("--rules: there is no rule \"%s\"%s%s%s; pinlint rules lists them", *r,
                    near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
        return false;
    }
    return true;
}

static bool check_output(const char *output) {
    const char *colon = strchr(output, ':');
    char *format = colon ? g_strndup(output, (gsize)(colon - output)) : NULL;
    bool ok = format && pl_report_find(format) && colon[1];
    if (!ok) pl_complain("--output %s: say FORMAT:PATH, with text, gcc, sarif or json as format", output);
    g_free(format);
    return ok;
}

/* Two reports in one file would leave the last one only. */
static bool goes_elsewhere(const char *output, char **outputs) {
    for (char **other = outputs; *other != output; other++) {
        const char *path = strchr(*other, ':');
        if (path && strcmp(path, strchr(output, ':')) == 0)
            return pl_complain("--output %s and --output %s go to the same file", *other, output), false;
    }
    return true;
}

static bool understand(check_options *o) {
    if (o->format && !pl_report_find(o->format))
        return pl_complain("--format %s: there are text, gcc, sarif and json", o->format), false;
    for (char **out = o->outputs; out && *out; out++)
        if (!check_output(*out) || !goes_elsewhere(*out, o->outputs)) return false;
    if (o->min_tier && !pl_tier_parse(o->min_tier, &o->tier))
        return pl_complain("--min-tier %s: there are direct, flow, field, virtual and type", o->min_tier), false;
    o->threshold = PL_LEVEL_WARNING;
    if (o->fail_on && strcmp(o->fail_on, "never") == 0)
        o->threshold = PL_LEVEL_OFF;
    else if (o->fail_on && (!pl_level_parse(o->fail_on, &o->threshold) || o->threshold == PL_LEVEL_OFF))
        return pl_complain("--fail-on %s: there are error, warning, note and never", o->fail_on), false;
    if (o->colour && strcmp(o->colour, "auto") != 0 && strcmp(o->colour, "always") != 0 &&
        strcmp(o->colour, "never") != 0)
        return pl_complain("--color %s: there are auto, always and never", o->colour), false;
    return choose_rules(o);
}

static bool wants_colour(const check_options *o, bool terminal) {
    if (o->colour && strcmp(o->colour, "always") == 0) return true;
    if (o->colour && strcmp(o->colour, "never") == 0) return false;
    const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
    return terminal && !(no_colour && *no_colour) && !(term && strcmp(term, "dumb") == 0);
}

static unsigned terminal_width(void) {
    struct winsize size;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40 ? size.ws_col : 0;
}

static bool write_report(const pl_result *result, const char *format, const char *path,
                         const pl_report_options *options) {
    GString *bytes = g_string_new(NULL);
    GError *error = NULL;
    pl_report_find(format)->write(result, options, bytes);
    bool ok = pl_report_save(path, bytes->str, bytes->len, &error);
    if (!ok) pl_complain_of(error);
    g_string_free(bytes, TRUE);
    return ok;
}

/* Quiet is not silent: what was not looked at, and what was refused, is always said. */
static void say_what_is_missing(const pl_result *result) {
    for (uint32_t i = 0; i < result->nlost; i++) pl_complain_of_unit(result->lost[i].path, result->lost[i].problem);
    for (uint32_t i = 0; i < result->nnoted; i++)
        for (const char *const *r = result->noted[i].refused; r && *r; r++)
            pl_complain("%s: %s was refused: it loads code or writes files", result->noted[i].path, *r);
}

static bool report(const pl_result *result, const check_options *o, bool quiet) {
    bool terminal = isatty(STDOUT_FILENO);
    pl_report_options options = {.show_suppressed = o->show_suppressed, .all_entries = o->all_entries};
    bool ok = true, default_report = true;
    for (char **out = o->outputs; out && *out; out++) {
        const char *colon = strchr(*out, ':');
        char *format = g_strndup(*out, (gsize)(colon - *out));
        ok = write_report(result, format, colon + 1, &options) && ok;
        if (strcmp(colon + 1, "-") == 0) default_report = false;
        g_free(format);
    }
    options.colour = wants_colour(o, terminal);
    options.columns = terminal ? terminal_width() : 0;
    if (o->format || default_report)
        ok = write_report(result, o->format ? o->format : terminal ? "text" : "gcc", "-", &options) && ok;
    if (!quiet) {
        GString *summary = g_string_new(NULL);
        pl_report_summary(result, summary);
        fputs(summary->str, stderr);
        g_string_free(summary, TRUE);
    } else {
        say_what_is_missing(result);
    }
    return ok;
}

static int verdict(const pl_result *result, const check_options *o) {
    bool found = false;
    for (uint32_t i = 0; i < result->nfindings && o->threshold != PL_LEVEL_OFF; i++) {
        const pl_finding *f = &result->findings[i];
        found = found || (!f->suppressed && f->level >= o->threshold);
    }
    if (result->nlost && !o->allow_partial) return PL_EXIT_INCOMPLETE;
    return found ? PL_EXIT_FINDINGS : PL_EXIT_CLEAN;
}

static int run(const pl_input *input, const check_options *o) {
    pl_session session;
    int code = pl_session_open(&session, input);
    if (code == PL_EXIT_CLEAN) {
        pl_check_options options = {.only_rules = (const char *const *)o->only_rules,
                                    .has_min_tier = o->min_tier != NULL,
                                    .min_tier = o->tier,
                                    .partial = session.partial,
                                    .lost = session.lost,
                                    .nlost = session.nlost,
                                    .noted = session.noted,
                                    .nnoted = session.nnoted,
                                    .stages = session.stages};
        pl_result *result = pl_check(session.program, session.config, &options);
        code = report(result, o, input->quiet) ? verdict(result, o) : PL_EXIT_USAGE;
        pl_stage_count(session.stages, "findings", result->nfindings);
        pl_stage_end(session.stages, "report");
        pl_result_free(result);
    }
    pl_session_clear(&session);
    return code;
}

int pl_command_check(int argc, char **argv) {
    pl_input input = {.database = NULL};
    check_options o = {.format = NULL};
    const GOptionEntry entries[] = {
        {"format", 'f', 0, G_OPTION_ARG_STRING, &o.format,
         "text, gcc, sarif or json (default: text on a terminal, else gcc)", "FORMAT"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &o.outputs, "Also write a report to a file; may be repeated",
         "FORMAT:PATH"},
        {"rules", 0, 0, G_OPTION_ARG_STRING, &o.rules, "Only these rules, also if they are off by default", "ID,ID"},
        {"min-tier", 0, 0, G_OPTION_ARG_STRING, &o.min_tier,
         "Leave out findings less sure than direct, flow, field (default), virtual or type", "TIER"},
        {"fail-on", 0, 0, G_OPTION_ARG_STRING, &o.fail_on, "Exit with 1 from this level on (default: warning)",
         "error|warning|note|never"},
        {"allow-partial", 0, 0, G_OPTION_ARG_NONE, &o.allow_partial, "Lost units do not make the exit code 3", NULL},
        {"show-suppressed", 0, 0, G_OPTION_ARG_NONE, &o.show_suppressed, "Show suppressed findings and their reasons",
         NULL},
        {"all-entries", 0, 0, G_OPTION_ARG_NONE, &o.all_entries,
         "Text: show the path of every entry point of a finding", NULL},
        {"color", 0, 0, G_OPTION_ARG_STRING, &o.colour, "auto, always or never", "WHEN"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
    int code;
    if (pl_parse_options(
            &input, entries, "[FILES] [-- COMPILER FLAGS]",
            "Finds calls that pin threads, change per-thread state, take locks or spawn threads on the way from "
            "request handlers.",
            argc, argv, &code))
        code = understand(&o) ? run(&input, &o) : PL_EXIT_USAGE;
    g_free(o.format);
    g_strfreev(o.outputs);
    g_free(o.rules);
    g_free(o.min_tier);
    g_free(o.fail_on);
    g_free(o.colour);
    g_strfreev(o.only_rules);
    pl_input_clear(&input);
    return code;
}
