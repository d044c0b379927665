/* solve.c: the order of the work. */
#include "program/solve.h"

#include "program/contexts.h"
#include "program/patterns.h"
#include "program/programs.h"

enum { MAX_ROUNDS = 8 /* of overlays and widening: each starts from what the last one made known */ };

pl_solution *pl_solution_new(pl_program *program, const pl_knowledge *knowledge) {
    pl_solution *s = g_new0(pl_solution, 1);
    s->program = program;
    s->callbacks = knowledge->callbacks;
    s->ncallbacks = knowledge->ncallbacks;
    s->overrides = knowledge->overrides;
    s->noverrides = knowledge->noverrides;
    s->pointers = knowledge->pointers;
    s->npointers = knowledge->npointers;
    s->stages = knowledge->stages;
    pl_link_build(&s->link, program, knowledge);
    return s;
}

static void open_state(pl_solution *s) {
    const pl_program *p = s->program;
    pl_store_init(&s->store, p->nfuncs);
    s->taken = g_new0(uint8_t, p->nfuncs + 1);
    s->site_done = g_new0(uint8_t, p->nsites + 1);
    s->site_via = g_new(uint32_t, p->nsites + 1);
    for (uint32_t i = 0; i < p->nsites; i++) s->site_via[i] = PL_NO_CELL;
    s->found = g_array_new(FALSE, FALSE, sizeof(pl_found));
    s->heap = PL_NO_CELL;
    pl_cells_init(s);
    pl_overrides_apply(s);
}

static void close_state(pl_solution *s) {
    pl_cells_clear(s);
    g_array_free(s->found, TRUE);
    g_free(s->site_via);
    g_free(s->site_done);
    g_free(s->taken);
    pl_store_clear(&s->store);
}

static void run(pl_solution *s) {
    pl_flows_add(s);
    pl_calls_add(s);
    pl_patterns_share_fields(s);
    pl_store_run(&s->store, pl_use_apply, s);
}

/* What flow alone does not show. False when nothing is new. */
static bool go_further(pl_solution *s) {
    bool shared = pl_overlays_share(s);
    if (shared) pl_store_run(&s->store, pl_use_apply, s);
    bool widened = pl_widen(s);
    if (widened) pl_store_run(&s->store, pl_use_apply, s);
    return shared || widened;
}

static void count(const pl_solution *s) {
    pl_stage_end(s->stages, "names");
    pl_stage_count(s->stages, "functions", s->program->nfuncs);
    pl_stage_count(s->stages, "calls", s->program->nsites);
    pl_stage_count(s->stages, "edges", s->program->nedges);
    pl_stage_count(s->stages, "steps of programs", s->link.programs->work);
    pl_stage_count(s->stages, "cells", s->store.cells->len);
    pl_stage_count(s->stages, "copies", s->store.copies->len);
    pl_stage_count(s->stages, "values", s->store.work);
}

void pl_solution_solve(pl_solution *s) {
    pl_callbacks_init(s);
    pl_virtual_init(s);
    pl_overrides_init(s);
    open_state(s);
    run(s);
    if (pl_heap_refine(s)) {
        close_state(s);
        open_state(s);
        run(s);
    }
    int round = 0;
    while (round < MAX_ROUNDS && go_further(s)) round++;
    pl_pointers_connect(s);
    s->pointers = NULL; /* the list is only lent */
    s->npointers = 0;
    pl_stage_end(s->stages, "solve");
    pl_edges_finish(s);
    pl_stage_end(s->stages, "edges");
    pl_contexts_find(s);
    pl_stage_end(s->stages, "contexts");
    pl_query_init(s);
    count(s);
}

void pl_solution_free(pl_solution *s) {
    pl_query_clear(s);
    close_state(s);
    g_free(s->own_heap);
    pl_virtual_clear(s);
    pl_callbacks_clear(s);
    pl_overrides_clear(s);
    pl_link_clear(&s->link, s->program->nfacts);
    g_free(s);
}
