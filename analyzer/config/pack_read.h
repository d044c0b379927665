/* pack_read.h: parts of packs from checked JSON into the structs of config.h. The same parts make up a project's own
 * pack. Only for the folder config/.
 *
 * Everything goes into arrays of the reader, and all strings into the config that owns the pack. Functions return false
 * and set *error ("file:line: ...") on the first mistake.
 */
#ifndef PINLINT_PACK_READ_H
#define PINLINT_PACK_READ_H

#include "config/config.h"
#include "config/json.h"

typedef struct {
    pl_config *config;
    const pl_json *json;
    const char *shown;        /* file name in pl_origin */
    const char *framework;    /* default of its entries */
    const char *default_kind; /* "redis.handler" */
    pl_model model;           /* default of its entries */
    GArray *sinks, *saves, *callbacks, *callback_origins, *entries;
    GError **error;
} pl_reader;

/* Bounds what a few lists multiply to. */
enum { PL_PACK_MAX_ITEMS = 100000 };

void pl_reader_init(pl_reader *reader, pl_config *config, const pl_json *json, const char *shown, GError **error);
void pl_reader_clear(pl_reader *reader);
/* Moves what was read into the pack. */
void pl_reader_finish(pl_reader *reader, pl_pack *pack);

bool pl_read_sinks(pl_reader *reader, const cJSON *list); /* list: NULL is allowed, in all of these */
bool pl_read_callbacks(pl_reader *reader, const cJSON *list);
bool pl_read_entries(pl_reader *reader, const cJSON *list);
bool pl_read_saves(pl_reader *reader, const cJSON *list);
bool pl_read_conditions(pl_reader *reader, const cJSON *list, const pl_when **when, uint32_t *nwhen);
/* pack_state.c: "state", "value" and "default" of a sink. */
bool pl_read_state(pl_reader *reader, const cJSON *object, pl_sink *sink);

/* Strings and arrays that live as long as the config. */
const char *pl_config_text(pl_config *config, const char *text); /* NULL for NULL */
void *pl_config_array(pl_config *config, const void *items, size_t size);
const char *const *pl_config_texts(pl_config *config, const cJSON *list); /* NULL for NULL or an empty list */

/* What `key` or its plural `keys` of an object holds: NULL and *error when both are there, or none though it is needed.
 * NULL without error when none is there and none is needed. */
bool pl_read_either(pl_reader *reader, const cJSON *object, const char *what, const char *key, const char *keys,
                    bool needed, const cJSON **value);
/* A whole number from `low` to `high`. */
bool pl_read_integer(pl_reader *reader, const cJSON *item, const char *name, int low, int high, int *value);

#endif
