/* leaves.c: see leaves.h. */
#include "checks/leaves.h"

#include <string.h>

#include "checks/fields.h"
#include "checks/match.h"
#include "checks/places.h"

enum { MAX_DEPTH = 12, MAX_STEPS = 512, MAX_CALLERS = 64 };

typedef struct {
    const pl_program *program;
    pl_leaf_fn fn;
    void *data;
    const char *const *known; /* functions that are asked about by name: their bodies do not matter */
    unsigned steps;
    uint32_t outermost; /* func whose parameters are asked about, or PL_NONE */
    bool asked;         /* one of them mattered */
} tracer;

static void trace(tracer *t, const pl_facts *facts, pl_id node, pl_frames frames, int depth);

static void emit(tracer *t, pl_leaf_kind kind, const pl_facts *facts) {
    t->fn(&(pl_leaf){.kind = kind, .facts = facts, .call = PL_NONE}, t->data);
}

typedef struct {
    tracer *tracer;
    const pl_facts *facts;
    bool any;
} constant_taker;

static void take_constant(int64_t value, void *data) {
    constant_taker *taker = data;
    taker->any = true;
    taker->tracer->fn(&(pl_leaf){.kind = PL_LEAF_CONSTANT, .facts = taker->facts, .value = value, .call = PL_NONE},
                      taker->tracer->data);
}

/* What is stored in a place of this unit; false when nothing is. */
static bool trace_stores(tracer *t, const pl_facts *facts, pl_id place, pl_frames frames, int depth) {
    constant_taker taker = {t, facts, false};
    pl_stored_constants(facts, place, take_constant, &taker);
    bool any = taker.any;
    for (uint32_t i = 0; i < facts->nflows; i++) {
        if (facts->flows[i].to != place) continue;
        any = true;
        trace(t, facts, facts->flows[i].from, frames, depth + 1);
    }
    return any;
}

static bool calls_func(const pl_program *program, const pl_site *site, uint32_t func) {
    for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++)
        if (program->edges[e].callee == func && !program->edges[e].callback) return true;
    return false;
}

static void trace_argument(tracer *t, uint32_t s, uint32_t index, pl_frames frames, int depth) {
    const pl_site *site = &t->program->sites[s];
    pl_id node = index > INT32_MAX ? PL_NONE : pl_argument_of(site->facts, pl_site_call(site), (int)index);
    if (node == PL_NONE)
        emit(t, PL_LEAF_UNKNOWN, site->facts);
    else
        trace(t, site->facts, node, frames, depth + 1);
}

static void trace_parameter(tracer *t, const pl_facts *facts, pl_id node, pl_frames frames, int depth) {
    const pl_node *n = &facts->nodes[node];
    if (n->b == PL_PARAM_THIS) {
        emit(t, PL_LEAF_OTHER, facts);
        return;
    }
    uint32_t func = pl_program_func(t->program, facts, n->a);
    trace_stores(t, facts, node, frames, depth); /* the parameter may be changed before it is used */
    if (func == PL_NONE) {
        emit(t, PL_LEAF_UNKNOWN, facts);
        return;
    }
    if (frames.count && calls_func(t->program, &t->program->sites[frames.sites[frames.count - 1]], func)) {
        pl_frames outer = {frames.sites, frames.count - 1};
        trace_argument(t, frames.sites[frames.count - 1], n->b, outer, depth);
        return;
    }
    t->asked = t->asked || (!frames.count && func == t->outermost);
    const pl_func *f = &t->program->funcs[func];
    uint32_t seen = 0;
    for (uint32_t i = 0; i < f->nin && seen < MAX_CALLERS; i++) {
        const pl_edge *edge = &t->program->edges[t->program->incoming[f->first_in + i]];
        if (edge->callback) continue;
        seen++;
        trace_argument(t, edge->site, n->b, (pl_frames){NULL, 0}, depth);
    }
    if (!seen || seen == MAX_CALLERS) emit(t, PL_LEAF_UNKNOWN, facts);
}

typedef struct {
    const pl_facts *facts; /* of the function that has the parameter */
    pl_id node;
} handed;
static void trace_handed(tracer *t, const pl_facts *facts, pl_id node, handed as, pl_frames frames, int depth);

/* The field `node` of the object that one caller passes as that argument. */
static void trace_field_at(tracer *t, const pl_facts *facts, pl_id node, uint32_t index, uint32_t s, pl_frames frames,
                           int depth) {
    const pl_site *site = &t->program->sites[s];
    pl_id argument = index > INT32_MAX ? PL_NONE : pl_argument_of(site->facts, pl_site_call(site), (int)index);
    pl_id field = argument == PL_NONE ? PL_NONE : pl_field_at_caller(facts, node, site->facts, argument);
    if (field != PL_NONE)
        trace(t, site->facts, field, frames, depth + 1);
    else if (argument != PL_NONE && site->facts->nodes[argument].kind == PL_NODE_PARAM)
        trace_handed(t, facts, node, (handed){site->facts, argument}, frames, depth + 1); /* as it came */
    else
        emit(t, PL_LEAF_OTHER, site->facts);
}

/* ... that comes in as a parameter. */
static void trace_handed(tracer *t, const pl_facts *facts, pl_id node, handed as, pl_frames frames, int depth) {
    const pl_node *parameter = &as.facts->nodes[as.node];
    uint32_t func = pl_program_func(t->program, as.facts, parameter->a);
    if (func == PL_NONE || parameter->b == PL_PARAM_THIS || depth > MAX_DEPTH || t->steps++ > MAX_STEPS) {
        emit(t, PL_LEAF_OTHER, facts);
        return;
    }
    if (frames.count && calls_func(t->program, &t->program->sites[frames.sites[frames.count - 1]], func)) {
        pl_frames outer = {frames.sites, frames.count - 1};
        trace_field_at(t, facts, node, parameter->b, frames.sites[frames.count - 1], outer, depth);
        return;
    }
    t->asked = t->asked || (!frames.count && func == t->outermost);
    const pl_func *f = &t->program->funcs[func];
    for (uint32_t i = 0; i < f->nin && i < MAX_CALLERS; i++) {
        const pl_edge *edge = &t->program->edges[t->program->incoming[f->first_in + i]];
        if (!edge->callback) trace_field_at(t, facts, node, parameter->b, edge->site, (pl_frames){NULL, 0}, depth);
    }
}

/* A field of an object of this function, or of one that a caller hands over: what is stored in it there. What belongs
 * to other objects may have been stored by any thread. */
static void trace_field(tracer *t, const pl_facts *facts, pl_id node, pl_frames frames, int depth) {
    pl_id parameter = pl_field_parameter(facts, node), object = node;
    while (facts->nodes[object].kind == PL_NODE_FIELD) object = facts->nodes[object].a;
    const pl_node *n = &facts->nodes[object];
    bool own = n->kind == PL_NODE_VAR && facts->vars[n->a].scope == PL_VAR_LOCAL;
    if ((own || parameter != PL_NONE) && trace_stores(t, facts, node, frames, depth)) return;
    if (parameter == PL_NONE)
        emit(t, PL_LEAF_OTHER, facts);
    else
        trace_handed(t, facts, node, (handed){facts, parameter}, frames, depth);
}

/* What a function of the program stores where its parameter points to. */
static void trace_stores_through(tracer *t, const pl_func *f, uint32_t index, int depth) {
    const pl_facts *facts = f->facts;
    for (pl_id i = 0; i < facts->nnodes; i++) {
        if (facts->nodes[i].kind != PL_NODE_DEREF) continue;
        const pl_node *pointer = &facts->nodes[facts->nodes[i].a];
        if (pointer->kind == PL_NODE_PARAM && pointer->a == f->local && pointer->b == index)
            trace_stores(t, facts, i, (pl_frames){NULL, 0}, depth + 1);
    }
}

static void trace_filling_call(tracer *t, uint32_t s, uint32_t index, int depth) {
    const pl_site *site = &t->program->sites[s];
    for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++) {
        const pl_func *callee = &t->program->funcs[t->program->edges[e].callee];
        if (t->program->edges[e].callback) continue;
        if ((callee->flags & PL_FN_DEFINED) && callee->facts)
            trace_stores_through(t, callee, index, depth);
        else if (pl_glob_any(t->program->number_readers, callee->name))
            t->fn(&(pl_leaf){.kind = PL_LEAF_READ, .facts = site->facts, .call = PL_NONE}, t->data);
    }
}

/* What calls store in a local variable that they are given the address of. */
static void trace_filled(tracer *t, const pl_facts *facts, pl_id place, int depth) {
    pl_id owner = facts->vars[facts->nodes[place].a].function;
    uint32_t func = owner == PL_NONE ? PL_NONE : pl_program_func(t->program, facts, owner);
    if (func == PL_NONE || depth > MAX_DEPTH) return;
    const pl_func *f = &t->program->funcs[func];
    for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++) {
        const pl_site *site = &t->program->sites[s];
        const pl_span args = pl_site_call(site)->args;
        for (uint32_t i = 0; site->facts == facts && i < args.count; i++) {
            const pl_node *argument = &facts->nodes[facts->ids[args.begin + i]];
            if (argument->kind == PL_NODE_ADDRESS && argument->a == place) trace_filling_call(t, s, i, depth);
        }
    }
}

/* A shared variable holds what any thread put there. */
static void trace_variable(tracer *t, const pl_facts *facts, pl_id node, pl_frames frames, int depth) {
    const pl_var *variable = &facts->vars[facts->nodes[node].a];
    bool own = variable->scope == PL_VAR_LOCAL || (variable->flags & PL_VAR_THREAD_LOCAL);
    if (!own || !trace_stores(t, facts, node, frames, depth)) emit(t, PL_LEAF_OTHER, facts);
    if (variable->scope == PL_VAR_LOCAL) trace_filled(t, facts, node, depth);
}

/* Of a function that returns nothing but constants. One that may return something else returns them when it failed. */
static bool trace_returned_constants(tracer *t, const pl_func *f) {
    pl_span body = f->facts->functions[f->local].body;
    bool any = false;
    for (int emits = 0; emits < 2; emits++) {
        for (uint32_t i = 0; i < body.count; i++) {
            const pl_op *op = &f->facts->ops[body.begin + i];
            if (op->kind != PL_OP_STORE) continue;
            const pl_condition *c = &f->facts->conditions[op->arg];
            const pl_node *n = &f->facts->nodes[c->node];
            if (n->kind != PL_NODE_RETURN || n->a != f->local) continue;
            if (c->relation != PL_REL_EQ) return false;
            any = true;
            if (emits) t->fn(&(pl_leaf){PL_LEAF_CONSTANT, f->facts, c->value, PL_NONE}, t->data);
        }
    }
    return any;
}

/* What a function of the program returns; the result itself for one that is not. */
static void trace_result(tracer *t, const pl_facts *facts, pl_id call, int depth) {
    pl_id callee = facts->calls[call].callee;
    uint32_t func = callee == PL_NONE ? PL_NONE : pl_program_func(t->program, facts, callee);
    if (func != PL_NONE && !pl_is_among(t->known, t->program->funcs[func].name) &&
        (t->program->funcs[func].flags & PL_FN_DEFINED)) {
        const pl_func *f = &t->program->funcs[func];
        bool any = trace_returned_constants(t, f);
        for (uint32_t i = 0; i < f->facts->nflows; i++) {
            const pl_node *to = &f->facts->nodes[f->facts->flows[i].to];
            if (to->kind != PL_NODE_RETURN || to->a != f->local) continue;
            any = true;
            trace(t, f->facts, f->facts->flows[i].from, (pl_frames){NULL, 0}, depth + 1);
        }
        if (any) return;
    }
    if (callee != PL_NONE && pl_glob_any(t->program->number_readers, pl_str(facts, facts->functions[callee].name)))
        emit(t, PL_LEAF_READ, facts);
    else
        t->fn(&(pl_leaf){.kind = PL_LEAF_RESULT, .facts = facts, .call = call}, t->data);
}

static void trace(tracer *t, const pl_facts *facts, pl_id node, pl_frames frames, int depth) {
    if (depth > MAX_DEPTH || t->steps++ > MAX_STEPS) {
        emit(t, PL_LEAF_UNKNOWN, facts);
        return;
    }
    const pl_node *n = &facts->nodes[node];
    switch (n->kind) {
    case PL_NODE_CONSTANT:
        t->fn(&(pl_leaf){.kind = PL_LEAF_CONSTANT, .facts = facts, .value = pl_node_value(n), .call = PL_NONE},
              t->data);
        break;
    case PL_NODE_CHOICE:
        trace(t, facts, n->a, frames, depth + 1);
        trace(t, facts, n->b, frames, depth + 1);
        break;
    case PL_NODE_VAR: trace_variable(t, facts, node, frames, depth); break;
    case PL_NODE_PARAM: trace_parameter(t, facts, node, frames, depth); break;
    case PL_NODE_FIELD: trace_field(t, facts, node, frames, depth); break;
    case PL_NODE_RESULT: trace_result(t, facts, n->a, depth); break;
    case PL_NODE_UNKNOWN: emit(t, PL_LEAF_UNKNOWN, facts); break;
    default: emit(t, PL_LEAF_OTHER, facts); break;
    }
}

bool pl_leaves(const pl_program *program, const pl_facts *facts, pl_id node, const pl_leaf_question *question) {
    tracer t = {.program = program,
                .fn = question->fn,
                .data = question->data,
                .known = question->known,
                .outermost = question->outermost};
    trace(&t, facts, node, question->frames, 0);
    return t.asked;
}
