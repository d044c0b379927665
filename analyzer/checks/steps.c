/* steps.c: the hops of a path as people see them. */
#include "checks/findings.h"
#include "checks/places.h"

/* How a call that names no function found its callee. */
static void tell_indirect(const pl_context *cx, const pl_edge *edge, const pl_site *site, GString *note) {
    const pl_call *call = pl_site_call(site);
    char *via = call->via == PL_NONE ? NULL : pl_node_text(site->facts, call->via);
    if (via && *via)
        g_string_append_printf(note, "through %s", via);
    else
        g_string_append(note, "through a function pointer");
    g_free(via);
    if (edge->tier == PL_TIER_TYPE) g_string_append(note, ", any function of that type");
    if (edge->override < cx->config->noverrides) {
        const pl_origin *origin = &cx->config->override_origins[edge->override];
        g_string_append_printf(note, ", override in %s:%u", origin->file, origin->line);
    }
    if (!edge->reason_facts || edge->reason_flow == PL_NONE) return;
    const pl_location *at = &edge->reason_facts->flows[edge->reason_flow].at;
    if (at->file == PL_NONE) return;
    g_string_append(note, ", stored at ");
    pl_place_text(note, cx->config->root, edge->reason_facts, at);
}

static const char *tell(const pl_context *cx, const pl_edge *edge, const char *wrapper_of) {
    const pl_site *site = &cx->program->sites[edge->site];
    const pl_call *call = pl_site_call(site);
    GString *note = g_string_new(NULL);
    if (wrapper_of) g_string_append_printf(note, "wrapper of %s", wrapper_of);
    GString *how = g_string_new(NULL);
    if (edge->callback) {
        const char *callee =
            call->callee == PL_NONE ? NULL : pl_str(site->facts, site->facts->functions[call->callee].name);
        g_string_append_printf(how, "callback of %s", callee ? callee : "a library function");
    } else if (call->kind == PL_CALL_INDIRECT) {
        tell_indirect(cx, edge, site, how);
    } else if (edge->tier == PL_TIER_VIRTUAL && call->callee != PL_NONE) {
        g_string_append_printf(how, "overrides %s", pl_str(site->facts, site->facts->functions[call->callee].name));
    }
    if (edge->context)
        g_string_append_printf(how, "%s%s", how->len ? ", " : "", pl_edge_context_text((pl_edge_context)edge->context));
    if (edge->ambiguous) g_string_append_printf(how, "%sone of several definitions of the name", how->len ? ", " : "");
    if (note->len && how->len) g_string_append(note, ", ");
    g_string_append(note, how->str);
    g_string_free(how, TRUE);
    const char *kept = note->len ? pl_keep_text(cx->keep, note->str) : NULL;
    g_string_free(note, TRUE);
    return kept;
}

const pl_step *pl_steps_make(const pl_context *cx, uint32_t root, const GArray *edges, const char *wrapper_of,
                             uint32_t wrapper_edge) {
    const pl_program *p = cx->program;
    const char *dir = cx->config->root;
    GArray *steps = g_array_new(FALSE, FALSE, sizeof(pl_step));
    pl_step first = {.function = pl_keep_text(cx->keep, p->funcs[root].name),
                     .at = pl_place_declared(cx->keep, dir, &p->funcs[root]),
                     .defined = pl_place_defined(cx->keep, dir, &p->funcs[root]),
                     .tier = PL_TIER_DIRECT};
    g_array_append_val(steps, first);
    for (guint i = 0; i < edges->len; i++) {
        uint32_t e = g_array_index(edges, uint32_t, i);
        const pl_edge *edge = &p->edges[e];
        const pl_site *site = &p->sites[edge->site];
        pl_step step = {.function = pl_keep_text(cx->keep, p->funcs[edge->callee].name),
                        .at = pl_place_at(cx->keep, dir, site->facts, &pl_site_call(site)->at),
                        .defined = pl_place_defined(cx->keep, dir, &p->funcs[edge->callee]),
                        .tier = (pl_tier)edge->tier,
                        .note = tell(cx, edge, e == wrapper_edge ? wrapper_of : NULL)};
        g_array_append_val(steps, step);
    }
    return pl_keep_array(cx->keep, steps);
}
