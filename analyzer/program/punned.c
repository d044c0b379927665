/* punned.c: which records share memory with others.
 *
 * Fields are told apart by record, not by object: what is put into memory as a struct of one kind and taken out as one
 * of another kind (two structs that begin alike, slots of several kinds in one block) has no flow between the two.
 * Found by where pointers come from: variables, and calls that return untyped memory. A record is punned when pointers
 * to it lead to a variable that is not of it, to memory that pointers to another record lead to, or to somewhere that
 * is not known. */
#include <string.h>

#include "program/solve.h"

enum {
    MOST_STEPS = 20000000, /* of all: a fraction of a second; past them everything is punned */
    MIXED = PL_NONE - 1,   /* memory of several records */
};

typedef struct {
    uint32_t record, memory; /* memory: cell of the result */
} view;

typedef struct {
    uint32_t record, cell;
} pointer;

typedef struct {
    const pl_solution *s;
    uint8_t *marks;
    GArray *pointers; /* pointer */
    GArray *views;    /* view */
    uint32_t *owner;  /* cell -> record, MIXED, or PL_NONE: nobody's */
    uint32_t *seen, stamp;
    GArray *stack;
    uint64_t steps;
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

static bool returns_memory(const search *q, uint32_t site) {
    static const char untyped[] = "void *";
    const pl_call *call = pl_site_call(q->s, site);
    const pl_facts *facts = q->s->program->sites[site].facts;
    pl_slice type = pl_type_result(call->callee == PL_NONE ? pl_str(facts, call->type)
                                                           : pl_str(facts, facts->functions[call->callee].type));
    return type.text && type.length == sizeof untyped - 1 && memcmp(type.text, untyped, type.length) == 0;
}

static void reach(search *q, uint32_t cell) {
    if (cell == PL_NO_CELL || q->seen[cell] == q->stamp) return;
    q->seen[cell] = q->stamp;
    g_array_append_val(q->stack, cell);
}

/* False: the record is punned. */
static bool look_at(search *q, uint32_t id, uint32_t record) {
    const pl_cell *cell = pl_cell_at(&q->s->store, id);
    if (cell->kind == PL_CELL_ADDRESS) {
        const pl_cell *place = pl_cell_at(&q->s->store, cell->id);
        return place->kind != PL_CELL_VAR || is_of(q, record, place);
    }
    if (cell->kind == PL_CELL_RESULT && returns_memory(q, cell->id)) {
        view v = {record, id};
        g_array_append_val(q->views, v);
        if (q->owner[id] == PL_NONE) q->owner[id] = record;
        if (q->owner[id] != record) q->owner[id] = MIXED;
        return true;
    }
    if (cell->in == PL_NONE) return false;
    for (uint32_t e = cell->in; e != PL_NONE; q->steps++) {
        const pl_copy *copy = &g_array_index(q->s->store.copies, pl_copy, e);
        reach(q, copy->from);
        e = copy->next_in;
    }
    return true;
}

/* Back from all pointers to a record at once: what they have in common is looked at once. Goes on when the record is
 * punned, for the memory that it shares with others. */
static bool follow(search *q, const pointer *pointers, uint32_t count) {
    bool fine = true;
    q->stamp++;
    g_array_set_size(q->stack, 0);
    for (uint32_t i = 0; i < count; i++) reach(q, pointers[i].cell);
    while (q->stack->len) {
        uint32_t cell = g_array_index(q->stack, uint32_t, q->stack->len - 1);
        g_array_set_size(q->stack, q->stack->len - 1);
        if (q->steps++ > MOST_STEPS) return false;
        fine = look_at(q, cell, pointers->record) && fine;
    }
    return fine;
}

static int by_record(const void *a, const void *b) {
    const pointer *x = a, *y = b;
    if (x->record != y->record) return x->record < y->record ? -1 : 1;
    return (x->cell > y->cell) - (x->cell < y->cell);
}

static void follow_all(search *q) {
    const pointer *all = (const pointer *)(void *)q->pointers->data;
    g_array_sort(q->pointers, by_record);
    for (uint32_t begin = 0, end; begin < q->pointers->len; begin = end) {
        for (end = begin + 1; end < q->pointers->len && all[end].record == all[begin].record;) end++;
        if (!follow(q, all + begin, end - begin)) q->marks[all[begin].record] = 1;
    }
}

/* `p->f`, where f may hold functions: where does p come from? */
static void look_at_field(search *q, uint32_t unit, pl_id node) {
    const pl_facts *facts = q->s->program->facts[unit];
    const pl_node *object = &facts->nodes[facts->nodes[node].a];
    if (object->kind != PL_NODE_DEREF) return;
    uint32_t field = pl_known_cell(q->s, unit, node), cell = pl_known_cell(q->s, unit, object->a);
    if (field == PL_NO_CELL || !(pl_cell_at(&q->s->store, field)->holds & PL_HOLDS_FUNCTIONS)) return;
    uint32_t record = pl_cell_at(&q->s->store, field)->unit;
    if (cell == PL_NO_CELL) return;
    pointer p = {record, cell};
    g_array_append_val(q->pointers, p);
}

void pl_punned_records(const pl_solution *s, uint8_t *marks) {
    uint32_t ncells = s->store.cells->len;
    search q = {.s = s,
                .marks = marks,
                .pointers = g_array_new(FALSE, FALSE, sizeof(pointer)),
                .views = g_array_new(FALSE, FALSE, sizeof(view)),
                .owner = g_new(uint32_t, ncells + 1),
                .seen = g_new0(uint32_t, ncells + 1),
                .stack = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    memset(q.owner, 0xff, (ncells + 1) * sizeof *q.owner);
    for (uint32_t u = 0; u < s->program->nfacts; u++)
        for (pl_id n = 0; n < s->program->facts[u]->nnodes; n++)
            if (s->program->facts[u]->nodes[n].kind == PL_NODE_FIELD) look_at_field(&q, u, n);
    follow_all(&q);
    for (uint32_t i = 0; i < q.views->len; i++) {
        const view *v = &g_array_index(q.views, view, i);
        if (q.owner[v->memory] == MIXED) marks[v->record] = 1;
    }
    g_array_free(q.pointers, TRUE);
    g_array_free(q.views, TRUE);
    g_free(q.owner);
    g_free(q.seen);
    g_array_free(q.stack, TRUE);
}
