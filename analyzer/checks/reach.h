/* reach.h: the walk over calls for one rule. Memory belongs to the value that a function returns. */
#ifndef PINLINT_REACH_H
#define PINLINT_REACH_H

#include "checks/context.h"

enum { PL_NRANKS = 4 };

typedef struct {
    const pl_context *cx;
    uint32_t rule;       /* PL_NONE: for no rule (why) */
    uint32_t categories; /* sinks of these are not walked into */
    bool cut;            /* directives cut */
    uint32_t contexts;   /* bits of the pl_edge_context that is walked besides what is normal */
} pl_graph;
enum { PL_CONTEXTS_CHILD = 1 << PL_EDGE_IN_CHILD, PL_CONTEXTS_ALL = ~0u };

bool pl_graph_passes(const pl_graph *graph, uint32_t site); /* no directive on the call */
bool pl_graph_opens(const pl_graph *graph, uint32_t func);  /* a body that may be walked */
static inline int pl_edge_rank(const pl_edge *edge) { return pl_tier_rank((pl_tier)edge->tier); }
/* In circumstances that count, in the same program, and not to what the project calls safe. */
static inline bool pl_graph_follows(const pl_graph *graph, const pl_edge *edge) {
    if (pl_is_safe(graph->cx, edge->callee, graph->rule)) return false;
    if (graph->cx->elsewhere && graph->cx->elsewhere[edge->callee]) return false;
    return edge->context == PL_EDGE_NORMAL || (graph->contexts & 1u << edge->context);
}

/* Shortest ways from the roots over edges of at most each rank. */
typedef struct {
    uint32_t *edge[PL_NRANKS]; /* per func: the edge that leads to it; PL_NONE for roots and what is not reached */
    uint32_t *dist[PL_NRANKS]; /* per func: number of edges; PL_NONE when not reached */
} pl_reach;

pl_reach *pl_reach_new(const pl_graph *graph, const uint32_t *roots, uint32_t nroots);
void pl_reach_free(pl_reach *reach);
int pl_reach_rank(const pl_reach *reach, uint32_t func); /* the least that will do; PL_NRANKS: not reached */
/* Appends the edges (uint32_t) from a root to the function, at this rank; returns the root. */
uint32_t pl_reach_path(const pl_graph *graph, const pl_reach *reach, int rank, uint32_t func, GArray *edges);

/* Shortest ways to one function, from all that reach it; reused for one function after the other. */
typedef struct {
    uint32_t *next;  /* per func: the edge to take */
    uint32_t *stamp; /* per func: round in which it was reached */
    uint32_t *queue;
    uint32_t round, nqueue;
} pl_back;

pl_back *pl_back_new(const pl_program *program);
void pl_back_free(pl_back *back);
/* Restricted to functions that `within` reaches (NULL: all) and to edges of at most the rank. The functions reached are
 * back->queue[0..nqueue), the nearest first. */
void pl_back_run(const pl_graph *graph, const pl_reach *within, int rank, uint32_t func, pl_back *back);

/* From a call down to the sink that it stands for: the edges, the first of them at the call itself. */
typedef struct {
    GArray *edges; /* of uint32_t */
    const pl_sink_site *sink;
    bool maybe;
    int rank;
} pl_tail;

/* The surest, then shortest one; false when the call is no sink and no wrapper whose sink holds here. The caller frees
 * tail->edges. */
bool pl_tail_find(const pl_graph *graph, uint32_t site, pl_tail *tail);

#endif
