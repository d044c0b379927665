/* typenames.h: does a type speak of a class? Names are as packs write them, "std::defer_lock_t": without template
 * arguments and inline namespaces. Pure functions, thread-safe. */
#ifndef PINLINT_TYPENAMES_H
#define PINLINT_TYPENAMES_H

#include <stdbool.h>

/* In a type as it is written in the source: scopes may be missing there ("defer_lock_t"), but none may be wrong. */
bool pl_type_mentions(const char *type, const char *name);

/* In the template arguments of a USR, which have every scope: "c:@N@std@S@lock_guard>#$@N@app@S@Mutex@F@lock#". */
bool pl_usr_mentions(const char *usr, const char *name);

#endif
