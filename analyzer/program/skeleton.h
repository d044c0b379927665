/* skeleton.h: abstract interpretation of one body's operations over sets of at most seven facts.
 *
 * A state is a set of bits, joined by union; the empty set means that control does not come here. Walked as walk.h
 * says. Pure functions; the caller frees what is returned. */
#ifndef PINLINT_PROGRAM_SKELETON_H
#define PINLINT_PROGRAM_SKELETON_H

#include "facts/facts.h"

enum { PL_STATE_RETURNS = 0x80 }; /* in the answer of `call`: the function ends here as if it had returned */

typedef struct {
    uint8_t (*call)(pl_id call, uint8_t state, void *data); /* the state after it */
    /* The part of the state that goes into the branch where the condition holds, or does not. NULL: all of it. */
    uint8_t (*test)(pl_id condition, bool holds, uint8_t state, void *data);
    /* The part that a case of a switch takes; constants: its cases, of which `chosen` is one, or PL_NONE: the default.
     * NULL: all of it. */
    uint8_t (*pick)(pl_id value, const pl_id *constants, uint32_t n, pl_id chosen, uint8_t state, void *data);
    void *data;
} pl_skeleton_rules;

/* body.count + 1 states: before each operation, and when the function returns. NULL: it did not settle. */
uint8_t *pl_skeleton_run(const pl_facts *facts, pl_span body, uint8_t start, const pl_skeleton_rules *rules);

#endif
