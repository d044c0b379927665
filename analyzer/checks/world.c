/* world.c: see world.h. */
#include "checks/world.h"

#include <string.h>

void pl_world_init(pl_world *world) {
    memset(world, 0, sizeof *world); /* padding too: worlds are compared as bytes */
    world->first = world->last = world->value = PL_NONE;
    memset(world->signs, PL_ANY_SIGN, sizeof world->signs);
}

static bool same_but_signs(const pl_world *a, const pl_world *b) {
    return a->good == b->good && a->first == b->first && a->last == b->last && a->value == b->value &&
           a->flags == b->flags;
}

/* How many signs differ; and whether b allows nothing that a does not. */
static unsigned differing(const pl_world *a, const pl_world *b, bool *within) {
    unsigned n = 0;
    *within = true;
    for (unsigned i = 0; i < PL_TRACKED; i++) {
        n += a->signs[i] != b->signs[i];
        if (b->signs[i] & ~a->signs[i]) *within = false;
    }
    return n;
}

static void widen(pl_world *a, const pl_world *b) {
    for (unsigned i = 0; i < PL_TRACKED; i++) a->signs[i] |= b->signs[i];
}

/* Too many worlds: what differs in signs alone is taken together. */
static bool squeeze(pl_worlds *w) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < w->n; i++) {
        uint32_t k = 0;
        while (k < kept && !same_but_signs(&w->worlds[k], &w->worlds[i])) k++;
        if (k < kept)
            widen(&w->worlds[k], &w->worlds[i]);
        else
            w->worlds[kept++] = w->worlds[i];
    }
    bool less = kept < w->n;
    w->n = kept;
    return less;
}

bool pl_worlds_add(pl_worlds *w, const pl_world *world) {
    if (w->lost) return false;
    for (uint32_t i = 0; i < w->n; i++) {
        bool within;
        if (!same_but_signs(&w->worlds[i], world)) continue;
        unsigned n = differing(&w->worlds[i], world, &within);
        if (within) return false;
        if (n > 1) continue;
        widen(&w->worlds[i], world);
        return true;
    }
    if (w->n == PL_WORLDS && squeeze(w)) return pl_worlds_add(w, world) || true;
    if (w->n == PL_WORLDS)
        w->lost = true;
    else
        w->worlds[w->n++] = *world;
    return true;
}

bool pl_worlds_join(pl_worlds *into, const pl_worlds *from) {
    if (into->lost || !from->n) return false;
    if (from->lost) {
        into->lost = true;
        into->n = from->n;
        return true;
    }
    bool changed = false;
    for (uint32_t i = 0; i < from->n; i++) changed = pl_worlds_add(into, &from->worlds[i]) || changed;
    return changed;
}

uint8_t pl_sign_of(int64_t constant) { return constant < 0 ? PL_NEGATIVE : constant ? PL_POSITIVE : PL_ZERO; }

/* Can a number of this sign stand so to the constant? */
static bool may_be(uint8_t sign, pl_relation relation, int64_t c) {
    bool below = sign == PL_NEGATIVE, above = sign == PL_POSITIVE;
    switch (relation) {
    case PL_REL_EQ: return sign == pl_sign_of(c);
    case PL_REL_NE: return sign != PL_ZERO || c != 0;
    case PL_REL_LT: return below || (above ? c > 1 : c > 0);
    case PL_REL_LE: return below || (above ? c > 0 : c >= 0);
    case PL_REL_GT: return above || (below ? c < -1 : c < 0);
    case PL_REL_GE: return above || (below ? c < 0 : c <= 0);
    default: return true;
    }
}

uint8_t pl_signs_where(uint8_t signs, pl_relation relation, int64_t constant) {
    uint8_t left = 0;
    for (unsigned sign = PL_NEGATIVE; sign <= PL_POSITIVE; sign <<= 1)
        if ((signs & sign) && may_be((uint8_t)sign, relation, constant)) left |= (uint8_t)sign;
    return left;
}

pl_relation pl_relation_negated(pl_relation relation) {
    static const pl_relation other[] = {PL_REL_NE, PL_REL_EQ, PL_REL_GE,     PL_REL_GT,
                                        PL_REL_LE, PL_REL_LT, PL_REL_OPAQUE, PL_REL_OPAQUE};
    return other[relation];
}
