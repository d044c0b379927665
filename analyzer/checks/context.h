/* context.h: what every step of one check shares. Private to checks/. Owned by pl_check; read only once it is made. */
#ifndef PINLINT_CONTEXT_H
#define PINLINT_CONTEXT_H

#include "checks/balance.h"
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
    bool *elsewhere;    /* per func: it is in no program of any entry point; NULL: not asked */
    bool *barrier;      /* per func: the configuration says not to look below */
    uint32_t *safe;     /* per func: bits of the rules that do not look at it or below; NULL: none is */
    pl_sinks *sinks;
    pl_balance *balance;
    pl_wrappers *wrappers;
    pl_directives *directives;
    int min_rank; /* findings over weaker paths are only counted */
} pl_context;

/* Per func; the caller frees it. Functions that are safe for all rules are barriers as well. */
bool *pl_barriers_find(const pl_program *program, const pl_config *config);

uint32_t *pl_safe_find(const pl_program *program, const pl_config *config); /* NULL: none; the caller frees it */
static inline bool pl_is_safe(const pl_context *cx, uint32_t func, uint32_t rule) {
    return cx->safe && rule != PL_NONE && (cx->safe[func] & 1u << rule);
}

bool pl_model_is_loop(pl_model model); /* a blocked handler stalls others */

#endif
