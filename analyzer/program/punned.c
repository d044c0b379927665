/* punned.c: which records share memory with others.
 *
 * Fields are told apart by record, not by object: what is put into memory as a struct of one kind and taken out as one
 * of another kind (two structs that begin alike, slots of several kinds in one block) has no flow between the two.
 * Found by where pointers come from: variables, and calls that return untyped memory. A record is punned when pointers
 * to it lead to a variable that is not of it, to memory that pointers to another record lead to, or to somewhere that
 * is not known.
 *
 * Two walks over the copies, each of which visits a cell at most twice: back from the pointers, for the records as
 * which memory is seen; then forth from the memory that is seen as several. */
#include <string.h>

#include "program/solve.h"

enum { NOBODY = PL_NONE, MIXED = PL_NONE - 1 };

typedef struct {
    const pl_solution *s;
    GArray *pointers; /* pl_field_pointer */
    uint32_t *view;   /* cell -> record that what it points to is seen as, NOBODY or MIXED */
    uint8_t *punned;  /* cell -> it may point to memory that is seen as several */
    GArray *stack;    /* cells */
} search;

static bool is_of(const search *q, uint32_t record, const pl_cell *variable) {
    const pl_facts *facts = q->s->program->facts[variable->unit];
    const char *type = pl_str(facts, facts->vars[variable->id].type);
    for (uint32_t i = g_array_index(q->s->link.records, pl_record_link, record).first_name; i != PL_NONE;) {
        const pl_link_cons *name = &g_array_index(q->s->link.record_names, pl_link_cons, i);
        if (strstr(type, q->s->link.names.texts[name->value])) return true;
        i = name->next;
    }
    return false;
}

/* A call that returns `void *`: where memory of some type begins, whatever is behind it. */
bool pl_is_untyped_memory(const pl_solution *s, uint32_t id) {
    static const char untyped[] = "void *";
    const pl_cell *cell = pl_cell_at(&s->store, id);
    if (cell->kind != PL_CELL_RESULT) return false;
    const pl_call *call = pl_site_call(s, cell->id);
    const pl_facts *facts = s->program->sites[cell->id].facts;
    pl_slice type = pl_type_result(call->callee == PL_NONE ? pl_str(facts, call->type)
                                                           : pl_str(facts, facts->functions[call->callee].type));
    return type.text && type.length == sizeof untyped - 1 && memcmp(type.text, untyped, type.length) == 0;
}

static void push(search *q, uint32_t cell) { g_array_append_val(q->stack, cell); }

static uint32_t pop(search *q) {
    uint32_t cell = g_array_index(q->stack, uint32_t, q->stack->len - 1);
    g_array_set_size(q->stack, q->stack->len - 1);
    return cell;
}

static void see(search *q, uint32_t cell, uint32_t record) {
    uint32_t *view = &q->view[cell];
    if (record == NOBODY || *view == record || *view == MIXED) return;
    *view = *view == NOBODY ? record : MIXED;
    push(q, cell);
}

static void spread_views(search *q) {
    for (uint32_t i = 0; i < q->pointers->len; i++) {
        const pl_field_pointer *p = &g_array_index(q->pointers, pl_field_pointer, i);
        see(q, p->cell, p->record);
    }
    while (q->stack->len) {
        uint32_t id = pop(q);
        if (pl_is_untyped_memory(q->s, id)) continue;
        for (uint32_t e = pl_cell_at(&q->s->store, id)->in; e != PL_NONE;) {
            const pl_copy *copy = &g_array_index(q->s->store.copies, pl_copy, e);
            see(q, copy->from, q->view[id]);
            e = copy->next_in;
        }
    }
}

/* Here a pointer begins that somebody follows: not to what all take it for? */
static bool begins_punned(const search *q, uint32_t id) {
    const pl_cell *cell = pl_cell_at(&q->s->store, id);
    uint32_t view = q->view[id];
    if (view == NOBODY) return false;
    if (cell->kind == PL_CELL_ADDRESS) {
        const pl_cell *place = pl_cell_at(&q->s->store, cell->id);
        return view == MIXED || place->kind != PL_CELL_VAR || !is_of(q, view, place);
    }
    return pl_is_untyped_memory(q->s, id) ? view == MIXED : cell->in == PL_NONE;
}

static void taint(search *q, uint32_t cell) {
    if (q->punned[cell]) return;
    q->punned[cell] = 1;
    push(q, cell);
}

static void spread_punned(search *q) {
    for (uint32_t cell = 0; cell < q->s->store.cells->len; cell++)
        if (begins_punned(q, cell)) taint(q, cell);
    while (q->stack->len)
        for (uint32_t e = pl_cell_at(&q->s->store, pop(q))->out; e != PL_NONE;) {
            const pl_copy *copy = &g_array_index(q->s->store.copies, pl_copy, e);
            if (!pl_is_untyped_memory(q->s, copy->to)) taint(q, copy->to);
            e = copy->next_out;
        }
}

/* `p->f`, where f may hold functions: p is a pointer to the record of f. */
static void find_pointer(const pl_solution *s, uint32_t unit, pl_id node, GArray *pointers) {
    const pl_facts *facts = s->program->facts[unit];
    const pl_node *object = &facts->nodes[facts->nodes[node].a];
    if (object->kind != PL_NODE_DEREF) return;
    uint32_t field = pl_known_cell(s, unit, node), cell = pl_known_cell(s, unit, object->a);
    if (cell == PL_NO_CELL || field == PL_NO_CELL) return;
    if (!(pl_cell_at(&s->store, field)->holds & PL_HOLDS_FUNCTIONS)) return;
    pl_field_pointer p = {pl_cell_at(&s->store, field)->unit, cell};
    g_array_append_val(pointers, p);
}

GArray *pl_field_pointers(const pl_solution *s) {
    GArray *pointers = g_array_new(FALSE, FALSE, sizeof(pl_field_pointer));
    for (uint32_t u = 0; u < s->program->nfacts; u++)
        for (pl_id n = 0; n < s->program->facts[u]->nnodes; n++)
            if (s->program->facts[u]->nodes[n].kind == PL_NODE_FIELD) find_pointer(s, u, n, pointers);
    return pointers;
}

void pl_punned_records(const pl_solution *s, uint8_t *marks) {
    uint32_t ncells = s->store.cells->len;
    search q = {s, pl_field_pointers(s), g_new(uint32_t, ncells + 1), g_new0(uint8_t, ncells + 1),
                g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    memset(q.view, 0xff, (ncells + 1) * sizeof *q.view);
    spread_views(&q);
    spread_punned(&q);
    for (uint32_t i = 0; i < q.pointers->len; i++) {
        const pl_field_pointer *p = &g_array_index(q.pointers, pl_field_pointer, i);
        if (q.punned[p->cell]) marks[p->record] = 1;
    }
    g_array_free(q.pointers, TRUE);
    g_free(q.view);
    g_free(q.punned);
    g_array_free(q.stack, TRUE);
}
