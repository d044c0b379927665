/* file.c: facts as whole files. */
#include "support/file.h"

#include <stdint.h>

#include "facts/format.h"

static void io_error(GError **error, const char *doing, const char *path, int number) {
    g_set_error(error, PL_FACTS_ERROR, PL_FACTS_IO, "cannot %s %s: %s", doing, path, g_strerror(number));
}

bool pl_facts_save(const pl_facts *facts, const char *path, GError **error) {
    GByteArray *bytes = g_byte_array_new();
    pl_facts_write(facts, bytes);
    int failed = pl_file_write(path, bytes->data, bytes->len);
    g_byte_array_free(bytes, TRUE);
    if (failed) io_error(error, "write", path, failed);
    return !failed;
}

pl_facts *pl_facts_load(const char *path, GError **error) {
    GByteArray *bytes = g_byte_array_new();
    pl_facts *facts = NULL;
    int failed = pl_file_read(path, INT32_MAX, PL_FILE_ANY, bytes);
    if (failed)
        io_error(error, "read", path, failed);
    else
        facts = pl_facts_read(bytes->data, bytes->len, path, error);
    g_byte_array_free(bytes, TRUE);
    return facts;
}
