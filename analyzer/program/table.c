/* table.c: open addressing, linear probing, at most half full. */
#include "program/table.h"

#include <glib.h>
#include <string.h>
#include <xxhash.h>

#include "facts/facts.h"

void pl_names_init(pl_names *names) {
    memset(names, 0, sizeof *names);
    names->mask = 1023;
    names->room = 512;
    names->slots = g_new0(uint32_t, names->mask + 1);
    names->texts = g_new(const char *, names->room);
    names->hashes = g_new(uint64_t, names->room);
}

void pl_names_clear(pl_names *names) {
    g_free(names->slots);
    g_free(names->texts);
    g_free(names->hashes);
    memset(names, 0, sizeof *names);
}

static void names_grow(pl_names *names) {
    names->room *= 2;
    names->texts = g_renew(const char *, names->texts, names->room);
    names->hashes = g_renew(uint64_t, names->hashes, names->room);
    names->mask = names->mask * 2 + 1;
    g_free(names->slots);
    names->slots = g_new0(uint32_t, (size_t)names->mask + 1);
    for (uint32_t id = 0; id < names->count; id++) {
        uint32_t at = (uint32_t)names->hashes[id] & names->mask;
        while (names->slots[at]) at = (at + 1) & names->mask;
        names->slots[at] = id + 1;
    }
}

/* The slot of the text, or the empty one where it belongs. */
static uint32_t names_slot(const pl_names *names, const char *text, size_t length, uint64_t hash) {
    uint32_t at = (uint32_t)hash & names->mask;
    for (; names->slots[at]; at = (at + 1) & names->mask) {
        uint32_t id = names->slots[at] - 1;
        if (names->hashes[id] != hash) continue;
        if (strncmp(names->texts[id], text, length) == 0 && names->texts[id][length] == '\0') break;
    }
    return at;
}

uint32_t pl_names_add(pl_names *names, const char *text) {
    size_t length = strlen(text);
    uint64_t hash = XXH3_64bits(text, length);
    uint32_t at = names_slot(names, text, length, hash);
    if (names->slots[at]) return names->slots[at] - 1;
    if (names->count == names->room) {
        names_grow(names);
        at = names_slot(names, text, length, hash);
    }
    uint32_t id = names->count++;
    names->texts[id] = text;
    names->hashes[id] = hash;
    names->slots[at] = id + 1;
    return id;
}

uint32_t pl_names_find(const pl_names *names, const char *text, size_t length) {
    uint32_t at = names_slot(names, text, length, XXH3_64bits(text, length));
    return names->slots[at] ? names->slots[at] - 1 : PL_NONE;
}

void pl_map_init(pl_map *map) {
    map->count = 0;
    map->mask = 1023;
    map->slots = g_new0(pl_map_slot, map->mask + 1);
}

void pl_map_clear(pl_map *map) {
    g_free(map->slots);
    memset(map, 0, sizeof *map);
}

static uint32_t map_slot(const pl_map *map, uint64_t key) {
    uint32_t at = (uint32_t)pl_mix(key) & map->mask;
    while (map->slots[at].used && map->slots[at].key != key) at = (at + 1) & map->mask;
    return at;
}

static void map_grow(pl_map *map) {
    pl_map old = *map;
    map->mask = old.mask * 2 + 1;
    map->slots = g_new0(pl_map_slot, (size_t)map->mask + 1);
    for (uint32_t i = 0; i <= old.mask; i++)
        if (old.slots[i].used) map->slots[map_slot(map, old.slots[i].key)] = old.slots[i];
    g_free(old.slots);
}

uint32_t *pl_map_at(pl_map *map, uint64_t key, uint32_t fresh) {
    uint32_t at = map_slot(map, key);
    if (map->slots[at].used) return &map->slots[at].value;
    if (map->count >= map->mask / 2) {
        map_grow(map);
        at = map_slot(map, key);
    }
    map->count++;
    map->slots[at] = (pl_map_slot){.key = key, .value = fresh, .used = true};
    return &map->slots[at].value;
}

uint32_t pl_map_find(const pl_map *map, uint64_t key, uint32_t missing) {
    const pl_map_slot *slot = &map->slots[map_slot(map, key)];
    return slot->used ? slot->value : missing;
}
