/* balance_private.h: what the files of the balance share; nobody else includes it. */
#ifndef PINLINT_BALANCE_PRIVATE_H
#define PINLINT_BALANCE_PRIVATE_H

#include "checks/balance.h"
#include "checks/paths.h"
#include "checks/roles.h"
#include "checks/world.h"
#include "facts/flow_index.h"

enum { PL_OUTCOMES = 12, PL_OUTCOME_SAVES = 4 };

/* One way in which a call of a function may end. Paths are the function's own. */
typedef struct {
    uint32_t value; /* outer paths that the state may have been set from last: a list, or PL_NONE */
    uint32_t nsaved, saved[PL_OUTCOME_SAVES];
    uint8_t signs; /* of what it returns */
    uint8_t flags; /* PL_WORLD_... */
    bool changed;
    bool plain; /* the function does nothing else */
    bool again; /* set more than once: the last time may put back what the caller saved */
} pl_outcome;

/* What one call of a body does to the state in hand, over all worlds. */
typedef struct {
    uint32_t site;
    bool sets, restores;                         /* in some world */
    bool undone;                                 /* what it changes is put back in some world */
    bool last;                                   /* at some way out it is the last of several */
    bool handed;                                 /* at some way out it is in force, and a caller has the copy */
    bool plain, to_default, to_other, elsewhere; /* how it stands at some way out */
    bool hands_back;                             /* sets, after a change, what a caller hands over */
    uint32_t where;                              /* as in pl_balance_item */
} pl_change;

typedef struct {
    const pl_program *program;
    const pl_roles *roles;
    const bool *is_entry;
    pl_paths paths;
    GPtrArray *lists;                         /* GArray of paths (uint32_t) */
    pl_flow_index *flows;                     /* per unit, made when needed */
    GHashTable *units;                        /* facts → index + 1 */
    uint32_t state;                           /* in hand */
    GArray **outcomes;                        /* per func: pl_outcome; NULL: the state is not its business */
    GArray **changes;                         /* per func: pl_change */
    GHashTable *saved_tails, *restored_tails; /* pl_path_tail of what is saved, and put back, in outer places */
    bool changed;                             /* an outcome is new */
} pl_balancing;

/* balance_body.c: the function's outcomes and changes, in place of those of the round before. */
void pl_balance_body(pl_balancing *b, uint32_t func);

/* A list of the paths that are outer; PL_NONE: none is. */
uint32_t pl_outer_list(pl_balancing *b, const pl_func *f, const GArray *paths);

/* balance_places.c: where saved copies are, as paths (uint32_t, appended). */
const pl_id *pl_balance_flows(pl_balancing *b, const pl_func *f, uint32_t *count);
/* The values that a node may have in this function. */
void pl_values_of(pl_balancing *b, const pl_func *f, pl_id node, GArray *paths);
/* Places that a save fills, and those that these are copied to. */
void pl_places_saved(pl_balancing *b, const pl_func *f, const pl_save *save, const pl_site *site, GArray *places);
/* Places that a sink may set the state from. */
void pl_places_set(pl_balancing *b, const pl_func *f, const pl_sink *sink, const pl_site *site, GArray *places);
/* A callee's path as paths of the function that makes the call. */
void pl_places_at(pl_balancing *b, const pl_func *f, const pl_site *site, uint32_t path, GArray *places);

#endif
