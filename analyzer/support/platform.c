/* platform.c: see platform.h. */
#include "support/platform.h"

#include <glib.h>
#include <string.h>

/* What begins a part of a triple, and the name that packs have for it. The first that fits counts. */
typedef struct {
    const char *begin, *name;
} spelling;

static const spelling processors[] = {
    {"x86_64", "x86_64"},
    {"amd64", "x86_64"},
    {"x86", "i386"},
    {"i386", "i386"},
    {"i486", "i386"},
    {"i586", "i386"},
    {"i686", "i386"},
    {"aarch64", "aarch64"},
    {"arm64", "aarch64"},
    {"arm", "arm"},
    {"thumb", "arm"},
    {"riscv64", "riscv64"},
    {"riscv32", "riscv32"},
    {"ppc64", "ppc64"},
    {"powerpc64", "ppc64"},
    {"ppc", "ppc"},
    {"powerpc", "ppc"},
    {"s390x", "s390x"},
    {"loongarch64", "loong64"},
    {"loong64", "loong64"},
    {"mips64", "mips64"},
    {"mips", "mips"},
    {"sparc", "sparc"},
};
static const spelling systems[] = {
    {"linux", "linux"},     {"darwin", "darwin"},   {"macos", "darwin"},    {"ios", "darwin"},
    {"freebsd", "freebsd"}, {"netbsd", "netbsd"},   {"openbsd", "openbsd"}, {"dragonfly", "dragonfly"},
    {"solaris", "solaris"}, {"illumos", "solaris"}, {"windows", "windows"}, {"win32", "windows"},
    {"mingw", "windows"},   {"aix", "aix"},
};

static const char *lookup(const spelling *table, size_t n, const char *part) {
    for (size_t i = 0; i < n; i++)
        if (g_str_has_prefix(part, table[i].begin)) return table[i].name;
    return NULL;
}

static const char *processor(const char *part) { return lookup(processors, G_N_ELEMENTS(processors), part); }
static const char *system_of(const char *part) { return lookup(systems, G_N_ELEMENTS(systems), part); }

bool pl_platform_fits(const char *platform, const char *triple) {
    char **have = g_strsplit(triple, "-", -1), **want = g_strsplit(platform, "-", -1);
    bool fits = *want != NULL;
    for (char **w = want; *w && fits; w++) {
        const char *cpu = processor(*w), *os = system_of(*w);
        fits = (cpu && *have && g_strcmp0(cpu, processor(*have)) == 0);
        for (char **h = *have ? have + 1 : have; *h && os && !fits; h++) fits = g_strcmp0(os, system_of(*h)) == 0;
    }
    g_strfreev(have);
    g_strfreev(want);
    return fits;
}

bool pl_platform_known(const char *platform, char **wrong) {
    char **parts = g_strsplit(platform, "-", -1);
    *wrong = *parts ? NULL : g_strdup("");
    for (char **p = parts; *p && !*wrong; p++)
        if (!g_strv_contains(pl_platform_names(), *p)) *wrong = g_strdup(*p);
    g_strfreev(parts);
    return *wrong == NULL;
}

const char *const *pl_platform_names(void) {
    static const char *const names[] = {"x86_64",    "i386",    "aarch64", "arm",     "riscv64", "riscv32",
                                        "ppc64",     "ppc",     "s390x",   "loong64", "mips64",  "mips",
                                        "sparc",     "linux",   "darwin",  "freebsd", "netbsd",  "openbsd",
                                        "dragonfly", "solaris", "windows", "aix",     NULL};
    return names;
}
