/* values.c: see values.h. */
#include "checks/values.h"

#include <string.h>

#include "checks/match.h"
#include "checks/places.h"
#include "checks/typenames.h"
#include "support/platform.h"

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

static void judge_number(const pl_leaf *l, void *data) {
    verdict *v = data;
    const pl_when *when = v->when;
    if (l->kind != PL_LEAF_CONSTANT) {
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

/* A number that came from outside may well be the one that stands for the caller; a thread is no number. */
static void judge_self(const pl_leaf *l, void *data) {
    verdict *v = data;
    bool known;
    if (l->kind == PL_LEAF_UNKNOWN || (l->kind == PL_LEAF_READ && v->when->nconstants)) v->unknown = true;
    if (l->kind == PL_LEAF_CONSTANT && among(v->when, l->facts, l->value, &known)) v->yes = true;
    if (l->kind != PL_LEAF_RESULT) return;
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
    if (pl_is_among(v->when->names, name)) v->yes = true;
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
    judge_number(&(pl_leaf){PL_LEAF_CONSTANT, site->facts, pl_node_value(&site->facts->nodes[bits]), PL_NONE}, &v);
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
    bool self = when->kind == PL_WHEN_SELF;
    pl_leaf_question question = {.fn = self ? judge_self : judge_number,
                                 .data = &v,
                                 .frames = frames,
                                 .known = self ? when->names : NULL,
                                 .outermost = PL_NONE};
    pl_leaves(program, site->facts, node, &question);
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

static void ignore(const pl_leaf *l, void *data) {
    (void)l;
    (void)data;
}

bool pl_when_asks_callers(const pl_program *program, const pl_when *when, uint32_t s, pl_frames frames) {
    if (when->kind == PL_WHEN_ABSENT || when->kind == PL_WHEN_PRESENT || when->kind == PL_WHEN_NOT_TYPE ||
        when->kind == PL_WHEN_UNLESS_CALLED)
        return false;
    const pl_site *site = &program->sites[s];
    pl_id node = subject_of(when, site->facts, pl_site_call(site));
    pl_leaf_question question = {
        .fn = ignore, .frames = frames, .outermost = program->sites[frames.count ? frames.sites[0] : s].caller};
    return node != PL_NONE && pl_leaves(program, site->facts, node, &question);
}
