/* wire.h: numbers as bytes, in both directions: each function writes *value or reads into it, as the pl_wire says, so
 * that the layout of the format (layout.c) is stated once.
 *
 * The pl_wire borrows its buffers. Reading past the end, a number that does not fit or a number that is written longer
 * than need be sets `bad`, after which everything reads as 0. Not thread-safe.
 */
#ifndef PINLINT_WIRE_H
#define PINLINT_WIRE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "facts/facts.h"

typedef struct {
    GByteArray *out;         /* when writing, else NULL */
    const uint8_t *at, *end; /* when reading */
    bool bad;
} pl_wire;

static inline bool pl_wire_reading(const pl_wire *w) { return !w->out; }

void pl_wire_u64(pl_wire *w, uint64_t *value); /* LEB128 */
void pl_wire_u32(pl_wire *w, uint32_t *value);
void pl_wire_i64(pl_wire *w, int64_t *value);                    /* zigzag */
void pl_wire_delta(pl_wire *w, uint32_t *value, uint32_t *last); /* zigzag difference to *last, which follows */
void pl_wire_ref(pl_wire *w, pl_id *id, uint32_t *last);         /* the same, with one byte for PL_NONE */
void pl_wire_bool(pl_wire *w, bool *value);
void pl_wire_fixed64(pl_wire *w, uint64_t *value);                  /* 8 bytes, little endian: for hashes */
void pl_wire_bytes(pl_wire *w, const uint8_t **bytes, size_t size); /* reading: they stay in the buffer read */

/* A count of things that take `least` bytes each or more: counts that the rest cannot hold are bad, before anybody
 * allocates memory for them. */
void pl_wire_count(pl_wire *w, uint32_t *count, size_t least);

static inline uint64_t pl_zigzag(int64_t v) { return (uint64_t)v << 1 ^ (v < 0 ? UINT64_MAX : 0); }
static inline int64_t pl_unzigzag(uint64_t v) { return (int64_t)(v >> 1 ^ (v & 1 ? UINT64_MAX : 0)); }

/* Fixed-width numbers of the header. */
static inline void pl_put_le(uint8_t *p, uint64_t value, unsigned bytes) {
    for (unsigned i = 0; i < bytes; i++) p[i] = (uint8_t)(value >> (8 * i));
}
static inline uint64_t pl_get_le(const uint8_t *p, unsigned bytes) {
    uint64_t value = 0;
    for (unsigned i = 0; i < bytes; i++) value |= (uint64_t)p[i] << (8 * i);
    return value;
}

#endif
