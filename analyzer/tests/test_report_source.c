#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "report/escape.h"
#include "report/linehash.h"
#include "report/source.h"

static void assert_visible(const char *text, const char *wanted) {
    char *found = pl_visible(text);
    g_assert_cmpstr(found, ==, wanted);
    g_free(found);
}

static void visible(void) {
    assert_visible(NULL, "");
    assert_visible("größe 漢字 \"%s\" \\n", "größe 漢字 \"%s\" \\n");
    assert_visible("a\033[2J\a\x7f\n\t\r", "a\\x1b[2J\\x07\\x7f\\n\\t\\r");
    assert_visible("\xc2\x9b"
                   "31m",
                   "\\u{009b}31m"); /* a control sequence in one character */
    const char direction[] = {'\xe2', '\x80', '\xae', '\xe2', '\x81', '\xa6', 0};
    assert_visible(direction, "\\u{202e}\\u{2066}");  /* right to left */
    assert_visible("\xe2\x80\xa8", "\\u{2028}");      /* a line separator */
    assert_visible("\xf3\xa0\x81\x81", "\\u{e0041}"); /* invisible tags */
    assert_visible("\x80\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80\xe2\x82",
                   "\\x80\\xc0\\xaf\\xed\\xa0\\x80\\xf4\\x90\\x80\\x80\\xe2\\x82");
}

static void assert_valid(const char *text, const char *wanted) {
    char *found = pl_valid_utf8(text);
    g_assert_cmpstr(found, ==, wanted);
    g_assert_true(g_utf8_validate(found, -1, NULL));
    g_free(found);
}

/* One U+FFFD for each longest bad part, as Unicode recommends: everybody has the same columns and hashes then. */
static void valid(void) {
    assert_valid("ok", "ok");
    assert_valid("\xff\xfe", "\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_valid("\xe2\x82", "\xEF\xBF\xBD");
    assert_valid("\xe2\x28", "\xEF\xBF\xBD(");
    assert_valid("\xed\xa0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_valid("\xf0\x9f\x94x", "\xEF\xBF\xBDx");
}

/* Whatever the bytes are: every one is consumed, and what comes out is tame. */
static void every_byte(void) {
    GRand *random = g_rand_new_with_seed(7);
    for (int round = 0; round < 20000; round++) {
        char text[8] = {0};
        for (int i = 0; i < 7; i++)
            text[i] = (char)(g_rand_boolean(random) ? g_rand_int_range(random, 0xC0, 0x100)
                                                    : g_rand_int_range(random, 1, 0x100));
        char *shown = pl_visible(text), *fixed = pl_valid_utf8(text);
        g_assert_true(g_utf8_validate(shown, -1, NULL));
        g_assert_true(g_utf8_validate(fixed, -1, NULL));
        for (const char *p = shown; *p; p = g_utf8_next_char(p)) g_assert_false(pl_is_unsafe(g_utf8_get_char(p)));
        glong units = 0;
        gunichar2 *utf16 = g_utf8_to_utf16(fixed, -1, NULL, &units, NULL);
        g_assert_cmpuint(pl_utf16_length(text, strlen(text)), ==, (size_t)units);
        if (g_utf8_validate(text, -1, NULL)) g_assert_cmpstr(fixed, ==, text);
        g_free(utf16);
        g_free(shown);
        g_free(fixed);
    }
    g_rand_free(random);
}

static void widths(void) {
    g_assert_cmpuint(pl_visible_width("größe"), ==, 5);
    g_assert_cmpuint(pl_visible_width("漢字"), ==, 4);
    g_assert_cmpuint(pl_visible_width("e\xcc\x81"), ==, 1); /* a combining accent */
}

static void shortened(void) {
    char *same = pl_shorten("größe", 5), *cut = pl_shorten("größer", 5);
    g_assert_cmpstr(same, ==, "größe");
    g_assert_cmpstr(cut, ==, "gr...");
    g_free(same);
    g_free(cut);
}

static void uris(void) {
    GString *uri = g_string_new(NULL);
    pl_append_uri(uri, "a b/100%/ü\xff:#?\n[]c++.c");
    g_assert_cmpstr(uri->str, ==, "a%20b/100%25/%C3%BC%FF%3A%23%3F%0A%5B%5Dc++.c");
    g_string_free(uri, TRUE);
}

/* The expected hashes come from a JavaScript implementation of the same definition. */
static void assert_hashes(const char *bytes, size_t size, const char *wanted) {
    GArray *hashes = pl_line_hashes(bytes, size);
    GString *found = g_string_new(NULL);
    for (guint i = 0; i < hashes->len; i++) {
        char *one = pl_line_hash_text(g_array_index(hashes, pl_line_hash, i));
        g_string_append_printf(found, "%s%s", i ? " " : "", one);
        g_free(one);
    }
    g_assert_cmpstr(found->str, ==, wanted);
    g_string_free(found, TRUE);
    g_array_free(hashes, TRUE);
}

static void line_hashes(void) {
    assert_hashes("", 0, "c129715d7a2bc9a3:1");
    assert_hashes("\n", 1, "3c5bef55b72b93c9:1 c129715d7a2bc9a3:1");
    const char mix[] = " a\nx\nx\r\n\r\ny\rz";
    assert_hashes(mix, sizeof mix - 1,
                  "b58a2670716fb1ad:1 c82ee77a0b9c1c86:1 32f1c33b9a360654:1 1efaf14f2f4954f2:1 8224ba6bd678b490:1 "
                  "76dcabf80cb35c79:1");
    const char unicode[] = "gr\xc3\xb6\xc3\x9f"
                           "e \xf0\x9f\x94\x92\n\xff\xe2\x28\xe2\x80";
    assert_hashes(unicode, sizeof unicode - 1, "f72a1e07010f72da:1 d6bbc59b591a9f76:1");
    char *short_line = g_strnfill(99, 'x'), *long_line = g_strnfill(150, 'x');
    char *all = g_strdup_printf("%s\n%s\n%s\n", short_line, long_line, short_line);
    assert_hashes(all, strlen(all), "52b56201ffb585b2:1 52b56201ffb58620:1 52b56201ffb585b2:2 c129715d7a2bc9a3:1");
    g_free(short_line);
    g_free(long_line);
    g_free(all);
}

static void assert_line(pl_sources *sources, const char *path, uint32_t number, const char *wanted) {
    pl_line line;
    bool found = pl_sources_line(sources, path, number, &line);
    g_assert_cmpint(found, ==, wanted != NULL);
    if (found) g_assert_cmpmem(line.text, line.size, wanted, strlen(wanted));
}

static void lines(void) {
    char *root = g_dir_make_tmp("pinlint-source-XXXXXX", NULL);
    char *file = g_build_filename(root, "file.c", NULL), *pipe_path = g_build_filename(root, "pipe.c", NULL);
    g_assert_true(g_file_set_contents(file, "one\ntwo\r\n\rfour\n\nlast", -1, NULL));
    g_assert_cmpint(mkfifo(pipe_path, 0600), ==, 0);
    pl_sources *sources = pl_sources_new(root);
    const char *wanted[] = {NULL, "one", "two", "", "four", "", "last", NULL};
    for (uint32_t i = 0; i < G_N_ELEMENTS(wanted); i++) assert_line(sources, "file.c", i, wanted[i]);
    assert_line(sources, file, 1, "one"); /* absolute */
    assert_line(sources, "missing.c", 1, NULL);
    assert_line(sources, "pipe.c", 1, NULL); /* does not wait for a writer */
    assert_line(sources, ".", 1, NULL);
    assert_line(sources, "", 1, NULL);
    assert_line(sources, NULL, 1, NULL);
    g_assert_null(pl_sources_line_hash(sources, "missing.c", 1));
    g_assert_null(pl_sources_line_hash(sources, "file.c", 0));
    g_assert_null(pl_sources_line_hash(sources, "file.c", 7));
    char *hash = pl_sources_line_hash(sources, "file.c", 6);
    g_assert_nonnull(hash);
    g_free(hash);
    g_remove(file); /* read once: the report is about what was there */
    assert_line(sources, "file.c", 2, "two");
    pl_sources_free(sources);
    g_remove(pipe_path);
    g_rmdir(root);
    g_free(root);
    g_free(file);
    g_free(pipe_path);
}

static void last_line_ends(void) {
    char *root = g_dir_make_tmp("pinlint-source-XXXXXX", NULL), *file = g_build_filename(root, "f", NULL);
    g_assert_true(g_file_set_contents(file, "one\n", -1, NULL));
    pl_sources *sources = pl_sources_new(root);
    assert_line(sources, "f", 1, "one");
    assert_line(sources, "f", 2, NULL);
    pl_sources_free(sources);
    g_remove(file);
    g_rmdir(root);
    g_free(root);
    g_free(file);
}

static void identifiers(void) {
    g_assert_cmpuint(pl_identifier_length("abc_1(", 6), ==, 5);
    g_assert_cmpuint(pl_identifier_length("1abc", 4), ==, 0);
    g_assert_cmpuint(pl_identifier_length("(", 1), ==, 0);
    g_assert_cmpuint(pl_identifier_length("", 0), ==, 0);
    g_assert_cmpuint(pl_identifier_length("größe ", 8), ==, 7);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/escape/visible", visible);
    g_test_add_func("/escape/valid", valid);
    g_test_add_func("/escape/every-byte", every_byte);
    g_test_add_func("/escape/widths", widths);
    g_test_add_func("/escape/shortened", shortened);
    g_test_add_func("/escape/uris", uris);
    g_test_add_func("/source/line-hashes", line_hashes);
    g_test_add_func("/source/lines", lines);
    g_test_add_func("/source/last-line-ends", last_line_ends);
    g_test_add_func("/source/identifiers", identifiers);
    return g_test_run();
}
