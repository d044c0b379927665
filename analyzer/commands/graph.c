/* graph.c: pinlint graph: the whole call graph, for scripts (JSON) and for eyes (Graphviz). */
#include <cjson/cJSON.h>
#include <string.h>

#include "commands/commands.h"
#include "report/escape.h"
#include "report/report.h"

static void add_text(cJSON *object, const char *key, const char *text) {
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

static const char *kind_name(const pl_call *call) {
    switch ((pl_call_kind)call->kind) {
    case PL_CALL_INDIRECT: return "indirect";
    case PL_CALL_VIRTUAL: return "virtual";
    default: return "direct";
    }
}

static void append_functions(GString *out, const pl_program *p) {
    bool first = true;
    for (uint32_t i = 0; i < p->nfuncs; i++) {
        const pl_func *f = &p->funcs[i];
        cJSON *o = cJSON_CreateObject();
        cJSON_AddNumberToObject(o, "id", i);
        add_text(o, "name", f->name);
        add_text(o, "file", f->file);
        cJSON_AddNumberToObject(o, "line", f->line);
        cJSON_AddBoolToObject(o, "defined", (f->flags & PL_FN_DEFINED) != 0);
        if (f->ambiguous) cJSON_AddBoolToObject(o, "ambiguous", 1);
        append_line(out, o, &first);
    }
}

static void add_place(cJSON *o, const pl_facts *facts, const pl_call *call) {
    add_text(o, "file", pl_path(facts, call->at.file));
    cJSON_AddNumberToObject(o, "line", call->at.line);
    cJSON_AddNumberToObject(o, "column", call->at.column);
}

/* What never comes back is kept apart: whoever follows `calls` follows what goes on. */
static bool is_cut(const pl_edge *e) { return e->context == PL_EDGE_DYING || e->context == PL_EDGE_UNWINDING; }

static void append_calls(GString *out, const pl_program *p, bool cut) {
    bool first = true;
    for (uint32_t i = 0; i < p->nedges; i++) {
        const pl_edge *e = &p->edges[i];
        if (is_cut(e) != cut) continue;
        const pl_site *s = &p->sites[e->site];
        const pl_call *call = &s->facts->calls[s->call];
        cJSON *o = cJSON_CreateObject();
        cJSON_AddNumberToObject(o, "caller", s->caller);
        cJSON_AddNumberToObject(o, "callee", e->callee);
        add_text(o, "kind", e->callback ? "indirect" : kind_name(call));
        add_text(o, "tier", pl_tier_name((pl_tier)e->tier));
        add_place(o, s->facts, call);
        if (e->callback) cJSON_AddBoolToObject(o, "callback", 1);
        if (e->ambiguous) cJSON_AddBoolToObject(o, "ambiguous", 1);
        if (e->context) add_text(o, "context", pl_edge_context_name((pl_edge_context)e->context));
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
        add_place(o, s->facts, call);
        add_text(o, "type", pl_str(s->facts, call->type));
        append_line(out, o, &first);
    }
}

static char *as_json(const pl_program *p) {
    GString *out = g_string_new("{\"functions\": [");
    append_functions(out, p);
    g_string_append(out, "],\n\"calls\": [");
    append_calls(out, p, false);
    g_string_append(out, "],\n\"cut_calls\": [");
    append_calls(out, p, true);
    g_string_append(out, "],\n\"unresolved\": [");
    append_unresolved(out, p);
    g_string_append(out, "]}\n");
    return g_string_free(out, FALSE);
}

/* Functions reachable from `from` over edges (forwards), or from which `from` is reached (backwards). */
static bool *reach(const pl_program *p, const char *name, bool forwards) {
    uint32_t count;
    const uint32_t *start = pl_program_named(p, name, &count);
    if (!count) return NULL;
    bool *seen = g_new0(bool, p->nfuncs);
    GArray *todo = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_vals(todo, start, count);
    while (todo->len) {
        uint32_t f = g_array_index(todo, uint32_t, todo->len - 1);
        g_array_set_size(todo, todo->len - 1);
        if (seen[f]) continue;
        seen[f] = true;
        const pl_func *func = &p->funcs[f];
        for (uint32_t i = 0; forwards && i < func->nsites; i++) {
            const pl_site *s = &p->sites[func->first_site + i];
            for (uint32_t e = 0; e < s->nedges; e++) g_array_append_val(todo, p->edges[s->first_edge + e].callee);
        }
        for (uint32_t i = 0; !forwards && i < func->nin; i++) {
            uint32_t site = p->edges[p->incoming[func->first_in + i]].site;
            g_array_append_val(todo, p->sites[site].caller);
        }
    }
    g_array_free(todo, TRUE);
    return seen;
}

static void append_quoted(GString *out, const char *text) {
    char *shown = pl_visible(text);
    g_string_append_c(out, '"');
    for (const char *s = shown; *s; s++) {
        if (*s == '"' || *s == '\\') g_string_append_c(out, '\\');
        g_string_append_c(out, *s);
    }
    g_string_append_c(out, '"');
    g_free(shown);
}

static void append_clusters(GString *out, const pl_program *p, const bool *wanted) {
    for (uint32_t i = 0; i < p->nfuncs;) { /* functions are sorted by file */
        const char *file = p->funcs[i].file;
        uint32_t end = i;
        bool any = false;
        for (; end < p->nfuncs && strcmp(p->funcs[end].file, file) == 0; end++) any = any || wanted[end];
        if (any) {
            char *base = g_path_get_basename(file);
            g_string_append_printf(out, "  subgraph cluster_%u {\n    label=", i);
            append_quoted(out, *file ? base : "(no file)");
            g_string_append(out, ";\n");
            for (uint32_t f = i; f < end; f++) {
                if (!wanted[f]) continue;
                g_string_append_printf(out, "    f%u [label=", f);
                append_quoted(out, p->funcs[f].name);
                g_string_append(out, p->funcs[f].flags & PL_FN_DEFINED ? "];\n" : ", shape=box, style=filled];\n");
            }
            g_string_append(out, "  }\n");
            g_free(base);
        }
        i = end;
    }
}

/* Tiers by line style, circumstances by colour; the label names both. */
static char *draw_edge(const pl_edge *e, uint32_t caller) {
    static const char *const style[] = {"solid", "solid", "dashed", "dashed", "dotted"};
    const char *tier = e->tier == PL_TIER_DIRECT ? "" : pl_tier_name((pl_tier)e->tier);
    const char *context = pl_edge_context_text((pl_edge_context)e->context);
    if (!*tier && !*context) return g_strdup_printf("  f%u -> f%u [style=solid];\n", caller, e->callee);
    return g_strdup_printf("  f%u -> f%u [style=%s, label=\"%s%s%s\"%s];\n", caller, e->callee, style[e->tier], tier,
                           *tier && *context ? ", " : "", context, *context ? ", color=gray, fontcolor=gray" : "");
}

static char *as_dot(const pl_program *p, const bool *wanted) {
    GString *out = g_string_new("digraph pinlint {\n  rankdir=LR;\n  node [shape=ellipse, fontname=\"sans-serif\"];\n"
                                "  edge [fontname=\"sans-serif\", fontsize=9];\n");
    append_clusters(out, p, wanted);
    GHashTable *drawn = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; i < p->nedges; i++) {
        const pl_edge *e = &p->edges[i];
        uint32_t caller = p->sites[e->site].caller;
        if (!wanted[caller] || !wanted[e->callee]) continue;
        char *line = draw_edge(e, caller);
        if (g_hash_table_add(drawn, line)) g_string_append(out, line);
    }
    g_hash_table_destroy(drawn);
    g_string_append(out, "}\n");
    return g_string_free(out, FALSE);
}

static int print_graph(const pl_program *p, bool dot, const char *from, const char *to) {
    GError *error = NULL;
    bool *wanted = g_new(bool, p->nfuncs + 1);
    memset(wanted, true, p->nfuncs + 1);
    const char *ends[] = {from, to};
    for (int k = 0; k < 2; k++) {
        if (!ends[k]) continue;
        bool *part = reach(p, ends[k], k == 0);
        if (!part) return g_free(wanted), pl_complain("there is no function %s in the program", ends[k]);
        for (uint32_t i = 0; i < p->nfuncs; i++) wanted[i] = wanted[i] && part[i];
        g_free(part);
    }
    char *text = dot ? as_dot(p, wanted) : as_json(p);
    int code = pl_report_save("-", text, strlen(text), &error) ? PL_EXIT_CLEAN : pl_complain_of(error);
    g_free(text);
    g_free(wanted);
    return code;
}

int pl_command_graph(int argc, char **argv) {
    pl_input input = {.database = NULL};
    char *format = NULL, *from = NULL, *to = NULL;
    const GOptionEntry entries[] = {
        {"format", 'f', 0, G_OPTION_ARG_STRING, &format, "json (default) or dot", "FORMAT"},
        {"from", 0, 0, G_OPTION_ARG_STRING, &from, "dot: only what this function reaches", "FUNCTION"},
        {"to", 0, 0, G_OPTION_ARG_STRING, &to, "dot: only what reaches this function", "FUNCTION"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
    int code;
    if (pl_parse_options(
            &input, entries, "[FILES] [-- COMPILER FLAGS]",
            "Prints the call graph: functions, calls with kind and tier, and the indirect calls that nothing resolved.",
            argc, argv, &code)) {
        bool dot = format && strcmp(format, "dot") == 0;
        if (format && !dot && strcmp(format, "json") != 0) {
            code = pl_complain("--format %s: there are json and dot", format);
        } else if ((from || to) && !dot) {
            code = pl_complain("--from and --to choose a part of --format dot");
        } else {
            pl_session session;
            code = pl_session_open(&session, &input);
            if (code == PL_EXIT_CLEAN) code = pl_session_verdict(&session, print_graph(session.program, dot, from, to));
            pl_session_clear(&session);
        }
    }
    g_free(format);
    g_free(from);
    g_free(to);
    pl_input_clear(&input);
    return code;
}
