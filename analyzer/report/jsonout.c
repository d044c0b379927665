#include "report/jsonout.h"

#include <string.h>

#include "report/escape.h"

static cJSON *must(cJSON *value) {
    if (!value) g_error("out of memory while writing a report");
    return value;
}

cJSON *pl_json_object(void) { return must(cJSON_CreateObject()); }
cJSON *pl_json_array(void) { return must(cJSON_CreateArray()); }

cJSON *pl_json_string(const char *text) {
    if (!text) return must(cJSON_CreateNull());
    char *valid = pl_valid_utf8(text);
    cJSON *value = must(cJSON_CreateString(valid));
    g_free(valid);
    return value;
}

cJSON *pl_json_put(cJSON *object, const char *key, cJSON *value) {
    if (!cJSON_AddItemToObject(object, key, must(value))) must(NULL);
    return value;
}

void pl_json_put_string(cJSON *object, const char *key, const char *text) {
    pl_json_put(object, key, pl_json_string(text));
}

void pl_json_put_number(cJSON *object, const char *key, uint32_t number) {
    pl_json_put(object, key, cJSON_CreateNumber(number));
}

cJSON *pl_json_put_object(cJSON *object, const char *key) { return pl_json_put(object, key, pl_json_object()); }
cJSON *pl_json_put_array(cJSON *object, const char *key) { return pl_json_put(object, key, pl_json_array()); }

cJSON *pl_json_add(cJSON *array, cJSON *value) {
    if (!cJSON_AddItemToArray(array, must(value))) must(NULL);
    return value;
}

void pl_json_emit(GString *out, cJSON *value) {
    char *printed = cJSON_PrintUnformatted(value);
    if (!printed) must(NULL);
    size_t size = strlen(printed), plain = 0;
    for (size_t i = 0; i < size;) {
        uint32_t c;
        size_t length = pl_utf8_next(printed + i, size - i, &c);
        if (c >= 0x7F && c != PL_BAD_UTF8 && pl_is_unsafe(c)) {
            g_string_append_len(out, printed + plain, (gssize)(i - plain));
            if (c > 0xFFFF) {
                g_string_append_printf(out, "\\u%04x\\u%04x", 0xD7C0 + (c >> 10), 0xDC00 + (c & 0x3FF));
            } else {
                g_string_append_printf(out, "\\u%04x", c);
            }
            plain = i + length;
        }
        i += length;
    }
    g_string_append_len(out, printed + plain, (gssize)(size - plain));
    cJSON_free(printed);
    cJSON_Delete(value);
}
