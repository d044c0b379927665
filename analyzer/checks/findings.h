/* findings.h: from walks to findings. Private to checks/. Strings and arrays of findings belong to the context's keep.
 */
#ifndef PINLINT_FINDINGS_H
#define PINLINT_FINDINGS_H

#include "checks/reach.h"

/* A call that a rule reports. */
typedef struct {
    uint32_t site;
    int rank;     /* of the surest path; PL_NRANKS: none */
    bool on_loop; /* its path starts at an entry point on an event loop */
    pl_tail tail;
    bool restored;               /* what it changes is put back on every way out */
    const pl_balance_item *leak; /* of a rule about leaks */
    bool by_caller;              /* its sink depends on who calls */
    bool all_maybe;              /* by_caller: for no caller it is sure to hold */
    uint32_t root;               /* by_caller: the entry point */
    GArray *witness;             /* by_caller: the edges from it to the call */
} pl_hit;

/* One rule on one graph: the reported calls by site. */
typedef struct {
    pl_graph graph;
    pl_reach *all, *loops; /* loops: from entry points on event loops, NULL when the rule does not care;
                              the same when there are no others */
    GArray *hits;          /* pl_hit */
} pl_run;

/* contexts: as in pl_graph. */
pl_run *pl_run_new(const pl_context *cx, uint32_t rule, bool cut, uint32_t contexts);
void pl_run_free(pl_run *run);
/* The edges from the entry point (whose func is returned) through the call down to the sink; the caller frees them. */
uint32_t pl_run_witness(const pl_run *run, const pl_hit *hit, GArray **edges);

/* Findings of one rule, appended to `findings` (pl_finding); `*below` counts calls whose surest path is too weak. */
void pl_findings_of_rule(const pl_context *cx, uint32_t rule, pl_level level, bool explicit, GArray *findings,
                         uint32_t *below);

/* Comments that cannot be read, and those that suppress nothing. */
void pl_findings_bad_directive(const pl_context *cx, pl_level level, GArray *findings);
void pl_findings_unused_allow(const pl_context *cx, pl_level level, GArray *findings);

/* The hops of a path as steps (an array in the keep). */
const pl_step *pl_steps_make(const pl_context *cx, uint32_t root, const GArray *edges, const char *wrapper_of,
                             uint32_t wrapper_edge);

/* One plain sentence. `tail` steps lie below the function that holds the reported call. */
const char *pl_message_make(pl_keep *keep, const pl_finding *finding, uint32_t tail, bool maybe, const char *remedy);

/* Sorts findings as finding.h says and gives each its fingerprint. */
void pl_findings_settle(pl_keep *keep, GArray *findings);

#endif
