/* commands.h: what the files of commands/ share: the table of subcommands, the options they have in common, and the
 * pipeline from input to solved program. Internal to commands/.
 *
 * Exit codes (../README.md): 0 nothing to report, 1 findings, 2 bad usage or configuration, 3 the analysis is
 * incomplete.
 */
#ifndef PINLINT_COMMANDS_H
#define PINLINT_COMMANDS_H

#include <glib.h>
#include <signal.h>

#include "checks/check.h"
#include "config/config.h"
#include "extract/extract.h"
#include "program/program.h"
#include "targets/targets.h"

enum { PL_EXIT_CLEAN, PL_EXIT_FINDINGS, PL_EXIT_USAGE, PL_EXIT_INCOMPLETE, PL_EXIT_INTERRUPTED = 130 };

/* argv[0] is the name of the subcommand. Returns the exit code. */
typedef struct {
    const char *name;
    const char *summary; /* one line of --help */
    int (*run)(int argc, char **argv);
} pl_subcommand;
const pl_subcommand *pl_subcommands(void); /* ends with a NULL name */

int pl_command_check(int argc, char **argv);
int pl_command_extract(int argc, char **argv);
int pl_command_facts(int argc, char **argv);
int pl_command_handlers(int argc, char **argv);
int pl_command_why(int argc, char **argv);
int pl_command_graph(int argc, char **argv);
int pl_command_rules(int argc, char **argv);
int pl_command_packs(int argc, char **argv);
int pl_command_explain(int argc, char **argv);
int pl_command_init(int argc, char **argv);

/* Prints "pinlint: <sentence>" to standard error and returns PL_EXIT_USAGE. */
int pl_complain(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* The same for a GError, which it frees. */
int pl_complain_of(GError *error);

/* Says why a unit was lost; the problem may name the file already. */
void pl_complain_of_unit(const char *file, const char *problem);

/* Options of every command that reads a program. Fill with zeroes, add to the context, parse, and free what was parsed.
 */
typedef struct {
    gboolean one_unit;    /* set before: the command takes one compile command, and no program */
    char *database;       /* -p */
    gboolean facts;       /* --facts: the positional arguments are facts files */
    char *config;         /* --config */
    char *root;           /* --root */
    char *pack_dir;       /* --pack-dir */
    int jobs;             /* -j */
    double timeout;       /* --timeout, seconds */
    int memory;           /* --memory, MiB */
    gboolean quiet;       /* -q: no progress, no summary */
    gboolean time_report; /* --time-report */
    char **files;         /* positional */
    char **flags;         /* after "--", or NULL */
} pl_input;

/* Parses argv with the common options and `own` (may be NULL). False after an error was printed or --help was shown;
 * *exit then. */
bool pl_parse_options(pl_input *input, const GOptionEntry *own, const char *usage, const char *about, int argc,
                      char **argv, int *exit);
void pl_input_clear(pl_input *input);

/* Takes a name away that stands before the files; NULL: none. What exists as a file is input. The caller frees it. */
char *pl_take_name(pl_input *input);

/* From input to solved program. */
typedef struct {
    pl_config *config;
    pl_facts **facts;
    uint32_t nfacts;
    pl_program *program;
    pl_lost_unit *lost;
    uint32_t nlost;
    pl_noted_unit *noted;
    uint32_t nnoted;
    bool partial; /* the user chose some files of a database */
    GPtrArray *owned;
    void *units; /* results of the extraction that own the facts, or NULL */
    uint32_t nunits;
    GPtrArray *commands;
    pl_targets *targets; /* what the build links, as far as it says */
    pl_callback *callbacks;
    const char **number_readers;
    pl_stages *stages; /* NULL: nobody asks */
} pl_session;

/* Prints what is wrong and returns an exit code other than PL_EXIT_CLEAN, or PL_EXIT_CLEAN. Clear it in either case. */
int pl_session_open(pl_session *session, const pl_input *input);
void pl_session_clear(pl_session *session);
/* For commands without a report: names the lost units. Turns PL_EXIT_CLEAN and PL_EXIT_FINDINGS into PL_EXIT_INCOMPLETE
 * if any. */
int pl_session_verdict(const pl_session *session, int code);

/* Complains of each name in "calls" and "safe" that the program does not have (missing.c). True: there was one. */
bool pl_names_missing(const pl_program *program, const pl_config *config);
/* Warns of the project's entries that name what the program does not have (missing_entries.c). */
void pl_warn_of_entries(const pl_program *program, const pl_config *config);

/* The commands to extract, from -p, files, and "--" (input.c). NULL after printing what is wrong. */
GPtrArray *pl_input_commands(const pl_input *input, bool *partial, pl_targets *targets);
/* What -p says about linking, where the facts are given as files; false after printing what is wrong. */
bool pl_input_targets(const pl_input *input, pl_targets *targets);
/* Extracts or loads facts into the session (units.c). */
int pl_session_extract(pl_session *session, const pl_input *input);
int pl_session_load(pl_session *session, const pl_input *input);

/* Set when the user asked to stop; installs the handlers for SIGINT and SIGTERM on first use. */
const volatile sig_atomic_t *pl_stop_flag(void);

#endif
