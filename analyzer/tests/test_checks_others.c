/* Other entry points of a finding in large programs: what is listed is bounded, and says so. */
#include "check_config.h"

enum { MOST = 1000 /* that one finding lists */, LEAST = 20 };

/* Handlers on_0000 and so on that call `what`; one more than the witness's are others. */
static void add_handlers(GString *text, const char *prefix, uint32_t count, const char *what) {
    for (uint32_t i = 0; i < count; i++) g_string_append_printf(text, "fn on_%s%05u\n%s\nend\n", prefix, i, what);
}

static pl_result *check(GString *text) {
    fx_config c;
    fx_config_init(&c);
    fx_program p = fx_load(text->str, fx_callbacks, G_N_ELEMENTS(fx_callbacks), false);
    pl_result *r = pl_check(p.program, &c.config, NULL);
    fx_free(&p);
    g_string_free(text, TRUE);
    return r;
}

static GString *one_lock(void) {
    return g_string_new(
        "unit /p/a.c\nfn lock\nw()\npthread_mutex_lock(@m)\npthread_mutex_unlock(@m)\nend\nfn w\nend\n");
}

/* As many as fit are not said to be more. */
static void just_fits(void) {
    GString *text = one_lock();
    add_handlers(text, "a", MOST + 1, "lock()");
    pl_result *r = check(text);
    g_assert_cmpuint(r->nfindings, ==, 1);
    g_assert_cmpuint(r->findings[0].nothers, ==, MOST);
    g_assert_false(r->findings[0].more_others);
    pl_result_free(r);
}

/* The nearest are listed, in the order of their names; each with its way. */
static void nearest(void) {
    GString *text = one_lock();
    g_string_append(text, "fn far\nlock()\nend\n");
    add_handlers(text, "a", 300, "far()");
    add_handlers(text, "b", MOST - 100, "lock()");
    pl_result *r = check(text);
    const pl_finding *f = &r->findings[0];
    g_assert_cmpuint(r->nfindings, ==, 1);
    g_assert_cmpuint(f->nothers, ==, MOST);
    g_assert_true(f->more_others);
    uint32_t near = 0;
    for (uint32_t i = 0; i < f->nothers; i++) {
        near += g_str_has_prefix(f->others[i].function, "on_b");
        g_assert_true(!i || strcmp(f->others[i - 1].function, f->others[i].function) < 0);
        bool far = g_str_has_prefix(f->others[i].function, "on_a");
        g_assert_cmpstr(f->others[i].path[1], ==, far ? "far" : "lock");
        g_assert_cmpstr(f->others[i].path[far ? 3 : 2], ==, "pthread_mutex_lock");
    }
    g_assert_cmpuint(near, ==, MOST - 100 - 1); /* one is the witness's */
    pl_result_free(r);
}

/* Where a sink depends on who calls, the same holds. */
static void by_caller(void) {
    GString *text = g_string_new("unit /p/a.c\nfn my_flock\nw()\nflock($0,$1)\nend\nfn w\nv()\nend\nfn v\nu()\nend\n"
                                 "fn u\nend\n");
    add_handlers(text, "a", MOST + 200, "my_flock(3,2)");
    add_handlers(text, "b", 10, "my_flock(3,6)");
    pl_result *r = check(text);
    g_assert_cmpuint(r->nfindings, ==, 1);
    g_assert_cmpuint(r->findings[0].nothers, ==, MOST);
    g_assert_true(r->findings[0].more_others);
    for (uint32_t i = 0; i < r->findings[0].nothers; i++)
        g_assert_true(g_str_has_prefix(r->findings[0].others[i].function, "on_a"));
    pl_result_free(r);
}

/* Many findings that all handlers reach: what is said of all of them together does not grow with the product. */
static void many_findings(void) {
    enum { FINDINGS = 1000, HANDLERS = 1000 };
    GString *text = g_string_new("unit /p/a.c\nfn all\n");
    for (uint32_t i = 0; i < FINDINGS; i++)
        g_string_append_printf(text, "pthread_mutex_lock(@m%u)\npthread_mutex_unlock(@m%u)\n", i, i);
    g_string_append(text, "end\n");
    add_handlers(text, "a", HANDLERS, "all()");
    pl_result *r = check(text);
    uint64_t listed = 0;
    g_assert_cmpuint(r->nfindings, ==, FINDINGS);
    for (uint32_t i = 0; i < r->nfindings; i++) {
        g_assert_cmpuint(r->findings[i].nothers, >=, LEAST);
        g_assert_true(r->findings[i].more_others);
        listed += r->findings[i].nothers;
    }
    g_assert_cmpuint(listed, <=, 250000);
    pl_result_free(r);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/checks/others/just-fits", just_fits);
    g_test_add_func("/checks/others/nearest", nearest);
    g_test_add_func("/checks/others/by-caller", by_caller);
    g_test_add_func("/checks/others/many-findings", many_findings);
    return g_test_run();
}
