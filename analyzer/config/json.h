/* json.h: JSON with comments, every value of which knows its line. Only for the folder config/.
 *
 * A file may hold line and block comments where white space may stand; nothing else of JSON's grammar is relaxed (a
 * byte-order mark is skipped), and some of its licence is taken away: no duplicate keys, no NUL in strings, at most
 * PL_JSON_DEPTH levels. The value tree is cJSON's, with one convention: valueint of every item is the line it stands on
 * (of its key, for a member); numbers are read from valuedouble. A pl_json owns its tree and name. Functions that
 * return bool set *error on false, to one sentence that starts with "file:line: ". Not thread-safe per value; no global
 * state.
 */
#ifndef PINLINT_CONFIG_JSON_H
#define PINLINT_CONFIG_JSON_H

#include <cjson/cJSON.h>
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum { PL_JSON_MAX_BYTES = 16 << 20, PL_JSON_DEPTH = 64, PL_JSON_MAX_VALUES = 1 << 20 };

typedef struct {
    char *name; /* as messages name the file */
    cJSON *root;
} pl_json;

bool pl_json_load(pl_json *json, const char *path, GError **error);
bool pl_json_parse(pl_json *json, const char *name, const char *text, size_t size, GError **error);
void pl_json_clear(pl_json *json);

static inline uint32_t pl_json_line(const cJSON *item) { return (uint32_t)item->valueint; }
/* Sets *error to "name:line: text"; returns false, so that callers can `return pl_json_fail(...)`. */
bool pl_json_fail(const pl_json *json, const cJSON *item, GError **error, const char *format, ...) G_GNUC_PRINTF(4, 5);
/* The same for a wrong name: "unknown WHAT "name" WHERE; did you mean "x"?", or the list when it is short. */
bool pl_json_fail_unknown(const pl_json *json, const cJSON *item, GError **error, const char *what, const char *name,
                          const char *where, const char *const *candidates);

/* What json_locate.c does: checks the grammar of `text` (comments already blanked) and collects the line of every value
 * in pre-order. `lines` is an array of uint32_t. */
bool pl_json_scan(const char *name, const char *text, size_t size, GArray *lines, GError **error);
/* Stores those lines in the tree that cJSON made of the same text. */
void pl_json_stamp(cJSON *root, const GArray *lines);
/* Sets *error to "name:line: text" for a line that is no value's. */
/* What all errors of config/ go through: text from files is made safe for terminals, and cut when it is endless. */
void pl_config_set_error(GError **error, int code, const char *format, ...) G_GNUC_PRINTF(3, 4);
bool pl_json_fail_at(const char *name, uint32_t line, GError **error, const char *format, ...) G_GNUC_PRINTF(4, 5);

/* Shapes: one table says which keys an object has; the loader and the schema test read the same table. */
typedef enum {
    PL_JSON_TEXT,  /* a string that is not empty */
    PL_JSON_TEXTS, /* a list of such strings, or one string */
    PL_JSON_INTEGER,
    PL_JSON_INTEGERS, /* a list of whole numbers, or one */
    PL_JSON_BOOLEAN,
    PL_JSON_OBJECT,
    PL_JSON_OBJECTS, /* a list of objects */
    PL_JSON_MIXED,   /* a list of strings and objects */
    PL_JSON_SUBJECT, /* a whole number or a string: what a condition speaks of */
} pl_json_type;

typedef struct {
    const char *name;
    pl_json_type type;
    bool required;
    const char *const *choices; /* of a TEXT: the words allowed, or NULL */
} pl_json_key;

typedef struct {
    const char *definition; /* its name in the JSON Schema */
    const char *what;       /* in messages: "a sink" */
    const pl_json_key *keys;
    unsigned nkeys;
} pl_json_shape;

/* Every key known, of the right type and among its choices; every required key there. */
bool pl_json_check(const pl_json *json, const cJSON *object, const pl_json_shape *shape, GError **error);

/* Members of a checked object. */
static inline const cJSON *pl_json_get(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}
const char *pl_json_text(const cJSON *object, const char *key); /* NULL when it is not there */
bool pl_json_boolean(const cJSON *object, const char *key, bool otherwise);
int pl_json_choice(const cJSON *object, const char *key, const char *const *choices, int otherwise);
bool pl_json_is_integer(const cJSON *item); /* a whole number that a double holds exactly */
/* Elements of a list, or the value itself as the only one: call with NULL, then with what it returned, until NULL. */
const cJSON *pl_json_each(const cJSON *list_or_value, const cJSON *after);

#endif
