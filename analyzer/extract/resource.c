/* Finds clang's own headers for the libclang that this process uses. No program is run: those on the way of a build are
 * not to be trusted. */
#include "extract/resource.h"

#include <clang-c/Index.h>

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "extract/extract.h"
#include "extract/failure.h"
#include "support/path.h"

#ifndef PINLINT_LLVM_PREFIX
#define PINLINT_LLVM_PREFIX "/usr"
#endif

/* The first thing that looks like a version in "Debian clang version 19.1.7 (3~deb12u1)". */
static char *read_version(void) {
    CXString text = clang_getClangVersion();
    const char *at = clang_getCString(text), *word = strstr(at, "version ");
    at = word ? word + strlen("version ") : at;
    at += strcspn(at, "0123456789");
    char *version = g_strndup(at, strspn(at, "0123456789."));
    clang_disposeString(text);
    return version;
}

const char *pl_clang_version(void) {
    static char *version; /* the same for every run in this process: that of the library */
    if (g_once_init_enter(&version)) g_once_init_leave(&version, read_version());
    return version;
}

unsigned pl_clang_major(void) { return (unsigned)strtoul(pl_clang_version(), NULL, 10); }

static bool is_resource_dir(const char *directory) {
    char *header = g_build_filename(directory, "include", "stddef.h", NULL);
    bool found = g_file_test(header, G_FILE_TEST_IS_REGULAR);
    g_free(header);
    return found;
}

/* prefix/{lib,lib64}/clang/{19,19.1.7}, or NULL. */
static char *search_prefix(const char *prefix) {
    static const char *const libraries[] = {"lib", "lib64", "lib32", "."};
    char *major = g_strdup_printf("%u", pl_clang_major()), *found = NULL;
    const char *versions[] = {major, pl_clang_version()};
    for (unsigned i = 0; i < G_N_ELEMENTS(libraries) && !found; i++) {
        for (unsigned k = 0; k < G_N_ELEMENTS(versions) && !found; k++) {
            char *directory = g_build_filename(prefix, libraries[i], "clang", versions[k], NULL);
            if (is_resource_dir(directory)) found = pl_path_normalise(directory);
            g_free(directory);
        }
    }
    g_free(major);
    return found;
}

/* From the library upwards: /usr/lib/llvm-19/lib/libclang.so has its headers in /usr/lib/llvm-19/lib/clang/19; but the
 * file may be a symbolic link to /usr/lib/x86_64-linux-gnu, or be loaded from there. */
static char *search_beside(const char *library) {
    char *directory = g_path_get_dirname(library), *found = NULL;
    for (unsigned up = 0; up < 3 && !found; up++) {
        found = search_prefix(directory);
        char *parent = g_path_get_dirname(directory);
        g_free(directory);
        directory = parent;
    }
    g_free(directory);
    return found;
}

static char *search_library(void) {
    Dl_info info;
    /* By way of an integer: ISO C has no conversion from a function's address. */
    if (dladdr((void *)(uintptr_t)clang_getClangVersion, &info) == 0 || !info.dli_fname) return NULL;
    char *found = search_beside(info.dli_fname), *real = found ? NULL : realpath(info.dli_fname, NULL);
    if (real) found = search_beside(real);
    free(real);
    return found;
}

static char *search_usual_places(void) {
    static const char *const places[] = {
        PINLINT_LLVM_PREFIX,
        "/usr/lib/llvm-%u",
        "/usr/lib/llvm/%u",
        "/usr/lib64/llvm%u",
        "/usr/lib/llvm%u",
        "/usr",
        "/usr/local",
        "/usr/local/llvm%u",
        "/opt/llvm-%u",
        "/opt/llvm",
        "/usr/local/opt/llvm@%u",
        "/opt/homebrew/opt/llvm@%u",
        "/opt/homebrew/opt/llvm",
    };
    char *major = g_strdup_printf("%u", pl_clang_major()), *found = NULL;
    for (unsigned i = 0; i < G_N_ELEMENTS(places) && !found; i++) {
        char **parts = g_strsplit(places[i], "%u", -1), *prefix = g_strjoinv(major, parts);
        found = search_prefix(prefix);
        g_free(prefix);
        g_strfreev(parts);
    }
    g_free(major);
    return found;
}

/* The installation that the headers really lie in: /usr/lib/clang/14/include is a link to one. */
static char *follow_links(char *directory) {
    char *header = g_build_filename(directory, "include", "stddef.h", NULL), *real = realpath(header, NULL);
    char *include = g_path_get_dirname(real ? real : header);
    g_free(directory);
    g_free(header);
    free(real);
    directory = g_path_get_dirname(include);
    g_free(include);
    return directory;
}

char *pl_resource_dir(GError **error) {
    const char *given = g_getenv("PINLINT_RESOURCE_DIR");
    if (given && given[0]) {
        if (is_resource_dir(given)) return g_canonicalize_filename(given, NULL);
        pl_fail(error,
                "PINLINT_RESOURCE_DIR=%s has no include/stddef.h: it must name clang's resource directory (clang "
                "-print-resource-dir prints it)",
                given);
        return NULL;
    }
    char *found = search_library();
    if (!found) found = search_usual_places();
    if (!found)
        pl_fail(
            error,
            "libclang %u's own headers (stddef.h) were not found: install the package of clang %u's resource headers "
            "(Debian, Ubuntu: libclang-common-%u-dev; Fedora: clang-libs), or name their directory in "
            "PINLINT_RESOURCE_DIR",
            pl_clang_major(), pl_clang_major(), pl_clang_major());
    return found ? follow_links(found) : NULL;
}
