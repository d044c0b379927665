/* algebra.c: access paths in normal form, so that equal paths are equal nodes.
 *
 * A choice is a list in ascending order of ids, nested to the left: CHOICE(CHOICE(x, y), z) with x < y < z, none of
 * them a choice or UNKNOWN. */
#include "facts/builder_private.h"

enum { UNKNOWN = 0 };

static uint32_t parts_of(const pl_builder *b, pl_id node) { return g_array_index(b->parts, uint32_t, node); }

static pl_id compose(pl_builder *b, pl_node_kind kind, uint32_t a, uint32_t x, uint32_t parts) {
    if (parts > PL_NODE_MAX_PARTS) return UNKNOWN;
    return pl_builder_intern_node(b, (pl_node){kind, a, x}, parts);
}

pl_id pl_builder_node(pl_builder *b, pl_node_kind kind, uint32_t a, uint32_t x) {
    switch (kind) {
    case PL_NODE_UNKNOWN: return UNKNOWN;
    case PL_NODE_DEREF: return pl_builder_deref(b, a);
    case PL_NODE_ADDRESS: return pl_builder_address(b, a);
    case PL_NODE_CHOICE: return pl_builder_choice(b, a, x);
    case PL_NODE_FIELD: return compose(b, kind, a, x, parts_of(b, a) + 1);
    case PL_NODE_PARAM:
    case PL_NODE_CONSTANT: return compose(b, kind, a, x, 1);
    default: return compose(b, kind, a, 0, 1); /* b has no meaning: one value, so that equal nodes stay equal */
    }
}

pl_id pl_builder_constant(pl_builder *b, int64_t value) {
    return pl_builder_node(b, PL_NODE_CONSTANT, (uint32_t)((uint64_t)value & UINT32_MAX),
                           (uint32_t)((uint64_t)value >> 32));
}

/* The alternatives of a node, in descending order. A choice of n has 2n - 1 parts or more: they fit. */
typedef struct {
    pl_id ids[PL_NODE_MAX_PARTS / 2 + 1];
    uint32_t count;
} alternatives;

static void list_alternatives(pl_builder *b, pl_id node, alternatives *list) {
    list->count = 0;
    const pl_node *n = pl_builder_node_at(b, node);
    for (; n->kind == PL_NODE_CHOICE; n = pl_builder_node_at(b, node)) {
        list->ids[list->count++] = n->b;
        node = n->a;
    }
    list->ids[list->count++] = node;
}

pl_id pl_builder_choice(pl_builder *b, pl_id x, pl_id y) {
    if (x == y || y == UNKNOWN) return x;
    if (x == UNKNOWN) return y;
    alternatives xs, ys;
    list_alternatives(b, x, &xs);
    list_alternatives(b, y, &ys);
    pl_id made = PL_NONE;
    uint32_t i = xs.count, j = ys.count; /* merged from the ends, where the smallest are */
    while (i > 0 || j > 0) {
        pl_id next;
        if (j == 0 || (i > 0 && xs.ids[i - 1] <= ys.ids[j - 1])) {
            next = xs.ids[--i];
            if (j > 0 && ys.ids[j - 1] == next) j--;
        } else {
            next = ys.ids[--j];
        }
        if (made == PL_NONE)
            made = next;
        else
            made = compose(b, PL_NODE_CHOICE, made, next, parts_of(b, made) + parts_of(b, next) + 1);
        if (made == UNKNOWN) return UNKNOWN; /* too large to follow */
    }
    return made;
}

static pl_id over_choice(pl_builder *b, pl_id node, pl_id (*step)(pl_builder *, pl_id)) {
    alternatives list;
    list_alternatives(b, node, &list);
    pl_id made = UNKNOWN;
    for (uint32_t i = list.count; i-- > 0;) {
        pl_id next = step(b, list.ids[i]);
        if (next == UNKNOWN) continue;
        made = pl_builder_choice(b, made, next);
        if (made == UNKNOWN) return UNKNOWN; /* too large: half of the alternatives would be a wrong answer */
    }
    return made;
}

pl_id pl_builder_deref(pl_builder *b, pl_id node) {
    const pl_node *n = pl_builder_node_at(b, node);
    switch (n->kind) {
    case PL_NODE_UNKNOWN:
    case PL_NODE_FUNCTION: return node; /* *f is f */
    case PL_NODE_ADDRESS: return n->a;
    case PL_NODE_CHOICE: return over_choice(b, node, pl_builder_deref);
    default: return compose(b, PL_NODE_DEREF, node, 0, parts_of(b, node) + 1);
    }
}

pl_id pl_builder_address(pl_builder *b, pl_id node) {
    const pl_node *n = pl_builder_node_at(b, node);
    switch (n->kind) {
    case PL_NODE_UNKNOWN:
    case PL_NODE_FUNCTION: return node; /* &f is f */
    case PL_NODE_DEREF: return n->a;
    case PL_NODE_CHOICE: return over_choice(b, node, pl_builder_address);
    default: return compose(b, PL_NODE_ADDRESS, node, 0, parts_of(b, node) + 1);
    }
}
