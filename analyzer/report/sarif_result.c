/* One finding as a SARIF result. */
#include "report/describe.h"
#include "report/jsonout.h"
#include "report/sarif.h"

static const char *const sink_kinds[PL_NCATEGORIES] = {[PL_CATEGORY_LOCK] = "lock"};

static void put_kinds(cJSON *at, const pl_finding *f, uint32_t i) {
    bool last = i > 0 && i + 1 == f->nsteps;
    cJSON *kinds = pl_json_put_array(at, "kinds");
    pl_json_add(kinds, pl_json_string(i == 0 ? "enter" : "call"));
    pl_json_add(kinds, pl_json_string("function"));
    if (last && (unsigned)f->category < PL_NCATEGORIES && sink_kinds[f->category]) {
        pl_json_add(kinds, pl_json_string("acquire"));
        pl_json_add(kinds, pl_json_string(sink_kinds[f->category]));
    }
}

static cJSON *hop(const pl_sarif *sarif, const pl_finding *f, uint32_t i) {
    const pl_step *step = &f->steps[i];
    char *message;
    if (i > 0) {
        message = pl_step_sentence(step - 1, step);
    } else {
        char *entry = f->entry ? pl_entry_text(f->entry) : g_strdup("entry point");
        message = g_strdup_printf("%s is an entry point: %s", pl_or(step->function, "<unnamed>"), entry);
        g_free(entry);
    }
    bool essential = i == 0 || i + 1 == f->nsteps;
    cJSON *at = pl_json_object();
    pl_json_put(at, "location",
                pl_sarif_location(sarif, &step->at, i > 0 ? (step - 1)->function : step->function, message, 0));
    put_kinds(at, f, i);
    pl_json_put_number(at, "nestingLevel", i);
    pl_json_put_number(at, "executionOrder", i + 1);
    pl_json_put_string(at, "importance", essential ? "essential" : "important");
    g_free(message);
    return at;
}

static void put_flow(const pl_sarif *sarif, const pl_finding *f, cJSON *result) {
    if (f->nsteps == 0) return;
    cJSON *flow = pl_json_add(pl_json_put_array(result, "codeFlows"), pl_json_object());
    cJSON *thread = pl_json_add(pl_json_put_array(flow, "threadFlows"), pl_json_object());
    cJSON *hops = pl_json_put_array(thread, "locations");
    /* Of an absurdly long path the middle goes: who calls it and what it does are what matters. */
    uint32_t keep = PL_SARIF_FLOW / 2;
    for (uint32_t i = 0; i < f->nsteps; i++) {
        if (f->nsteps > 2 * keep && i == keep) i = f->nsteps - keep;
        pl_json_add(hops, hop(sarif, f, i));
    }
}

static void put_fingerprints(const pl_sarif *sarif, const pl_finding *f, cJSON *result) {
    char *line_hash = pl_sources_line_hash(sarif->sources, f->at.path, f->at.line);
    if (line_hash || f->fingerprint) {
        cJSON *prints = pl_json_put_object(result, "partialFingerprints");
        if (f->fingerprint) pl_json_put_string(prints, "pinlintPath/v1", f->fingerprint);
        if (line_hash) pl_json_put_string(prints, "primaryLocationLineHash", line_hash);
    }
    g_free(line_hash);
}

static void put_suppressions(const pl_sarif *sarif, const pl_finding *f, cJSON *result) {
    if (!sarif->options->show_suppressed) return;
    cJSON *list = pl_json_put_array(result, "suppressions");
    if (!f->suppressed) return; /* the empty list says: looked at, and not suppressed */
    cJSON *one = pl_json_add(list, pl_json_object());
    pl_json_put_string(one, "kind", g_strcmp0(f->suppressed->kind, "external") == 0 ? "external" : "inSource");
    if (f->suppressed->justification) pl_json_put_string(one, "justification", f->suppressed->justification);
    if (f->suppressed->at.path)
        pl_json_put(one, "location", pl_sarif_location(sarif, &f->suppressed->at, NULL, NULL, 0));
}

/* Every other way to the same call, as names: viewers show one, scripts and readers may want all. */
static void put_others(const pl_finding *f, cJSON *properties) {
    if (!f->nothers) return;
    cJSON *list = pl_json_put_array(properties, "otherEntryPoints");
    for (uint32_t i = 0; i < f->nothers; i++) {
        const pl_entry_info *other = &f->others[i];
        char *names = other->path && other->path[0] ? g_strjoinv(" -> ", (char **)(uintptr_t)other->path)
                                                    : g_strdup(pl_or(other->function, "<unnamed>"));
        pl_json_add(list, pl_json_string(names));
        g_free(names);
    }
}

static void put_properties(const pl_finding *f, cJSON *result) {
    if (f->nsteps == 0) return;
    cJSON *properties = pl_json_put_object(result, "properties");
    if (f->entry) pl_json_put_string(properties, "entryPoint", f->entry->function);
    if (f->entry) pl_json_put_string(properties, "entryKind", f->entry->kind);
    if (f->entry) pl_json_put_string(properties, "model", pl_model_name(f->entry->model));
    pl_json_put_string(properties, "sink", f->sink);
    if (f->wrapper) pl_json_put_string(properties, "wrapper", f->wrapper);
    pl_json_put_string(properties, "category", pl_category_name(f->category));
    pl_json_put_string(properties, "tier", pl_tier_name(f->tier));
    pl_json_put_number(properties, "entryPoints", f->nothers + (f->entry ? 1 : 0));
    if (f->more_others) pl_json_put(properties, "moreEntryPoints", cJSON_CreateTrue());
    put_others(f, properties);
}

cJSON *pl_sarif_result(const pl_sarif *sarif, const pl_finding *f) {
    cJSON *result = pl_json_object();
    int rule = pl_sarif_rule_index(sarif, f->rule);
    pl_json_put_string(result, "ruleId", f->rule->id);
    if (rule >= 0) pl_json_put_number(result, "ruleIndex", (uint32_t)rule);
    pl_json_put_string(result, "level", pl_level_word(f));
    pl_sarif_words(sarif, f, result);
    pl_place at = f->at;
    if (at.line == 0) at.line = 1; /* what belongs to a whole file is shown at its top: consumers want a region */
    pl_json_add(pl_json_put_array(result, "locations"), pl_sarif_location(sarif, &at, f->function, NULL, 0));
    put_flow(sarif, f, result);
    put_fingerprints(sarif, f, result);
    put_suppressions(sarif, f, result);
    put_properties(f, result);
    return result;
}
