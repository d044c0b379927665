/* flow_index.h: the flows of a unit by function. Memory belongs to the index; read only once it is made. */
#ifndef PINLINT_FLOW_INDEX_H
#define PINLINT_FLOW_INDEX_H

#include "facts/facts.h"

typedef struct {
    pl_id *ids;      /* flows grouped by function */
    uint32_t *first; /* function -> first in ids; one more */
} pl_flow_index;

void pl_flow_index_init(pl_flow_index *index, const pl_facts *facts);
void pl_flow_index_clear(pl_flow_index *index); /* also one that is all zero */

static inline const pl_id *pl_flows_of(const pl_flow_index *index, pl_id function, uint32_t *count) {
    *count = index->first[function + 1] - index->first[function];
    return index->ids + index->first[function];
}

#endif
