#include "wire.h"

#include <stdlib.h>
#include <string.h>

enum { VARINT = 0, LENGTH_DELIMITED = 2 };

void pw_wire_free(pw_wire *wire) {
    free(wire->bytes);
    *wire = (pw_wire){0};
}

static void append(pw_wire *wire, const void *bytes, size_t size) {
    if (wire->failed || size == 0) return;
    if (size > wire->room - wire->size) {
        size_t room = wire->room + size > 2 * wire->room ? wire->room + size : 2 * wire->room;
        unsigned char *grown = realloc(wire->bytes, room);
        if (!grown) {
            wire->failed = true;
            return;
        }
        wire->bytes = grown;
        wire->room = room;
    }
    memcpy(wire->bytes + wire->size, bytes, size);
    wire->size += size;
}

void pw_wire_number(pw_wire *wire, uint64_t number) {
    unsigned char bytes[10];
    size_t size = 0;
    for (; number > 0x7f; number >>= 7) bytes[size++] = (unsigned char)(number | 0x80);
    bytes[size++] = (unsigned char)number;
    append(wire, bytes, size);
}

void pw_wire_varint(pw_wire *wire, uint32_t field, uint64_t number) {
    if (number == 0) return;
    pw_wire_number(wire, (uint64_t)field << 3 | VARINT);
    pw_wire_number(wire, number);
}

void pw_wire_bytes(pw_wire *wire, uint32_t field, const void *bytes, size_t size) {
    pw_wire_number(wire, (uint64_t)field << 3 | LENGTH_DELIMITED);
    pw_wire_number(wire, size);
    append(wire, bytes, size);
}

void pw_wire_string(pw_wire *wire, uint32_t field, const char *string) {
    pw_wire_bytes(wire, field, string, strlen(string));
}

void pw_wire_message(pw_wire *wire, uint32_t field, const pw_wire *message) {
    wire->failed |= message->failed;
    pw_wire_bytes(wire, field, message->bytes, message->size);
}
