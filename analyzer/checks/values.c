/* values.c: see values.h. */
#include "checks/values.h"

#include <string.h>

#include "checks/fields.h"
#include "checks/match.h"
#include "checks/places.h"
#include "checks/typenames.h"
#include "support/platform.h"

enum { MAX_DEPTH = 12, MAX_STEPS = 512, MAX_CALLERS = 64 };

typedef enum {
    LEAF_CONSTANT,
    LEAF_RESULT,
    LEAF_READ, /* a number that was read from somewhere */
    LEAF_OTHER,
    LEAF_UNKNOWN
} leaf_kind;
typedef struct {
    leaf_kind kind;
    const pl_facts *facts;
    int64_t value; /* CONSTANT */
    pl_id call;    /* RESULT: of a function that is not in the program */
} leaf;

typedef struct {
    const pl_program *program;
    void (*fn)(const leaf *l, void *data);
    void *data;
    const char *const *known; /* functions that are asked about by name: their bodies do not matter */
    unsigned steps;
    uint32_t outermost; /* func whose parameters are asked about, or PL_NONE */
    bool asked;         /* one of them mattered */
} tracer;

static void trace(tracer *t, const pl_facts *facts, pl_id node, pl_frames frames, int depth);

static void emit(tracer *t, leaf_kind kind, const pl_facts *facts) {
    t->fn(&(leaf){.kind = kind, .facts = facts, .call = PL_NONE}, t->data);
}

typedef struct {
    tracer *tracer;
    const pl_facts *facts;
    bool any;
} constant_taker;

static void take_constant(int64_t value, void *data) {
    constant_taker *taker = data;
    taker->any = true;
    taker->tracer->fn(&(leaf){.kind = LEAF_CONSTANT, .facts = taker->facts, .value = value, .call = PL_NONE},
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
        emit(t, LEAF_UNKNOWN, site->facts);
    else
        trace(t, site->facts, node, frames, depth + 1);
}

static void trace_parameter(tracer *t, const pl_facts *facts, pl_id node, pl_frames frames, int depth) {
    const pl_node *n = &facts->nodes[node];
    if (n->b == PL_PARAM_THIS) {
        emit(t, LEAF_OTHER, facts);
        return;
    }
    uint32_t func = pl_program_func(t->program, facts, n->a);
    trace_stores(t, facts, node, frames, depth); /* the parameter may be changed before it is used */
    if (func == PL_NONE) {
        emit(t, LEAF_UNKNOWN, facts);
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
    if (!seen || seen == MAX_CALLERS) emit(t, LEAF_UNKNOWN, facts);
}

static bool names(const char *const *list, const char *name) {
    for (; list && *list; list++) {
        size_t n = strcspn(*list, "(");
        if (n == strlen(name) && !strncmp(*list, name, n)) return true;
    }
    return false;
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
        emit(t, LEAF_OTHER, site->facts);
}

/* ... that comes in as a parameter. */
static void trace_handed(tracer *t, const pl_facts *facts, pl_id node, handed as, pl_frames frames, int depth) {
    const pl_node *parameter = &as.facts->nodes[as.node];
    uint32_t func = pl_program_func(t->program, as.facts, parameter->a);
    if (func == PL_NONE || parameter->b == PL_PARAM_THIS || depth > MAX_DEPTH || t->steps++ > MAX_STEPS) {
        emit(t, LEAF_OTHER, facts);
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
        emit(t, LEAF_OTHER, facts);
    else
        trace_handed(t, facts, node, (handed){facts, parameter}, frames, depth);
}

/* What reads numbers out of a text, a message or a value of some language, and stores them where its arguments say. */
static const char *const number_fillers[] = {"*scanf",
                                             "PyArg_Parse*",
                                             "_PyArg_Parse*",
                                             "zend_parse_*",
                                             "Tcl_Get*Int*FromObj",
                                             "napi_get_value_*int*",
                                             "JS_ToInt*",
                                             "JS_ToUint*",
                                             "RedisModule_StringToLongLong",
                                             "json_unpack*",
                                             "g_variant_get*",
                                             "dbus_message_get_args",
                                             "sd_bus_message_read*",
                                             "sd_json_dispatch*",
                                             NULL};

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
        else if (pl_glob_any(number_fillers, callee->name))
            t->fn(&(leaf){.kind = LEAF_READ, .facts = site->facts, .call = PL_NONE}, t->data);
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
    if (!own || !trace_stores(t, facts, node, frames, depth)) emit(t, LEAF_OTHER, facts);
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
            if (emits) t->fn(&(leaf){LEAF_CONSTANT, f->facts, c->value, PL_NONE}, t->data);
        }
    }
    return any;
}

/* What a function of the program returns; the result itself for one that is not. */
static void trace_result(tracer *t, const pl_facts *facts, pl_id call, int depth) {
    pl_id callee = facts->calls[call].callee;
    uint32_t func = callee == PL_NONE ? PL_NONE : pl_program_func(t->program, facts, callee);
    if (func != PL_NONE && !names(t->known, t->program->funcs[func].name) &&
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
    t->fn(&(leaf){.kind = LEAF_RESULT, .facts = facts, .call = call}, t->data);
}

static void trace(tracer *t, const pl_facts *facts, pl_id node, pl_frames frames, int depth) {
    if (depth > MAX_DEPTH || t->steps++ > MAX_STEPS) {
        emit(t, LEAF_UNKNOWN, facts);
        return;
    }
    const pl_node *n = &facts->nodes[node];
    switch (n->kind) {
    case PL_NODE_CONSTANT:
        t->fn(&(leaf){.kind = LEAF_CONSTANT, .facts = facts, .value = pl_node_value(n), .call = PL_NONE}, t->data);
        break;
    case PL_NODE_CHOICE:
        trace(t, facts, n->a, frames, depth + 1);
        trace(t, facts, n->b, frames, depth + 1);
        break;
    case PL_NODE_VAR: trace_variable(t, facts, node, frames, depth); break;
    case PL_NODE_PARAM: trace_parameter(t, facts, node, frames, depth); break;
    case PL_NODE_FIELD: trace_field(t, facts, node, frames, depth); break;
    case PL_NODE_RESULT: trace_result(t, facts, n->a, depth); break;
    case PL_NODE_UNKNOWN: emit(t, LEAF_UNKNOWN, facts); break;
    default: emit(t, LEAF_OTHER, facts); break;
    }
}

static bool applies(const pl_facts *facts, const pl_constant *constant) {
    return !constant->platform || pl_platform_fits(constant->platform, pl_str(facts, facts->unit.triple));
}

/* Flags and option numbers are ints: what sign extension makes of the high half does not matter. */
static bool same_number(int64_t a, int64_t b) {
    if (a == b) return true;
    int64_t high_a = a >> 32, high_b = b >> 32;
    return (uint32_t)a == (uint32_t)b && (high_a == 0 || high_a == -1) && (high_b == 0 || high_b == -1);
}

typedef struct {
    const pl_when *when;
    bool yes, unknown;
} verdict;

static bool among(const pl_when *when, const pl_facts *facts, int64_t value, bool *known) {
    *known = false;
    for (uint32_t i = 0; i < when->nconstants; i++) {
        if (!applies(facts, &when->constants[i])) continue;
        *known = true;
        if (same_number(value, when->constants[i].value)) return true;
    }
    return false;
}

static void judge_number(const leaf *l, void *data) {
    verdict *v = data;
    const pl_when *when = v->when;
    if (l->kind != LEAF_CONSTANT) {
        v->unknown = true;
        return;
    }
    bool known, hit;
    if (when->kind == PL_WHEN_IN || when->kind == PL_WHEN_NOT_IN) {
        hit = among(when, l->facts, l->value, &known);
    } else {
        int64_t mask = 0;
        known = false;
        for (uint32_t i = 0; i < when->nconstants; i++) {
            if (!applies(l->facts, &when->constants[i])) continue;
            known = true;
            mask |= when->constants[i].value;
        }
        hit = (l->value & mask) != 0;
    }
    if (!known)
        v->unknown = true; /* nobody told us the number on this platform */
    else if (hit == (when->kind == PL_WHEN_IN || when->kind == PL_WHEN_HAS || when->kind == PL_WHEN_UNLESS_CALLED))
        v->yes = true;
}

/* gettid() before glibc had it. */
static bool is_gettid(const pl_facts *facts, const pl_call *call) {
    static const pl_constant numbers[] = {
        {"SYS_gettid", "x86_64", 186},  {"SYS_gettid", "aarch64", 178}, {"SYS_gettid", "riscv64", 178},
        {"SYS_gettid", "loong64", 178}, {"SYS_gettid", "i386", 224},    {"SYS_gettid", "arm", 224},
        {"SYS_gettid", "ppc64", 207},   {"SYS_gettid", "s390x", 236},
    };
    pl_id node = pl_argument_of(facts, call, 0);
    if (node == PL_NONE || facts->nodes[node].kind != PL_NODE_CONSTANT) return false;
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (applies(facts, &numbers[i])) return pl_node_value(&facts->nodes[node]) == numbers[i].value;
    return false;
}

/* What reads a number out of a text or a value of some language: it may well be the one that stands for the caller. */
static const char *const number_readers[] = {
    "atoi",          "atol",      "atoll",      "strto*",     "std::sto*",          "PyLong_As*",
    "_PyLong_As*",   "JS_ToInt*", "lua_toint*", "luaL_*int*", "json_integer_value", "sqlite3_value_int*",
    "*::Int32Value", "*::Value",  NULL};

static void judge_self(const leaf *l, void *data) {
    verdict *v = data;
    bool known;
    if (l->kind == LEAF_UNKNOWN || (l->kind == LEAF_READ && v->when->nconstants)) v->unknown = true;
    if (l->kind == LEAF_CONSTANT && among(v->when, l->facts, l->value, &known)) v->yes = true;
    if (l->kind != LEAF_RESULT) return;
    const pl_call *call = &l->facts->calls[l->call];
    if (call->callee == PL_NONE) {
        v->unknown = true;
        return;
    }
    const char *name = pl_str(l->facts, l->facts->functions[call->callee].name);
    if (!strcmp(name, "syscall")) {
        if (is_gettid(l->facts, call)) v->yes = true;
        return;
    }
    if (v->when->nconstants && pl_glob_any(number_readers, name)) v->unknown = true;
    if (names(v->when->names, name)) v->yes = true;
}

/* Is the argument an object of one of these types? (std::try_to_lock is a variable of type std::try_to_lock_t.) */
static pl_holds not_of_type(const pl_when *when, const pl_facts *facts, pl_id node) {
    for (int depth = 0; depth < 16; depth++) {
        const pl_node *n = &facts->nodes[node];
        if (n->kind == PL_NODE_UNKNOWN) return PL_HOLDS_UNKNOWN;
        if (n->kind == PL_NODE_ADDRESS || n->kind == PL_NODE_DEREF) {
            node = n->a;
            continue;
        }
        pl_id type = PL_NONE;
        if (n->kind == PL_NODE_VAR)
            type = facts->vars[n->a].type;
        else if (n->kind == PL_NODE_FIELD)
            type = facts->fields[n->b].type;
        for (const char *const *name = when->names; type != PL_NONE && name && *name; name++)
            if (pl_type_mentions(pl_str(facts, type), *name)) return PL_HOLDS_NO;
        return PL_HOLDS_YES;
    }
    return PL_HOLDS_UNKNOWN;
}

/* The same of the object of a method: its class and what that is an instance of (std::lock_guard<app::Mutex>). */
static pl_holds not_in_class(const pl_when *when, const pl_facts *facts, const pl_call *call) {
    if (call->callee == PL_NONE) return PL_HOLDS_UNKNOWN;
    const pl_function *callee = &facts->functions[call->callee];
    if (!(callee->flags & PL_FN_METHOD)) return PL_HOLDS_YES;
    for (const char *const *name = when->names; name && *name; name++)
        if (pl_usr_mentions(pl_str(facts, callee->usr), *name)) return PL_HOLDS_NO;
    return PL_HOLDS_YES;
}

/* What the condition speaks of; PL_NONE: there is no such argument. */
static pl_id subject_of(const pl_when *when, const pl_facts *facts, const pl_call *call) {
    if (when->argument != PL_WHEN_OF_THIS) return pl_argument_of(facts, call, when->argument);
    pl_id node = call->self;
    while (node != PL_NONE && (facts->nodes[node].kind == PL_NODE_ADDRESS || facts->nodes[node].kind == PL_NODE_DEREF))
        node = facts->nodes[node].a;
    return node;
}

const char *pl_when_constant(const pl_when *when, const pl_facts *facts, const pl_call *call) {
    pl_id node = when->kind == PL_WHEN_IN ? subject_of(when, facts, call) : PL_NONE;
    if (node == PL_NONE || facts->nodes[node].kind != PL_NODE_CONSTANT) return NULL;
    int64_t value = pl_node_value(&facts->nodes[node]);
    for (uint32_t i = 0; i < when->nconstants; i++)
        if (applies(facts, &when->constants[i]) && same_number(value, when->constants[i].value))
            return when->constants[i].name;
    return NULL;
}

/* Does a call say so of the same object? */
static pl_holds says_so(const pl_when *when, const pl_site *site, pl_id object) {
    const pl_call *call = pl_site_call(site);
    const char *name = call->callee == PL_NONE ? "" : pl_str(site->facts, site->facts->functions[call->callee].name);
    if (!g_strv_contains(when->names, name) || pl_argument_of(site->facts, call, when->argument) != object)
        return PL_HOLDS_NO;
    pl_id bits = pl_argument_of(site->facts, call, when->other);
    if (bits == PL_NONE || site->facts->nodes[bits].kind != PL_NODE_CONSTANT) return PL_HOLDS_UNKNOWN;
    verdict v = {.when = when};
    judge_number(&(leaf){LEAF_CONSTANT, site->facts, pl_node_value(&site->facts->nodes[bits]), PL_NONE}, &v);
    return v.yes ? PL_HOLDS_YES : PL_HOLDS_NO;
}

static pl_holds unless_called(const pl_program *program, const pl_when *when, const pl_site *site, pl_id object) {
    const pl_func *f = &program->funcs[site->caller];
    pl_holds holds = PL_HOLDS_YES;
    for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++) {
        pl_holds said = says_so(when, &program->sites[s], object);
        if (said == PL_HOLDS_YES) return PL_HOLDS_NO;
        if (said == PL_HOLDS_UNKNOWN) holds = PL_HOLDS_UNKNOWN;
    }
    return holds;
}

pl_holds pl_when_holds(const pl_program *program, const pl_when *when, uint32_t s, pl_frames frames) {
    const pl_site *site = &program->sites[s];
    const pl_call *call = pl_site_call(site);
    pl_id node = subject_of(when, site->facts, call);
    if (when->kind == PL_WHEN_ABSENT) return node == PL_NONE ? PL_HOLDS_YES : PL_HOLDS_NO;
    if (when->kind == PL_WHEN_PRESENT) return node == PL_NONE ? PL_HOLDS_NO : PL_HOLDS_YES;
    if (when->kind == PL_WHEN_NOT_TYPE && when->argument == PL_WHEN_OF_THIS)
        return not_in_class(when, site->facts, call);
    if (when->kind == PL_WHEN_NOT_TYPE) return node == PL_NONE ? PL_HOLDS_YES : not_of_type(when, site->facts, node);
    if (node == PL_NONE) return PL_HOLDS_UNKNOWN;
    if (when->kind == PL_WHEN_UNLESS_CALLED) return unless_called(program, when, site, node);
    verdict v = {.when = when};
    tracer t = {.program = program,
                .fn = when->kind == PL_WHEN_SELF ? judge_self : judge_number,
                .data = &v,
                .known = when->kind == PL_WHEN_SELF ? when->names : NULL,
                .outermost = PL_NONE};
    trace(&t, site->facts, node, frames, 0);
    return v.yes ? PL_HOLDS_YES : v.unknown ? PL_HOLDS_UNKNOWN : PL_HOLDS_NO;
}

bool pl_all_hold(const pl_program *program, const pl_when *when, uint32_t nwhen, uint32_t site, pl_frames frames,
                 bool *maybe) {
    *maybe = false;
    for (uint32_t i = 0; i < nwhen; i++) {
        pl_holds holds = pl_when_holds(program, &when[i], site, frames);
        if (holds == PL_HOLDS_NO || (holds == PL_HOLDS_UNKNOWN && !when[i].if_unknown)) return false;
        if (holds == PL_HOLDS_UNKNOWN) *maybe = true;
    }
    return true;
}

static void ignore(const leaf *l, void *data) {
    (void)l;
    (void)data;
}

bool pl_when_asks_callers(const pl_program *program, const pl_when *when, uint32_t s, pl_frames frames) {
    if (when->kind == PL_WHEN_ABSENT || when->kind == PL_WHEN_PRESENT || when->kind == PL_WHEN_NOT_TYPE ||
        when->kind == PL_WHEN_UNLESS_CALLED)
        return false;
    const pl_site *site = &program->sites[s];
    pl_id node = subject_of(when, site->facts, pl_site_call(site));
    tracer t = {
        .program = program, .fn = ignore, .outermost = program->sites[frames.count ? frames.sites[0] : s].caller};
    if (node != PL_NONE) trace(&t, site->facts, node, frames, 0);
    return t.asked;
}
