/* options.c: the options that all commands on programs share, and how errors are said. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "commands/commands.h"
#include "report/escape.h"

int pl_complain(const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args);
    va_end(args);
    char *safe = pl_visible(text);
    fprintf(stderr, "pinlint: %s\n", safe);
    g_free(safe);
    g_free(text);
    return PL_EXIT_USAGE;
}

int pl_complain_of(GError *error) {
    int code = pl_complain("%s", error->message);
    g_error_free(error);
    return code;
}

void pl_complain_of_unit(const char *file, const char *problem) {
    if (g_str_has_prefix(problem, file))
        pl_complain("%s", problem);
    else
        pl_complain("%s: %s", file, problem);
}

/* Everything after "--" belongs to the compiler: it is taken off before options are parsed. */
static int split_flags(pl_input *input, int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--") != 0) continue;
        input->flags = g_new0(char *, (gsize)(argc - i));
        for (int k = i + 1; k < argc; k++) input->flags[k - i - 1] = g_strdup(argv[k]);
        return i;
    }
    return argc;
}

/* GOption wants "-j 4"; "-j4" and "-pbuild" are what compilers taught people. */
static GPtrArray *separate_values(int argc, char **argv) {
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < argc; i++) {
        bool joined = i > 0 && argv[i][0] == '-' && argv[i][1] && strchr("jpof", argv[i][1]) && argv[i][2];
        g_ptr_array_add(words, joined ? g_strndup(argv[i], 2) : g_strdup(argv[i]));
        if (joined) g_ptr_array_add(words, g_strdup(argv[i] + (argv[i][2] == '=' ? 3 : 2)));
    }
    g_ptr_array_add(words, NULL);
    return words;
}

static bool check_numbers(const pl_input *input) {
    enum { MOST_JOBS = 1024, MOST_SECONDS = 86400, MOST_MIB = 1 << 20 };
    if (input->jobs < 0 || input->jobs > MOST_JOBS)
        return pl_complain("-j %d: the number of jobs is 0 (usable CPUs) to %d", input->jobs, MOST_JOBS), false;
    if (!(input->timeout >= 0 && input->timeout <= MOST_SECONDS))
        return pl_complain("--timeout %g: seconds are 0 (no limit) to %d", input->timeout, MOST_SECONDS), false;
    if (input->memory < 0 || input->memory > MOST_MIB)
        return pl_complain("--memory %d: MiB are 0 (no limit) to %d", input->memory, MOST_MIB), false;
    return true;
}

/* Breaks a paragraph into lines of at most 100 columns. */
static char *wrap(const char *text) {
    GString *out = g_string_new(NULL);
    size_t column = 0;
    char **words = g_strsplit(text, " ", -1);
    for (char **w = words; *w; w++) {
        size_t n = strlen(*w);
        bool fits = column + n < 100;
        if (column) g_string_append_c(out, fits ? ' ' : '\n');
        column = fits && column ? column + 1 + n : n;
        g_string_append(out, *w);
    }
    g_strfreev(words);
    return g_string_free(out, FALSE);
}

static void add_limits(GOptionContext *context, pl_input *input) {
    const GOptionEntry entries[] = {
        {"timeout", 0, 0, G_OPTION_ARG_DOUBLE, &input->timeout, "Time limit of one unit (default: 120; 0: none)",
         "SECONDS"},
        {"memory", 0, 0, G_OPTION_ARG_INT, &input->memory, "Memory limit of one unit (default: 4096; 0: none)", "MIB"},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &input->quiet, "No progress and no summary on standard error", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &input->files, NULL, NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
    g_option_context_add_main_entries(context, entries, NULL);
}

static void add_program(GOptionContext *context, pl_input *input) {
    const GOptionEntry entries[] = {
        {"database", 'p', 0, G_OPTION_ARG_FILENAME, &input->database,
         "compile_commands.json, or the directory it is in", "DIR"},
        {"facts", 0, 0, G_OPTION_ARG_NONE, &input->facts, "FILES are facts files, written by pinlint extract", NULL},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &input->jobs, "Units parsed at once (default: usable CPUs)", "N"},
        {"config", 0, 0, G_OPTION_ARG_FILENAME, &input->config, "Project file (default: .pinlint.json, found upwards)",
         "FILE"},
        {"root", 0, 0, G_OPTION_ARG_FILENAME, &input->root, "Directory that paths in reports are relative to", "DIR"},
        {"pack-dir", 0, 0, G_OPTION_ARG_FILENAME, &input->pack_dir, "Shipped rule packs (default: the installed ones)",
         "DIR"},
        {"time-report", 0, 0, G_OPTION_ARG_NONE, &input->time_report,
         "Print the time and memory of each stage on standard error", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
    g_option_context_add_main_entries(context, entries, NULL);
}

static GOptionContext *make_context(pl_input *input, const GOptionEntry *own, const char *usage, const char *about,
                                    gboolean *help) {
    const GOptionEntry help_entry[] = {{"help", 'h', 0, G_OPTION_ARG_NONE, help, "Show this help", NULL},
                                       {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
    GOptionContext *context = g_option_context_new(usage);
    char *wrapped = wrap(about);
    g_option_context_set_summary(context, wrapped);
    g_free(wrapped);
    g_option_context_set_help_enabled(context, FALSE); /* GLib's own help ends the process */
    if (own) g_option_context_add_main_entries(context, own, NULL);
    if (!input->one_unit) add_program(context, input);
    add_limits(context, input);
    g_option_context_add_main_entries(context, help_entry, NULL);
    return context;
}

bool pl_parse_options(pl_input *input, const GOptionEntry *own, const char *usage, const char *about, int argc,
                      char **argv, int *exit) {
    *exit = PL_EXIT_USAGE;
    input->timeout = 120;
    input->memory = 4096;
    int own_argc = split_flags(input, argc, argv);
    GPtrArray *words = separate_values(own_argc, argv);
    char **copy = g_new(char *, words->len); /* GOption takes words out of the array it parses */
    memcpy(copy, words->pdata, words->len * sizeof *copy);
    own_argc = (int)words->len - 1;
    gboolean help = FALSE;
    GOptionContext *context = make_context(input, own, usage, about, &help);
    char *program =
        g_strdup_printf("pinlint %s", strcmp(argv[0], "check") == 0 || strchr(argv[0], '/') ? "check" : argv[0]);
    g_set_prgname(program);
    GError *error = NULL;
    bool ok = g_option_context_parse(context, &own_argc, &copy, &error) != FALSE;
    if (!ok) {
        pl_complain("%s; %s --help lists the options", error->message, program);
        g_error_free(error);
    } else if (help) {
        char *text = g_option_context_get_help(context, TRUE, NULL);
        fputs(text, stdout);
        g_free(text);
        *exit = PL_EXIT_CLEAN;
        ok = false;
    } else {
        ok = check_numbers(input);
    }
    g_option_context_free(context);
    g_free(program);
    g_free(copy);
    g_ptr_array_free(words, TRUE);
    return ok;
}

void pl_input_clear(pl_input *input) {
    g_free(input->database);
    g_free(input->config);
    g_free(input->root);
    g_free(input->pack_dir);
    g_strfreev(input->files);
    g_strfreev(input->flags);
    *input = (pl_input){.database = NULL};
}
