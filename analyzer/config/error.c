/* Error messages may quote what a hostile file says. */
#include "config/config.h"
#include "config/json.h"

enum { LONGEST_MESSAGE = 1000 };

GQuark pl_config_error_quark(void) { return g_quark_from_static_string("pl-config-error-quark"); }

/* Control characters would let a file drive the terminal, format characters (right-to-left marks) reorder the text. */
static bool is_harmless(gunichar c) {
    GUnicodeType type = g_unichar_type(c);
    return type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_LINE_SEPARATOR &&
           type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

static char *printable(const char *text) {
    char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_new(NULL);
    const char *p = valid;
    for (; *p != 0 && out->len < LONGEST_MESSAGE; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (is_harmless(c))
            g_string_append_unichar(out, c);
        else
            g_string_append_printf(out, "\\u%04x", c);
    }
    if (*p != 0) g_string_append(out, "...");
    g_free(valid);
    return g_string_free(out, FALSE);
}

void pl_config_set_error(GError **error, int code, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args), *safe = printable(text);
    va_end(args);
    g_set_error_literal(error, PL_CONFIG_ERROR, code, safe);
    g_free(safe);
    g_free(text);
}
