/* fields.h: fields of the objects that callers hand over by pointer. Pure functions of the facts. */
#ifndef PINLINT_FIELDS_H
#define PINLINT_FIELDS_H

#include "facts/facts.h"

/* For a field (of a field ...) of what a parameter points to: the node of the parameter; else PL_NONE. */
pl_id pl_field_parameter(const pl_facts *facts, pl_id node);

/* The same field of the object whose address the argument is, in the caller's facts; PL_NONE: the caller does not speak
 * of it, or the argument is no address of a variable or parameter. */
pl_id pl_field_at_caller(const pl_facts *facts, pl_id node, const pl_facts *caller, pl_id argument);

/* Calls `fn` with each constant that the function of a place stores in it. */
typedef void (*pl_constant_fn)(int64_t value, void *data);
void pl_stored_constants(const pl_facts *facts, pl_id place, pl_constant_fn fn, void *data);

#endif
