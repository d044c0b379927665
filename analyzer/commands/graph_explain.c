/* graph_explain.c: pinlint graph --unresolved, and --explain-edge. */
#include <string.h>

#include "checks/match.h"
#include "checks/places.h"
#include "commands/graph.h"
#include "report/escape.h"

/* Appends the text, safe to show, and frees it. */
static void append_taken(GString *out, char *text) {
    pl_append_visible(out, text ? text : "");
    g_free(text);
}

static char *place_text(const pl_session *s, const pl_site *site) {
    GString *out = g_string_new(NULL);
    const pl_location *at = &site->facts->calls[site->call].at;
    pl_place_text(out, s->config->root, site->facts, at);
    if (at->file != PL_NONE) g_string_append_printf(out, ":%u", at->column);
    return g_string_free(out, FALSE);
}

static void append_unresolved(GString *out, const pl_session *s, uint32_t index) {
    const pl_site *site = &s->program->sites[index];
    const pl_call *call = &site->facts->calls[site->call];
    char *via = pl_graph_via(site->facts, call);
    pl_lack lack = pl_program_lack(s->program, index);
    append_taken(out, place_text(s, site));
    g_string_append(out, ": ");
    pl_append_visible(out, s->program->funcs[site->caller].name);
    bool virtual = call->kind == PL_CALL_VIRTUAL;
    g_string_append(out, virtual ? " calls the virtual method " : " calls through ");
    if (virtual) via = g_strdup(pl_str(site->facts, site->facts->functions[call->callee].name));
    append_taken(out, via ? via : g_strdup("a pointer"));
    g_string_append(out, ", ");
    pl_append_visible(out, pl_graph_type(site->facts, call));
    g_string_append(out, "\n    ");
    append_taken(out, pl_graph_lack(s, &lack, index));
    g_string_append(out, ": ");
    append_taken(out, pl_graph_remedy(s, &lack, index));
    g_string_append_c(out, '\n');
    pl_lack_clear(&lack);
}

static void add_owned(cJSON *object, const char *key, char *text) {
    pl_graph_add_text(object, key, text);
    g_free(text);
}

static cJSON *unresolved_json(const pl_session *s, uint32_t index) {
    const pl_site *site = &s->program->sites[index];
    const pl_call *call = &site->facts->calls[site->call];
    pl_lack lack = pl_program_lack(s->program, index);
    cJSON *o = cJSON_CreateObject();
    pl_graph_add_text(o, "caller", s->program->funcs[site->caller].name);
    pl_graph_add_place(o, site->facts, &call->at);
    pl_graph_add_text(o, "kind", pl_graph_kind(call));
    if (call->kind == PL_CALL_VIRTUAL)
        pl_graph_add_text(o, "method", pl_str(site->facts, site->facts->functions[call->callee].name));
    else
        add_owned(o, "through", pl_graph_via(site->facts, call));
    pl_graph_add_text(o, "type", pl_graph_type(site->facts, call));
    pl_graph_add_text(o, "because", pl_graph_lack_name(lack.kind));
    add_owned(o, "reason", pl_graph_lack(s, &lack, index));
    if (lack.place) pl_graph_add_text(o, "place", lack.place);
    add_owned(o, "remedy", pl_graph_remedy(s, &lack, index));
    pl_lack_clear(&lack);
    return o;
}

static char *print_json(cJSON *root) {
    char *text = cJSON_Print(root), *line = g_strconcat(text, "\n", NULL);
    cJSON_free(text);
    cJSON_Delete(root);
    return line;
}

char *pl_graph_unresolved(const pl_session *s, bool json) {
    pl_program_stats stats;
    pl_program_count(s->program, &stats);
    cJSON *root = cJSON_CreateObject(), *list = cJSON_AddArrayToObject(root, "unresolved");
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < s->program->nsites; i++) {
        if (!s->program->sites[i].unresolved) continue;
        if (json)
            cJSON_AddItemToArray(list, unresolved_json(s, i));
        else
            append_unresolved(out, s, i);
    }
    cJSON_AddNumberToObject(root, "indirect", stats.indirect_sites);
    if (json)
        pl_graph_add_handed(root, s);
    else
        pl_graph_append_handed(out, s);
    g_string_append_printf(out, "%u of %u calls through pointers %s unresolved.\n", stats.unresolved_sites,
                           stats.indirect_sites, stats.unresolved_sites == 1 ? "is" : "are");
    char *text = json ? print_json(root) : g_string_free(out, FALSE);
    if (json)
        g_string_free(out, TRUE);
    else
        cJSON_Delete(root);
    return text;
}

/* Edges. */

/* Its file as well, where the name alone does not tell which one it is. */
static void append_callee(GString *out, const pl_session *s, const pl_func *callee) {
    uint32_t count;
    pl_program_named(s->program, callee->name, &count);
    pl_append_visible(out, callee->name);
    if (count < 2 || !callee->file[0]) return;
    g_string_append(out, " of ");
    pl_append_visible(out, pl_below(s->config->root, callee->file));
    g_string_append_printf(out, ":%u", callee->line);
}

static void append_edge(GString *out, const pl_session *s, uint32_t index) {
    const pl_edge *edge = &s->program->edges[index];
    const pl_site *site = &s->program->sites[edge->site];
    const pl_call *call = &site->facts->calls[site->call];
    char *via = pl_graph_via(site->facts, call), **ways = pl_graph_ways(s, index);
    append_taken(out, place_text(s, site));
    g_string_append(out, ": ");
    pl_append_visible(out, s->program->funcs[site->caller].name);
    g_string_append(out, " calls ");
    append_callee(out, s, &s->program->funcs[edge->callee]);
    g_string_append_printf(out, " (%s", pl_tier_name((pl_tier)edge->tier));
    if (via) g_string_append(out, ", through ");
    append_taken(out, via);
    if (edge->context) g_string_append_printf(out, ", %s", pl_edge_context_text((pl_edge_context)edge->context));
    if (edge->ambiguous) g_string_append(out, ", one of several definitions of the name");
    g_string_append(out, ")\n    because: ");
    append_taken(out, pl_graph_reason(s, index));
    g_string_append_c(out, '\n');
    for (char **way = ways; ways[0] && ways[1] && *way; way++) { /* a single one is the reason itself */
        g_string_append_printf(out, "    %2d. ", (int)(way - ways) + 1);
        pl_append_visible(out, *way);
        g_string_append_c(out, '\n');
    }
    g_strfreev(ways);
}

static cJSON *edge_json(const pl_session *s, uint32_t index) {
    const pl_edge *edge = &s->program->edges[index];
    const pl_site *site = &s->program->sites[edge->site];
    const pl_call *call = &site->facts->calls[site->call];
    cJSON *o = cJSON_CreateObject();
    pl_graph_add_text(o, "caller", s->program->funcs[site->caller].name);
    pl_graph_add_text(o, "callee", s->program->funcs[edge->callee].name);
    pl_graph_add_text(o, "callee_file", s->program->funcs[edge->callee].file);
    pl_graph_add_text(o, "kind", edge->callback ? "indirect" : pl_graph_kind(call));
    pl_graph_add_text(o, "tier", pl_tier_name((pl_tier)edge->tier));
    pl_graph_add_place(o, site->facts, &call->at);
    if (call->kind == PL_CALL_INDIRECT) add_owned(o, "through", pl_graph_via(site->facts, call));
    if (edge->callback) cJSON_AddBoolToObject(o, "callback", 1);
    if (edge->ambiguous) cJSON_AddBoolToObject(o, "ambiguous", 1);
    if (edge->context) pl_graph_add_text(o, "context", pl_edge_context_name((pl_edge_context)edge->context));
    add_owned(o, "reason", pl_graph_reason(s, index));
    cJSON *list = cJSON_AddArrayToObject(o, "ways");
    char **ways = pl_graph_ways(s, index);
    for (char **way = ways; *way; way++) {
        char *valid = pl_valid_utf8(*way);
        cJSON_AddItemToArray(list, cJSON_CreateString(valid));
        g_free(valid);
    }
    g_strfreev(ways);
    return o;
}

/* "f:12" into "f" and 12; "ns::f" has no line. */
static char *split_line(const char *caller, uint32_t *line) {
    const char *colon = strrchr(caller, ':');
    *line = 0;
    if (!colon || colon == caller || colon[-1] == ':' || !colon[1] ||
        strspn(colon + 1, "0123456789") != strlen(colon + 1))
        return g_strdup(caller);
    *line = (uint32_t)g_ascii_strtoull(colon + 1, NULL, 10);
    return g_strndup(caller, (gsize)(colon - caller));
}

static bool is_known(const pl_program *p, const char *name) {
    uint32_t count;
    pl_program_named(p, name, &count);
    if (!count) pl_complain("there is no function %s in the program", name);
    return count > 0;
}

static void gather(const pl_program *p, uint32_t func, uint32_t line, const char *callee, GArray *edges) {
    for (uint32_t i = p->funcs[func].first_site; i < p->funcs[func].first_site + p->funcs[func].nsites; i++) {
        const pl_site *site = &p->sites[i];
        if (line && site->facts->calls[site->call].at.line != line) continue;
        for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++)
            if (!callee || strcmp(p->funcs[p->edges[e].callee].name, callee) == 0) g_array_append_val(edges, e);
    }
}

static char *print_edges(const pl_session *s, const GArray *edges, bool json) {
    if (!json) {
        GString *out = g_string_new(NULL);
        for (guint i = 0; i < edges->len; i++) append_edge(out, s, g_array_index(edges, uint32_t, i));
        return g_string_free(out, FALSE);
    }
    cJSON *root = cJSON_CreateObject(), *list = cJSON_AddArrayToObject(root, "edges");
    for (guint i = 0; i < edges->len; i++) cJSON_AddItemToArray(list, edge_json(s, g_array_index(edges, uint32_t, i)));
    return print_json(root);
}

char *pl_graph_explain(const pl_session *s, const char *caller, const char *callee, bool json, uint32_t *found) {
    uint32_t line, count;
    char *name = split_line(caller, &line), *text = NULL;
    *found = 0;
    if (is_known(s->program, name) && (!callee || is_known(s->program, callee))) {
        GArray *edges = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        const uint32_t *funcs = pl_program_named(s->program, name, &count);
        for (uint32_t i = 0; i < count; i++) gather(s->program, funcs[i], line, callee, edges);
        *found = edges->len;
        text = print_edges(s, edges, json);
        if (!edges->len && !json) {
            g_free(text);
            text = callee ? g_strdup_printf("%s has no call that may run %s; `pinlint why %s %s` shows longer ways.\n",
                                            caller, callee, name, callee)
                          : g_strdup_printf("%s calls nothing that is known.\n", caller);
        }
        g_array_free(edges, TRUE);
    }
    g_free(name);
    return text;
}
