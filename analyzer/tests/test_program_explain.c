/* test_program_explain.c: the way that a function took to a call, and what is not known of an unresolved one. */
#include "program/explain.h"
#include "test_program_fixture.h"

#define V "void (void)"
#define VP "void (*)(void)"

static test_program solve(tu *t, const pl_callback *callbacks, uint32_t ncallbacks) {
    return link_units(t, 1, callbacks, ncallbacks);
}

/* "stored:9 passed:12": the steps with their lines. */
static char *describe_ways(const pl_program *p, uint32_t edge) {
    static const char *const words[] = {"stored", "passed", "returned"};
    pl_explanation why = pl_program_explain(p, edge);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < why.ways->len; i++) {
        const pl_way *way = &g_array_index(why.ways, pl_way, i);
        const pl_location *at =
            way->kind == PL_WAY_STORED ? &way->facts->flows[way->id].at : &way->facts->calls[way->id].at;
        g_string_append_printf(out, "%s%s:%u", i ? " " : "", words[way->kind], at->line);
    }
    if (why.shortened) g_string_append(out, " shortened");
    if (why.callback != PL_NONE) g_string_append_printf(out, " callback:%u", why.callback);
    pl_explanation_clear(&why);
    return g_string_free(out, FALSE);
}

static uint32_t edge_between(const pl_program *p, const char *caller, const char *callee) {
    for (uint32_t i = 0; i < p->nedges; i++)
        if (strcmp(p->funcs[p->sites[p->edges[i].site].caller].name, caller) == 0 &&
            strcmp(p->funcs[p->edges[i].callee].name, callee) == 0)
            return i;
    g_error("%s does not call %s", caller, callee);
}

static void expect_ways(const pl_program *p, const char *caller, const char *callee, const char *expected) {
    char *ways = describe_ways(p, edge_between(p, caller, callee));
    g_assert_cmpstr(ways, ==, expected);
    g_free(ways);
}

static void ways(void) {
    tu t = tu_open("/p/main.c");
    pl_id f = tu_define(&t, "f", V, 0, 0);
    pl_id apply = tu_define(&t, "apply", "void (void (*)(void))", 1, 0);
    pl_id local = tu_var(&t, "local", VP, PL_VAR_LOCAL, 0);
    tu_flow(&t, local, tu_param(&t, apply, 0)); /* line 4 */
    tu_call_through(&t, local, V, TU_NO_ARGS);
    pl_id pick = tu_define(&t, "pick", "void (*(void))(void)", 0, 0);
    tu_flow(&t, tu_return(&t, pick), tu_fn(&t, f)); /* line 7 */
    tu_define(&t, "main", "int (void)", 0, 0);
    pl_id got = tu_call(&t, pick, TU_NO_ARGS); /* line 9 */
    tu_call(&t, apply, TU_ARGS(tu_result(&t, got)));
    tu_define(&t, "sorts", V, 0, 0);
    tu_call(&t, tu_declare(&t, "qsort", "void (void *, void (*)(void))", 2),
            TU_ARGS(pl_builder_constant(t.b, 0), tu_fn(&t, f)));
    const pl_callback callbacks[] = {
        {.function = "bsearch", .argument = 1, .user_data = PL_NO_ARGUMENT},
        {.function = "qsort", .argument = 0, .user_data = PL_NO_ARGUMENT},
        {.function = "qsort", .argument = 1, .user_data = PL_NO_ARGUMENT},
    };
    test_program p = solve(&t, callbacks, G_N_ELEMENTS(callbacks));
    expect_ways(p.program, "apply", "f", "stored:7 returned:9 passed:10 stored:4");
    expect_ways(p.program, "main", "pick", "");
    expect_ways(p.program, "sorts", "f", " callback:2");
    test_program_free(&p);
}

static void long_way(void) {
    tu t = tu_open("/p/main.c");
    pl_id f = tu_define(&t, "f", V, 0, 0);
    tu_define(&t, "main", "int (void)", 0, 0);
    pl_id last = tu_fn(&t, f);
    for (int i = 0; i < 30; i++) {
        char *name = g_strdup_printf("v%d", i);
        pl_id v = tu_var(&t, name, VP, PL_VAR_LOCAL, 0);
        tu_flow(&t, v, last);
        last = v;
        g_free(name);
    }
    tu_call_through(&t, last, V, TU_NO_ARGS);
    test_program p = solve(&t, NULL, 0);
    expect_ways(p.program, "main", "f",
                "stored:4 stored:6 stored:8 stored:10 stored:56 stored:58 stored:60 stored:62 shortened");
    test_program_free(&p);
}

/* What is said of the only unresolved call of `caller`. */
static void expect_lack(const pl_program *p, const char *caller, pl_lack_kind kind, const char *name,
                        const char *place) {
    uint32_t seen = 0;
    for (uint32_t i = 0; i < p->nsites; i++) {
        if (!p->sites[i].unresolved || strcmp(p->funcs[p->sites[i].caller].name, caller) != 0) continue;
        pl_lack lack = pl_program_lack(p, i);
        g_assert_cmpint(lack.kind, ==, kind);
        g_assert_cmpstr(lack.name, ==, name);
        g_assert_cmpstr(lack.place, ==, place);
        pl_lack_clear(&lack);
        seen++;
    }
    g_assert_cmpuint(seen, ==, 1);
}

static void lacks(void) {
    tu t = tu_open("/p/main.c");
    pl_id ops = tu_record(&t, "c:@S@ops", "ops"), run = tu_field(&t, ops, "run", VP),
          stop = tu_field(&t, ops, "stop", VP);
    pl_id dlsym = tu_declare(&t, "dlsym", "void *(void *, const char *)", 2);
    pl_id make = tu_declare(&t, "make", "void (*(void))(void)", 0);
    pl_id x = tu_var(&t, "x", "struct ops", PL_VAR_EXTERNAL, PL_VAR_DEFINED);
    tu_define(&t, "never_stored", V, 0, 0);
    tu_call_through(&t, tu_member(&t, x, run), V, TU_NO_ARGS);
    tu_define(&t, "looks_up", V, 0, 0);
    pl_id found = tu_call(&t, dlsym, TU_ARGS(pl_builder_constant(t.b, 0), pl_builder_constant(t.b, 0)));
    tu_flow(&t, tu_member(&t, x, stop), tu_result(&t, found));
    tu_call_through(&t, tu_member(&t, x, stop), V, TU_NO_ARGS);
    tu_define(&t, "from_library", V, 0, 0);
    tu_call_through(&t, tu_result(&t, tu_call(&t, make, TU_NO_ARGS)), V, TU_NO_ARGS);
    tu_define(&t, "elsewhere", V, 0, 0);
    tu_call_through(&t, tu_var(&t, "hook", VP, PL_VAR_EXTERNAL, 0), V, TU_NO_ARGS);
    tu_define(&t, "not_set", V, 0, 0);
    tu_call_through(&t, tu_var(&t, "mine", VP, PL_VAR_EXTERNAL, PL_VAR_DEFINED), V, TU_NO_ARGS);
    tu_define(&t, "not_followed", V, 0, 0);
    tu_call_through(&t, pl_builder_node(t.b, PL_NODE_UNKNOWN, 0, 0), V, TU_NO_ARGS);
    pl_id uncalled = tu_define(&t, "uncalled", "void (int, void (*)(void))", 2, 0);
    tu_call_through(&t, tu_param(&t, uncalled, 1), V, TU_NO_ARGS);
    pl_id idle = tu_define(&t, "idle", "void (void (*)(void))", 1, 0);
    tu_call_through(&t, tu_param(&t, idle, 0), V, TU_NO_ARGS);
    pl_id wide = tu_define(&t, "wide", "void (int)", 1, 0), local = tu_var(&t, "local", VP, PL_VAR_LOCAL, 0);
    tu_call(&t, idle, TU_ARGS(pl_builder_constant(t.b, 0)));
    tu_define(&t, "misfit", V, 0, 0);
    tu_flow(&t, local, tu_fn(&t, wide));
    tu_call_through(&t, local, V, TU_NO_ARGS);
    test_program p = solve(&t, NULL, 0);
    expect_lack(p.program, "never_stored", PL_LACKS_STORE, "ops.run", "ops.run");
    expect_lack(p.program, "looks_up", PL_LACKS_LOOKUP, "dlsym", "ops.stop");
    expect_lack(p.program, "from_library", PL_LACKS_LIBRARY, "make", NULL);
    expect_lack(p.program, "elsewhere", PL_LACKS_VARIABLE, "hook", "hook");
    expect_lack(p.program, "not_set", PL_LACKS_STORE, "mine", "mine");
    expect_lack(p.program, "not_followed", PL_LACKS_FOLLOWING, NULL, NULL);
    expect_lack(p.program, "uncalled", PL_LACKS_CALLERS, "uncalled", "uncalled:1");
    expect_lack(p.program, "idle", PL_LACKS_ARGUMENT, "idle", "idle:0");
    expect_lack(p.program, "misfit", PL_LACKS_FIT, NULL, NULL);
    test_program_free(&p);
}

static pl_id method(tu *t, pl_id record, const char *name, uint32_t flags, pl_id overridden) {
    pl_id f = tu_define(t, name, V, 0, flags | PL_FN_METHOD | PL_FN_VIRTUAL);
    pl_builder_function_at(t->b, f)->record = record;
    if (overridden != PL_NONE) pl_builder_function_at(t->b, f)->overrides = pl_builder_span(t->b, TU_ARGS(overridden));
    return f;
}

static void call_virtual(tu *t, pl_id callee) {
    pl_call call = {.kind = PL_CALL_VIRTUAL, .callee = callee, .via = PL_NONE, .self = PL_NONE, .type = PL_NONE};
    tu_call_any(t, call, TU_NO_ARGS);
}

static void append_name(uint32_t func, void *data) {
    const pl_program *p = ((void **)data)[0];
    GString *out = ((void **)data)[1];
    g_string_append_printf(out, "%s ", p->funcs[func].name);
}

static void expect_unmade(const pl_program *p, const char *caller, const char *expected) {
    GString *out = g_string_new(NULL);
    void *data[] = {(void *)(uintptr_t)p, out};
    for (uint32_t i = 0; i < p->nsites; i++)
        if (strcmp(p->funcs[p->sites[i].caller].name, caller) == 0) pl_program_unmade(p, i, append_name, data);
    g_assert_cmpstr(out->str, ==, expected);
    g_string_free(out, TRUE);
}

/* Left is never made, nor is Leaf, which is derived from it; Right is; nothing derives from Lone. */
static void lacks_of_virtual_calls(void) {
    tu t = tu_open("/p/main.cc");
    pl_id base = tu_record(&t, "c:@S@Base", "Base"), left = tu_record(&t, "c:@S@Left", "Left"),
          leaf = tu_record(&t, "c:@S@Leaf", "Leaf"), right = tu_record(&t, "c:@S@Right", "Right"),
          lone = tu_record(&t, "c:@S@Lone", "Lone");
    pl_builder_record_at(t.b, right)->flags |= PL_RECORD_MADE;
    pl_id run = method(&t, base, "Base::run", PL_FN_PURE, PL_NONE),
          stop = method(&t, base, "Base::stop", PL_FN_PURE, PL_NONE);
    pl_id left_run = method(&t, left, "Left::run", 0, run);
    method(&t, leaf, "Leaf::run", 0, left_run);
    method(&t, left, "Left::stop", 0, stop);
    method(&t, right, "Right::run", 0, run);
    pl_id alone = method(&t, lone, "Lone::run", PL_FN_PURE, PL_NONE);
    tu_define(&t, "main", "int (void)", 0, 0);
    call_virtual(&t, run);
    tu_define(&t, "stops", V, 0, 0);
    call_virtual(&t, stop);
    tu_define(&t, "lonely", V, 0, 0);
    call_virtual(&t, alone);
    test_program p = solve(&t, NULL, 0);
    expect_unmade(p.program, "main", "Left::run Leaf::run ");
    expect_lack(p.program, "stops", PL_LACKS_OBJECT, "Left::stop", NULL);
    expect_lack(p.program, "lonely", PL_LACKS_OVERRIDER, "Lone::run", NULL);
    test_program_free(&p);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/program/explain/ways", ways);
    g_test_add_func("/program/explain/long", long_way);
    g_test_add_func("/program/explain/lacks", lacks);
    g_test_add_func("/program/explain/lacks-of-virtual-calls", lacks_of_virtual_calls);
    return g_test_run();
}
