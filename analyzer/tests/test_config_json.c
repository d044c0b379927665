/* The JSON reader of config/: comments, strictness, lines, nearest names, hostile input. */
#include <glib/gstdio.h>
#include <string.h>

#include "config/config.h"
#include "config/json.h"
#include "support/nearest.h"

static char *problem_of(const char *text, gssize size) {
    pl_json json;
    GError *error = NULL;
    bool ok = pl_json_parse(&json, "f.json", text, size < 0 ? strlen(text) : (size_t)size, &error);
    char *message = ok ? g_strdup("fine") : g_strdup(error->message);
    g_assert_true(ok == (error == NULL));
    if (!ok) g_assert_true(error->domain == PL_CONFIG_ERROR);
    g_clear_error(&error);
    pl_json_clear(&json);
    return message;
}

static void expect(const char *text, const char *problem) {
    char *message = problem_of(text, -1);
    g_assert_cmpstr(message, ==, problem);
    g_free(message);
}

static void test_accepts(void) {
    static const char *const texts[] = {
        "{}",
        " [ ] ",
        "1",
        "-0.5e+3",
        "\"\\u00e9\\ud83d\\ude00\\n\"",
        "[true, false, null]",
        "// first\n{/**/\"a\"/* x */:// y\n 1 /* // */, /*\n*/\"b\": [/*none*/]}// last",
        "{\"a\": \"// no /* comment */\"}",
        "{\"a\\\"//b\": 1}",
        "/* only\n * once */ 5",
        "\xEF\xBB\xBF// mark\n{}",
        "\r\n\t1\r\n",
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++) expect(texts[i], "fine");
}

static void test_refuses(void) {
    expect("", "f.json:1: the file is empty; it should hold one object, { ... }");
    expect("\n// nothing\n", "f.json:3: the file is empty; it should hold one object, { ... }");
    expect("{\n\"a\": 1,\n}", "f.json:3: a comma with nothing after it; remove the comma before \"}\"");
    expect("[1,\n]", "f.json:2: a comma with nothing after it; remove the comma before \"]\"");
    expect("{\n\"a\": 1\n\"b\": 2}", "f.json:3: \"\"\" where a comma or \"}\" should stand");
    expect("{\n\"a\" 1}", "f.json:2: \"1\" where a colon should stand");
    expect("{\na: 1}", "f.json:2: \"a\" where a key in double quotes should stand");
    expect("{\n'a': 1}", "f.json:2: single quotes; JSON strings stand in double quotes");
    expect("{\"a\":\n\n'x'}", "f.json:3: single quotes; JSON strings stand in double quotes");
    expect("{\"a\": [1,\n2\n", "f.json:1: the \"[\" on this line is never closed");
    expect("\n{\"a\": 1\n\n", "f.json:2: the \"{\" on this line is never closed");
    expect("{\"a\":", "f.json:1: the file ends where a value should stand");
    expect("{\"a\": 1}\n}", "f.json:2: \"}\" where the end of the file should stand");
    expect("\n\"abc\n\"", "f.json:2: the string that starts on this line is never closed");
    expect("\"abc", "f.json:1: the string that starts on this line is never closed");
    expect("\"a\tb\"", "f.json:1: a control character in a string; write it as an escape, such as \\t");
    expect("\"\\x\"", "f.json:1: unknown escape in a string; a backslash is written \\\\");
    expect("\"\\u12g4\"", "f.json:1: \\u needs four hexadecimal digits");
    expect("\"\\u0000\"", "f.json:1: \\u0000 cannot stand in a name or text");
    expect("\"\\ud800x\"", "f.json:1: half a surrogate pair in \\u....");
    expect("[01]", "f.json:1: a number with a leading zero; write it in plain decimal");
    expect("[0x10]", "f.json:1: letters in a number; write it in plain decimal");
    expect("[1.]", "f.json:1: \"]\" where a digit should stand");
    expect("[1e]", "f.json:1: \"]\" where a digit should stand");
    expect("[-]", "f.json:1: \"]\" where a digit should stand");
    expect("[+1]", "f.json:1: \"+\" where a value should stand");
    expect("[NaN]", "f.json:1: \"N\" where a value should stand");
    expect("[truely]", "f.json:1: \"l\" where a comma should stand");
    expect("{\n/* a\n\n", "f.json:2: the comment that starts here is never closed");
    expect("{}\n/", "f.json:2: \"/\" where the end of the file should stand");
    expect("# hi\n{}", "f.json:1: \"#\" where a value should stand");
    expect("{\"a\": 1,\n \"b\": 2,\n \"\\u0061\": 3}", "f.json:3: the key \"a\" stands in this object twice");
    expect("{\n\"\xff\": 1}", "f.json:2: not UTF-8 text");
    expect("\x01", "f.json:1: a control character where a value should stand");
}

static void test_nul(void) {
    char *message = problem_of("{\n\0}", 4);
    g_assert_cmpstr(message, ==, "f.json:2: a NUL byte; this is not a text file");
    g_free(message);
}

static void test_lines(void) {
    pl_json json;
    const char *text = "// one\n{\n  \"a\": /* x\n */ 1,\n  \"b\":\n   [true, // t\n    {\"c\":\n \"d\"}]\n}";
    g_assert_true(pl_json_parse(&json, "f", text, strlen(text), NULL));
    const cJSON *b = pl_json_get(json.root, "b"), *object = b->child->next;
    g_assert_cmpuint(pl_json_line(json.root), ==, 2);
    g_assert_cmpuint(pl_json_line(pl_json_get(json.root, "a")), ==, 3);
    g_assert_cmpuint(pl_json_line(b), ==, 5);
    g_assert_cmpuint(pl_json_line(b->child), ==, 6);
    g_assert_cmpuint(pl_json_line(object), ==, 7);
    g_assert_cmpuint(pl_json_line(pl_json_get(object, "c")), ==, 7);
    g_assert_cmpfloat(pl_json_get(json.root, "a")->valuedouble, ==, 1);
    pl_json_clear(&json);
}

static void test_deep(void) {
    GString *text = g_string_new(NULL);
    for (int i = 0; i < PL_JSON_DEPTH; i++) g_string_append_c(text, '[');
    for (int i = 0; i < PL_JSON_DEPTH; i++) g_string_append_c(text, ']');
    expect(text->str, "fine");
    g_string_prepend_c(text, '[');
    g_string_append_c(text, ']');
    expect(text->str, "f.json:1: nested too deeply");
    g_string_truncate(text, 0);
    for (int i = 0; i < 1000000; i++) g_string_append(text, "{\"a\":");
    expect(text->str, "f.json:1: nested too deeply");
    g_string_free(text, TRUE);
}

static void test_many(void) {
    GString *text = g_string_new("[0");
    for (int i = 0; i < PL_JSON_MAX_VALUES; i++) g_string_append(text, ",\n0");
    char *message = problem_of(text->str, (gssize)text->len);
    g_assert_true(g_str_has_suffix(message, "too many values for a pack or project file"));
    g_free(message);
    g_string_free(text, TRUE);
}

/* Nothing that a file may hold crashes the reader: what it accepts, cJSON accepts too. */
static void test_garbage(void) {
    static const char alphabet[] = "{}[]\",:\\/*u0123456789eE+-.truefalsn \n\t\xc3\xa9";
    GRand *dice = g_rand_new_with_seed(20261123);
    for (int round = 0; round < 100000; round++) {
        char text[64];
        int size = g_rand_int_range(dice, 0, sizeof text);
        for (int i = 0; i < size; i++) text[i] = alphabet[g_rand_int_range(dice, 0, sizeof alphabet - 1)];
        char *message = problem_of(text, size);
        g_assert_null(strstr(message, "not valid JSON")); /* the scanner is at least as strict as cJSON */
        g_free(message);
    }
    g_rand_free(dice);
}

/* Every prefix and every single-byte change of a real file. */
static void test_mutations(void) {
    const char *text = "{\"title\": \"x\", // c\n \"sinks\": [{\"functions\": [\"a\"], \"category\": \"lock\"}]}";
    size_t size = strlen(text);
    for (size_t cut = 0; cut < size; cut++) g_free(problem_of(text, (gssize)cut));
    for (size_t at = 0; at < size; at++)
        for (int byte = 0; byte < 256; byte++) {
            char *copy = g_strdup(text);
            copy[at] = (char)byte;
            g_free(problem_of(copy, (gssize)size));
            g_free(copy);
        }
}

static void test_files(void) {
    char *directory = g_dir_make_tmp("pinlint-XXXXXX", NULL);
    char *path = g_build_filename(directory, "a.json", NULL), *wanted;
    pl_json json;
    GError *error = NULL;

    g_assert_false(pl_json_load(&json, path, &error));
    wanted = g_strdup_printf("%s: cannot be read: No such file or directory", path);
    g_assert_cmpstr(error->message, ==, wanted);
    g_assert_error(error, PL_CONFIG_ERROR, PL_CONFIG_IO);
    g_clear_error(&error);
    g_free(wanted);

    g_assert_false(pl_json_load(&json, directory, &error));
    wanted = g_strdup_printf("%s: is not a regular file", directory);
    g_assert_cmpstr(error->message, ==, wanted);
    g_clear_error(&error);
    g_free(wanted);

    g_assert_true(g_file_set_contents(path, "", 0, NULL));
    g_assert_false(pl_json_load(&json, path, &error));
    wanted = g_strdup_printf("%s:1: the file is empty; it should hold one object, { ... }", path);
    g_assert_cmpstr(error->message, ==, wanted);
    g_clear_error(&error);
    g_free(wanted);

    size_t size = PL_JSON_MAX_BYTES + 1;
    char *big = g_malloc(size);
    memset(big, ' ', size);
    g_assert_true(g_file_set_contents(path, big, (gssize)size, NULL));
    g_assert_false(pl_json_load(&json, path, &error));
    wanted =
        g_strdup_printf("%s: is larger than 16 MiB, which no pack or project file is; is it the right file?", path);
    g_assert_cmpstr(error->message, ==, wanted);
    g_clear_error(&error);
    g_free(wanted);
    big[0] = '1';
    g_assert_true(g_file_set_contents(path, big, PL_JSON_MAX_BYTES, NULL));
    g_assert_true(pl_json_load(&json, path, &error));
    pl_json_clear(&json);

    g_free(big);
    g_unlink(path);
    g_rmdir(directory);
    g_free(path);
    g_free(directory);
}

/* A message quotes names from the file, but drives no terminal and fills no screen. */
static void test_harmless_messages(void) {
    expect("{\"\\u001b[31m\\u202ex\": 1,\n\"\\u001b[31m\\u202ex\": 2}",
           "f.json:2: the key \"\\u001b[31m\\u202ex\" stands in this object twice");
    char *endless = g_strnfill(100000, 'k'), *text = g_strdup_printf("{\"%s\": 1, \"%s\": 2}", endless, endless);
    char *message = problem_of(text, -1);
    g_assert_cmpuint(strlen(message), <, 1100);
    g_assert_true(g_str_has_suffix(message, "kk..."));
    g_free(message);
    g_free(text);
    g_free(endless);
}

static void test_nearest(void) {
    static const char *const names[] = {"category", "function", "functions", "level", "when", "in", "remedy", NULL};
    g_assert_cmpstr(pl_nearest("categry", names), ==, "category");
    g_assert_cmpstr(pl_nearest("catgeory", names), ==, "category");
    g_assert_cmpstr(pl_nearest("Category", names), ==, "category");
    g_assert_cmpstr(pl_nearest("funktion", names), ==, "function");
    g_assert_cmpstr(pl_nearest("functionss", names), ==, "functions");
    g_assert_cmpstr(pl_nearest("wehn", names), ==, "when");
    g_assert_cmpstr(pl_nearest("func", names), ==, "function");
    g_assert_cmpstr(pl_nearest("colour", names), ==, NULL);
    g_assert_cmpstr(pl_nearest("x", names), ==, NULL);
    g_assert_cmpstr(pl_nearest("", names), ==, NULL);
    g_assert_cmpstr(pl_nearest("level", NULL), ==, NULL);
    g_assert_cmpuint(pl_edit_distance("kitten", "sitting", 5), ==, 3);
    g_assert_cmpuint(pl_edit_distance("kitten", "sitting", 2), ==, 3);
    g_assert_cmpuint(pl_edit_distance("ab", "ba", 5), ==, 1);
    g_assert_cmpuint(pl_edit_distance("", "abc", 5), ==, 3);
    char *endless = g_strnfill(100000, 'a');
    g_assert_cmpstr(pl_nearest(endless, names), ==, NULL);
    g_free(endless);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/config/json/accepts", test_accepts);
    g_test_add_func("/config/json/refuses", test_refuses);
    g_test_add_func("/config/json/nul", test_nul);
    g_test_add_func("/config/json/lines", test_lines);
    g_test_add_func("/config/json/deep", test_deep);
    g_test_add_func("/config/json/many", test_many);
    g_test_add_func("/config/json/garbage", test_garbage);
    g_test_add_func("/config/json/mutations", test_mutations);
    g_test_add_func("/config/json/files", test_files);
    g_test_add_func("/config/json/harmless-messages", test_harmless_messages);
    g_test_add_func("/config/nearest", test_nearest);
    return g_test_run();
}
