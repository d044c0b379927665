/* `pinlint why`: all shortest paths, or why there is none. */
#include "check_config.h"

static void ask_with(const char *program, const fx_config *c, const pl_why_question *question, const char *expected) {
    fx_program p = fx_load(program, fx_callbacks, G_N_ELEMENTS(fx_callbacks), false);
    pl_why *why = pl_why_ask(p.program, &c->config, question);
    fx_free(&p);
    GString *out = g_string_new(NULL);
    if (why->unknown) {
        g_string_append_printf(out, "unknown %s:", why->unknown);
        for (const char *const *name = why->nearest; *name; name++) g_string_append_printf(out, " %s", *name);
        g_string_append_c(out, '\n');
    }
    for (uint32_t i = 0; i < why->npaths; i++) {
        for (uint32_t s = 0; s < why->paths[i].nsteps; s++)
            g_string_append_printf(out, "%s%s", s ? ">" : "", why->paths[i].steps[s].function);
        if (why->paths[i].tier != PL_TIER_DIRECT) g_string_append_printf(out, " %s", pl_tier_name(why->paths[i].tier));
        if (why->paths[i].cut) g_string_append_printf(out, " [%s]", why->paths[i].cut);
        g_string_append_c(out, '\n');
    }
    if (why->more) g_string_append(out, "more\n");
    for (const char *const *reason = why->reasons; reason && *reason; reason++)
        g_string_append_printf(out, "- %s\n", *reason);
    g_assert_cmpstr(out->str, ==, expected);
    g_string_free(out, TRUE);
    pl_why_free(why);
}

static void ask(const char *program, const char *from, const char *to, const char *expected) {
    fx_config c;
    fx_config_init(&c);
    pl_why_question question = {.from = from, .to = to};
    ask_with(program, &c, &question, expected);
}

static const char *const diamond = "unit /p/a.c\n"
                                   "fn on_a\n"
                                   "left()\n"
                                   "right()\n"
                                   "long1()\n"
                                   "end\n"
                                   "fn left\n"
                                   "sink()\n"
                                   "sink()\n"
                                   "end\n"
                                   "fn right\n"
                                   "sink()\n"
                                   "end\n"
                                   "fn long1\n"
                                   "left()\n"
                                   "end\n"
                                   "fn on_b\n"
                                   "*ops.go()\n"
                                   "end\n"
                                   "fn setup\n"
                                   "ops.go = &right\n"
                                   "end\n"
                                   "fn ns::Class::method\n"
                                   "end\n";

static void paths(void) {
    ask(diamond, "on_a", "sink", "on_a>left>sink\non_a>right>sink\n");
    ask(diamond, NULL, "sink", "on_a>left>sink\non_a>right>sink\non_b>right>sink field\n");
    ask(diamond, "left", "sink", "left>sink\n");
    ask(diamond, "sink", "sink", "sink\n");
    ask(diamond, NULL, "on_b", "on_b\n");
    ask(diamond, "method", "method", "ns::Class::method\n"); /* the last part of a name will do */
    fx_config c;
    fx_config_init(&c);
    pl_why_question one = {.to = "sink", .max_paths = 1};
    ask_with(diamond, &c, &one, "on_a>left>sink\nmore\n");
    pl_why_question exact = {.to = "sink", .max_paths = 3};
    ask_with(diamond, &c, &exact, "on_a>left>sink\non_a>right>sink\non_b>right>sink field\n");
}

static void comments_on_paths(void) {
    ask("unit /p/a.c\nfn on_a\nleaf() # allow lock-in-handler -- x\nend\nfn leaf\nend\n", NULL, "leaf",
        "on_a>leaf [lockosthread:allow at a.c:2]\n");
}

static void unknown_names(void) {
    ask(diamond, NULL, "snik", "unknown snik: sink\n");
    ask(diamond, "on_aa", "sink", "unknown on_aa: on_a on_b\n");
    ask(diamond, NULL, "zzzzzzzz", "unknown zzzzzzzz:\n");
    ask("", NULL, "x", "unknown x:\n");
}

/* A sink is known without being called; a start is not. */
static void sinks_that_nobody_calls(void) {
    ask(diamond, "on_a", "setpriority", "- nothing in the program calls setpriority\n");
    ask(diamond, NULL, "setpriority", "- nothing in the program calls setpriority\n");
    ask(diamond, "on_aa", "setpriority", "unknown setpriority:\n");
    ask(diamond, "setpriority", "sink", "unknown setpriority:\n");
}

static void no_path(void) {
    ask(diamond, "right", "left", "- no call leads from right to left\n");
    ask(diamond, NULL, "setup", "- nothing in the program calls setup\n");
    ask(diamond, "sink", "left", "- sink has no body in the program\n");
    ask("unit /p/a.c\nfn f\ng()\nend\n", NULL, "g", "- there is no entry point; `pinlint handlers` lists them\n");
    ask("unit /p/a.c\nfn on_a\nx = ?\n*x(1,2,3)\n*x(1,2,3)\nend\nfn g\nend\nfn start\ng(1)\nend\n", NULL, "g",
        "- 2 indirect calls on the way could not be resolved: in on_a at a.c:3, in on_a at a.c:4\n");
}

static void weak(void) {
    ask("unit /p/a.c\nfn on_a\nx = ?\n*x()\nend\nfn target\nend\nfn setup\nunknown_library(&target)\nend\n", NULL,
        "target", "- on_a reaches it only over an edge of tier type; --min-tier type shows that path\n");
}

static void cut(void) {
    const char *program = "unit /p/a.c\n"
                          "fn on_a\n"
                          "pthread_create(0,0,&job,0)\n"
                          "log_it()\n"
                          "end\n"
                          "fn job\n"
                          "leaf()\n"
                          "end\n"
                          "fn leaf\n"
                          "end\n"
                          "fn log_it\n"
                          "write_it()\n"
                          "end\n"
                          "fn write_it\n"
                          "end\n";
    ask(program, NULL, "leaf", "- on_a hands job to pthread_create at a.c:2: it runs on another thread\n");
    /* The thread is started where the start never comes. */
    ask("unit /p/a.c\nfn on_a\nend\nfn setup\npthread_create(0,0,&job,0)\nend\nfn job\nend\n", NULL, "job",
        "- setup hands job to pthread_create at a.c:4: it runs on another thread\n"
        "- nothing in the program calls job\n");
    /* Where else it runs is no reason why on_a does not get there. */
    ask("unit /p/a.c\nfn on_a\nend\nfn setup\npthread_create(0,0,&job,0)\nend\nfn job\nend\n", "on_a", "job",
        "- nothing in the program calls job\n");
    fx_config c;
    fx_config_init(&c);
    c.packs[2].barriers = NAMES("log_*");
    pl_why_question question = {.to = "write_it"};
    ask_with(program, &c, &question, "- the walk stops at log_it, a barrier in the configuration\n");
    pl_safe safe[] = {{.function = "log_*"}, {.function = "on_a", .rules = NAMES("lock-in-handler")}};
    c.packs[2].barriers = NULL;
    c.config.safe = safe;
    c.config.nsafe = G_N_ELEMENTS(safe);
    ask_with(program, &c, &question, "- the walk stops at log_it, a safe function in the configuration\n");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/checks/why/paths", paths);
    g_test_add_func("/checks/why/comments", comments_on_paths);
    g_test_add_func("/checks/why/unknown", unknown_names);
    g_test_add_func("/checks/why/sinks-not-called", sinks_that_nobody_calls);
    g_test_add_func("/checks/why/none", no_path);
    g_test_add_func("/checks/why/weak", weak);
    g_test_add_func("/checks/why/cut", cut);
    return g_test_run();
}
