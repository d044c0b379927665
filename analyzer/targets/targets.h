/* targets.h: what the build links, where the build says so: link commands among the compile commands, and the reply of
 * CMake's file API beside the database. Plain data for the linker (program/program.h).
 *
 * Never fails: link information is a help, not a condition; what cannot be read is left out, and the linker decides by
 * who defines what. Not thread-safe; the result may be shared.
 */
#ifndef PINLINT_TARGETS_H
#define PINLINT_TARGETS_H

#include <glib.h>

#include "program/program.h"

typedef struct {
    GArray *targets;    /* pl_link_target */
    GStringChunk *text; /* of all strings */
    GPtrArray *inputs;  /* arrays of the targets' inputs */
} pl_targets;

pl_targets *pl_targets_new(void);
void pl_targets_free(pl_targets *t); /* NULL is allowed */

/* `others`: pl_command*, as pl_database_read_all gives them; those that link or archive are used. */
void pl_targets_add_commands(pl_targets *t, const GPtrArray *others);
/* "cc -o tool a.c b.c" compiles and links: the units of such a command have one output. */
void pl_targets_add_outputs(pl_targets *t, pl_facts *const *facts, uint32_t nfacts);
/* `database`: the file, or the directory it is in. */
void pl_targets_add_cmake(pl_targets *t, const char *database);

bool pl_targets_is_input(const char *word); /* an object, an archive or a library, by its name */

/* For the files of this folder: takes the inputs (pl_link_input), with texts in t->text. */
void pl_targets_add(pl_targets *t, const char *name, GArray *inputs);

#endif
