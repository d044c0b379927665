/* contexts_fork.c: what only the child of a fork runs.
 *
 * The value of fork is followed through the function that calls it: which places hold nothing but that value or
 * constants is read from the flows, and the conditions on them tell parent and child apart. The walk through the body
 * knows who may have a constant where: a zero that fork did not return is no sign of a child. A function that returns
 * such a value is a fork itself. Where the parent never gets out of a function that the child leaves, the child carries
 * on in its place (a daemon): that is no forked child beside the program. */
#include <string.h>

#include "facts/flow_index.h"
#include "program/contexts.h"
#include "program/walk.h"

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
    value given; /* by the flows, whenever */
    uint32_t at; /* of its holders in a state */
} place;

/* A state of the walk is who may be here, and then the holders of each place. */
typedef struct {
    pl_contexts *c;
    uint32_t func, unit;
    const pl_facts *facts;
    pl_id local;
    const pl_id *flows; /* of this function */
    uint32_t nflows;
    GHashTable *places; /* node + 1 → place*, of places that hold a fork's value */
    size_t size;        /* of a state */
    uint8_t *before;    /* who may be at each operation */
    uint8_t *at_return; /* state */
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

static const place *place_of(const reader *r, pl_id node) {
    return g_hash_table_lookup(r->places, GUINT_TO_POINTER(node + 1));
}

/* Without a state, what the flows say. */
static value value_of(const reader *r, pl_id node, const uint8_t *state) {
    const pl_node *n = &r->facts->nodes[node];
    value v = {0};
    if (n->kind == PL_NODE_CHOICE) {
        v = value_of(r, n->a, state);
        add_value(&v, value_of(r, n->b, state));
    } else if (n->kind == PL_NODE_CONSTANT) {
        v.holders[sign_of(pl_node_value(n))] = ANYBODY;
    } else if (n->kind == PL_NODE_RESULT && is_fork(r, n->a)) {
        v.forked = true;
    } else {
        const place *known = place_of(r, node);
        v = known ? known->given : (value){.other = true};
        for (unsigned sign = 0; known && state && sign < SIGNS; sign++) v.holders[sign] |= state[known->at + sign];
    }
    return v;
}

/* Of a variable that is not local somebody else may know more: then it holds the value only after the fork. */
static bool is_local(const reader *r, pl_id node) {
    const pl_node *n = &r->facts->nodes[node];
    return n->kind == PL_NODE_VAR && r->facts->vars[n->a].scope == PL_VAR_LOCAL;
}

static bool mentions_fork(const reader *r, pl_id node) { return value_of(r, node, NULL).forked; }

/* Places that take a fork's value, through copies; then all that is stored in them. */
static void find_places(reader *r) {
    bool changed = true;
    for (uint32_t round = 0; changed && round < 8; round++) {
        changed = false;
        for (uint32_t i = 0; i < r->nflows; i++) {
            const pl_flow *flow = &r->facts->flows[r->flows[i]];
            if (place_of(r, flow->to) || !mentions_fork(r, flow->from)) continue;
            place *found = g_new0(place, 1);
            found->given.forked = true;
            found->at = (uint32_t)r->size;
            r->size += SIGNS;
            g_hash_table_insert(r->places, GUINT_TO_POINTER(flow->to + 1), found);
            changed = true;
        }
    }
    for (uint32_t round = 0; round < 8; round++)
        for (uint32_t i = 0; i < r->nflows; i++) {
            const pl_flow *flow = &r->facts->flows[r->flows[i]];
            place *to = g_hash_table_lookup(r->places, GUINT_TO_POINTER(flow->to + 1));
            if (to) add_value(&to->given, value_of(r, flow->from, NULL));
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

/* Leaves nobody but these. */
static void restrict_to(const reader *r, uint8_t *state, uint8_t who) {
    for (size_t i = 0; i < r->size; i++) state[i] &= who & state[0];
}

static void take_part(const reader *r, pl_id node, pl_relation relation, int64_t constant, uint8_t *state) {
    value v = value_of(r, node, state);
    if (!v.forked || v.other) return;
    uint8_t part = GRANDCHILD, others = is_local(r, node) ? 0 : BEFORE;
    for (unsigned sign = 0; sign < SIGNS; sign++) {
        bool is = may_be(sign, relation, constant);
        if (is) part |= told_by[sign] | others;
        if (is || (sign == IS_NEGATIVE && relation == PL_REL_NE)) part |= v.holders[sign]; /* other than -1 */
    }
    restrict_to(r, state, part);
}

static bool is_reached(const void *state) { return *(const uint8_t *)state != 0; }

static bool join(void *into, const void *from, void *data) {
    const reader *r = data;
    uint8_t *a = into, changed = 0;
    const uint8_t *b = from;
    for (size_t i = 0; i < r->size; i++) {
        changed |= b[i] & (uint8_t)~a[i];
        a[i] |= b[i];
    }
    return changed != 0;
}

static void on_test(pl_id condition, bool holds, void *state, void *data) {
    const reader *r = data;
    const pl_condition *c = &r->facts->conditions[condition];
    if (c->relation == PL_REL_OPAQUE) return;
    pl_relation relation = (pl_relation)c->relation;
    take_part(r, c->node, holds ? relation : negated(relation), c->value, state);
}

static void on_case(pl_id node, const pl_id *constants, uint32_t n, pl_id chosen, void *state, void *data) {
    const reader *r = data;
    if (chosen != PL_NONE) {
        take_part(r, node, PL_REL_EQ, pl_node_value(&r->facts->nodes[chosen]), state);
        return;
    }
    for (uint32_t i = 0; i < n; i++)
        take_part(r, node, PL_REL_NE, pl_node_value(&r->facts->nodes[constants[i]]), state);
}

static uint8_t after_fork(uint8_t who) {
    uint8_t after = who & (BEFORE | PARENT | FAILED) ? CHILD | PARENT | FAILED : 0;
    return after | (who & (CHILD | GRANDCHILD) ? GRANDCHILD : 0);
}

static pl_after on_call(pl_id call, void *state, void *data) {
    const reader *r = data;
    uint8_t *each = state;
    if (!is_fork(r, call))
        return pl_ends_of_site(r->c, pl_context_site(r->c, r->unit, call)) & PL_ENDS_ALWAYS ? PL_ENDS : PL_GOES_ON;
    for (size_t i = 0; i < r->size; i++) each[i] = after_fork(each[i]);
    return PL_GOES_ON;
}

/* Stores are written for places that mean one object: what it held is gone. */
static void on_store(pl_id condition, void *state, void *data) {
    const reader *r = data;
    const pl_condition *store = &r->facts->conditions[condition];
    const place *to = place_of(r, store->node);
    uint8_t *now = state, who = now[0];
    value v = {0};
    if (!to) return;
    if (store->relation == PL_REL_SAME) v = value_of(r, (pl_id)store->value, state);
    if (store->relation == PL_REL_EQ) v.holders[sign_of(store->value)] = who;
    bool any = v.other || store->relation == PL_REL_OPAQUE;
    for (unsigned sign = 0; sign < SIGNS; sign++) now[to->at + sign] = any ? who : v.holders[sign] & who;
}

static void on_leave(const void *state, void *data) { join(((reader *)data)->at_return, state, data); }

static void note_before(uint32_t op, const void *state, void *data) {
    const reader *r = data;
    r->before[op] = *(const uint8_t *)state;
}

static void begin_round(void *data) {
    const reader *r = data;
    memset(r->at_return, 0, r->size);
}

/* The function gives its caller what fork returned, and both processes come out of it. */
static bool returns_fork(const reader *r) {
    value all = {0};
    for (uint32_t i = 0; i < r->nflows; i++) {
        const pl_flow *flow = &r->facts->flows[r->flows[i]];
        const pl_node *to = &r->facts->nodes[flow->to];
        if (to->kind == PL_NODE_RETURN && to->a == r->local) add_value(&all, value_of(r, flow->to, r->at_return));
    }
    uint8_t who = r->at_return[0];
    bool zero_is_child = !(all.holders[IS_ZERO] & (BEFORE | PARENT | FAILED));
    return all.forked && !all.other && zero_is_child && (who & CHILD) && (who & PARENT);
}

static void mark_child(const reader *r, pl_span body) {
    const uint8_t *before = r->before;
    for (uint32_t i = 0; i < body.count; i++) {
        const pl_op *op = &r->facts->ops[body.begin + i];
        if (op->kind != PL_OP_CALL || !before[i] || (before[i] & ~(CHILD | GRANDCHILD))) continue;
        uint32_t site = pl_context_site(r->c, r->unit, op->arg);
        if (site != PL_NONE) r->c->context[site] = PL_EDGE_IN_CHILD;
    }
}

static bool walk(reader *r, pl_span body) {
    const pl_domain domain = {.size = r->size,
                              .reached = is_reached,
                              .join = join,
                              .leave = on_leave,
                              .call = on_call,
                              .store = on_store,
                              .test = on_test,
                              .pick = on_case,
                              .before = note_before,
                              .begin = begin_round,
                              .data = r};
    uint8_t *start = g_malloc0(r->size);
    start[0] = BEFORE;
    bool settled = pl_walk_body(r->facts, body, start, &domain);
    g_free(start);
    return settled;
}

/* True when the function turned out to be a fork. */
static bool read_function(reader *r) {
    pl_span body = r->facts->functions[r->local].body;
    bool found = false;
    r->places = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    r->size = 1;
    find_places(r);
    r->before = g_malloc0(body.count + 1);
    r->at_return = g_malloc0(r->size);
    if (walk(r, body)) {
        uint8_t out = r->at_return[0];
        bool replaces = (out & (CHILD | GRANDCHILD)) && !(out & (PARENT | BEFORE));
        if (!replaces) mark_child(r, body);
        found = returns_fork(r);
    }
    g_free(r->at_return);
    g_free(r->before);
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
