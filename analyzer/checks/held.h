/* held.h: abstract interpretation of one body's operations: which locks are held when the function returns.
 *
 * A lock is a family (what one kind of release undoes) and a key (the node of the lock object in the body's facts). At
 * each point the state tells what may be held and what must be. Work is bounded; a body that does not settle says
 * nothing. Nothing is owned by the caller but the result. */
#ifndef PINLINT_HELD_H
#define PINLINT_HELD_H

#include <glib.h>

#include "facts/facts.h"

typedef enum { PL_EFFECT_ACQUIRE, PL_EFFECT_RELEASE } pl_effect_kind;
typedef struct {
    pl_effect_kind kind;
    uint32_t family;
    pl_id key;     /* PL_NONE: not known */
    uint32_t site; /* of an ACQUIRE */
} pl_effect;

typedef struct {
    /* Appends the effects (pl_effect) of a call (an index into facts->calls); true when the call does not return. */
    bool (*effects)(pl_id call, GArray *effects, void *data);
    void *data;
} pl_effects;

typedef struct {
    GArray *held;     /* of uint64_t: family << 32 | site: acquired there and held at some return, on all paths to it */
    GArray *released; /* of uint32_t: families that some path releases without having acquired them */
} pl_held;

void pl_held_run(const pl_facts *facts, pl_span body, const pl_effects *effects, pl_held *result);
void pl_held_clear(pl_held *result);

#endif
