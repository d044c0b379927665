/* wrappers.h: project functions that stand for the sink they call: they return with the lock held or the pin in force,
 * so their callers are reported. Functions of system headers are wrappers of whatever they call, so that findings stand
 * in code that the reader can change. Memory belongs to the pl_wrappers. */
#ifndef PINLINT_WRAPPERS_H
#define PINLINT_WRAPPERS_H

#include "checks/balance.h"
#include "checks/rules.h"
#include "checks/sinks.h"

typedef struct {
    uint32_t *rules;   /* per func: bits of the rules it is a wrapper for */
    uint32_t *wrapped; /* per site: bits of the rules for which the call speaks for its function: not reported itself */
} pl_wrappers;

/* `is_entry`: per func. Entry points are no wrappers. */
pl_wrappers *pl_wrappers_find(const pl_program *program, const pl_sinks *sinks, const pl_balance *balance,
                              const bool *is_entry);
void pl_wrappers_free(pl_wrappers *wrappers);

/* One step each, private to wrappers*.c. */
void pl_wrappers_held(pl_wrappers *w, const pl_program *program, const pl_sinks *sinks, const bool *is_entry,
                      uint32_t rule);
void pl_wrappers_thin(pl_wrappers *w, const pl_program *program, const pl_sinks *sinks, const pl_balance *balance,
                      const bool *is_entry, uint32_t rule);

/* The first sink of one of the categories at a site, or NULL. */
const pl_sink_site *pl_sink_at(const pl_sinks *sinks, uint32_t site, uint32_t categories);

#endif
