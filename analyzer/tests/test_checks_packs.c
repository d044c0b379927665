/* Which packs a program uses, why, and what they found. */
#include "check_config.h"
#include "checks/packs.h"
#include "checks/usage.h"

static void expect_reason(const pl_uses *uses, const char *reason) {
    fx_config c;
    fx_config_init(&c);
    c.packs[1].uses = *uses;
    for (int backwards = 0; backwards < 2; backwards++) {
        fx_program p = fx_load("unit /p/a.c\ninclude /usr/include/glib-2.0/glib/gthread.h\nfn on_get\nzz_lock(1)\nend\n"
                               "unit /p/b.c\ninclude /usr/include/glib-2.0/glib.h\nfn start\nab_lock(@wheel)\nend\n",
                               fx_callbacks, G_N_ELEMENTS(fx_callbacks), backwards);
        const char **reasons = pl_packs_reasons(p.program, &c.config);
        g_assert_cmpstr(reasons[0], ==, "");
        g_assert_cmpstr(reasons[1], ==, reason);
        GPtrArray *active = pl_packs_active(p.program, &c.config);
        g_assert_cmpuint(active->len, ==, reason ? 3 : 2);
        g_ptr_array_free(active, TRUE);
        g_free(reasons);
        fx_free(&p);
    }
}

static void reasons(void) {
    static const struct {
        const char *include, *symbol, *reason;
    } cases[] = {
        {NULL, NULL, ""},
        {"*/glib.h", NULL, "/usr/include/glib-2.0/glib.h"},
        {"*/glib/gthread.h", NULL, "/usr/include/glib-2.0/glib/gthread.h"},
        {"*/gio/gthread.h", NULL, NULL}, /* the right name in another folder */
        {"/usr/include/glib-2.0/glib.h", NULL, "/usr/include/glib-2.0/glib.h"},
        {"*/glib/g*.h", NULL, "/usr/include/glib-2.0/glib/gthread.h"},
        {"*/glib/*", NULL, "/usr/include/glib-2.0/glib/gthread.h"},
        {"*/qt.h", NULL, NULL},
        {"glib.h", NULL, NULL},
        {NULL, "on_get", "on_get"},
        {NULL, "ab_lock", "ab_lock"}, /* only called */
        {NULL, "wheel", "wheel"},     /* a variable */
        {NULL, "*_lock", "ab_lock"},  /* of several the first in the alphabet */
        {NULL, "nothing", NULL},
        {NULL, "nothing*", NULL},
        {"*/qt.h", "on_get", "on_get"}, /* either will do */
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *includes[] = {cases[i].include, NULL}, *symbols[] = {cases[i].symbol, NULL};
        pl_uses uses = {.includes = cases[i].include ? includes : NULL, .symbols = cases[i].symbol ? symbols : NULL};
        expect_reason(&uses, cases[i].reason);
    }
}

static void several_globs(void) {
    const char *includes[] = {"*/qt.h", "*/none/*", "*/glib.h", NULL};
    expect_reason(&(pl_uses){.includes = includes}, "/usr/include/glib-2.0/glib.h");
}

static void usage(void) {
    fx_config c;
    fx_config_init(&c);
    fx_program p = fx_load("unit /p/a.c\n"
                           "fn on_get\nflock(3,2)\nflock(3,6)\nsetns(1)\nqsort(1,2,3,&on_put)\npthread_create(1)\nend\n"
                           "fn on_put\nflock(3,?)\nend\n"
                           "fn start\nflock(3,2)\nend\n",
                           fx_callbacks, G_N_ELEMENTS(fx_callbacks), false);
    pl_usage *u = pl_usage_find(p.program, &c.config);
    for (int i = 0; i < 3; i++) g_assert_true(u[i].pack == &c.packs[i]);
    g_assert_cmpuint(u[0].sinks, ==, 5); /* two flocks that wait, one that may, setns, pthread_create */
    g_assert_cmpuint(u[0].callbacks, ==, 2);
    g_assert_cmpuint(u[0].entry_points, ==, 0);
    g_assert_cmpuint(u[1].entry_points, ==, 2);
    g_assert_cmpuint(u[1].sinks + u[1].callbacks, ==, 0);
    g_assert_cmpstr(u[2].because, ==, "");
    g_free(u);

    const char *other[] = {"other", NULL};
    c.packs[1].uses.symbols = other;
    u = pl_usage_find(p.program, &c.config);
    g_assert_null(u[1].because);
    g_assert_cmpuint(u[1].entry_points, ==, 0);
    g_free(u);
    fx_free(&p);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/checks/packs/reasons", reasons);
    g_test_add_func("/checks/packs/several-globs", several_globs);
    g_test_add_func("/checks/packs/usage", usage);
    return g_test_run();
}
