#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "extract/command.h"
#include "extract/compiler.h"
#include "extract/response.h"
#include "extract/shell.h"

static pl_command *parse(const char *file, const char *line, GError **error) {
    char **argv = line[0] ? g_strsplit(line, " ", -1) : g_new0(char *, 1);
    pl_command *command = pl_command_from_argv("/b", file, argv, error);
    g_strfreev(argv);
    return command;
}

static void expect(const char *line, const char *argv, const char *file, const char *output) {
    GError *error = NULL;
    pl_command *command = parse(NULL, line, &error);
    g_assert_no_error(error);
    char *got = g_strjoinv(" ", command->argv);
    g_assert_cmpstr(got, ==, argv);
    g_assert_cmpstr(command->file, ==, file);
    g_assert_cmpstr(command->output, ==, output);
    g_assert_cmpstr(command->directory, ==, "/b");
    g_assert_null(command->problem);
    g_free(got);
    pl_command_free(command);
}

static void expect_error(const char *line, const char *word) {
    GError *error = NULL;
    g_assert_null(parse(NULL, line, &error));
    g_assert_nonnull(error);
    if (!strstr(error->message, word)) g_error("\"%s\" does not say \"%s\"", error->message, word);
    g_clear_error(&error);
}

static void test_forms(void) {
    expect("gcc -c a.c -o x/a.o", "gcc -c a.c -o x/a.o", "/b/a.c", "/b/x/a.o");
    expect("a.c", "cc a.c", "/b/a.c", NULL);
    expect("-DX ../a.cc", "cc -DX ../a.cc", "/a.cc", NULL);
    expect("gcc -o old.c -c new.c", "gcc -o old.c -c new.c", "/b/new.c", "/b/old.c");
    expect("gcc -ofoo.o a.c", "gcc -ofoo.o a.c", "/b/a.c", "/b/foo.o");
    expect("gcc -include b.c -MF c.c -D d.c a.c", "gcc -include b.c -MF c.c -D d.c a.c", "/b/a.c", NULL);
    expect("gcc -x c a.inc", "gcc -x c a.inc", "/b/a.inc", NULL);
    expect("gcc -c -- -odd.c", "gcc -c -- -odd.c", "/b/-odd.c", NULL);
    expect("gcc a.o b.c libx.a", "gcc a.o b.c libx.a", "/b/b.c", NULL);
}

static void test_errors(void) {
    expect_error("", "names no C or C++ source");
    expect_error("gcc -c", "names no C or C++ source");
    expect_error("gcc a.c b.c", "a.c, b.c");
    expect_error("gcc a.s", "names no C or C++ source");
    expect_error("gcc -x c -", "standard input");
    GError *error = NULL;
    g_assert_null(parse("a.rs", "gcc", &error));
    g_assert_nonnull(strstr(error->message, "/b/a.rs is not C or C++"));
    g_clear_error(&error);
    expect_error("gcc -x cuda -c a.c", "/b/a.c is compiled as \"cuda\" (-x)");
    expect_error("clang -xir a.c", "\"ir\"");
    expect_error("gcc -x c -x assembler a.c", "\"assembler\"");
    g_assert_null(parse("a.rs", "gcc -x c -x none", &error));
    g_assert_nonnull(strstr(error->message, "by its name"));
    g_clear_error(&error);
    pl_command *given = parse("sub/a.c", "-DX", &error);
    g_assert_no_error(error);
    g_assert_cmpstr(given->file, ==, "/b/sub/a.c");
    pl_command_free(given);
}

static void test_launchers(void) {
    expect("ccache gcc -c a.c", "gcc -c a.c", "/b/a.c", NULL);
    expect("/usr/bin/ccache distcc /opt/bin/arm-none-eabi-gcc a.c", "/opt/bin/arm-none-eabi-gcc a.c", "/b/a.c", NULL);
    expect("ccache max_size=1G gcc a.c", "gcc a.c", "/b/a.c", NULL);
    expect("distcc -c a.c", "cc -c a.c", "/b/a.c", NULL);
    expect("env -i A=b CC=x gcc-12 a.c", "gcc-12 a.c", "/b/a.c", NULL);
    expect("sh ./libtool --tag=CC --mode=compile gcc -c a.c", "gcc -c a.c", "/b/a.c", NULL);
    expect("cmake -E __run_co_compile --launcher=ccache --source=a.c -- gcc -c a.c", "gcc -c a.c", "/b/a.c", NULL);
    expect("unheard-of-cache clang++-19 a.cc", "clang++-19 a.cc", "/b/a.cc", NULL);
    expect("strange-cc a.c", "strange-cc a.c", "/b/a.c", NULL);
}

static void expect_compiler(const char *program, const char *prefix, bool cxx) {
    char *got = NULL;
    bool is_cxx = !cxx;
    g_assert_true(pl_compiler_parse(program, &got, &is_cxx));
    g_assert_cmpstr(got, ==, prefix);
    g_assert_true(is_cxx == cxx);
    g_free(got);
}

static void test_compilers(void) {
    char *prefix = NULL;
    bool cxx;
    expect_compiler("gcc", NULL, false);
    expect_compiler("/usr/bin/g++-12", NULL, true);
    expect_compiler("clang-14.0.6", NULL, false);
    expect_compiler("x86_64-w64-mingw32-g++.exe", "x86_64-w64-mingw32", true);
    expect_compiler("aarch64-linux-gnu-gcc-12", "aarch64-linux-gnu", false);
    expect_compiler("c++", NULL, true);
    g_assert_false(pl_compiler_parse("pgcc", &prefix, &cxx));
    g_assert_null(prefix);
    g_assert_false(pl_compiler_parse("rustc", NULL, &cxx));
    g_assert_false(pl_compiler_parse("", NULL, &cxx));
    g_assert_false(pl_compiler_parse("-12", NULL, &cxx));
}

static void expect_language(const char *file, const char *line, pl_language language) {
    char **argv = g_strsplit(line, " ", -1);
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    for (char **word = argv; *word; word++) g_ptr_array_add(words, g_strdup(*word));
    pl_command *command = pl_command_new("/b", file, NULL, words);
    g_assert_cmpint(pl_command_language(command), ==, language);
    pl_command_free(command);
    g_strfreev(argv);
}

static void test_languages(void) {
    expect_language("a.c", "gcc -c a.c", PL_LANGUAGE_C);
    expect_language("a.c", "g++ -c a.c", PL_LANGUAGE_CXX);
    expect_language("a.c", "g++ -x c -c a.c", PL_LANGUAGE_C);
    expect_language("a.c", "gcc -xc++ -c a.c", PL_LANGUAGE_CXX);
    expect_language("a.c", "gcc -x c++ -x none -c a.c", PL_LANGUAGE_C);
    expect_language("a.c", "gcc -c a.c -x assembler", PL_LANGUAGE_C);
    expect_language("a.C", "gcc -c a.C", PL_LANGUAGE_CXX);
    expect_language("a.h", "gcc a.h", PL_LANGUAGE_C);
    expect_language("a.h", "clang++ a.h", PL_LANGUAGE_CXX);
    expect_language("a.h", "clang -std=c++17 a.h", PL_LANGUAGE_CXX);
    expect_language("a.i", "g++ a.i", PL_LANGUAGE_C);
    expect_language("a.S", "gcc a.S", PL_LANGUAGE_NONE);
    expect_language("a.c", "gcc -x cuda a.c", PL_LANGUAGE_NONE);
    expect_language("a.m", "gcc a.m", PL_LANGUAGE_NONE);
    expect_language("dir.c/noext", "gcc dir.c/noext", PL_LANGUAGE_NONE);
}

static void expect_words(const char *text, pl_shell_rules rules, const char *joined) {
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    GError *error = NULL;
    bool good = pl_shell_split(text, strlen(text), rules, words, &error);
    if (joined) {
        g_assert_no_error(error);
        g_ptr_array_add(words, NULL);
        char *got = g_strjoinv("|", (char **)words->pdata);
        g_assert_cmpstr(got, ==, joined);
        g_free(got);
    } else {
        g_assert_false(good);
        g_assert_nonnull(error);
        g_clear_error(&error);
    }
    g_ptr_array_unref(words);
}

static void test_shell(void) {
    expect_words("a  b\tc\n", PL_SHELL_POSIX, "a|b|c");
    expect_words("-DX=\\\"s\\\" '-DY=\"a b\"' \"c \\$d\" \"\\e\"", PL_SHELL_POSIX, "-DX=\"s\"|-DY=\"a b\"|c $d|\\e");
    expect_words("'a\\'b", PL_SHELL_POSIX, "a\\b");
    expect_words("'' \"\"x", PL_SHELL_POSIX, "|x");
    expect_words("a\\\n b \\\n c", PL_SHELL_POSIX, "a|b|c");
    expect_words("#a b", PL_SHELL_POSIX, "#a|b");
    expect_words("a'b", PL_SHELL_POSIX, NULL);
    expect_words("\"a", PL_SHELL_RESPONSE, NULL);
    expect_words("'a\\'b' \\\nc", PL_SHELL_RESPONSE, "a'b|\nc");
    expect_words("", PL_SHELL_POSIX, "");
    expect_words("a\\", PL_SHELL_POSIX, "a\\");
}

/* The same words as g_shell_parse_argv, for anything without comments. */
static void test_shell_like_glib(void) {
    static const char bytes[] = "ab \t\n'\"\\$`";
    for (unsigned round = 0; round < 20000; round++) {
        char text[12] = "x";
        int size = g_test_rand_int_range(1, 11), argc;
        for (int i = 1; i < size; i++) text[i] = bytes[g_test_rand_int_range(0, sizeof bytes - 1)];
        char **argv = NULL;
        if (text[size - 1] == '\\' || strchr(text, '\n') || !g_shell_parse_argv(text, &argc, &argv, NULL)) {
            g_strfreev(argv);
            continue;
        }
        char *joined = g_strjoinv("|", argv);
        expect_words(text, PL_SHELL_POSIX, joined);
        g_free(joined);
        g_strfreev(argv);
    }
}

typedef struct {
    char *directory;
} fixture;

static void set_up(fixture *f, gconstpointer data) {
    (void)data;
    f->directory = g_dir_make_tmp("pinlint-XXXXXX", NULL);
}

static void tear_down(fixture *f, gconstpointer data) {
    (void)data;
    GDir *dir = g_dir_open(f->directory, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));) {
        char *path = g_build_filename(f->directory, name, NULL);
        g_remove(path);
        g_free(path);
    }
    g_dir_close(dir);
    g_rmdir(f->directory);
    g_free(f->directory);
}

static void put(const fixture *f, const char *name, const char *text, gssize size) {
    char *path = g_build_filename(f->directory, name, NULL);
    g_assert_true(g_file_set_contents(path, text, size, NULL));
    g_free(path);
}

/* Expands "gcc @x.rsp -c a.c"; the words joined, or the problem. */
static char *expand(const fixture *f, const char *argument, bool *good) {
    const char *argv[] = {"gcc", argument, "-c", "a.c", NULL};
    GError *error = NULL;
    pl_command *command = pl_command_from_argv(f->directory, "a.c", (char **)argv, &error);
    g_assert_no_error(error);
    *good = !command->problem;
    char *text = g_strjoinv("|", command->argv);
    if (command->problem) {
        g_assert_cmpstr(command->argv[1], ==, argument); /* kept as it was */
        g_free(text);
        text = g_strdup(command->problem);
    }
    pl_command_free(command);
    return text;
}

static void expect_expansion(const fixture *f, const char *argument, const char *want) {
    bool good;
    char *got = expand(f, argument, &good);
    g_assert_cmpstr(got, ==, want);
    g_assert_true(good);
    g_free(got);
}

static void expect_problem(const fixture *f, const char *argument, const char *word) {
    bool good;
    char *got = expand(f, argument, &good);
    g_assert_false(good);
    if (!strstr(got, word)) g_error("\"%s\" does not say \"%s\"", got, word);
    g_free(got);
}

static void test_response(fixture *f, gconstpointer data) {
    (void)data;
    put(f, "x.rsp", "-DA='1 2'\n@y.rsp -DC\n", -1);
    put(f, "y.rsp", "-DB", -1);
    expect_expansion(f, "@x.rsp", "gcc|-DA=1 2|-DB|-DC|-c|a.c");
    expect_expansion(f, "@", "gcc|@|-c|a.c");
    expect_expansion(f, "@gone.modmap", "gcc|-c|a.c");
    expect_problem(f, "@gone.rsp", "gone.rsp cannot be read: No such file");
    put(f, "self.rsp", "-DA @self.rsp @self.rsp", -1);
    expect_problem(f, "@self.rsp", "include itself");
    put(f, "bad.rsp", "-DA='1", -1);
    expect_problem(f, "@bad.rsp", "bad.rsp cannot be read: a quote");
    put(f, "nul.rsp", "-D\0A", 4);
    expect_problem(f, "@nul.rsp", "is not text");
    expect_problem(f, "@.", "is not a regular file");
    char *big = g_malloc0(PL_RESPONSE_BYTES + 1);
    put(f, "big.rsp", big, PL_RESPONSE_BYTES + 1);
    expect_problem(f, "@big.rsp", "larger than 4 MiB");
    memset(big, ' ', PL_RESPONSE_BYTES);
    for (size_t i = 0; i <= PL_RESPONSE_ARGUMENTS; i++) big[2 * i] = 'x';
    put(f, "many.rsp", big, PL_RESPONSE_BYTES);
    expect_problem(f, "@many.rsp", "arguments");
    g_free(big);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/command/forms", test_forms);
    g_test_add_func("/command/errors", test_errors);
    g_test_add_func("/command/launchers", test_launchers);
    g_test_add_func("/command/compilers", test_compilers);
    g_test_add_func("/command/languages", test_languages);
    g_test_add_func("/command/shell", test_shell);
    g_test_add_func("/command/shell-like-glib", test_shell_like_glib);
    g_test_add("/command/response", fixture, NULL, set_up, test_response, tear_down);
    return g_test_run();
}
