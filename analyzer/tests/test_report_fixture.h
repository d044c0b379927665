/* test_report_fixture.h: a result made by hand, ordinary findings and hostile ones, for the tests of the reports; and
 * the comparison with golden files. Constant data; paths are the caller's (g_free). */
#ifndef PINLINT_TEST_REPORT_FIXTURE_H
#define PINLINT_TEST_REPORT_FIXTURE_H

#include <glib.h>
#include <string.h>

#include "report/report.h"

#define HOSTILE "src/a 100% b.cc"
#define NO_MACRO NULL, 0, 0

static const pl_rule_info rule_bad = {
    "bad-directive", "BadDirective", PL_LEVEL_ERROR, "A directive cannot be read", NULL, NULL, 0.99};
static const pl_rule_info rule_block = {
    "block-in-handler", "BlockInHandler", PL_LEVEL_OFF, "A handler waits.", "Do not wait.", NULL, 0.5};
static const pl_rule_info rule_lock = {
    "lock-in-handler",
    "LockInHandler",
    PL_LEVEL_WARNING,
    "A blocking lock is taken under an entry point",
    "A loop that waits for a lock serves nobody.\n\n```c\npthread_mutex_lock(&m);\n```\n",
    "hand the work to a pinned worker",
    0.8};
static const pl_rule_info rule_pin = {"pin-in-handler",
                                      "PinInHandler",
                                      PL_LEVEL_ERROR,
                                      "A thread is pinned under an entry point",
                                      "Pin once, at start-up.",
                                      "pin at start-up",
                                      0.95};
static const pl_rule_info *const all_rules[] = {&rule_bad, &rule_block, &rule_lock, &rule_pin};

static const char *const path_a[] = {"delCommand", "delGenericCommand", "bioSubmitJob", "pthread_mutex_lock", NULL};
static const char *const path_b[] = {"flush\033[2JCommand", "bioSubmitJob", "pthread_mutex_lock", NULL};
static const pl_entry_info others[] = {
    {"delCommand",
     {"src/db.cc", 755, 6, NO_MACRO},
     "redis.command",
     "Redis",
     PL_MODEL_EVENT_LOOP,
     "stored in redisCommand.proc",
     path_a},
    {"flush\033[2JCommand",
     {"src/db.cc", 800, 6, NO_MACRO},
     "redis.command",
     "Redis",
     PL_MODEL_EVENT_LOOP,
     NULL,
     path_b},
    {"ns::Class::operator[]",
     {"src/db.cc", 801, 6, NO_MACRO},
     "redis.command",
     "Redis",
     PL_MODEL_EVENT_LOOP,
     NULL,
     NULL},
    {"d", {"src/db.cc", 802, 6, NO_MACRO}, "redis.command", NULL, PL_MODEL_UNKNOWN, NULL, NULL},
    {"e", {"src/db.cc", 803, 6, NO_MACRO}, "redis.command", NULL, PL_MODEL_UNKNOWN, NULL, NULL},
    {"f", {"src/db.cc", 804, 6, NO_MACRO}, "redis.command", NULL, PL_MODEL_UNKNOWN, NULL, NULL},
    {"g", {"src/db.cc", 805, 6, NO_MACRO}, NULL, NULL, PL_MODEL_UNKNOWN, NULL, NULL},
};
static const pl_entry_info unlink_entry = {"unlinkCommand",
                                           {"src/db.cc", 760, 6, NO_MACRO},
                                           "redis.command",
                                           "Redis",
                                           PL_MODEL_EVENT_LOOP,
                                           "stored in redisCommand.proc at src/commands.c:10482",
                                           NULL};
static const pl_step unlink_steps[] = {
    {"unlinkCommand", {"src/db.cc", 760, 6, NO_MACRO}, {"src/db.cc", 760, 6, NO_MACRO}, PL_TIER_DIRECT, NULL},
    {"delGenericCommand", {"src/db.cc", 761, 5, NO_MACRO}, {"src/db.cc", 720, 6, NO_MACRO}, PL_TIER_DIRECT, NULL},
    {"bioSubmitJob",
     {"src/lazyfree.cc", 33, 9, NO_MACRO},
     {"src/bio.cc", 12, 6, NO_MACRO},
     PL_TIER_FIELD,
     "through jobType.submit"},
    {"bioLock",
     {"src/bio.cc", 14, 3, "src/bio.cc", 4, 17},
     {"src/bio.cc", 8, 13, NO_MACRO},
     PL_TIER_DIRECT,
     "wrapper of pthread_mutex_lock"},
};
static const pl_step lock_steps[] = {
    {"unlinkCommand", {"src/db.cc", 760, 6, NO_MACRO}, {"src/db.cc", 760, 6, NO_MACRO}, PL_TIER_DIRECT, NULL},
    {"pthread_mutex_lock", {"src/bio.cc", 16, 5, NO_MACRO}, {NULL, 0, 0, NO_MACRO}, PL_TIER_DIRECT, NULL},
};

/* Names as an attacker would choose them. */
#define EVIL "evil\033[31m\"quoted\"%s\xff\xe2\x80\xae::operator[](1)\n::warning file=x::"
static const pl_entry_info evil_entry = {EVIL,
                                         {"odd\ndir:/na\xefme.c", 7, 1, NO_MACRO},
                                         "kind\a",
                                         "Frame\\work",
                                         PL_MODEL_COROUTINE,
                                         "because \xc2\x9b"
                                         "31m",
                                         NULL};
static const pl_step evil_steps[] = {
    {EVIL, {"odd\ndir:/na\xefme.c", 7, 1, NO_MACRO}, {NULL, 0, 0, NO_MACRO}, PL_TIER_DIRECT, NULL},
    {"größe_漢字", {"src/ünï.cc", 3, 9, NO_MACRO}, {NULL, 0, 0, NO_MACRO}, PL_TIER_TYPE, "100% \033]0;title\a"},
    {"pin", {HOSTILE, 2, 52, NO_MACRO}, {NULL, 0, 0, NO_MACRO}, PL_TIER_DIRECT, NULL},
};
static const pl_suppression reasoned = {"config \"reload\", once a day", {"src/bio.cc", 15, 5, NO_MACRO}, "inSource"};
static const pl_suppression bare = {NULL, {NULL, 0, 0, NO_MACRO}, "external"};

static const pl_finding fixture_findings[] = {
    {.rule = &rule_pin,
     .level = PL_LEVEL_NOTE,
     .at = {"/usr/include/inline.h", 12, 3, NO_MACRO},
     .function = "inline_pin",
     .sink = "sched_setaffinity",
     .wrapper = "pinHere",
     .category = PL_CATEGORY_AFFINITY,
     .entry = &unlink_entry,
     .steps = lock_steps,
     .nsteps = 1,
     .tier = PL_TIER_TYPE,
     .message = "unlinkCommand pins its thread.",
     .fingerprint = "00000000000000a1"},
    {.rule = &rule_bad,
     .level = PL_LEVEL_ERROR,
     .at = {".pinlint.json", 0, 0, NO_MACRO},
     .message = "No place at all is a place, too.",
     .fingerprint = NULL},
    {.rule = &rule_pin,
     .level = PL_LEVEL_ERROR,
     .at = {HOSTILE, 2, 52, NO_MACRO},
     .function = EVIL,
     .sink = "pin",
     .sink_note = "the whole process",
     .category = PL_CATEGORY_AFFINITY,
     .entry = &evil_entry,
     .steps = evil_steps,
     .nsteps = 3,
     .tier = PL_TIER_TYPE,
     .others = others,
     .nothers = 1,
     .message = EVIL " pins; [not a link](1) \x80.",
     .fingerprint = "00000000000000a2"},
    {.rule = &rule_pin,
     .level = PL_LEVEL_ERROR,
     .at = {HOSTILE, 3, 36, NO_MACRO},
     .function = "g",
     .sink = "pin",
     .category = PL_CATEGORY_AFFINITY,
     .entry = &evil_entry,
     .steps = evil_steps,
     .nsteps = 1,
     .tier = PL_TIER_DIRECT,
     .message = "g pins.",
     .fingerprint = "00000000000000a3"},
    {.rule = &rule_pin,
     .level = PL_LEVEL_ERROR,
     .at = {HOSTILE, 4, 262, NO_MACRO},
     .function = "h",
     .sink = "pin",
     .category = PL_CATEGORY_AFFINITY,
     .entry = &evil_entry,
     .steps = evil_steps,
     .nsteps = 1,
     .tier = PL_TIER_DIRECT,
     .message = "h pins far to the right.",
     .fingerprint = "00000000000000a4"},
    {.rule = &rule_bad,
     .level = PL_LEVEL_ERROR,
     .at = {HOSTILE, 5, 6, NO_MACRO},
     .message = "Unknown rule \"lock-in-hander\"; did you mean lock-in-handler?",
     .fingerprint = "00000000000000a5"},
    {.rule = &rule_lock,
     .level = PL_LEVEL_WARNING,
     .at = {"src/bio.cc", 14, 3, "src/bio.cc", 4, 17},
     .function = "bioSubmitJob",
     .sink = "pthread_mutex_lock",
     .wrapper = "bioLock",
     .category = PL_CATEGORY_LOCK,
     .entry = &unlink_entry,
     .steps = unlink_steps,
     .nsteps = 4,
     .tier = PL_TIER_FIELD,
     .others = others,
     .nothers = G_N_ELEMENTS(others),
     .message = "Redis command unlinkCommand takes a blocking lock, pthread_mutex_lock, through delGenericCommand, "
                "bioSubmitJob and bioLock: hand the work to a pinned worker.",
     .fingerprint = "00000000000000a6"},
    {.rule = &rule_lock,
     .level = PL_LEVEL_WARNING,
     .at = {"src/bio.cc", 16, 5, NO_MACRO},
     .function = "bioSubmitJob",
     .sink = "pthread_mutex_lock",
     .category = PL_CATEGORY_LOCK,
     .entry = &unlink_entry,
     .steps = lock_steps,
     .nsteps = 2,
     .tier = PL_TIER_DIRECT,
     .message = "unlinkCommand takes a lock.",
     .fingerprint = "00000000000000a7",
     .suppressed = &reasoned},
    {.rule = &rule_lock,
     .level = PL_LEVEL_WARNING,
     .at = {"src/gone.cc", 99, 5, NO_MACRO},
     .function = "gone",
     .sink = "pthread_mutex_lock",
     .category = PL_CATEGORY_LOCK,
     .entry = &unlink_entry,
     .steps = lock_steps,
     .nsteps = 2,
     .tier = PL_TIER_DIRECT,
     .message = "The file went away.",
     .fingerprint = "00000000000000a8",
     .suppressed = &bare},
};
static const pl_lost_unit fixture_lost[] = {{"src/lost\033[0m.c", "it took longer than 60 s"},
                                            {"src/b.c", "the parser died (signal 11)"}};
static const char *const refused[] = {"-fplugin=evil.so", "-o", "/etc/pass\nwd", NULL};
static const pl_noted_unit fixture_noted[] = {{"src/c.c", "src/c.c:3: unknown type name 'foo'", 2, NULL},
                                              {"src/d.c", NULL, 0, refused},
                                              {"src/e.c", "src/e.c:1: \"x\"", 1, refused}};

/* Where this file lies; CTest says it, a run by hand need not. */
static inline char *fixture_directory(void) {
    const char *source = g_getenv("SRCDIR");
    return source ? g_build_filename(source, "analyzer", "tests", NULL) : g_path_get_dirname(__FILE__);
}

/* `root` belongs to the caller and outlives the result. */
static inline pl_result fixture_result(const char *root) {
    return (pl_result){
        .findings = fixture_findings,
        .nfindings = G_N_ELEMENTS(fixture_findings),
        .rules = all_rules,
        .nrules = G_N_ELEMENTS(all_rules),
        .lost = fixture_lost,
        .nlost = G_N_ELEMENTS(fixture_lost),
        .noted = fixture_noted,
        .nnoted = G_N_ELEMENTS(fixture_noted),
        .summary = {.units = 113,
                    .entries = 203,
                    .suppressed = 2,
                    .below_min_tier = 5,
                    .program = {.functions = 4211,
                                .defined = 3900,
                                .sites = 21345,
                                .indirect_sites = 340,
                                .unresolved_sites = 12,
                                .edges_by_tier = {20000, 12, 300, 0, 50},
                                .ambiguous = 1}},
        .root = root,
        .config = ".pinlint.json",
    };
}

static inline char *fixture_write(const char *format, const pl_report_options *options) {
    char *directory = fixture_directory(), *root = g_build_filename(directory, "golden", NULL);
    pl_result result = fixture_result(root);
    GString *out = g_string_new(NULL);
    pl_report_find(format)->write(&result, options, out);
    g_assert_null(strstr(out->str, root)); /* reports are the same on every machine */
    g_free(directory);
    g_free(root);
    return g_string_free(out, FALSE);
}

/* The version changes with every release; the golden files do not. */
static inline char *without_version(const char *report) {
    GRegex *both = g_regex_new("\"version\":\"[^\"]*\",\"semanticVersion\":\"[^\"]*\"", G_REGEX_RAW, 0, NULL);
    GRegex *first = g_regex_new("\\A\\{\"version\":\"[^\"]*\"", G_REGEX_RAW, 0, NULL);
    char *one =
        g_regex_replace_literal(both, report, -1, 0, "\"version\":\"0.0.0\",\"semanticVersion\":\"0.0.0\"", 0, NULL);
    char *two = g_regex_replace_literal(first, one, -1, 0, "{\"version\":\"0.0.0\"", 0, NULL);
    g_regex_unref(both);
    g_regex_unref(first);
    g_free(one);
    return two;
}

/* Compares with golden/NAME, or writes it when PINLINT_UPDATE_GOLDEN is 1. */
static inline void assert_golden(const char *name, const char *report) {
    char *directory = fixture_directory(), *file = g_build_filename(directory, "golden", name, NULL);
    char *found = without_version(report), *wanted = NULL;
    if (g_strcmp0(g_getenv("PINLINT_UPDATE_GOLDEN"), "1") == 0)
        g_assert_true(g_file_set_contents(file, found, -1, NULL));
    if (!g_file_get_contents(file, &wanted, NULL, NULL))
        g_error("%s is missing: run with PINLINT_UPDATE_GOLDEN=1", file);
    if (strcmp(wanted, found) != 0) {
        char *actual = g_build_filename(g_get_tmp_dir(), name, NULL);
        g_file_set_contents(actual, found, -1, NULL);
        g_test_message("compare %s (wanted) with %s (found)", file, actual);
    }
    g_assert_cmpstr(found, ==, wanted);
    g_free(directory);
    g_free(file);
    g_free(found);
    g_free(wanted);
}

#endif
