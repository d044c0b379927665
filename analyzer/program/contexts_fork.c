/* contexts_fork.c: what only the child of a fork runs.
 *
 * The value of fork is followed through the function that calls it: which places hold nothing but that value or
 * constants is read from the flows, and the conditions on them tell parent and child apart. A function that returns
 * such a value is a fork itself. Where the parent never gets out of a function that the child leaves, the child carries
 * on in its place (a daemon): that is no forked child beside the program. */
#include <string.h>

#include "facts/flow_index.h"
#include "program/contexts.h"

/* Who may be here. */
enum {
    BEFORE = 1 /* nobody has forked yet */,
    CHILD = 2,
    PARENT = 4,
    FAILED = 8 /* fork returned -1 */,
    GRANDCHILD = 16
};

enum { ZERO = CHILD, POSITIVE = PARENT, NEGATIVE = FAILED }; /* the values that tell them */

typedef struct {
    bool forked;       /* may be what fork returned */
    bool other;        /* may be something of which nothing is known */
    uint8_t constants; /* signs of the constants that it may be */
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

static uint8_t sign_of(int64_t constant) { return constant < 0 ? NEGATIVE : constant ? POSITIVE : ZERO; }

static bool is_fork(const reader *r, pl_id call) {
    const pl_call *made = &r->facts->calls[call];
    if (made->kind != PL_CALL_DIRECT || made->callee == PL_NONE) return false;
    return r->c->forks[r->c->s->link.units[r->unit].func[made->callee]];
}

static void add_value(value *to, value from) {
    to->forked |= from.forked;
    to->other |= from.other;
    to->constants |= from.constants;
}

static value value_of(const reader *r, pl_id node) {
    const pl_node *n = &r->facts->nodes[node];
    value v = {0};
    if (n->kind == PL_NODE_CHOICE) {
        v = value_of(r, n->a);
        add_value(&v, value_of(r, n->b));
    } else if (n->kind == PL_NODE_CONSTANT) {
        v.constants = sign_of(pl_node_value(n));
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

static bool may_be(uint8_t sign, pl_relation relation, int64_t constant) {
    bool below = sign == NEGATIVE, above = sign == POSITIVE; /* -1 stands for what is below 0: fork returns no other */
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
    uint8_t part = state & GRANDCHILD;
    for (unsigned sign = CHILD; sign <= FAILED; sign <<= 1) {
        if (!may_be((uint8_t)sign, relation, constant)) continue;
        part |= state & (uint8_t)sign;
        if ((v.constants & sign) || !is_local(r, node)) part |= state & BEFORE;
    }
    return part;
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

/* The function gives its caller what fork returned, and both processes come out of it. */
static bool returns_fork(const reader *r, uint8_t at_return) {
    value all = {0};
    for (uint32_t i = 0; i < r->nflows; i++) {
        const pl_flow *flow = &r->facts->flows[r->flows[i]];
        const pl_node *to = &r->facts->nodes[flow->to];
        if (to->kind == PL_NODE_RETURN && to->a == r->local) add_value(&all, value_of(r, flow->from));
    }
    return all.forked && !all.other && !(all.constants & ZERO) && (at_return & CHILD) && (at_return & PARENT);
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
    const pl_skeleton_rules rules = {on_call, on_test, on_case, r};
    r->places = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    find_places(r);
    uint8_t *before = pl_skeleton_run(r->facts, body, BEFORE, &rules);
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
