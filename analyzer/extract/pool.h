/* pool.h: jobs in worker processes. pl_extract_all() is this with pl_extract() as the job; tests pass jobs that crash.
 *
 * The caller's process must have one thread only: it is forked. Not reentrant.
 */
#ifndef PINLINT_POOL_H
#define PINLINT_POOL_H

#include <glib.h>
#include <signal.h>

#include "extract/extract.h"

typedef pl_facts *(*pl_extract_fn)(const pl_command *command, const char *resource_dir, GError **error);

pl_unit_result *pl_pool_run(GPtrArray *commands, const char *resource_dir, const pl_limits *limits,
                            pl_extract_fn extract, pl_progress progress, void *data, const volatile sig_atomic_t *stop,
                            GError **error);

/* CPUs that this process may use: the affinity mask, or less when a control group's quota says so; at least 1. */
unsigned pl_usable_cpus(void);

#endif
