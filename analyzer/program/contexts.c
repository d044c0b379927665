/* contexts.c: see contexts.h. */
#include "program/contexts.h"

const char *pl_edge_context_name(pl_edge_context context) {
    static const char *const names[] = {"normal", "child", "dying", "unwinding", "once"};
    return names[context];
}

const char *pl_edge_context_text(pl_edge_context context) {
    static const char *const texts[] = {"", "in a forked child", "as the process ends", "on the way out of an error",
                                        "the first time only"};
    return texts[context];
}

/* A pointer that holds a function which ends the process: nothing comes back from there either. One that throws may be
 * any of those that are dispatched to, and is handling requests. */
static uint8_t context_of(const pl_contexts *c, const pl_edge *edge) {
    uint8_t context = c->context[edge->site], ends = c->ends[edge->callee];
    if (context != PL_EDGE_NORMAL || (c->ends[c->s->program->sites[edge->site].caller] & PL_ENDS_ALWAYS))
        return context;
    return ends == (PL_ENDS_ALWAYS | PL_ENDS_PROCESS) ? PL_EDGE_DYING : PL_EDGE_NORMAL;
}

void pl_contexts_find(pl_solution *s) {
    pl_program *p = s->program;
    pl_contexts c = {.s = s,
                     .ends = g_new0(uint8_t, p->nfuncs + 1),
                     .forks = g_new0(uint8_t, p->nfuncs + 1),
                     .context = g_new0(uint8_t, p->nsites + 1)};
    pl_ends_find(&c);
    pl_ends_mark(&c);
    pl_forks_mark(&c); /* a child that exits is a child */
    pl_once_mark(&c);
    for (uint32_t e = 0; e < p->nedges; e++) p->edges[e].context = context_of(&c, &p->edges[e]);
    g_free(c.ends);
    g_free(c.forks);
    g_free(c.context);
}
