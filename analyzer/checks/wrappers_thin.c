/* wrappers_thin.c: wrappers of pins, thread state and scheduling: small functions that do little else and do not undo
 * it. A function that does real work besides is where the reader has to look, so it is none. */
#include <string.h>

#include "checks/places.h"
#include "checks/wrappers.h"

enum { LEAF_LEVELS = 2, DEEP = LEAF_LEVELS };

typedef struct {
    const pl_program *program;
    const pl_sinks *sinks;
    const pl_balance *balance;
    const bool *is_entry;
    uint32_t categories;
    const pl_sink **stands_for; /* per func that is a wrapper: the sink */
    uint8_t *level;             /* per func: 1 + height of the calls of project functions below it, 0: not computed */
} thinning;

static bool is_project(const pl_func *f) { return (f->flags & PL_FN_DEFINED) && !(f->flags & PL_FN_SYSTEM); }

/* Height of the tree of project calls below a function, up to DEEP; recursion and unknown calls are deep. */
static uint32_t height(thinning *t, uint32_t func, uint32_t depth) {
    if (t->level[func]) return t->level[func] - 1u;
    if (depth >= LEAF_LEVELS) {
        /* Too deep to be asked further, whatever it calls; not kept, for others may ask from higher up. */
        const pl_func *f = &t->program->funcs[func];
        for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++) {
            const pl_site *site = &t->program->sites[s];
            if (site->unresolved) return DEEP;
            for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++)
                if (is_project(&t->program->funcs[t->program->edges[e].callee])) return DEEP;
        }
        return 0;
    }
    const pl_func *f = &t->program->funcs[func];
    uint32_t most = 0;
    for (uint32_t s = f->first_site; s < f->first_site + f->nsites && most < DEEP; s++) {
        const pl_site *site = &t->program->sites[s];
        if (site->unresolved) most = DEEP;
        for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges && most < DEEP; e++) {
            uint32_t callee = t->program->edges[e].callee;
            if (is_project(&t->program->funcs[callee]) && !t->sinks->categories[callee])
                most = MAX(most, MIN(DEEP, 1 + height(t, callee, depth + 1)));
        }
    }
    if (!depth) t->level[func] = (uint8_t)(most + 1);
    return most;
}

/* The sink that a call stands for: itself, or the one of the wrapper that it calls. */
static const pl_sink *sink_of(const thinning *t, uint32_t s) {
    const pl_sink_site *item = pl_sink_at(t->sinks, s, t->categories);
    if (item) return item->sink;
    const pl_site *site = &t->program->sites[s];
    for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++)
        if (t->stands_for[t->program->edges[e].callee]) return t->stands_for[t->program->edges[e].callee];
    return NULL;
}

static bool is_release(const pl_sink *sink, const char *name) {
    for (const char *const *release = sink->releases; release && *release; release++)
        if (!strcmp(*release, name)) return true;
    return false;
}

/* Calls the same sink twice, or what undoes it: set, work, restore. Or it is known to keep the balance, or to lose it.
 */
static bool restores(const thinning *t, const pl_func *f) {
    for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++) {
        pl_undone undone;
        if (pl_balance_leak(t->balance, s, t->categories)) return true;
        if (pl_balance_decided(t->balance, s, t->categories, &undone) && undone != PL_UNDONE_NOT) return true;
        const pl_sink *sink = sink_of(t, s);
        for (uint32_t o = f->first_site; sink && o < f->first_site + f->nsites; o++) {
            if (o != s && sink_of(t, o) == sink) return true;
            const pl_site *other = &t->program->sites[o];
            for (uint32_t e = other->first_edge; o != s && e < other->first_edge + other->nedges; e++)
                if (is_release(sink, t->program->funcs[t->program->edges[e].callee].name)) return true;
        }
    }
    return false;
}

/* In a loop without a condition: the body of a thread or a server, not a helper. */
static bool loops_forever(const thinning *t, const pl_func *f) {
    const pl_span body = f->facts->functions[f->local].body;
    GArray *endless = g_array_new(FALSE, FALSE, sizeof(bool));
    uint32_t inside = 0;
    bool found = false;
    for (uint32_t i = 0; i < body.count && !found; i++) {
        const pl_op *op = &f->facts->ops[body.begin + i];
        bool loop = op->kind == PL_OP_LOOP || op->kind == PL_OP_DO;
        if (loop || op->kind == PL_OP_IF || op->kind == PL_OP_SWITCH) {
            bool is_endless = op->kind == PL_OP_LOOP && op->arg == PL_NONE;
            inside += is_endless;
            g_array_append_val(endless, is_endless);
        } else if (op->kind == PL_OP_END && endless->len) {
            inside -= g_array_index(endless, bool, endless->len - 1);
            g_array_set_size(endless, endless->len - 1);
        } else if (op->kind == PL_OP_CALL && inside) {
            for (uint32_t s = f->first_site; s < f->first_site + f->nsites && !found; s++)
                found = t->program->sites[s].call == op->arg && sink_of(t, s);
        }
    }
    g_array_free(endless, TRUE);
    return found;
}

static bool is_work(const thinning *t, const pl_func *f, pl_id call) {
    for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++) {
        const pl_site *site = &t->program->sites[s];
        for (uint32_t e = site->first_edge; site->call == call && e < site->first_edge + site->nedges; e++) {
            uint32_t callee = t->program->edges[e].callee;
            if (is_project(&t->program->funcs[callee]) && !t->sinks->categories[callee] && !t->stands_for[callee])
                return true;
        }
    }
    return false;
}

static bool is_sink_call(const thinning *t, const pl_func *f, pl_id call) {
    for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++)
        if (t->program->sites[s].call == call && sink_of(t, s)) return true;
    return false;
}

/* Pins, then works: the pin is for this function's own sake. What stands under an `if` (logging that it failed) is
 * none. */
static bool works_after(const thinning *t, const pl_func *f) {
    const pl_span body = f->facts->functions[f->local].body;
    bool pinned = false, works = false;
    uint32_t depth = 0;
    for (uint32_t i = 0; i < body.count && !works; i++) {
        const pl_op *op = &f->facts->ops[body.begin + i];
        bool loop = op->kind == PL_OP_LOOP || op->kind == PL_OP_DO;
        works = pinned && !depth && (loop || (op->kind == PL_OP_CALL && is_work(t, f, op->arg)));
        if (loop || op->kind == PL_OP_IF || op->kind == PL_OP_SWITCH) depth++;
        if (op->kind == PL_OP_END) depth--;
        pinned = pinned || (op->kind == PL_OP_CALL && is_sink_call(t, f, op->arg));
    }
    return works;
}

/* A function that is only called through pointers is an action of its own; its caller is a dispatcher. */
static bool is_called_by_name(const thinning *t, const pl_func *f) {
    for (uint32_t i = 0; i < f->nin; i++)
        if (t->program->edges[t->program->incoming[f->first_in + i]].tier == PL_TIER_DIRECT) return true;
    return false;
}

static bool is_thin(thinning *t, uint32_t func) {
    const pl_func *f = &t->program->funcs[func];
    if (!is_project(f) || !f->facts || t->is_entry[func] || t->sinks->categories[func] || !is_called_by_name(t, f) ||
        !strcmp(f->name, "main"))
        return false;
    for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++) {
        const pl_site *site = &t->program->sites[s];
        if (site->unresolved) return false;
        for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++) {
            uint32_t callee = t->program->edges[e].callee;
            if (!is_project(&t->program->funcs[callee]) || t->sinks->categories[callee] || t->stands_for[callee])
                continue;
            if (callee == func || height(t, callee, 0) >= LEAF_LEVELS) return false;
        }
    }
    return !restores(t, f) && !loops_forever(t, f) && !works_after(t, f);
}

static const pl_sink *sink_called(const thinning *t, uint32_t func) {
    const pl_func *f = &t->program->funcs[func];
    const pl_sink *sink = NULL;
    for (uint32_t s = f->first_site; s < f->first_site + f->nsites && !sink; s++) sink = sink_of(t, s);
    return sink;
}

static void ask_callers(const thinning *t, uint32_t func, GArray *queue) {
    const pl_func *f = &t->program->funcs[func];
    for (uint32_t i = 0; i < f->nin; i++)
        g_array_append_val(queue,
                           t->program->sites[t->program->edges[t->program->incoming[f->first_in + i]].site].caller);
}

/* A wrapper may have been found before its counterpart was: pin() is one, and so is unpin(); what calls both is not. */
static void drop_restoring(thinning *t) {
    bool changed = true;
    for (int round = 0; changed && round < 8; round++) {
        changed = false;
        for (uint32_t func = 0; func < t->program->nfuncs; func++) {
            if (!t->stands_for[func]) continue;
            const pl_sink *kept = t->stands_for[func];
            t->stands_for[func] = NULL;
            if (is_thin(t, func) && sink_called(t, func))
                t->stands_for[func] = kept;
            else
                changed = true;
        }
    }
}

static void publish(pl_wrappers *w, const thinning *t, uint32_t rule) {
    for (uint32_t func = 0; func < t->program->nfuncs; func++) {
        if (!t->stands_for[func]) continue;
        const pl_func *f = &t->program->funcs[func];
        w->rules[func] |= 1u << rule;
        for (uint32_t s = f->first_site; s < f->first_site + f->nsites; s++)
            if (sink_of(t, s)) w->wrapped[s] |= 1u << rule;
    }
}

void pl_wrappers_thin(pl_wrappers *w, const pl_program *program, const pl_sinks *sinks, const pl_balance *balance,
                      const bool *is_entry, uint32_t rule) {
    thinning t = {.program = program,
                  .sinks = sinks,
                  .balance = balance,
                  .is_entry = is_entry,
                  .categories = pl_rule_at(rule)->categories,
                  .stands_for = g_new0(const pl_sink *, program->nfuncs + 1),
                  .level = g_new0(uint8_t, program->nfuncs + 1)};
    GArray *queue = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < sinks->count; i++)
        if (t.categories & 1u << sinks->items[i].sink->category)
            g_array_append_val(queue, program->sites[sinks->items[i].site].caller);
    for (guint q = 0; q < queue->len; q++) { /* a function is asked again when one more of its callees is a wrapper */
        uint32_t func = g_array_index(queue, uint32_t, q);
        if (t.stands_for[func] || !is_thin(&t, func)) continue;
        t.stands_for[func] = sink_called(&t, func);
        ask_callers(&t, func, queue);
    }
    g_array_free(queue, TRUE);
    drop_restoring(&t);
    publish(w, &t, rule);
    g_free(t.stands_for);
    g_free(t.level);
}
