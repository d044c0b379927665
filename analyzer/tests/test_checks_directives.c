/* lockosthread: comments: what they suppress, when they are stale, when they cannot be read. */
#include "check_config.h"

#define LOCK "pthread_mutex_lock(@m)\npthread_mutex_unlock(@m)\n"

static void on_the_sink(void) {
    fx_expect("unit /p/a.c\nfn on_a\n" LOCK "end\n", "a.c:2 lock-in-handler warning on_a>pthread_mutex_lock\n");
    fx_expect("unit /p/a.c\nfn on_a\n# allow lock-in-handler -- short\n" LOCK "end\n",
              "a.c:3 lock-in-handler warning on_a>pthread_mutex_lock allowed at 2: short\n");
    fx_expect("unit /p/a.c\nfn on_a\n# allow\n" LOCK "end\n",
              "a.c:3 lock-in-handler warning on_a>pthread_mutex_lock allowed at 2: -\n");
    fx_expect("unit /p/a.c\nfn on_a\npthread_mutex_lock(@m) # allow pin-in-handler, lock-in-handler\n"
              "pthread_mutex_unlock(@m)\nend\n",
              "a.c:2 lock-in-handler warning on_a>pthread_mutex_lock allowed at 2: -\n");
    /* Another rule, another line. */
    fx_expect("unit /p/a.c\nfn on_a\n# allow pin-in-handler\n" LOCK "end\n",
              "a.c:2 unused-allow warning\n"
              "a.c:3 lock-in-handler warning on_a>pthread_mutex_lock\n");
    fx_expect("unit /p/a.c\nfn on_a\n" LOCK "free(1) # allow\nend\n",
              "a.c:2 lock-in-handler warning on_a>pthread_mutex_lock\n"
              "a.c:4 unused-allow warning\n");
}

static void on_the_path(void) {
    fx_expect("unit /p/a.c\nfn on_a\nmid() # allow lock-in-handler -- once\nend\nfn mid\nleaf()\nend\nfn leaf\n" LOCK
              "end\n",
              "a.c:8 lock-in-handler warning on_a>mid>leaf>pthread_mutex_lock allowed at 2: once\n");
    /* Another way round: still a finding, with the witness that is left. */
    fx_expect("unit /p/a.c\nfn on_a\nleaf() # allow\nmid()\nend\nfn mid\nleaf()\nend\nfn leaf\n" LOCK "end\n",
              "a.c:9 lock-in-handler warning on_a>mid>leaf>pthread_mutex_lock\n");
    /* Every way is cut. */
    fx_expect(
        "unit /p/a.c\nfn on_a\nleaf() # allow -- one\nmid() # allow -- two\nend\nfn mid\nleaf()\nend\nfn leaf\n" LOCK
        "end\n",
        "a.c:9 lock-in-handler warning on_a>leaf>pthread_mutex_lock allowed at 2: one\n");
    /* Only the call of one handler; the other one stays. */
    fx_expect("unit /p/a.c\nfn on_a\nleaf() # allow\nend\nfn on_b\nleaf()\nend\nfn leaf\n" LOCK "end\n",
              "a.c:8 lock-in-handler warning on_b>leaf>pthread_mutex_lock\n");
    /* What is left is too weak to be reported. */
    fx_expect("unit /p/a.c\nfn on_a\nleaf() # allow -- why\nx = ?\n*x()\nend\nfn leaf\n" LOCK
              "end\nfn setup\nunknown_library(&leaf)\nend\n",
              "a.c:7 lock-in-handler warning on_a>leaf>pthread_mutex_lock allowed at 2: why\n");
}

static void on_functions_and_files(void) {
#define VENDORED(comment)                                                                                              \
    "unit /p/a.c\nfn on_a\nleaf()\nend\n# " comment " -- vendored\nfn leaf\n" LOCK "pthread_create(0)\nend\n"
    fx_expect(VENDORED("allow-function"),
              "a.c:6 lock-in-handler warning on_a>leaf>pthread_mutex_lock allowed at 4: vendored\n"
              "a.c:8 thread-spawn-in-handler warning on_a>leaf>pthread_create allowed at 4: vendored\n");
    fx_expect(VENDORED("allow-function lock-in-handler"),
              "a.c:6 lock-in-handler warning on_a>leaf>pthread_mutex_lock allowed at 4: vendored\n"
              "a.c:8 thread-spawn-in-handler warning on_a>leaf>pthread_create\n");
    fx_expect(VENDORED("allow-file thread-spawn-in-handler"),
              "a.c:6 lock-in-handler warning on_a>leaf>pthread_mutex_lock\n"
              "a.c:8 thread-spawn-in-handler warning on_a>leaf>pthread_create allowed at 4: vendored\n");
    /* A file is that file. */
    fx_expect("unit /p/a.c\nfn on_a\nleaf()\nend\nunit /p/b.c\n# allow-file -- b\nfn leaf\n" LOCK "end\n"
              "unit /p/c.c\nfn on_c\n" LOCK "end\n",
              "b.c:3 lock-in-handler warning on_a>leaf>pthread_mutex_lock allowed at 1: b\n"
              "c.c:2 lock-in-handler warning on_c>pthread_mutex_lock\n");
    /* An entry point itself. */
    fx_expect("unit /p/a.c\n# allow-function lock-in-handler -- start-up\nfn on_a\n" LOCK "end\n",
              "a.c:3 lock-in-handler warning on_a>pthread_mutex_lock allowed at 1: start-up\n");
}

static void in_wrappers(void) {
    /* Inside the wrapper: all of its callers. */
    fx_expect("unit /p/a.c\nfn on_a\nwrap()\nend\nfn wrap\npthread_mutex_lock(@m) # allow -- why\nend\n",
              "a.c:2 lock-in-handler warning on_a>wrap>pthread_mutex_lock through wrap allowed at 5: why\n");
    fx_expect("unit /p/a.c\nfn on_a\nwrap() # allow -- why\nwrap()\nend\nfn wrap\npthread_mutex_lock(@m)\nend\n",
              "a.c:2 lock-in-handler warning on_a>wrap>pthread_mutex_lock through wrap allowed at 2: why\n"
              "a.c:3 lock-in-handler warning on_a>wrap>pthread_mutex_lock through wrap\n");
}

static void headers(void) {
    /* Two units see the same header function and the same comment. */
    const char *header = "fn leaf\n" LOCK "end\n";
    char *program = g_strdup_printf("unit /p/x.h\nfn on_a\nleaf() # allow -- once\nend\n%sunit /p/x.h\nfn on_a\n"
                                    "leaf() # allow -- once\nend\n%s",
                                    header, header);
    fx_expect(program, "x.h:5 lock-in-handler warning on_a>leaf>pthread_mutex_lock allowed at 2: once\n");
    g_free(program);
}

#define STALE "unit /p/a.c\nfn on_a\nfree(1) # allow lock-in-handler\nend\n"

static void stale(void) {
    fx_config c;
    fx_config_init(&c);
    fx_expect(STALE, "a.c:2 unused-allow warning\n");
    fx_expect("unit /p/a.c\n# allow-file\nfn on_a\nend\n", "a.c:1 unused-allow warning\n");
    fx_expect("unit /p/a.c\n# allow-function pin-in-handler\nfn on_a\n" LOCK "end\n",
              "a.c:1 unused-allow warning\n"
              "a.c:3 lock-in-handler warning on_a>pthread_mutex_lock\n");
    /* Not reached from any entry point. */
    fx_expect("unit /p/a.c\nfn start\npthread_mutex_lock(@m) # allow\nend\n", "a.c:2 unused-allow warning\n");
    /* Off the path: leads to no lock. */
    fx_expect("unit /p/a.c\nfn on_a\nmid() # allow lock-in-handler\nend\nfn mid\nsetns(1)\nw()\nend\nfn w\nv()\nend\n"
              "fn v\nu()\nend\nfn u\nend\n",
              "a.c:2 unused-allow warning\n"
              "a.c:5 thread-state-in-handler error on_a>mid>setns\n");
    /* Used twice over: neither is stale. */
    fx_expect("unit /p/a.c\nfn on_a\nmid() # allow -- a\nend\n# allow-function -- b\nfn mid\n" LOCK "end\n",
              "a.c:6 lock-in-handler warning on_a>mid>pthread_mutex_lock allowed at 2: a\n");
}

/* Nothing is said when it could be wrong. */
static void stale_in_doubt(void) {
    fx_config c;
    fx_config_init(&c);
    pl_check_options only = {.only_rules = NAMES("unused-allow", "pin-in-handler")};
    fx_expect_with(STALE, &c, &only, "");
    only.only_rules = NAMES("unused-allow", "lock-in-handler");
    fx_expect_with(STALE, &c, &only, "a.c:2 unused-allow warning\n");
    only.only_rules = NAMES("lock-in-handler");
    fx_expect_with(STALE, &c, &only, "");
    pl_severity off = {"lock-in-handler", PL_LEVEL_OFF};
    c.config.severities = &off;
    c.config.nseverities = 1;
    fx_expect_with(STALE, &c, NULL, "");
    fx_config_init(&c);
    pl_lost_unit lost = {"/p/lost.c", "timed out"};
    pl_check_options options = {.lost = &lost, .nlost = 1};
    fx_expect_with(STALE, &c, &options, "");
    options = (pl_check_options){.partial = true};
    fx_expect_with(STALE, &c, &options, "");
    fx_expect("unit /p/a.c\nerrors\nfn on_a\nfree(1) # allow lock-in-handler\nend\n", "");
    fx_expect("unit /p/a.c\nfn on_a\nfree(1) # skipped-allow lock-in-handler\nend\n", "");
    /* A rule that is off by default would have needed it. */
    fx_expect("unit /p/a.c\nfn on_a\nusleep(1) # allow\nend\n", "");
    fx_expect("unit /p/a.c\nfn on_a\nusleep(1) # allow block-in-handler\nend\n", "");
    /* Paths that are too weak to be reported may be reported tomorrow. */
    fx_expect(
        "unit /p/a.c\nfn on_a\nx = ?\n*x()\nend\nfn leaf\npthread_mutex_lock(@m) # allow\npthread_mutex_unlock(@m)\n"
        "end\nfn setup\nunknown_library(&leaf)\nend\n",
        "");
}

/* A skipped region's comment cuts nothing. */
static void skipped(void) {
    fx_expect("unit /p/a.c\nfn on_a\npthread_mutex_lock(@m) # skipped-allow\npthread_mutex_unlock(@m)\nend\n",
              "a.c:2 lock-in-handler warning on_a>pthread_mutex_lock\n");
}

static void bad(void) {
    fx_config c;
    fx_config_init(&c);
    const char *misspelt = "unit /p/a.c\nfn on_a\npthread_mutex_lock(@m) # allow lock-in-handlers -- x\n"
                           "pthread_mutex_unlock(@m)\nend\n";
    fx_expect(misspelt, "a.c:2 lock-in-handler warning on_a>pthread_mutex_lock\n"
                        "a.c:2 bad-directive error\n");
    fx_program p = fx_load(misspelt, NULL, 0, false);
    pl_result *r = pl_check(p.program, &c.config, NULL);
    g_assert_cmpstr(r->findings[1].message, ==,
                    "there is no rule \"lock-in-handlers\"; did you mean \"lock-in-handler\"?");
    pl_result_free(r);
    fx_free(&p);
    /* One right and one wrong name: what cannot be read as a whole suppresses nothing. */
    fx_expect("unit /p/a.c\nfn on_a\npthread_mutex_lock(@m) # allow lock-in-handler, zzz -- "
              "x\npthread_mutex_unlock(@m)\nend\n",
              "a.c:2 lock-in-handler warning on_a>pthread_mutex_lock\n"
              "a.c:2 bad-directive error\n");
    fx_expect("unit /p/a.c\nfn on_a\npthread_mutex_lock(@m) # allow lock-in-handler because I say so\n"
              "pthread_mutex_unlock(@m)\nend\n",
              "a.c:2 lock-in-handler warning on_a>pthread_mutex_lock\n"
              "a.c:2 bad-directive error\n");
    fx_expect("unit /p/a.c\nfn on_a\n" LOCK "# bad no such directive\nend\n",
              "a.c:2 lock-in-handler warning on_a>pthread_mutex_lock\n"
              "a.c:4 bad-directive error\n");
    /* Reasons. */
    const char *bare = "unit /p/a.c\nfn on_a\npthread_mutex_lock(@m) # allow\npthread_mutex_unlock(@m)\nend\n";
    fx_expect(bare, "a.c:2 lock-in-handler warning on_a>pthread_mutex_lock allowed at 2: -\n");
    c.config.require_reasons = true;
    fx_expect_with(bare, &c, NULL,
                   "a.c:2 lock-in-handler warning on_a>pthread_mutex_lock allowed at 2: -\n"
                   "a.c:2 bad-directive error\n");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/checks/directives/sink", on_the_sink);
    g_test_add_func("/checks/directives/path", on_the_path);
    g_test_add_func("/checks/directives/function-file", on_functions_and_files);
    g_test_add_func("/checks/directives/wrappers", in_wrappers);
    g_test_add_func("/checks/directives/headers", headers);
    g_test_add_func("/checks/directives/stale", stale);
    g_test_add_func("/checks/directives/doubt", stale_in_doubt);
    g_test_add_func("/checks/directives/skipped", skipped);
    g_test_add_func("/checks/directives/bad", bad);
    return g_test_run();
}
