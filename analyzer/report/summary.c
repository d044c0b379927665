/* The last words on stderr: what was looked at, what was found, and what was not looked at. */
#include "report/describe.h"
#include "report/escape.h"
#include "report/report.h"

static const char *plural(uint32_t n) { return n == 1 ? "" : "s"; }

static void label(GString *out, const char *name) { g_string_append_printf(out, "  %-11s", name); }

static void analysed(const pl_summary *s, GString *out) {
    const pl_program_stats *p = &s->program;
    g_string_append_printf(out, "pinlint: %u unit%s, %u entry point%s, %u function%s (%u with a body)\n", s->units,
                           plural(s->units), s->entries, plural(s->entries), p->functions, plural(p->functions),
                           p->defined);
    label(out, "calls");
    g_string_append_printf(out, "%u site%s, %u through pointers, %u unresolved\n", p->sites, plural(p->sites),
                           p->indirect_sites, p->unresolved_sites);
    label(out, "edges");
    for (int tier = PL_TIER_DIRECT; tier <= PL_TIER_TYPE; tier++) {
        g_string_append_printf(out, "%s%u %s", tier == PL_TIER_DIRECT ? "" : ", ", p->edges_by_tier[tier],
                               pl_tier_name((pl_tier)tier));
    }
    if (p->ambiguous) g_string_append_printf(out, "; %u ambiguous", p->ambiguous);
    g_string_append_c(out, '\n');
}

static void findings(const pl_result *result, GString *out) {
    uint32_t open = 0;
    for (uint32_t i = 0; i < result->nfindings; i++) open += !result->findings[i].suppressed;
    label(out, "findings");
    g_string_append_printf(out, "%u", open);
    const pl_summary *s = &result->summary;
    if (s->suppressed) g_string_append_printf(out, "; %u suppressed", s->suppressed);
    if (s->below_min_tier)
        g_string_append_printf(out, "%s%u left out below --min-tier", s->suppressed ? ", " : "; ", s->below_min_tier);
    g_string_append_c(out, '\n');
    for (uint32_t r = 0; r < result->nrules; r++) {
        uint32_t shown = 0, hidden = 0;
        for (uint32_t i = 0; i < result->nfindings; i++) {
            if (g_strcmp0(result->findings[i].rule->id, result->rules[r]->id) != 0) continue;
            if (result->findings[i].suppressed) {
                hidden++;
            } else {
                shown++;
            }
        }
        if (shown + hidden == 0) continue;
        g_string_append_printf(out, "    %-26s %6u", result->rules[r]->id, shown);
        if (hidden) g_string_append_printf(out, "  (and %u suppressed)", hidden);
        g_string_append_c(out, '\n');
    }
}

static void lost(const pl_result *result, GString *out) {
    if (result->nlost == 0) return;
    label(out, "lost");
    g_string_append_printf(out, "%u unit%s, so the report is incomplete:\n", result->nlost, plural(result->nlost));
    for (uint32_t i = 0; i < result->nlost; i++) {
        g_string_append(out, "    ");
        pl_append_visible(out, pl_or(result->lost[i].path, "<nowhere>"));
        g_string_append(out, ": ");
        pl_append_visible(out, pl_or(result->lost[i].problem, "no reason known"));
        g_string_append_c(out, '\n');
    }
}

static void noted(const pl_result *result, GString *out) {
    if (result->nnoted == 0) return;
    label(out, "noted");
    g_string_append_printf(out, "%u unit%s, analysed all the same:\n", result->nnoted, plural(result->nnoted));
    for (uint32_t i = 0; i < result->nnoted; i++) {
        const pl_noted_unit *unit = &result->noted[i];
        g_string_append(out, "    ");
        pl_append_visible(out, pl_or(unit->path, "<nowhere>"));
        g_string_append(out, ":");
        if (unit->errors) {
            g_string_append_printf(out, " %u error%s, the first: ", unit->errors, plural(unit->errors));
            pl_append_visible(out, pl_or(unit->first_error, "not known"));
        }
        if (unit->refused && unit->refused[0]) {
            g_string_append_printf(out, "%s refused", unit->errors ? ";" : "");
            for (const char *const *argument = unit->refused; *argument; argument++) {
                g_string_append_c(out, ' ');
                pl_append_visible(out, *argument);
            }
        }
        g_string_append_c(out, '\n');
    }
}

void pl_report_summary(const pl_result *result, GString *out) {
    analysed(&result->summary, out);
    findings(result, out);
    lost(result, out);
    noted(result, out);
}
