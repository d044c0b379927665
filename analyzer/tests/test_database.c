#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "extract/extract.h"

typedef struct {
    char *directory, *path;
} fixture;

static void set_up(fixture *f, gconstpointer data) {
    (void)data;
    f->directory = g_dir_make_tmp("pinlint-XXXXXX", NULL);
    f->path = g_build_filename(f->directory, "compile_commands.json", NULL);
}

static void tear_down(fixture *f, gconstpointer data) {
    (void)data;
    g_unlink(f->path);
    g_rmdir(f->directory);
    g_free(f->path);
    g_free(f->directory);
}

static GPtrArray *read_text(const fixture *f, const char *text, GError **error) {
    g_assert_true(g_file_set_contents(f->path, text, -1, NULL));
    return pl_database_read(f->directory, error);
}

static void expect_error(const fixture *f, const char *text, const char *want) {
    GError *error = NULL;
    g_assert_null(read_text(f, text, &error));
    g_assert_nonnull(error);
    char *got = error->message; /* without the directory, which is new each time */
    if (g_str_has_prefix(got, f->directory)) got += strlen(f->directory) + 1;
    g_assert_cmpstr(got, ==, want);
    g_clear_error(&error);
}

#define ENTRY(command) "{\"directory\":\"/b\",\"file\":\"a.c\",\"command\":\"" command "\"}"

static void test_reads(fixture *f, gconstpointer data) {
    (void)data;
    GError *error = NULL;
    GPtrArray *commands =
        read_text(f,
                  "\xef\xbb\xbf [ {\"directory\": \"/b/x\", \"command\": \"ccache gcc -DS=\\\\\\\"s\\\\\\\" -c "
                  "../a.c\", \"file\": \"../a.c\", \"output\": \"o/a.o\", \"extra\": [1, {}]},\n"
                  "{\"arguments\": [\"g++\", \"-DA=b c\", \"-ob.o\", \"b.cc\"], \"file\": \"b.cc\", "
                  "\"directory\": \"sub\"},\n"
                  "{\"file\": \"/c.c\", \"arguments\": [\"cc\", \"/c.c\"]} ]\n ",
                  &error);
    g_assert_no_error(error);
    g_assert_cmpuint(commands->len, ==, 3);
    const pl_command *a = commands->pdata[0], *b = commands->pdata[1], *c = commands->pdata[2];
    g_assert_cmpstr(a->directory, ==, "/b/x");
    g_assert_cmpstr(a->file, ==, "/b/a.c");
    g_assert_cmpstr(a->output, ==, "/b/x/o/a.o");
    g_assert_cmpstr(a->argv[0], ==, "gcc");
    g_assert_cmpstr(a->argv[1], ==, "-DS=\"s\"");
    char *sub = g_build_filename(f->directory, "sub", NULL), *output = g_build_filename(sub, "b.o", NULL);
    g_assert_cmpstr(b->directory, ==, sub);
    g_assert_cmpstr(b->argv[1], ==, "-DA=b c");
    g_assert_cmpstr(b->output, ==, output);
    g_assert_cmpstr(c->directory, ==, f->directory);
    g_assert_cmpstr(c->file, ==, "/c.c");
    g_assert_null(c->output);
    g_free(output);
    g_free(sub);
    g_ptr_array_unref(commands);

    commands = pl_database_read(f->path, &error); /* the file itself */
    g_assert_no_error(error);
    g_assert_cmpuint(commands->len, ==, 3);
    g_ptr_array_unref(commands);
}

/* Of the entries, those that compile C or C++, each once. */
static void expect_count(const fixture *f, const char *text, unsigned count) {
    GError *error = NULL;
    GPtrArray *commands = read_text(f, text, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(commands->len, ==, count);
    g_ptr_array_unref(commands);
}

static void test_chooses(fixture *f, gconstpointer data) {
    (void)data;
    expect_count(f, "[" ENTRY("gcc -c a.c") "," ENTRY("gcc -c a.c") "," ENTRY("gcc -c a.c -DX") "]", 2);
    expect_count(f, "[" ENTRY("gcc -c a.c -o a.o") "," ENTRY("gcc -c a.c -o b.o") "]", 2);
    expect_count(f,
                 "[{\"directory\":\"/b\",\"file\":\"a.s\",\"command\":\"gcc -c a.s\"},"
                 "{\"directory\":\"/b\",\"file\":\"a.S\",\"command\":\"gcc -c a.S\"},"
                 "{\"directory\":\"/b\",\"file\":\"a.rs\",\"command\":\"rustc a.rs\"},"
                 "{\"directory\":\"/b\",\"file\":\"a.m\",\"command\":\"clang a.m\"},"
                 "{\"directory\":\"/b\",\"file\":\"a.cu\",\"command\":\"nvcc a.cu\"},"
                 "{\"directory\":\"/b\",\"file\":\"a.f90\",\"command\":\"gfortran a.f90\"},"
                 "{\"directory\":\"/b\",\"file\":\"a.o\",\"command\":\"gcc a.o -o a\"}," ENTRY(
                     "gcc -x cuda a.c") "," ENTRY("gcc @none.rsp a.c") "]",
                 1);
}

static void test_malformed(fixture *f, gconstpointer data) {
    (void)data;
    expect_error(f, "", "compile_commands.json is empty: run the build again");
    expect_error(f, " \n", "compile_commands.json is empty: run the build again");
    expect_error(
        f, "[]",
        "compile_commands.json lists no compile commands: build the project from scratch (make clean), so that "
        "all are seen");
    expect_error(f, "{}", "compile_commands.json:1: not a compilation database: it must be an array of commands");
    expect_error(f, "\n\"x\"", "compile_commands.json:2: not a compilation database: it must be an array of commands");
    expect_error(f, "\n\nhello", "compile_commands.json:3: not valid JSON");
    expect_error(f,
                 "\x7f"
                 "ELF",
                 "compile_commands.json:1: not valid JSON");
    expect_error(f, "[1]", "compile_commands.json:1: entry 1 is not an object");
    expect_error(f, "[\n" ENTRY("gcc a.c") ",\n{\"file\": }]", "compile_commands.json:3: not valid JSON, in entry 2");
    expect_error(f, "[\n" ENTRY("gcc a.c") ",\n]", "compile_commands.json:3: not valid JSON, in entry 2");
    expect_error(f, "[\n" ENTRY("gcc a.c") "\n" ENTRY("gcc a.c") "]",
                 "compile_commands.json:3: not valid JSON: \"]\" or \",\" expected after entry 1");
    expect_error(
        f, "[\n" ENTRY("gcc a.c"),
        "compile_commands.json:2: not valid JSON: \"]\" or \",\" expected after entry 1 (the file is cut off)");
    expect_error(f, "[" ENTRY("gcc a.c") "]\nx",
                 "compile_commands.json:2: not valid JSON: something follows the array");
    expect_error(f, "[\n\n{\"directory\":\"/b\",\"command\":\"gcc\"}]",
                 "compile_commands.json:3: entry 1 has no \"file\"");
    expect_error(f, "[{\"file\":\"a.c\"}]",
                 "compile_commands.json:1: entry 1 has neither \"command\" nor \"arguments\"");
    expect_error(f, "[{\"file\":7,\"command\":\"gcc\"}]",
                 "compile_commands.json:1: \"file\" of entry 1 is not a string");
    expect_error(f, "[{\"file\":\"a.c\",\"command\":[]}]",
                 "compile_commands.json:1: \"command\" of entry 1 is not a string");
    expect_error(f, "[{\"file\":\"a.c\",\"arguments\":\"gcc\"}]",
                 "compile_commands.json:1: \"arguments\" of entry 1 is not an array");
    expect_error(f, "[{\"file\":\"a.c\",\"arguments\":[\"gcc\",1]}]",
                 "compile_commands.json:1: \"arguments\" of entry 1 holds something that is not a string");
    expect_error(f, "[{\"file\":\"a.c\",\"arguments\":[]}]",
                 "compile_commands.json:1: the command of entry 1 is empty");
    expect_error(f, "[" ENTRY(" ") "]", "compile_commands.json:1: the command of entry 1 is empty");
    expect_error(f, "[" ENTRY("gcc 'a.c") "]",
                 "compile_commands.json:1: the command of entry 1 cannot be read: a quote is not closed");
    expect_error(f, "[{\"directory\":\"/b\",\"file\":\"a.s\",\"command\":\"as a.s\"}]",
                 "compile_commands.json lists 1 commands, but none of them compiles C or C++");
}

static void test_missing(fixture *f, gconstpointer data) {
    (void)data;
    GError *error = NULL;
    char *want = g_strdup_printf(
        "%s has no compile_commands.json: run cmake with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or `bear -- make`",
        f->directory);
    g_assert_null(pl_database_read(f->directory, &error));
    g_assert_cmpstr(error->message, ==, want);
    g_clear_error(&error);
    g_assert_null(pl_database_read(f->path, &error));
    g_assert_cmpstr(error->message, ==, want);
    g_clear_error(&error);
    g_assert_null(pl_database_read("no/such/place", &error));
    g_assert_nonnull(strstr(error->message, "no/such/place does not exist: give the directory"));
    g_clear_error(&error);
    g_assert_null(pl_database_read("/dev/null", &error));
    g_assert_cmpstr(error->message, ==, "/dev/null is not a regular file");
    g_clear_error(&error);
    g_free(want);
}

/* 50,000 entries of a usual length: a second would be too slow. */
static void test_huge(fixture *f, gconstpointer data) {
    (void)data;
    GString *text = g_string_new("[");
    for (unsigned i = 0; i < 50000; i++) {
        g_string_append_printf(
            text,
            "%s\n{\n  \"directory\": \"/home/someone/project/build\",\n  \"command\": \"/usr/bin/c++ "
            "-DNAME=\\\\\\\"x y\\\\\\\" -I/home/someone/project/include -I/home/someone/project/lib "
            "-isystem /opt/include -Wall -Wextra -O2 -g -std=gnu++17 -fPIC -MD -MT dir/f%u.cc.o -MF "
            "dir/f%u.cc.o.d -o dir/f%u.cc.o -c /home/someone/project/src/f%u.cc\",\n  \"file\": "
            "\"/home/someone/project/src/f%u.cc\"\n}",
            i ? "," : "", i, i, i, i, i);
    }
    g_string_append(text, "]\n");
    gint64 before = g_get_monotonic_time();
    GError *error = NULL;
    GPtrArray *commands = read_text(f, text->str, &error);
    double seconds = (double)(g_get_monotonic_time() - before) / 1e6;
    g_assert_no_error(error);
    g_assert_cmpuint(commands->len, ==, 50000);
    g_test_message("%.2f s", seconds);
    g_assert_cmpfloat(seconds, <, 30); /* sanitizers and busy machines; not quadratic */
    g_ptr_array_unref(commands);
    g_string_free(text, TRUE);
}

/* Whatever is cut off or changed, there is an answer or an error, never both, never a crash. */
static void test_mutations(fixture *f, gconstpointer data) {
    (void)data;
    static const char text[] = "[{\"directory\":\"/b\",\"file\":\"a.c\",\"arguments\":[\"gcc\",\"a.c\"]},\n" ENTRY(
        "gcc -DX=\\\"1\\\" a.c") "]";
    for (size_t i = 0; i < sizeof text - 1; i++) {
        for (unsigned kind = 0; kind < 4; kind++) {
            char copy[sizeof text];
            memcpy(copy, text, sizeof text);
            copy[i] = "\0\"]x"[kind];
            GError *error = NULL;
            GPtrArray *commands = read_text(f, copy, &error);
            g_assert_true((commands != NULL) == (error == NULL));
            if (kind == 0) g_assert_null(commands);
            if (commands) g_ptr_array_unref(commands);
            g_clear_error(&error);
        }
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add("/database/reads", fixture, NULL, set_up, test_reads, tear_down);
    g_test_add("/database/chooses", fixture, NULL, set_up, test_chooses, tear_down);
    g_test_add("/database/malformed", fixture, NULL, set_up, test_malformed, tear_down);
    g_test_add("/database/missing", fixture, NULL, set_up, test_missing, tear_down);
    g_test_add("/database/huge", fixture, NULL, set_up, test_huge, tear_down);
    g_test_add("/database/mutations", fixture, NULL, set_up, test_mutations, tear_down);
    return g_test_run();
}
