/* contexts_once.c: what runs the first time only: under a flag that starts as zero, is found to be zero, and is set
 * there.
 *
 * The flag is a variable that keeps its value: a thread-local one (then it is once in each thread), or a static one of
 * the function. One that is set to zero again anywhere is none. */
#include <string.h>

#include "program/contexts.h"

enum { OTHERWISE = 1, FIRST_TIME = 2 }; /* nothing is known of the flag; it was zero when it was asked */

typedef struct {
    const pl_facts *facts;
    pl_id flag;  /* node */
    bool tested; /* and found to be zero, somewhere */
} asking;

static bool may_be_flag(const pl_facts *facts, pl_id node) {
    if (facts->nodes[node].kind != PL_NODE_VAR) return false;
    const pl_var *v = &facts->vars[facts->nodes[node].a];
    bool keeps = v->flags & (PL_VAR_THREAD_LOCAL | PL_VAR_STATIC_LOCAL);
    return keeps && !(v->flags & PL_VAR_ARRAY);
}

/* When the condition holds, or does not, is the flag zero? */
static bool says_zero(const pl_condition *c, bool holds) {
    if (c->value != 0) return false;
    return (c->relation == PL_REL_EQ && holds) || (c->relation == PL_REL_NE && !holds);
}

static uint8_t on_call(pl_id call, uint8_t state, void *data) {
    (void)call;
    (void)data;
    return state;
}

static uint8_t on_test(pl_id condition, bool holds, uint8_t state, void *data) {
    asking *a = data;
    const pl_condition *c = &a->facts->conditions[condition];
    if (c->node != a->flag || !says_zero(c, holds)) return state;
    a->tested = true;
    return FIRST_TIME;
}

static bool stores(const pl_facts *facts, pl_span body, pl_id flag, uint32_t op, bool zero) {
    const pl_op *at = &facts->ops[body.begin + op];
    if (at->kind != PL_OP_STORE) return false;
    const pl_condition *c = &facts->conditions[at->arg];
    if (c->node != flag) return false;
    bool is_constant = c->relation == PL_REL_EQ;
    return zero ? !is_constant || c->value == 0 : is_constant && c->value != 0;
}

/* By the name: a thread-local variable may be known to several units. */
static bool same_var(const pl_facts *a, pl_id x, const pl_facts *b, pl_id y) {
    if (a == b && x == y) return true;
    const pl_var *v = &a->vars[a->nodes[x].a], *w = &b->vars[b->nodes[y].a];
    return v->usr != PL_NONE && w->usr != PL_NONE && !strcmp(pl_str(a, v->usr), pl_str(b, w->usr));
}

static bool is_flag(const pl_facts *unit, pl_id node, const pl_facts *facts, pl_id flag) {
    return unit->nodes[node].kind == PL_NODE_VAR && same_var(unit, node, facts, flag);
}

/* Whoever has its address may do so. */
static bool has_address(const pl_facts *unit, const pl_facts *facts, pl_id flag) {
    for (uint32_t n = 0; n < unit->nnodes; n++)
        if (unit->nodes[n].kind == PL_NODE_ADDRESS && is_flag(unit, unit->nodes[n].a, facts, flag)) return true;
    return false;
}

/* Anything but a constant other than zero, anywhere; the initialiser of a static variable is no store. */
static bool is_reset(const pl_program *p, const pl_facts *facts, pl_id flag) {
    for (uint32_t u = 0; u < p->nfacts; u++) {
        const pl_facts *unit = p->facts[u];
        if (has_address(unit, facts, flag)) return true;
        for (uint32_t i = 0; i < unit->nops; i++) {
            if (unit->ops[i].kind != PL_OP_STORE) continue;
            const pl_condition *c = &unit->conditions[unit->ops[i].arg];
            if (!is_flag(unit, c->node, facts, flag)) continue;
            if (c->relation != PL_REL_EQ || c->value == 0) return true;
        }
    }
    return false;
}

static void mark_flag(pl_contexts *c, uint32_t func, pl_id flag) {
    const pl_program *p = c->s->program;
    const pl_func *f = &p->funcs[func];
    pl_span body = pl_body_of(p, func)->body;
    asking a = {.facts = f->facts, .flag = flag};
    const pl_skeleton_rules rules = {on_call, on_test, NULL, &a};
    uint8_t *before = pl_skeleton_run(f->facts, body, OTHERWISE, &rules);
    bool set = false;
    for (uint32_t i = 0; before && i < body.count; i++)
        set = set || (before[i] == FIRST_TIME && stores(f->facts, body, flag, i, false));
    if (set && a.tested && !is_reset(p, f->facts, flag)) {
        for (uint32_t i = 0; i < body.count; i++) {
            const pl_op *op = &f->facts->ops[body.begin + i];
            uint32_t site = op->kind == PL_OP_CALL ? pl_context_site(c, c->s->link.unit_of[func], op->arg) : PL_NONE;
            if (site != PL_NONE && before[i] == FIRST_TIME && c->context[site] == PL_EDGE_NORMAL)
                c->context[site] = PL_EDGE_ONCE;
        }
    }
    g_free(before);
}

void pl_once_mark(pl_contexts *c) {
    const pl_program *p = c->s->program;
    GArray *done = g_array_new(FALSE, FALSE, sizeof(pl_id));
    for (uint32_t func = 0; func < p->nfuncs; func++) {
        const pl_function *body = pl_body_of(p, func);
        const pl_facts *facts = p->funcs[func].facts;
        g_array_set_size(done, 0);
        for (uint32_t i = 0; body && i < body->body.count; i++) {
            const pl_op *op = &facts->ops[body->body.begin + i];
            if (op->kind != PL_OP_STORE) continue;
            pl_id node = facts->conditions[op->arg].node;
            bool known = !may_be_flag(facts, node);
            for (guint d = 0; d < done->len; d++) known = known || g_array_index(done, pl_id, d) == node;
            if (known) continue;
            g_array_append_val(done, node);
            mark_flag(c, func, node);
        }
    }
    g_array_free(done, TRUE);
}
