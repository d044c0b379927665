/* match.h: comparing names: globs, types, paths. Pure functions, thread-safe, no errors. */
#ifndef PINLINT_MATCH_H
#define PINLINT_MATCH_H

#include <stdbool.h>

bool pl_is_glob(const char *pattern);                /* holds '*' or '?' */
bool pl_glob(const char *pattern, const char *text); /* '*' any run, '?' one byte; a plain pattern must be equal */
bool pl_glob_any(const char *const *patterns, const char *text); /* patterns: NULL-terminated, or NULL: false */
/* Is it one of these names, which may be written with an argument: "syscall(SYS_gettid)"? list: NULL-terminated, or
 * NULL. */
bool pl_is_among(const char *const *list, const char *name);

/* Canonical function types as clang prints them in C ("struct client *") and in C++ ("client *") are the same. In the
 * pattern a parameter or result that is just `*` stands for any, and `**` for any number of parameters. */
bool pl_fits_type(const char *pattern, const char *type);

/* Path below root as a pointer into path, or path itself when it does not lie there. */
const char *pl_below(const char *root, const char *path);

#endif
