#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "extract/extract.h"
#include "extract/resource.h"

static void test_version(void) {
    const char *version = pl_clang_version();
    g_assert_true(version == pl_clang_version());
    g_assert_cmpuint(pl_clang_major(), >=, 14);
    g_assert_cmpuint(strspn(version, "0123456789."), ==, strlen(version));
    g_assert_nonnull(strchr(version, '.'));
}

static void test_found(void) {
    GError *error = NULL;
    char *directory = pl_resource_dir(&error);
    g_assert_no_error(error);
    char *header = g_build_filename(directory, "include", "stddef.h", NULL);
    g_assert_true(g_file_test(header, G_FILE_TEST_IS_REGULAR));
    g_assert_true(g_path_is_absolute(directory));
    char *base = g_path_get_basename(directory); /* of this libclang, not of another that is installed as well */
    g_assert_cmpuint(strtoul(base, NULL, 10), ==, pl_clang_major());
    g_free(base);
    g_free(header);
    g_free(directory);
}

static void test_override(void) {
    char *directory = g_dir_make_tmp("pinlint-XXXXXX", NULL);
    GError *error = NULL;
    g_setenv("PINLINT_RESOURCE_DIR", directory, TRUE);
    g_assert_null(pl_resource_dir(&error));
    g_assert_nonnull(error);
    g_assert_nonnull(strstr(error->message, directory));
    g_assert_nonnull(strstr(error->message, "stddef.h"));
    g_clear_error(&error);

    char *include = g_build_filename(directory, "include", NULL), *header = g_build_filename(include, "stddef.h", NULL);
    g_mkdir(include, 0700);
    g_file_set_contents(header, "", 0, NULL);
    char *found = pl_resource_dir(&error);
    g_assert_no_error(error);
    g_assert_cmpstr(found, ==, directory);
    g_unsetenv("PINLINT_RESOURCE_DIR");

    g_unlink(header);
    g_rmdir(include);
    g_rmdir(directory);
    g_free(found);
    g_free(header);
    g_free(include);
    g_free(directory);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_unsetenv("PINLINT_RESOURCE_DIR");
    g_test_add_func("/resource/version", test_version);
    g_test_add_func("/resource/found", test_found);
    g_test_add_func("/resource/override", test_override);
    return g_test_run();
}
