/* contexts_ends.c: functions that never return, bottom-up over direct calls; and the calls that do not come back.
 *
 * A call does not come back when it calls a function that never returns; when the compiler is told that the next
 * operation is not reached; or when it stands in a branch of which every way leads to the end of the process. It counts
 * where the function could still have returned before: what a function that never returns does is its own business, and
 * whoever calls it did not come back. */
#include <string.h>

#include "program/contexts.h"

uint8_t pl_ends_of_site(const pl_contexts *c, uint32_t site) {
    const pl_program *p = c->s->program;
    if (site == PL_NONE || pl_site_call(c->s, site)->kind != PL_CALL_DIRECT) return 0;
    const pl_site *at = &p->sites[site];
    uint8_t kinds = 0, common = PL_ENDS_ALWAYS;
    bool any = false;
    for (uint32_t e = at->first_edge; e < at->first_edge + at->nedges; e++) {
        if (p->edges[e].callback) continue;
        any = true;
        kinds |= c->ends[p->edges[e].callee];
        common &= c->ends[p->edges[e].callee];
    }
    return any ? (kinds & (uint8_t)~PL_ENDS_ALWAYS) | common : 0;
}

typedef struct {
    const pl_contexts *c;
    uint32_t unit;
    const pl_facts *facts;
} walk;

/* The end of a thread: nothing is known to end, but the call is declared not to return. */
static bool ends_thread(const walk *w, pl_id call) {
    const pl_call *made = &w->facts->calls[call];
    if (made->kind != PL_CALL_DIRECT) return false;
    const pl_function *callee = &w->facts->functions[made->callee];
    return (callee->flags & PL_FN_NORETURN) && !(callee->flags & PL_FN_DEFINED) &&
           !pl_ends_by_name(pl_str(w->facts, callee->name));
}

static uint8_t after_call(pl_id call, uint8_t state, void *data) {
    const walk *w = data;
    if (pl_ends_of_site(w->c, pl_context_site(w->c, w->unit, call)) & PL_ENDS_ALWAYS) return 0;
    return ends_thread(w, call) ? state | PL_STATE_RETURNS : state;
}

static uint8_t *run_body(const pl_contexts *c, uint32_t func, pl_span body) {
    const pl_func *f = &c->s->program->funcs[func];
    walk w = {c, c->s->link.unit_of[func], f->facts};
    const pl_skeleton_rules rules = {after_call, NULL, NULL, &w};
    return pl_skeleton_run(f->facts, body, 1, &rules);
}

static bool declared_to_end(const pl_facts *facts, const pl_op *op) {
    if (op->kind != PL_OP_CALL || facts->calls[op->arg].callee == PL_NONE) return false;
    return (facts->functions[facts->calls[op->arg].callee].flags & PL_FN_NORETURN) != 0;
}

/* A stop that follows no such call: C has __builtin_unreachable and __builtin_trap; C++ most often throws. */
static bool is_told(const pl_facts *facts, pl_span body, uint32_t i) {
    const pl_op *op = &facts->ops[body.begin + i];
    return op->kind == PL_OP_STOP && !facts->unit.cplusplus && i && !declared_to_end(facts, op - 1);
}

/* What a stop or a call at this operation ends; 0: control goes on. */
static uint8_t ends_at(const pl_contexts *c, uint32_t unit, const pl_facts *facts, pl_span body, uint32_t i) {
    const pl_op *op = &facts->ops[body.begin + i];
    if (op->kind == PL_OP_CALL) return pl_ends_of_site(c, pl_context_site(c, unit, op->arg));
    if (op->kind != PL_OP_STOP) return 0;
    /* The call before tells. Nothing known of it: it may well run for ever, as a server does. */
    if (i && declared_to_end(facts, op - 1)) return pl_ends_of_site(c, pl_context_site(c, unit, op[-1].arg));
    return PL_ENDS_ALWAYS | (facts->unit.cplusplus ? PL_ENDS_UNWINDING : PL_ENDS_PROCESS);
}

static uint8_t ends_of_body(const pl_contexts *c, uint32_t func) {
    const pl_program *p = c->s->program;
    const pl_func *f = &p->funcs[func];
    uint32_t unit = c->s->link.unit_of[func];
    pl_span body = pl_body_of(p, func)->body;
    uint8_t *before = run_body(c, func, body), ends = 0;
    if (!before) return 0;
    bool always = !before[body.count] && !(f->flags & PL_FN_WEAK);
    for (uint32_t i = 0; i < body.count; i++) {
        uint8_t at = before[i] ? ends_at(c, unit, f->facts, body, i) : 0;
        if (at & PL_ENDS_ALWAYS)
            ends |= at & (uint8_t)~PL_ENDS_ALWAYS;
        else if (before[i] && f->facts->ops[body.begin + i].kind == PL_OP_STOP)
            always = false;
    }
    if (always && ends) ends |= PL_ENDS_ALWAYS;
    g_free(before);
    return ends;
}

static bool may_end(const pl_program *p, uint32_t func) {
    const pl_function *f = pl_body_of(p, func);
    for (uint32_t i = 0; f && i < f->body.count; i++)
        if (p->funcs[func].facts->ops[f->body.begin + i].kind == PL_OP_STOP) return true;
    return false;
}

static void ask_callers(const pl_contexts *c, uint32_t func, GArray *queue, uint8_t *queued) {
    const pl_program *p = c->s->program;
    const pl_func *f = &p->funcs[func];
    for (uint32_t i = 0; i < f->nin; i++) {
        uint32_t site = p->edges[p->incoming[f->first_in + i]].site, caller = p->sites[site].caller;
        if (queued[caller] || pl_site_call(c->s, site)->kind != PL_CALL_DIRECT || !pl_body_of(p, caller)) continue;
        queued[caller] = 1;
        g_array_append_val(queue, caller);
    }
}

void pl_ends_find(pl_contexts *c) {
    const pl_program *p = c->s->program;
    GArray *queue = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint8_t *queued = g_new0(uint8_t, p->nfuncs + 1);
    for (uint32_t f = 0; f < p->nfuncs; f++) {
        if (!pl_body_of(p, f) && (p->funcs[f].flags & PL_FN_NORETURN)) c->ends[f] = pl_ends_by_name(p->funcs[f].name);
        queued[f] = may_end(p, f);
        if (queued[f]) g_array_append_val(queue, f);
    }
    for (guint q = 0; q < queue->len; q++) { /* what is known of a function only grows: each comes a few times */
        uint32_t f = g_array_index(queue, uint32_t, q);
        queued[f] = 0;
        uint8_t ends = ends_of_body(c, f) | c->ends[f];
        if (ends == c->ends[f]) continue;
        c->ends[f] = ends;
        if (ends & PL_ENDS_ALWAYS) ask_callers(c, f, queue, queued);
    }
    g_array_free(queue, TRUE);
    g_free(queued);
}

typedef struct {
    pl_contexts *c;
    const pl_facts *facts;
    pl_span body;
    uint32_t unit, nopen;
    const uint8_t *before;
    uint32_t *escapes; /* per operation, and one more: how many before it leave their branch other than by the end */
    GArray *open;      /* uint32_t: begin of the arm in hand of each open IF and SWITCH, PL_NONE for loops */
} marking;

static const pl_op *op_at(const marking *m, uint32_t i) { return &m->facts->ops[m->body.begin + i]; }

static void mark(marking *m, pl_id call, pl_edge_context context) {
    uint32_t site = pl_context_site(m->c, m->unit, call);
    if (site != PL_NONE && m->c->context[site] == PL_EDGE_NORMAL) m->c->context[site] = (uint8_t)context;
}

/* Loops count as ways out: they may run for as long as the process does. */
static bool escapes(const marking *m, uint32_t i) {
    switch (op_at(m, i)->kind) {
    case PL_OP_RETURN:
    case PL_OP_BREAK:
    case PL_OP_CONTINUE:
    case PL_OP_GOTO:
    case PL_OP_LABEL:
    case PL_OP_LOOP:
    case PL_OP_DO: return true;
    default: break;
    }
    uint8_t ends = ends_at(m->c, m->unit, m->facts, m->body, i);
    if (!(ends & PL_ENDS_ALWAYS)) return op_at(m, i)->kind == PL_OP_STOP;
    return (ends & PL_ENDS_UNWINDING) != 0;
}

static void close_arm(marking *m, uint32_t end) {
    uint32_t begin = g_array_index(m->open, uint32_t, m->open->len - 1);
    if (begin == PL_NONE || begin >= end || !m->before[begin] || m->before[end] || m->escapes[begin] != m->escapes[end])
        return;
    for (uint32_t i = begin; i < end; i++)
        if (op_at(m, i)->kind == PL_OP_CALL) mark(m, op_at(m, i)->arg, PL_EDGE_DYING);
}

static void mark_arms(marking *m) {
    for (uint32_t i = 0; i < m->body.count; i++) {
        uint32_t kind = op_at(m, i)->kind, begin = i + 1, none = PL_NONE;
        if (kind == PL_OP_LOOP || kind == PL_OP_DO || kind == PL_OP_SWITCH) {
            g_array_append_val(m->open, none);
        } else if (kind == PL_OP_IF) {
            g_array_append_val(m->open, begin);
        } else if ((kind == PL_OP_ELSE || kind == PL_OP_CASE) && m->open->len) {
            close_arm(m, i);
            g_array_index(m->open, uint32_t, m->open->len - 1) = begin;
        } else if (kind == PL_OP_END && m->open->len) {
            close_arm(m, i);
            g_array_set_size(m->open, m->open->len - 1);
        }
    }
}

/* Calls that never come back, wherever they stand. */
static void mark_calls(marking *m) {
    for (uint32_t i = 0; i < m->body.count; i++) {
        const pl_op *op = op_at(m, i);
        if (op->kind != PL_OP_CALL || !m->before[i]) continue;
        uint8_t ends = pl_ends_of_site(m->c, pl_context_site(m->c, m->unit, op->arg));
        bool told = i + 1 < m->body.count && is_told(m->facts, m->body, i + 1);
        if (ends & PL_ENDS_ALWAYS)
            mark(m, op->arg, ends & PL_ENDS_UNWINDING ? PL_EDGE_UNWINDING : PL_EDGE_DYING);
        else if (told)
            mark(m, op->arg, PL_EDGE_DYING);
    }
}

static void mark_function(pl_contexts *c, uint32_t func) {
    const pl_func *f = &c->s->program->funcs[func];
    pl_span body = pl_body_of(c->s->program, func)->body;
    uint8_t *before = run_body(c, func, body);
    if (before && before[body.count]) {
        marking m = {.c = c, .facts = f->facts, .body = body, .unit = c->s->link.unit_of[func], .before = before};
        m.escapes = g_new0(uint32_t, body.count + 1);
        m.open = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        for (uint32_t i = 0; i < body.count; i++) m.escapes[i + 1] = m.escapes[i] + escapes(&m, i);
        mark_calls(&m);
        mark_arms(&m);
        g_array_free(m.open, TRUE);
        g_free(m.escapes);
    }
    g_free(before);
}

static bool concerns(const pl_contexts *c, uint32_t func) {
    const pl_func *f = &c->s->program->funcs[func];
    if (!pl_body_of(c->s->program, func) || (c->ends[func] & PL_ENDS_ALWAYS)) return false;
    if (c->ends[func] || may_end(c->s->program, func)) return true;
    for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++)
        if (pl_ends_of_site(c, s) & PL_ENDS_ALWAYS) return true;
    return false;
}

void pl_ends_mark(pl_contexts *c) {
    for (uint32_t f = 0; f < c->s->program->nfuncs; f++)
        if (concerns(c, f)) mark_function(c, f);
}
