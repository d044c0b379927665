/* query.c: questions about a solved program. Nothing here changes it. */
#include <string.h>

#include "program/programs.h"
#include "program/solve.h"

uint32_t pl_program_func(const pl_program *program, const pl_facts *facts, pl_id local) {
    return program->solution->link.units[pl_link_unit(&program->solution->link, facts)].func[local];
}

/* Functions by name. */

static int compare_names(gconstpointer a, gconstpointer b, gpointer funcs) {
    uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
    int order = strcmp(((const pl_func *)funcs)[i].name, ((const pl_func *)funcs)[j].name);
    return order ? order : (i > j) - (i < j);
}

static int compare_field_names(const void *a, const void *b) {
    const pl_field_name *x = a, *y = b;
    if (x->record_name != y->record_name) return x->record_name < y->record_name ? -1 : 1;
    return (x->cell > y->cell) - (x->cell < y->cell);
}

void pl_query_init(pl_solution *s) {
    pl_program *p = s->program;
    s->named = g_new(uint32_t, p->nfuncs + 1);
    for (uint32_t i = 0; i < p->nfuncs; i++) s->named[i] = i;
    g_qsort_with_data(s->named, (gint)p->nfuncs, sizeof *s->named, compare_names, p->funcs);
    s->field_names = g_array_new(FALSE, FALSE, sizeof(pl_field_name));
    for (uint32_t c = 0; c < s->store.cells->len; c++) {
        const pl_cell *cell = pl_cell_at(&s->store, c);
        if (cell->kind != PL_CELL_FIELD) continue;
        uint32_t name = g_array_index(s->link.records, pl_record_link, cell->unit).first_name;
        while (name != PL_NONE) {
            const pl_link_cons *cons = &g_array_index(s->link.record_names, pl_link_cons, name);
            pl_field_name entry = {cons->value, cell->id, c};
            g_array_append_val(s->field_names, entry);
            name = cons->next;
        }
    }
    g_array_sort(s->field_names, compare_field_names);
}

void pl_query_clear(pl_solution *s) {
    g_free(s->named);
    g_array_free(s->field_names, TRUE);
}

/* The first place in `named` whose name is not below (strict: is above) the given one. */
static uint32_t name_bound(const pl_program *p, const char *name, bool above) {
    uint32_t low = 0, high = p->nfuncs;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(p->funcs[p->solution->named[middle]].name, name);
        if (order < 0 || (above && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const uint32_t *pl_program_named(const pl_program *program, const char *name, uint32_t *count) {
    uint32_t begin = name_bound(program, name, false);
    *count = name_bound(program, name, true) - begin;
    return program->solution->named + begin;
}

/* Functions that a node may hold. */

typedef struct {
    const pl_solution *s;
    GArray *targets; /* pl_target */
} targets;

static pl_tier tier_of_rank(pl_rank rank) {
    return rank == PL_RANK_FLOW ? PL_TIER_FLOW : rank == PL_RANK_FIELD ? PL_TIER_FIELD : PL_TIER_TYPE;
}

static void add_cell(targets *t, uint32_t cell, pl_rank least) {
    const pl_cell *c = pl_cell_at(&t->s->store, cell);
    for (uint32_t i = 0; i < c->nelems; i++) {
        uint32_t value = pl_elem_value(c->elems[i]);
        if (value >= t->s->store.nfuncs) continue;
        pl_tier tier = tier_of_rank(MAX(pl_elem_rank(c->elems[i]), least));
        if (c->kind == PL_CELL_FUNCTION && least == PL_RANK_FLOW) tier = PL_TIER_DIRECT;
        pl_target target = {.func = value, .tier = tier, .reason_flow = PL_NONE};
        pl_origin_ref reason = pl_reason(t->s, cell, value);
        if (reason.flow != PL_NONE && reason.unit != PL_ORIGIN_OVERRIDE) {
            target.reason_facts = t->s->program->facts[reason.unit];
            target.reason_flow = reason.flow;
        }
        g_array_append_val(t->targets, target);
    }
}

static void add_pointed(targets *t, uint32_t cell) {
    const pl_cell *c = pl_cell_at(&t->s->store, cell);
    for (uint32_t i = 0; i < c->nelems; i++) {
        uint32_t value = pl_elem_value(c->elems[i]);
        if (value >= t->s->store.nfuncs) add_cell(t, value - t->s->store.nfuncs, PL_RANK_FIELD);
    }
}

/* The cell of a place that the program mentions, whatever expression it was mentioned in. */
static uint32_t cell_of_place(const pl_solution *s, uint32_t unit, pl_id node) {
    const pl_node *n = &s->program->facts[unit]->nodes[node];
    uint32_t cell = PL_NOT_MADE;
    if (n->kind == PL_NODE_VAR) cell = s->units[unit].var[n->a];
    if (n->kind == PL_NODE_FIELD) cell = s->units[unit].field[n->b];
    if (n->kind == PL_NODE_PARAM || n->kind == PL_NODE_RETURN) {
        uint32_t func = s->link.units[unit].func[n->a], slot = PL_SLOT_RETURN;
        if (n->kind == PL_NODE_PARAM)
            slot = n->b == PL_PARAM_THIS ? PL_SLOT_THIS : PL_SLOT_PARAMS + MIN(n->b, PL_MAX_PARAMS);
        if (slot < s->first_slot[func + 1] - s->first_slot[func]) cell = s->slots[s->first_slot[func] + slot];
    }
    return cell == PL_NOT_MADE ? pl_known_cell(s, unit, node) : cell;
}

static void add_function(targets *t, uint32_t unit, pl_id local) {
    const uint32_t *funcs;
    uint32_t count = pl_link_choices(&t->s->link, unit, local, true, &funcs);
    for (uint32_t i = 0; i < count; i++) {
        pl_target target = {.func = funcs[i], .tier = PL_TIER_DIRECT, .reason_flow = PL_NONE};
        g_array_append_val(t->targets, target);
    }
}

/* Nodes are small as trees (PL_NODE_MAX_PARTS). */
static void add_node(targets *t, uint32_t unit, pl_id node) {
    const pl_node *n = &t->s->program->facts[unit]->nodes[node];
    uint32_t cell = cell_of_place(t->s, unit, node);
    if (n->kind == PL_NODE_FUNCTION) {
        add_function(t, unit, n->a);
    } else if (n->kind == PL_NODE_CHOICE) {
        add_node(t, unit, n->a);
        add_node(t, unit, n->b);
    } else if (cell != PL_NO_CELL) {
        add_cell(t, cell, PL_RANK_FLOW);
    } else if (n->kind == PL_NODE_DEREF) {
        cell = cell_of_place(t->s, unit, n->a);
        if (cell != PL_NO_CELL) add_pointed(t, cell);
    }
}

static int compare_targets(const void *a, const void *b) {
    const pl_target *x = a, *y = b;
    if (x->func != y->func) return x->func < y->func ? -1 : 1;
    int rank = pl_tier_rank(x->tier) - pl_tier_rank(y->tier);
    if (rank) return rank;
    return (x->reason_flow > y->reason_flow) - (x->reason_flow < y->reason_flow);
}

static void tell_targets(targets *t, pl_target_fn fn, void *data) {
    g_array_sort(t->targets, compare_targets);
    for (uint32_t i = 0; i < t->targets->len; i++) {
        const pl_target *target = &g_array_index(t->targets, pl_target, i);
        if (i == 0 || target->func != target[-1].func) fn(target, data);
    }
    g_array_free(t->targets, TRUE);
}

void pl_program_targets(const pl_program *program, const pl_facts *facts, pl_id node, pl_target_fn fn, void *data) {
    targets t = {program->solution, g_array_new(FALSE, FALSE, sizeof(pl_target))};
    add_node(&t, pl_link_unit(&program->solution->link, facts), node);
    tell_targets(&t, fn, data);
}

void pl_program_field_targets(const pl_program *program, const char *record, const char *field, pl_target_fn fn,
                              void *data) {
    const pl_solution *s = program->solution;
    uint32_t name = pl_names_find(&s->link.names, record, strlen(record)), low = 0, high = s->field_names->len;
    const pl_field_name *all = (const pl_field_name *)s->field_names->data;
    bool glob = strpbrk(field, "*?") != NULL;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (all[middle].record_name < name)
            low = middle + 1;
        else
            high = middle;
    }
    targets t = {s, g_array_new(FALSE, FALSE, sizeof(pl_target))};
    for (; name != PL_NONE && low < s->field_names->len && all[low].record_name == name; low++) {
        const char *text = s->link.names.texts[all[low].field_name];
        if (glob ? g_pattern_match_simple(field, text) : strcmp(field, text) == 0)
            add_cell(&t, all[low].cell, PL_RANK_FLOW);
    }
    tell_targets(&t, fn, data);
}

bool *pl_program_elsewhere(const pl_program *program, const uint32_t *funcs, uint32_t count) {
    const pl_link *link = &program->solution->link;
    bool *unit = g_new0(bool, program->nfacts + 1), *elsewhere = g_new0(bool, program->nfuncs + 1), copied = false;
    uint32_t *units = g_new(uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        units[i] = link->unit_of[funcs[i]];
        copied = copied || link->copied[funcs[i]]; /* a header's: it is everywhere */
    }
    if (!copied) pl_programs_elsewhere(link->programs, units, count, unit);
    for (uint32_t f = 0; f < program->nfuncs; f++) elsewhere[f] = unit[link->unit_of[f]] && !link->copied[f];
    g_free(units);
    g_free(unit);
    return elsewhere;
}
