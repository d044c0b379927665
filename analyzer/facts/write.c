/* write.c: facts → bytes. */
#include <string.h>
#include <xxhash.h>

#include "facts/format.h"
#include "facts/header.h"
#include "facts/layout.h"

static void write_strings(pl_layout *l, const pl_facts *facts) {
    uint32_t count = facts->nstrings;
    pl_wire_count(&l->wire, &count, 1);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t length = (uint32_t)strlen(facts->strings[i]);
        const uint8_t *bytes = (const uint8_t *)facts->strings[i];
        pl_wire_count(&l->wire, &length, 1);
        pl_wire_bytes(&l->wire, &bytes, length);
    }
}

/* The layout works on copies: its functions are the reader's as well. */
#define WRITE_SECTION(type, name, function, least)                                                                     \
    do {                                                                                                               \
        pl_layout_begin(&l);                                                                                           \
        uint32_t count = facts->n##name;                                                                               \
        pl_wire_count(&l.wire, &count, least);                                                                         \
        for (uint32_t i = 0; i < count; i++) {                                                                         \
            type item = facts->name[i];                                                                                \
            function(&l, &item);                                                                                       \
        }                                                                                                              \
    } while (0);

void pl_facts_write(const pl_facts *facts, GByteArray *out) {
    guint start = out->len;
    g_byte_array_set_size(out, start + PL_HEADER_SIZE);
    pl_layout l = {.wire = {.out = out}, .facts = facts};
    write_strings(&l, facts);
    PL_LAYOUT_SECTIONS(WRITE_SECTION)
    pl_layout_begin(&l);
    pl_unit unit = facts->unit;
    pl_layout_unit(&l, &unit);

    uint8_t *header = out->data + start; /* only now: appending moved the bytes */
    size_t length = out->len - start - PL_HEADER_SIZE;
    pl_put_le(header + PL_HEADER_MAGIC, PL_FACTS_MAGIC, 8);
    pl_put_le(header + PL_HEADER_VERSION, PL_FACTS_VERSION, 4);
    pl_put_le(header + PL_HEADER_LENGTH, length, 8);
    pl_put_le(header + PL_HEADER_CHECKSUM, XXH3_64bits(header + PL_HEADER_SIZE, length), 8);
}
