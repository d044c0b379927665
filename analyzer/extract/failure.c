#include "extract/failure.h"

#include <stdarg.h>

G_DEFINE_QUARK(pl - extract - error - quark, pl_extract_error)

void pl_fail(GError **error, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    if (error) *error = g_error_new_valist(PL_EXTRACT_ERROR, 0, format, arguments);
    va_end(arguments);
}
