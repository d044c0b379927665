/* flow_index.c: see flow_index.h. */
#include "facts/flow_index.h"

#include <glib.h>

void pl_flow_index_init(pl_flow_index *index, const pl_facts *facts) {
    index->ids = g_new(pl_id, facts->nflows + 1);
    index->first = g_new0(uint32_t, facts->nfunctions + 2);
    for (uint32_t i = 0; i < facts->nflows; i++)
        if (facts->flows[i].function != PL_NONE) index->first[facts->flows[i].function + 2]++;
    for (uint32_t f = 0; f < facts->nfunctions; f++) index->first[f + 2] += index->first[f + 1];
    for (uint32_t i = 0; i < facts->nflows; i++)
        if (facts->flows[i].function != PL_NONE) index->ids[index->first[facts->flows[i].function + 1]++] = i;
}

void pl_flow_index_clear(pl_flow_index *index) {
    g_free(index->ids);
    g_free(index->first);
}
