#include "report/escape.h"

#include <string.h>

/* The lowest and highest second byte allowed after `lead`, and how many bytes follow it. 0: no lead byte. */
static size_t after_lead(unsigned char lead, unsigned char *low, unsigned char *high) {
    *low = 0x80;
    *high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) return 1;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (lead == 0xE0) *low = 0xA0;
        if (lead == 0xED) *high = 0x9F; /* surrogates */
        return 2;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (lead == 0xF0) *low = 0x90;
        if (lead == 0xF4) *high = 0x8F; /* past U+10FFFF */
        return 3;
    }
    return 0;
}

size_t pl_utf8_next(const char *text, size_t size, uint32_t *c) {
    const unsigned char *bytes = (const unsigned char *)text;
    if (bytes[0] < 0x80) {
        *c = bytes[0];
        return 1;
    }
    unsigned char low, high;
    size_t more = after_lead(bytes[0], &low, &high);
    *c = PL_BAD_UTF8;
    if (more == 0) return 1;
    uint32_t value = bytes[0] & (0x3Fu >> more);
    for (size_t i = 1; i <= more; i++) {
        if (i >= size || bytes[i] < low || bytes[i] > high) return i;
        value = value << 6 | (bytes[i] & 0x3Fu);
        low = 0x80;
        high = 0xBF;
    }
    *c = value;
    return more + 1;
}

size_t pl_utf16_length(const char *text, size_t size) {
    size_t units = 0;
    for (size_t i = 0; i < size;) {
        uint32_t c;
        i += pl_utf8_next(text + i, size - i, &c);
        units += c != PL_BAD_UTF8 && c > 0xFFFF ? 2 : 1;
    }
    return units;
}

bool pl_is_unsafe(uint32_t c) {
    if (c < 0x80) return c < 0x20 || c == 0x7F;
    switch (g_unichar_type(c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR: return true;
    default: return false;
    }
}

unsigned pl_width(uint32_t c) {
    if (c < 0x80) return 1;
    if (g_unichar_iszerowidth(c)) return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

void pl_append_visible_char(GString *out, const char *text, size_t length, uint32_t c) {
    if (c == PL_BAD_UTF8) {
        for (size_t i = 0; i < length; i++) g_string_append_printf(out, "\\x%02x", (unsigned char)text[i]);
    } else if (!pl_is_unsafe(c)) {
        g_string_append_len(out, text, (gssize)length);
    } else if (c == '\n' || c == '\r' || c == '\t') {
        g_string_append(out, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
    } else if (c < 0x80) {
        g_string_append_printf(out, "\\x%02x", c);
    } else {
        g_string_append_printf(out, "\\u{%04x}", c);
    }
}

void pl_append_visible(GString *out, const char *text) {
    if (!text) return;
    size_t size = strlen(text);
    for (size_t i = 0; i < size;) {
        uint32_t c;
        size_t length = pl_utf8_next(text + i, size - i, &c);
        pl_append_visible_char(out, text + i, length, c);
        i += length;
    }
}

char *pl_visible(const char *text) {
    GString *out = g_string_new(NULL);
    pl_append_visible(out, text);
    return g_string_free(out, FALSE);
}

unsigned pl_visible_width(const char *visible) {
    unsigned cells = 0;
    size_t size = strlen(visible);
    for (size_t i = 0; i < size;) {
        uint32_t c;
        i += pl_utf8_next(visible + i, size - i, &c);
        cells += pl_width(c == PL_BAD_UTF8 ? 0xFFFD : c);
    }
    return cells;
}

char *pl_valid_utf8(const char *text) {
    GString *out = g_string_new(NULL);
    size_t size = text ? strlen(text) : 0;
    for (size_t i = 0; i < size;) {
        uint32_t c;
        size_t length = pl_utf8_next(text + i, size - i, &c);
        if (c == PL_BAD_UTF8) {
            g_string_append(out, "\xEF\xBF\xBD");
        } else {
            g_string_append_len(out, text + i, (gssize)length);
        }
        i += length;
    }
    return g_string_free(out, FALSE);
}

char *pl_shorten(const char *text, size_t limit) {
    if (strlen(text) <= limit || (size_t)g_utf8_strlen(text, -1) <= limit) return g_strdup(text);
    const char *end = g_utf8_offset_to_pointer(text, (glong)limit - 3);
    return g_strdup_printf("%.*s...", (int)(end - text), text);
}

void pl_append_uri(GString *out, const char *path) {
    for (const unsigned char *p = (const unsigned char *)(path ? path : ""); *p; p++) {
        /* A ':' would make the first segment look like a scheme; the others mean something in URIs or in shells. */
        if (g_ascii_isalnum(*p) || strchr("-._~/+@=,", *p)) {
            g_string_append_c(out, (char)*p);
        } else {
            g_string_append_printf(out, "%%%02X", *p);
        }
    }
}
