#include "report/escape.h"
#include "report/snippet.h"
#include "test_report_fixture.h"

/* Nothing that a terminal obeys or cannot decode, but line ends, tabs of source lines, and our own colours. */
static void assert_tame(const char *report, bool colour) {
    g_assert_true(g_utf8_validate(report, -1, NULL));
    for (const char *p = report; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\n' || c == '\t') continue;
        if (colour && g_regex_match_simple("^\033\\[[0-9;]*m", p, G_REGEX_ANCHORED, 0)) continue;
        g_assert_false(pl_is_unsafe(c));
    }
}

static void check(const char *format, const char *golden, pl_report_options options) {
    char *report = fixture_write(format, &options);
    assert_tame(report, options.colour);
    assert_golden(golden, report);
    g_free(report);
}

static void plain(void) { check("text", "report.txt", (pl_report_options){0}); }

static void everything(void) {
    check("text", "report-all.txt", (pl_report_options){.show_suppressed = true, .all_entries = true});
}

static void narrow(void) { check("text", "report-72.txt", (pl_report_options){.columns = 72}); }

static void coloured(void) {
    check("text", "report-colour.txt", (pl_report_options){.colour = true, .columns = 100, .show_suppressed = true});
}

/* Wrapped reports keep to the width, but for words and names that are longer than it. */
static void width_is_kept(void) {
    pl_report_options options = {.columns = 100};
    char *report = fixture_write("text", &options);
    char **lines = g_strsplit(report, "\n", -1);
    unsigned checked = 0;
    for (char **line = lines; *line; line++) {
        if (strstr(*line, "evil") || strchr(*line, '\t')) continue;
        g_assert_cmpuint(pl_visible_width(*line), <=, 100);
        checked++;
    }
    g_assert_cmpuint(checked, >, 20);
    g_strfreev(lines);
    g_free(report);
}

static void gcc(void) { check("gcc", "report.gcc", (pl_report_options){0}); }
static void gcc_everything(void) {
    check("gcc", "report-all.gcc", (pl_report_options){.show_suppressed = true, .all_entries = true});
}

/* Every line is one that editors take: file:line:col: level: text. */
static void gcc_lines(void) {
    pl_report_options options = {.show_suppressed = true};
    char *report = fixture_write("gcc", &options);
    char **lines = g_strsplit(report, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (!**line) continue;
        g_assert_true(g_regex_match_simple("^[^:]+(:/[^:]+)?(:\\d+:\\d+)?: (error|warning|note): .+", *line, 0, 0));
    }
    g_assert_cmpuint(g_strv_length(lines), >, 20);
    g_strfreev(lines);
    g_free(report);
}

static void nothing_found(void) {
    pl_result result = {0};
    pl_report_options options = {0};
    GString *out = g_string_new(NULL);
    pl_report_find("text")->write(&result, &options, out);
    pl_report_find("gcc")->write(&result, &options, out);
    g_assert_cmpstr(out->str, ==, "");
    g_string_free(out, TRUE);
}

static void assert_snippet(const char *text, uint32_t column, unsigned cells, const char *wanted) {
    pl_snippet_style style = {"1|", " |", cells, "", "", ""};
    GString *out = g_string_new(NULL);
    pl_append_snippet(out, (pl_line){text, strlen(text)}, column, &style);
    g_assert_cmpstr(out->str, ==, wanted);
    g_string_free(out, TRUE);
}

static void snippets(void) {
    assert_snippet("lock(m);", 1, 80, "1|lock(m);\n |^~~~\n");
    assert_snippet("\tif (x)\tlock(m);", 9, 80, "1|\tif (x)\tlock(m);\n |\t      \t^~~~\n");
    assert_snippet("f(größe, 漢, g(1))", 17, 80, "1|f(größe, 漢, g(1))\n |             ^\n");
    assert_snippet("\xEF\xBB\xBFint x;", 8, 80, "1|int x;\n |    ^\n"); /* after the byte-order mark */
    assert_snippet("a\033b\xff c", 6, 80, "1|a\\x1bb\\xff c\n |           ^\n");
    assert_snippet("short", 6, 80, "1|short\n"); /* past the end: the file is another one by now */
    assert_snippet("short", 0, 80, "1|short\n");
    assert_snippet("", 1, 80, "1|\n");
    assert_snippet("0123456789abcdefghijklmnopqrstuvwxyz", 26, 20,
                   "1|...ghijklmnopqrstuvwxyz\n |            ^~~~~~~~~~~\n");
    assert_snippet("aaaa bbbb cccc dddd eeee ffff gggg hhhh", 21, 20,
                   "1|... dddd eeee ffff gggg...\n |         ^~~~\n");
}

/* A line of a megabyte costs no more than reading it. */
static void endless_line(void) {
    GString *line = g_string_new(NULL);
    for (int i = 0; i < 200000; i++) g_string_append(line, "x = 1;");
    pl_snippet_style style = {"", "", 60, "", "", ""};
    GString *out = g_string_new(NULL);
    pl_append_snippet(out, (pl_line){line->str, line->len}, 600001, &style);
    g_assert_cmpuint(out->len, <, 200);
    g_string_free(line, TRUE);
    g_string_free(out, TRUE);
}

static void summary(void) {
    pl_result result = fixture_result("/");
    GString *out = g_string_new(NULL);
    pl_report_summary(&result, out);
    assert_tame(out->str, false);
    assert_golden("summary.txt", out->str);
    g_string_truncate(out, 0);
    pl_report_summary(&(pl_result){0}, out);
    assert_golden("summary-empty.txt", out->str);
    g_string_free(out, TRUE);
}

/* The list of other entry points was cut: every format says so, and only then. */
static void more_others(void) {
    static const struct {
        const char *format, *words;
    } rows[] = {{"text", "reached from 1 or more other entry points: "},
                {"gcc", "reached from 1 or more other entry points: "},
                {"json", "\"more_entry_points\":true"},
                {"sarif", "\"moreEntryPoints\":true"},
                {"sarif", "reached from 1 or more other entry points: "}};
    pl_result result = fixture_result("/");
    for (int cut = 0; cut < 2; cut++) {
        pl_finding f = *result.findings;
        for (uint32_t i = 0; i < result.nfindings; i++)
            if (result.findings[i].nothers == 1) f = result.findings[i];
        f.more_others = cut;
        pl_result one = result;
        one.findings = &f;
        one.nfindings = 1;
        for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
            GString *out = g_string_new(NULL);
            pl_report_find(rows[i].format)->write(&one, &(pl_report_options){0}, out);
            g_assert_true((strstr(out->str, rows[i].words) != NULL) == cut);
            g_string_free(out, TRUE);
        }
    }
}

static void formats(void) {
    for (const char *const *name = pl_report_names(); *name; name++)
        g_assert_cmpstr(pl_report_find(*name)->name, ==, *name);
    g_assert_null(pl_report_find("SARIF"));
    g_assert_null(pl_report_find(""));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/text/plain", plain);
    g_test_add_func("/report/text/everything", everything);
    g_test_add_func("/report/text/narrow", narrow);
    g_test_add_func("/report/text/coloured", coloured);
    g_test_add_func("/report/text/width", width_is_kept);
    g_test_add_func("/report/text/snippets", snippets);
    g_test_add_func("/report/text/endless-line", endless_line);
    g_test_add_func("/report/gcc/plain", gcc);
    g_test_add_func("/report/gcc/everything", gcc_everything);
    g_test_add_func("/report/gcc/lines", gcc_lines);
    g_test_add_func("/report/nothing-found", nothing_found);
    g_test_add_func("/report/summary", summary);
    g_test_add_func("/report/more-others", more_others);
    g_test_add_func("/report/formats", formats);
    return g_test_run();
}
