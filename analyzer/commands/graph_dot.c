/* graph_dot.c: pinlint graph as a picture (Graphviz): files are boxes, tiers line styles, circumstances colours. */
#include <string.h>

#include "checks/match.h"
#include "checks/places.h"
#include "commands/graph.h"
#include "report/escape.h"

enum { LONGEST = 48 /* characters of a label */ };

/* Quoted for dot: one line, of bounded length. */
static void append_quoted(GString *out, const char *text) {
    char *shown = pl_visible(text), *valid = pl_valid_utf8(shown), *label = pl_shorten(valid, LONGEST);
    g_string_append_c(out, '"');
    for (const char *s = label; *s; s++) {
        if (*s == '"' || *s == '\\') g_string_append_c(out, '\\');
        g_string_append_c(out, *s);
    }
    g_string_append_c(out, '"');
    g_free(label);
    g_free(valid);
    g_free(shown);
}

static bool is_end(const pl_program *p, const uint32_t *dist, uint32_t f) {
    return dist && f < p->nfuncs && dist[f] == 0;
}

static void append_node(GString *out, const pl_program *p, const pl_graph_part *part, uint32_t f) {
    g_string_append_printf(out, "    f%u [label=", f);
    append_quoted(out, p->funcs[f].name);
    if (is_end(p, part->from, f)) g_string_append(out, ", fillcolor=\"#bfe3c0\", penwidth=2");
    if (is_end(p, part->to, f)) g_string_append(out, ", fillcolor=\"#f4b8b0\", penwidth=2");
    if (!(p->funcs[f].flags & PL_FN_DEFINED)) {
        g_string_append(out, ", style=filled");
        if (!is_end(p, part->from, f) && !is_end(p, part->to, f)) g_string_append(out, ", fillcolor=\"#e4e4e4\"");
    }
    g_string_append(out, "];\n");
}

static void append_clusters(GString *out, const pl_session *s, const pl_graph_part *part) {
    const pl_program *p = s->program;
    for (uint32_t f = 0; f < p->nfuncs; f++) /* a library is no file of the program */
        if (part->shown[f] && !(p->funcs[f].flags & PL_FN_DEFINED)) append_node(out, p, part, f);
    for (uint32_t i = 0; i < p->nfuncs;) { /* functions are sorted by file */
        const char *file = p->funcs[i].file;
        uint32_t end = i;
        bool any = false;
        for (; end < p->nfuncs && strcmp(p->funcs[end].file, file) == 0; end++)
            any = any || (part->shown[end] && (p->funcs[end].flags & PL_FN_DEFINED));
        if (any) {
            g_string_append_printf(out, "  subgraph cluster_%u {\n    label=", i);
            append_quoted(out, *file ? pl_below(s->config->root, file) : "(no file)");
            g_string_append(out, "; style=filled; color=\"#d5d5d5\"; fillcolor=\"#f7f7f7\"; fontsize=12;\n");
            for (uint32_t f = i; f < end; f++)
                if (part->shown[f] && (p->funcs[f].flags & PL_FN_DEFINED)) append_node(out, p, part, f);
            g_string_append(out, "  }\n");
        }
        i = end;
    }
}

/* All calls of one function that may run another, as one line of the picture. */
typedef struct {
    uint32_t caller, callee, edge; /* edge: the surest, in normal circumstances if there is one */
    uint32_t count;
} line;

static int compare_lines(const void *a, const void *b) {
    const line *x = a, *y = b;
    if (x->caller != y->caller) return x->caller < y->caller ? -1 : 1;
    if (x->callee != y->callee) return x->callee < y->callee ? -1 : 1;
    return (x->edge > y->edge) - (x->edge < y->edge);
}

static bool is_better(const pl_edge *a, const pl_edge *b) {
    if (!a->context != !b->context) return !a->context;
    return pl_tier_rank((pl_tier)a->tier) < pl_tier_rank((pl_tier)b->tier);
}

/* With two ends, what leads back is left out: the picture is about the way there. */
static bool leads_on(const pl_graph_part *part, uint32_t caller, uint32_t callee) {
    if (!part->from || !part->to) return true;
    return part->to[callee] < part->to[caller] || part->from[callee] == part->from[caller] + 1;
}

static GArray *gather_lines(const pl_program *p, const pl_graph_part *part) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(line)), *lines = g_array_new(FALSE, FALSE, sizeof(line));
    for (uint32_t e = 0; e < p->nedges; e++) {
        line l = {p->sites[p->edges[e].site].caller, p->edges[e].callee, e, 1};
        if (part->shown[l.caller] && part->shown[l.callee] && pl_graph_counts(part, &p->edges[e]) &&
            leads_on(part, l.caller, l.callee))
            g_array_append_val(all, l);
    }
    g_array_sort(all, compare_lines);
    for (guint i = 0; i < all->len; i++) {
        const line *l = &g_array_index(all, line, i);
        line *last = lines->len ? &g_array_index(lines, line, lines->len - 1) : NULL;
        if (last && last->caller == l->caller && last->callee == l->callee) {
            last->count++;
            if (is_better(&p->edges[l->edge], &p->edges[last->edge])) last->edge = l->edge;
        } else {
            g_array_append_val(lines, *l);
        }
    }
    g_array_free(all, TRUE);
    return lines;
}

static const char *const styles[] = {"solid", "solid", "dashed", "dashed", "dotted"};
static const char *const colours[] = {"black", "#1f5fa8", "#1f5fa8", "#7a3fa0", "#b06000"};
static const char *const child_colour = "#999999";

/* What a call that names no function goes through. */
static char *label_of(const pl_program *p, const line *l) {
    const pl_edge *e = &p->edges[l->edge];
    const pl_site *site = &p->sites[e->site];
    const pl_call *call = &site->facts->calls[site->call];
    GString *out = g_string_new(NULL);
    char *via = NULL;
    if (call->kind == PL_CALL_INDIRECT && call->via != PL_NONE) via = pl_node_text(site->facts, call->via);
    if (e->callback)
        g_string_append_printf(
            out, "callback of %s",
            call->callee == PL_NONE ? "a library" : pl_str(site->facts, site->facts->functions[call->callee].name));
    else if (via)
        g_string_append(out, via);
    if (e->context)
        g_string_append_printf(out, "%s%s", out->len ? ", " : "", pl_edge_context_text((pl_edge_context)e->context));
    if (l->count > 1) g_string_append_printf(out, "%s%u calls", out->len ? ", " : "", l->count);
    g_free(via);
    return g_string_free(out, FALSE);
}

static void append_lines(GString *out, const pl_program *p, const GArray *lines) {
    for (guint i = 0; i < lines->len; i++) {
        const line *l = &g_array_index(lines, line, i);
        const pl_edge *e = &p->edges[l->edge];
        char *label = label_of(p, l);
        const char *colour = e->context ? child_colour : colours[e->tier];
        g_string_append_printf(out, "  f%u -> f%u [style=%s, color=\"%s\", fontcolor=\"%s\"", l->caller, l->callee,
                               styles[e->tier], colour, colour);
        if (*label) {
            g_string_append(out, ", label=");
            append_quoted(out, label);
        }
        g_string_append(out, "];\n");
        g_free(label);
    }
}

/* Only what the picture shows. */
static void append_legend(GString *out, const pl_program *p, const GArray *lines) {
    static const char *const words[] = {"direct call", "flow: variable, parameter, return", "field: struct or table",
                                        "virtual: an override", "type: only the type fits"};
    bool used[G_N_ELEMENTS(words)] = {false}, special = false;
    for (guint i = 0; i < lines->len; i++) {
        const pl_edge *e = &p->edges[g_array_index(lines, line, i).edge];
        if (e->context)
            special = true;
        else
            used[e->tier] = true;
    }
    g_string_append(out,
                    "  subgraph cluster_legend {\n    label=\"How sure a call is\"; color=\"#bbbbbb\"; fontsize=12;\n"
                    "    node [shape=plaintext, style=\"\", fontsize=9, width=0, height=0, margin=\"0.02,0.02\"];\n");
    for (unsigned i = 0; i <= G_N_ELEMENTS(words); i++) {
        bool other = i == G_N_ELEMENTS(words);
        if (other ? !special : !used[i]) continue;
        g_string_append_printf(out, "    a%u [label=\"\"]; b%u [label=\"%s\"]; a%u -> b%u [style=%s, color=\"%s\"];\n",
                               i, i, other ? "in a forked child, or dying" : words[i], i, i,
                               other ? "solid" : styles[i], other ? child_colour : colours[i]);
    }
    g_string_append(out, "  }\n");
}

static void append_title(GString *out, const char *from, const char *to, const pl_graph_part *part) {
    GString *title = g_string_new(NULL), *rest = g_string_new(NULL);
    if (from && to)
        g_string_append_printf(title, "%s → %s", from, to);
    else
        g_string_append_printf(title, "%s %s", from ? "What is reached from" : "What reaches", from ? from : to);
    g_string_append_printf(rest, "\\n%u function%s on the way", part->ntotal, part->ntotal == 1 ? "" : "s");
    if (part->nshown < part->ntotal && from && to)
        g_string_append_printf(rest, "; shown are %u on paths of at most %u calls (--max-nodes shows more)",
                               part->nshown, part->longest);
    else if (part->nshown < part->ntotal)
        g_string_append_printf(rest, "; shown are the nearest %u (--max-nodes shows more)", part->nshown);
    g_string_append(out, "  labelloc=t; fontsize=16;\n  label=");
    append_quoted(out, title->str);
    g_string_insert(out, (gssize)out->len - 1, rest->str);
    g_string_append(out, ";\n");
    g_string_free(rest, TRUE);
    g_string_free(title, TRUE);
}

char *pl_graph_dot(const pl_session *s, const char *from, const char *to, uint32_t most) {
    pl_graph_part part;
    if (!pl_graph_choose(s, from, to, most, &part)) return NULL;
    GString *out = g_string_new(
        "digraph pinlint {\n  rankdir=LR; fontname=\"sans-serif\"; ranksep=0.6; nodesep=0.15;\n"
        "  node [shape=box, style=\"filled,rounded\", fillcolor=white, fontname=\"sans-serif\", fontsize=11,\n"
        "        height=0.3, margin=\"0.1,0.03\"];\n"
        "  edge [fontname=\"sans-serif\", fontsize=9, arrowsize=0.7];\n");
    if (from || to) append_title(out, from, to, &part);
    append_clusters(out, s, &part);
    GArray *lines = gather_lines(s->program, &part);
    append_lines(out, s->program, lines);
    if (from || to) append_legend(out, s->program, lines);
    g_string_append(out, "}\n");
    g_array_free(lines, TRUE);
    pl_graph_part_clear(&part);
    return g_string_free(out, FALSE);
}
