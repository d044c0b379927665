/* test_program_pointers.c: calls through pointers that a library fills, by the names that packs know. */
#include "test_program_fixture.h"

#define V "void (void)"
#define VP "void (*)(void)"

static const char *const names[] = {"Api_Lock", "table.lock", "table_t.unlock", "step", "glob_*"};

static test_program link_with_names(tu *t) {
    pl_knowledge knowledge = {.pointers = names, .npointers = G_N_ELEMENTS(names)};
    test_program p = {.facts = {tu_close(t)}, .nfacts = 1};
    p.program = pl_program_new_with(p.facts, 1, &knowledge);
    return p;
}

static void variables(void) {
    tu t = tu_open("/p/main.c");
    pl_id own = tu_define(&t, "own", V, 0, 0);
    tu_define(&t, "main", "int (void)", 0, 0);
    pl_id lock = tu_var(&t, "Api_Lock", VP, PL_VAR_EXTERNAL, 0);
    pl_id other = tu_var(&t, "Api_Other", VP, PL_VAR_EXTERNAL, 0);
    pl_id step = tu_var(&t, "step", VP, PL_VAR_EXTERNAL, 0);
    pl_id local = tu_var(&t, "Api_Lock", VP, PL_VAR_LOCAL, 0);
    tu_flow(&t, step, tu_fn(&t, own));
    tu_call_through(&t, lock, V, TU_NO_ARGS);
    tu_call_through(&t, other, V, TU_NO_ARGS);
    tu_call_through(&t, step, V, TU_NO_ARGS);  /* the program fills it */
    tu_call_through(&t, local, V, TU_NO_ARGS); /* any variable may be called so */
    tu_call_through(&t, lock, V, TU_NO_ARGS);
    test_program prog = link_with_names(&t);
    assert_calls(&prog, "main", "Api_Lock:direct | own:type | own:flow | unresolved | Api_Lock:direct");
    uint32_t count;
    const uint32_t *made = pl_program_named(prog.program, "Api_Lock", &count);
    g_assert_cmpuint(count, ==, 1); /* one function, however often it is called */
    const pl_func *func = &prog.program->funcs[made[0]];
    g_assert_cmpuint(func->flags, ==, 0);
    g_assert_cmpuint(func->nin, ==, 2);
    bool *elsewhere = pl_program_elsewhere(prog.program, made, 1);
    for (uint32_t f = 0; f < prog.program->nfuncs; f++) g_assert_false(elsewhere[f]);
    g_free(elsewhere);
    test_program_free(&prog);
}

static void fields(void) {
    tu t = tu_open("/p/main.c");
    pl_id alias = pl_builder_string(t.b, "table_t");
    pl_record table = {.usr = pl_builder_string(t.b, "c:@S@table"),
                       .name = pl_builder_string(t.b, "table"),
                       .file = pl_builder_file(t.b, "/p/records.h", 0),
                       .aliases = pl_builder_span(t.b, &alias, 1),
                       .pattern = PL_NONE};
    pl_id record = pl_builder_record(t.b, &table);
    pl_id lock = tu_field(&t, record, "lock", VP), unlock = tu_field(&t, record, "unlock", VP);
    pl_id visit = tu_field(&t, record, "visit", VP);
    pl_id api = tu_var(&t, "api", "struct table *", PL_VAR_EXTERNAL, 0);
    tu_define(&t, "main", "int (void)", 0, 0);
    pl_id object = pl_builder_deref(t.b, api);
    pl_id fields_of[] = {lock, unlock, visit};
    for (int i = 0; i < 3; i++)
        tu_call_through(&t, pl_builder_node(t.b, PL_NODE_FIELD, object, fields_of[i]), V, TU_NO_ARGS);
    test_program prog = link_with_names(&t);
    assert_calls(&prog, "main", "table.lock:direct | table_t.unlock:direct | unresolved");
    test_program_free(&prog);
}

/* Without names nothing changes. */
static void none(void) {
    tu t = tu_open("/p/main.c");
    tu_define(&t, "main", "int (void)", 0, 0);
    tu_call_through(&t, tu_var(&t, "Api_Lock", VP, PL_VAR_EXTERNAL, 0), V, TU_NO_ARGS);
    test_program prog = link_units(&t, 1, NULL, 0);
    assert_calls(&prog, "main", "unresolved");
    test_program_free(&prog);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/program/pointers/variables", variables);
    g_test_add_func("/program/pointers/fields", fields);
    g_test_add_func("/program/pointers/none", none);
    return g_test_run();
}
