/* why_private.h: shared by why.c and why_not.c. */
#ifndef PINLINT_WHY_PRIVATE_H
#define PINLINT_WHY_PRIVATE_H

#include "checks/findings.h"
#include "checks/why.h"

typedef struct {
    pl_context cx; /* entries, barriers and directives only */
    pl_graph graph;
    GArray *from, *to; /* funcs */
    uint32_t *dist;    /* per func: to the nearest of `to`; PL_NONE: none */
    uint32_t *queue;
} pl_asking;

/* Fills dist, over edges of at most the rank; with `through_barriers` as if the configuration had none. */
void pl_why_measure(pl_asking *asking, int rank, bool through_barriers);
/* Sentences, the most telling first. */
GPtrArray *pl_why_not(pl_asking *asking, const pl_why_question *question, uint32_t *reached);

#endif
