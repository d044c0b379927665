/* Translates a compile command for libclang. What is passed on is chosen (options.c, target.c), never what is left
 * over: a command from someone's pull request may say anything. */
#include <string.h>
#include <xxhash.h>

#include "extract/command.h"
#include "extract/compiler.h"
#include "extract/options.h"
#include "extract/resource.h"
#include "extract/target.h"
#include "support/path.h"

typedef struct {
    const char *option, *value;
} include;

typedef struct {
    const pl_command *command;
    const char *resource_dir;
    GPtrArray *words; /* of the command, -Wp, split; char*, borrowed or in `storage`; ends with NULL */
    GPtrArray *storage;
    GPtrArray *args, *refused, *left_out;
    GArray *includes;        /* include */
    GPtrArray *include_dirs; /* absolute, in the order they are searched for -include */
    GPtrArray *machine;      /* -m... as written: borrowed */
    const char *target, *standard, *stdlib;
    pl_language language;
    unsigned major;
    bool coroutines, nostdinc, needs_builtin_headers;
} translation;

static void add(translation *t, const char *arg) { g_ptr_array_add(t->args, g_strdup(arg)); }

static void take(translation *t, char *arg) { g_ptr_array_add(t->args, arg); }

/* The words of the command with -Wp,a,b replaced by a b. */
static void split_words(translation *t) {
    for (char **word = t->command->argv + 1; *word && strcmp(*word, "--") != 0; word++) {
        if (!g_str_has_prefix(*word, "-Wp,")) {
            g_ptr_array_add(t->words, *word);
            continue;
        }
        char **parts = g_strsplit(*word + strlen("-Wp,"), ",", -1);
        for (char **part = parts; *part; part++) {
            g_ptr_array_add(t->words, *part);
            g_ptr_array_add(t->storage, *part);
        }
        g_free(parts);
    }
    g_ptr_array_add(t->words, NULL);
}

static void name(GPtrArray *list, const char *word, const char *value) {
    g_ptr_array_add(list, value ? g_strconcat(word, " ", value, NULL) : g_strdup(word));
}

static void refuse(translation *t, const char *word, const char *value) { name(t->refused, word, value); }

/* GCC's own headers (/usr/lib/gcc/x86_64-linux-gnu/12/include) do not suit clang. */
static bool is_gcc_private(const char *path) {
    char *normal = pl_path_normalise(path);
    bool private = g_pattern_match_simple("*/gcc/*/*/include", normal) ||
                   g_pattern_match_simple("*/gcc/*/*/include-fixed", normal);
    char *gcc = strstr(normal, "/gcc/");
    unsigned slashes = 0;
    for (; private && *gcc; gcc++) slashes += *gcc == '/';
    g_free(normal);
    return private && slashes == 4;
}

static void add_path(translation *t, const pl_option *option, const char *value) {
    if (value[0] == '\0') return;
    bool in_sysroot = value[0] == '=' || g_str_has_prefix(value, "$SYSROOT");
    char *path = in_sysroot ? g_strdup(value) : pl_path_join(t->command->directory, value);
    bool searched = strcmp(option->as, "-I") == 0 || option->as[1] == 'i';
    if (searched && is_gcc_private(path)) {
        t->needs_builtin_headers = true;
        g_free(path);
        return;
    }
    if (searched && !in_sysroot) g_ptr_array_add(t->include_dirs, g_strdup(path));
    if (option->action == PL_ACT_PATHJOIN) {
        take(t, g_strconcat(option->as, path, NULL));
        g_free(path);
    } else {
        add(t, option->as);
        take(t, path);
    }
}

static void add_include(translation *t, const char *option, const char *value) {
    if (value[0] == '\0' || g_str_has_suffix(value, ".gch") || g_str_has_suffix(value, ".pch")) return;
    include entry = {option, value};
    g_array_append_val(t->includes, entry);
}

/* -Xclang hands a word to the compiler proper, past all checks of the driver. What CMake writes for precompiled headers
 * is understood, anything else refused. Returns how many words were used. */
static unsigned take_xclang(translation *t, char *const *words, unsigned i) {
    const char *word = words[i + 1], *next = NULL;
    if (!word) return 1;
    if (words[i + 2] && strcmp(words[i + 2], "-Xclang") == 0) next = words[i + 3];
    bool pair = next && next[0] != '-';
    if (strcmp(word, "-include") == 0 && pair) {
        add_include(t, "-include", next);
    } else if (pair && strcmp(word, "-include-pch") != 0) {
        char *text = g_strconcat(word, " -Xclang ", next, NULL);
        refuse(t, words[i], text);
        g_free(text);
    } else if (!pair && strcmp(word, "-fno-pch-timestamp") != 0) {
        refuse(t, words[i], word);
    }
    return pair ? 4 : 2;
}

static void add_optimisation(translation *t, const char *level) {
    static const char *const known[] = {"", "0", "1", "2", "3", "s", "z", "g", "fast", NULL};
    bool number = level[0] != '\0' && level[strspn(level, "0123456789")] == '\0';
    if (g_strv_contains(known, level))
        take(t, g_strconcat("-O", level, NULL));
    else if (number)
        add(t, "-O3");
}

static bool is_made_of(const char *value, const char *bytes) {
    return value[0] != '\0' && strlen(value) < 64 && value[strspn(value, bytes)] == '\0';
}

static void add_checked(translation *t, const pl_option *option, const char *value) {
    const char *name = option->as ? option->as : option->name;
    const char *bytes = option->action == PL_ACT_NUMBER
                            ? "0123456789"
                            : "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    if (is_made_of(value, bytes)) take(t, g_strconcat(name, value, NULL));
}

static void take_argument(translation *t, const char *word, const pl_argument *argument) {
    const pl_option *option = argument->option;
    const char *value = argument->value;
    switch (option->action) {
    case PL_ACT_FLAG:
        add(t, option->as ? option->as : option->name);
        t->nostdinc |= strcmp(option->name, "-nostdinc") == 0;
        break;
    case PL_ACT_JOIN:
        if (value[0]) take(t, g_strconcat(option->as, value, NULL));
        break;
    case PL_ACT_REFUSE: refuse(t, word, argument->words == 2 ? value : NULL); break;
    case PL_ACT_LEAVE: name(t->left_out, word, argument->words == 2 ? value : NULL); break;
    case PL_ACT_PATH:
    case PL_ACT_PATHJOIN: add_path(t, option, value); break;
    case PL_ACT_INCLUDE: add_include(t, option->as, value); break;
    case PL_ACT_NUMBER:
    case PL_ACT_NAME: add_checked(t, option, value); break;
    case PL_ACT_STD: t->standard = option->form == PL_FORM_FLAG ? "ansi" : value; break;
    case PL_ACT_TARGET: t->target = value; break;
    case PL_ACT_MACHINE: g_ptr_array_add(t->machine, (char *)word); break;
    case PL_ACT_OPTIMISE: add_optimisation(t, value); break;
    case PL_ACT_STDLIB: t->stdlib = value; break;
    case PL_ACT_COROUTINES: t->coroutines = true; break;
    default: break;
    }
}

static void take_words(translation *t) {
    char *const *words = (char *const *)t->words->pdata;
    for (unsigned i = 0; words[i];) {
        pl_argument argument = pl_argument_read(words, i);
        if (argument.option && argument.option->action == PL_ACT_XCLANG) {
            i += take_xclang(t, words, i);
            continue;
        }
        if (argument.option) take_argument(t, words[i], &argument);
        i += argument.words;
    }
}

/* Is the machine that the options ask for one with 32 bits? */
static bool wants_32_bits(const translation *t, const char *triple, const char *march) {
    bool narrow = triple && triple[0] == 'i';
    for (guint i = 0; i < t->machine->len; i++) {
        const char *option = t->machine->pdata[i];
        if (strcmp(option, "-m32") == 0 || strcmp(option, "-m16") == 0) narrow = true;
        if (strcmp(option, "-m64") == 0) narrow = false;
        if (march && g_str_has_prefix(option, march)) narrow = true;
    }
    return narrow;
}

/* riscv64-unknown-elf-gcc makes code for 32 bits as well; libclang wants the triple to say so. */
static char *adjust_triple(const translation *t, const char *triple) {
    if (g_str_has_prefix(triple, "riscv64") && wants_32_bits(t, NULL, "-march=rv32"))
        return g_strconcat("riscv32", triple + strlen("riscv64"), NULL);
    return g_strdup(triple);
}

static void add_machine(translation *t) {
    char *prefix = NULL;
    bool cxx;
    pl_compiler_parse(t->command->argv[0], &prefix, &cxx);
    const char *triple = t->target ? t->target : prefix;
    pl_arch arch = triple ? pl_arch_of_triple(triple, t->major) : PL_ARCH_UNKNOWN;
    if (arch != PL_ARCH_UNKNOWN) {
        char *adjusted = adjust_triple(t, triple);
        take(t, g_strconcat("--target=", adjusted, NULL));
        g_free(adjusted);
    } else {
        triple = NULL;
        arch = pl_arch_host();
    }
    bool narrow = arch == PL_ARCH_X86 && wants_32_bits(t, triple, NULL);
    for (guint i = 0; i < t->machine->len; i++) {
        const char *option = t->machine->pdata[i];
        bool plain = narrow && pl_is_32_bit_cpu(option);
        char *known = plain ? g_strdup(option) : pl_machine_option(arch, option, t->major);
        if (known) take(t, known);
    }
    g_free(prefix);
}

static void add_language(translation *t) {
    bool cxx = t->language == PL_LANGUAGE_CXX;
    char *standard = NULL;
    if (t->standard && strcmp(t->standard, "ansi") == 0)
        standard = g_strdup(cxx ? "c++98" : "c89");
    else if (t->standard)
        standard = pl_standard(t->standard, t->language, t->major);
    /* GCC's default since 11; clang's is older up to version 15. */
    if (!standard && cxx && t->major < 16) standard = g_strdup("gnu++17");
    if (standard) take(t, g_strconcat("-std=", standard, NULL));
    g_free(standard);
    static const char *const libraries[] = {"libc++", "libstdc++", "platform", NULL};
    if (cxx && t->stdlib && g_strv_contains(libraries, t->stdlib)) take(t, g_strconcat("-stdlib=", t->stdlib, NULL));
    if (cxx && t->coroutines) add(t, t->major >= 17 ? "-fcoroutines" : "-fcoroutines-ts");
    if (t->nostdinc && t->needs_builtin_headers) {
        add(t, "-isystem");
        take(t, g_build_filename(t->resource_dir ? t->resource_dir : "/", "include", NULL));
    }
}

/* Where the compiler would find a file of -include: in the working directory, else where "..." is searched. */
static char *find_include(const translation *t, const char *name) {
    char *first = pl_path_join(t->command->directory, name);
    if (name[0] == '/' || g_file_test(first, G_FILE_TEST_EXISTS)) return first;
    for (guint i = 0; i < t->include_dirs->len; i++) {
        char *path = pl_path_join(t->include_dirs->pdata[i], name);
        if (g_file_test(path, G_FILE_TEST_EXISTS)) {
            g_free(first);
            return path;
        }
        g_free(path);
    }
    return first;
}

/* By -Xclang: the driver would replace the header by a precompiled one that lies beside it, most likely GCC's. */
static void add_includes(translation *t) {
    for (guint i = 0; i < t->includes->len; i++) {
        const include *entry = &g_array_index(t->includes, include, i);
        add(t, "-Xclang");
        add(t, entry->option);
        add(t, "-Xclang");
        take(t, find_include(t, entry->value));
    }
}

/* The clang that the resource directory belongs to: PREFIX/lib/clang/19 → PREFIX/bin/clang. libclang looks for the
 * libraries' headers from there; the compiler of the command is never looked at. */
static char *driver_path(const char *resource_dir) {
    char *clang = resource_dir ? g_path_get_dirname(resource_dir) : g_strdup("");
    char *lib = g_path_get_dirname(clang), *prefix = g_path_get_dirname(lib), *driver = NULL;
    if (strcmp(pl_path_base(clang), "clang") == 0 && g_str_has_prefix(pl_path_base(lib), "lib"))
        driver = g_build_filename(prefix, "bin", "clang", NULL);
    g_free(prefix);
    g_free(lib);
    g_free(clang);
    return driver ? driver : g_strdup("clang");
}

/* Of everything but where clang is installed. */
static uint64_t hash_args(const pl_command *command, const GPtrArray *args, guint from) {
    XXH3_state_t *state = XXH3_createState();
    XXH3_64bits_reset(state);
    XXH3_64bits_update(state, command->directory, strlen(command->directory) + 1);
    XXH3_64bits_update(state, command->output ? command->output : "",
                       command->output ? strlen(command->output) + 1 : 1);
    for (guint i = from; i < args->len; i++) XXH3_64bits_update(state, args->pdata[i], strlen(args->pdata[i]) + 1);
    uint64_t hash = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    return hash;
}

static void start(translation *t) {
    take(t, driver_path(t->resource_dir));
    if (t->resource_dir) {
        add(t, "-resource-dir");
        add(t, t->resource_dir);
    }
}

static void add_fixed(translation *t) {
    /* -w alone leaves the warnings that clang takes for errors and GCC does not: implicit declarations, ... */
    add(t, "-w");
    add(t, "-Wno-everything");
    add(t, "-ferror-limit=0");
}

static void add_source(translation *t) {
    if (!pl_language_is_preprocessed(t->command->file)) {
        add(t, "-x");
        add(t, t->language == PL_LANGUAGE_CXX ? "c++" : "c");
    }
    add(t, t->command->file);
}

pl_clang_args *pl_clang_args_new(const pl_command *command, const char *resource_dir) {
    translation t = {.command = command, .resource_dir = resource_dir, .major = pl_clang_major()};
    t.language = pl_command_language(command);
    t.args = g_ptr_array_new_with_free_func(g_free);
    t.refused = g_ptr_array_new_with_free_func(g_free);
    t.left_out = g_ptr_array_new_with_free_func(g_free);
    t.storage = g_ptr_array_new_with_free_func(g_free);
    t.words = g_ptr_array_new();
    t.machine = g_ptr_array_new();
    t.include_dirs = g_ptr_array_new_with_free_func(g_free);
    t.includes = g_array_new(FALSE, FALSE, sizeof(include));
    split_words(&t);
    start(&t);
    guint from = t.args->len;
    take_words(&t);
    add_machine(&t);
    add_language(&t);
    add_includes(&t);
    add_fixed(&t);
    add_source(&t);
    pl_clang_args *result = g_new0(pl_clang_args, 1);
    result->hash = hash_args(command, t.args, from);
    g_ptr_array_add(t.args, NULL);
    result->args = t.args;
    result->refused = t.refused;
    result->left_out = t.left_out;
    g_ptr_array_unref(t.storage);
    g_ptr_array_unref(t.words);
    g_ptr_array_unref(t.machine);
    g_ptr_array_unref(t.include_dirs);
    g_array_unref(t.includes);
    return result;
}

void pl_clang_args_free(pl_clang_args *args) {
    if (!args) return;
    g_ptr_array_unref(args->args);
    g_ptr_array_unref(args->refused);
    g_ptr_array_unref(args->left_out);
    g_free(args);
}
