/* builder_private.h: what the files of the builder share (builder.c, algebra.c, settle.c); nobody else includes it.
 * Owned by the pl_builder, the storage by the finished facts. No errors; not thread-safe.
 */
#ifndef PINLINT_BUILDER_PRIVATE_H
#define PINLINT_BUILDER_PRIVATE_H

#include <glib.h>

#include "facts/builder.h"
#include "facts/intern.h"

/* Outlives the builder as pl_facts.storage. */
typedef struct {
    GStringChunk *text;
    GArray *strings, *files, *functions, *vars, *records, *fields, *nodes, *flows, *calls, *ops, *conditions,
        *directives, *ids;
} pl_storage;

struct pl_builder {
    pl_unit unit;
    pl_storage *store;
    pl_intern string_set, file_set, node_set;
    GArray *parts; /* uint32_t: of each node, how many parts it has as a tree */
};

/* As it stands, without the algebra. */
pl_id pl_builder_intern_node(pl_builder *b, pl_node node, uint32_t parts);

/* Gives every reference that must not be PL_NONE a value: "" for strings, UNKNOWN for nodes. The reader refuses facts
 * in which one is missing. */
void pl_builder_settle(pl_builder *b);

#endif
