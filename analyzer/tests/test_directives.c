#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "extract/comments.h"
#include "extract/extract.h"
#include "facts/builder.h"

static pl_facts *scan_part(const char *text, size_t size, const uint32_t (*skipped)[2], size_t nskipped) {
    pl_builder *b = pl_builder_new();
    pl_id file = pl_builder_file(b, "/a.c", PL_FILE_MAIN);
    pl_builder_unit(b)->main_file = file;
    pl_scan_directives(b, file, text, size, skipped, nskipped);
    return pl_builder_finish(b);
}

static pl_facts *scan(const char *text) { return scan_part(text, strlen(text), NULL, 0); }

/* "KIND@line:column-end_line>target_line [rules] (reason)" or "bad@... problem", one per line. */
static char *describe(const char *text) {
    static const char *const names[] = {"allow", "function", "file", "bad"};
    pl_facts *facts = scan(text);
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < facts->ndirectives; i++) {
        const pl_directive *d = &facts->directives[i];
        g_string_append_printf(out, "%s%s@%u:%u-%u>%u", i ? "\n" : "", names[d->kind], d->line, d->column, d->end_line,
                               d->target_line);
        for (uint32_t k = 0; k < d->rules.count; k++)
            g_string_append_printf(out, " %s", pl_str(facts, facts->ids[d->rules.begin + k]));
        if (d->reason != PL_NONE) g_string_append_printf(out, " (%s)", pl_str(facts, d->reason));
        if (d->problem != PL_NONE) g_string_append_printf(out, " %s", pl_str(facts, d->problem));
        g_assert_true((d->kind == PL_DIRECTIVE_BAD) == (d->problem != PL_NONE));
        g_assert_false(d->skipped);
    }
    pl_facts_free(facts);
    return g_string_free(out, FALSE);
}

static void expect(const char *text, const char *want) {
    char *got = describe(text);
    if (strcmp(got, want) != 0) g_error("of:\n%s\n got: %s\nwant: %s", text, got, want);
    g_free(got);
}

static void test_grammar(void) {
    expect("f(); // lockosthread:allow\n", "allow@1:9-1>1");
    expect("f(); // lockosthread:allow lock-in-handler\n", "allow@1:9-1>1 lock-in-handler");
    expect("f(); // lockosthread:allow a, b  c,d -- why, once -- a day\n",
           "allow@1:9-1>1 a b c d (why, once -- a day)");
    expect("f(); // lockosthread:allow -- why \t\n", "allow@1:9-1>1 (why)");
    expect("f(); /*lockosthread:allow-function a*/", "function@1:8-1>1 a");
    expect("//lockosthread:allow-file a -- vendored", "file@1:3-1>1 a (vendored)");
    expect("f(); // lockosthread:allow\ta\t--\twhy", "allow@1:9-1>1 a (why)");
    expect("f(); // lockosthread:allow , a", "allow@1:9-1>1 a");
    expect("f(); // lockosthread:allow -- caf\xc3\xa9 \xff", "allow@1:9-1>1 (caf\xc3\xa9 \xff)");
    expect("f(); // lockosthread:allow\r\ng();", "allow@1:9-1>1");
}

static void test_decoration(void) {
    expect("f(); ///< lockosthread:allow a", "allow@1:11-1>1 a");
    expect("f(); //! lockosthread:allow", "allow@1:10-1>1");
    expect("/**< lockosthread:allow **/ f();", "allow@1:6-1>1");
    expect("/*\n * lockosthread:allow a,\n *   b -- config\n * reload\n */\nf();", "allow@2:4-5>6 a b (config reload)");
    expect("// lockosthread:allow \\\n  a -- b\nf();", "allow@1:4-2>3 a (b)");
    expect("// see lockosthread:allow in the docs\nf();", "");
    expect("// \"lockosthread:allow\"\n", "");
    expect("// notlockosthread:allow\n", "");
    expect("// lockosthread allow\n", "");
    expect("// // lockosthread:allow\n", ""); /* commented out */
    expect("/* lockosthread allow\n// lockosthread:allow */\n", "");
    expect("//// lockosthread:allow\nf();", "allow@1:6-1>2");
    expect("/*\n *\n ** lockosthread:allow\n */\nf();", "allow@3:5-4>5");
}

/* Each line of a block comment may be a directive. */
static void test_lines(void) {
    expect("/* Text.\n * lockosthread:allow\n */ f();", "allow@2:4-3>3");
    expect("/**\n * Starts.\n *\n * lockosthread:allow-function a -- start-up\n * @param x\n */\nint\nf(int x) {\n",
           "function@4:4-6>7 a (start-up)");
    expect("/*\n * lockosthread:allow a -- one\n *  goes on\n * lockosthread:allow b -- two\n * prose */\n\nf();",
           "allow@2:4-5>7 a (one goes on)\nallow@4:4-5>7 b (two)");
    expect("/* Text.\n\tlockosthread:allow a\n\n  ** \tlockosthread:allow-file b */\nf();",
           "allow@2:2-4>5 a\nfile@4:7-4>5 b");
    expect("f(); /* why:\r\n lockosthread:allow a\r\n*/\r\ng();", "allow@2:2-3>1 a");
    expect("/* Text.\n * lockosthread:alow a\n */ f();",
           "bad@2:4-3>3 unknown directive \"alow\"; did you mean \"allow\"?");
    expect("/* Text.\n * lockosthread:allow a\n *   b\n */ f();", "allow@2:4-4>4 a");
    expect("/* Text.\n * see lockosthread:allow\n * \"lockosthread:allow\"\n - lockosthread:allow\n */ f();", "");
    expect("// Text.\n// lockosthread:allow a\n// text\nf();", "allow@2:4-2>4 a");
    expect("f(); // text -- lockosthread:allow\n", "");
}

/* Right at the beginning, wrong capitals are a mistake; elsewhere, or before other words, they are prose. */
static void test_capitals(void) {
    expect("f(); // LOCKOSTHREAD:ALLOW", "bad@1:9-1>1 \"LOCKOSTHREAD:ALLOW\" must be written \"lockosthread:allow\", "
                                         "in small letters");
    expect("f(); // LockOSThread:allow a -- b", "bad@1:9-1>1 \"LockOSThread:allow\" must be written "
                                                "\"lockosthread:allow\", in small letters");
    expect("f(); // lockosthread:ALLOW-file a",
           "bad@1:9-1>1 \"ALLOW-file\" must be written \"allow-file\", in small letters");
    expect("/* Text.\n * LockOSThread: Allow a\n */ f();",
           "bad@2:4-3>3 \"LockOSThread: Allow\" must be written \"lockosthread:allow\", in small letters");
    expect("// LockOSThread: pins the goroutine\n// use LockOSThread:allow\n// LOCKOSTHREAD:\nf();", "");
}

static void test_problems(void) {
    expect("f(); // lockosthread:alow", "bad@1:9-1>1 unknown directive \"alow\"; did you mean \"allow\"?");
    expect("f(); // lockosthread:allow_file",
           "bad@1:9-1>1 unknown directive \"allow_file\"; did you mean \"allow-file\"?");
    expect("f(); // lockosthread:allow-fuction x",
           "bad@1:9-1>1 unknown directive \"allow-fuction\"; did you mean \"allow-function\"?");
    expect("f(); // lockosthread:ignore",
           "bad@1:9-1>1 unknown directive \"ignore\"; there are allow, allow-function and allow-file");
    expect("f(); // lockosthread: allow", "bad@1:9-1>1 no space may stand between \"lockosthread:\" and \"allow\"");
    expect("f(); // lockosthread:",
           "bad@1:9-1>1 \"lockosthread:\" must be followed by allow, allow-function or allow-file");
    expect("f(); // lockosthread:(allow)",
           "bad@1:9-1>1 \"lockosthread:\" must be followed by allow, allow-function or allow-file");
    expect("f(); // lockosthread:allow: why",
           "bad@1:9-1>1 \":\" after \"allow\" cannot be read; rules follow after a space, "
           "a reason after \" -- \"");
    expect("f(); // lockosthread:allow a --why",
           "bad@1:9-1>1 the reason must follow \" -- \", with a space on both sides: \"--why\"");
    expect("f(); // lockosthread:allow a--why",
           "bad@1:9-1>1 the reason must follow \" -- \", with a space on both sides: \"a--why\"");
    expect("f(); // lockosthread:allow a - why",
           "bad@1:9-1>1 the reason must follow \" -- \", with a space on both sides: \"-\"");
    expect("f(); // lockosthread:allow a --", "bad@1:9-1>1 the reason after \"--\" is missing");
    expect("f(); // lockosthread:allow (start-up)",
           "bad@1:9-1>1 \"(start-up)\" is not the name of a rule; a reason must follow \" -- \"");
    expect("f(); // lockosthread:allow lock_in_handler",
           "bad@1:9-1>1 \"lock_in_handler\" is not the name of a rule; a reason must follow \" -- \"");
}

static void test_target(void) {
    expect("// lockosthread:allow\n\n// more\n/* and\n more */\n#include <x>\n#if A\nf();\n", "allow@1:4-1>8");
    expect("a();\n/* lockosthread:allow */ f();\n", "allow@2:4-2>2");
    expect("/* lockosthread:allow\n   a */ /* b */ f();\n", "allow@1:4-2>2 a");
    expect("f(/* lockosthread:allow\n */ 1);\n", "allow@1:6-2>1");
    expect("  }\n  // lockosthread:allow-function\n  static int\n  f(void)\n", "function@2:6-2>3");
    expect("f();\n// lockosthread:allow\n", "allow@2:4-2>2");
    expect("#define L(m) lock(m) // lockosthread:allow\nf();\n", "allow@1:25-1>1");
    expect("#define L(m) \\\n /* lockosthread:allow */ \\\n lock(m); \\\n x\nf();\n", "allow@2:5-2>3");
    expect("#define A\n// lockosthread:allow\n#define B\nf();\n", "allow@2:4-2>4");
    expect("// lockosthread:allow a\n// lockosthread:allow b\nf(); // lockosthread:allow c\n",
           "allow@1:4-1>3 a\nallow@2:4-2>3 b\nallow@3:9-3>3 c");
}

static void test_only_comments(void) {
    expect("s = \"// lockosthread:allow\";", "");
    expect("s = \"a\\\"// lockosthread:allow\";", "");
    expect("s = \"a\\\\\"; // lockosthread:allow", "allow@1:15-1>1");
    expect("s = \"a \\\n // lockosthread:allow\";", "");
    expect("c = '\"'; // lockosthread:allow", "allow@1:13-1>1");
    expect("c = '\\''; // lockosthread:allow", "allow@1:14-1>1");
    expect("c = '\\\\'; // lockosthread:allow '",
           "bad@1:14-1>1 \"'\" is not the name of a rule; a reason must follow \" -- \"");
    expect("s = R\"(\"// lockosthread:allow)\"; f();", "");
    expect("s = R\"x()\" // lockosthread:allow\n)x\"; // lockosthread:allow", "allow@2:9-2>2");
    expect("s = u8R\"(\\)\"; // lockosthread:allow", "allow@1:18-1>1");
    expect("s = FOOR\"(\"; // lockosthread:allow", "allow@1:17-1>1");
    expect("n = 1'000'000; // lockosthread:allow", "allow@1:19-1>1");
    expect("n = 0x1'f; c = 'x'; // lockosthread:allow", "allow@1:24-1>1");
    expect("c = u'x'; d = L'\"'; // lockosthread:allow", "allow@1:24-1>1");
    expect("#include <a//b> // lockosthread:allow", "allow@1:20-1>1");
    expect("#include <it's> // lockosthread:allow", "allow@1:20-1>1");
    expect("#  include \"a\\\" // lockosthread:allow", "allow@1:20-1>1");
    expect("#error don't // lockosthread:allow", "allow@1:17-1>1");
    expect("#if 0\nit's \" wrong\n#endif\n// lockosthread:allow\nf();", "allow@4:4-4>5");
    expect("a = b /c; // lockosthread:allow", "allow@1:14-1>1");
    expect("/*/ lockosthread:allow */ f();", "allow@1:5-1>1");
    expect("/\\\n/ lockosthread:allow\nf();", "allow@2:3-2>3");
    expect("f(); /* x *\\\n/ // lockosthread:allow", "allow@2:6-2>2");
    expect("/* lockosthread:allow", "allow@1:4-1>1");
    expect("// x \\\nlockosthread:allow\n/* // lockosthread:allow */", "");
    expect("// */ /* lockosthread:allow\nf();", "");
}

static void test_skipped(void) {
    static const char text[] = "#if 0\nf(); // lockosthread:allow\n#endif\ng(); // lockosthread:allow\n";
    static const uint32_t ranges[][2] = {{1, 3}, {7, 9}};
    pl_facts *facts = scan_part(text, sizeof text - 1, ranges, 2);
    g_assert_cmpuint(facts->ndirectives, ==, 2);
    g_assert_true(facts->directives[0].skipped);
    g_assert_false(facts->directives[1].skipped);
    pl_facts_free(facts);
}

/* No text makes it read outside; each is in a block of its own size, for the sanitizer. */
static void test_any_bytes(void) {
    static const char *const pieces[] = {
        "lockosthread:", "LockOSThread:", "allow", " ", "\n", "//",  "/*", "*/", "\"", "'", "\\",
        "R\"(",          ")\"",           "#",     "1", "a",  "-- ", "*",  "/",  "\r", "<"};
    for (unsigned round = 0; round < 20000; round++) {
        GString *text = g_string_new(NULL);
        for (int n = g_test_rand_int_range(0, 24); n > 0; n--)
            g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
        if (round % 16 == 0) g_string_append_c(text, '\0');
        char *block = g_memdup2(text->str, text->len);
        pl_facts *facts = scan_part(block ? block : "", text->len, NULL, 0);
        uint32_t lines = 1;
        for (size_t i = 0; i < text->len; i++) lines += block[i] == '\n';
        for (uint32_t i = 0; i < facts->ndirectives; i++) {
            const pl_directive *d = &facts->directives[i];
            g_assert_cmpuint(d->line, >=, 1);
            g_assert_cmpuint(d->line, <=, d->end_line);
            g_assert_cmpuint(d->end_line, <=, lines);
            g_assert_cmpuint(d->target_line, <=, lines);
        }
        pl_facts_free(facts);
        g_free(block);
        g_string_free(text, TRUE);
    }
}

/* A large file without the word costs a look; one with it is read in linear time. */
static void test_large(void) {
    GString *text = g_string_new(NULL);
    for (unsigned i = 0; i < 200000; i++) g_string_append(text, "/* * ( */ x = \"a\" + 'b'; R\"(x)\"; /\n");
    g_string_append(text, "f(); // lockosthread:allow\n");
    gint64 before = g_get_monotonic_time();
    pl_facts *facts = scan_part(text->str, text->len, NULL, 0);
    g_assert_cmpuint(facts->ndirectives, ==, 1);
    g_assert_cmpuint(facts->directives[0].line, ==, 200001);
    g_assert_cmpint(g_get_monotonic_time() - before, <, 20 * G_USEC_PER_SEC);
    pl_facts_free(facts);
    g_string_free(text, TRUE);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/directives/grammar", test_grammar);
    g_test_add_func("/directives/decoration", test_decoration);
    g_test_add_func("/directives/lines", test_lines);
    g_test_add_func("/directives/capitals", test_capitals);
    g_test_add_func("/directives/problems", test_problems);
    g_test_add_func("/directives/target", test_target);
    g_test_add_func("/directives/only-comments", test_only_comments);
    g_test_add_func("/directives/skipped", test_skipped);
    g_test_add_func("/directives/any-bytes", test_any_bytes);
    g_test_add_func("/directives/large", test_large);
    return g_test_run();
}
