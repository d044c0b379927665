/* world.h: what may be the case at one point of a body, for one kind of thread state: a small set of worlds.
 *
 * A world says whether the state is as the function found it, or since which call it is not; which saved copies are
 * good; and what is known of the signs of values that the body tests: with `if (set() < 0) return`, the world that
 * returns is the one in which nothing was set. Plain values, compared and copied as bytes. */
#ifndef PINLINT_WORLD_H
#define PINLINT_WORLD_H

#include "facts/facts.h"

enum { PL_WORLDS = 24, PL_TRACKED = 14 };
enum { PL_NEGATIVE = 1, PL_ZERO = 2, PL_POSITIVE = 4, PL_ANY_SIGN = 7 };
enum {
    PL_WORLD_DEFAULT = 1,     /* set to the default last */
    PL_WORLD_WORKED = 2,      /* other work was done since it was set last */
    PL_WORLD_WORKED_THEN = 4, /* ... and between the first time and the last */
    PL_WORLD_UNSAVED = 8,     /* saving is known to have failed */
    PL_WORLD_PLAIN = 16,      /* set last by a call that does nothing else */
};

typedef struct {
    uint64_t good;  /* bits of the saved copies that hold what the function found */
    uint32_t first; /* site since which the state is changed, or PL_NONE */
    uint32_t last;  /* site that set it last */
    uint32_t value; /* what it was set from, if a caller knows that too: a list of paths, or PL_NONE */
    uint8_t flags;
    uint8_t signs[PL_TRACKED]; /* what the tracked values may be; the first is what the function returns */
    uint8_t unused[5];
} pl_world;

typedef struct {
    uint32_t n; /* 0: control does not come here */
    bool lost;  /* there were too many: nothing is known */
    pl_world worlds[PL_WORLDS];
} pl_worlds;

void pl_world_init(pl_world *world); /* as at the beginning of a function */

/* Adds one that differs from all others, or widens one that differs in one sign only. True when something changed. */
bool pl_worlds_add(pl_worlds *worlds, const pl_world *world);
bool pl_worlds_join(pl_worlds *into, const pl_worlds *from);

/* The signs that a value may have when it stands so to the constant; that are left of those it may have. */
uint8_t pl_signs_where(uint8_t signs, pl_relation relation, int64_t constant);
uint8_t pl_sign_of(int64_t constant);
pl_relation pl_relation_negated(pl_relation relation);

#endif
