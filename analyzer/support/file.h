/* file.h: whole files, read and written. */
#ifndef PL_SUPPORT_FILE_H
#define PL_SUPPORT_FILE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Replaces the file as a whole, or leaves it as it was: the bytes go into a new file beside it, which is then renamed.
 * Mode and links stay. "-", /dev/stdout and /dev/fd/N are descriptors that are open already; pipes and devices are
 * written into. 0 or errno; a closed pipe is EPIPE and a limit on file sizes EFBIG, whatever the signals do. */
int pl_file_write(const char *path, const void *bytes, size_t size);

typedef enum {
    PL_FILE_REGULAR, /* anything else is refused, and never waited for */
    PL_FILE_ANY,     /* also pipes and devices */
} pl_file_kinds;
enum { PL_FILE_NOT_REGULAR = -1 };

/* Appends nothing but the whole file to an empty array. 0, errno (EFBIG: more than `most` bytes, which is at most
 * INT32_MAX), or PL_FILE_NOT_REGULAR. */
int pl_file_read(const char *path, size_t most, pl_file_kinds kinds, GByteArray *bytes);

#endif
