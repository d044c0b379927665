/* table.h: two hash tables of the linker and the solver: text -> dense id, and 64-bit key -> 32-bit value.
 *
 * Texts are borrowed, not copied. Owned by the caller; allocation failure aborts, as in GLib; not thread-safe. Ids and
 * answers depend on the order of insertion only.
 */
#ifndef PINLINT_PROGRAM_TABLE_H
#define PINLINT_PROGRAM_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char **texts; /* by id */
    uint64_t *hashes;   /* by id */
    uint32_t *slots;    /* id + 1; 0: empty */
    uint32_t count, room, mask;
} pl_names;

void pl_names_init(pl_names *names);
void pl_names_clear(pl_names *names);
uint32_t pl_names_add(pl_names *names, const char *text);                       /* the id, new or known */
uint32_t pl_names_find(const pl_names *names, const char *text, size_t length); /* PL_NONE: not there */

typedef struct {
    uint64_t key;
    uint32_t value;
    bool used;
} pl_map_slot;

typedef struct {
    pl_map_slot *slots;
    uint32_t count, mask;
} pl_map;

void pl_map_init(pl_map *map);
void pl_map_clear(pl_map *map);
/* Where the key's value is, valid until the next call; a new key has the value `fresh`. */
uint32_t *pl_map_at(pl_map *map, uint64_t key, uint32_t fresh);
/* The key's value, or `missing`. */
uint32_t pl_map_find(const pl_map *map, uint64_t key, uint32_t missing);

static inline uint64_t pl_pair(uint32_t high, uint32_t low) { return (uint64_t)high << 32 | low; }
static inline uint64_t pl_mix(uint64_t x) {
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93u;
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93u;
    return x ^ x >> 32;
}

#endif
