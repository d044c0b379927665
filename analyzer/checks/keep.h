/* keep.h: memory that lives as long as a result: interned strings and copied arrays, freed at once.
 *
 * Everything that is handed out belongs to the pl_keep. Not thread-safe. Memory exhaustion aborts (GLib). */
#ifndef PINLINT_KEEP_H
#define PINLINT_KEEP_H

#include <glib.h>
#include <stddef.h>

typedef struct {
    GStringChunk *text;
    GPtrArray *blocks;
} pl_keep;

void pl_keep_init(pl_keep *keep);
void pl_keep_clear(pl_keep *keep);

/* Equal texts give the same pointer. NULL gives NULL. */
const char *pl_keep_text(pl_keep *keep, const char *text);
/* The same for a text that the caller allocated with g_malloc; it is freed. */
const char *pl_keep_take(pl_keep *keep, char *text);
/* A copy of size bytes; NULL when size is 0. */
void *pl_keep_copy(pl_keep *keep, const void *bytes, size_t size);
/* A copy of an array's elements; the array is freed. */
void *pl_keep_array(pl_keep *keep, GArray *array);

#endif
