/* wire.h: the encoding of protocol buffers, as far as a profile needs it:
 * https://protobuf.dev/programming-guides/encoding */
#ifndef PINWORKER_PROFILE_WIRE_H
#define PINWORKER_PROFILE_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A message that grows. Once memory is short it stays `failed`, and the rest is nothing. */
typedef struct pw_wire {
    unsigned char *bytes;
    size_t size, room;
    bool failed;
} pw_wire;

void pw_wire_free(pw_wire *wire);
static inline void pw_wire_clear(pw_wire *wire) { wire->size = 0; }

/* A number without a field: an element of a packed list. */
void pw_wire_number(pw_wire *wire, uint64_t number);

void pw_wire_varint(pw_wire *wire, uint32_t field, uint64_t number); /* 0 is left out: it is the default */
void pw_wire_bytes(pw_wire *wire, uint32_t field, const void *bytes, size_t size);
void pw_wire_string(pw_wire *wire, uint32_t field, const char *string);
void pw_wire_message(pw_wire *wire, uint32_t field, const pw_wire *message); /* or a packed list */

#endif
