/* test_program_overrides.c: what the user says about function pointers, and what is wrong with it. */
#include "test_program_fixture.h"

#define V "void (void)"
#define VP "void (*)(void)"
#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* void f(void), g(void), h(int); struct ops { VP run, stop; }; VP hook; void each(VP); main() stores f everywhere and
 * calls run, stop, hook, and each(f). */
static test_program program(const pl_override *overrides, uint32_t count) {
    tu t = tu_open("/p/main.c");
    pl_id f = tu_define(&t, "f", V, 0, 0);
    tu_define(&t, "g", V, 0, 0);
    tu_define(&t, "h", "void (int)", 1, 0);
    pl_id ops = tu_record(&t, "c:@S@ops", "ops"), run = tu_field(&t, ops, "run", VP),
          stop = tu_field(&t, ops, "stop", VP);
    pl_id each = tu_define(&t, "ns::each", "void (int, void (*)(void))", 2, 0);
    tu_call_through(&t, tu_param(&t, each, 1), V, TU_NO_ARGS);
    tu_define(&t, "main", "int (void)", 0, 0);
    pl_id hook = tu_var(&t, "hook", VP, PL_VAR_EXTERNAL, 0), x = tu_var(&t, "x", "struct ops", PL_VAR_LOCAL, 0);
    pl_id copy = tu_var(&t, "copy", VP, PL_VAR_LOCAL, 0);
    tu_flow(&t, tu_member(&t, x, run), tu_fn(&t, f));
    tu_flow(&t, tu_member(&t, x, stop), tu_fn(&t, f));
    tu_flow(&t, hook, tu_fn(&t, f));
    tu_flow(&t, copy, tu_member(&t, x, run));
    tu_call_through(&t, tu_member(&t, x, run), V, TU_NO_ARGS);
    tu_call_through(&t, tu_member(&t, x, stop), V, TU_NO_ARGS);
    tu_call_through(&t, hook, V, TU_NO_ARGS);
    tu_call_through(&t, copy, V, TU_NO_ARGS);
    tu_call(&t, each, TU_ARGS(pl_builder_constant(t.b, 0), tu_fn(&t, f)));
    test_program p = {.nfacts = 1};
    p.facts[0] = tu_close(&t);
    pl_knowledge knowledge = {.overrides = overrides, .noverrides = count};
    p.program = pl_program_new_with(p.facts, 1, &knowledge);
    return p;
}

static void expect(pl_override override, const char *main_calls, const char *each_calls) {
    test_program p = program(&override, 1);
    g_assert_null(pl_program_override_problem(p.program, 0));
    assert_calls(&p, "main", main_calls);
    assert_calls(&p, "ns::each", each_calls);
    test_program_free(&p);
}

static void places(void) {
    expect((pl_override){"ops.run", NAMES("g")}, "g:field | f:field | f:flow | g:field | ns::each:direct", "f:flow");
    expect((pl_override){"hook", NAMES("g")}, "f:field | f:field | g:field | f:field | ns::each:direct", "f:flow");
    expect((pl_override){"ns::each:1", NAMES("g")}, "f:field | f:field | f:flow | f:field | ns::each:direct",
           "g:field");
    expect((pl_override){"ns::each.1", NAMES("g")}, "f:field | f:field | f:flow | f:field | ns::each:direct",
           "g:field");
}

static void lists(void) {
    /* A function that takes more than the call passes: the user knows. */
    expect((pl_override){"ops.stop", NAMES("f", "h")}, "f:field | f:field h:field | f:flow | f:field | ns::each:direct",
           "f:flow");
    expect((pl_override){"ops.stop", NAMES("?")},
           "f:field | f:field g:field h:field | f:flow | f:field | ns::each:direct", "f:flow");
    /* Nothing, and that is no open question; what was copied from it is one. */
    expect((pl_override){"ops.run", NULL}, "nothing | f:field | f:flow | unresolved | ns::each:direct", "f:flow");
}

static void reasons(void) {
    pl_override overrides[] = {{"hook", NAMES("f")}, {"ops.run", NAMES("g")}};
    test_program p = program(overrides, 2);
    uint32_t by[2] = {0, 0};
    for (uint32_t i = 0; i < p.program->nedges; i++) {
        const pl_edge *e = &p.program->edges[i];
        if (e->override == PL_NONE) continue;
        g_assert_cmpuint(e->override, <, 2);
        g_assert_null(e->reason_facts);
        by[e->override]++;
    }
    g_assert_cmpuint(by[0], ==, 1);
    g_assert_cmpuint(by[1], ==, 2); /* through the copy as well */
    test_program_free(&p);
}

static void problem(pl_override override, const char *expected) {
    test_program p = program(&override, 1);
    char *text = pl_program_override_problem(p.program, 0);
    g_assert_cmpstr(text, ==, expected);
    g_free(text);
    test_program_free(&p);
}

static void problems(void) {
    problem((pl_override){"opps.run", NAMES("f")},
            "\"opps.run\": there is no struct \"opps\" in the program; did you mean \"ops.run\"?");
    problem((pl_override){"ops.rin", NAMES("f")},
            "\"ops.rin\": ops has no field \"rin\" that the program uses; did you mean \"ops.run\"?");
    problem((pl_override){"hok", NAMES("f")},
            "\"hok\": there is no global variable \"hok\" in the program; did you mean \"hook\"?");
    problem((pl_override){"copy", NAMES("f")}, "\"copy\": there is no global variable \"copy\" in the program");
    problem((pl_override){"ns::eachh:1", NAMES("f")},
            "\"ns::eachh:1\": there is no function \"ns::eachh\" in the program; did you mean \"ns::each\"?");
    problem((pl_override){"ns::each:0", NAMES("f")},
            "\"ns::each:0\": ns::each has no parameter 0 (they count from 0) that can hold a function pointer");
    problem((pl_override){"ns::each:7", NAMES("f")},
            "\"ns::each:7\": ns::each has no parameter 7 (they count from 0) that can hold a function pointer");
    problem((pl_override){"hook", NAMES("f", "maim")},
            "\"hook\": there is no function \"maim\" in the program; did you mean \"main\"?");
    problem((pl_override){"", NAMES("f")}, "\"\": there is no global variable \"\" in the program");
    problem((pl_override){".", NAMES("f")}, "\".\": there is no struct \"\" in the program");
    problem((pl_override){":0", NAMES("f")}, "\":0\": there is no global variable \":0\" in the program");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/program/overrides/places", places);
    g_test_add_func("/program/overrides/lists", lists);
    g_test_add_func("/program/overrides/reasons", reasons);
    g_test_add_func("/program/overrides/problems", problems);
    return g_test_run();
}
