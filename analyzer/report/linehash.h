/* linehash.h: the rolling hash that GitHub tells findings apart by (primaryLocationLineHash): for every line a hash of
 * the 100 characters (blanks not counted) from its start on, and the how-manieth line with that hash it is.
 *
 * Pure; the array is the caller's. No errors. Thread-safe.
 */
#ifndef PINLINT_REPORT_LINEHASH_H
#define PINLINT_REPORT_LINEHASH_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint64_t hash;
    uint32_t occurrence; /* from 1 */
} pl_line_hash;

/* One pl_line_hash per line of the file's bytes. */
GArray *pl_line_hashes(const char *bytes, size_t size);
char *pl_line_hash_text(pl_line_hash hash); /* "39fa2ee980eb94b0:1"; g_free */

#endif
