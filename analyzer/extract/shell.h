/* shell.h: splits a command line into words, as compile_commands.json and response files write them.
 *
 * Words are appended to `words` (char*, to be freed with g_free). False and *error for an unterminated quote; then
 * `words` may hold some of them. Thread-safe.
 */
#ifndef PINLINT_SHELL_H
#define PINLINT_SHELL_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
    PL_SHELL_POSIX,    /* as sh does, without expansions: the rules of g_shell_parse_argv, but # is no comment */
    PL_SHELL_RESPONSE, /* as GCC reads @file: a backslash quotes the next byte everywhere, in '...' as well */
} pl_shell_rules;

bool pl_shell_split(const char *text, size_t size, pl_shell_rules rules, GPtrArray *words, GError **error);

#endif
