/* contexts_fork.c: what only the child of a fork runs.
 *
 * The value of fork is followed through the function that calls it: which places hold nothing but that value or
 * constants is read from the flows, who may have which constant there from the stores in the body, and the conditions
 * on them tell parent and child apart. A function that returns such a value is a fork itself. Where the parent never
 * gets out of a function that the child leaves, the child carries on in its place (a daemon): that is no forked child
 * beside the program. */
#include <string.h>

#include "facts/flow_index.h"
#include "program/contexts.h"

/* Who may be here. */
enum {
    BEFORE = 1 /* nobody has forked yet */,
    CHILD = 2,
    PARENT = 4,
    FAILED = 8 /* fork returned -1 */,
    GRANDCHILD = 16,
    ANYBODY = 31
};

enum { IS_NEGATIVE, IS_ZERO, IS_POSITIVE, SIGNS };
static const uint8_t told_by[SIGNS] = {FAILED, CHILD, PARENT}; /* who got a value of this sign from fork */

typedef struct {
    bool forked;            /* may be what fork returned */
    bool other;             /* may be something of which nothing is known */
    uint8_t holders[SIGNS]; /* who may have something else of this sign in it */
} value;

typedef struct {
    pl_contexts *c;
    uint32_t func, unit;
    const pl_facts *facts;
    pl_id local;
    const pl_id *flows; /* of this function */
    uint32_t nflows;
    GHashTable *places; /* node + 1 → value*, of places that hold a fork's value */
} reader;

static unsigned sign_of(int64_t constant) { return constant < 0 ? IS_NEGATIVE : constant ? IS_POSITIVE : IS_ZERO; }

static bool is_fork(const reader *r, pl_id call) {
    const pl_call *made = &r->facts->calls[call];
    if (made->kind != PL_CALL_DIRECT || made->callee == PL_NONE) return false;
    return r->c->forks[r->c->s->link.units[r->unit].func[made->callee]];
}

static void add_value(value *to, value from) {
    to->forked |= from.forked;
    to->other |= from.other;
    for (unsigned sign = 0; sign < SIGNS; sign++) to->holders[sign] |= from.holders[sign];
}

static value value_of(const reader *r, pl_id node) {
    const pl_node *n = &r->facts->nodes[node];
    value v = {0};
    if (n->kind == PL_NODE_CHOICE) {
        v = value_of(r, n->a);
        add_value(&v, value_of(r, n->b));
    } else if (n->kind == PL_NODE_CONSTANT) {
        v.holders[sign_of(pl_node_value(n))] = ANYBODY;
    } else if (n->kind == PL_NODE_RESULT && is_fork(r, n->a)) {
        v.forked = true;
    } else {
        const value *known = g_hash_table_lookup(r->places, GUINT_TO_POINTER(node + 1));
        v = known ? *known : (value){.other = true};
    }
    return v;
}

/* Of a variable that is not local somebody else may know more: then it holds the value only after the fork. */
static bool is_local(const reader *r, pl_id node) {
    const pl_node *n = &r->facts->nodes[node];
    return n->kind == PL_NODE_VAR && r->facts->vars[n->a].scope == PL_VAR_LOCAL;
}

static bool mentions_fork(const reader *r, pl_id node) { return value_of(r, node).forked; }

/* Places that take a fork's value, through copies; then all that is stored in them. */
static void find_places(reader *r) {
    bool changed = true;
    for (uint32_t round = 0; changed && round < 8; round++) {
        changed = false;
        for (uint32_t i = 0; i < r->nflows; i++) {
            const pl_flow *flow = &r->facts->flows[r->flows[i]];
            gpointer key = GUINT_TO_POINTER(flow->to + 1);
            if (g_hash_table_contains(r->places, key) || !mentions_fork(r, flow->from)) continue;
            value *v = g_new0(value, 1);
            v->forked = true;
            g_hash_table_insert(r->places, key, v);
            changed = true;
        }
    }
    for (uint32_t round = 0; round < 8; round++)
        for (uint32_t i = 0; i < r->nflows; i++) {
            const pl_flow *flow = &r->facts->flows[r->flows[i]];
            value *v = g_hash_table_lookup(r->places, GUINT_TO_POINTER(flow->to + 1));
            if (v) add_value(v, value_of(r, flow->from));
        }
}

static bool may_be(unsigned sign, pl_relation relation, int64_t constant) {
    bool below = sign == IS_NEGATIVE,
         above = sign == IS_POSITIVE; /* -1 stands for what is below 0: fork returns no other */
    int64_t x = below ? -1 : 0;
    switch (relation) {
    case PL_REL_EQ: return above ? constant > 0 : x == constant;
    case PL_REL_NE: return above || x != constant;
    case PL_REL_LT: return above ? constant > 1 : x < constant;
    case PL_REL_LE: return above ? constant > 0 : x <= constant;
    case PL_REL_GT: return above || x > constant;
    case PL_REL_GE: return above || x >= constant;
    default: return true;
    }
}

static pl_relation negated(pl_relation relation) {
    static const pl_relation other[] = {PL_REL_NE, PL_REL_EQ, PL_REL_GE,    PL_REL_GT,
                                        PL_REL_LE, PL_REL_LT, PL_REL_OPAQUE};
    return other[relation];
}

static uint8_t part_of(const reader *r, pl_id node, pl_relation relation, int64_t constant, uint8_t state) {
    value v = value_of(r, node);
    if (!v.forked || v.other) return state;
    uint8_t part = GRANDCHILD, others = is_local(r, node) ? 0 : BEFORE;
    for (unsigned sign = 0; sign < SIGNS; sign++) {
        bool is = may_be(sign, relation, constant);
        if (is) part |= told_by[sign] | others;
        if (is || (sign == IS_NEGATIVE && relation == PL_REL_NE)) part |= v.holders[sign]; /* other than -1 */
    }
    return part & state;
}

static uint8_t on_test(pl_id condition, bool holds, uint8_t state, void *data) {
    const reader *r = data;
    const pl_condition *c = &r->facts->conditions[condition];
    if (c->relation == PL_REL_OPAQUE) return state;
    pl_relation relation = (pl_relation)c->relation;
    return part_of(r, c->node, holds ? relation : negated(relation), c->value, state);
}

static uint8_t on_case(pl_id node, const pl_id *constants, uint32_t n, pl_id chosen, uint8_t state, void *data) {
    const reader *r = data;
    if (chosen != PL_NONE) return part_of(r, node, PL_REL_EQ, pl_node_value(&r->facts->nodes[chosen]), state);
    for (uint32_t i = 0; i < n; i++)
        state = part_of(r, node, PL_REL_NE, pl_node_value(&r->facts->nodes[constants[i]]), state);
    return state;
}

static uint8_t on_call(pl_id call, uint8_t state, void *data) {
    const reader *r = data;
    uint32_t site = pl_context_site(r->c, r->unit, call);
    if (is_fork(r, call)) {
        uint8_t after = state & (BEFORE | PARENT | FAILED) ? CHILD | PARENT | FAILED : 0;
        return after | (state & (CHILD | GRANDCHILD) ? GRANDCHILD : 0);
    }
    return pl_ends_of_site(r->c, site) & PL_ENDS_ALWAYS ? 0 : state;
}

static bool add_holders(value *v, unsigned sign, uint8_t who) {
    bool more = (who & ~v->holders[sign]) != 0;
    v->holders[sign] |= who;
    return more;
}

/* Of the value of fork that is stored, the flows tell. */
static bool note_store(const reader *r, const pl_condition *store, uint8_t who) {
    value *v = g_hash_table_lookup(r->places, GUINT_TO_POINTER(store->node + 1));
    bool changed = false;
    if (!v) return false;
    value from = {0};
    if (store->relation == PL_REL_SAME) from = value_of(r, (pl_id)store->value);
    bool any = from.other || store->relation == PL_REL_OPAQUE;
    if (store->relation == PL_REL_EQ) from.holders[sign_of(store->value)] = who;
    for (unsigned sign = 0; sign < SIGNS; sign++)
        changed = add_holders(v, sign, any ? who : from.holders[sign] & who) || changed;
    return changed;
}

/* `place = fork()`: the place has nothing left of what it held before. */
static bool overwrites(const reader *r, pl_span body, pl_id call, pl_id place) {
    for (uint32_t i = 0; i < body.count; i++) {
        const pl_op *op = &r->facts->ops[body.begin + i];
        if (op->kind != PL_OP_STORE) continue;
        const pl_condition *store = &r->facts->conditions[op->arg];
        if (store->node != place || store->relation != PL_REL_SAME) continue;
        const pl_node *from = &r->facts->nodes[store->value];
        if (from->kind == PL_NODE_RESULT && from->a == call) return true;
    }
    return false;
}

/* Both processes have what the one had before the fork. */
static bool note_fork(const reader *r, pl_span body, pl_id call, uint8_t who) {
    GHashTableIter each;
    gpointer key, held;
    bool changed = false;
    g_hash_table_iter_init(&each, r->places);
    while (g_hash_table_iter_next(&each, &key, &held)) {
        value *v = held;
        bool lost = overwrites(r, body, call, GPOINTER_TO_UINT(key) - 1);
        for (unsigned sign = 0; sign < SIGNS && !lost; sign++) {
            bool had = (v->holders[sign] & who & (BEFORE | PARENT | FAILED)) != 0;
            if (had) changed = add_holders(v, sign, CHILD | PARENT | FAILED) || changed;
        }
    }
    return changed;
}

/* True when there was something new. */
static bool note_holders(const reader *r, pl_span body, const uint8_t *before) {
    bool changed = false;
    for (uint32_t i = 0; i < body.count; i++) {
        const pl_op *op = &r->facts->ops[body.begin + i];
        if (op->kind == PL_OP_STORE)
            changed = note_store(r, &r->facts->conditions[op->arg], before[i]) || changed;
        else if (op->kind == PL_OP_CALL && is_fork(r, op->arg))
            changed = note_fork(r, body, op->arg, before[i]) || changed;
    }
    return changed;
}

/* Who may have a constant where, and who may be where, depend on each other; both only grow. */
static uint8_t *run_body(reader *r, pl_span body) {
    const pl_skeleton_rules rules = {on_call, on_test, on_case, r};
    for (;;) {
        uint8_t *before = pl_skeleton_run(r->facts, body, BEFORE, &rules);
        if (!before || !note_holders(r, body, before)) return before;
        g_free(before);
    }
}

/* The function gives its caller what fork returned, and both processes come out of it. */
static bool returns_fork(const reader *r, uint8_t at_return) {
    value all = {0};
    for (uint32_t i = 0; i < r->nflows; i++) {
        const pl_flow *flow = &r->facts->flows[r->flows[i]];
        const pl_node *to = &r->facts->nodes[flow->to];
        if (to->kind == PL_NODE_RETURN && to->a == r->local) add_value(&all, value_of(r, flow->to));
    }
    bool zero_is_child = !(all.holders[IS_ZERO] & (BEFORE | PARENT | FAILED));
    return all.forked && !all.other && zero_is_child && (at_return & CHILD) && (at_return & PARENT);
}

static void mark_child(const reader *r, pl_span body, const uint8_t *before) {
    for (uint32_t i = 0; i < body.count; i++) {
        const pl_op *op = &r->facts->ops[body.begin + i];
        if (op->kind != PL_OP_CALL || !before[i] || (before[i] & ~(CHILD | GRANDCHILD))) continue;
        uint32_t site = pl_context_site(r->c, r->unit, op->arg);
        if (site != PL_NONE) r->c->context[site] = PL_EDGE_IN_CHILD;
    }
}

/* True when the function turned out to be a fork. */
static bool read_function(reader *r) {
    pl_span body = r->facts->functions[r->local].body;
    r->places = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    find_places(r);
    uint8_t *before = run_body(r, body);
    bool found = false;
    if (before) {
        uint8_t out = before[body.count];
        bool replaces = (out & (CHILD | GRANDCHILD)) && !(out & (PARENT | BEFORE));
        if (!replaces) mark_child(r, body, before);
        found = returns_fork(r, out);
    }
    g_free(before);
    g_hash_table_destroy(r->places);
    return found;
}

typedef struct {
    GArray *queue; /* func */
    uint8_t *queued;
} work;

static void ask_callers(const pl_contexts *c, uint32_t func, work *w) {
    const pl_program *p = c->s->program;
    const pl_func *f = &p->funcs[func];
    for (uint32_t i = 0; i < f->nin; i++) {
        uint32_t caller = p->sites[p->edges[p->incoming[f->first_in + i]].site].caller;
        if (w->queued[caller] || !pl_body_of(p, caller)) continue;
        w->queued[caller] = 1;
        g_array_append_val(w->queue, caller);
    }
}

static void read_queue(pl_contexts *c, work *w, pl_flow_index *indexes) {
    const pl_program *p = c->s->program;
    for (guint q = 0; q < w->queue->len; q++) {
        uint32_t func = g_array_index(w->queue, uint32_t, q), unit = c->s->link.unit_of[func];
        const pl_func *f = &p->funcs[func];
        w->queued[func] = 0;
        pl_flow_index *index = &indexes[unit];
        if (!index->ids) pl_flow_index_init(index, f->facts);
        reader r = {.c = c, .func = func, .unit = unit, .facts = f->facts, .local = f->local};
        r.flows = pl_flows_of(index, f->local, &r.nflows);
        if (!read_function(&r) || c->forks[func]) continue;
        c->forks[func] = 1;
        ask_callers(c, func, w);
    }
}

void pl_forks_mark(pl_contexts *c) {
    const pl_program *p = c->s->program;
    work w = {g_array_new(FALSE, FALSE, sizeof(uint32_t)), g_new0(uint8_t, p->nfuncs + 1)};
    pl_flow_index *indexes = g_new0(pl_flow_index, p->nfacts + 1);
    for (uint32_t f = 0; f < p->nfuncs; f++) {
        c->forks[f] = !pl_body_of(p, f) && pl_fork_by_name(p->funcs[f].name);
        if (c->forks[f]) ask_callers(c, f, &w);
    }
    read_queue(c, &w, indexes);
    for (uint32_t i = 0; i < p->nfacts; i++) pl_flow_index_clear(&indexes[i]);
    g_free(indexes);
    g_array_free(w.queue, TRUE);
    g_free(w.queued);
}
