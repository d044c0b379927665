/* store.c: see store.h. Every value moves along every edge once (once more when it gets surer), so the work is the
 * number of values times the number of edges they meet, whatever the order. */
#include "program/store.h"

#include <string.h>

enum {
    SCAN_LIMIT = 16, /* elements that are searched without an index */
    FEW_COPIES = 8,  /* that lead out of a cell and are searched one by one */
    BLOCK = 1 << 20
};

void pl_store_init(pl_store *store, uint32_t nfuncs) {
    memset(store, 0, sizeof *store);
    store->nfuncs = nfuncs;
    store->cells = g_array_new(FALSE, FALSE, sizeof(pl_cell));
    store->copies = g_array_new(FALSE, FALSE, sizeof(pl_copy));
    store->uses = g_array_new(FALSE, FALSE, sizeof(pl_use));
    store->queue = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    store->blocks = g_ptr_array_new_with_free_func(g_free);
    pl_map_init(&store->copy_ranks);
}

void pl_store_clear(pl_store *store) {
    g_array_free(store->cells, TRUE);
    g_array_free(store->copies, TRUE);
    g_array_free(store->uses, TRUE);
    g_array_free(store->queue, TRUE);
    g_ptr_array_free(store->blocks, TRUE);
    pl_map_clear(&store->copy_ranks);
}

/* Never given back one by one: what growth leaves behind is less than what is in use. */
static void *take(pl_store *store, uint32_t size) {
    if (store->block_used + size > store->block_size) {
        store->block_size = MAX(size, BLOCK);
        store->block_used = 0;
        g_ptr_array_add(store->blocks, g_malloc(store->block_size));
    }
    void *memory = (char *)g_ptr_array_index(store->blocks, store->blocks->len - 1) + store->block_used;
    store->block_used += (size + 7) & ~7u;
    return memory;
}

uint32_t pl_store_cell(pl_store *store, pl_cell_kind kind, uint32_t unit, uint32_t id, uint8_t holds, uint8_t flags) {
    pl_cell cell = {.out = PL_NONE,
                    .in = PL_NONE,
                    .uses = PL_NONE,
                    .unit = unit,
                    .id = id,
                    .kind = (uint8_t)kind,
                    .holds = holds,
                    .flags = flags};
    g_array_append_val(store->cells, cell);
    return store->cells->len - 1;
}

static uint32_t slot_of(const pl_cell *cell, uint32_t value) {
    uint32_t at = (uint32_t)pl_mix(value) & cell->index_mask;
    while (cell->index[at] != PL_NONE && pl_elem_value(cell->elems[cell->index[at]]) != value)
        at = (at + 1) & cell->index_mask;
    return at;
}

static void make_index(pl_store *store, pl_cell *cell) {
    cell->index_mask = cell->room * 2 - 1; /* room is a power of two */
    cell->index = take(store, (cell->index_mask + 1) * (uint32_t)sizeof *cell->index);
    memset(cell->index, 0xff, (cell->index_mask + 1) * sizeof *cell->index);
    for (uint32_t i = 0; i < cell->nelems; i++) cell->index[slot_of(cell, pl_elem_value(cell->elems[i]))] = i;
}

static uint32_t position(const pl_cell *cell, uint32_t value) {
    if (cell->index) return cell->index[slot_of(cell, value)];
    for (uint32_t i = cell->nelems; i-- > 0;)
        if (pl_elem_value(cell->elems[i]) == value) return i;
    return PL_NONE;
}

const pl_elem *pl_store_find(const pl_store *store, uint32_t cell, uint32_t value) {
    const pl_cell *c = pl_cell_at(store, cell);
    uint32_t at = position(c, value);
    return at == PL_NONE ? NULL : &c->elems[at];
}

static void append(pl_store *store, pl_cell *cell, pl_elem elem) {
    if (cell->nelems == cell->room) {
        uint32_t room = cell->room ? cell->room * 2 : 2;
        pl_elem *elems = take(store, room * (uint32_t)sizeof *elems);
        if (cell->nelems) memcpy(elems, cell->elems, cell->nelems * sizeof *elems);
        cell->elems = elems;
        cell->room = room;
        if (room > SCAN_LIMIT) make_index(store, cell);
    }
    cell->elems[cell->nelems++] = elem;
    if (cell->index) cell->index[slot_of(cell, pl_elem_value(elem))] = cell->nelems - 1;
    store->work++;
}

void pl_store_put(pl_store *store, uint32_t id, uint32_t value, pl_rank rank, uint32_t edge) {
    pl_cell *cell = pl_cell_at(store, id);
    if (cell->fixed || !(cell->holds & (value < store->nfuncs ? PL_HOLDS_FUNCTIONS : PL_HOLDS_ADDRESSES))) return;
    if (rank == PL_RANK_FLOW && (cell->flags & PL_CELL_MEMORY)) rank = PL_RANK_FIELD;
    uint32_t at = position(cell, value);
    if (at != PL_NONE && pl_elem_rank(cell->elems[at]) <= rank) return;
    append(store, cell, (pl_elem){value << 2 | rank, edge});
    if (cell->queued) return;
    cell->queued = 1;
    g_array_append_val(store->queue, id);
}

static void move(pl_store *store, uint32_t edge, pl_elem elem) {
    const pl_copy *copy = &g_array_index(store->copies, pl_copy, edge);
    pl_store_put(store, copy->to, pl_elem_value(elem), MAX(pl_elem_rank(elem), (pl_rank)copy->rank), edge);
}

uint32_t pl_store_note(pl_store *store, uint32_t from, uint32_t to, pl_rank rank, pl_origin_ref origin) {
    pl_copy copy = {from, to, PL_NONE, PL_NONE, origin, (uint8_t)rank};
    g_array_append_val(store->copies, copy);
    return store->copies->len - 1;
}

/* The surest rank of a copy that is there already, plus one; 0: none. Most cells have few copies, which lie close to
 * each other; a table of all would be a cache miss for each. */
static uint32_t known_rank(const pl_store *store, uint32_t from, uint32_t to) {
    const pl_cell *cell = pl_cell_at(store, from);
    if (cell->ncopies > FEW_COPIES) return pl_map_find(&store->copy_ranks, pl_pair(from, to), 0);
    for (uint32_t e = cell->out; e != PL_NONE;) { /* the surest of two is the last that came */
        const pl_copy *copy = &g_array_index(store->copies, pl_copy, e);
        if (copy->to == to) return copy->rank + 1u;
        e = copy->next_out;
    }
    return 0;
}

static void note_rank(pl_store *store, uint32_t from, uint32_t to, uint32_t rank) {
    *pl_map_at(&store->copy_ranks, pl_pair(from, to), 0) = rank + 1;
}

static void count_copy(pl_store *store, uint32_t from, uint32_t to, uint32_t rank) {
    pl_cell *cell = pl_cell_at(store, from);
    if (cell->ncopies > FEW_COPIES) {
        note_rank(store, from, to, rank);
        return;
    }
    if (++cell->ncopies <= FEW_COPIES) return;
    for (uint32_t e = cell->out; e != PL_NONE;) {
        const pl_copy *copy = &g_array_index(store->copies, pl_copy, e);
        uint32_t known = pl_map_find(&store->copy_ranks, pl_pair(from, copy->to), 0);
        if (!known || copy->rank + 1u < known) note_rank(store, from, copy->to, copy->rank);
        e = copy->next_out;
    }
}

void pl_store_copy(pl_store *store, uint32_t from, uint32_t to, pl_rank rank, pl_origin_ref origin) {
    if (from == to || !pl_cell_at(store, to)->holds || !pl_cell_at(store, from)->holds) return;
    uint32_t known = known_rank(store, from, to);
    if (known && known <= rank + 1u) return;
    uint32_t edge = pl_store_note(store, from, to, rank, origin);
    pl_copy *copy = &g_array_index(store->copies, pl_copy, edge);
    pl_cell *source = pl_cell_at(store, from), *target = pl_cell_at(store, to);
    copy->next_out = source->out;
    source->out = edge;
    copy->next_in = target->in;
    target->in = edge;
    count_copy(store, from, to, rank);
    for (uint32_t i = 0; i < source->done; i++) move(store, edge, source->elems[i]);
}

void pl_store_use(pl_store *store, uint32_t cell, pl_use use, pl_use_fn apply, void *data) {
    use.next = pl_cell_at(store, cell)->uses;
    pl_cell_at(store, cell)->uses = store->uses->len;
    g_array_append_val(store->uses, use);
    uint32_t done = pl_cell_at(store, cell)->done;
    for (uint32_t i = 0; i < done; i++) { /* by value: cells and uses may move */
        pl_elem elem = pl_cell_at(store, cell)->elems[i];
        apply(data, &use, pl_elem_value(elem), pl_elem_rank(elem), cell);
    }
}

static void advance(pl_store *store, uint32_t id, pl_use_fn apply, void *data) {
    pl_cell *cell = pl_cell_at(store, id);
    uint32_t begin = cell->done, end = cell->nelems, out = cell->out, uses = cell->uses;
    cell->queued = 0;
    cell->done = end; /* edges and uses that are added from here on see these elements themselves */
    for (uint32_t i = begin; i < end; i++) {
        pl_elem elem = pl_cell_at(store, id)->elems[i];
        for (uint32_t e = out; e != PL_NONE; e = g_array_index(store->copies, pl_copy, e).next_out)
            move(store, e, elem);
        for (uint32_t u = uses; u != PL_NONE;) {
            pl_use use = g_array_index(store->uses, pl_use, u);
            apply(data, &use, pl_elem_value(elem), pl_elem_rank(elem), id);
            u = use.next;
        }
    }
}

void pl_store_run(pl_store *store, pl_use_fn apply, void *data) {
    while (store->queue_head < store->queue->len) {
        uint32_t cell = g_array_index(store->queue, uint32_t, store->queue_head++);
        advance(store, cell, apply, data);
    }
    g_array_set_size(store->queue, 0);
    store->queue_head = 0;
}
