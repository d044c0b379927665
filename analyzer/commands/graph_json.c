/* graph_json.c: pinlint graph for scripts. */
#include <string.h>

#include "commands/graph.h"
#include "report/escape.h"

void pl_graph_add_text(cJSON *object, const char *key, const char *text) {
    char *valid = pl_valid_utf8(text ? text : "");
    cJSON_AddStringToObject(object, key, valid);
    g_free(valid);
}

/* One line an object: large graphs stay readable by line tools, and never stand in memory as trees. */
static void append_line(GString *out, cJSON *object, bool *first) {
    char *text = cJSON_PrintUnformatted(object);
    g_string_append(out, *first ? "\n  " : ",\n  ");
    g_string_append(out, text);
    *first = false;
    cJSON_free(text);
    cJSON_Delete(object);
}

const char *pl_graph_kind(const pl_call *call) {
    switch ((pl_call_kind)call->kind) {
    case PL_CALL_INDIRECT: return "indirect";
    case PL_CALL_VIRTUAL: return "virtual";
    default: return "direct";
    }
}

void pl_graph_add_place(cJSON *object, const pl_facts *facts, const pl_location *at) {
    pl_graph_add_text(object, "file", pl_path(facts, at->file));
    cJSON_AddNumberToObject(object, "line", at->expanded_line);
    cJSON_AddNumberToObject(object, "column", at->expanded_column);
    if (at->line == at->expanded_line && at->column == at->expanded_column) return;
    cJSON *written = cJSON_AddObjectToObject(object, "written"); /* in the argument of a macro */
    cJSON_AddNumberToObject(written, "line", at->line);
    cJSON_AddNumberToObject(written, "column", at->column);
}

static void append_functions(GString *out, const pl_program *p) {
    bool first = true;
    for (uint32_t i = 0; i < p->nfuncs; i++) {
        const pl_func *f = &p->funcs[i];
        cJSON *o = cJSON_CreateObject();
        cJSON_AddNumberToObject(o, "id", i);
        pl_graph_add_text(o, "name", f->name);
        pl_graph_add_text(o, "file", f->file);
        cJSON_AddNumberToObject(o, "line", f->line);
        cJSON_AddBoolToObject(o, "defined", (f->flags & PL_FN_DEFINED) != 0);
        if (f->ambiguous) cJSON_AddBoolToObject(o, "ambiguous", 1);
        append_line(out, o, &first);
    }
}

/* What never comes back is kept apart: whoever follows `calls` follows what goes on. */
static bool is_cut(const pl_edge *e) { return e->context == PL_EDGE_DYING || e->context == PL_EDGE_UNWINDING; }

static void append_calls(GString *out, const pl_session *session, bool cut, bool reasons) {
    const pl_program *p = session->program;
    bool first = true;
    for (uint32_t i = 0; i < p->nedges; i++) {
        const pl_edge *e = &p->edges[i];
        if (is_cut(e) != cut) continue;
        const pl_site *s = &p->sites[e->site];
        const pl_call *call = &s->facts->calls[s->call];
        cJSON *o = cJSON_CreateObject();
        cJSON_AddNumberToObject(o, "caller", s->caller);
        cJSON_AddNumberToObject(o, "callee", e->callee);
        pl_graph_add_text(o, "kind", e->callback ? "indirect" : pl_graph_kind(call));
        pl_graph_add_text(o, "tier", pl_tier_name((pl_tier)e->tier));
        pl_graph_add_place(o, s->facts, &call->at);
        if (e->callback) cJSON_AddBoolToObject(o, "callback", 1);
        if (e->ambiguous) cJSON_AddBoolToObject(o, "ambiguous", 1);
        if (e->context) pl_graph_add_text(o, "context", pl_edge_context_name((pl_edge_context)e->context));
        if (reasons) {
            char *reason = pl_graph_reason(session, i);
            pl_graph_add_text(o, "reason", reason);
            g_free(reason);
        }
        append_line(out, o, &first);
    }
}

static void append_unresolved(GString *out, const pl_program *p) {
    bool first = true;
    for (uint32_t i = 0; i < p->nsites; i++) {
        const pl_site *s = &p->sites[i];
        if (!s->unresolved) continue;
        const pl_call *call = &s->facts->calls[s->call];
        cJSON *o = cJSON_CreateObject();
        cJSON_AddNumberToObject(o, "caller", s->caller);
        pl_graph_add_place(o, s->facts, &call->at);
        pl_graph_add_text(o, "kind", pl_graph_kind(call));
        pl_graph_add_text(o, "type", pl_graph_type(s->facts, call));
        append_line(out, o, &first);
    }
}

char *pl_graph_json(const pl_session *session, bool reasons) {
    GString *out = g_string_new("{\"functions\": [");
    append_functions(out, session->program);
    g_string_append(out, "],\n\"calls\": [");
    append_calls(out, session, false, reasons);
    g_string_append(out, "],\n\"cut_calls\": [");
    append_calls(out, session, true, reasons);
    g_string_append(out, "],\n\"unresolved\": [");
    append_unresolved(out, session->program);
    g_string_append(out, "]}\n");
    return g_string_free(out, FALSE);
}
