/* callers.h: who reaches a call whose sink depends on what callers pass ("flock(f, op)" with op a parameter). The walk
 * goes back from the call and judges the sink's conditions along each way. Memory belongs to the pl_callers. */
#ifndef PINLINT_CALLERS_H
#define PINLINT_CALLERS_H

#include "checks/reach.h"

/* A function on a way back; the nearest come first. A function may stand here several times. */
typedef struct {
    uint32_t func, edge; /* edge: to the parent's func; PL_NONE for the first */
    uint32_t parent;     /* index, PL_NONE for the first */
    bool open;           /* what this function is passed may still decide */
    bool maybe;          /* along this way a condition is not known to hold */
} pl_caller;

typedef struct {
    GArray *items; /* pl_caller */
    bool whole;    /* nothing ended the walk before its time */
} pl_callers;

/* How far to go. `more` is told of each item as it is found; false ends the walk. */
typedef struct {
    bool (*more)(const pl_callers *callers, guint index, void *data);
    void *data;
    uint64_t edges; /* looked at, about */
} pl_callers_limits;

/* Does it matter who calls the function that holds the call? */
bool pl_callers_matter(const pl_graph *graph, const pl_tail *tail);

/* Restricted as pl_back_run is. Ways along which a condition certainly does not hold are left out. */
pl_callers *pl_callers_find(const pl_graph *graph, const pl_reach *within, int rank, uint32_t site, const pl_tail *tail,
                            const pl_callers_limits *limits);
void pl_callers_free(pl_callers *callers);

/* Appends the edges from the function down to the call's own. */
void pl_callers_path(const pl_callers *callers, uint32_t index, GArray *edges);

#endif
