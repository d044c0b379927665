/* init.h: what the files of `pinlint init` share. Texts go to the end of `out`. */
#ifndef PINLINT_COMMANDS_INIT_H
#define PINLINT_COMMANDS_INIT_H

#include <glib.h>

#include "checks/check.h"

/* Of arrays of names, for g_ptr_array_sort. */
int pl_init_by_name(const void *a, const void *b);
/* "get, put, unlink and 9 more"; sorts the names. */
void pl_init_append_names(GString *out, GPtrArray *names);

/* init_tables.c: as entries to uncomment: the fields through which most functions are called that are no entry points.
 */
void pl_init_append_tables(GString *out, const pl_program *program, const pl_entries *entries);

#endif
