/* balance_known.c: what is known of values in one body: signs of what is tested more than once, world by world. */
#include "checks/balance_body.h"

static uint32_t slot_of(const pl_body *y, pl_id node) {
    for (uint32_t i = 0; node && i < y->ntracked; i++)
        if (y->tracked[i] == node) return i;
    return PL_NONE;
}

uint32_t pl_known_result(const pl_body *y, pl_id call) {
    for (uint32_t i = 0; i < y->ntracked; i++) {
        const pl_node *n = &y->facts->nodes[y->tracked[i]];
        if (n->kind == PL_NODE_RESULT && n->a == call) return i;
    }
    return PL_NONE;
}

/* What lasts longer than a call of the function may be changed by whatever it calls. */
static bool is_own(const pl_body *y, pl_id node) {
    const pl_node *n = &y->facts->nodes[node];
    while (n->kind == PL_NODE_FIELD) n = &y->facts->nodes[n->a];
    if (n->kind != PL_NODE_VAR) return true;
    const pl_var *v = &y->facts->vars[n->a];
    return v->scope == PL_VAR_LOCAL && !(v->flags & PL_VAR_THREAD_LOCAL);
}

static void track(pl_body *y, pl_id node) {
    if (node && is_own(y, node) && y->ntracked < PL_TRACKED && slot_of(y, node) == PL_NONE)
        y->tracked[y->ntracked++] = node;
}

uint32_t pl_body_site(const pl_body *y, pl_id call) {
    uint32_t low = y->f->first_site, high = low + y->f->nsites;
    for (uint32_t s = low; s < high; s++)
        if (y->b->program->sites[s].call == call) return s;
    return PL_NONE;
}

const GArray *pl_body_outcomes(const pl_body *y, const pl_edge *edge) {
    return edge->callback ? NULL : y->b->outcomes[edge->callee];
}

bool pl_body_has_role(const pl_body *y, uint32_t site) {
    const pl_roles *roles = y->b->roles;
    for (uint32_t i = roles->first[site]; i < roles->first[site + 1]; i++)
        if (g_array_index(roles->items, pl_role, i).state == y->b->state) return true;
    return false;
}

bool pl_body_concerns(const pl_body *y, uint32_t s) {
    const pl_site *site = &y->b->program->sites[s];
    if (pl_body_has_role(y, s)) return true;
    for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++)
        if (pl_body_outcomes(y, &y->b->program->edges[e])) return true;
    return false;
}

static bool is_result_that_matters(const pl_body *y, pl_id node) {
    const pl_node *n = &y->facts->nodes[node];
    if (n->kind != PL_NODE_RESULT) return false;
    uint32_t s = pl_body_site(y, n->a);
    return s != PL_NONE && pl_body_concerns(y, s);
}

static bool tests(const pl_op *op) {
    return (op->kind == PL_OP_IF || op->kind == PL_OP_LOOP || op->kind == PL_OP_DO) && op->arg != PL_NONE;
}

const pl_condition *pl_body_condition(const pl_body *y, const pl_op *op) { return &y->facts->conditions[op->arg]; }

/* What is worth tracking, the most telling first: results of the calls that matter; what is stored and tested, flags
 * above all; what is tested more than once. */
void pl_known_choose(pl_body *y, pl_span ops) {
    const pl_op *op = y->facts->ops + ops.begin;
    GHashTable *tested = g_hash_table_new(NULL, NULL);
    for (uint32_t i = 0; i < ops.count; i++) {
        bool stores = op[i].kind == PL_OP_STORE;
        if (!stores && !tests(&op[i])) continue;
        const pl_condition *c = pl_body_condition(y, &op[i]);
        pl_id from = stores && c->relation == PL_REL_SAME ? (pl_id)c->value : PL_NONE;
        if (!stores && is_result_that_matters(y, c->node)) track(y, c->node);
        if (from != PL_NONE && is_result_that_matters(y, from)) {
            track(y, from);
            track(y, c->node);
        }
        gpointer key = GUINT_TO_POINTER(c->node + 1);
        if (!stores)
            g_hash_table_insert(tested, key, GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(tested, key)) + 1));
    }
    for (uint32_t i = 0; i < ops.count; i++)
        if (op[i].kind == PL_OP_STORE &&
            g_hash_table_contains(tested, GUINT_TO_POINTER(pl_body_condition(y, &op[i])->node + 1)))
            track(y, pl_body_condition(y, &op[i])->node);
    for (uint32_t i = 0; i < ops.count; i++)
        if (tests(&op[i]) &&
            GPOINTER_TO_UINT(g_hash_table_lookup(tested, GUINT_TO_POINTER(pl_body_condition(y, &op[i])->node + 1))) > 1)
            track(y, pl_body_condition(y, &op[i])->node);
    g_hash_table_destroy(tested);
}

/* Keeps the worlds in which it may be so. */
static void restrict_to(const pl_body *y, pl_worlds *w, pl_id node, pl_relation relation, int64_t constant) {
    uint32_t slot = slot_of(y, node), n = w->n;
    if (slot == PL_NONE || relation == PL_REL_OPAQUE) return;
    pl_worlds kept = {.lost = w->lost};
    for (uint32_t i = 0; i < n; i++) {
        pl_world world = w->worlds[i];
        world.signs[slot] = pl_signs_where(world.signs[slot], relation, constant);
        if (world.signs[slot]) pl_worlds_add(&kept, &world);
    }
    *w = kept;
}

void pl_known_test(pl_id condition, bool holds, void *state, void *data) {
    const pl_body *y = data;
    const pl_condition *c = &y->facts->conditions[condition];
    pl_relation relation = (pl_relation)c->relation;
    restrict_to(y, state, c->node, holds ? relation : pl_relation_negated(relation), c->value);
}

void pl_known_case(pl_id value, const pl_id *constants, uint32_t n, pl_id chosen, void *state, void *data) {
    const pl_body *y = data;
    if (chosen != PL_NONE) {
        restrict_to(y, state, value, PL_REL_EQ, pl_node_value(&y->facts->nodes[chosen]));
        return;
    }
    for (uint32_t i = 0; i < n; i++)
        restrict_to(y, state, value, PL_REL_NE, pl_node_value(&y->facts->nodes[constants[i]]));
}

void pl_known_set(pl_worlds *w, uint32_t slot, const uint8_t *signs_by_world, uint8_t signs) {
    pl_worlds made = {.lost = w->lost};
    for (uint32_t i = 0; i < w->n; i++) {
        pl_world world = w->worlds[i];
        world.signs[slot] = signs_by_world ? signs_by_world[i] : signs;
        pl_worlds_add(&made, &world);
    }
    *w = made;
}

void pl_known_store(pl_id condition, void *state, void *data) {
    const pl_body *y = data;
    pl_worlds *w = state;
    const pl_condition *c = &y->facts->conditions[condition];
    uint32_t slot = slot_of(y, c->node), from = PL_NONE;
    if (slot == PL_NONE) return;
    if (c->relation == PL_REL_SAME) from = slot_of(y, (pl_id)c->value);
    uint8_t signs[PL_WORLDS];
    for (uint32_t i = 0; from != PL_NONE && i < w->n; i++) signs[i] = w->worlds[i].signs[from];
    pl_known_set(w, slot, from == PL_NONE ? NULL : signs,
                 c->relation == PL_REL_EQ ? pl_sign_of(c->value) : PL_ANY_SIGN);
}

/* A call may change what it is given the address of. */
static bool is_within(const pl_facts *facts, pl_id node, pl_id place) {
    for (;;) {
        if (node == place) return true;
        const pl_node *n = &facts->nodes[node];
        if (n->kind != PL_NODE_FIELD) return false;
        node = n->a;
    }
}

static bool may_write(const pl_facts *facts, pl_id argument, pl_id node) {
    const pl_node *n = &facts->nodes[argument];
    if (n->kind == PL_NODE_ADDRESS) return is_within(facts, node, n->a);
    for (; facts->nodes[node].kind == PL_NODE_FIELD; node = facts->nodes[node].a) {
    }
    return facts->nodes[node].kind == PL_NODE_DEREF && facts->nodes[node].a == argument;
}

void pl_known_forget(const pl_body *y, pl_worlds *w, const pl_call *call) {
    for (uint32_t slot = 1; slot < y->ntracked; slot++) {
        bool written = call->self != PL_NONE && may_write(y->facts, call->self, y->tracked[slot]);
        for (uint32_t i = 0; !written && i < call->args.count; i++)
            written = may_write(y->facts, y->facts->ids[call->args.begin + i], y->tracked[slot]);
        if (written) pl_known_set(w, slot, NULL, PL_ANY_SIGN);
    }
}
