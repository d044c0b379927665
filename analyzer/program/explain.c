/* explain.c: see explain.h: the way that a function took, read backwards from the call. */
#include "program/explain.h"

#include <string.h>

#include "program/solve.h"

enum { MOST_STEPS = 10000, SHOWN_STEPS = 8 };

static const pl_found *found_of(const pl_solution *s, uint32_t index) {
    const pl_edge *edge = &s->program->edges[index];
    const pl_found *all = (const pl_found *)(const void *)s->found->data;
    uint32_t low = 0, high = s->found->len;
    while (low < high) { /* in the order of edges.c: site, callback, callee */
        uint32_t middle = low + (high - low) / 2;
        const pl_found *f = &all[middle];
        bool below = f->site != edge->site           ? f->site < edge->site
                     : f->callback != edge->callback ? !f->callback
                                                     : f->callee < edge->callee;
        if (below)
            low = middle + 1;
        else
            high = middle;
    }
    return &all[low];
}

static bool step_of(const pl_solution *s, pl_origin_ref origin, pl_way *way) {
    if (origin.flow == PL_NONE || origin.unit == PL_ORIGIN_OVERRIDE) return false;
    if (origin.unit == PL_ORIGIN_ARGUMENT || origin.unit == PL_ORIGIN_RESULT) {
        const pl_site *site = &s->program->sites[origin.flow];
        *way = (pl_way){origin.unit == PL_ORIGIN_ARGUMENT ? PL_WAY_PASSED : PL_WAY_RETURNED, site->facts, site->call};
    } else {
        *way = (pl_way){PL_WAY_STORED, s->program->facts[origin.unit], origin.flow};
    }
    return true;
}

static void follow(const pl_solution *s, uint32_t cell, uint32_t func, pl_explanation *out) {
    for (uint32_t steps = 0; cell != PL_NONE && steps < MOST_STEPS; steps++) {
        const pl_elem *elem = pl_store_find(&s->store, cell, func);
        if (!elem || elem->edge == PL_NONE) break;
        const pl_copy *copy = &g_array_index(s->store.copies, pl_copy, elem->edge);
        pl_way way;
        if (step_of(s, copy->origin, &way)) g_array_append_val(out->ways, way);
        cell = copy->from;
    }
    for (guint i = 0, j = out->ways->len; i + 1 < j; i++) { /* it was read backwards */
        pl_way *a = &g_array_index(out->ways, pl_way, i), *b = &g_array_index(out->ways, pl_way, --j), t = *a;
        *a = *b;
        *b = t;
    }
    if (out->ways->len <= SHOWN_STEPS) return;
    g_array_remove_range(out->ways, SHOWN_STEPS / 2, out->ways->len - SHOWN_STEPS);
    out->shortened = true;
}

static uint32_t callback_of(pl_solution *s, const pl_edge *edge) {
    const pl_call *call = pl_site_call(s, edge->site);
    uint32_t first = PL_NONE;
    if (call->kind == PL_CALL_INDIRECT)
        first = pl_callbacks_of_pointer(s, edge->site);
    else
        first = s->first_callback[s->link.units[pl_site_unit(s, edge->site)].func[call->callee]];
    for (uint32_t i = first; i != PL_NONE; i = s->callback_next[i]) {
        if (s->callbacks[i].runs != PL_RUNS_HERE) continue;
        uint32_t cell = pl_call_argument(s, edge->site, s->callbacks[i].argument, NULL); /* made already */
        if (cell != PL_NO_CELL && pl_store_find(&s->store, cell, edge->callee)) return i;
    }
    return PL_NONE;
}

pl_explanation pl_program_explain(const pl_program *program, uint32_t edge) {
    pl_solution *s = program->solution;
    const pl_edge *e = &program->edges[edge];
    pl_explanation out = {.ways = g_array_new(FALSE, FALSE, sizeof(pl_way)), .callback = PL_NONE};
    uint32_t cell = found_of(s, edge)->cell;
    if (cell != PL_NONE) follow(s, cell, e->callee, &out);
    if (e->callback) out.callback = callback_of(s, e);
    return out;
}

void pl_explanation_clear(pl_explanation *explanation) {
    g_array_free(explanation->ways, TRUE);
    explanation->ways = NULL;
}

/* Unresolved calls: the cells from which values could have come, the nearest first. */

typedef struct {
    const pl_solution *s;
    GArray *queue;
    GHashTable *seen;
    pl_lack *lack;
    bool any;
} search;

static void reach(search *q, uint32_t cell) {
    if (cell == PL_NO_CELL || cell == PL_NOT_MADE || q->queue->len > MOST_STEPS ||
        !g_hash_table_add(q->seen, GUINT_TO_POINTER(cell)))
        return;
    g_array_append_val(q->queue, cell);
}

static void lacks(search *q, pl_lack_kind kind, const char *name, const pl_facts *facts, pl_id call) {
    if (q->any && q->lack->kind <= kind) return;
    q->any = true;
    q->lack->kind = kind;
    g_free(q->lack->name);
    q->lack->name = g_strdup(name);
    q->lack->facts = facts;
    q->lack->call = call;
}

static bool is_defined(const pl_solution *s, const char *usr) {
    for (uint32_t u = 0; u < s->program->nfacts; u++) {
        const pl_facts *facts = s->program->facts[u];
        for (uint32_t i = 0; i < facts->nvars; i++)
            if ((facts->vars[i].flags & PL_VAR_DEFINED) && strcmp(pl_str(facts, facts->vars[i].usr), usr) == 0)
                return true;
    }
    return false;
}

/* As pl_override names it; NULL: it cannot. */
static char *place_of(const pl_solution *s, const pl_cell *cell) {
    if (cell->kind == PL_CELL_FIELD) {
        uint32_t name = g_array_index(s->link.records, pl_record_link, cell->unit).first_name;
        if (name == PL_NONE) return NULL;
        uint32_t record = g_array_index(s->link.record_names, pl_link_cons, name).value;
        return g_strdup_printf("%s.%s", s->link.names.texts[record], s->link.names.texts[cell->id]);
    }
    if (cell->kind == PL_CELL_VAR) {
        const pl_facts *facts = s->program->facts[cell->unit];
        return cell->flags & PL_CELL_SHARED ? g_strdup(pl_str(facts, facts->vars[cell->id].name)) : NULL;
    }
    if (cell->kind != PL_CELL_PARAM || cell->unit < PL_SLOT_PARAMS) return NULL;
    return g_strdup_printf("%s:%u", s->program->funcs[cell->id].name, cell->unit - PL_SLOT_PARAMS);
}

static void look_at_result(search *q, uint32_t site) {
    const pl_solution *s = q->s;
    if (site == PL_NONE) return; /* memory of several of them */
    const pl_call *call = pl_site_call(s, site);
    const pl_facts *facts = s->program->sites[site].facts;
    if (call->kind == PL_CALL_INDIRECT) return;
    const pl_func *f = &s->program->funcs[s->link.units[pl_site_unit(s, site)].func[call->callee]];
    if (f->flags & PL_FN_DEFINED) return;
    lacks(q, pl_external_is_lookup(f->name) ? PL_LACKS_LOOKUP : PL_LACKS_LIBRARY, f->name, facts,
          s->program->sites[site].call);
}

static void look_at_variable(search *q, const pl_cell *cell) {
    const pl_facts *facts = q->s->program->facts[cell->unit];
    const pl_var *v = &facts->vars[cell->id];
    bool elsewhere = v->scope == PL_VAR_EXTERNAL && !is_defined(q->s, pl_str(facts, v->usr));
    lacks(q, elsewhere ? PL_LACKS_VARIABLE : PL_LACKS_STORE, pl_str(facts, v->name), NULL, PL_NONE);
}

static void look_at(search *q, const pl_cell *cell) {
    char *place = place_of(q->s, cell);
    if (cell->flags & PL_CELL_GETS_UNKNOWN) lacks(q, PL_LACKS_FOLLOWING, NULL, NULL, PL_NONE);
    switch ((pl_cell_kind)cell->kind) {
    case PL_CELL_RESULT:
    case PL_CELL_HEAP: look_at_result(q, cell->id); break;
    case PL_CELL_DEREF: reach(q, cell->id); break;
    case PL_CELL_VAR:
        if (cell->in == PL_NONE) look_at_variable(q, cell);
        break;
    case PL_CELL_FIELD:
        if (cell->in == PL_NONE) lacks(q, PL_LACKS_STORE, place, NULL, PL_NONE);
        break;
    case PL_CELL_PARAM:
        if (cell->in == PL_NONE)
            lacks(q, q->s->program->funcs[cell->id].nin ? PL_LACKS_ARGUMENT : PL_LACKS_CALLERS,
                  q->s->program->funcs[cell->id].name, NULL, PL_NONE);
        break;
    default: break;
    }
    if (!q->lack->place) {
        q->lack->place = place;
    } else {
        g_free(place);
    }
}

static void walk(search *q) {
    for (guint i = 0; i < q->queue->len; i++) {
        const pl_cell *cell = pl_cell_at(&q->s->store, g_array_index(q->queue, uint32_t, i));
        look_at(q, cell);
        for (uint32_t k = 0; k < cell->nelems; k++) /* memory that it points to, and whose */
            if (pl_elem_value(cell->elems[k]) >= q->s->store.nfuncs)
                reach(q, pl_elem_value(cell->elems[k]) - q->s->store.nfuncs);
        for (uint32_t e = cell->in; e != PL_NONE;) {
            const pl_copy *copy = &g_array_index(q->s->store.copies, pl_copy, e);
            reach(q, copy->from);
            e = copy->next_in;
        }
    }
}

static bool has_function(const pl_solution *s, uint32_t cell) {
    const pl_cell *c = pl_cell_at(&s->store, cell);
    for (uint32_t i = 0; i < c->nelems; i++)
        if (pl_elem_value(c->elems[i]) < s->store.nfuncs) return true;
    return false;
}

static bool is_unmade(const pl_solution *s, uint32_t method) {
    return !pl_virtual_is_live(s, method) && !(s->program->funcs[method].flags & PL_FN_PURE);
}

void pl_program_unmade(const pl_program *program, uint32_t site, pl_unmade_fn fn, void *data) {
    const pl_solution *s = program->solution;
    const pl_call *call = pl_site_call(s, site);
    if (call->kind != PL_CALL_VIRTUAL) return;
    uint32_t method = s->link.units[pl_site_unit(s, site)].func[call->callee];
    GArray *queue = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    g_array_append_val(queue, method);
    if (is_unmade(s, method)) fn(method, data);
    for (guint q = 0; q < queue->len; q++) {
        method = g_array_index(queue, uint32_t, q);
        for (uint32_t i = s->first_overrider[method]; i < s->first_overrider[method + 1]; i++) {
            uint32_t other = s->overriders[i];
            if (!g_hash_table_add(seen, GUINT_TO_POINTER(other))) continue;
            g_array_append_val(queue, other);
            if (is_unmade(s, other)) fn(other, data);
        }
    }
    g_hash_table_destroy(seen);
    g_array_free(queue, TRUE);
}

static void note_first(uint32_t func, void *data) {
    uint32_t *first = data;
    if (*first == PL_NONE) *first = func;
}

static pl_lack lack_of_virtual(const pl_program *program, uint32_t site) {
    const pl_site *at = &program->sites[site];
    uint32_t unmade = PL_NONE;
    pl_program_unmade(program, site, note_first, &unmade);
    pl_lack lack = {.kind = unmade == PL_NONE ? PL_LACKS_OVERRIDER : PL_LACKS_OBJECT, .call = PL_NONE};
    lack.name =
        g_strdup(unmade == PL_NONE ? pl_str(at->facts, at->facts->functions[at->facts->calls[at->call].callee].name)
                                   : program->funcs[unmade].name);
    return lack;
}

pl_lack pl_program_lack(const pl_program *program, uint32_t site) {
    if (pl_site_call(program->solution, site)->kind == PL_CALL_VIRTUAL) return lack_of_virtual(program, site);
    pl_lack lack = {.kind = PL_LACKS_FOLLOWING, .call = PL_NONE};
    const pl_solution *s = program->solution;
    search q = {s, g_array_new(FALSE, FALSE, sizeof(uint32_t)), g_hash_table_new(NULL, NULL), &lack, false};
    uint32_t via = s->site_via[site];
    reach(&q, via);
    if (via != PL_NO_CELL && has_function(s, via)) lacks(&q, PL_LACKS_FIT, NULL, NULL, PL_NONE);
    walk(&q);
    if (!q.any && lack.place) lacks(&q, PL_LACKS_STORE, lack.place, NULL, PL_NONE);
    g_array_free(q.queue, TRUE);
    g_hash_table_destroy(q.seen);
    return lack;
}

void pl_lack_clear(pl_lack *lack) {
    g_free(lack->name);
    g_free(lack->place);
    lack->name = lack->place = NULL;
}
