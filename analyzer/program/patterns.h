/* patterns.h: what the code of a template and that of its instances have to do with each other. Not thread-safe; no
 * errors. */
#ifndef PINLINT_PROGRAM_PATTERNS_H
#define PINLINT_PROGRAM_PATTERNS_H

#include "program/solve.h"

/* The record of the template that `record` is an instance of, if its members are hidden; else PL_NONE. */
uint32_t pl_pattern_of(const pl_link *link, uint32_t record);

/* Once all fields that the program mentions have cells: those of a template flow to and from those of its instances. */
void pl_patterns_share_fields(pl_solution *s);

/* pl_pair(f, g), sorted by nothing: f is the method of a template and g that of an instance, or the other way round.
 * uint64_t; the caller's. */
GArray *pl_pattern_pairs(pl_solution *s);

#endif
