/* What is put back, and what leaks: on the small language of check_fixture.h, where conditions are not known. The
 * shapes of real programs are under testdata/balance and testdata/cases. */
#include "check_config.h"

static const int values[] = {2};
static const int mode_and_nodes[] = {0, 1};
static const pl_constant default_mode[] = {{"MPOL_DEFAULT", NULL, 0}};
static const pl_when is_default = {.argument = 0, .kind = PL_WHEN_IN, .constants = default_mode, .nconstants = 1};

static const pl_sink sinks[] = {
    {.function = "sched_setaffinity",
     .category = PL_CATEGORY_AFFINITY,
     .when = &fx_self,
     .nwhen = 1,
     .state = "affinity",
     .values = values,
     .nvalues = 1},
    {.function = "set_mempolicy",
     .category = PL_CATEGORY_MEMPOLICY,
     .state = "mempolicy",
     .values = mode_and_nodes,
     .nvalues = 2,
     .resets = true,
     .defaults = &is_default,
     .ndefaults = 1},
};
static const pl_save saves[] = {
    {.function = "sched_getaffinity", .state = "affinity", .argument = 2},
    {.function = "get_mask", .state = "affinity", .argument = PL_NO_ARGUMENT},
};

/* `body` is that of on_get, from line 2 on. */
static void expect_in(const char *body, const char *more, const char *expected) {
    fx_config c;
    fx_config_init(&c);
    c.packs[0].sinks = (pl_sink *)(uintptr_t)sinks;
    c.packs[0].nsinks = G_N_ELEMENTS(sinks);
    c.packs[0].saves = (pl_save *)(uintptr_t)saves;
    c.packs[0].nsaves = G_N_ELEMENTS(saves);
    char *program = g_strdup_printf("unit /p/a.c\nfn on_get\n%s\nend\n%s", body, more);
    fx_expect_with(program, &c, NULL, expected);
    g_free(program);
}

#define SAVE "sched_getaffinity(0, 8, @old)\n"
#define PIN "sched_setaffinity(0, 8, @one)\n"
#define BACK "sched_setaffinity(0, 8, @old)\n"
#define AT(line, rule, level) "a.c:" #line " " rule " " level " on_get>sched_setaffinity\n"
#define OPEN(line) AT(line, "pin-in-handler", "error")
#define KEPT(line) AT(line, "pin-in-handler", "warning")
#define LEAK(line) AT(line, "pin-leak", "error")

static void one_body(void) {
    expect_in(PIN, "", OPEN(2));
    expect_in(SAVE PIN BACK, "", KEPT(3));
    expect_in(SAVE PIN "if\nreturn 1\nendif\n" BACK, "", OPEN(3) LEAK(3));
    expect_in(SAVE PIN "if\n" BACK "return 1\nendif\n" BACK, "", KEPT(3));
    expect_in(SAVE "if\nreturn 1\nendif\n" PIN BACK, "", KEPT(6));
    expect_in(SAVE PIN "if\ngoto out\nendif\nlabel out\n" BACK, "", KEPT(3));
    expect_in(SAVE "loop\n" PIN BACK "endloop", "", KEPT(4));
    expect_in(SAVE "loop\n" PIN "if\nbreak\nendif\n" BACK "endloop", "", OPEN(4) LEAK(4));
    expect_in(SAVE PIN "switch\ncase\nbreak\ndefault\n" BACK "endswitch", "", OPEN(3) LEAK(3));
    /* saved after it was changed; read, changed and set */
    expect_in(PIN SAVE BACK, "", OPEN(2) OPEN(4));
    expect_in(SAVE BACK, "", OPEN(3));
}

static void results(void) {
    expect_in("old = get_mask()\n" PIN "sched_setaffinity(0, 8, old)\n", "", KEPT(3));
    expect_in("old = get_mask()\ncopy = old\n" PIN "sched_setaffinity(0, 8, copy)\n", "", KEPT(4));
    expect_in("old = get_mask()\n" PIN "sched_setaffinity(0, 8, other)\n", "", OPEN(3) OPEN(4));
}

static void defaults(void) {
    expect_in("set_mempolicy(2, @nodes)\nset_mempolicy(0, 0)\n", "",
              "a.c:2 pin-in-handler error on_get>set_mempolicy\na.c:2 pin-leak error on_get>set_mempolicy\n"
              "a.c:3 pin-in-handler error on_get>set_mempolicy\n");
    expect_in(SAVE PIN "set_mempolicy(2, @nodes)\n" BACK, "",
              KEPT(3) "a.c:4 pin-in-handler error on_get>set_mempolicy\na.c:4 pin-leak error on_get>set_mempolicy\n");
}

#define HELPERS                                                                                                        \
    "fn save\nsched_getaffinity(0, 8, $0)\nend\nfn pin\nsched_setaffinity(0, 8, @one)\nend\n"                          \
    "fn put\nsched_setaffinity(0, 8, $0)\nend\nfn gone noreturn\nend\n"
#define BY(line, rule, level) "a.c:" #line " " rule " " level " on_get>pin>sched_setaffinity through pin\n"

static void helpers(void) {
    expect_in("save(@old)\npin()\nput(@old)", HELPERS, BY(3, "pin-in-handler", "warning"));
    expect_in("save(@old)\npin()\nif\nreturn 1\nendif\nput(@old)", HELPERS,
              BY(3, "pin-in-handler", "error") BY(3, "pin-leak", "error"));
    expect_in("save(@old)\npin()\nif\ngone()\nendif\nput(@old)", HELPERS, BY(3, "pin-in-handler", "warning"));
    /* put back, from another place */
    expect_in("save(@old)\npin()\nput(@other)", HELPERS,
              BY(3, "pin-in-handler", "error") "a.c:4 pin-in-handler error on_get>put>sched_setaffinity through put\n");
}

/* A pin is as good as the worst of its callers. */
static void several_callers(void) {
    static const char program[] = "unit /p/a.c\nfn on_good\nsched_getaffinity(0, 8, @old)\nwork()\n"
                                  "sched_setaffinity(0, 8, @old)\nend\nfn on_bad\nwork()\nend\n"
                                  "fn work\nsched_setaffinity(0, 8, @one)\nleaf()\nloop\nendloop\nend\nfn leaf\nend\n";
    fx_config c;
    fx_config_init(&c);
    c.packs[0].sinks = (pl_sink *)(uintptr_t)sinks;
    c.packs[0].nsinks = G_N_ELEMENTS(sinks);
    c.packs[0].saves = (pl_save *)(uintptr_t)saves;
    c.packs[0].nsaves = G_N_ELEMENTS(saves);
    fx_expect_with(program, &c, NULL,
                   "a.c:10 pin-in-handler error on_good>work>sched_setaffinity also on_bad>work>sched_setaffinity\n");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/checks/balance/one-body", one_body);
    g_test_add_func("/checks/balance/results", results);
    g_test_add_func("/checks/balance/defaults", defaults);
    g_test_add_func("/checks/balance/helpers", helpers);
    g_test_add_func("/checks/balance/several-callers", several_callers);
    return g_test_run();
}
