/* extract.h: compile commands → facts. The only door to the folder that knows libclang. */
#ifndef PINLINT_EXTRACT_H
#define PINLINT_EXTRACT_H

#include <glib.h>
#include <signal.h>

#include "facts/facts.h"

/* One compile command. All strings owned; free with pl_command_free. */
typedef struct {
    char *directory; /* absolute */
    char *file;      /* absolute, normalised */
    char *output;    /* absolute, or NULL */
    char **argv;     /* as in the database, argv[0] the compiler, NULL-terminated; response files expanded */
    char *problem;   /* why it cannot be parsed (a response file is missing), one sentence, or NULL: pl_extract and
                        pl_extract_all fail with it */
} pl_command;

void pl_command_free(pl_command *command);

/* compile_commands.json (CMake's `command`, bear's `arguments`). `path` is the file or the directory that holds it. A
 * GPtrArray of pl_command*, in the order of the file, exact repetitions dropped. NULL and *error (one sentence: file,
 * line, remedy) otherwise. */
GPtrArray *pl_database_read(const char *path, GError **error);
/* The same; commands that compile neither C nor C++ (that link, archive, ...) are appended to `others`, which frees
 * them. */
GPtrArray *pl_database_read_all(const char *path, GPtrArray *others, GError **error);

/* A compile command given on the command line: argv as the user typed it after `--`, with or without the compiler and
 * with or without the source file. `file` may be NULL when argv names exactly one source. */
pl_command *pl_command_from_argv(const char *directory, const char *file, char **argv, GError **error);

/* What libclang is given for a command (flags.c): GCC-only flags dropped, `-fplugin=x`, `-Xclang -load`, ... refused,
 * `-MF x`, `-save-temps`, ... left out. All are arrays of char*, as the user wrote them. */
typedef struct {
    GPtrArray *args;     /* for clang_parseTranslationUnit2FullArgv, NULL-terminated */
    GPtrArray *refused;  /* what would load code or write files */
    GPtrArray *left_out; /* what asks for files that builds make beside the object */
    uint64_t hash;       /* XXH3-64 of what matters to the result */
} pl_clang_args;
pl_clang_args *pl_clang_args_new(const pl_command *command, const char *resource_dir);
void pl_clang_args_free(pl_clang_args *args);

/* Where libclang's own headers (stddef.h) are; NULL and *error (what to install) if they cannot be found. */
char *pl_resource_dir(GError **error);
/* "19.1.7" */
const char *pl_clang_version(void);

/* Parses one unit in this process. NULL and *error when nothing could be parsed. */
pl_facts *pl_extract(const pl_command *command, const char *resource_dir, GError **error);

/* Many units, in worker processes (pool.c). */
typedef struct {
    unsigned jobs;       /* 0: usable CPUs */
    unsigned timeout_ms; /* wall-clock time a unit may take, 0: no limit */
    unsigned memory_mib; /* address space a worker may add, 0: no limit */
} pl_limits;

typedef struct {
    const pl_command *command;
    pl_facts *facts; /* NULL when the unit was lost */
    char *problem;   /* then one sentence: why; else NULL */
} pl_unit_result;

/* Calls `progress` (may be NULL) in this process after each unit. Results are in the order of the commands, whatever
 * order they came in. Stops early when *stop becomes non-zero (set by a signal handler): the rest has the problem
 * "interrupted". */
typedef void (*pl_progress)(unsigned done, unsigned total, const char *file, void *data);
pl_unit_result *pl_extract_all(GPtrArray *commands, const char *resource_dir, const pl_limits *limits,
                               pl_progress progress, void *data, const volatile sig_atomic_t *stop, GError **error);
void pl_unit_results_free(pl_unit_result *results, unsigned count);

/* Scans one source text for directives (directives.c): real comments only, strings and raw strings are not. Appends to
 * the builder. `skipped` holds `nskipped` pairs of first and last line that the preprocessor left out. */
struct pl_builder;
void pl_scan_directives(struct pl_builder *b, pl_id file, const char *text, size_t size, const uint32_t (*skipped)[2],
                        size_t nskipped);

#endif
