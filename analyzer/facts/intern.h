/* intern.h: a hash set of ids, for "the same item gives the same id". The items themselves stay in the caller's arrays;
 * the set keeps 8 bytes an item. Owned by the caller; allocation failure aborts, as in GLib; not thread-safe.
 */
#ifndef PINLINT_INTERN_H
#define PINLINT_INTERN_H

#include "facts/facts.h"

typedef struct {
    uint32_t hash;
    pl_id id; /* PL_NONE: empty */
} pl_intern_slot;

typedef struct {
    pl_intern_slot *slots;
    uint32_t mask; /* number of slots, a power of two, minus one */
    uint32_t count;
} pl_intern;

typedef bool (*pl_intern_same)(pl_id id, const void *key, const void *data);

void pl_intern_init(pl_intern *set, uint32_t slots); /* slots: a power of two */
void pl_intern_clear(pl_intern *set);

/* The slot that holds the key's id, or the empty slot where it belongs: then the caller stores the id with
 * pl_intern_fill before the next call. */
pl_intern_slot *pl_intern_find(pl_intern *set, uint32_t hash, const void *key, pl_intern_same same, const void *data);
void pl_intern_fill(pl_intern *set, pl_intern_slot *slot, uint32_t hash, pl_id id);

#endif
