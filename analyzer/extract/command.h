/* command.h: what database.c, flags.c and the command line share about one compile command. Thread-safe. */
#ifndef PINLINT_COMMAND_H
#define PINLINT_COMMAND_H

#include <glib.h>

#include "extract/extract.h"
#include "extract/language.h"

/* Takes the words (char*, owned; freed) of one command: drops launchers, expands response files, makes the paths
 * absolute. `directory` is absolute; `output` may be NULL: then what -o says. */
pl_command *pl_command_new(const char *directory, const char *file, const char *output, GPtrArray *argv);

/* The language that the compiler would take the source for: by -x, the compiler's name and the file's. */
pl_language pl_command_language(const pl_command *command);

#endif
