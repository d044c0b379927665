/* wire.c: LEB128, zigzag and differences. */
#include "facts/wire.h"

static uint64_t fail(pl_wire *w) {
    w->bad = true;
    return 0;
}

static uint64_t read_u64(pl_wire *w) {
    if (w->bad) return 0;
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && w->at < w->end; shift += 7) {
        uint8_t byte = *w->at++;
        if (shift == 63 && byte > 1) return fail(w);
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte & 0x80) continue;
        if (byte == 0 && shift > 0) return fail(w); /* one number, one spelling */
        return value;
    }
    return fail(w);
}

void pl_wire_u64(pl_wire *w, uint64_t *value) {
    if (pl_wire_reading(w)) {
        *value = read_u64(w);
        return;
    }
    uint8_t bytes[10];
    guint n = 0;
    uint64_t rest = *value;
    for (; rest >= 0x80; rest >>= 7) bytes[n++] = (uint8_t)(rest | 0x80);
    bytes[n++] = (uint8_t)rest;
    g_byte_array_append(w->out, bytes, n);
}

void pl_wire_u32(pl_wire *w, uint32_t *value) {
    uint64_t wide = *value;
    pl_wire_u64(w, &wide);
    if (wide > UINT32_MAX) wide = fail(w);
    *value = (uint32_t)wide;
}

void pl_wire_i64(pl_wire *w, int64_t *value) {
    uint64_t zigzag = pl_wire_reading(w) ? 0 : pl_zigzag(*value);
    pl_wire_u64(w, &zigzag);
    *value = pl_unzigzag(zigzag);
}

/* Differences are taken modulo 2^32, so that each fits 32 bits. */
static uint64_t difference(uint32_t value, uint32_t last) {
    uint32_t d = value - last;
    return d <= INT32_MAX ? (uint64_t)d << 1 : (uint64_t)(UINT32_MAX - d) << 1 | 1;
}

static uint32_t sum(uint64_t zigzag, uint32_t last) {
    uint32_t half = (uint32_t)(zigzag >> 1);
    return last + (zigzag & 1 ? UINT32_MAX - half : half);
}

void pl_wire_delta(pl_wire *w, uint32_t *value, uint32_t *last) {
    uint64_t d = pl_wire_reading(w) ? 0 : difference(*value, *last);
    pl_wire_u64(w, &d);
    if (d > UINT32_MAX) d = fail(w);
    *last = *value = sum(d, *last);
}

void pl_wire_ref(pl_wire *w, pl_id *id, uint32_t *last) {
    uint64_t d = pl_wire_reading(w) || *id == PL_NONE ? 0 : difference(*id, *last) + 1;
    pl_wire_u64(w, &d);
    if (d > (uint64_t)UINT32_MAX + 1) d = fail(w);
    if (d == 0) {
        *id = PL_NONE;
        return;
    }
    *id = sum(d - 1, *last);
    if (*id == PL_NONE) fail(w); /* has its own spelling */
    *last = *id;
}

void pl_wire_bool(pl_wire *w, bool *value) {
    uint64_t number = pl_wire_reading(w) ? 0 : *value;
    pl_wire_u64(w, &number);
    if (number > 1) number = fail(w);
    *value = number == 1;
}

void pl_wire_fixed64(pl_wire *w, uint64_t *value) {
    uint8_t bytes[8];
    const uint8_t *p = bytes;
    if (!pl_wire_reading(w)) pl_put_le(bytes, *value, 8);
    pl_wire_bytes(w, &p, 8);
    if (pl_wire_reading(w)) *value = p ? pl_get_le(p, 8) : 0;
}

void pl_wire_bytes(pl_wire *w, const uint8_t **bytes, size_t size) {
    if (!pl_wire_reading(w)) {
        g_byte_array_append(w->out, *bytes, (guint)size);
        return;
    }
    *bytes = NULL;
    if (w->bad || (size_t)(w->end - w->at) < size) {
        fail(w);
        return;
    }
    *bytes = w->at;
    w->at += size;
}

void pl_wire_count(pl_wire *w, uint32_t *count, size_t least) {
    pl_wire_u32(w, count);
    if (pl_wire_reading(w) && !w->bad && *count > (size_t)(w->end - w->at) / least) fail(w);
    if (w->bad) *count = 0;
}
