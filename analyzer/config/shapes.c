#include "config/shapes.h"

#include "config/names.h"

#define SHAPE(id, text) const pl_json_shape pl_shape_##id = {#id, text, id##_keys, G_N_ELEMENTS(id##_keys)}

static const char *const bounds[] = {"note", "warning", "error", NULL};

static const pl_json_key pack_keys[] = {
    {"$schema", PL_JSON_TEXT, false, NULL},         {"title", PL_JSON_TEXT, true, NULL},
    {"framework", PL_JSON_TEXT, false, NULL},       {"model", PL_JSON_TEXT, false, pl_model_names},
    {"verified", PL_JSON_TEXTS, false, NULL},       {"linted", PL_JSON_TEXTS, false, NULL},
    {"uses", PL_JSON_OBJECT, false, NULL},          {"entries", PL_JSON_OBJECTS, false, NULL},
    {"sinks", PL_JSON_OBJECTS, false, NULL},        {"callbacks", PL_JSON_OBJECTS, false, NULL},
    {"barriers", PL_JSON_TEXTS, false, NULL},       {"saves", PL_JSON_OBJECTS, false, NULL},
    {"number_readers", PL_JSON_TEXTS, false, NULL},
};
SHAPE(pack, "a pack");

static const pl_json_key uses_keys[] = {
    {"includes", PL_JSON_TEXTS, false, NULL},
    {"symbols", PL_JSON_TEXTS, false, NULL},
    {"annotations", PL_JSON_TEXTS, false, NULL},
};
SHAPE(uses, "\"uses\"");

static const pl_json_key sink_keys[] = {
    {"function", PL_JSON_TEXT, false, NULL},
    {"functions", PL_JSON_TEXTS, false, NULL},
    {"category", PL_JSON_TEXT, true, pl_category_names},
    {"level", PL_JSON_TEXT, false, bounds},
    {"when", PL_JSON_OBJECTS, false, NULL},
    {"releases", PL_JSON_TEXTS, false, NULL},
    {"scoped", PL_JSON_BOOLEAN, false, NULL},
    {"state", PL_JSON_TEXT, false, NULL},
    {"value", PL_JSON_INTEGER, false, NULL},
    {"values", PL_JSON_INTEGERS, false, NULL},
    {"default", PL_JSON_OBJECTS, false, NULL},
    {"remedy", PL_JSON_TEXT, false, NULL},
    {"note", PL_JSON_TEXT, false, NULL},
};
SHAPE(sink, "a sink");

static const pl_json_key save_keys[] = {
    {"function", PL_JSON_TEXT, false, NULL},      {"functions", PL_JSON_TEXTS, false, NULL},
    {"state", PL_JSON_TEXT, true, NULL},          {"argument", PL_JSON_INTEGER, false, NULL},
    {"arguments", PL_JSON_INTEGERS, false, NULL}, {"result", PL_JSON_BOOLEAN, false, NULL},
    {"when", PL_JSON_OBJECTS, false, NULL},
};
SHAPE(save, "a save");

static const pl_json_key when_keys[] = {
    {"argument", PL_JSON_SUBJECT, true, NULL},      {"in", PL_JSON_OBJECT, false, NULL},
    {"not_in", PL_JSON_OBJECT, false, NULL},        {"has", PL_JSON_OBJECT, false, NULL},
    {"has_not", PL_JSON_OBJECT, false, NULL},       {"self", PL_JSON_OBJECT, false, NULL},
    {"absent", PL_JSON_BOOLEAN, false, NULL},       {"present", PL_JSON_BOOLEAN, false, NULL},
    {"not_type", PL_JSON_TEXTS, false, NULL},       {"if_unknown", PL_JSON_BOOLEAN, false, NULL},
    {"unless_called", PL_JSON_OBJECT, false, NULL},
};
SHAPE(when, "a condition");

static const pl_json_key unless_keys[] = {
    {"function", PL_JSON_TEXT, false, NULL},
    {"functions", PL_JSON_TEXTS, false, NULL},
    {"argument", PL_JSON_INTEGER, true, NULL},
    {"has", PL_JSON_OBJECT, true, NULL},
};
SHAPE(unless, "\"unless_called\"");

static const pl_json_key self_keys[] = {
    {"values", PL_JSON_OBJECT, false, NULL},
    {"calls", PL_JSON_TEXTS, false, NULL},
};
SHAPE(self, "\"self\"");

static const pl_json_key entry_keys[] = {
    {"form", PL_JSON_TEXT, true, pl_entry_form_names},
    {"kind", PL_JSON_TEXT, false, NULL},
    {"framework", PL_JSON_TEXT, false, NULL},
    {"model", PL_JSON_TEXT, false, pl_model_names},
    {"function", PL_JSON_TEXT, false, NULL},
    {"functions", PL_JSON_TEXTS, false, NULL},
    {"argument", PL_JSON_INTEGER, false, NULL},
    {"arguments", PL_JSON_INTEGERS, false, NULL},
    {"record", PL_JSON_TEXT, false, NULL},
    {"field", PL_JSON_TEXT, false, NULL},
    {"fields", PL_JSON_TEXTS, false, NULL},
    {"variable", PL_JSON_TEXT, false, NULL},
    {"type", PL_JSON_TEXT, false, NULL},
    {"annotation", PL_JSON_TEXT, false, NULL},
    {"when", PL_JSON_OBJECTS, false, NULL},
    {"except", PL_JSON_TEXTS, false, NULL},
};
SHAPE(entry, "an entry");

static const pl_json_key callback_keys[] = {
    {"function", PL_JSON_TEXT, false, NULL},
    {"functions", PL_JSON_TEXTS, false, NULL},
    {"argument", PL_JSON_INTEGER, false, NULL},
    {"arguments", PL_JSON_INTEGERS, false, NULL},
    {"runs", PL_JSON_TEXT, true, pl_runs_names},
    {"user_data", PL_JSON_INTEGER, false, NULL},
    {"user_data_parameter", PL_JSON_INTEGER, false, NULL},
};
SHAPE(callback, "a callback");

static const pl_json_key project_keys[] = {
    {"$schema", PL_JSON_TEXT, false, NULL},
    {"packs", PL_JSON_OBJECT, false, NULL},
    {"rules", PL_JSON_OBJECT, false, NULL},
    {"entries", PL_JSON_OBJECTS, false, NULL},
    {"sinks", PL_JSON_OBJECTS, false, NULL},
    {"wrappers", PL_JSON_OBJECTS, false, NULL},
    {"saves", PL_JSON_OBJECTS, false, NULL},
    {"callbacks", PL_JSON_OBJECTS, false, NULL},
    {"barriers", PL_JSON_TEXTS, false, NULL},
    {"number_readers", PL_JSON_TEXTS, false, NULL},
    {"calls", PL_JSON_OBJECT, false, NULL},
    {"safe", PL_JSON_MIXED, false, NULL},
    {"require_reasons", PL_JSON_BOOLEAN, false, NULL},
    {"min_tier", PL_JSON_TEXT, false, pl_tier_names},
    {"root", PL_JSON_TEXT, false, NULL},
};
SHAPE(project, "the project file");

static const pl_json_key packs_keys[] = {
    {"only", PL_JSON_TEXTS, false, NULL},
    {"off", PL_JSON_TEXTS, false, NULL},
};
SHAPE(packs, "\"packs\"");

const pl_form_keys pl_form_table[PL_NENTRYFORMS] = {
    [PL_ENTRY_CALL] = {{"function", "argument"}, {"when"}},
    [PL_ENTRY_FIELD] = {{"record", "field"}, {NULL}},
    [PL_ENTRY_TABLE] = {{"variable"}, {"field"}},
    [PL_ENTRY_VTABLE_ADDRESS] = {{"function", "argument"}, {"field", "when"}},
    [PL_ENTRY_OVERRIDE] = {{"function"}, {NULL}},
    [PL_ENTRY_ASSIGN_TYPE] = {{"type"}, {NULL}},
    [PL_ENTRY_VARIABLE] = {{"variable"}, {NULL}},
    [PL_ENTRY_NAME] = {{"function"}, {"type"}},
    [PL_ENTRY_SIGNATURE] = {{"type"}, {"function"}},
    [PL_ENTRY_ACCEPT_LOOP] = {{"function"}, {NULL}},
    [PL_ENTRY_ANNOTATION] = {{"annotation"}, {NULL}},
};
