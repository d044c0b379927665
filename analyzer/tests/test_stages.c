/* What is printed of stages; and that nobody need ask. */
#include <string.h>

#include "support/stages.h"

static char *print(const pl_stages *stages) {
    GString *out = g_string_new(NULL);
    pl_stages_print(stages, out);
    return g_string_free(out, FALSE);
}

static void nobody_asks(void) {
    pl_stage_end(NULL, "read");
    pl_stage_count(NULL, "edges", 1);
    pl_stages_free(NULL);
}

static void in_order(void) {
    pl_stages *stages = pl_stages_new();
    pl_stage_end(stages, "read");
    pl_stage_end(stages, "solve");
    pl_stage_end(stages, "read"); /* goes on */
    pl_stage_count(stages, "edges", 12345678901);
    char *text = print(stages);
    char **lines = g_strsplit(text, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), ==, 5);
    g_assert_true(g_regex_match_simple("^stage +seconds +cpu +peak MiB$", lines[0], 0, 0));
    g_assert_true(g_regex_match_simple("^read +\\d+\\.\\d{4} +\\d+\\.\\d{4} +\\d+$", lines[1], 0, 0));
    g_assert_true(g_str_has_prefix(lines[2], "solve "));
    g_assert_true(g_regex_match_simple("^edges +12345678901$", lines[3], 0, 0));
    g_assert_cmpstr(lines[4], ==, "");
    g_strfreev(lines);
    g_free(text);
    pl_stages_free(stages);
}

/* What a stage took is its own: the next one begins where it ends. */
static void takes_time(void) {
    pl_stages *stages = pl_stages_new();
    g_usleep(30000);
    pl_stage_end(stages, "slow");
    pl_stage_end(stages, "quick");
    char *text = print(stages);
    double slow = g_ascii_strtod(strstr(text, "slow ") + 4, NULL),
           quick = g_ascii_strtod(strstr(text, "quick ") + 5, NULL);
    g_assert_cmpfloat(slow, >=, 0.03);
    g_assert_cmpfloat(quick, <, slow);
    g_free(text);
    pl_stages_free(stages);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/stages/nobody-asks", nobody_asks);
    g_test_add_func("/stages/in-order", in_order);
    g_test_add_func("/stages/takes-time", takes_time);
    return g_test_run();
}
