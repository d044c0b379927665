/* sinks.h: which calls of the program are sinks. Memory belongs to the pl_sinks. */
#ifndef PINLINT_SINKS_H
#define PINLINT_SINKS_H

#include "checks/values.h"

/* A call of a sink whose conditions hold, as far as one can tell without knowing who calls the function it is in. */
typedef struct {
    uint32_t site, edge;
    const pl_sink *sink;
    bool maybe; /* a condition is not known to hold */
} pl_sink_site;

typedef struct {
    uint32_t *categories; /* per func: bits of the categories of sinks that it is; the walk does not go below */
    bool *releases;       /* per func: it undoes one of these sinks */
    pl_sink_site *items;  /* by site, edge */
    uint32_t count;
    uint32_t *first; /* per site, and one more: into items */
} pl_sinks;

pl_sinks *pl_sinks_find(const pl_program *program, const pl_config *config);
void pl_sinks_free(pl_sinks *sinks);

/* Do the sink's conditions hold at the site when it is reached through these calls? */
bool pl_sink_holds(const pl_program *program, const pl_sink *sink, uint32_t site, pl_frames frames, bool *maybe);
/* Does that depend on what the function that holds the outermost of these calls is passed? */
bool pl_sink_asks_callers(const pl_program *program, const pl_sink *sink, uint32_t site, pl_frames frames);

#endif
