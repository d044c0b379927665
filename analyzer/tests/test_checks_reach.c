/* Entry points to sinks: witnesses, tiers, groups, levels, other entry points. */
#include "check_config.h"

static void direct_and_nested(void) {
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "mid()\n"
              "pthread_mutex_lock(@m)\n"
              "pthread_mutex_unlock(@m)\n"
              "end\n"
              "fn mid\n"
              "leaf()\n"
              "end\n"
              "fn leaf\n"
              "setns(3)\n"
              "deep()\n"
              "end\n"
              "fn deep\n"
              "d2()\n"
              "end\n"
              "fn d2\n"
              "d3()\n"
              "end\n"
              "fn d3\n"
              "end\n"
              "fn never\n"
              "pthread_mutex_lock(@m)\n"
              "pthread_mutex_unlock(@m)\n"
              "end\n",
              "a.c:3 lock-in-handler warning on_get>pthread_mutex_lock\n"
              "a.c:10 thread-state-in-handler error on_get>mid>leaf>setns\n");
}

static void main_is_no_entry(void) {
    static const pl_entry_spec all = {
        .form = PL_ENTRY_NAME, .kind = "x", .framework = "X", .function = "*", .model = PL_MODEL_EVENT_LOOP};
    static const pl_entry_spec named = {
        .form = PL_ENTRY_NAME, .kind = "x", .framework = "X", .function = "main", .model = PL_MODEL_EVENT_LOOP};
    const char *program = "unit /p/a.c\nfn main\npthread_mutex_lock(@m)\npthread_mutex_unlock(@m)\nend\n";
    fx_config c;
    fx_config_init(&c);
    c.packs[2].entries = (pl_entry_spec *)(uintptr_t)&all;
    c.packs[2].nentries = 1;
    fx_expect_with(program, &c, NULL, "");
    c.packs[2].entries = (pl_entry_spec *)(uintptr_t)&named;
    fx_expect_with(program, &c, NULL, "a.c:2 lock-in-handler warning main>pthread_mutex_lock\n");
}

/* The surest path wins over a shorter one; the message says nothing of tiers, the finding does. */
static void surest_then_shortest(void) {
    const char *program = "unit /p/a.c\n"
                          "fn on_get\n"
                          "*ops.go()\n" /* field: one hop */
                          "a()\n"
                          "end\n"
                          "fn a\n"
                          "b()\n"
                          "end\n"
                          "fn b\n"
                          "target()\n"
                          "end\n"
                          "fn target\n"
                          "pthread_mutex_lock(@m)\n"
                          "pthread_mutex_unlock(@m)\n"
                          "end\n"
                          "fn setup\n"
                          "ops.go = &target\n"
                          "end\n";
    fx_expect(program, "a.c:12 lock-in-handler warning on_get>a>b>target>pthread_mutex_lock\n");
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "*ops.go()\n"
              "end\n"
              "fn target\n"
              "pthread_mutex_lock(@m)\n"
              "pthread_mutex_unlock(@m)\n"
              "end\n"
              "fn setup\n"
              "ops.go = &target\n"
              "end\n",
              "a.c:5 lock-in-handler warning on_get>target>pthread_mutex_lock field\n");
}

static const char *const weak = "unit /p/a.c\n"
                                "fn on_get\n"
                                "x = ?\n"
                                "*x()\n"
                                "end\n"
                                "fn target\n"
                                "pthread_mutex_lock(@m)\n"
                                "pthread_mutex_unlock(@m)\n"
                                "end\n"
                                "fn setup\n"
                                "unknown_library(&target)\n"
                                "end\n";

static void below_min_tier(void) {
    fx_config c;
    fx_config_init(&c);
    fx_program p = fx_load(weak, fx_callbacks, 2, false);
    pl_result *r = pl_check(p.program, &c.config, NULL);
    g_assert_cmpuint(r->nfindings, ==, 0);
    g_assert_cmpuint(r->summary.below_min_tier, ==, 1);
    pl_result_free(r);
    fx_free(&p);
    pl_check_options options = {.has_min_tier = true, .min_tier = PL_TIER_TYPE};
    fx_expect_with(weak, &c, &options, "a.c:6 lock-in-handler warning on_get>target>pthread_mutex_lock type\n");
}

/* All the others, each with its own shortest path. */
static void others(void) {
    fx_expect("unit /p/a.c\n"
              "fn on_a\n"
              "mid()\n"
              "end\n"
              "fn on_b\n"
              "mid()\n"
              "end\n"
              "fn on_c\n"
              "on_b()\n"
              "leaf()\n"
              "end\n"
              "fn on_z\n"
              "other()\n"
              "end\n"
              "fn mid\n"
              "leaf()\n"
              "end\n"
              "fn leaf\n"
              "pthread_mutex_lock(@m)\n"
              "pthread_mutex_unlock(@m)\n"
              "end\n"
              "fn other\n"
              "end\n",
              "a.c:18 lock-in-handler warning on_c>leaf>pthread_mutex_lock also on_a>mid>leaf>pthread_mutex_lock, "
              "on_b>mid>leaf>pthread_mutex_lock\n");
}

/* A lock is worse on an event loop: the witness starts there, even if it is longer. Pins are as bad anywhere. */
static void models(void) {
    fx_expect("unit /p/a.c\n"
              "fn pool_a\n"
              "leaf()\n"
              "end\n"
              "fn on_b\n"
              "mid()\n"
              "end\n"
              "fn mid\n"
              "leaf()\n"
              "end\n"
              "fn leaf\n"
              "pthread_mutex_lock(@m)\n"
              "pthread_mutex_unlock(@m)\n"
              "end\n",
              "a.c:11 lock-in-handler warning on_b>mid>leaf>pthread_mutex_lock also pool_a>leaf>pthread_mutex_lock\n");
    const char *pool = "unit /p/a.c\n"
                       "fn pool_a\n"
                       "pthread_mutex_lock(@m)\n"
                       "pthread_mutex_unlock(@m)\n"
                       "setns(1)\n"
                       "end\n";
    fx_expect(pool, "a.c:2 lock-in-handler note pool_a>pthread_mutex_lock\n"
                    "a.c:4 thread-state-in-handler error pool_a>setns\n");
    fx_config c; /* a level that the project sets holds everywhere */
    fx_config_init(&c);
    pl_severity severity = {"lock-in-handler", PL_LEVEL_ERROR};
    c.config.severities = &severity;
    c.config.nseverities = 1;
    fx_expect_with(pool, &c, NULL,
                   "a.c:2 lock-in-handler error pool_a>pthread_mutex_lock\n"
                   "a.c:4 thread-state-in-handler error pool_a>setns\n");
}

static void levels_and_only(void) {
    const char *program = "unit /p/a.c\n"
                          "fn on_a\n"
                          "set_mempolicy(0)\n"
                          "usleep(1)\n"
                          "pthread_create(0,0,0,0)\n"
                          "setpriority(0,0,3)\n"
                          "end\n"
                          "fn pool_b\n"
                          "usleep(1)\n"
                          "end\n";
    fx_expect(program, "a.c:2 pin-in-handler warning on_a>set_mempolicy\n" /* capped by the sink */
                       "a.c:4 thread-spawn-in-handler warning on_a>pthread_create\n"
                       "a.c:5 sched-in-handler warning on_a>setpriority\n");
    fx_config c;
    fx_config_init(&c);
    pl_check_options options = {.only_rules = NAMES("block-in-handler")};
    fx_expect_with(program, &c, &options, "a.c:3 block-in-handler warning on_a>usleep\n"); /* loops only */
    pl_severity off[] = {{"pin-in-handler", PL_LEVEL_OFF}, {"sched-in-handler", PL_LEVEL_OFF}};
    c.config.severities = off;
    c.config.nseverities = 2;
    fx_expect_with(program, &c, NULL, "a.c:4 thread-spawn-in-handler warning on_a>pthread_create\n");
}

/* A thread's function is not walked, a comparison function is. */
static void hand_offs(void) {
    fx_expect("unit /p/a.c\n"
              "fn on_a\n"
              "qsort(1,2,3,&cmp)\n"
              "pthread_create(0,0,&job,0)\n" /* PL_RUNS_ON_OTHER_THREAD */
              "end\n"
              "fn cmp\n"
              "pthread_mutex_lock(@m)\n"
              "pthread_mutex_unlock(@m)\n"
              "end\n"
              "fn job\n"
              "setns(1)\n"
              "end\n",
              "a.c:3 thread-spawn-in-handler warning on_a>pthread_create\n"
              "a.c:6 lock-in-handler warning on_a>cmp>pthread_mutex_lock\n");
}

static void barriers(void) {
    fx_config c;
    fx_config_init(&c);
    c.packs[2].barriers = NAMES("log_*");
    const char *program = "unit /p/a.c\n"
                          "fn on_a\n"
                          "log_it()\n"
                          "end\n"
                          "fn log_it\n"
                          "pthread_mutex_lock(@m)\n"
                          "pthread_mutex_unlock(@m)\n"
                          "end\n";
    fx_expect(program, "a.c:5 lock-in-handler warning on_a>log_it>pthread_mutex_lock\n");
    fx_expect_with(program, &c, NULL, "");
}

/* A defined sink is reported where it is called; the walk does not go below it. */
static void defined_sinks(void) {
    fx_expect("unit /p/a.c\n"
              "fn on_a\n"
              "std::lock_guard::lock_guard(@m)\n"
              "end\n"
              "fn std::lock_guard::lock_guard system\n"
              "pthread_mutex_lock(@m)\n"
              "end\n",
              "a.c:2 lock-in-handler warning on_a>std::lock_guard::lock_guard\n");
    /* The project's own static function of that name is something else; one that the project lists is meant. */
    const char *own = "unit /p/a.c\n"
                      "fn on_a\n"
                      "setns(1)\n"
                      "end\n"
                      "fn setns static\n"
                      "end\n";
    fx_expect(own, "");
    static const pl_sink listed = {.function = "setns", .category = PL_CATEGORY_SCHED};
    fx_config c;
    fx_config_init(&c);
    c.packs[2].sinks = (pl_sink *)(uintptr_t)&listed;
    c.packs[2].nsinks = 1;
    fx_expect_with(own, &c, NULL, "a.c:2 sched-in-handler warning on_a>setns\n");
}

/* What a system header does is reported where the program calls into it. */
static void system_headers(void) {
    fx_expect("unit /p/a.c\n"
              "fn on_a\n"
              "std::call_once(1)\n"
              "end\n"
              "fn std::call_once system\n"
              "std::detail()\n"
              "end\n",
              "");
    fx_expect("unit /p/a.c\n"
              "fn on_a\n"
              "std::call_once(1)\n"
              "end\n"
              "fn std::call_once system\n"
              "std::detail()\n"
              "end\n"
              "fn std::detail system\n"
              "pthread_mutex_lock(@m)\n"
              "pthread_mutex_unlock(@m)\n"
              "end\n",
              "a.c:2 lock-in-handler warning on_a>std::call_once>std::detail>pthread_mutex_lock through "
              "std::call_once\n");
}

static void inactive_packs(void) {
    fx_config c;
    fx_config_init(&c);
    const char *program = "unit /p/a.c\ninclude /usr/include/loop.h\nfn on_a\nsetns(1)\nannotate handler\nend\n";
    c.packs[1].uses.includes = NAMES("*/other.h");
    fx_expect_with(program, &c, NULL, "");
    c.packs[1].uses.includes = NAMES("*/other.h", "*/loop.h");
    fx_expect_with(program, &c, NULL, "a.c:3 thread-state-in-handler error on_a>setns\n");
    c.packs[1].uses.includes = NULL;
    c.packs[1].uses.symbols = NAMES("loop_run");
    fx_expect_with(program, &c, NULL, "");
    c.packs[1].uses.symbols = NAMES("setns");
    fx_expect_with(program, &c, NULL, "a.c:3 thread-state-in-handler error on_a>setns\n");
    c.packs[1].uses.symbols = NULL;
    c.packs[1].uses.annotations = NAMES("other");
    fx_expect_with(program, &c, NULL, "");
    c.packs[1].uses.annotations = NAMES("hand*");
    fx_expect_with(program, &c, NULL, "a.c:3 thread-state-in-handler error on_a>setns\n");
}

static void recursion(void) {
    fx_expect("unit /p/a.c\n"
              "fn on_a\n"
              "f()\n"
              "end\n"
              "fn f\n"
              "g()\n"
              "on_a()\n"
              "end\n"
              "fn g\n"
              "f()\n"
              "pthread_create(0,0,0,0)\n"
              "end\n",
              "a.c:10 thread-spawn-in-handler warning on_a>f>g>pthread_create\n");
}

static void empty(void) {
    fx_expect("", "");
    fx_expect("unit /p/a.c\n", "");
    fx_config c;
    fx_config_init(&c);
    c.config.npacks = 0;
    fx_expect_with("unit /p/a.c\nfn on_a\nsetns(1)\nend\n", &c, NULL, "");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/checks/reach/direct", direct_and_nested);
    g_test_add_func("/checks/reach/main", main_is_no_entry);
    g_test_add_func("/checks/reach/surest", surest_then_shortest);
    g_test_add_func("/checks/reach/min-tier", below_min_tier);
    g_test_add_func("/checks/reach/others", others);
    g_test_add_func("/checks/reach/models", models);
    g_test_add_func("/checks/reach/levels", levels_and_only);
    g_test_add_func("/checks/reach/hand-offs", hand_offs);
    g_test_add_func("/checks/reach/barriers", barriers);
    g_test_add_func("/checks/reach/defined-sinks", defined_sinks);
    g_test_add_func("/checks/reach/system", system_headers);
    g_test_add_func("/checks/reach/packs", inactive_packs);
    g_test_add_func("/checks/reach/recursion", recursion);
    g_test_add_func("/checks/reach/empty", empty);
    return g_test_run();
}
