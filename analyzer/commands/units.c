/* units.c: gets the facts: by parsing units, or from facts files. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/commands.h"
#include "facts/format.h"
#include "report/escape.h"

static volatile sig_atomic_t stop; /* of the process, as signals are; the first one that came */

static void ask_to_stop(int signal_number) { stop = signal_number; }

const volatile sig_atomic_t *pl_stop_flag(void) {
    struct sigaction action = {.sa_handler = ask_to_stop};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return &stop;
}

static void show_progress(unsigned done, unsigned total, const char *file, void *data) {
    (void)data;
    char *base = g_path_get_basename(file);
    char *safe = pl_visible(base);
    fprintf(stderr, "\r\033[K[%u/%u] %s", done, total, safe);
    if (done == total) fputs("\r\033[K", stderr);
    fflush(stderr);
    g_free(safe);
    g_free(base);
}

static void lose(GArray *lost, const char *path, const char *problem) {
    pl_lost_unit unit = {.path = path, .problem = problem};
    g_array_append_val(lost, unit);
}

/* "PATH: why" and "PATH is damaged": the report names the path itself. */
static const char *without_path(const char *problem, const char *path) {
    size_t n = strlen(path);
    if (strncmp(problem, path, n) != 0) return problem;
    return strncmp(problem + n, ": ", 2) == 0 ? problem + n + 2 : problem[n] == ' ' ? problem + n + 1 : problem;
}

/* What the facts say about their own parse. */
static void note(pl_session *s, const pl_facts *facts, GArray *lost, GArray *noted) {
    const pl_unit *unit = &facts->unit;
    const char *path = pl_path(facts, unit->main_file);
    if (unit->fatal) lose(lost, path, pl_str(facts, unit->first_error));
    if ((!unit->errors || unit->fatal) && !unit->dropped.count) return;
    const char **refused = NULL;
    if (unit->dropped.count) {
        refused = g_new0(const char *, unit->dropped.count + 1);
        for (uint32_t i = 0; i < unit->dropped.count; i++)
            refused[i] = pl_str(facts, facts->ids[unit->dropped.begin + i]);
        g_ptr_array_add(s->owned, refused);
    }
    pl_noted_unit n = {.path = path,
                       .first_error = unit->first_error == PL_NONE ? NULL : pl_str(facts, unit->first_error),
                       .errors = unit->fatal ? 0 : unit->errors,
                       .refused = refused};
    g_array_append_val(noted, n);
}

static int by_path(const void *a, const void *b) {
    const pl_lost_unit *x = a, *y = b;
    int order = strcmp(x->path, y->path);
    return order ? order : strcmp(x->problem, y->problem);
}

static int by_noted_path(const void *a, const void *b) {
    return strcmp(((const pl_noted_unit *)a)->path, ((const pl_noted_unit *)b)->path);
}

static void keep(pl_session *s, GArray *lost, GArray *noted) {
    s->nlost = lost->len;
    s->nnoted = noted->len;
    s->lost = (pl_lost_unit *)(void *)g_array_free(lost, FALSE);
    s->noted = (pl_noted_unit *)(void *)g_array_free(noted, FALSE);
    if (s->nlost) qsort(s->lost, s->nlost, sizeof *s->lost, by_path);
    if (s->nnoted) qsort(s->noted, s->nnoted, sizeof *s->noted, by_noted_path);
}

int pl_session_extract(pl_session *s, const pl_input *input) {
    GError *error = NULL;
    s->commands = pl_input_commands(input, &s->partial, s->targets);
    if (!s->commands) return PL_EXIT_USAGE;
    char *resources = pl_resource_dir(&error);
    if (!resources) return pl_complain_of(error);
    pl_limits limits = {(unsigned)input->jobs, (unsigned)(input->timeout * 1000), (unsigned)input->memory};
    bool watched = !input->quiet && isatty(STDERR_FILENO);
    const volatile sig_atomic_t *stopped = pl_stop_flag();
    pl_unit_result *results =
        pl_extract_all(s->commands, resources, &limits, watched ? show_progress : NULL, NULL, stopped, &error);
    g_free(resources);
    if (!results) return pl_complain_of(error);
    s->units = results;
    s->nunits = s->commands->len;
    if (*stopped) {
        fputs(watched ? "\r\033[K" : "", stderr);
        pl_complain("interrupted: nothing was reported");
        return 128 + *stopped;
    }
    GArray *lost = g_array_new(FALSE, FALSE, sizeof(pl_lost_unit));
    GArray *noted = g_array_new(FALSE, FALSE, sizeof(pl_noted_unit));
    s->facts = g_new0(pl_facts *, s->nunits + 1);
    for (uint32_t i = 0; i < s->nunits; i++) {
        if (results[i].problem)
            lose(lost, results[i].command->file, without_path(results[i].problem, results[i].command->file));
        if (!results[i].facts) continue;
        s->facts[s->nfacts++] = results[i].facts;
        note(s, results[i].facts, lost, noted);
    }
    keep(s, lost, noted);
    return PL_EXIT_CLEAN;
}

/* A file that is not there or holds something else is a mistake of the caller; one that was damaged on its way is a
 * lost unit. */
int pl_session_load(pl_session *s, const pl_input *input) {
    guint count = input->files ? g_strv_length(input->files) : 0;
    if (!count)
        return pl_complain("--facts needs facts files: write them with pinlint extract -o FILE -- COMPILE COMMAND");
    if (!pl_input_targets(input, s->targets)) return PL_EXIT_USAGE;
    GArray *lost = g_array_new(FALSE, FALSE, sizeof(pl_lost_unit));
    GArray *noted = g_array_new(FALSE, FALSE, sizeof(pl_noted_unit));
    s->facts = g_new0(pl_facts *, count + 1);
    int code = PL_EXIT_CLEAN;
    for (guint i = 0; i < count && code == PL_EXIT_CLEAN; i++) {
        GError *error = NULL;
        pl_facts *facts = pl_facts_load(input->files[i], &error);
        if (facts) {
            s->facts[s->nfacts++] = facts;
            note(s, facts, lost, noted);
        } else if (g_error_matches(error, PL_FACTS_ERROR, PL_FACTS_DAMAGED) ||
                   g_error_matches(error, PL_FACTS_ERROR, PL_FACTS_OTHER_VERSION)) {
            char *problem = g_strdup(error->message);
            g_ptr_array_add(s->owned, problem);
            lose(lost, input->files[i], without_path(problem, input->files[i]));
            g_error_free(error);
        } else {
            code = pl_complain_of(error);
        }
    }
    keep(s, lost, noted);
    return code;
}
