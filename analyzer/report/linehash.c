#include "report/linehash.h"

#include <inttypes.h>

#include "report/escape.h"

enum { WINDOW = 100, FACTOR = 37, END_OF_FILE = 0xFFFF };

/* A ring of the last WINDOW characters. A line's hash is complete when its first character is about to leave. */
typedef struct {
    uint64_t hash, leaving; /* leaving: FACTOR to the power of WINDOW */
    uint16_t chars[WINDOW];
    bool starts_line[WINDOW];
    unsigned at;
    bool line_start, after_cr;
    GArray *lines;
    GHashTable *seen; /* hash → occurrences so far */
} state;

static void finish_line(state *s) {
    gint64 *key = g_new(gint64, 1);
    *key = (gint64)s->hash;
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(s->seen, key)) + 1;
    g_hash_table_insert(s->seen, key, GUINT_TO_POINTER(n));
    pl_line_hash line = {s->hash, n};
    g_array_append_val(s->lines, line);
    s->starts_line[s->at] = false;
}

static void shift_in(state *s, uint16_t c) {
    s->hash = FACTOR * s->hash + c - s->leaving * s->chars[s->at];
    s->chars[s->at] = c;
    s->at = (s->at + 1) % WINDOW;
}

static void take(state *s, uint16_t c) {
    bool second_half = s->after_cr && c == '\n';
    s->after_cr = c == '\r';
    if (c == ' ' || c == '\t' || second_half) return;
    if (c == '\r') c = '\n';
    if (s->starts_line[s->at]) finish_line(s);
    if (s->line_start) s->starts_line[s->at] = true;
    s->line_start = c == '\n';
    shift_in(s, c);
}

GArray *pl_line_hashes(const char *bytes, size_t size) {
    state s = {.leaving = 1, .line_start = true};
    for (unsigned i = 0; i < WINDOW; i++) s.leaving *= FACTOR;
    s.lines = g_array_new(FALSE, FALSE, sizeof(pl_line_hash));
    s.seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (size_t i = 0; i < size;) {
        uint32_t c;
        i += pl_utf8_next(bytes + i, size - i, &c);
        if (c == PL_BAD_UTF8) c = 0xFFFD;
        if (c > 0xFFFF) { /* the definition counts UTF-16 code units */
            take(&s, (uint16_t)(0xD7C0 + (c >> 10)));
            c = 0xDC00 + (c & 0x3FF);
        }
        take(&s, (uint16_t)c);
    }
    take(&s, END_OF_FILE);
    for (unsigned i = 0; i < WINDOW; i++) {
        if (s.starts_line[s.at]) finish_line(&s);
        shift_in(&s, 0);
    }
    g_hash_table_destroy(s.seen);
    return s.lines;
}

char *pl_line_hash_text(pl_line_hash hash) { return g_strdup_printf("%" PRIx64 ":%u", hash.hash, hash.occurrence); }
