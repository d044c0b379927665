/* query_objects.c: which variables a node may point to. Addresses of records do not move while solving (records are
 * not told apart by object), so this walks the edges backwards, on demand. */
#include "program/solve.h"

typedef struct {
    const pl_solution *s;
    GHashTable *seen; /* cells */
    GArray *stack, *vars;
} search;

static void reach(search *q, uint32_t cell) {
    if (cell == PL_NO_CELL || !g_hash_table_add(q->seen, GUINT_TO_POINTER(cell))) return;
    g_array_append_val(q->stack, cell);
}

static void walk(search *q) {
    while (q->stack->len) {
        uint32_t id = g_array_index(q->stack, uint32_t, q->stack->len - 1);
        const pl_cell *cell = pl_cell_at(&q->s->store, id);
        g_array_set_size(q->stack, q->stack->len - 1);
        if (cell->kind == PL_CELL_ADDRESS && pl_cell_at(&q->s->store, cell->id)->kind == PL_CELL_VAR)
            g_array_append_val(q->vars, cell->id);
        for (uint32_t e = cell->in; e != PL_NONE;) {
            const pl_copy *copy = &g_array_index(q->s->store.copies, pl_copy, e);
            reach(q, copy->from);
            e = copy->next_in;
        }
    }
}

static void start(search *q, uint32_t unit, pl_id node) {
    const pl_facts *facts = q->s->program->facts[unit];
    const pl_node *n = &facts->nodes[node];
    if (n->kind == PL_NODE_CHOICE) {
        start(q, unit, n->a);
        start(q, unit, n->b);
    } else if (n->kind == PL_NODE_ADDRESS && facts->nodes[n->a].kind == PL_NODE_VAR) {
        uint32_t cell = q->s->units[unit].var[facts->nodes[n->a].a];
        if (cell != PL_NOT_MADE) g_array_append_val(q->vars, cell);
    } else {
        reach(q, pl_known_cell(q->s, unit, node));
    }
}

static int compare(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

void pl_program_objects(const pl_program *program, const pl_facts *facts, pl_id node, pl_object_fn fn, void *data) {
    search q = {program->solution, g_hash_table_new(NULL, NULL), g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    start(&q, pl_link_unit(&program->solution->link, facts), node);
    walk(&q);
    g_array_sort(q.vars, compare);
    for (uint32_t i = 0; i < q.vars->len; i++) {
        uint32_t id = g_array_index(q.vars, uint32_t, i);
        const pl_cell *cell = pl_cell_at(&q.s->store, id);
        if (i == 0 || id != g_array_index(q.vars, uint32_t, i - 1)) fn(program->facts[cell->unit], cell->id, data);
    }
    g_hash_table_destroy(q.seen);
    g_array_free(q.stack, TRUE);
    g_array_free(q.vars, TRUE);
}
