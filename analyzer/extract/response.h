/* response.h: replaces @file arguments by what the files hold, as GCC and clang do.
 *
 * A file that cannot be used costs its unit, not the run: the argument then stays as it is and the sentence that says
 * why is returned (g_free), else NULL. Thread-safe.
 */
#ifndef PINLINT_RESPONSE_H
#define PINLINT_RESPONSE_H

#include <glib.h>

/* Limits, for hostile databases: nesting, bytes of one file, files of one command, arguments of one command. */
enum { PL_RESPONSE_DEPTH = 10, PL_RESPONSE_BYTES = 4 << 20, PL_RESPONSE_FILES = 256, PL_RESPONSE_ARGUMENTS = 1 << 18 };

/* `argv`: char*, owned, without a final NULL; argv[0] is never expanded. Relative names are taken from `directory`. */
char *pl_response_expand(GPtrArray *argv, const char *directory);

#endif
