#include <glib.h>

#include "support/path.h"

static void expect_normal(const char *path, const char *want) {
    char *got = pl_path_normalise(path);
    g_assert_cmpstr(got, ==, want);
    g_free(got);
}

static void test_normalise(void) {
    expect_normal("", ".");
    expect_normal(".", ".");
    expect_normal("./", ".");
    expect_normal("/", "/");
    expect_normal("//", "/");
    expect_normal("/..", "/");
    expect_normal("/../../a", "/a");
    expect_normal("/a/./b//c/", "/a/b/c");
    expect_normal("/a/b/../c", "/a/c");
    expect_normal("/a/b/../../..", "/");
    expect_normal("a/..", ".");
    expect_normal("a/../..", "..");
    expect_normal("../../a", "../../a");
    expect_normal("../a/../../b", "../../b");
    expect_normal("..a/...", "..a/...");
    expect_normal("/a/..b/..", "/a");
    expect_normal("a/b/..", "a");
    expect_normal("./a", "a");
}

static void expect_absolute(const char *dir, const char *path, const char *want) {
    char *got = pl_path_absolute(dir, path);
    g_assert_cmpstr(got, ==, want);
    g_free(got);
}

static void test_join(void) {
    expect_absolute("/b", "../a.c", "/a.c");
    expect_absolute("/b/", "a.c", "/b/a.c");
    expect_absolute("/b", "/x/./a.c", "/x/a.c");
    expect_absolute("", "a.c", "a.c");
    char *joined = pl_path_join("/b", "../a.c");
    g_assert_cmpstr(joined, ==, "/b/../a.c");
    g_free(joined);
}

static void test_below(void) {
    g_assert_cmpstr(pl_path_below("/a", "/a/b/c.c"), ==, "b/c.c");
    g_assert_cmpstr(pl_path_below("/", "/a/b"), ==, "a/b");
    g_assert_cmpstr(pl_path_below("/a", "/a"), ==, ".");
    g_assert_null(pl_path_below("/a", "/ab/c.c"));
    g_assert_null(pl_path_below("/a/b", "/a"));
    g_assert_cmpstr(pl_path_shown("/a", "/b/c"), ==, "/b/c");
    g_assert_cmpstr(pl_path_shown("/a", "/a/c"), ==, "c");
    g_assert_cmpstr(pl_path_shown(NULL, "/a/c"), ==, "/a/c");
    g_assert_cmpstr(pl_path_base("/a/c"), ==, "c");
    g_assert_cmpstr(pl_path_base("c"), ==, "c");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/path/normalise", test_normalise);
    g_test_add_func("/path/join", test_join);
    g_test_add_func("/path/below", test_below);
    return g_test_run();
}
