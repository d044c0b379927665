/* The report for scripts: everything a finding knows, under plain names. Fields are only ever added. */
#include "report/describe.h"
#include "report/formats.h"
#include "report/jsonout.h"

/* 0 means "not known", which JSON calls null. */
static void put_position(cJSON *object, const char *key, uint32_t number) {
    if (number) {
        pl_json_put_number(object, key, number);
    } else {
        pl_json_put(object, key, cJSON_CreateNull());
    }
}

static void put_place(cJSON *object, const pl_place *place) {
    pl_json_put_string(object, "file", place->path);
    put_position(object, "line", place->line);
    put_position(object, "column", place->column);
}

/* Where inside a macro it is spelled: only there where that is elsewhere. */
static void put_macro(cJSON *object, const pl_place *place) {
    if (!pl_place_from_macro(place)) return;
    cJSON *macro = pl_json_put_object(object, "expanded_from");
    pl_json_put_string(macro, "file", place->spelled_path);
    put_position(macro, "line", place->spelled_line);
    put_position(macro, "column", place->spelled_column);
}

static cJSON *entry_json(const pl_entry_info *entry) {
    cJSON *object = pl_json_object();
    pl_json_put_string(object, "function", entry->function);
    pl_json_put_string(object, "file", entry->at.path);
    put_position(object, "line", entry->at.line);
    pl_json_put_string(object, "kind", entry->kind);
    pl_json_put_string(object, "framework", entry->framework);
    pl_json_put_string(object, "model", pl_model_name(entry->model));
    pl_json_put_string(object, "why", entry->why);
    return object;
}

static cJSON *other_json(const pl_entry_info *entry) {
    cJSON *object = pl_json_object();
    pl_json_put_string(object, "function", entry->function);
    pl_json_put_string(object, "file", entry->at.path);
    put_position(object, "line", entry->at.line);
    pl_json_put_string(object, "kind", entry->kind);
    cJSON *path = pl_json_put_array(object, "path");
    for (const char *const *name = entry->path; name && *name; name++) pl_json_add(path, pl_json_string(*name));
    return object;
}

static cJSON *step_json(const pl_step *step) {
    cJSON *object = pl_json_object();
    pl_json_put_string(object, "function", step->function);
    put_place(object, &step->at);
    pl_json_put_string(object, "tier", pl_tier_name(step->tier));
    pl_json_put_string(object, "note", step->note);
    put_macro(object, &step->at);
    return object;
}

static cJSON *suppression_json(const pl_suppression *suppression) {
    if (!suppression) return cJSON_CreateNull();
    cJSON *object = pl_json_object();
    pl_json_put_string(object, "kind", pl_or(suppression->kind, "inSource"));
    pl_json_put_string(object, "justification", suppression->justification);
    pl_json_put_string(object, "file", suppression->at.path);
    put_position(object, "line", suppression->at.line);
    return object;
}

static cJSON *finding_json(const pl_finding *f) {
    cJSON *object = pl_json_object();
    bool reached = f->nsteps > 0; /* rules about comments have no path, sink or tier */
    pl_json_put_string(object, "rule", f->rule->id);
    pl_json_put_string(object, "level", pl_level_word(f));
    put_place(object, &f->at);
    put_macro(object, &f->at);
    pl_json_put_string(object, "function", f->function);
    pl_json_put_string(object, "sink", f->sink);
    pl_json_put_string(object, "wrapper", f->wrapper);
    pl_json_put_string(object, "category", reached ? pl_category_name(f->category) : NULL);
    pl_json_put_string(object, "tier", reached ? pl_tier_name(f->tier) : NULL);
    pl_json_put_string(object, "message", f->message);
    pl_json_put_string(object, "fingerprint", f->fingerprint);
    pl_json_put(object, "entry", f->entry ? entry_json(f->entry) : cJSON_CreateNull());
    cJSON *path = pl_json_put_array(object, "path");
    for (uint32_t i = 0; i < f->nsteps; i++) pl_json_add(path, step_json(&f->steps[i]));
    pl_json_put_number(object, "entry_points", f->nothers + (f->entry ? 1 : 0));
    if (f->more_others) pl_json_put(object, "more_entry_points", cJSON_CreateTrue());
    cJSON *others = pl_json_put_array(object, "other_entry_points");
    for (uint32_t i = 0; i < f->nothers; i++) pl_json_add(others, other_json(&f->others[i]));
    pl_json_put(object, "suppressed", suppression_json(f->suppressed));
    return object;
}

static cJSON *summary_json(const pl_result *result) {
    const pl_summary *s = &result->summary;
    const pl_program_stats *p = &s->program;
    uint32_t open = 0;
    for (uint32_t i = 0; i < result->nfindings; i++) open += !result->findings[i].suppressed;
    cJSON *object = pl_json_object();
    pl_json_put_number(object, "units", s->units);
    pl_json_put_number(object, "lost_units", result->nlost);
    pl_json_put_number(object, "noted_units", result->nnoted);
    pl_json_put_number(object, "entry_points", s->entries);
    pl_json_put_number(object, "findings", open);
    pl_json_put_number(object, "suppressed", s->suppressed);
    pl_json_put_number(object, "below_min_tier", s->below_min_tier);
    pl_json_put_number(object, "functions", p->functions);
    pl_json_put_number(object, "defined_functions", p->defined);
    pl_json_put_number(object, "call_sites", p->sites);
    pl_json_put_number(object, "indirect_sites", p->indirect_sites);
    pl_json_put_number(object, "unresolved_sites", p->unresolved_sites);
    pl_json_put_number(object, "ambiguous", p->ambiguous);
    cJSON *edges = pl_json_put_object(object, "edges");
    for (int tier = PL_TIER_DIRECT; tier <= PL_TIER_TYPE; tier++)
        pl_json_put_number(edges, pl_tier_name((pl_tier)tier), p->edges_by_tier[tier]);
    return object;
}

static cJSON *noted_json(const pl_noted_unit *unit) {
    cJSON *object = pl_json_object();
    pl_json_put_string(object, "file", unit->path);
    pl_json_put_number(object, "errors", unit->errors);
    pl_json_put_string(object, "first_error", unit->first_error);
    cJSON *refused = pl_json_put_array(object, "refused_arguments");
    for (const char *const *argument = unit->refused; argument && *argument; argument++)
        pl_json_add(refused, pl_json_string(*argument));
    return object;
}

/* One item a line: short enough to read, easy to compare, and nothing but the item at hand is held in memory. */
static void item(GString *out, bool *first, cJSON *value) {
    g_string_append(out, *first ? "\n" : ",\n");
    *first = false;
    pl_json_emit(out, value);
}

void pl_report_json(const pl_result *result, const pl_report_options *options, GString *out) {
    bool first = true;
    g_string_append(out, "{\"version\":");
    pl_json_emit(out, pl_json_string(PINLINT_VERSION));
    g_string_append(out, ",\n\"summary\":");
    pl_json_emit(out, summary_json(result));
    g_string_append(out, ",\n\"findings\":[");
    for (uint32_t i = 0; i < result->nfindings; i++) {
        if (result->findings[i].suppressed && !options->show_suppressed) continue;
        item(out, &first, finding_json(&result->findings[i]));
    }
    g_string_append(out, "],\n\"lost\":[");
    first = true;
    for (uint32_t i = 0; i < result->nlost; i++) {
        cJSON *object = pl_json_object();
        pl_json_put_string(object, "file", result->lost[i].path);
        pl_json_put_string(object, "problem", result->lost[i].problem);
        item(out, &first, object);
    }
    g_string_append(out, "],\n\"noted\":[");
    first = true;
    for (uint32_t i = 0; i < result->nnoted; i++) item(out, &first, noted_json(&result->noted[i]));
    g_string_append(out, "]}\n");
}
