/* ops.c: operations of a body that is finished, taken out again. */
#include "facts/builder_private.h"

uint32_t pl_builder_nconditions(const pl_builder *b) { return b->store->conditions->len; }

/* The condition's new place. Each is used by one operation, or by several in the order in which they were made. */
static pl_id keep_condition(GArray *all, GArray *kept, pl_id *moved, uint32_t first, pl_id id) {
    if (id == PL_NONE || id < first) return id;
    if (moved[id - first] == PL_NONE) {
        moved[id - first] = first + kept->len;
        g_array_append_val(kept, g_array_index(all, pl_condition, id));
    }
    return moved[id - first];
}

static bool has_condition(uint32_t kind) {
    return kind == PL_OP_IF || kind == PL_OP_LOOP || kind == PL_OP_DO || kind == PL_OP_STORE;
}

void pl_builder_filter_ops(pl_builder *b, uint32_t begin, const bool *keep, uint32_t conditions) {
    GArray *ops = b->store->ops, *all = b->store->conditions;
    GArray *kept = g_array_new(FALSE, FALSE, sizeof(pl_condition));
    pl_id *moved = g_new(pl_id, all->len - conditions + 1);
    for (uint32_t i = conditions; i < all->len; i++) moved[i - conditions] = PL_NONE;
    uint32_t to = begin;
    for (uint32_t i = begin; i < ops->len; i++) {
        pl_op op = g_array_index(ops, pl_op, i);
        if (!keep[i - begin]) continue;
        if (has_condition(op.kind)) op.arg = keep_condition(all, kept, moved, conditions, op.arg);
        g_array_index(ops, pl_op, to++) = op;
    }
    g_array_set_size(ops, to);
    g_array_set_size(all, conditions);
    g_array_append_vals(all, kept->data, kept->len);
    g_array_free(kept, TRUE);
    g_free(moved);
}
