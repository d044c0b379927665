/* Sinks, callbacks, and what all parts of packs share. */
#include "config/pack_read.h"

#include "config/names.h"
#include "config/shapes.h"

enum { HIGHEST_ARGUMENT = 255 };

void pl_reader_init(pl_reader *r, pl_config *config, const pl_json *json, const char *shown, GError **error) {
    *r = (pl_reader){.config = config, .json = json, .error = error};
    r->shown = pl_config_text(config, shown);
    r->sinks = g_array_new(FALSE, FALSE, sizeof(pl_sink));
    r->saves = g_array_new(FALSE, FALSE, sizeof(pl_save));
    r->callbacks = g_array_new(FALSE, FALSE, sizeof(pl_callback));
    r->callback_origins = g_array_new(FALSE, FALSE, sizeof(pl_origin));
    r->entries = g_array_new(FALSE, FALSE, sizeof(pl_entry_spec));
}

void pl_reader_clear(pl_reader *r) {
    g_array_free(r->sinks, TRUE);
    g_array_free(r->saves, TRUE);
    g_array_free(r->callbacks, TRUE);
    g_array_free(r->callback_origins, TRUE);
    g_array_free(r->entries, TRUE);
}

static void *move_array(pl_config *config, const GArray *from, size_t size, uint32_t *count) {
    *count = from->len;
    return pl_config_array(config, from->data, from->len * size);
}

void pl_reader_finish(pl_reader *r, pl_pack *pack) {
    uint32_t norigins;
    pack->sinks = move_array(r->config, r->sinks, sizeof(pl_sink), &pack->nsinks);
    pack->saves = move_array(r->config, r->saves, sizeof(pl_save), &pack->nsaves);
    pack->callbacks = move_array(r->config, r->callbacks, sizeof(pl_callback), &pack->ncallbacks);
    pack->callback_origins = move_array(r->config, r->callback_origins, sizeof(pl_origin), &norigins);
    pack->entries = move_array(r->config, r->entries, sizeof(pl_entry_spec), &pack->nentries);
}

const char *pl_config_text(pl_config *config, const char *text) {
    return text != NULL ? g_string_chunk_insert_const(config->text, text) : NULL;
}

void *pl_config_array(pl_config *config, const void *items, size_t size) {
    if (size == 0) return NULL;
    void *copy = g_memdup2(items, size);
    g_ptr_array_add(config->owned, copy);
    return copy;
}

const char *const *pl_config_texts(pl_config *config, const cJSON *list) {
    GPtrArray *texts = g_ptr_array_new();
    for (const cJSON *e = pl_json_each(list, NULL); e != NULL; e = pl_json_each(list, e))
        g_ptr_array_add(texts, (gpointer)pl_config_text(config, e->valuestring));
    const char *const *array = NULL;
    if (texts->len > 0) {
        g_ptr_array_add(texts, NULL);
        array = pl_config_array(config, texts->pdata, texts->len * sizeof(char *));
    }
    g_ptr_array_free(texts, TRUE);
    return array;
}

bool pl_read_either(pl_reader *r, const cJSON *object, const char *what, const char *key, const char *keys, bool needed,
                    const cJSON **value) {
    const cJSON *one = pl_json_get(object, key), *many = pl_json_get(object, keys);
    *value = one != NULL ? one : many;
    if (one != NULL && many != NULL)
        return pl_json_fail(r->json, many, r->error, "%s has both \"%s\" and \"%s\"; keep one of them", what, key,
                            keys);
    if (needed && *value == NULL)
        return pl_json_fail(r->json, object, r->error, "%s needs the key \"%s\" (or a list, \"%s\")", what, key, keys);
    if (*value != NULL && pl_json_each(*value, NULL) == NULL)
        return pl_json_fail(r->json, many, r->error, "\"%s\" of %s is an empty list", keys, what);
    return true;
}

bool pl_read_integer(pl_reader *r, const cJSON *item, const char *name, int low, int high, int *value) {
    if (item->valuedouble < low || item->valuedouble > high)
        return pl_json_fail(r->json, item, r->error, "\"%s\" must be between %d and %d", name, low, high);
    *value = (int)item->valuedouble;
    return true;
}

static pl_origin origin_of(const pl_reader *r, const cJSON *object) {
    return (pl_origin){.file = r->shown, .line = pl_json_line(object)};
}

static bool read_sink(pl_reader *r, const cJSON *object) {
    const cJSON *functions;
    if (!pl_json_check(r->json, object, &pl_shape_sink, r->error)) return false;
    if (!pl_read_either(r, object, "a sink", "function", "functions", true, &functions)) return false;
    pl_sink sink = {
        .category = (pl_category)pl_json_choice(object, "category", pl_category_names, 0),
        .level = (pl_level)pl_json_choice(object, "level", pl_level_names, PL_LEVEL_OFF),
        .releases = pl_config_texts(r->config, pl_json_get(object, "releases")),
        .scoped = pl_json_boolean(object, "scoped", false),
        .remedy = pl_config_text(r->config, pl_json_text(object, "remedy")),
        .note = pl_config_text(r->config, pl_json_text(object, "note")),
        .origin = origin_of(r, object),
    };
    if (sink.scoped && sink.releases != NULL)
        return pl_json_fail(r->json, pl_json_get(object, "releases"), r->error,
                            "a sink that is \"scoped\" is released by its destructor; remove \"releases\"");
    if (!pl_read_conditions(r, pl_json_get(object, "when"), &sink.when, &sink.nwhen) ||
        !pl_read_state(r, object, &sink))
        return false;
    for (const cJSON *e = pl_json_each(functions, NULL); e != NULL; e = pl_json_each(functions, e)) {
        sink.function = pl_config_text(r->config, e->valuestring);
        g_array_append_val(r->sinks, sink);
    }
    return true;
}

bool pl_read_sinks(pl_reader *r, const cJSON *list) {
    for (const cJSON *e = pl_json_each(list, NULL); e != NULL; e = pl_json_each(list, e))
        if (!read_sink(r, e)) return false;
    return true;
}

static bool read_user_data(pl_reader *r, const cJSON *object, pl_callback *callback) {
    const cJSON *data = pl_json_get(object, "user_data"), *parameter = pl_json_get(object, "user_data_parameter");
    callback->user_data = PL_NO_ARGUMENT;
    callback->user_data_parameter = 0;
    if (data == NULL && parameter == NULL) return true;
    if (data == NULL || parameter == NULL)
        return pl_json_fail(r->json, data != NULL ? data : parameter, r->error,
                            "\"user_data\" (which argument is handed on) and \"user_data_parameter\" (as which "
                            "parameter of the callback) go together");
    return pl_read_integer(r, data, "user_data", -HIGHEST_ARGUMENT, HIGHEST_ARGUMENT, &callback->user_data) &&
           pl_read_integer(r, parameter, "user_data_parameter", -HIGHEST_ARGUMENT, HIGHEST_ARGUMENT,
                           &callback->user_data_parameter);
}

static bool read_callback(pl_reader *r, const cJSON *object) {
    const cJSON *functions, *arguments;
    pl_callback callback = {.runs = PL_RUNS_HERE};
    if (!pl_json_check(r->json, object, &pl_shape_callback, r->error)) return false;
    if (!pl_read_either(r, object, "a callback", "function", "functions", true, &functions)) return false;
    if (!pl_read_either(r, object, "a callback", "argument", "arguments", true, &arguments)) return false;
    if (!read_user_data(r, object, &callback)) return false;
    callback.runs = (pl_runs)pl_json_choice(object, "runs", pl_runs_names, 0);
    for (const cJSON *f = pl_json_each(functions, NULL); f != NULL; f = pl_json_each(functions, f))
        for (const cJSON *a = pl_json_each(arguments, NULL); a != NULL; a = pl_json_each(arguments, a)) {
            if (!pl_read_integer(r, a, "argument", -HIGHEST_ARGUMENT, HIGHEST_ARGUMENT, &callback.argument))
                return false;
            if (r->callbacks->len >= PL_PACK_MAX_ITEMS)
                return pl_json_fail(r->json, object, r->error, "more than %d callbacks", PL_PACK_MAX_ITEMS);
            callback.function = pl_config_text(r->config, f->valuestring);
            pl_origin origin = origin_of(r, object);
            g_array_append_val(r->callbacks, callback);
            g_array_append_val(r->callback_origins, origin);
        }
    return true;
}

bool pl_read_callbacks(pl_reader *r, const cJSON *list) {
    for (const cJSON *e = pl_json_each(list, NULL); e != NULL; e = pl_json_each(list, e))
        if (!read_callback(r, e)) return false;
    return true;
}
