/* test_program_link.c: symbol identity, and what does not depend on the order of the units. */
#include "test_program_fixture.h"

#define V "void (void)"

/* static inline helper() in a header calls `callee`; both units see the same text. */
static pl_id header_function(tu *t, uint64_t hash, uint32_t flags, pl_id callee) {
    pl_id header = pl_builder_file(t->b, "/p/util.h", 0);
    t->line = 10;
    pl_id f = t->caller = tu_function_in(t, header, "helper", V, 0, flags, hash);
    tu_call(t, callee, TU_NO_ARGS);
    return f;
}

static tu header_user(const char *path, const char *user, uint64_t hash, uint32_t flags, const char *callee) {
    tu t = tu_open(path);
    pl_id helper = header_function(&t, hash, flags, tu_declare(&t, callee, V, 0));
    tu_define(&t, user, V, 0, 0);
    tu_call(&t, helper, TU_NO_ARGS);
    return t;
}

static uint32_t count_named(const test_program *p, const char *name) {
    uint32_t count;
    pl_program_named(p->program, name, &count);
    return count;
}

static void header_body_is_one(void) {
    tu units[] = {header_user("/p/a.c", "a", 7, PL_FN_INTERNAL, "x"),
                  header_user("/p/b.c", "b", 7, PL_FN_INTERNAL, "x")};
    test_program p = link_units(units, 2, NULL, 0);
    g_assert_cmpuint(count_named(&p, "helper"), ==, 1);
    g_assert_cmpuint(count_named(&p, "x"), ==, 1);
    assert_calls(&p, "a", "helper:direct");
    assert_calls(&p, "b", "helper:direct");
    assert_calls(&p, "helper", "x:direct"); /* once, not once a unit */
    uint32_t count, helper = *pl_program_named(p.program, "helper", &count);
    g_assert_cmpuint(p.program->funcs[helper].nin, ==, 2);
    g_assert_cmpuint(pl_program_func(p.program, p.facts[1], p.facts[1]->calls[1].callee), ==, helper);
    test_program_free(&p);
}

static void static_bodies_that_differ(void) {
    tu units[] = {header_user("/p/a.c", "a", 7, PL_FN_INTERNAL, "x"),
                  header_user("/p/b.c", "b", 8, PL_FN_INTERNAL, "y")};
    test_program p = link_units(units, 2, NULL, 0);
    g_assert_cmpuint(count_named(&p, "helper"), ==, 2);
    for (uint32_t f = 0; f < p.program->nfuncs; f++) {
        const pl_func *func = &p.program->funcs[f];
        g_assert_false(func->ambiguous);
        if (strcmp(func->name, "a") && strcmp(func->name, "b")) continue;
        const pl_edge *e = &p.program->edges[p.program->sites[func->first_site].first_edge];
        const pl_func *helper = &p.program->funcs[e->callee];
        g_assert_true(helper->facts == func->facts); /* its own variant */
    }
    test_program_free(&p);
}

/* Two programs in one database, and a third unit that defines neither. */
static void two_mains(void) {
    tu units[3];
    const char *paths[] = {"/p/one.c", "/p/two.c"};
    for (int i = 0; i < 2; i++) {
        units[i] = tu_open(paths[i]);
        units[i].caller = tu_function_in(&units[i], units[i].main, "run", V, 0, 0, 100 + i);
        pl_id run = units[i].caller;
        units[i].caller = tu_function_in(&units[i], units[i].main, "main", "int (void)", 0, 0, 200 + i);
        tu_call(&units[i], run, TU_NO_ARGS);
    }
    units[2] = tu_open("/p/lib.c");
    pl_id run = tu_declare(&units[2], "run", V, 0);
    tu_define(&units[2], "lib", V, 0, 0);
    tu_call(&units[2], run, TU_NO_ARGS);
    pl_id fp = tu_var(&units[2], "fp", "void (*)(void)", PL_VAR_LOCAL, 0);
    tu_flow(&units[2], fp, tu_fn(&units[2], run));
    tu_call_through(&units[2], fp, V, TU_NO_ARGS);
    test_program p = link_units(units, 3, NULL, 0);
    g_assert_cmpuint(count_named(&p, "main"), ==, 2);
    assert_calls(&p, "main", "run@one.c:direct | run@two.c:direct"); /* one site each, its own */
    assert_calls(&p, "lib", "run@one.c:direct? run@two.c:direct? | run@one.c:flow? run@two.c:flow?");
    pl_program_stats stats;
    pl_program_count(p.program, &stats);
    g_assert_cmpuint(stats.ambiguous, ==, 4);
    g_assert_cmpuint(stats.defined, ==, 5);
    test_program_free(&p);
}

static void static_namesakes(void) {
    tu units[2];
    const char *paths[] = {"/p/a.c", "/p/b.c"}, *callers[] = {"a", "b"};
    for (int i = 0; i < 2; i++) {
        units[i] = tu_open(paths[i]);
        pl_id init = tu_define(&units[i], "init", V, 0, PL_FN_INTERNAL); /* equal hashes, different files */
        tu_define(&units[i], callers[i], V, 0, 0);
        tu_call(&units[i], init, TU_NO_ARGS);
        pl_id hook = tu_var(&units[i], "hook", "void (*)(void)", PL_VAR_INTERNAL, 0);
        if (i == 0) tu_flow(&units[i], hook, tu_fn(&units[i], init));
        tu_call_through(&units[i], hook, V, TU_NO_ARGS);
    }
    test_program p = link_units(units, 2, NULL, 0);
    g_assert_cmpuint(count_named(&p, "init"), ==, 2);
    assert_calls(&p, "a", "init:direct | init:flow");
    assert_calls(&p, "b", "init:direct | unresolved"); /* a.c's hook is another variable */
    test_program_free(&p);
}

static void external_variables_are_one(void) {
    tu units[2] = {tu_open("/p/a.c"), tu_open("/p/b.c")};
    pl_id f = tu_define(&units[0], "f", V, 0, PL_FN_INTERNAL);
    units[0].caller = PL_NONE; /* an initialiser */
    tu_flow(&units[0], tu_var(&units[0], "hook", "void (*)(void)", PL_VAR_EXTERNAL, 0), tu_fn(&units[0], f));
    tu_define(&units[1], "caller", V, 0, 0);
    pl_id hook = tu_var(&units[1], "hook", "void (*)(void)", PL_VAR_EXTERNAL, 0);
    tu_call_through(&units[1], hook, V, TU_NO_ARGS);
    test_program p = link_units(units, 2, NULL, 0);
    assert_calls(&p, "caller", "f:flow");
    const pl_edge *e = &p.program->edges[0];
    g_assert_true(e->reason_facts == p.program->facts[0]);
    g_assert_cmpuint(e->reason_flow, ==, 0);
    test_program_free(&p);
}

/* Flows and calls of a body that was dropped do not count, not even those of its locals. */
static void dropped_bodies_are_silent(void) {
    tu units[2];
    const char *paths[] = {"/p/a.c", "/p/b.c"};
    for (int i = 0; i < 2; i++) {
        units[i] = tu_open(paths[i]);
        pl_id header = pl_builder_file(units[i].b, "/p/util.h", 0);
        pl_id target = tu_function_in(&units[i], units[i].main, i ? "second" : "first", V, 0, PL_FN_INTERNAL, 5);
        units[i].line = 50;
        units[i].caller = tu_function_in(&units[i], header, "helper", V, 0, PL_FN_INTERNAL, 9);
        pl_id global = tu_var(&units[i], "hook", "void (*)(void)", PL_VAR_EXTERNAL, 0);
        tu_flow(&units[i], global, tu_fn(&units[i], target));
        tu_call_through(&units[i], global, V, TU_NO_ARGS);
    }
    test_program p = link_units(units, 2, NULL, 0);
    assert_calls(&p, "helper", "first:flow");
    test_program_free(&p);
}

static tu shuffled_unit(int i) {
    static const char *const paths[] = {"/p/a.c", "/p/b.c", "/p/c.c"}, *const names[] = {"fa", "fb", "fc"};
    tu t = tu_open(paths[i]);
    pl_id record = tu_record(&t, "c:@S@ops", "ops");
    pl_id field = tu_field(&t, record, "run", "void (*)(void)");
    pl_id table = tu_var(&t, "table", "struct ops[3]", PL_VAR_EXTERNAL, PL_VAR_ARRAY);
    pl_id self = tu_define(&t, names[i], V, 0, 0);
    pl_id next = tu_declare(&t, names[(i + 1) % 3], V, 0);
    tu_flow(&t, tu_member(&t, table, field), tu_fn(&t, self));
    tu_call_through(&t, tu_member(&t, table, field), V, TU_NO_ARGS);
    tu_call(&t, next, TU_NO_ARGS);
    return t;
}

/* Everything of the program as text, reasons included. */
static char *print(const pl_program *p) {
    GString *out = g_string_new(NULL);
    for (uint32_t f = 0; f < p->nfuncs; f++) {
        char *calls = describe_calls(p, p->funcs[f].name);
        g_string_append_printf(out, "%s %s %u: %s;", p->funcs[f].name, p->funcs[f].file, p->funcs[f].nin, calls);
        g_free(calls);
    }
    for (uint32_t e = 0; e < p->nedges; e++) {
        const pl_facts *facts = p->edges[e].reason_facts;
        g_string_append_printf(out, " %u>%u", p->edges[e].site, p->edges[e].callee);
        if (facts) g_string_append_printf(out, "(%s)", pl_path(facts, facts->flows[p->edges[e].reason_flow].at.file));
    }
    return g_string_free(out, FALSE);
}

static void order_of_units(void) {
    static const int orders[][3] = {{0, 1, 2}, {2, 1, 0}, {1, 2, 0}, {0, 2, 1}};
    char *first = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(orders); i++) {
        tu units[3];
        for (int k = 0; k < 3; k++) units[k] = shuffled_unit(orders[i][k]);
        test_program p = link_units(units, 3, NULL, 0);
        char *text = print(p.program);
        if (first) g_assert_cmpstr(text, ==, first);
        if (!first) first = g_strdup(text);
        g_free(text);
        test_program_free(&p);
    }
    g_assert_nonnull(strstr(first, "fa:field fb:field fc:field | fb:direct"));
    g_assert_nonnull(strstr(first, "(/p/c.c)"));
    g_free(first);
}

static void funcs_in_order_of_places(void) {
    tu units[2] = {tu_open("/p/b.c"), tu_open("/p/a.c")};
    tu_define(&units[0], "z", V, 0, 0);
    tu_define(&units[0], "y", V, 0, 0);
    tu_define(&units[1], "x", V, 0, 0);
    test_program p = link_units(units, 2, NULL, 0);
    g_assert_cmpstr(p.program->funcs[0].name, ==, "x");
    g_assert_cmpstr(p.program->funcs[1].name, ==, "z");
    g_assert_cmpstr(p.program->funcs[2].name, ==, "y");
    g_assert_cmpuint(count_named(&p, "nobody"), ==, 0);
    test_program_free(&p);
}

static void nothing_at_all(void) {
    test_program p = link_units(NULL, 0, NULL, 0);
    g_assert_cmpuint(p.program->nfuncs, ==, 0);
    test_program_free(&p);
    tu t = tu_open("/p/empty.c");
    p = link_units(&t, 1, NULL, 0);
    g_assert_cmpuint(p.program->nedges, ==, 0);
    test_program_free(&p);
}

static void tiers(void) {
    for (int t = PL_TIER_DIRECT; t <= PL_TIER_TYPE; t++) {
        pl_tier parsed;
        g_assert_true(pl_tier_parse(pl_tier_name((pl_tier)t), &parsed));
        g_assert_cmpint(parsed, ==, t);
    }
    pl_tier unused;
    g_assert_false(pl_tier_parse("Direct", &unused));
    g_assert_cmpint(pl_tier_rank(PL_TIER_VIRTUAL), ==, pl_tier_rank(PL_TIER_FIELD));
    g_assert_cmpint(pl_tier_rank(PL_TIER_FIELD), <, pl_tier_rank(PL_TIER_TYPE));
    g_assert_cmpint(pl_tier_rank(PL_TIER_TYPE), ==, 3);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/link/header-body-is-one", header_body_is_one);
    g_test_add_func("/link/static-bodies-that-differ", static_bodies_that_differ);
    g_test_add_func("/link/two-mains", two_mains);
    g_test_add_func("/link/static-namesakes", static_namesakes);
    g_test_add_func("/link/external-variables-are-one", external_variables_are_one);
    g_test_add_func("/link/dropped-bodies-are-silent", dropped_bodies_are_silent);
    g_test_add_func("/link/order-of-units", order_of_units);
    g_test_add_func("/link/funcs-in-order-of-places", funcs_in_order_of_places);
    g_test_add_func("/link/nothing-at-all", nothing_at_all);
    g_test_add_func("/link/tiers", tiers);
    return g_test_run();
}
