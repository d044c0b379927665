#include "report/describe.h"

#include <string.h>

const char *pl_or(const char *text, const char *otherwise) { return text && *text ? text : otherwise; }

const char *pl_level_word(const pl_finding *finding) {
    return finding->level == PL_LEVEL_OFF ? "note" : pl_level_name(finding->level);
}

char *pl_place_label(const pl_place *place) {
    const char *path = pl_or(place->path, "<nowhere>");
    return place->line ? g_strdup_printf("%s:%u", path, place->line) : g_strdup(path);
}

char *pl_place_column_text(const pl_place *place) {
    if (!place->line || !place->column) return pl_place_label(place);
    return g_strdup_printf("%s:%u:%u", pl_or(place->path, "<nowhere>"), place->line, place->column);
}

bool pl_place_from_macro(const pl_place *place) {
    if (!place->spelled_path || !place->spelled_line) return false;
    return place->spelled_line != place->line || g_strcmp0(place->spelled_path, place->path) != 0;
}

char *pl_entry_text(const pl_entry_info *entry) {
    GString *out = g_string_new(pl_or(entry->kind, "entry point"));
    if (entry->framework && *entry->framework) g_string_append_printf(out, " (%s)", entry->framework);
    if (entry->why && *entry->why) g_string_append_printf(out, ", %s", entry->why);
    return g_string_free(out, FALSE);
}

char *pl_step_text(const pl_step *step) {
    const char *tier = step->tier == PL_TIER_DIRECT ? "" : pl_tier_name(step->tier);
    const char *note = pl_or(step->note, "");
    return g_strconcat(tier, *tier && *note ? ", " : "", note, NULL);
}

char *pl_step_sentence(const pl_step *caller, const pl_step *step) {
    char *how = pl_step_text(step);
    char *text = g_strdup_printf("%s calls %s%s%s%s", pl_or(caller->function, "<unnamed>"),
                                 pl_or(step->function, "<unnamed>"), *how ? " (" : "", how, *how ? ")" : "");
    g_free(how);
    return text;
}

bool pl_wrapper_unsaid(const pl_finding *finding) {
    if (!finding->wrapper || g_strcmp0(finding->wrapper, finding->sink) == 0) return false;
    for (uint32_t i = 0; i < finding->nsteps; i++) {
        if (finding->steps[i].note && strstr(finding->steps[i].note, "wrapper of ")) return false;
    }
    return true;
}

char *pl_suppression_text(const pl_suppression *suppression) {
    GString *out = g_string_new("suppressed: ");
    g_string_append(out, pl_or(suppression->justification, "no reason given"));
    if (suppression->at.path) {
        char *place = pl_place_label(&suppression->at);
        g_string_append_printf(out, " (%s)", place);
        g_free(place);
    }
    return g_string_free(out, FALSE);
}

void pl_append_others(GString *out, const char *also, const pl_finding *finding) {
    bool one = finding->nothers == 1 && !finding->more_others;
    g_string_append_printf(out, "%s reached from %u %sother entry point%s:", also, finding->nothers,
                           finding->more_others ? "or more " : "", one ? "" : "s");
}

char *pl_others_text(const pl_finding *finding) {
    GString *out = g_string_new(NULL);
    pl_append_others(out, "also", finding);
    for (uint32_t i = 0; i < finding->nothers; i++)
        g_string_append_printf(out, "%s%s", i ? ", " : " ", pl_or(finding->others[i].function, "<unnamed>"));
    if (finding->more_others) g_string_append(out, ", and more");
    return g_string_free(out, FALSE);
}
