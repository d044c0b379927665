/* escape.h: other people's bytes, made safe to show. Names, messages and source lines come from the linted program;
 * they may hold terminal control sequences, text-direction tricks and bytes that are no UTF-8.
 *
 * Pure functions; what they return is the caller's (g_free). NULL text counts as "". No errors. Thread-safe.
 */
#ifndef PINLINT_REPORT_ESCAPE_H
#define PINLINT_REPORT_ESCAPE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PL_BAD_UTF8 UINT32_MAX

/* Decodes the character at `text` (size > 0) and returns its length. Where there is none, *c is PL_BAD_UTF8 and the
 * length is that of the longest bad part, as Unicode recommends and as browsers and Node.js replace it. */
size_t pl_utf8_next(const char *text, size_t size, uint32_t *c);
size_t pl_utf16_length(const char *text, size_t size); /* UTF-16 code units; a bad part counts one */

/* Would change what a terminal or an editor shows around it: controls, direction marks, line separators. */
bool pl_is_unsafe(uint32_t c);
unsigned pl_width(uint32_t c); /* cells on a terminal: 0, 1 or 2 */

/* Appends one line that says what the bytes are: `\n`, `\x1b`, `\xff` (a bad byte), `\u{202e}`. Backslashes stay as
 * they are, source is full of them. */
void pl_append_visible(GString *out, const char *text);
void pl_append_visible_char(GString *out, const char *text, size_t length, uint32_t c);
char *pl_visible(const char *text);
unsigned pl_visible_width(const char *visible); /* of what the functions above made */

/* Valid UTF-8, bad parts replaced with U+FFFD. */
char *pl_valid_utf8(const char *text);
/* The first `limit` characters, "..." instead of the last three where it was cut. `text` is valid UTF-8. */
char *pl_shorten(const char *text, size_t limit);
/* Percent-encodes a path, byte by byte: works for paths that are no UTF-8, too. */
void pl_append_uri(GString *out, const char *path);

#endif
