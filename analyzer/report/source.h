/* source.h: lines of the linted program's files, read when a report shows them, each file once.
 *
 * A pl_sources owns what it read; lines are valid until the next call. A file that cannot be read, is no regular file
 * or is absurdly large has no lines: reports then do without. One thread at a time.
 */
#ifndef PINLINT_REPORT_SOURCE_H
#define PINLINT_REPORT_SOURCE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct pl_sources pl_sources;

/* `root`: what relative paths are relative to; NULL: the working directory. */
pl_sources *pl_sources_new(const char *root);
void pl_sources_free(pl_sources *sources);

typedef struct {
    const char *text; /* not terminated; without the line's end */
    size_t size;
} pl_line;

/* `number` counts from 1. False: there is no such line. A byte-order mark is part of line 1, as compilers count. */
bool pl_sources_line(pl_sources *sources, const char *path, uint32_t number, pl_line *line);
/* primaryLocationLineHash of a line, or NULL; g_free. */
char *pl_sources_line_hash(pl_sources *sources, const char *path, uint32_t number);

/* How many bytes at the start of `text` are one C identifier. */
size_t pl_identifier_length(const char *text, size_t size);

#endif
