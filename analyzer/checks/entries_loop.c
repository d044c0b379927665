/* entries_loop.c: programs without callbacks, which ask for the next request in loops of their own.
 *
 * What follows the question, up to the end of the loop, is the handler; what comes before or after serves nobody. A
 * function that asks outside of any loop answers one request, and so does the loop of its caller. */
#include <string.h>

#include "checks/entries.h"
#include "checks/match.h"
#include "checks/places.h"

enum { UNSEEN, OUTSIDE, INSIDE };

/* Operations of one body, [begin, end). */
typedef struct {
    uint32_t begin, end;
} region;

static const pl_op *op_at(const pl_facts *facts, pl_span body, uint32_t i) { return &facts->ops[body.begin + i]; }

static bool opens(uint32_t kind) {
    return kind == PL_OP_IF || kind == PL_OP_LOOP || kind == PL_OP_DO || kind == PL_OP_SWITCH;
}

/* The END of what opens at `at`, or the end of the body. */
static uint32_t end_of(const pl_facts *facts, pl_span body, uint32_t at) {
    uint32_t depth = 0;
    for (uint32_t i = at; i < body.count; i++) {
        uint32_t kind = op_at(facts, body, i)->kind;
        if (opens(kind)) depth++;
        if (kind == PL_OP_END && --depth == 0) return i;
    }
    return body.count;
}

/* The innermost loop around the operation, or PL_NONE. */
static uint32_t loop_around(const pl_facts *facts, pl_span body, uint32_t at) {
    uint32_t loop = PL_NONE;
    for (uint32_t i = 0; i < at; i++) {
        uint32_t kind = op_at(facts, body, i)->kind;
        if ((kind == PL_OP_LOOP || kind == PL_OP_DO) && end_of(facts, body, i) > at) loop = i;
    }
    return loop;
}

static bool depends_on(const pl_facts *facts, pl_id condition, pl_id call) {
    if (condition == PL_NONE) return false;
    const pl_condition *c = &facts->conditions[condition];
    if (c->relation == PL_REL_OPAQUE) return true;
    const pl_node *n = &facts->nodes[c->node];
    if (n->kind == PL_NODE_RESULT) return n->a == call;
    for (uint32_t f = 0; f < facts->nflows; f++) { /* `while ((fd = accept()) >= 0)` */
        const pl_node *from = &facts->nodes[facts->flows[f].from];
        if (facts->flows[f].to == c->node && from->kind == PL_NODE_RESULT && from->a == call) return true;
    }
    return false;
}

static bool same_place(const pl_facts *facts, pl_id stored, pl_id tested) {
    return stored != PL_NONE && tested != PL_NONE && facts->conditions[stored].node == facts->conditions[tested].node;
}

/* The loop whose condition asks: the skeleton has its calls just before it. PL_NONE: it stands in no condition.
 * `running && accept(&request) >= 0` is an IF that stores what the loop tests. */
static uint32_t loop_of_condition(const pl_facts *facts, pl_span body, uint32_t at) {
    pl_id call = op_at(facts, body, at)->arg, decides = PL_NONE; /* decides: the last STORE that the answer leads to */
    bool decided = false;
    for (uint32_t i = at + 1; i < body.count; i++) {
        const pl_op *op = op_at(facts, body, i);
        switch (op->kind) {
        case PL_OP_LOOP: return depends_on(facts, op->arg, call) || same_place(facts, decides, op->arg) ? i : PL_NONE;
        case PL_OP_IF: decided = decided || depends_on(facts, op->arg, call); break;
        case PL_OP_STORE:
            if (decided) decides = op->arg;
            break;
        case PL_OP_CALL:
        case PL_OP_ELSE:
        case PL_OP_END: break;
        default: return PL_NONE;
        }
    }
    return PL_NONE;
}

static bool has_calls(const pl_facts *facts, pl_span body, region r) {
    for (uint32_t i = r.begin; i < r.end; i++)
        if (op_at(facts, body, i)->kind == PL_OP_CALL) return true;
    return false;
}

/* What runs for the request that is asked for at `at`; *loops: in a loop of this function. */
static region region_of(const pl_facts *facts, pl_span body, uint32_t at, bool *loops) {
    uint32_t loop = loop_of_condition(facts, body, at);
    *loops = true;
    if (loop != PL_NONE) return (region){loop, end_of(facts, body, loop)};
    loop = loop_around(facts, body, at);
    *loops = loop != PL_NONE;
    if (loop == PL_NONE) return (region){at + 1, body.count};
    region rest = {at + 1, end_of(facts, body, loop)};
    /* `do { ... } while (accept() >= 0)` */
    return has_calls(facts, body, rest) ? rest : (region){loop, rest.end};
}

/* The operations of a call may be several: destructors stand at every way out. */
static bool lies_in(const pl_facts *facts, pl_span body, region r, pl_id call) {
    for (uint32_t i = r.begin; i < r.end; i++)
        if (op_at(facts, body, i)->kind == PL_OP_CALL && op_at(facts, body, i)->arg == call) return true;
    return false;
}

/* False: the call is not in a loop of its function. */
static bool mark(pl_finder *finder, uint32_t asking) {
    const pl_program *p = finder->program;
    const pl_site *site = &p->sites[asking];
    const pl_func *f = &p->funcs[site->caller];
    pl_span body = f->facts->functions[f->local].body;
    bool loops = false;
    if (!finder->asks) finder->asks = g_new0(uint8_t, p->nsites + 1);
    for (uint32_t at = 0; at < body.count; at++) {
        const pl_op *op = op_at(f->facts, body, at);
        if (op->kind != PL_OP_CALL || op->arg != site->call) continue;
        region r = region_of(f->facts, body, at, &loops);
        for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++) {
            if (lies_in(f->facts, body, r, p->sites[s].call))
                finder->asks[s] = INSIDE;
            else if (finder->asks[s] == UNSEEN)
                finder->asks[s] = OUTSIDE;
        }
    }
    return loops;
}

static void found(pl_finder *finder, uint32_t site, const char *name) {
    GString *why = g_string_new(NULL);
    g_string_printf(why, "calls %s at ", name);
    pl_place_text(why, finder->config->root, finder->program->sites[site].facts,
                  &pl_site_call(&finder->program->sites[site])->at);
    pl_finder_add(finder, finder->program->sites[site].caller, g_string_free(why, FALSE));
}

/* The calls of a function that answers one request ask as well. */
static void add_callers(const pl_finder *finder, uint32_t func, GArray *sites) {
    const pl_program *p = finder->program;
    for (uint32_t i = 0; i < p->funcs[func].nin; i++) {
        const pl_edge *edge = &p->edges[p->incoming[p->funcs[func].first_in + i]];
        if (edge->tier == PL_TIER_DIRECT && !edge->callback && pl_site_call(&p->sites[edge->site])->callee != PL_NONE)
            g_array_append_val(sites, edge->site);
    }
}

void pl_form_accept_loop(pl_finder *finder) {
    const pl_program *p = finder->program;
    const char *name = finder->spec->function;
    if (!name) return;
    GArray *sites = g_array_new(FALSE, FALSE, sizeof(uint32_t)); /* grows while it is walked */
    bool *answers = g_new0(bool, p->nfuncs + 1);                 /* func: one request, without a loop */
    for (uint32_t s = 0; s < p->nsites; s++) {
        const pl_call *call = pl_site_call(&p->sites[s]);
        if (call->callee == PL_NONE ||
            !pl_glob(name, pl_str(p->sites[s].facts, p->sites[s].facts->functions[call->callee].name)))
            continue;
        g_array_append_val(sites, s);
    }
    for (guint i = 0; i < sites->len; i++) {
        uint32_t s = g_array_index(sites, uint32_t, i), caller = p->sites[s].caller;
        const pl_call *call = pl_site_call(&p->sites[s]);
        found(finder, s, pl_str(p->sites[s].facts, p->sites[s].facts->functions[call->callee].name));
        if (finder->of[caller] == PL_NONE || mark(finder, s) || answers[caller]) continue;
        answers[caller] = true;
        add_callers(finder, caller, sites);
    }
    g_array_free(sites, TRUE);
    g_free(answers);
}

bool *pl_outside_requests(const pl_finder *finder) {
    if (!finder->asks) return NULL;
    bool *outside = g_new0(bool, finder->program->nsites + 1);
    for (uint32_t s = 0; s < finder->program->nsites; s++) outside[s] = finder->asks[s] == OUTSIDE;
    return outside;
}
