/* failure.h: how this folder reports what went wrong: one sentence in a GError. Thread-safe. */
#ifndef PINLINT_FAILURE_H
#define PINLINT_FAILURE_H

#include <glib.h>

#define PL_EXTRACT_ERROR (pl_extract_error_quark())
GQuark pl_extract_error_quark(void);

/* Sets *error (may be NULL) to the sentence. */
void pl_fail(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
