/* facts.c: the end of a pl_facts. */
#include "facts/facts.h"

#include <glib.h>

void pl_facts_free(pl_facts *facts) {
    if (!facts) return;
    if (facts->free_storage) facts->free_storage(facts->storage);
    g_free(facts);
}
