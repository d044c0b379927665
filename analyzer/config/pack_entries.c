/* Entry points: one JSON entry becomes one pl_entry_spec for each combination of what it lists. */
#include <string.h>

#include "config/names.h"
#include "config/pack_read.h"
#include "config/shapes.h"

/* The keys that say what an entry matches, with their plurals. */
static const char *const matchers[][2] = {{"function", "functions"}, {"argument", "arguments"},
                                          {"record", NULL},          {"field", "fields"},
                                          {"variable", NULL},        {"type", NULL},
                                          {"annotation", NULL},      {"when", NULL}};

static bool listed(const char *const keys[3], const char *key) {
    for (unsigned i = 0; i < 3 && keys[i] != NULL; i++)
        if (strcmp(keys[i], key) == 0) return true;
    return false;
}

static bool fail_misplaced(pl_reader *r, const cJSON *item, pl_entry_form form) {
    const pl_form_keys *keys = &pl_form_table[form];
    char *needs = g_strjoinv(", ", (char **)keys->needs), *takes = g_strjoinv(", ", (char **)keys->takes);
    pl_json_fail(r->json, item, r->error, "\"%s\" means nothing to an entry of form \"%s\", which takes %s%s%s",
                 item->string, pl_entry_form_names[form], needs, *takes ? " and perhaps " : "", takes);
    g_free(needs);
    g_free(takes);
    return false;
}

/* Every key that the form needs is there, and none that it has no use for. */
static bool check_form(pl_reader *r, const cJSON *object, pl_entry_form form) {
    for (unsigned i = 0; i < G_N_ELEMENTS(matchers); i++) {
        const char *key = matchers[i][0], *plural = matchers[i][1];
        const cJSON *item = pl_json_get(object, key);
        if (item == NULL && plural != NULL) item = pl_json_get(object, plural);
        if (item != NULL && !listed(pl_form_table[form].needs, key) && !listed(pl_form_table[form].takes, key))
            return fail_misplaced(r, item, form);
        if (item == NULL && listed(pl_form_table[form].needs, key))
            return pl_json_fail(r->json, object, r->error, "an entry of form \"%s\" needs the key \"%s\"",
                                pl_entry_form_names[form], key);
    }
    return true;
}

static bool is_balanced(const char *text) {
    GString *open = g_string_new(NULL);
    bool ok = true;
    for (; ok && *text; text++) {
        if (*text == '(' || *text == '[') g_string_append_c(open, *text == '(' ? ')' : ']');
        if (*text != ')' && *text != ']') continue;
        ok = open->len > 0 && open->str[open->len - 1] == *text;
        if (ok) g_string_truncate(open, open->len - 1);
    }
    ok = ok && open->len == 0;
    g_string_free(open, TRUE);
    return ok;
}

/* "int (struct request *)": the type of a function, not of a pointer to one. That it exists is not known here. */
static bool check_function_type(pl_reader *r, const cJSON *item) {
    const char *type = item->valuestring + strspn(item->valuestring, " "), *parameters = strchr(type, '(');
    bool ok = parameters && parameters != type && is_balanced(type) && !g_str_has_prefix(parameters, "(*)");
    return ok ||
           pl_json_fail(r->json, item, r->error,
                        "\"%s\" is not the type of a function: write \"result (parameters)\", as in \"int (struct "
                        "request *)\"; `pinlint facts dump` shows the types of functions",
                        item->valuestring);
}

static const char *text_of(pl_reader *r, const cJSON *item) {
    return item != NULL ? pl_config_text(r->config, item->valuestring) : NULL;
}

typedef struct {
    const cJSON *functions, *fields, *arguments; /* a list, one value, or NULL */
} combination;

static bool read_lists(pl_reader *r, const cJSON *object, combination *c) {
    return pl_read_either(r, object, "an entry", "function", "functions", false, &c->functions) &&
           pl_read_either(r, object, "an entry", "field", "fields", false, &c->fields) &&
           pl_read_either(r, object, "an entry", "argument", "arguments", false, &c->arguments);
}

/* A list that is not there stands for one value: none. Hence the do loops. */
static bool expand(pl_reader *r, const cJSON *object, const combination *c, pl_entry_spec *entry) {
    const cJSON *function = pl_json_each(c->functions, NULL);
    do {
        const cJSON *field = pl_json_each(c->fields, NULL);
        do {
            const cJSON *argument = pl_json_each(c->arguments, NULL);
            do {
                if (argument != NULL && !pl_read_integer(r, argument, "argument", -255, 255, &entry->argument))
                    return false;
                if (r->entries->len >= PL_PACK_MAX_ITEMS)
                    return pl_json_fail(r->json, object, r->error, "more than %d entries", PL_PACK_MAX_ITEMS);
                entry->function = text_of(r, function);
                if (field != NULL) entry->field = text_of(r, field);
                g_array_append_val(r->entries, *entry);
            } while (argument != NULL && (argument = pl_json_each(c->arguments, argument)) != NULL);
        } while (field != NULL && (field = pl_json_each(c->fields, field)) != NULL);
    } while (function != NULL && (function = pl_json_each(c->functions, function)) != NULL);
    return true;
}

static bool read_entry(pl_reader *r, const cJSON *object) {
    combination c;
    if (!pl_json_check(r->json, object, &pl_shape_entry, r->error)) return false;
    pl_entry_form form = (pl_entry_form)pl_json_choice(object, "form", pl_entry_form_names, 0);
    if (!check_form(r, object, form) || !read_lists(r, object, &c)) return false;
    const cJSON *type = pl_json_get(object, "type");
    if (type && form != PL_ENTRY_ASSIGN_TYPE && !check_function_type(r, type)) return false;
    const char *kind = pl_json_text(object, "kind"), *framework = pl_json_text(object, "framework");
    pl_entry_spec entry = {
        .form = form,
        .kind = pl_config_text(r->config, kind != NULL ? kind : r->default_kind),
        .framework = pl_config_text(r->config, framework != NULL ? framework : r->framework),
        .record = text_of(r, pl_json_get(object, "record")),
        .variable = text_of(r, pl_json_get(object, "variable")),
        .type = text_of(r, type),
        .annotation = text_of(r, pl_json_get(object, "annotation")),
        .except = pl_config_texts(r->config, pl_json_get(object, "except")),
        .model = (pl_model)pl_json_choice(object, "model", pl_model_names, (int)r->model),
        .origin = {.file = r->shown, .line = pl_json_line(object)},
    };
    if (!pl_read_conditions(r, pl_json_get(object, "when"), &entry.when, &entry.nwhen)) return false;
    if (form == PL_ENTRY_TABLE || form == PL_ENTRY_VTABLE_ADDRESS) entry.field = pl_config_text(r->config, "*");
    return expand(r, object, &c, &entry);
}

bool pl_read_entries(pl_reader *r, const cJSON *list) {
    for (const cJSON *e = pl_json_each(list, NULL); e != NULL; e = pl_json_each(list, e))
        if (!read_entry(r, e)) return false;
    return true;
}
