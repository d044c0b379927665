/* jsonout.h: cJSON values from other people's bytes, and their printed form. Values are made with cJSON, so they belong
 * to the tree they are put in. Running out of memory ends the program, as everywhere with GLib. Thread-safe. */
#ifndef PINLINT_REPORT_JSONOUT_H
#define PINLINT_REPORT_JSONOUT_H

#include <cjson/cJSON.h>
#include <glib.h>
#include <stdint.h>

cJSON *pl_json_object(void);
cJSON *pl_json_array(void);
cJSON *pl_json_string(const char *text); /* made valid UTF-8; NULL: null */

cJSON *pl_json_put(cJSON *object, const char *key, cJSON *value); /* returns the value */
void pl_json_put_string(cJSON *object, const char *key, const char *text);
void pl_json_put_number(cJSON *object, const char *key, uint32_t number);
cJSON *pl_json_put_object(cJSON *object, const char *key);
cJSON *pl_json_put_array(cJSON *object, const char *key);
cJSON *pl_json_add(cJSON *array, cJSON *value); /* returns the value */

/* Prints the value on one line and deletes it. Characters that would play tricks with a terminal (or with who reads
 * the file there) are written as \uXXXX. Printing item by item keeps memory bounded on large reports. */
void pl_json_emit(GString *out, cJSON *value);

#endif
