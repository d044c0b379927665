/* Numbers as bytes: limits, differences, and spellings that are refused. */
#include "facts/wire.h"

static const uint64_t edges[] = {0,
                                 1,
                                 0x7f,
                                 0x80,
                                 0x3fff,
                                 0x4000,
                                 INT32_MAX,
                                 0x80000000,
                                 UINT32_MAX - 1,
                                 UINT32_MAX,
                                 (uint64_t)UINT32_MAX + 1,
                                 INT64_MAX,
                                 (uint64_t)INT64_MAX + 1,
                                 UINT64_MAX - 1,
                                 UINT64_MAX};

static pl_wire reader(const GByteArray *bytes) { return (pl_wire){.at = bytes->data, .end = bytes->data + bytes->len}; }

static void test_u64(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(edges); i++) {
        pl_wire w = {.out = g_byte_array_new()};
        uint64_t value = edges[i], back = 1, fixed = edges[i], fixed_back = 1;
        int64_t sign = (int64_t)edges[i], sign_back = 1;
        pl_wire_u64(&w, &value);
        pl_wire_i64(&w, &sign);
        pl_wire_fixed64(&w, &fixed);
        pl_wire r = reader(w.out);
        pl_wire_u64(&r, &back);
        pl_wire_i64(&r, &sign_back);
        pl_wire_fixed64(&r, &fixed_back);
        g_assert_false(r.bad);
        g_assert_true(r.at == r.end);
        g_assert_cmpuint(back, ==, edges[i]);
        g_assert_cmpint(sign_back, ==, sign);
        g_assert_cmpuint(fixed_back, ==, fixed);
        g_byte_array_free(w.out, TRUE);
    }
}

static void test_differences(void) {
    static const uint32_t values[] = {0, 1, 127, 128, INT32_MAX, 0x80000000, UINT32_MAX - 1, UINT32_MAX};
    pl_wire w = {.out = g_byte_array_new()};
    uint32_t last_delta = 0, last_ref = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(values); j++) {
            uint32_t x = values[i], y = values[j];
            pl_wire_delta(&w, &x, &last_delta);
            pl_wire_delta(&w, &y, &last_delta);
            pl_wire_ref(&w, &x, &last_ref);
            pl_wire_ref(&w, &y, &last_ref);
        }
    }
    pl_wire r = reader(w.out);
    last_delta = last_ref = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(values); j++) {
            uint32_t got[4] = {9, 9, 9, 9};
            pl_wire_delta(&r, &got[0], &last_delta);
            pl_wire_delta(&r, &got[1], &last_delta);
            pl_wire_ref(&r, &got[2], &last_ref);
            pl_wire_ref(&r, &got[3], &last_ref);
            for (int k = 0; k < 4; k++) g_assert_cmpuint(got[k], ==, k % 2 ? values[j] : values[i]);
        }
    }
    g_assert_false(r.bad);
    g_assert_true(r.at == r.end);
    g_byte_array_free(w.out, TRUE);
}

/* PL_NONE and the next id take one byte, whatever came before. */
static void test_compact(void) {
    pl_wire w = {.out = g_byte_array_new()};
    uint32_t last = 1000000;
    pl_id none = PL_NONE, next = 1000001;
    pl_wire_ref(&w, &none, &last);
    g_assert_cmpuint(w.out->len, ==, 1);
    pl_wire_ref(&w, &next, &last);
    g_assert_cmpuint(w.out->len, ==, 2);
    g_byte_array_free(w.out, TRUE);
}

#define REFUSED(bytes, call)                                                                                           \
    do {                                                                                                               \
        static const uint8_t b_[] = {bytes};                                                                           \
        pl_wire w = {.at = b_, .end = b_ + sizeof b_};                                                                 \
        call;                                                                                                          \
        g_assert_true(w.bad);                                                                                          \
    } while (0)
#define BYTES(...) __VA_ARGS__

static void test_refused(void) {
    uint64_t v64 = 0;
    uint32_t v32 = 0, last = 0;
    bool yes = false;
    REFUSED(BYTES(0x80), pl_wire_u64(&w, &v64));       /* ends too soon */
    REFUSED(BYTES(0x80, 0x00), pl_wire_u64(&w, &v64)); /* longer than need be */
    REFUSED(BYTES(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02), pl_wire_u64(&w, &v64)); /* 65 bits */
    REFUSED(BYTES(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x81, 0x00), pl_wire_u64(&w, &v64));
    REFUSED(BYTES(0x80, 0x80, 0x80, 0x80, 0x10), pl_wire_u32(&w, &v32)); /* 2^32 */
    g_assert_cmpuint(v32, ==, 0);
    REFUSED(BYTES(0x80, 0x80, 0x80, 0x80, 0x10), pl_wire_delta(&w, &v32, &last));
    REFUSED(BYTES(0x81, 0x80, 0x80, 0x80, 0x10), pl_wire_ref(&w, &v32, &last));
    last = 0;
    REFUSED(BYTES(0x02), pl_wire_ref(&w, &v32, &last)); /* PL_NONE as a difference of -1 */
    REFUSED(BYTES(0x02), pl_wire_bool(&w, &yes));
    g_assert_false(yes);
    REFUSED(BYTES(1, 2, 3, 4, 5, 6, 7), pl_wire_fixed64(&w, &v64));
    REFUSED(BYTES(0x04, 0, 0, 0), pl_wire_count(&w, &v32, 1)); /* three bytes cannot hold four */
    REFUSED(BYTES(0x02, 0, 0, 0), pl_wire_count(&w, &v32, 2));
    g_assert_cmpuint(v32, ==, 0);
    REFUSED(BYTES(0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0), pl_wire_count(&w, &v32, 15));
}

static void test_stays_bad(void) {
    static const uint8_t bytes[] = {0x80, 0x00, 0x05, 0x05};
    pl_wire w = {.at = bytes, .end = bytes + sizeof bytes};
    uint64_t value = 7;
    pl_wire_u64(&w, &value);
    g_assert_true(w.bad);
    pl_wire_u64(&w, &value);
    g_assert_cmpuint(value, ==, 0);
    g_assert_true(w.bad);
    const uint8_t *rest = bytes;
    pl_wire_bytes(&w, &rest, 1);
    g_assert_null(rest);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/facts/wire/u64", test_u64);
    g_test_add_func("/facts/wire/differences", test_differences);
    g_test_add_func("/facts/wire/compact", test_compact);
    g_test_add_func("/facts/wire/refused", test_refused);
    g_test_add_func("/facts/wire/stays-bad", test_stays_bad);
    return g_test_run();
}
