/* Names of processors and systems against target triples. */
#include <glib.h>

#include "support/platform.h"

static void test_fits(void) {
    static const struct {
        const char *platform, *triple;
        bool fits;
    } cases[] = {
        {"x86_64", "x86_64-pc-linux-gnu", true},
        {"x86_64", "amd64-unknown-freebsd14.0", true},
        {"i386", "x86_64-pc-linux-gnu", false},
        {"i386", "i686-w64-mingw32", true},
        {"aarch64", "arm64-apple-macosx13.0.0", true},
        {"arm", "aarch64-linux-gnu", false},
        {"arm", "thumbv7-linux-gnueabihf", true},
        {"ppc64", "powerpc64le-linux-gnu", true},
        {"linux", "x86_64-pc-linux-gnu", true},
        {"linux", "aarch64-linux-android21", true},
        {"linux", "x86_64-unknown-freebsd14.0", false},
        {"darwin", "arm64-apple-macosx13.0.0", true},
        {"darwin", "x86_64-apple-darwin22", true},
        {"windows", "x86_64-w64-windows-gnu", true},
        {"x86_64-freebsd", "x86_64-unknown-freebsd14.0", true},
        {"x86_64-freebsd", "aarch64-unknown-freebsd14.0", false},
        {"x86_64-freebsd", "x86_64-pc-linux-gnu", false},
        {"linux", "linux", false}, /* the first part is the processor */
        {"", "x86_64-pc-linux-gnu", false},
        {"x86_64", "", false},
        {"vax", "vax-dec-ultrix", false},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++)
        if (pl_platform_fits(cases[i].platform, cases[i].triple) != cases[i].fits)
            g_error("%s and %s", cases[i].platform, cases[i].triple);
}

static void expect_wrong(const char *platform, const char *part) {
    char *wrong = NULL;
    g_assert_true(pl_platform_known(platform, &wrong) == (part == NULL));
    g_assert_cmpstr(wrong, ==, part);
    g_free(wrong);
}

static void test_known(void) {
    for (const char *const *name = pl_platform_names(); *name != NULL; name++) {
        expect_wrong(*name, NULL);
        /* Each means something: as a processor, or as a system. */
        char *triple = g_strdup_printf("%s-unknown-%s", *name, *name);
        g_assert_true(pl_platform_fits(*name, triple));
        g_free(triple);
    }
    expect_wrong("aarch64-linux", NULL);
    expect_wrong("aarch64-linus", "linus");
    expect_wrong("x86-64", "x86");
    expect_wrong("", "");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/platform/fits", test_fits);
    g_test_add_func("/platform/known", test_known);
    return g_test_run();
}
