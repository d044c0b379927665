/* paths.h: places by name, the same in whatever function they are spoken of: what a parameter points to in one function
 * is a variable of its caller. Interned; memory belongs to the pl_paths. */
#ifndef PINLINT_PATHS_H
#define PINLINT_PATHS_H

#include "program/program.h"

typedef struct {
    GHashTable *ids;  /* text → id + 1 */
    GPtrArray *texts; /* by id */
} pl_paths;

void pl_paths_init(pl_paths *paths);
void pl_paths_clear(pl_paths *paths);

/* The path of a node of a body, or of what it points to; PL_NONE: it has none. */
uint32_t pl_path_of(pl_paths *paths, const pl_program *program, const pl_facts *facts, pl_id node);
uint32_t pl_path_pointee(pl_paths *paths, uint32_t path);
uint32_t pl_path_address(pl_paths *paths, uint32_t path);

/* It begins at something that others than the function know too: a parameter, an object, a global variable, for a
 * lambda what it captured. */
bool pl_path_is_outer(const pl_paths *paths, const pl_func *func, uint32_t path);
/* Of an outer path the parameter that it begins at (PL_PARAM_THIS: the object), or PL_NONE. */
uint32_t pl_path_parameter(const pl_paths *paths, uint32_t path);
bool pl_path_is_returned(const pl_paths *paths, uint32_t path); /* ... at what it returns */
uint32_t pl_path_of_result(pl_paths *paths, const pl_program *program, const pl_facts *facts, pl_id call);
/* The path with what the caller passes (or gets) in place of the parameter. */
uint32_t pl_path_at_caller(pl_paths *paths, uint32_t path, uint32_t argument);

/* What it ends in, for any object: a field ("guard.old"), a global variable; NULL: a local variable, or what a
 * parameter points to. */
const char *pl_path_tail(const pl_paths *paths, uint32_t path);

#endif
