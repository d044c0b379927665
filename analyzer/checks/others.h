/* others.h: the entry points besides the witness's that reach a finding's call, each with its way. Private to checks/.
 *
 * Every entry point of a large program may reach every finding, so all of them with their ways are as many as the
 * product. The more findings a rule has, the fewer of them, the nearest, are listed with each, and the less far is
 * looked; a finding says when there may be more (pl_finding.more_others). Programs of usual size are told everything.
 */
#ifndef PINLINT_OTHERS_H
#define PINLINT_OTHERS_H

#include "checks/findings.h"

/* The walk back from one function of a run. */
typedef struct {
    const pl_run *run;
    pl_back *back;
    uint32_t func;
    bool far; /* not only until enough entry points were met */
} pl_others_walk;

typedef struct {
    const pl_context *cx;
    uint32_t rule;
    bool *counts;                    /* per func: it is an entry point that the rule is about */
    uint32_t most;                   /* of them that a finding lists */
    uint64_t edges;                  /* looked at for one finding */
    pl_others_walk walks[2];         /* without directives, and with what they cut */
    uint32_t *last_finding, finding; /* entry point → the last finding that lists it */
} pl_others;

void pl_others_open(pl_others *others, const pl_context *cx, uint32_t rule);
void pl_others_clear(pl_others *others);
/* Findings on hits of these runs come next; cut may be NULL. */
void pl_others_begin(pl_others *others, const pl_run *base, const pl_run *cut);

/* Fills others, nothers and more_others of the finding. `root`: of its witness. */
void pl_others_add(pl_others *others, const pl_run *run, const pl_hit *hit, uint32_t root, pl_finding *finding);
/* The functions of the run that reach this one, the nearest first: all, or until enough entry points were met. */
const pl_back *pl_others_back(pl_others *others, const pl_run *run, uint32_t func, bool all);

#endif
