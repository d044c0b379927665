/* nearest.h: the right name for a misspelt one, for "did you mean". Pure functions, thread-safe, nothing owned. */
#ifndef PINLINT_NEAREST_H
#define PINLINT_NEAREST_H

#include <stddef.h>

/* The candidate (NULL-terminated list) that is closest to `name`, or NULL when none is close enough to be meant: at
 * most a third of the letters may differ (two of a short name, one of a tiny one); capitals do not count, and a
 * name that goes on is better than none. The first of
 * equals wins. */
const char *pl_nearest(const char *name, const char *const *candidates);

/* Changes of one letter (insert, delete, replace, swap of neighbours) from a to b; limit + 1 when there are more than
 * `limit`, or when a name is longer than 256 bytes. */
size_t pl_edit_distance(const char *a, const char *b, size_t limit);

#endif
