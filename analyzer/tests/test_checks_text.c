/* What people read: messages, notes, places, fingerprints, the table of rules, names. */
#include "check_config.h"
#include "checks/match.h"

typedef struct {
    fx_program program;
    fx_config config;
    pl_result *result;
} checked;

static void check_text(checked *k, const char *text) {
    fx_config_init(&k->config);
    k->program = fx_load(text, fx_callbacks, G_N_ELEMENTS(fx_callbacks), false);
    pl_check_options options = {
        .only_rules = NAMES("lock-in-handler", "pin-in-handler", "block-in-handler", "thread-spawn-in-handler")};
    k->result = pl_check(k->program.program, &k->config.config, &options);
}

static void done(checked *k) {
    pl_result_free(k->result);
    fx_free(&k->program);
}

static void expect_message(const char *text, const char *message) {
    checked k;
    check_text(&k, text);
    g_assert_cmpuint(k.result->nfindings, ==, 1);
    g_assert_cmpstr(k.result->findings[0].message, ==, message);
    done(&k);
}

#define LOCK "pthread_mutex_lock(@m)\npthread_mutex_unlock(@m)\n"
#define REMEDY "; hand the work to the thread that owns the data"

static void messages(void) {
    expect_message("unit /p/a.c\nfn on_a\n" LOCK "end\n",
                   "request handler on_a (Loop) takes a lock: pthread_mutex_lock in its own body" REMEDY);
    expect_message("unit /p/a.c\nfn on_a\nb()\nend\nfn b\n" LOCK "end\n",
                   "request handler on_a (Loop) takes a lock: pthread_mutex_lock in b, 1 call down (on_a → b)" REMEDY);
    expect_message(
        "unit /p/a.c\nfn on_a\nb()\nend\nfn b\nw()\nend\nfn w\npthread_mutex_lock(@m)\nend\nfn z\n"
        "pthread_mutex_unlock(@m)\nend\n",
        "request handler on_a (Loop) takes a lock: b (wrapper of pthread_mutex_lock) in its own body" REMEDY);
    expect_message(
        "unit /p/a.c\nfn on_a\nb()\nend\nfn b\nc()\nend\nfn c\nd()\nend\nfn d\ne()\nend\nfn e\nf()\nend\nfn f\n"
        "g()\nend\nfn g\n" LOCK "end\n",
        "request handler on_a (Loop) takes a lock: pthread_mutex_lock in g, 6 calls down "
        "(on_a → b → c → … → f → g)" REMEDY);
    expect_message(
        "unit /p/a.c\nfn on_a\nsched_setaffinity(?)\nend\n",
        "request handler on_a (Loop) may pin its thread: sched_setaffinity in its own body; hand the work to a "
        "worker that is pinned once, when it starts");
    expect_message(
        "unit /p/a.c\nfn on_a\nfork()\nend\n",
        "request handler on_a (Loop) starts a process: fork in its own body; submit the work to a pool that is "
        "started once");
    expect_message("unit /p/a.c\nfn on_a\nusleep(5)\nend\n", /* the sink's own remedy */
                   "request handler on_a (Loop) blocks its thread: usleep in its own body; use a timer");
}

static void details(void) {
    checked k;
    check_text(&k, "unit /p/src/a.c\n"
                   "fn on_a\n"
                   "*ops.go()\n"
                   "qsort(1,2,3,&cmp)\n"
                   "usleep(1)\n"
                   "end\n"
                   "fn cmp\n"
                   "wrap()\n"
                   "pthread_mutex_unlock(@m)\n"
                   "end\n"
                   "fn wrap\n"
                   "pthread_mutex_lock(@m)\n"
                   "end\n"
                   "fn target\n" LOCK "end\n"
                   "fn setup\n"
                   "ops.go = &target\n"
                   "end\n"
                   "unit /elsewhere/b.c\n"
                   "fn on_b\n" LOCK "end\n");
    pl_result *r = k.result;
    g_assert_cmpuint(r->nfindings, ==, 4);
    const pl_finding *b = &r->findings[0], *sleep = &r->findings[1], *cmp = &r->findings[2], *target = &r->findings[3];
    g_assert_cmpstr(b->at.path, ==, "/elsewhere/b.c"); /* not below the root */
    g_assert_cmpstr(sleep->at.path, ==, "src/a.c");
    g_assert_cmpuint(sleep->at.column, ==, 5);
    g_assert_cmpstr(sleep->sink_note, ==, "It sleeps.");
    g_assert_cmpint(sleep->category, ==, PL_CATEGORY_BLOCKING);
    g_assert_cmpstr(cmp->steps[1].note, ==, "callback of qsort");
    g_assert_cmpuint(cmp->steps[1].at.line, ==, 3);
    g_assert_cmpuint(cmp->steps[1].defined.line, ==, 6);
    g_assert_cmpstr(cmp->steps[2].note, ==, "wrapper of pthread_mutex_lock");
    g_assert_cmpuint(cmp->steps[3].defined.line, ==, 0); /* the library's */
    g_assert_cmpstr(cmp->function, ==, "cmp");
    g_assert_cmpstr(cmp->wrapper, ==, "wrap");
    g_assert_cmpstr(target->steps[1].note, ==, "through ops.go, stored at src/a.c:18");
    g_assert_cmpint(target->tier, ==, PL_TIER_FIELD);
    g_assert_cmpstr(target->entry->kind, ==, "loop.request");
    g_assert_cmpuint(target->steps[0].at.line, ==, 1);
    g_assert_cmpstr(r->root, ==, "/p");
    g_assert_cmpstr(r->config, ==, ".pinlint.json");
    g_assert_cmpuint(r->summary.entries, ==, 2);
    g_assert_cmpuint(r->summary.units, ==, 2);
    g_assert_cmpuint(r->summary.program.defined, ==, 6);
    done(&k);
}

static void units(void) {
    fx_config c;
    fx_config_init(&c);
    fx_program p = fx_load("unit /p/a.c\n", NULL, 0, false);
    pl_lost_unit lost[] = {{"/p/z.c", "timed out"}, {"/q/b.c", "crashed"}};
    pl_noted_unit noted = {"/p/n.c", "n.c:1: odd", 3, NAMES("-fplugin=x")};
    pl_check_options options = {.lost = lost, .nlost = 2, .noted = &noted, .nnoted = 1};
    pl_result *r = pl_check(p.program, &c.config, &options);
    fx_free(&p);
    g_assert_cmpuint(r->summary.units, ==, 3);
    g_assert_cmpstr(r->lost[0].path, ==, "/q/b.c");
    g_assert_cmpstr(r->lost[1].path, ==, "z.c");
    g_assert_cmpstr(r->lost[1].problem, ==, "timed out");
    g_assert_cmpstr(r->noted[0].path, ==, "n.c");
    g_assert_cmpuint(r->noted[0].errors, ==, 3);
    g_assert_cmpstr(r->noted[0].refused[0], ==, "-fplugin=x");
    g_assert_null(r->noted[0].refused[1]);
    pl_result_free(r);
}

static char *prints(const char *text) {
    checked k;
    check_text(&k, text);
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < k.result->nfindings; i++) {
        g_assert_cmpuint(strlen(k.result->findings[i].fingerprint), ==, 32);
        g_string_append_printf(out, "%s\n", k.result->findings[i].fingerprint);
    }
    done(&k);
    return g_string_free(out, FALSE);
}

/* Moves, comments and suppressions change nothing; twins, other paths and other sinks do. */
static void fingerprints(void) {
    char *base = prints("unit /p/a.c\nfn on_a\nb()\nend\nfn b\n" LOCK "end\n");
    char *moved = prints("unit /p/a.c\n\n\nfn on_a\nfree(1)\nb()\nend\n\nfn b\n" LOCK "end\n");
    char *allowed = prints("unit /p/a.c\nfn on_a\nb()\nend\nfn b\n# allow\n" LOCK "end\n");
    char *other_path = prints("unit /p/a.c\nfn on_a\nc()\nend\nfn c\nb()\nend\nfn b\n" LOCK "end\n");
    char *other_file = prints("unit /p/b.c\nfn on_a\nb()\nend\nfn b\n" LOCK "end\n");
    char *twins = prints("unit /p/a.c\nfn on_a\nb()\nend\nfn b\n" LOCK LOCK "end\n");
    char *twins_allowed = prints("unit /p/a.c\nfn on_a\nb()\nend\nfn b\n# allow\n" LOCK LOCK "end\n");
    g_assert_cmpstr(base, ==, moved);
    g_assert_cmpstr(base, ==, allowed);
    g_assert_cmpstr(base, !=, other_path);
    g_assert_cmpstr(base, !=, other_file);
    g_assert_cmpstr(twins, ==, twins_allowed);
    g_assert_true(g_str_has_prefix(twins, base)); /* the first of them is what was there before */
    char **lines = g_strsplit(twins, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), ==, 3);
    g_assert_cmpstr(lines[0], !=, lines[1]);
    g_strfreev(lines);
    char *all[] = {base, moved, allowed, other_path, other_file, twins, twins_allowed};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) g_free(all[i]);
}

static void rules(void) {
    uint32_t n;
    const pl_rule_info *const *infos = pl_rules(&n);
    const char *const *ids = pl_rule_ids();
    g_assert_cmpuint(n, ==, 9);
    for (uint32_t i = 0; i < n; i++) {
        g_assert_cmpstr(infos[i]->id, ==, ids[i]);
        g_assert_true(!i || strcmp(ids[i - 1], ids[i]) < 0);
        g_assert_true(pl_rule_find(ids[i]) == infos[i]);
        g_assert_cmpuint(strlen(infos[i]->summary), >, 20);
        g_assert_cmpuint(strlen(infos[i]->summary), <, 1024);
        g_assert_nonnull(strstr(infos[i]->help, "## Example"));
        g_assert_nonnull(strstr(infos[i]->help, "## How to accept a finding"));
    }
    g_assert_null(infos[n]);
    g_assert_null(ids[n]);
    g_assert_null(pl_rule_find("nothing"));
    g_assert_cmpint(pl_rule_find("block-in-handler")->level, ==, PL_LEVEL_OFF);
}

static void names(void) {
    g_assert_true(pl_glob("*_lock", "spin_lock"));
    g_assert_true(pl_glob("a*b*c", "aXbYbZc"));
    g_assert_true(pl_glob("on_?", "on_a"));
    g_assert_true(pl_glob("*", ""));
    g_assert_true(pl_glob("same", "same"));
    g_assert_false(pl_glob("on_?", "on_"));
    g_assert_false(pl_glob("same", "samet"));
    g_assert_false(pl_glob("a*b", "acbd"));
    g_assert_true(pl_fits_type("void (struct client *)", "void (client*)"));
    g_assert_true(pl_fits_type("enum MHD_Result (void *)", "MHD_Result (void *)"));
    g_assert_false(pl_fits_type("unsigned int (void)", "unsignedint (void)"));
    g_assert_false(pl_fits_type("void (client *)", "void (client **)"));
    g_assert_false(pl_fits_type("void (mystruct client)", "void (client)"));
    g_assert_true(pl_fits_type("int (ctx *, **)", "int (struct ctx *, char, int (*)(int, int))"));
    g_assert_true(pl_fits_type("int (ctx *, **)", "int (ctx *)"));
    g_assert_false(pl_fits_type("int (ctx *, **)", "int (ctx **)"));
    g_assert_false(pl_fits_type("int (ctx *, **)", "int (void)"));
    g_assert_true(pl_fits_type("void (A *, *, *)", "void (A *, const B *, C<int, D> *)"));
    g_assert_false(pl_fits_type("void (A *, *, *)", "void (A *, const B *)"));
    g_assert_false(pl_fits_type("void (A *, *)", "void (A *, B *, C *)"));
    g_assert_true(pl_fits_type("void (R<*> *)", "void (R<std::map<int, B>> *)"));
    g_assert_false(pl_fits_type("void (R<*> *)", "void (R<B, C> *)"));
    g_assert_true(pl_fits_type("* (A *)", "std::unique_ptr<B> (A *)"));
    g_assert_false(pl_fits_type("* (A *)", "void (C *)"));
    g_assert_true(pl_fits_type("void (**)", "void (void)"));
    g_assert_true(pl_fits_type("void (A *)", "void (A *) const noexcept"));
    g_assert_false(pl_fits_type("void (A)", "void (A) *"));
    g_assert_false(pl_fits_type("handler_pt", "handler_pt_other"));
    g_assert_cmpstr(pl_below("/p", "/p/a.c"), ==, "a.c");
    g_assert_cmpstr(pl_below("/p/", "/p/a.c"), ==, "a.c");
    g_assert_cmpstr(pl_below("/p", "/pq/a.c"), ==, "/pq/a.c");
    g_assert_cmpstr(pl_below(NULL, "/p/a.c"), ==, "/p/a.c");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/checks/text/messages", messages);
    g_test_add_func("/checks/text/details", details);
    g_test_add_func("/checks/text/units", units);
    g_test_add_func("/checks/text/fingerprints", fingerprints);
    g_test_add_func("/checks/text/rules", rules);
    g_test_add_func("/checks/text/names", names);
    return g_test_run();
}
