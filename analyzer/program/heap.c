/* heap.c: what comes out of a function that nobody knows points to memory: what is stored through it at one place is
 * found through it at another.
 *
 * One cell for all such memory is enough while no function is stored in it, as in most programs: fields of records have
 * cells of their own. Otherwise the calls whose memory may hold functions are told apart, and only those, and all is
 * solved again; telling all apart costs a value per call in every `void *` of a large program. */
#include "program/solve.h"

enum { MAX_OWN = 4096 /* more of them would cost more than they tell */ };

uint32_t pl_heap_of_site(pl_solution *s, uint32_t site) {
    bool own = s->own_heap && s->own_heap[site];
    if (!own && s->heap != PL_NO_CELL) return s->heap;
    uint32_t cell = pl_store_cell(&s->store, PL_CELL_HEAP, PL_NONE, own ? site : PL_NONE, PL_HOLDS_ANYTHING,
                                  PL_CELL_MEMORY | PL_CELL_SHARED);
    if (!own) s->heap = cell;
    return cell;
}

static bool holds_function(const pl_solution *s, uint32_t cell) {
    const pl_cell *c = pl_cell_at(&s->store, cell);
    for (uint32_t i = 0; i < c->nelems; i++)
        if (pl_elem_value(c->elems[i]) < s->store.nfuncs) return true;
    return false;
}

static bool points_to_heap(const pl_solution *s, uint32_t cell) {
    return pl_store_find(&s->store, cell, s->store.nfuncs + s->heap) != NULL;
}

static void reach(const pl_solution *s, uint8_t *seen, GArray *stack, uint32_t cell) {
    if (seen[cell] || !points_to_heap(s, cell)) return;
    seen[cell] = 1;
    g_array_append_val(stack, cell);
}

/* Pointers to the heap through which functions are stored. */
static void start(const pl_solution *s, uint8_t *seen, GArray *stack) {
    for (uint32_t c = 0; c < s->store.cells->len; c++)
        for (uint32_t u = pl_cell_at(&s->store, c)->uses; u != PL_NONE;) {
            const pl_use *use = &g_array_index(s->store.uses, pl_use, u);
            if (use->kind == PL_USE_STORE && holds_function(s, use->a)) reach(s, seen, stack, c);
            u = use->next;
        }
}

bool pl_heap_refine(pl_solution *s) {
    if (s->own_heap || s->heap == PL_NO_CELL || !holds_function(s, s->heap)) return false;
    uint8_t *seen = g_new0(uint8_t, s->store.cells->len + 1);
    GArray *stack = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t count = 0;
    s->own_heap = g_new0(uint8_t, s->program->nsites + 1);
    start(s, seen, stack);
    while (stack->len) { /* backwards to the calls that the pointers came from */
        const pl_cell *cell = pl_cell_at(&s->store, g_array_index(stack, uint32_t, stack->len - 1));
        g_array_set_size(stack, stack->len - 1);
        if (cell->kind == PL_CELL_RESULT) s->own_heap[cell->id] = 1, count++;
        for (uint32_t e = cell->in; e != PL_NONE;) {
            const pl_copy *copy = &g_array_index(s->store.copies, pl_copy, e);
            reach(s, seen, stack, copy->from);
            e = copy->next_in;
        }
    }
    g_array_free(stack, TRUE);
    g_free(seen);
    if (count > 0 && count <= MAX_OWN) return true;
    g_free(s->own_heap);
    s->own_heap = NULL;
    return false;
}
