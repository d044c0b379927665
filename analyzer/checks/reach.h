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

bool pl_graph_passes(const pl_graph *graph, uint32_t site); /* no directive on the call, and made for a request */
bool pl_graph_opens(const pl_graph *graph, uint32_t func);  /* a body that may be walked */
static inline int pl_edge_rank(const pl_edge *edge) { return pl_tier_rank((pl_tier)edge->tier); }
/* In circumstances that count, in the same program, and not to what the project calls safe. */
static inline bool pl_graph_follows(const pl_graph *graph, const pl_edge *edge) {
    if (pl_is_safe(graph->cx, edge->callee, graph->rule)) return false;
    if (graph->cx->elsewhere && graph->cx->elsewhere[edge->callee]) return false;
    return edge->context == PL_EDGE_NORMAL || (graph->contexts & 1u << edge->context);
}

/* The edges that a walk may take, by caller. A graph is walked many times (for each rank, from several roots), so what
 * does not depend on that is decided once for each edge. */
typedef struct {
    const pl_graph *graph;
    uint32_t *first, *callees, *edges; /* of func f: first[f] to first[f + 1] */
    uint8_t *ranks;
} pl_ways;

pl_ways *pl_ways_new(const pl_graph *graph); /* which must outlive it */
void pl_ways_free(pl_ways *ways);

/* Shortest ways from the roots over edges of at most each rank. */
typedef struct {
    uint32_t *edge[PL_NRANKS]; /* per func: the edge that leads to it; PL_NONE for roots and what is not reached */
    uint32_t *dist[PL_NRANKS]; /* per func: number of edges; PL_NONE when not reached */
} pl_reach;

pl_reach *pl_reach_new(const pl_ways *ways, const uint32_t *roots, uint32_t nroots);
void pl_reach_free(pl_reach *reach);                     /* NULL is allowed */
int pl_reach_rank(const pl_reach *reach, uint32_t func); /* the least that will do; PL_NRANKS: not reached */
/* Appends the edges (uint32_t) from a root to the function, at this rank; returns the root. */
uint32_t pl_reach_path(const pl_graph *graph, const pl_reach *reach, int rank, uint32_t func, GArray *edges);

/* Shortest ways to one function, from all that reach it; for one function after the other. */
typedef struct {
    uint32_t *first, *callers, *edges; /* the graph from callees to callers: of func f, first[f] to first[f + 1] */
    uint32_t *next;                    /* per func: the edge to take */
    uint32_t *stamp;                   /* per func: round in which it was reached */
    uint32_t *queue;
    uint32_t round, nqueue;
    bool whole; /* all that reach it */
} pl_back;

/* Restricted to functions that `within` reaches and to edges of at most the rank. */
pl_back *pl_back_new(const pl_graph *graph, const pl_reach *within, int rank);
void pl_back_free(pl_back *back); /* NULL is allowed */
/* How far to go: about so many edges, and until so many functions were met that count. */
typedef struct {
    uint64_t edges;
    uint32_t most;
    const bool *counts; /* per func */
} pl_back_limits;
/* The functions that reach this one are back->queue[0..nqueue), the nearest first. */
void pl_back_run(pl_back *back, uint32_t func, const pl_back_limits *limits);

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
