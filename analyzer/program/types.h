/* types.h: what a place of some type can hold, read off the type's text. Pure functions; the caller caches.
 *
 * Only a filter: it keeps functions out of `struct client *` and everything out of `int`, which is what keeps the flow
 * through `void *` containers small. Whatever is not understood may hold anything.
 */
#ifndef PINLINT_PROGRAM_TYPES_H
#define PINLINT_PROGRAM_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PL_HOLDS_FUNCTIONS = 1,
    PL_HOLDS_ADDRESSES = 2, /* of places that may hold something themselves */
    PL_HOLDS_OBJECTS = 4,   /* addresses of records: matter to pl_program_objects, not to calls */
    PL_HOLDS_ANYTHING = 7,
};

typedef bool (*pl_is_record_fn)(const void *data, const char *name, size_t length);

/* A piece of text; not NUL-terminated. */
typedef struct {
    const char *text;
    size_t length;
} pl_slice;

uint8_t pl_type_holds(pl_slice type, pl_is_record_fn known, const void *data);

/* Of a canonical function type: what it returns, or its parameter. text NULL when the type does not tell. */
pl_slice pl_type_result(const char *function_type);
pl_slice pl_type_parameter(const char *function_type, uint32_t index);
bool pl_type_lists_parameters(const char *function_type, bool cplusplus); /* false for "int ()" in C */
bool pl_type_is_variadic(const char *function_type);

#endif
