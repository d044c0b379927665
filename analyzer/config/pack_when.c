/* Conditions on the arguments of a sink. */
#include "config/pack_read.h"
#include "config/shapes.h"
#include "support/platform.h"

/* One key of a condition says what kind it is. `unknown` is what holds when the argument is not known at compile time:
 * a call that may be about the calling thread is reported, an option that may be a harmful one is not. */
static const struct {
    const char *key;
    pl_when_kind kind;
    bool unknown;
} kinds[] = {
    {"in", PL_WHEN_IN, false},
    {"not_in", PL_WHEN_NOT_IN, true},
    {"has", PL_WHEN_HAS, false},
    {"has_not", PL_WHEN_HAS_NOT, true},
    {"self", PL_WHEN_SELF, true},
    {"absent", PL_WHEN_ABSENT, false},
    {"not_type", PL_WHEN_NOT_TYPE, true},
    {"present", PL_WHEN_PRESENT, true},
    {"unless_called", PL_WHEN_UNLESS_CALLED, true},
};

static bool check_platform(pl_reader *r, const cJSON *item, const char *platform) {
    char *wrong;
    if (platform == NULL || pl_platform_known(platform, &wrong)) return true;
    pl_json_fail_unknown(r->json, item, r->error, "processor or system", wrong, "", pl_platform_names());
    g_free(wrong);
    return false;
}

static bool append_constant(pl_reader *r, const cJSON *item, const char *name, const char *platform,
                            GArray *constants) {
    if (!pl_json_is_integer(item))
        return pl_json_fail(r->json, item, r->error,
                            "the value of \"%s\" must be a whole number, or one for each platform: "
                            "{\"x86_64\": 1, \"aarch64\": 2}",
                            name);
    if (!check_platform(r, item, platform)) return false;
    pl_constant constant = {.name = pl_config_text(r->config, name),
                            .platform = pl_config_text(r->config, platform),
                            .value = (int64_t)item->valuedouble};
    g_array_append_val(constants, constant);
    return true;
}

/* {"LOCK_NB": 4, "SYS_setns": {"x86_64": 308, "aarch64": 268}} */
static bool read_constants(pl_reader *r, const cJSON *object, pl_when *when) {
    GArray *constants = g_array_new(FALSE, FALSE, sizeof(pl_constant));
    bool ok = true;
    for (const cJSON *item = object->child; ok && item != NULL; item = item->next) {
        if (!cJSON_IsObject(item)) ok = append_constant(r, item, item->string, NULL, constants);
        for (const cJSON *each = cJSON_IsObject(item) ? item->child : NULL; ok && each != NULL; each = each->next)
            ok = append_constant(r, each, item->string, each->string, constants);
    }
    if (ok && constants->len == 0)
        ok =
            pl_json_fail(r->json, object, r->error, "\"%s\" names no constant: {\"NAME\": value, ...}", object->string);
    if (ok) {
        when->constants = pl_config_array(r->config, constants->data, constants->len * sizeof(pl_constant));
        when->nconstants = constants->len;
    }
    g_array_free(constants, TRUE);
    return ok;
}

static bool read_self(pl_reader *r, const cJSON *object, pl_when *when) {
    if (!pl_json_check(r->json, object, &pl_shape_self, r->error)) return false;
    const cJSON *values = pl_json_get(object, "values");
    when->names = pl_config_texts(r->config, pl_json_get(object, "calls"));
    if (values != NULL) return read_constants(r, values, when);
    return when->names != NULL ||
           pl_json_fail(r->json, object, r->error,
                        "\"self\" needs \"values\" (constants that mean the calling thread) or \"calls\" (functions "
                        "that return it)");
}

static bool read_unless(pl_reader *r, const cJSON *object, pl_when *when) {
    const cJSON *functions;
    if (!pl_json_check(r->json, object, &pl_shape_unless, r->error)) return false;
    if (!pl_read_either(r, object, "\"unless_called\"", "function", "functions", true, &functions)) return false;
    when->names = pl_config_texts(r->config, functions);
    return pl_read_integer(r, pl_json_get(object, "argument"), "argument", -255, 255, &when->other) &&
           read_constants(r, pl_json_get(object, "has"), when);
}

static bool read_kind(pl_reader *r, const cJSON *value, pl_when *when) {
    switch (when->kind) {
    case PL_WHEN_SELF: return read_self(r, value, when);
    case PL_WHEN_UNLESS_CALLED: return read_unless(r, value, when);
    case PL_WHEN_NOT_TYPE:
        when->names = pl_config_texts(r->config, value);
        return when->names != NULL || pl_json_fail(r->json, value, r->error, "\"not_type\" names no type");
    case PL_WHEN_ABSENT:
    case PL_WHEN_PRESENT:
        return cJSON_IsTrue(value) || pl_json_fail(r->json, value, r->error, "\"%s\" can only be true", value->string);
    case PL_WHEN_IN:
    case PL_WHEN_NOT_IN:
    case PL_WHEN_HAS:
    case PL_WHEN_HAS_NOT: break;
    }
    return read_constants(r, value, when);
}

/* A number, or "this": the object of a method. */
static bool read_subject(pl_reader *r, const cJSON *argument, pl_when *when) {
    if (!cJSON_IsString(argument)) return pl_read_integer(r, argument, "argument", -255, 255, &when->argument);
    when->argument = PL_WHEN_OF_THIS;
    return g_str_equal(argument->valuestring, "this") ||
           pl_json_fail(r->json, argument, r->error,
                        "\"argument\" is a number, or \"this\" for the object of a method, not \"%s\"",
                        argument->valuestring);
}

static bool read_condition(pl_reader *r, const cJSON *object, pl_when *when) {
    const cJSON *value = NULL;
    if (!pl_json_check(r->json, object, &pl_shape_when, r->error)) return false;
    if (!read_subject(r, pl_json_get(object, "argument"), when)) return false;
    for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++) {
        const cJSON *item = pl_json_get(object, kinds[i].key);
        if (item == NULL) continue;
        if (value != NULL)
            return pl_json_fail(r->json, item, r->error,
                                "a condition says one thing, this one has \"%s\" and \"%s\"; make two of it",
                                value->string, item->string);
        value = item;
        when->kind = kinds[i].kind;
        when->if_unknown = pl_json_boolean(object, "if_unknown", kinds[i].unknown);
    }
    if (value == NULL)
        return pl_json_fail(r->json, object, r->error,
                            "a condition needs one of in, not_in, has, has_not, self, absent, present, not_type, "
                            "unless_called");
    return read_kind(r, value, when);
}

bool pl_read_conditions(pl_reader *r, const cJSON *list, const pl_when **all, uint32_t *nwhen) {
    GArray *conditions = g_array_new(FALSE, FALSE, sizeof(pl_when));
    bool ok = true;
    for (const cJSON *e = pl_json_each(list, NULL); ok && e != NULL; e = pl_json_each(list, e)) {
        pl_when when = {0};
        ok = read_condition(r, e, &when);
        if (ok) g_array_append_val(conditions, when);
    }
    if (ok) {
        *all = pl_config_array(r->config, conditions->data, conditions->len * sizeof(pl_when));
        *nwhen = conditions->len;
    }
    g_array_free(conditions, TRUE);
    return ok;
}
