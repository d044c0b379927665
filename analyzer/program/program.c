/* program.c: making and freeing a program, and its counts. */
#include "program/program.h"

#include <string.h>

#include "program/solve.h"

static const struct {
    const char *name;
    int rank;
} tiers[] = {
    [PL_TIER_DIRECT] = {"direct", 0},   [PL_TIER_FLOW] = {"flow", 1}, [PL_TIER_FIELD] = {"field", 2},
    [PL_TIER_VIRTUAL] = {"virtual", 2}, [PL_TIER_TYPE] = {"type", 3},
};
enum { NTIERS = sizeof tiers / sizeof *tiers };

const char *pl_tier_name(pl_tier tier) { return tiers[tier].name; }

bool pl_tier_parse(const char *name, pl_tier *tier) {
    for (int i = 0; i < NTIERS; i++)
        if (strcmp(tiers[i].name, name) == 0) {
            *tier = (pl_tier)i;
            return true;
        }
    return false;
}

int pl_tier_rank(pl_tier tier) { return tiers[tier].rank; }

pl_program *pl_program_new(pl_facts **facts, uint32_t nfacts, const pl_callback *callbacks, uint32_t ncallbacks) {
    return pl_program_new_linked(facts, nfacts, callbacks, ncallbacks, NULL, 0);
}

pl_program *pl_program_new_linked(pl_facts **facts, uint32_t nfacts, const pl_callback *callbacks, uint32_t ncallbacks,
                                  const pl_link_target *targets, uint32_t ntargets) {
    pl_knowledge knowledge = {
        .callbacks = callbacks, .ncallbacks = ncallbacks, .targets = targets, .ntargets = ntargets};
    return pl_program_new_with(facts, nfacts, &knowledge);
}

pl_program *pl_program_new_with(pl_facts **facts, uint32_t nfacts, const pl_knowledge *knowledge) {
    pl_program *p = g_new0(pl_program, 1);
    pl_facts **sorted = g_new(pl_facts *, nfacts + 1);
    if (nfacts) memcpy(sorted, facts, nfacts * sizeof *sorted);
    p->facts = sorted;
    p->nfacts = nfacts;
    p->number_readers = knowledge->number_readers;
    p->solution = pl_solution_new(p, knowledge);
    pl_solution_solve(p->solution);
    return p;
}

void pl_program_free(pl_program *p) {
    if (!p) return;
    pl_solution_free(p->solution);
    g_free(p->funcs);
    g_free(p->sites);
    g_free(p->edges);
    g_free(p->incoming);
    g_free((gpointer)p->facts);
    g_free(p);
}

void pl_program_count(const pl_program *p, pl_program_stats *stats) {
    memset(stats, 0, sizeof *stats);
    stats->functions = p->nfuncs;
    stats->sites = p->nsites;
    for (uint32_t i = 0; i < p->nfuncs; i++) stats->defined += (p->funcs[i].flags & PL_FN_DEFINED) != 0;
    for (uint32_t i = 0; i < p->nsites; i++) {
        const pl_site *site = &p->sites[i];
        stats->indirect_sites += site->facts->calls[site->call].kind != PL_CALL_DIRECT;
        stats->unresolved_sites += site->unresolved;
    }
    for (uint32_t i = 0; i < p->nedges; i++) {
        stats->edges_by_tier[p->edges[i].tier]++;
        stats->ambiguous += p->edges[i].ambiguous;
    }
}
