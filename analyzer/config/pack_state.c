/* What of a thread a sink changes, and what reads it: so that putting it back can be told from changing it again. */
#include "config/names.h"
#include "config/pack_read.h"
#include "config/shapes.h"

static bool read_values(pl_reader *r, const cJSON *object, pl_sink *sink) {
    const cJSON *list;
    if (!pl_read_either(r, object, "a sink", "value", "values", false, &list)) return false;
    GArray *values = g_array_new(FALSE, FALSE, sizeof(int));
    bool ok = true;
    for (const cJSON *e = pl_json_each(list, NULL); ok && e != NULL; e = pl_json_each(list, e)) {
        int value;
        ok = pl_read_integer(r, e, "value", -255, 255, &value);
        if (ok) g_array_append_val(values, value);
    }
    if (ok) {
        sink->values = pl_config_array(r->config, values->data, values->len * sizeof(int));
        sink->nvalues = values->len;
    }
    g_array_free(values, TRUE);
    return ok;
}

bool pl_read_state(pl_reader *r, const cJSON *object, pl_sink *sink) {
    const char *state = pl_json_text(object, "state");
    const cJSON *defaults = pl_json_get(object, "default");
    sink->state = pl_config_text(r->config, state != NULL ? state : pl_category_name(sink->category));
    sink->resets = defaults != NULL;
    return read_values(r, object, sink) && pl_read_conditions(r, defaults, &sink->defaults, &sink->ndefaults);
}

static bool read_places(pl_reader *r, const cJSON *object, const cJSON **arguments) {
    bool result = pl_json_boolean(object, "result", false);
    if (!pl_read_either(r, object, "a save", "argument", "arguments", false, arguments)) return false;
    if (result == (*arguments == NULL)) return true;
    return pl_json_fail(r->json, object, r->error,
                        "a save needs \"argument\" (where the function stores the state) or \"result\": true (it "
                        "returns the state)");
}

static bool read_save(pl_reader *r, const cJSON *object) {
    const cJSON *functions, *arguments;
    if (!pl_json_check(r->json, object, &pl_shape_save, r->error)) return false;
    if (!pl_read_either(r, object, "a save", "function", "functions", true, &functions)) return false;
    if (!read_places(r, object, &arguments)) return false;
    pl_save save = {.state = pl_config_text(r->config, pl_json_text(object, "state")),
                    .argument = PL_NO_ARGUMENT,
                    .origin = {.file = r->shown, .line = pl_json_line(object)}};
    if (!pl_read_conditions(r, pl_json_get(object, "when"), &save.when, &save.nwhen)) return false;
    for (const cJSON *f = pl_json_each(functions, NULL); f != NULL; f = pl_json_each(functions, f)) {
        const cJSON *argument = pl_json_each(arguments, NULL);
        do { /* without arguments once: the result */
            if (argument != NULL && !pl_read_integer(r, argument, "argument", -255, 255, &save.argument)) return false;
            save.function = pl_config_text(r->config, f->valuestring);
            if (r->saves->len >= PL_PACK_MAX_ITEMS)
                return pl_json_fail(r->json, object, r->error, "more than %d saves", PL_PACK_MAX_ITEMS);
            g_array_append_val(r->saves, save);
        } while (argument != NULL && (argument = pl_json_each(arguments, argument)) != NULL);
    }
    return true;
}

bool pl_read_saves(pl_reader *r, const cJSON *list) {
    for (const cJSON *e = pl_json_each(list, NULL); e != NULL; e = pl_json_each(list, e))
        if (!read_save(r, e)) return false;
    return true;
}
