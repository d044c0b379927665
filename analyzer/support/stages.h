/* stages.h: how long each stage of the work took, how much memory it needed, and how much it did.
 *
 * A stage ends where it says so; the next one begins there. Every function takes NULL for "nobody asks", and then does
 * nothing: who works need not know. Counts are the same on every machine and in every run, so tests of growth compare
 * those. Owned by the caller; no errors; not thread-safe.
 */
#ifndef PINLINT_STAGES_H
#define PINLINT_STAGES_H

#include <glib.h>

typedef struct pl_stages pl_stages;

pl_stages *pl_stages_new(void);
void pl_stages_free(pl_stages *stages);

/* What was done since the last stage ended is called `name`: a constant. A name that came before is the same stage. */
void pl_stage_end(pl_stages *stages, const char *name);
/* How much there is of something; `name` is a constant. */
void pl_stage_count(pl_stages *stages, const char *name, guint64 count);

/* Appends a line for each stage (seconds, CPU seconds, peak of the memory so far in MiB) and each count. */
void pl_stages_print(const pl_stages *stages, GString *out);

#endif
