/* context.h: what every step of one check shares. Private to checks/. Owned by pl_check; read only once it is made. */
#ifndef PINLINT_CONTEXT_H
#define PINLINT_CONTEXT_H

#include "checks/check.h"
#include "checks/directives.h"
#include "checks/keep.h"
#include "checks/wrappers.h"

typedef struct {
    const pl_program *program;
    const pl_config *config;
    const pl_check_options *options; /* never NULL */
    pl_keep *keep;                   /* of the result */
    pl_entries *entries;
    uint32_t *entry_of; /* per func: index of its entry point, or PL_NONE */
    bool *is_entry;     /* per func */
    bool *barrier;      /* per func: the configuration says not to look below */
    pl_sinks *sinks;
    pl_wrappers *wrappers;
    pl_directives *directives;
    int min_rank; /* findings over weaker paths are only counted */
} pl_context;

/* Per func; the caller frees it. */
bool *pl_barriers_find(const pl_program *program, const pl_config *config);

bool pl_model_is_loop(pl_model model); /* a blocked handler stalls others */

#endif
