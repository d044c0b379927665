/* balance_body.c: one body, walked with the worlds of one kind of state. */
#include "checks/balance_body.h"

#include <string.h>

/* --- Ways out --- */

static void add_outcome(pl_body *y, const pl_world *world) {
    pl_outcome o;
    memset(&o, 0, sizeof o); /* padding too: outcomes are compared as bytes */
    o.value = world->value;
    o.signs = world->signs[0];
    o.flags = world->flags & (PL_WORLD_DEFAULT | PL_WORLD_UNSAVED);
    o.changed = world->first != PL_NONE;
    o.again = world->first != world->last;
    for (guint i = 0; i < y->copies->len && o.nsaved < PL_OUTCOME_SAVES; i++) {
        uint32_t path = g_array_index(y->copies, uint32_t, i);
        if ((world->good >> i & 1) && pl_path_is_outer(&y->b->paths, y->f, path)) o.saved[o.nsaved++] = path;
    }
    for (guint i = 0; i < y->outcomes->len; i++) {
        pl_outcome *known = &g_array_index(y->outcomes, pl_outcome, i);
        bool same = known->value == o.value && known->flags == o.flags && known->changed == o.changed &&
                    known->again == o.again && known->nsaved == o.nsaved &&
                    !memcmp(known->saved, o.saved, o.nsaved * sizeof *o.saved);
        if (!same) continue;
        known->signs |= o.signs;
        return;
    }
    g_array_append_val(y->outcomes, o);
}

/* The function returns with the state changed. Is there a good copy that its callers know of, who may put it back? And
 * one that is lost here, though some function is there to put back what such a copy holds? */
typedef struct {
    bool handed, forgotten;
} fate;

static fate fate_of(pl_body *y, const pl_world *world) {
    fate is = {false, false};
    bool entry = y->b->is_entry[y->func];
    for (guint i = 0; i < y->copies->len; i++) {
        uint32_t path = g_array_index(y->copies, uint32_t, i);
        if (!(world->good >> i & 1)) continue;
        const char *tail = pl_path_tail(&y->b->paths, path);
        bool outer = pl_path_is_outer(&y->b->paths, y->f, path);
        is.handed = is.handed || (outer && !entry);
        is.forgotten = is.forgotten || (tail && (!outer || entry) && g_hash_table_contains(y->b->restored_tails, tail));
    }
    return is;
}

static void note_way_out(pl_body *y, const pl_world *world) {
    bool again = world->last != world->first;
    if (again) pl_body_change(y, world->last)->last = true;
    pl_change *c = pl_body_change(y, world->first);
    if (again && (world->flags & PL_WORLD_DEFAULT)) {
        c->to_default = true;
        c->where = world->last;
    } else if (again && world->value == PL_NONE && (world->flags & PL_WORLD_WORKED_THEN) &&
               !(world->flags & PL_WORLD_WORKED) && (world->flags & PL_WORLD_PLAIN)) {
        c->to_other = true;
        c->where = world->last;
    } else {
        const fate is = fate_of(y, world);
        c->handed = c->handed || is.handed;
        if (is.handed) return;
        if (!c->plain && !c->to_default && !c->to_other) c->where = y->last;
        c->plain = true;
        c->elsewhere = c->elsewhere || is.forgotten;
    }
}

static void on_leave(const void *state, void *data) {
    pl_body *y = data;
    const pl_worlds *w = state;
    y->lost = y->lost || w->lost;
    for (uint32_t i = 0; i < w->n; i++) {
        const pl_world *world = &w->worlds[i];
        if (world->first != PL_NONE && !(world->flags & PL_WORLD_UNSAVED)) note_way_out(y, world);
        add_outcome(y, world);
    }
}

/* --- The walk --- */

static bool is_reached(const void *state) { return ((const pl_worlds *)state)->n > 0; }

static bool on_join(void *into, const void *from, void *data) {
    (void)data;
    return pl_worlds_join(into, from);
}

static void on_operation(uint32_t op, const void *state, void *data) {
    pl_body *y = data;
    const pl_op *at = &y->facts->ops[y->facts->functions[y->f->local].body.begin + op];
    (void)state;
    if (at->kind == PL_OP_CALL) y->last = pl_body_site(y, at->arg);
}

static void on_round(void *data) {
    pl_body *y = data;
    g_array_set_size(y->changes, 0);
    g_array_set_size(y->outcomes, 0);
    y->last = PL_NONE;
    y->lost = y->works = false;
}

static bool walk(pl_body *y, pl_span ops) {
    const pl_domain domain = {.size = sizeof(pl_worlds),
                              .reached = is_reached,
                              .join = on_join,
                              .leave = on_leave,
                              .call = pl_body_call,
                              .store = pl_known_store,
                              .test = pl_known_test,
                              .pick = pl_known_case,
                              .before = on_operation,
                              .begin = on_round,
                              .data = y};
    pl_worlds start = {0};
    pl_world first;
    pl_world_init(&first);
    pl_worlds_add(&start, &first);
    return pl_walk_body(y->facts, ops, &start, &domain) && !y->lost && y->outcomes->len <= PL_OUTCOMES;
}

/* What this function, or one that it calls, saves anywhere. */
static void find_copies(pl_body *y) {
    const pl_roles *roles = y->b->roles;
    for (uint32_t s = y->f->first_site; s < y->f->first_site + y->f->nsites; s++) {
        const pl_site *site = &y->b->program->sites[s];
        g_array_set_size(y->scratch, 0);
        for (uint32_t i = roles->first[s]; i < roles->first[s + 1]; i++) {
            const pl_role *role = &g_array_index(roles->items, pl_role, i);
            if (role->save && role->state == y->b->state) pl_places_saved(y->b, y->f, role->save, site, y->scratch);
        }
        for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++) {
            const GArray *outcomes = pl_body_outcomes(y, &y->b->program->edges[e]);
            for (guint i = 0; outcomes && i < outcomes->len; i++) {
                const pl_outcome *o = &g_array_index(outcomes, pl_outcome, i);
                for (uint32_t k = 0; k < o->nsaved; k++) pl_places_at(y->b, y->f, site, o->saved[k], y->scratch);
            }
        }
        pl_body_copies(y, y->scratch, true);
    }
}

static bool same(const GArray *a, const GArray *b) {
    if (!a || !b) return a == b;
    return a->len == b->len && (!a->len || !memcmp(a->data, b->data, a->len * sizeof(pl_outcome)));
}

static void keep(GArray **place, GArray *array) {
    if (*place) g_array_free(*place, TRUE);
    *place = array;
}

void pl_balance_body(pl_balancing *b, uint32_t func) {
    pl_body y = {.b = b, .func = func, .f = &b->program->funcs[func], .ntracked = 1};
    y.facts = y.f->facts;
    bool matters = false;
    for (uint32_t s = y.f->first_site; !matters && s < y.f->first_site + y.f->nsites; s++)
        matters = pl_body_concerns(&y, s);
    if (!matters) return;
    pl_span ops = y.facts->functions[y.f->local].body;
    y.tracked[0] = 0;
    for (uint32_t i = 0; i < ops.count; i++) { /* the node of what it returns, if it is there */
        const pl_op *op = &y.facts->ops[ops.begin + i];
        if (op->kind == PL_OP_STORE && y.facts->nodes[pl_body_condition(&y, op)->node].kind == PL_NODE_RETURN)
            y.tracked[0] = pl_body_condition(&y, op)->node;
    }
    pl_known_choose(&y, ops);
    y.copies = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    y.scratch = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    y.changes = g_array_new(FALSE, TRUE, sizeof(pl_change));
    y.outcomes = g_array_new(FALSE, TRUE, sizeof(pl_outcome));
    find_copies(&y);
    bool settled = walk(&y, ops);
    for (guint i = 0; i < y.outcomes->len; i++) g_array_index(y.outcomes, pl_outcome, i).plain = !y.works;
    if (!settled) {
        g_array_set_size(y.changes, 0);
        g_clear_pointer(&y.outcomes, g_array_unref);
    }
    if (!same(b->outcomes[func], y.outcomes)) b->changed = true;
    keep(&b->outcomes[func], y.outcomes);
    keep(&b->changes[func], y.changes);
    g_array_free(y.copies, TRUE);
    g_array_free(y.scratch, TRUE);
}
