/* overlays.c: records that lie on the same memory. Fields have one cell per record; where a pointer to one record leads
 * to a variable of another one (a table of `void *`, a struct that begins like a common one) or memory is used as two,
 * what is put into a field of one comes out of the other's field at the same place, if both hold functions of one type.
 * A variable that is no record but a function pointer lies under the first field.
 *
 * Where pointers to one are cast into pointers to the other this is meant, and so it is where two members of a union
 * have a field of the same name there (C11 6.5.2.3p6: they begin alike). Elsewhere calls are not told apart, so a `void
 * *` that is handed to callbacks seems to lead to what belongs to another callback, too: there only what nobody takes
 * out of the place as which it was put in is looked for.
 *
 * Pointers are followed back to where their memory begins, each with the records as which it is seen; a cell that is
 * seen as many is a carrier of anything, and tells nothing. Linear in the copies. */
#include <string.h>

#include "program/solve.h"

enum { MAX_VIEWS = 4, MANY /* more than that */ };

typedef struct {
    uint32_t records[MAX_VIEWS], count; /* or MANY, and then it does not matter which */
} views;

typedef struct {
    uint32_t record, offset, signature, name, cell; /* signature, name: ids in link.names */
} place;

/* Which fields at the same place are meant to be one; of the others only what nobody takes out goes over. */
typedef enum { MEANT_NONE, MEANT_NAMESAKES, MEANT_ALL } meant;

typedef struct {
    pl_solution *s;
    views *views;         /* cell -> as what the memory is seen that it points to */
    uint32_t *own;        /* cell of a variable -> its record, PL_NONE */
    GArray *places;       /* place: fields that hold function pointers; by record, offset */
    GHashTable *compared; /* pairs of records */
    GArray *stack;        /* cells whose views have grown */
} search;

static int compare_places(const void *a, const void *b) {
    const place *x = a, *y = b;
    if (x->record != y->record) return x->record < y->record ? -1 : 1;
    if (x->offset != y->offset) return x->offset < y->offset ? -1 : 1;
    return (x->cell > y->cell) - (x->cell < y->cell);
}

/* Each unit that mentions a field has noted it. */
static void sort_places(GArray *places) {
    uint32_t kept = 0;
    g_array_sort(places, compare_places);
    for (uint32_t i = 0; i < places->len; i++) {
        const place *p = &g_array_index(places, place, i);
        if (i == 0 || compare_places(p, p - 1) != 0) g_array_index(places, place, kept++) = *p;
    }
    g_array_set_size(places, kept);
}

static void note_place(search *q, uint32_t unit, pl_id field) {
    const pl_facts *facts = q->s->program->facts[unit];
    const pl_field *f = &facts->fields[field];
    uint32_t cell = q->s->units[unit].field[field];
    if (f->signature == PL_NONE || f->offset == PL_NONE || cell == PL_NOT_MADE || cell == PL_NO_CELL) return;
    place p = {q->s->link.units[unit].record[f->around], f->offset,
               pl_names_add(&q->s->link.names, pl_str(facts, f->signature)),
               pl_names_add(&q->s->link.names, pl_str(facts, f->name)), cell};
    g_array_append_val(q->places, p);
}

/* `v.f` says of what record v is. */
static void note_owner(search *q, uint32_t unit, const pl_node *field) {
    const pl_node *object = &q->s->program->facts[unit]->nodes[field->a];
    if (object->kind != PL_NODE_VAR) return;
    uint32_t variable = q->s->units[unit].var[object->a], cell = q->s->units[unit].field[field->b];
    if (variable == PL_NOT_MADE || variable == PL_NO_CELL || cell == PL_NOT_MADE || cell == PL_NO_CELL) return;
    q->own[variable] = q->s->link.units[unit].record[q->s->program->facts[unit]->fields[field->b].around];
}

static void collect(search *q) {
    const pl_program *p = q->s->program;
    for (uint32_t u = 0; u < p->nfacts; u++) {
        for (pl_id f = 0; f < p->facts[u]->nfields; f++) note_place(q, u, f);
        for (pl_id n = 0; n < p->facts[u]->nnodes; n++)
            if (p->facts[u]->nodes[n].kind == PL_NODE_FIELD) note_owner(q, u, &p->facts[u]->nodes[n]);
    }
    sort_places(q->places);
}

static void see(search *q, uint32_t cell, uint32_t record) {
    views *v = &q->views[cell];
    if (v->count == MANY) return;
    for (uint32_t i = 0; i < v->count; i++)
        if (v->records[i] == record) return;
    if (v->count < MAX_VIEWS) v->records[v->count] = record;
    v->count++;
    g_array_append_val(q->stack, cell);
}

static void see_all(search *q, uint32_t cell, const views *v) {
    for (uint32_t i = 0; v->count != MANY && i < v->count; i++) see(q, cell, v->records[i]);
    if (v->count != MANY || q->views[cell].count == MANY) return;
    q->views[cell].count = MANY;
    g_array_append_val(q->stack, cell);
}

static void spread(search *q) {
    GArray *pointers = pl_field_pointers(q->s);
    for (uint32_t i = 0; i < pointers->len; i++) {
        const pl_field_pointer *p = &g_array_index(pointers, pl_field_pointer, i);
        see(q, p->cell, p->record);
    }
    g_array_free(pointers, TRUE);
    while (q->stack->len) {
        uint32_t id = g_array_index(q->stack, uint32_t, q->stack->len - 1);
        g_array_set_size(q->stack, q->stack->len - 1);
        if (pl_is_untyped_memory(q->s, id)) continue;
        views v = q->views[id];
        for (uint32_t e = pl_cell_at(&q->s->store, id)->in; e != PL_NONE;) {
            const pl_copy *copy = &g_array_index(q->s->store.copies, pl_copy, e);
            see_all(q, copy->from, &v);
            e = copy->next_in;
        }
    }
}

static const place *first_place(const search *q, uint32_t record) {
    uint32_t low = 0, high = q->places->len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (g_array_index(q->places, place, middle).record < record)
            low = middle + 1;
        else
            high = middle;
    }
    return &g_array_index(q->places, place, low);
}

static const place *end_of_places(const search *q) { return &g_array_index(q->places, place, q->places->len); }

static bool is_overlay(const search *q, const pl_copy *copy) {
    return copy->origin.flow == PL_NONE && pl_cell_at(&q->s->store, copy->to)->kind == PL_CELL_FIELD;
}

static bool is_read(const search *q, const pl_cell *cell) {
    for (uint32_t e = cell->out; e != PL_NONE;) {
        const pl_copy *copy = &g_array_index(q->s->store.copies, pl_copy, e);
        if (!is_overlay(q, copy)) return true;
        e = copy->next_out;
    }
    return cell->uses != PL_NONE;
}

static void share(search *q, uint32_t from, uint32_t to, bool surely) {
    if (!surely && is_read(q, pl_cell_at(&q->s->store, from))) return;
    pl_store_copy(&q->s->store, from, to, PL_RANK_FIELD, PL_NO_ORIGIN);
}

/* Both lists are in the order of the offsets. */
static void overlay(search *q, uint32_t a, uint32_t b, meant which) {
    if (a == b || !g_hash_table_add(q->compared, GSIZE_TO_POINTER(pl_pair(MIN(a, b), MAX(a, b))))) return;
    const place *y = first_place(q, b), *end = end_of_places(q);
    for (const place *x = first_place(q, a); x < end && x->record == a; x++) {
        while (y < end && y->record == b && y->offset < x->offset) y++;
        for (const place *z = y; z < end && z->record == b && z->offset == x->offset; z++) {
            if (x->signature != z->signature) continue;
            bool surely = which == MEANT_ALL || (which == MEANT_NAMESAKES && x->name == z->name);
            share(q, x->cell, z->cell, surely);
            share(q, z->cell, x->cell, surely);
        }
    }
}

/* The variable is a function pointer itself. */
static void overlay_variable(search *q, uint32_t variable, uint32_t record) {
    const pl_cell *cell = pl_cell_at(&q->s->store, variable);
    const place *p = first_place(q, record);
    if (p == end_of_places(q) || p->record != record || p->offset != 0 || cell->nelems == 0) return;
    for (uint32_t i = 0; i < cell->nelems; i++) {
        uint32_t value = pl_elem_value(cell->elems[i]);
        if (value >= q->s->store.nfuncs) return;
        if (strcmp(q->s->program->funcs[value].type, q->s->link.names.texts[p->signature]) != 0) return;
    }
    share(q, variable, p->cell, false);
}

/* Somebody casts pointers to one into pointers to the other. */
static void overlay_casts(search *q) {
    for (uint32_t u = 0; u < q->s->program->nfacts; u++) {
        const pl_facts *facts = q->s->program->facts[u];
        const uint32_t *record = q->s->link.units[u].record;
        for (pl_id r = 0; r < facts->nrecords; r++)
            for (uint32_t i = 0; i < facts->records[r].casts.count; i++)
                overlay(q, record[r], record[facts->ids[facts->records[r].casts.begin + i]], MEANT_ALL);
    }
}

/* The members of a union, and what it has of its own: fields, and those of structs without a name. */
static void overlay_unions(search *q) {
    for (uint32_t u = 0; u < q->s->program->nfacts; u++) {
        const pl_facts *facts = q->s->program->facts[u];
        const uint32_t *record = q->s->link.units[u].record;
        for (pl_id r = 0; r < facts->nrecords; r++) {
            const pl_id *parts = facts->ids + facts->records[r].parts.begin;
            for (uint32_t i = 0; i < facts->records[r].parts.count; i++) {
                overlay(q, record[r], record[parts[i]], MEANT_NAMESAKES);
                for (uint32_t k = 0; k < i; k++) overlay(q, record[parts[k]], record[parts[i]], MEANT_NAMESAKES);
            }
        }
    }
}

/* Where memory begins. */
static void overlay_origin(search *q, uint32_t id) {
    const pl_cell *cell = pl_cell_at(&q->s->store, id);
    const views *v = &q->views[id];
    uint32_t variable = cell->kind == PL_CELL_ADDRESS ? cell->id : PL_NO_CELL;
    if (variable != PL_NO_CELL && pl_cell_at(&q->s->store, variable)->kind != PL_CELL_VAR) return;
    if (v->count == MANY || (variable == PL_NO_CELL && !pl_is_untyped_memory(q->s, id))) return;
    for (uint32_t i = 0; i < v->count; i++) {
        if (variable == PL_NO_CELL)
            for (uint32_t k = 0; k < i; k++) overlay(q, v->records[k], v->records[i], MEANT_NONE);
        else if (q->own[variable] != PL_NONE)
            overlay(q, q->own[variable], v->records[i], MEANT_NONE);
        else
            overlay_variable(q, variable, v->records[i]);
    }
}

bool pl_overlays_share(pl_solution *s) {
    uint32_t ncells = s->store.cells->len, ncopies = s->store.copies->len;
    search q = {.s = s,
                .views = g_new0(views, ncells + 1),
                .own = g_new(uint32_t, ncells + 1),
                .places = g_array_new(FALSE, FALSE, sizeof(place)),
                .compared = g_hash_table_new(NULL, NULL),
                .stack = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    memset(q.own, 0xff, (ncells + 1) * sizeof *q.own);
    collect(&q);
    overlay_casts(&q);
    overlay_unions(&q);
    spread(&q);
    for (uint32_t c = 0; c < ncells; c++) overlay_origin(&q, c);
    g_free(q.views);
    g_free(q.own);
    g_array_free(q.places, TRUE);
    g_hash_table_destroy(q.compared);
    g_array_free(q.stack, TRUE);
    return s->store.copies->len > ncopies;
}
