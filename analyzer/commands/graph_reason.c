/* graph_reason.c: why an edge is there, and why a call has none, in words. */
#include <string.h>

#include "checks/match.h"
#include "checks/places.h"
#include "commands/graph.h"
#include "facts/render.h"

static char *take(GString *text) { return g_string_free(text, FALSE); }

char *pl_graph_via(const pl_facts *facts, const pl_call *call) {
    if (call->kind != PL_CALL_INDIRECT || call->via == PL_NONE) return NULL;
    GString *out = g_string_new(NULL);
    pl_render_node(facts, call->via, out);
    return take(out);
}

static const char *callee_of(const pl_facts *facts, const pl_call *call) {
    return call->callee == PL_NONE ? NULL : pl_str(facts, facts->functions[call->callee].name);
}

const char *pl_graph_type(const pl_facts *facts, const pl_call *call) {
    bool virtual = call->kind == PL_CALL_VIRTUAL;
    return pl_str(facts, virtual ? facts->functions[call->callee].type : call->type);
}

static void append_at(GString *out, const pl_session *s, const pl_facts *facts, const pl_location *at) {
    if (at->file == PL_NONE) return;
    g_string_append(out, " at ");
    pl_place_text(out, s->config->root, facts, at);
}

/* "stored in redisCommand.proc at src/commands.c:10482" */
static char *stored(const pl_session *s, const pl_facts *facts, pl_id id) {
    const pl_flow *flow = &facts->flows[id];
    GString *out = g_string_new(NULL);
    if (facts->nodes[flow->to].kind == PL_NODE_RETURN) {
        g_string_append_printf(out, "returned by %s", pl_str(facts, facts->functions[facts->nodes[flow->to].a].name));
    } else {
        char *place = pl_node_text(facts, flow->to);
        g_string_append_printf(out, "stored in %s", place ? place : "memory");
        g_free(place);
    }
    append_at(out, s, facts, &flow->at);
    return take(out);
}

static char *way_text(const pl_session *s, const pl_way *way) {
    if (way->kind == PL_WAY_STORED) return stored(s, way->facts, way->id);
    const pl_call *call = &way->facts->calls[way->id];
    const char *callee = callee_of(way->facts, call);
    char *via = pl_graph_via(way->facts, call);
    GString *out = g_string_new(way->kind == PL_WAY_PASSED ? "passed to " : "got from ");
    g_string_append(out, callee ? callee : via ? via : "a function");
    append_at(out, s, way->facts, &call->at);
    g_free(via);
    return take(out);
}

char **pl_graph_ways(const pl_session *s, uint32_t edge) {
    pl_explanation why = pl_program_explain(s->program, edge);
    GPtrArray *texts = g_ptr_array_new();
    for (guint i = 0; i < why.ways->len; i++) {
        if (why.shortened && i == why.ways->len / 2) g_ptr_array_add(texts, g_strdup("and on, over several steps"));
        g_ptr_array_add(texts, way_text(s, &g_array_index(why.ways, pl_way, i)));
    }
    g_ptr_array_add(texts, NULL);
    pl_explanation_clear(&why);
    return (char **)(void *)g_ptr_array_free(texts, FALSE);
}

/* Callbacks are numbered through all packs (session.c). */
static const pl_origin *origin_of_callback(const pl_session *s, uint32_t callback) {
    for (uint32_t i = 0; i < s->config->npacks; i++) {
        const pl_pack *pack = s->config->packs[i];
        if (callback < pack->ncallbacks) return &pack->callback_origins[callback];
        callback -= pack->ncallbacks;
    }
    return NULL;
}

static char *callback_reason(const pl_session *s, uint32_t edge, const char *callee) {
    pl_explanation why = pl_program_explain(s->program, edge);
    const pl_origin *origin = why.callback == PL_NONE ? NULL : origin_of_callback(s, why.callback);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "%s runs its callback before it returns", callee ? callee : "the library");
    if (origin) g_string_append_printf(out, " (%s:%u)", origin->file, origin->line);
    pl_explanation_clear(&why);
    return take(out);
}

char *pl_graph_reason(const pl_session *s, uint32_t edge) {
    const pl_edge *e = &s->program->edges[edge];
    const pl_site *site = &s->program->sites[e->site];
    const pl_call *call = &site->facts->calls[site->call];
    const char *callee = callee_of(site->facts, call);
    if (e->callback) return callback_reason(s, edge, callee);
    if (e->override < s->config->noverrides) {
        const pl_origin *origin = &s->config->override_origins[e->override];
        return g_strdup_printf("override in %s:%u", origin->file, origin->line);
    }
    if (call->kind == PL_CALL_VIRTUAL) {
        if (strcmp(callee, s->program->funcs[e->callee].name) == 0) return g_strdup("the method that the call names");
        return g_strdup_printf("overrides %s", callee);
    }
    if (call->kind == PL_CALL_DIRECT) return g_strdup("the call names it");
    if (e->tier == PL_TIER_TYPE)
        return g_strdup_printf("its address is taken and its type fits: %s; the pointer is not known",
                               pl_str(site->facts, call->type));
    if (e->tier == PL_TIER_VIRTUAL) return g_strdup("overrides a method that the pointer to a member leads to");
    if (e->reason_facts && e->reason_flow != PL_NONE) return stored(s, e->reason_facts, e->reason_flow);
    char **ways = pl_graph_ways(s, edge), *last = NULL;
    if (ways[0]) last = g_strdup(ways[g_strv_length(ways) - 1]);
    g_strfreev(ways);
    return last ? last : g_strdup("it stands in the expression itself");
}

const char *pl_graph_lack_name(pl_lack_kind kind) {
    static const char *const names[] = {
        [PL_LACKS_FIT] = "too-few-arguments",      [PL_LACKS_LOOKUP] = "looked-up",
        [PL_LACKS_VARIABLE] = "defined-elsewhere", [PL_LACKS_STORE] = "never-stored",
        [PL_LACKS_CALLERS] = "callers-outside",    [PL_LACKS_ARGUMENT] = "never-passed",
        [PL_LACKS_LIBRARY] = "from-library",       [PL_LACKS_FOLLOWING] = "not-followed",
        [PL_LACKS_OVERRIDER] = "never-overridden", [PL_LACKS_OBJECT] = "never-made",
    };
    return names[kind];
}

char *pl_graph_lack(const pl_session *s, const pl_lack *lack, uint32_t site) {
    GString *out = g_string_new(NULL);
    const char *name = lack->name ? lack->name : "the pointer";
    switch (lack->kind) {
    case PL_LACKS_FIT:
        g_string_append_printf(
            out, "the functions that arrive here take more than the %u argument%s of the call",
            s->program->sites[site].facts->calls[s->program->sites[site].call].args.count,
            s->program->sites[site].facts->calls[s->program->sites[site].call].args.count == 1 ? "" : "s");
        break;
    case PL_LACKS_LOOKUP: g_string_append_printf(out, "the pointer comes from %s", name); break;
    case PL_LACKS_VARIABLE: g_string_append_printf(out, "no unit of the program defines %s", name); break;
    case PL_LACKS_STORE: g_string_append_printf(out, "nothing in the program stores a function in %s", name); break;
    case PL_LACKS_CALLERS: g_string_append_printf(out, "nothing in the program calls %s, which gets it", name); break;
    case PL_LACKS_ARGUMENT: g_string_append_printf(out, "no call of %s passes a function", name); break;
    case PL_LACKS_LIBRARY:
        g_string_append_printf(out, "the pointer comes out of %s, which has no body here", name);
        break;
    case PL_LACKS_OVERRIDER: g_string_append_printf(out, "no class in the program overrides %s", name); break;
    case PL_LACKS_OBJECT:
        g_string_append_printf(out, "nothing in the program makes an object of the class of %s", name);
        break;
    case PL_LACKS_FOLLOWING: g_string_append(out, "the analysis does not follow this expression"); break;
    }
    if (lack->facts && lack->call != PL_NONE) append_at(out, s, lack->facts, &lack->facts->calls[lack->call].at);
    return take(out);
}

char *pl_graph_remedy(const pl_session *s, const pl_lack *lack, uint32_t site) {
    const pl_site *at = &s->program->sites[site];
    if (lack->kind == PL_LACKS_OVERRIDER) return g_strdup("add the units that define the classes that do");
    if (lack->kind == PL_LACKS_OBJECT) return g_strdup("add the units that make some");
    GString *out = g_string_new(NULL);
    if (lack->kind == PL_LACKS_VARIABLE)
        g_string_append(out,
                        s->nlost ? "get the unit that defines it to parse, or " : "add the unit that defines it, or ");
    if (lack->kind == PL_LACKS_CALLERS) g_string_append(out, "add the units that call it, or ");
    if (lack->place)
        g_string_append_printf(out, "say what it may hold: \"calls\": {\"%s\": [...]} in .pinlint.json", lack->place);
    else
        g_string_append_printf(out,
                               "keep the pointer of %s in a field of a named struct or a global variable, so that "
                               "\"calls\" in .pinlint.json can name it",
                               s->program->funcs[at->caller].name);
    return take(out);
}
