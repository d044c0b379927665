/* Shapes against values, and the messages about what does not fit. */
#include <math.h>
#include <string.h>

#include "config/config.h"
#include "config/json.h"
#include "support/nearest.h"

enum { SHORT_LIST = 13 }; /* names that a message can still list */

G_GNUC_PRINTF(4, 0)
static void fail_at(const char *name, uint32_t line, GError **error, const char *format, va_list args) {
    char *text = g_strdup_vprintf(format, args);
    pl_config_set_error(error, PL_CONFIG_INVALID, "%s:%u: %s", name, line, text);
    g_free(text);
}

bool pl_json_fail_at(const char *name, uint32_t line, GError **error, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fail_at(name, line, error, format, args);
    va_end(args);
    return false;
}

bool pl_json_fail(const pl_json *json, const cJSON *item, GError **error, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fail_at(json->name, pl_json_line(item), error, format, args);
    va_end(args);
    return false;
}

bool pl_json_fail_unknown(const pl_json *json, const cJSON *item, GError **error, const char *what, const char *name,
                          const char *where, const char *const *candidates) {
    const char *nearest = pl_nearest(name, candidates);
    if (nearest != NULL)
        return pl_json_fail(json, item, error, "unknown %s \"%s\"%s; did you mean \"%s\"?", what, name, where, nearest);
    unsigned count = candidates != NULL ? g_strv_length((char **)candidates) : 0;
    if (count == 0 || count > SHORT_LIST)
        return pl_json_fail(json, item, error, "unknown %s \"%s\"%s", what, name, where);
    char *list = g_strjoinv(", ", (char **)candidates);
    pl_json_fail(json, item, error, "unknown %s \"%s\"%s; known are: %s", what, name, where, list);
    g_free(list);
    return false;
}

static const char *kind_of(const cJSON *item) {
    if (cJSON_IsString(item)) return item->valuestring[0] == 0 ? "an empty string" : "a string";
    if (cJSON_IsNumber(item)) return pl_json_is_integer(item) ? "a number" : "a number with a fraction or out of range";
    if (cJSON_IsBool(item)) return "true or false";
    if (cJSON_IsArray(item)) return "a list";
    if (cJSON_IsObject(item)) return "an object";
    return "null";
}

bool pl_json_is_integer(const cJSON *item) {
    double value = item->valuedouble;
    return cJSON_IsNumber(item) && isfinite(value) && fabs(value) <= 9007199254740992.0 && floor(value) == value;
}

static bool is_text(const cJSON *item) { return cJSON_IsString(item) && item->valuestring[0] != 0; }
static bool is_object(const cJSON *item) { return cJSON_IsObject(item); }
static bool is_mixed(const cJSON *item) { return is_text(item) || is_object(item); }
static bool is_subject(const cJSON *item) { return is_text(item) || pl_json_is_integer(item); }
static bool is_boolean(const cJSON *item) { return cJSON_IsBool(item); }

static const struct {
    const char *what;
    bool (*fits)(const cJSON *item);
    bool list;   /* a list of them may stand */
    bool single; /* one may stand */
} types[] = {
    [PL_JSON_TEXT] = {"a string", is_text, false, true},
    [PL_JSON_TEXTS] = {"a list of strings", is_text, true, true},
    [PL_JSON_INTEGER] = {"a whole number", pl_json_is_integer, false, true},
    [PL_JSON_INTEGERS] = {"a list of whole numbers", pl_json_is_integer, true, true},
    [PL_JSON_BOOLEAN] = {"true or false", is_boolean, false, true},
    [PL_JSON_OBJECT] = {"an object", is_object, false, true},
    [PL_JSON_OBJECTS] = {"a list of objects", is_object, true, false},
    [PL_JSON_MIXED] = {"a list of strings and objects", is_mixed, true, false},
    [PL_JSON_SUBJECT] = {"a whole number or \"this\"", is_subject, false, true},
};

static bool check_type(const pl_json *json, const cJSON *item, const pl_json_key *key, const char *what,
                       GError **error) {
    const cJSON *wrong = item;
    if (types[key->type].list && cJSON_IsArray(item)) {
        wrong = NULL;
        for (const cJSON *e = item->child; e != NULL && wrong == NULL; e = e->next)
            if (!types[key->type].fits(e)) wrong = e;
    } else if (types[key->type].single && types[key->type].fits(item))
        wrong = NULL;
    if (wrong == NULL) return true;
    return pl_json_fail(json, wrong, error, "\"%s\" of %s must be %s, %s %s", key->name, what, types[key->type].what,
                        wrong == item ? "not" : "but holds", kind_of(wrong));
}

static bool check_choice(const pl_json *json, const cJSON *item, const pl_json_key *key, const char *what,
                         GError **error) {
    if (key->choices == NULL || g_strv_contains(key->choices, item->valuestring)) return true;
    char *where = g_strdup_printf(" of %s", what);
    pl_json_fail_unknown(json, item, error, key->name, item->valuestring, where, key->choices);
    g_free(where);
    return false;
}

static bool fail_key(const pl_json *json, const cJSON *item, const pl_json_shape *shape, GError **error) {
    const char **names = g_new0(const char *, shape->nkeys + 1);
    for (unsigned i = 0; i < shape->nkeys; i++) names[i] = shape->keys[i].name;
    char *where = g_strdup_printf(" in %s", shape->what);
    pl_json_fail_unknown(json, item, error, "key", item->string, where, names);
    g_free(where);
    g_free(names);
    return false;
}

bool pl_json_check(const pl_json *json, const cJSON *object, const pl_json_shape *shape, GError **error) {
    if (!cJSON_IsObject(object))
        return pl_json_fail(json, object, error, "%s must be an object, { ... }, not %s", shape->what, kind_of(object));
    for (const cJSON *item = object->child; item != NULL; item = item->next) {
        const pl_json_key *key = NULL;
        for (unsigned i = 0; i < shape->nkeys && key == NULL; i++)
            if (strcmp(shape->keys[i].name, item->string) == 0) key = &shape->keys[i];
        if (key == NULL) return fail_key(json, item, shape, error);
        if (!check_type(json, item, key, shape->what, error)) return false;
        if (!check_choice(json, item, key, shape->what, error)) return false;
    }
    for (unsigned i = 0; i < shape->nkeys; i++)
        if (shape->keys[i].required && pl_json_get(object, shape->keys[i].name) == NULL)
            return pl_json_fail(json, object, error, "%s needs the key \"%s\"", shape->what, shape->keys[i].name);
    return true;
}

const char *pl_json_text(const cJSON *object, const char *key) {
    const cJSON *item = pl_json_get(object, key);
    return item != NULL ? item->valuestring : NULL;
}

bool pl_json_boolean(const cJSON *object, const char *key, bool otherwise) {
    const cJSON *item = pl_json_get(object, key);
    return item != NULL ? cJSON_IsTrue(item) : otherwise;
}

int pl_json_choice(const cJSON *object, const char *key, const char *const *choices, int otherwise) {
    const char *text = pl_json_text(object, key);
    for (int i = 0; text != NULL && choices[i] != NULL; i++)
        if (strcmp(choices[i], text) == 0) return i;
    return otherwise;
}

const cJSON *pl_json_each(const cJSON *list_or_value, const cJSON *after) {
    if (list_or_value == NULL) return NULL;
    if (!cJSON_IsArray(list_or_value)) return after == NULL ? list_or_value : NULL;
    return after == NULL ? list_or_value->child : after->next;
}
