/* Reports reach their place whole or not at all. */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "report/escape.h"
#include "report/report.h"
#include "support/file.h"

static const char *remedy(int error) {
    switch (error) {
    case ENOSPC:
    case EDQUOT: return "free some space or write it elsewhere";
    case EACCES:
    case EPERM:
    case EROFS: return "make its directory writable or write it elsewhere";
    case ENOENT:
    case ENOTDIR: return "create its directory or write it elsewhere";
    case EISDIR: return "give the name of a file";
    case EPIPE: return "its reader ended too early";
    case EFBIG: return "raise the limit on file sizes or write it elsewhere";
    default: return "write it elsewhere";
    }
}

static bool fail(const char *path, int error, GError **out) {
    char *shown = strcmp(path, "-") == 0 ? g_strdup("standard output") : pl_visible(path);
    g_set_error(out, G_FILE_ERROR, (gint)g_file_error_from_errno(error), "cannot write to %s: %s; %s", shown,
                g_strerror(error), remedy(error));
    g_free(shown);
    return false;
}

bool pl_report_save(const char *path, const char *bytes, size_t size, GError **error) {
    int code = pl_file_write(path, bytes, size);
    return code ? fail(path, code, error) : true;
}
