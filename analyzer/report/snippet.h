/* snippet.h: a source line with a caret under the column, as terminals can show it. Appends to `out`; no errors;
 * thread-safe. */
#ifndef PINLINT_REPORT_SNIPPET_H
#define PINLINT_REPORT_SNIPPET_H

#include <glib.h>
#include <stdbool.h>

#include "report/source.h"

typedef struct {
    const char *gutter;              /* before the source line: "  171 | " */
    const char *gutter_caret;        /* before the caret, of the same width */
    unsigned cells;                  /* room for the line itself; longer ones are cut around the column */
    const char *dim, *caret, *reset; /* ANSI codes, or "" */
} pl_snippet_style;

/* `column` in bytes, from 1; 0 or past the end: no caret. */
void pl_append_snippet(GString *out, pl_line line, uint32_t column, const pl_snippet_style *style);

#endif
