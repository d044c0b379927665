/* The shipped rules: every pack loads, and the schemas list the same keys, types and names as the loader's tables. */
#include <string.h>

#include "config/config.h"
#include "config/json.h"
#include "config/shapes.h"
#include "support/platform.h"

/* CTest sets SRCDIR; by hand, the place of this file says it. */
static char *rules_dir(void) {
    const char *source = g_getenv("SRCDIR");
    if (source != NULL) return g_build_filename(source, "rules", NULL);
    char *here = g_path_get_dirname(__FILE__), *rules = g_build_filename(here, "..", "..", "rules", NULL);
    g_free(here);
    return rules;
}

static cJSON *read_schema(const char *name) {
    char *rules = rules_dir(), *path = g_build_filename(rules, name, NULL);
    GError *error = NULL;
    pl_json json;
    g_assert_true(pl_json_load(&json, path, &error));
    g_assert_no_error(error);
    g_free(json.name);
    g_free(path);
    g_free(rules);
    return json.root;
}

static const cJSON *definition(const cJSON *schema, const char *name) {
    return pl_json_get(pl_json_get(schema, "definitions"), name);
}

/* Follows "$ref" into the schema itself or, from project.schema.json, into the pack's. */
static const cJSON *resolve(const cJSON *property, const cJSON *schema, const cJSON *pack_schema) {
    for (const char *ref; (ref = pl_json_text(property, "$ref")) != NULL;) {
        const cJSON *in = ref[0] == '#' ? schema : pack_schema;
        property = definition(in, strrchr(ref, '/') + 1);
        g_assert_nonnull(property);
        schema = in;
    }
    return property;
}

static bool allows(const cJSON *property, const char *type, const cJSON *schema, const cJSON *pack_schema) {
    property = resolve(property, schema, pack_schema);
    const cJSON *any = pl_json_get(property, "oneOf");
    for (const cJSON *e = pl_json_each(any, NULL); e != NULL; e = pl_json_each(any, e))
        if (allows(e, type, pack_schema, pack_schema)) return true;
    const cJSON *fixed = pl_json_get(property, "const");
    if (pl_json_get(property, "enum") != NULL) return strcmp(type, "string") == 0;
    if (fixed != NULL) return cJSON_IsBool(fixed) && strcmp(type, "boolean") == 0;
    const char *is = pl_json_text(property, "type");
    return is != NULL && strcmp(is, type) == 0;
}

static void compare_type(const pl_json_key *key, const cJSON *property, const cJSON *schema, const cJSON *pack_schema) {
    static const struct {
        const char *one, *list;
    } types[] = {
        [PL_JSON_TEXT] = {"string", NULL},         [PL_JSON_TEXTS] = {"string", "array"},
        [PL_JSON_INTEGER] = {"integer", NULL},     [PL_JSON_INTEGERS] = {"integer", "array"},
        [PL_JSON_BOOLEAN] = {"boolean", NULL},     [PL_JSON_OBJECT] = {"object", NULL},
        [PL_JSON_OBJECTS] = {NULL, "array"},       [PL_JSON_MIXED] = {NULL, "array"},
        [PL_JSON_SUBJECT] = {"integer", "string"},
    };
    static const char *const all[] = {"string", "integer", "boolean", "object", "array"};
    for (unsigned i = 0; i < G_N_ELEMENTS(all); i++) {
        bool wanted = g_strcmp0(types[key->type].one, all[i]) == 0 || g_strcmp0(types[key->type].list, all[i]) == 0;
        if (allows(property, all[i], schema, pack_schema) != wanted)
            g_error("the schema and the loader differ on whether \"%s\" may be of type %s", key->name, all[i]);
    }
}

static void compare_choices(const pl_json_key *key, const cJSON *property, const cJSON *schema,
                            const cJSON *pack_schema) {
    const cJSON *words = pl_json_get(resolve(property, schema, pack_schema), "enum");
    g_assert_true((words != NULL) == (key->choices != NULL));
    if (words == NULL) return;
    g_assert_cmpint(cJSON_GetArraySize(words), ==, g_strv_length((char **)key->choices));
    for (unsigned i = 0; key->choices[i] != NULL; i++)
        g_assert_cmpstr(cJSON_GetArrayItem(words, (int)i)->valuestring, ==, key->choices[i]);
}

static bool is_required(const cJSON *object, const char *key) {
    const cJSON *list = pl_json_get(object, "required");
    for (const cJSON *e = pl_json_each(list, NULL); e != NULL; e = pl_json_each(list, e))
        if (strcmp(e->valuestring, key) == 0) return true;
    return false;
}

static void compare(const pl_json_shape *shape, const cJSON *object, const cJSON *schema, const cJSON *pack_schema) {
    const cJSON *properties = pl_json_get(object, "properties");
    g_assert_nonnull(properties);
    g_assert_true(cJSON_IsFalse(pl_json_get(object, "additionalProperties")));
    g_assert_cmpint(cJSON_GetArraySize(properties), ==, shape->nkeys);
    for (unsigned i = 0; i < shape->nkeys; i++) {
        const pl_json_key *key = &shape->keys[i];
        const cJSON *property = pl_json_get(properties, key->name);
        if (property == NULL) g_error("the schema of %s lacks \"%s\"", shape->what, key->name);
        if (pl_json_text(property, "description") == NULL && key->name[0] != '$')
            g_error("the schema of %s does not describe \"%s\": editors show that", shape->what, key->name);
        g_assert_true(is_required(object, key->name) == key->required);
        compare_type(key, property, schema, pack_schema);
        compare_choices(key, property, schema, pack_schema);
    }
}

static void test_shapes(void) {
    static const pl_json_shape *const shapes[] = {&pl_shape_uses,  &pl_shape_sink,    &pl_shape_save,
                                                  &pl_shape_when,  &pl_shape_unless,  &pl_shape_self,
                                                  &pl_shape_entry, &pl_shape_callback};
    cJSON *pack = read_schema("pack.schema.json"), *project = read_schema("project.schema.json");
    compare(&pl_shape_pack, pack, pack, pack);
    for (unsigned i = 0; i < G_N_ELEMENTS(shapes); i++)
        compare(shapes[i], definition(pack, shapes[i]->definition), pack, pack);
    compare(&pl_shape_project, project, project, pack);
    compare(&pl_shape_packs, definition(project, "packs"), project, pack);
    cJSON_Delete(pack);
    cJSON_Delete(project);
}

/* Processors and systems that constants may differ by. */
static void test_platforms(void) {
    cJSON *pack = read_schema("pack.schema.json");
    const cJSON *names = pl_json_get(definition(pack, "platforms"), "propertyNames");
    const cJSON *words = pl_json_get(cJSON_GetArrayItem(pl_json_get(names, "anyOf"), 0), "enum");
    g_assert_cmpint(cJSON_GetArraySize(words), ==, g_strv_length((char **)pl_platform_names()));
    for (int i = 0; pl_platform_names()[i] != NULL; i++)
        g_assert_cmpstr(cJSON_GetArrayItem(words, i)->valuestring, ==, pl_platform_names()[i]);
    cJSON_Delete(pack);
}

static bool holds(const cJSON *list, const char *word) {
    for (const cJSON *e = pl_json_each(list, NULL); e != NULL; e = pl_json_each(list, e))
        if (strcmp(e->valuestring, word) == 0) return true;
    return false;
}

/* The keys of each form: the schema's propertyNames are those of the loader's table, and some that all forms share. */
static void test_forms(void) {
    static const char *const matchers[] = {"function", "argument", "record",     "field",
                                           "variable", "type",     "annotation", "when"};
    cJSON *pack = read_schema("pack.schema.json");
    const cJSON *rules = pl_json_get(definition(pack, "entry"), "allOf");
    g_assert_cmpint(cJSON_GetArraySize(rules), ==, PL_NENTRYFORMS);
    for (int form = 0; form < PL_NENTRYFORMS; form++) {
        const cJSON *rule = cJSON_GetArrayItem(rules, form), *then = pl_json_get(rule, "then");
        const cJSON *named =
            pl_json_get(pl_json_get(pl_json_get(pl_json_get(rule, "if"), "properties"), "form"), "const");
        g_assert_cmpstr(named->valuestring, ==, pl_entry_form_name((pl_entry_form)form));
        const cJSON *keys = pl_json_get(pl_json_get(then, "propertyNames"), "enum");
        const pl_form_keys *table = &pl_form_table[form];
        for (unsigned i = 0; i < G_N_ELEMENTS(matchers); i++) {
            bool wanted = false;
            for (unsigned k = 0; k < 3; k++)
                wanted |= g_strcmp0(table->needs[k], matchers[i]) == 0 || g_strcmp0(table->takes[k], matchers[i]) == 0;
            g_assert_true(holds(keys, matchers[i]) == wanted);
        }
    }
    cJSON_Delete(pack);
}

static const pl_pack *pack_named(const pl_config *config, const char *name) {
    for (uint32_t i = 0; i < config->npacks; i++)
        if (strcmp(config->packs[i]->name, name) == 0) return config->packs[i];
    g_error("no pack %s", name);
}

static const pl_sink *sink_named(const pl_pack *pack, const char *function) {
    for (uint32_t i = 0; i < pack->nsinks; i++)
        if (strcmp(pack->sinks[i].function, function) == 0) return &pack->sinks[i];
    g_error("no sink %s in %s", function, pack->name);
}

static void test_shipped(void) {
    char *rules = rules_dir();
    GError *error = NULL;
    pl_config *config = pl_config_load(rules, NULL, "/", NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(config->npacks, >=, 15);

    const pl_pack *posix = pack_named(config, "sinks/posix"), *linux_pack = pack_named(config, "sinks/linux");
    const pl_sink *flock_sink = sink_named(posix, "flock"), *raw = sink_named(linux_pack, "syscall");
    g_assert_cmpint(flock_sink->when[0].kind, ==, PL_WHEN_HAS_NOT);
    g_assert_true(flock_sink->when[0].if_unknown);
    g_assert_cmpint(sink_named(posix, "fcntl")->when[0].constants[0].value, ==, 7);
    g_assert_false(sink_named(posix, "fcntl")->when[0].if_unknown);
    g_assert_cmpint(raw->when[0].constants[0].value, ==, 203);
    g_assert_cmpstr(raw->when[0].constants[0].platform, ==, "x86_64");
    g_assert_cmpint(sink_named(linux_pack, "sched_setaffinity")->when[0].kind, ==, PL_WHEN_SELF);
    g_assert_true(sink_named(pack_named(config, "sinks/cxx"), "std::lock_guard::lock_guard")->scoped);
    const pl_entry_spec *command = &pack_named(config, "frameworks/redis")->entries[0];
    g_assert_cmpstr(command->record, ==, "redisCommand");
    g_assert_cmpstr(command->field, ==, "proc");
    g_assert_cmpint(command->model, ==, PL_MODEL_EVENT_LOOP);
    pl_config_free(config);
    g_free(rules);
}

/* A framework's pack must say how its programs are recognised, or it would speak in every other one. */
static void test_frameworks_are_recognised(void) {
    char *rules = rules_dir();
    pl_config *config = pl_config_load(rules, NULL, "/", NULL, NULL);
    for (uint32_t i = 0; i < config->npacks; i++) {
        const pl_pack *pack = config->packs[i];
        bool recognised = pack->uses.includes != NULL || pack->uses.symbols != NULL || pack->uses.annotations != NULL;
        if (g_str_has_prefix(pack->name, "frameworks/") && !recognised) g_error("%s has no \"uses\"", pack->name);
    }
    pl_config_free(config);
    g_free(rules);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/config/schema/shapes", test_shapes);
    g_test_add_func("/config/schema/forms", test_forms);
    g_test_add_func("/config/schema/platforms", test_platforms);
    g_test_add_func("/config/schema/shipped", test_shipped);
    g_test_add_func("/config/schema/recognised", test_frameworks_are_recognised);
    return g_test_run();
}
