/* why_not.c: why there is no path: weak edges, barriers, hand-offs, calls that nobody could resolve. */
#include <string.h>

#include "checks/match.h"
#include "checks/packs.h"
#include "checks/places.h"
#include "checks/why_private.h"
#include "program/explain.h"

enum { EXAMPLES = 3 };

static const char *name_of(const pl_asking *a, uint32_t func) { return a->cx.program->funcs[func].name; }

/* Takes the sentence, freed. */
static void say(const pl_asking *a, GPtrArray *reasons, char *sentence) {
    const char *kept = pl_keep_take(a->cx.keep, sentence);
    if (!g_ptr_array_find(reasons, kept, NULL)) g_ptr_array_add(reasons, (gpointer)kept);
}

static uint32_t start_that_reaches(const pl_asking *a) {
    for (guint i = 0; i < a->from->len; i++)
        if (a->dist[g_array_index(a->from, uint32_t, i)] != PL_NONE) return g_array_index(a->from, uint32_t, i);
    return PL_NONE;
}

static void weak_edges(pl_asking *a, GPtrArray *reasons) {
    for (int rank = a->cx.min_rank + 1; rank < PL_NRANKS; rank++) {
        pl_why_measure(a, rank, false);
        uint32_t start = start_that_reaches(a);
        if (start == PL_NONE) continue;
        const char *tier = pl_tier_name(rank == 3 ? PL_TIER_TYPE : rank == 2 ? PL_TIER_FIELD : PL_TIER_FLOW);
        say(a, reasons,
            g_strdup_printf("%s reaches it only over an edge of tier %s; --min-tier %s shows that path",
                            name_of(a, start), tier, tier));
        return;
    }
}

static const char *what_stops(const pl_asking *a, uint32_t func) {
    for (uint32_t i = 0; i < a->cx.config->nsafe; i++)
        if (pl_glob(a->cx.config->safe[i].function, name_of(a, func))) return "safe function";
    return "barrier";
}

static void barriers(pl_asking *a, GPtrArray *reasons) {
    const pl_program *p = a->cx.program;
    pl_why_measure(a, PL_NRANKS - 1, true);
    uint32_t at = start_that_reaches(a);
    for (; at != PL_NONE && a->dist[at];) {
        if (a->cx.barrier[at]) {
            say(a, reasons,
                g_strdup_printf("the walk stops at %s, a %s in the configuration", name_of(a, at), what_stops(a, at)));
            return;
        }
        const pl_func *f = &p->funcs[at];
        uint32_t next = PL_NONE;
        for (uint32_t s = f->first_site; s < f->first_site + f->nsites && next == PL_NONE; s++)
            for (uint32_t e = p->sites[s].first_edge; e < p->sites[s].first_edge + p->sites[s].nedges; e++)
                if (a->dist[p->edges[e].callee] + 1 == a->dist[at]) next = p->edges[e].callee;
        at = next;
    }
}

typedef struct {
    const pl_asking *asking;
    uint32_t target; /* the first that leads there */
} handed;

static void look_at_target(const pl_target *target, void *data) {
    handed *h = data;
    if (h->target == PL_NONE && h->asking->dist[target->func] != PL_NONE) h->target = target->func;
}

static const char *where_it_runs(pl_runs runs) {
    switch (runs) {
    case PL_RUNS_LATER: return "runs later, from the event loop";
    case PL_RUNS_IN_OTHER_PROCESS: return "runs in another process";
    default: return "runs on another thread";
    }
}

/* `dist` must tell what leads to the target, whatever its tier. */
static void hand_off(const pl_asking *a, uint32_t s, const pl_callback *callback, GPtrArray *reasons) {
    const pl_site *site = &a->cx.program->sites[s];
    const pl_call *call = pl_site_call(site);
    const char *callee = call->callee == PL_NONE ? "" : pl_str(site->facts, site->facts->functions[call->callee].name);
    if (callback->runs == PL_RUNS_HERE || strcmp(callee, callback->function)) return;
    pl_id node = pl_argument_of(site->facts, call, callback->argument);
    handed h = {a, PL_NONE};
    if (node != PL_NONE) pl_program_targets(a->cx.program, site->facts, node, look_at_target, &h);
    if (h.target == PL_NONE) return;
    GString *out = g_string_new(NULL);
    g_string_printf(out, "%s hands %s to %s at ", name_of(a, site->caller), name_of(a, h.target), callee);
    pl_place_text(out, a->cx.config->root, site->facts, &call->at);
    g_string_append_printf(out, ": it %s", where_it_runs(callback->runs));
    say(a, reasons, g_string_free(out, FALSE));
}

/* First those on the way; a thread that handlers have nothing to do with is worth telling only if there are none, and
 * who asks about one function does not ask where else the other one runs. */
static void hand_offs(pl_asking *a, const pl_why_question *question, const pl_reach *reach, GPtrArray *reasons) {
    const pl_program *p = a->cx.program;
    GPtrArray *packs = pl_packs_active(p, a->cx.config);
    pl_why_measure(a, PL_NRANKS - 1, false);
    for (int elsewhere = 0; elsewhere < (question->from ? 1 : 2) && !reasons->len; elsewhere++) {
        for (uint32_t s = 0; s < p->nsites && reasons->len < EXAMPLES; s++) {
            if ((reach->dist[PL_NRANKS - 1][p->sites[s].caller] == PL_NONE) != elsewhere) continue;
            for (guint i = 0; i < packs->len; i++) {
                const pl_pack *pack = packs->pdata[i];
                for (uint32_t c = 0; c < pack->ncallbacks; c++) hand_off(a, s, &pack->callbacks[c], reasons);
            }
        }
    }
    g_ptr_array_free(packs, TRUE);
}

typedef struct {
    const pl_asking *asking;
    uint32_t site;
    GPtrArray *reasons;
} unmade;

static void look_at_unmade(uint32_t func, void *data) {
    const unmade *u = data;
    const pl_asking *a = u->asking;
    const pl_program *p = a->cx.program;
    if (a->dist[func] == PL_NONE || u->reasons->len >= EXAMPLES) return;
    const pl_site *site = &p->sites[u->site];
    const pl_call *call = pl_site_call(site);
    GString *out = g_string_new(NULL);
    g_string_printf(out, "%s overrides %s, which %s calls at ", name_of(a, func),
                    pl_str(site->facts, site->facts->functions[call->callee].name), name_of(a, site->caller));
    pl_place_text(out, a->cx.config->root, site->facts, &call->at);
    g_string_append(out, ", but nothing in the program makes an object of its class");
    say(a, u->reasons, g_string_free(out, FALSE));
}

/* Methods of classes of which there are no objects, on what would be a way else. */
static void never_made(pl_asking *a, const pl_reach *reach, GPtrArray *reasons) {
    pl_why_measure(a, PL_NRANKS - 1, false);
    for (uint32_t s = 0; s < a->cx.program->nsites; s++) {
        const pl_site *site = &a->cx.program->sites[s];
        if (pl_site_call(site)->kind != PL_CALL_VIRTUAL || reach->dist[PL_NRANKS - 1][site->caller] == PL_NONE)
            continue;
        unmade u = {a, s, reasons};
        pl_program_unmade(a->cx.program, s, look_at_unmade, &u);
    }
}

static void unresolved(const pl_asking *a, const pl_reach *reach, GPtrArray *reasons) {
    const pl_program *p = a->cx.program;
    uint32_t count = 0;
    GString *examples = g_string_new(NULL);
    for (uint32_t s = 0; s < p->nsites; s++) {
        const pl_site *site = &p->sites[s];
        if (!site->unresolved || reach->dist[PL_NRANKS - 1][site->caller] == PL_NONE) continue;
        if (count++ >= EXAMPLES) continue;
        g_string_append_printf(examples, "%sin %s at ", examples->len ? ", " : "", name_of(a, site->caller));
        pl_place_text(examples, a->cx.config->root, site->facts, &pl_site_call(site)->at);
    }
    if (count)
        say(a, reasons,
            g_strdup_printf("%u indirect call%s on the way could not be resolved: %s%s", count, count == 1 ? "" : "s",
                            examples->str, count > EXAMPLES ? ", ..." : ""));
    g_string_free(examples, TRUE);
}

static void plain_facts(const pl_asking *a, const pl_why_question *question, GPtrArray *reasons) {
    bool called = false, any_body = false;
    for (guint i = 0; i < a->to->len; i++)
        called = called || a->cx.program->funcs[g_array_index(a->to, uint32_t, i)].nin;
    for (guint i = 0; i < a->from->len; i++)
        any_body = any_body || (a->cx.program->funcs[g_array_index(a->from, uint32_t, i)].flags & PL_FN_DEFINED);
    if (!a->from->len)
        say(a, reasons, g_strdup("there is no entry point; `pinlint handlers` lists them"));
    else if (!any_body)
        say(a, reasons, g_strdup_printf("%s has no body in the program", question->from));
    if (!called) say(a, reasons, g_strdup_printf("nothing in the program calls %s", question->to));
}

GPtrArray *pl_why_not(pl_asking *a, const pl_why_question *question, uint32_t *reached) {
    GPtrArray *reasons = g_ptr_array_new();
    pl_ways *ways = pl_ways_new(&a->graph);
    pl_reach *reach = pl_reach_new(ways, (const uint32_t *)(void *)a->from->data, a->from->len);
    pl_ways_free(ways);
    for (uint32_t f = 0; f < a->cx.program->nfuncs; f++) *reached += reach->dist[PL_NRANKS - 1][f] != PL_NONE;
    weak_edges(a, reasons);
    if (!reasons->len) barriers(a, reasons);
    if (!reasons->len) hand_offs(a, question, reach, reasons);
    never_made(a, reach, reasons);
    plain_facts(a, question, reasons);
    unresolved(a, reach, reasons);
    if (!reasons->len) {
        const char *start = question->from ? question->from : "an entry point";
        say(a, reasons, g_strdup_printf("no call leads from %s to %s", start, question->to));
    }
    pl_reach_free(reach);
    return reasons;
}
