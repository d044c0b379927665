/* walk.h: abstract interpretation of one body's operations, over whatever states a domain brings along.
 *
 * The operations are scanned in rounds until loop heads and labels settle: linear in each round, whatever the nesting.
 * A state is `size` bytes that may be copied; all zero means that control does not come here, and joining it changes
 * nothing. Nothing is owned by the caller; pure but for what the domain's functions do with `data`. */
#ifndef PINLINT_PROGRAM_WALK_H
#define PINLINT_PROGRAM_WALK_H

#include "facts/facts.h"

typedef enum {
    PL_GOES_ON,
    PL_ENDS,    /* control does not come back */
    PL_RETURNS, /* the function ends here as if it had returned */
} pl_after;

typedef struct {
    size_t size;
    bool (*reached)(const void *state);
    bool (*join)(void *into, const void *from, void *data); /* true when `into` changed */
    void (*leave)(const void *state, void *data);           /* the function returns in this state */
    /* Only in states that are reached. What is NULL changes nothing. */
    pl_after (*call)(pl_id call, void *state, void *data);
    void (*store)(pl_id condition, void *state, void *data);
    void (*test)(pl_id condition, bool holds, void *state, void *data); /* leaves the part where it holds, or not */
    /* Leaves the part that a case of a switch takes; constants: its cases, of which `chosen` is one, or PL_NONE: the
     * default. */
    void (*pick)(pl_id value, const pl_id *constants, uint32_t n, pl_id chosen, void *state, void *data);
    void (*before)(uint32_t op, const void *state, void *data); /* each operation, reached or not */
    void (*begin)(void *data);                                  /* a round */
    void *data;
} pl_domain;

/* False: it did not settle, and the last round says nothing. */
bool pl_walk_body(const pl_facts *facts, pl_span body, const void *start, const pl_domain *domain);

#endif
