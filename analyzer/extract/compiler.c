#include "extract/compiler.h"

#include <string.h>

#include "support/path.h"

typedef struct {
    const char *name;
    bool cxx;
} compiler;

/* Longer names before names that they end with. */
static const compiler compilers[] = {
    {"clang++", true}, {"clang-cpp", false}, {"clang", false}, {"g++", true},  {"gcc", false}, {"c++", true},
    {"icpx", true},    {"icpc", true},       {"icx", false},   {"icc", false}, {"cc", false},
};

typedef enum { SKIP_ASSIGNMENTS = 1, SKIP_OPTIONS = 2, IS_COMPILER = 4 } launcher_traits;
typedef struct {
    const char *name;
    unsigned traits;
} launcher;

static const launcher launchers[] = {
    {"ccache", SKIP_ASSIGNMENTS | IS_COMPILER},
    {"sccache", SKIP_ASSIGNMENTS | IS_COMPILER},
    {"buildcache", SKIP_ASSIGNMENTS | IS_COMPILER},
    {"distcc", SKIP_ASSIGNMENTS | IS_COMPILER},
    {"icecc", IS_COMPILER},
    {"gomacc", IS_COMPILER},
    {"rewrapper", SKIP_OPTIONS},
    {"env", SKIP_ASSIGNMENTS | SKIP_OPTIONS},
    {"time", SKIP_OPTIONS},
    {"nice", SKIP_OPTIONS},
    {"libtool", SKIP_OPTIONS},
};

/* Length of the name without "-12", "-14.0.6" and ".exe". */
static size_t stem_length(const char *name) {
    size_t length = strlen(name);
    if (g_str_has_suffix(name, ".exe")) length -= 4;
    size_t end = length;
    while (end > 0 && (g_ascii_isdigit(name[end - 1]) || name[end - 1] == '.')) end--;
    return end > 0 && end < length && name[end - 1] == '-' ? end - 1 : length;
}

bool pl_compiler_parse(const char *program, char **prefix, bool *cxx) {
    const char *name = pl_path_base(program);
    size_t length = stem_length(name);
    if (prefix) *prefix = NULL;
    *cxx = false;
    for (size_t i = 0; i < G_N_ELEMENTS(compilers); i++) {
        size_t size = strlen(compilers[i].name);
        if (length < size || strncmp(name + length - size, compilers[i].name, size) != 0) continue;
        if (length > size && name[length - size - 1] != '-') continue;
        if (prefix && length > size) *prefix = g_strndup(name, length - size - 1);
        *cxx = compilers[i].cxx;
        return true;
    }
    return false;
}

static const launcher *find_launcher(const char *program) {
    const char *name = pl_path_base(program);
    size_t length = g_str_has_suffix(name, ".exe") ? strlen(name) - 4 : strlen(name);
    for (size_t i = 0; i < G_N_ELEMENTS(launchers); i++)
        if (strlen(launchers[i].name) == length && strncmp(launchers[i].name, name, length) == 0) return &launchers[i];
    return g_str_has_suffix(name, "-libtool") ? find_launcher("libtool") : NULL;
}

static bool is_compiler(const char *program) {
    bool cxx;
    return program[0] != '-' && pl_compiler_parse(program, NULL, &cxx);
}

static bool is_shell(const char *program) {
    static const char *const shells[] = {"sh", "bash", "dash", "ksh", "zsh", NULL};
    return g_strv_contains(shells, pl_path_base(program));
}

static bool is_assignment(const char *word) {
    size_t name = strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    return name > 0 && word[name] == '=';
}

/* cmake -E __run_co_compile --launcher=ccache ... -- gcc -c a.c; cmake -E env A=B gcc -c a.c */
static guint skip_cmake(const GPtrArray *argv) {
    guint i = 2;
    for (guint k = 2; k + 1 < argv->len; k++)
        if (strcmp(argv->pdata[k], "--") == 0) return k + 1;
    while (i + 1 < argv->len && !is_compiler(argv->pdata[i])) i++;
    return i;
}

/* How many words at the front belong to launchers; 0 when there is none. */
static guint count_launcher_words(const GPtrArray *argv) {
    const char *first = argv->pdata[0];
    if (argv->len < 2 || is_compiler(first)) return 0;
    if (strcmp(pl_path_base(first), "cmake") == 0 && strcmp(argv->pdata[1], "-E") == 0) return skip_cmake(argv);
    const launcher *known = find_launcher(first);
    guint i = 1;
    if (!known) return is_compiler(argv->pdata[1]) || (is_shell(first) && find_launcher(argv->pdata[1])) ? 1 : 0;
    for (; i < argv->len; i++) {
        const char *word = argv->pdata[i];
        bool skip = (known->traits & SKIP_ASSIGNMENTS && is_assignment(word)) ||
                    (known->traits & SKIP_OPTIONS && word[0] == '-');
        if (!skip) break;
    }
    return i < argv->len ? i : 0;
}

void pl_compiler_drop_launchers(GPtrArray *argv) {
    guint words;
    while (argv->len > 0 && (words = count_launcher_words(argv)) > 0) {
        const launcher *known = find_launcher(argv->pdata[0]);
        g_ptr_array_remove_range(argv, 0, words);
        if (argv->len > 0 && ((char *)argv->pdata[0])[0] == '-' && known && known->traits & IS_COMPILER)
            g_ptr_array_insert(argv, 0, g_strdup("cc"));
    }
}
