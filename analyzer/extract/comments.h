/* comments.h: where the comments of a C or C++ text are, and which lines hold code. A lexer that knows just enough:
 * strings, characters, raw strings, numbers with separators, header names, continued lines. Trigraphs and digraphs are
 * not read. Thread-safe.
 */
#ifndef PINLINT_COMMENTS_H
#define PINLINT_COMMENTS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    size_t begin, end; /* of its text, without the marks */
    uint32_t first_line, last_line;
    bool code_before, code_after; /* on its first line; on its last */
    bool in_directive;            /* in a line, maybe continued, of the preprocessor */
} pl_comment;

enum { PL_LINE_CODE = 1, PL_LINE_DIRECTIVE = 2 };

typedef struct {
    GArray *comments;  /* pl_comment, in order */
    GByteArray *lines; /* PL_LINE_* of each line; [0] is not used; shorter than the text when it ends in empty lines */
} pl_comments;

void pl_comments_scan(pl_comments *out, const char *text, size_t size);
void pl_comments_clear(pl_comments *comments);

#endif
