/* intern.c: open addressing, linear probing, at most half full. */
#include "facts/intern.h"

#include <glib.h>
#include <string.h>

void pl_intern_init(pl_intern *set, uint32_t slots) {
    set->slots = g_new(pl_intern_slot, slots);
    memset(set->slots, 0xff, slots * sizeof *set->slots); /* every id PL_NONE */
    set->mask = slots - 1;
    set->count = 0;
}

void pl_intern_clear(pl_intern *set) {
    g_free(set->slots);
    set->slots = NULL;
}

pl_intern_slot *pl_intern_find(pl_intern *set, uint32_t hash, const void *key, pl_intern_same same, const void *data) {
    uint32_t at = hash & set->mask;
    for (;; at = (at + 1) & set->mask) {
        pl_intern_slot *slot = &set->slots[at];
        if (slot->id == PL_NONE) return slot;
        if (slot->hash == hash && same(slot->id, key, data)) return slot;
    }
}

static void grow(pl_intern *set) {
    pl_intern old = *set;
    pl_intern_init(set, (old.mask + 1) * 2);
    for (uint32_t i = 0; i <= old.mask; i++) {
        if (old.slots[i].id == PL_NONE) continue;
        uint32_t at = old.slots[i].hash & set->mask;
        while (set->slots[at].id != PL_NONE) at = (at + 1) & set->mask;
        set->slots[at] = old.slots[i];
    }
    set->count = old.count;
    g_free(old.slots);
}

void pl_intern_fill(pl_intern *set, pl_intern_slot *slot, uint32_t hash, pl_id id) {
    slot->hash = hash;
    slot->id = id;
    set->count++;
    if (set->count > set->mask / 2) grow(set);
}
