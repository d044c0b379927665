/* comments.c: findings about lockosthread: comments. */
#include <string.h>

#include "checks/findings.h"
#include "checks/places.h"

static const char *spelled(const pl_note *note) {
    switch (note->said->kind) {
    case PL_DIRECTIVE_ALLOW_FUNCTION: return "allow-function";
    case PL_DIRECTIVE_ALLOW_FILE: return "allow-file";
    default: return "allow";
    }
}

/* "lockosthread:allow lock-in-handler, pin-in-handler" */
static char *quote(const pl_note *note) {
    GString *out = g_string_new(NULL);
    g_string_printf(out, "lockosthread:%s", spelled(note));
    for (uint32_t i = 0; i < note->said->rules.count; i++)
        g_string_append_printf(out, "%s%s", i ? ", " : " ",
                               pl_str(note->facts, note->facts->ids[note->said->rules.begin + i]));
    return g_string_free(out, FALSE);
}

/* Takes `message`, freed. */
static void report(const pl_context *cx, const pl_rule *rule, pl_level level, const pl_note *note, char *message,
                   GArray *findings) {
    pl_location at = {
        .file = note->said->file, .line = note->said->line, .column = note->said->column, .spelled_file = PL_NONE};
    pl_finding f = {.rule = &rule->info,
                    .level = level,
                    .at = pl_place_at(cx->keep, cx->config->root, note->facts, &at),
                    .message = pl_keep_take(cx->keep, message)};
    g_array_append_val(findings, f);
}

/* What is wrong with the rules that a comment names: one sentence for the first wrong name, or NULL. Prose where rules
 * should stand is a reason without its dashes. */
static char *unknown_rule(const pl_note *note) {
    const char *first = NULL;
    uint32_t wrong = 0;
    for (uint32_t r = 0; r < note->said->rules.count; r++) {
        const char *id = pl_str(note->facts, note->facts->ids[note->said->rules.begin + r]);
        if (pl_rule_index(id) != PL_NONE) continue;
        if (!first) first = id;
        wrong++;
    }
    if (!first) return NULL;
    const char *nearest = pl_rule_nearest(first);
    if (wrong > 1 && !nearest) return g_strdup_printf("there is no rule \"%s\"; a reason must follow \" -- \"", first);
    return nearest
               ? g_strdup_printf("there is no rule \"%s\"; did you mean \"%s\"?", first, nearest)
               : g_strdup_printf(
                     "there is no rule \"%s\"; `pinlint rules` lists them, and a reason must follow \" -- \"", first);
}

void pl_findings_bad_directive(const pl_context *cx, pl_level level, GArray *findings) {
    const pl_rule *rule = &pl_rule_bad_directive;
    for (uint32_t i = 0; i < cx->directives->count; i++) {
        const pl_note *note = &cx->directives->items[i];
        if (note->skipped) continue;
        if (note->said->kind == PL_DIRECTIVE_BAD) {
            const char *problem = pl_str(note->facts, note->said->problem);
            report(cx, rule, level, note, g_strdup(*problem ? problem : "this lockosthread: comment cannot be read"),
                   findings);
            continue;
        }
        char *unknown = unknown_rule(note);
        if (unknown) report(cx, rule, level, note, unknown, findings);
        if (cx->config->require_reasons &&
            (note->said->reason == PL_NONE || !*pl_str(note->facts, note->said->reason))) {
            char *text = quote(note);
            report(cx, rule, level, note,
                   g_strdup_printf("\"%s\" gives no reason, and this project requires one: write \"%s -- why\"", text,
                                   text),
                   findings);
            g_free(text);
        }
    }
}

static void mark(const pl_directives *d, uint32_t link, uint32_t rule) {
    for (; link != PL_NONE; link = d->links[link].next)
        if (d->items[d->links[link].note].rules & 1u << rule) d->items[d->links[link].note].used = true;
}

/* Functions from which a sink of the rule can be reached, whatever comments say. */
static bool *lead_to_sinks(const pl_graph *g) {
    const pl_program *p = g->cx->program;
    bool *leads = g_new0(bool, p->nfuncs + 1);
    GArray *queue = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t s = 0; s < p->nsites; s++) {
        uint32_t caller = p->sites[s].caller;
        if (leads[caller] || !pl_sink_at(g->cx->sinks, s, g->categories)) continue;
        leads[caller] = true;
        g_array_append_val(queue, caller);
    }
    for (guint q = 0; q < queue->len; q++) {
        uint32_t func = g_array_index(queue, uint32_t, q);
        const pl_func *f = &p->funcs[func];
        if (!pl_graph_opens(g, func)) continue;
        for (uint32_t i = 0; i < f->nin; i++) {
            uint32_t caller = p->sites[p->edges[p->incoming[f->first_in + i]].site].caller;
            if (leads[caller]) continue;
            leads[caller] = true;
            g_array_append_val(queue, caller);
        }
    }
    g_array_free(queue, TRUE);
    return leads;
}

static void mark_used(const pl_context *cx, uint32_t rule) {
    const pl_program *p = cx->program;
    const pl_directives *d = cx->directives;
    pl_graph g = {.cx = cx, .rule = rule, .categories = pl_rule_at(rule)->categories, .contexts = PL_CONTEXTS_ALL};
    GArray *roots = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t f = 0; f < p->nfuncs; f++)
        if (cx->is_entry[f]) g_array_append_val(roots, f);
    pl_ways *ways = pl_ways_new(&g);
    pl_reach *reach = pl_reach_new(ways, (const uint32_t *)(void *)roots->data, roots->len);
    pl_ways_free(ways);
    const uint32_t *dist = reach->dist[PL_NRANKS - 1];
    bool *leads = lead_to_sinks(&g);
    for (uint32_t f = 0; f < p->nfuncs; f++)
        if (d->func_first[f] != PL_NONE && dist[f] != PL_NONE && leads[f]) mark(d, d->func_first[f], rule);
    for (uint32_t s = 0; s < p->nsites; s++) {
        if (d->site_first[s] == PL_NONE || dist[p->sites[s].caller] == PL_NONE) continue;
        bool cuts = pl_sink_at(cx->sinks, s, g.categories) != NULL;
        for (uint32_t e = p->sites[s].first_edge; !cuts && e < p->sites[s].first_edge + p->sites[s].nedges; e++)
            cuts = leads[p->edges[e].callee] && pl_graph_opens(&g, p->edges[e].callee);
        if (cuts) mark(d, d->site_first[s], rule);
    }
    g_free(leads);
    pl_reach_free(reach);
    g_array_free(roots, TRUE);
}

/* Every rule that a comment names ran. One that names none is asked about every rule, also those that are off. */
static bool its_rules_ran(const pl_context *cx, const pl_note *note) {
    for (uint32_t r = 0; !note->all_rules && r < pl_rule_count(); r++)
        if ((note->rules & 1u << r) && pl_rule_level(pl_rule_at(r), cx->config, cx->options, NULL) == PL_LEVEL_OFF)
            return false;
    return true;
}

void pl_findings_unused_allow(const pl_context *cx, pl_level level, GArray *findings) {
    /* A missing unit may hold the entry point, or the call, that a comment anywhere is there for. */
    if (!cx->directives->count || cx->options->nlost || cx->options->partial) return;
    for (uint32_t r = 0; r < pl_rule_count(); r++)
        if (pl_rule_at(r)->categories && (cx->directives->cutting & 1u << r)) mark_used(cx, r);
    for (uint32_t i = 0; i < cx->directives->count; i++) {
        const pl_note *note = &cx->directives->items[i];
        if (note->used || note->bad || note->skipped || note->in_doubt || !its_rules_ran(cx, note)) continue;
        char *text = quote(note);
        report(cx, &pl_rule_unused_allow, level, note,
               g_strdup_printf("\"%s\" suppresses nothing: it is on no path from an entry point to a call that %s "
                               "reports; %s",
                               text, note->said->rules.count == 1 ? "the rule" : "a rule",
                               pl_rule_unused_allow.info.remedy),
               findings);
        g_free(text);
    }
}
