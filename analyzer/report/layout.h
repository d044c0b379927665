/* layout.h: text in lines of a given width, coloured or not. A pl_layout is a cursor on its `out`, which it does not
 * own. Text is escaped here, so callers pass it raw. No errors; one thread at a time. */
#ifndef PINLINT_REPORT_LAYOUT_H
#define PINLINT_REPORT_LAYOUT_H

#include <glib.h>
#include <stdbool.h>

typedef enum { PL_PLAIN, PL_BOLD, PL_DIM, PL_RED, PL_MAGENTA, PL_CYAN, PL_GREEN } pl_paint;

typedef struct {
    GString *out;
    bool colour;
    unsigned columns; /* 0: lines are as long as they get */
    unsigned indent;  /* of continuation lines */
    unsigned at;      /* cells used of this line */
} pl_layout;

const char *pl_paint_code(bool colour, pl_paint paint); /* "" without colour */
const char *pl_paint_reset(bool colour);

/* One piece that is never broken, and its width. */
unsigned pl_layout_put(pl_layout *layout, const char *text, pl_paint paint);
/* Words, broken at blanks where the line is full. */
void pl_layout_words(pl_layout *layout, const char *text, pl_paint paint);
void pl_layout_pad(pl_layout *layout, unsigned column); /* blanks up to the column; two where it is passed already */
void pl_layout_end(pl_layout *layout);                  /* ends the line; no blanks are left at its end */

#endif
