/* test_program_solve.c: what indirect calls run, one rule of the solver a test. */
#include "test_program_fixture.h"

#define V "void (void)"
#define VP "void (*)(void)"

/* void f(void), g(void), ... defined, then main() whose body the test writes. */
typedef struct {
    tu t;
    pl_id f, g, unused;
} small;

static small small_open(void) {
    small s = {.t = tu_open("/p/main.c")};
    s.f = tu_define(&s.t, "f", V, 0, 0);
    s.g = tu_define(&s.t, "g", V, 0, 0);
    s.unused = tu_define(&s.t, "unused", V, 0, 0);
    return s;
}

static void check(tu *t, const char *caller, const char *expected) {
    test_program p = link_units(t, 1, NULL, 0);
    assert_calls(&p, caller, expected);
    test_program_free(&p);
}

static void variable_and_choice(void) {
    small s = small_open();
    tu *t = &s.t;
    tu_define(t, "main", "int (void)", 0, 0);
    pl_id p = tu_var(t, "p", VP, PL_VAR_LOCAL, 0), q = tu_var(t, "q", VP, PL_VAR_LOCAL, 0);
    tu_flow(t, p, tu_fn(t, s.f));
    tu_flow(t, q, p);
    tu_call_through(t, q, V, TU_NO_ARGS);
    tu_call_through(t, pl_builder_choice(t->b, tu_fn(t, s.f), tu_fn(t, s.g)), V, TU_NO_ARGS);
    tu_call_through(t, pl_builder_choice(t->b, pl_builder_constant(t->b, 0), q), V, TU_NO_ARGS);
    tu_call_through(t, tu_fn(t, s.f), V, TU_NO_ARGS);
    check(t, "main", "f:flow | f:flow g:flow | f:flow | f:direct");
}

static void parameters_and_returns(void) {
    small s = small_open();
    tu *t = &s.t;
    pl_id apply = tu_define(t, "apply", "void (void (*)(void), int)", 2, 0);
    tu_call_through(t, tu_param(t, apply, 0), V, TU_NO_ARGS);
    pl_id pick = tu_define(t, "pick", "void (*(int))(void)", 1, 0);
    tu_flow(t, tu_return(t, pick), tu_fn(t, s.g));
    tu_define(t, "main", "int (void)", 0, 0);
    tu_call(t, apply, TU_ARGS(tu_fn(t, s.f), pl_builder_constant(t->b, 1)));
    tu_call_through(t, tu_result(t, tu_call(t, pick, TU_ARGS(pl_builder_constant(t->b, 1)))), V, TU_NO_ARGS);
    test_program p = link_units(t, 1, NULL, 0);
    assert_calls(&p, "apply", "f:flow");
    assert_calls(&p, "main", "apply:direct | pick:direct | g:flow");
    test_program_free(&p);
}

static void recursion(void) {
    small s = small_open();
    tu *t = &s.t;
    pl_id walk = tu_define(t, "walk", "void (void (*)(void))", 1, 0);
    tu_call_through(t, tu_param(t, walk, 0), V, TU_NO_ARGS);
    tu_call(t, walk, TU_ARGS(tu_param(t, walk, 0)));
    tu_define(t, "main", "int (void)", 0, 0);
    tu_call(t, walk, TU_ARGS(tu_fn(t, s.f)));
    check(t, "walk", "f:flow | walk:direct");
}

/* c->cmd->proc: what any object's field holds, and which store put it there. */
static void fields(void) {
    small s = small_open();
    tu *t = &s.t;
    pl_id cmd = tu_record(t, "c:@S@command", "command"), client = tu_record(t, "c:@S@client", "client");
    pl_id proc = tu_field(t, cmd, "proc", VP), other = tu_field(t, cmd, "other", VP);
    pl_id of_client = tu_field(t, client, "cmd", "struct command *");
    pl_id set = tu_define(t, "set", "void (struct command *, void (*)(void))", 2, 0);
    tu_flow(t, tu_member(t, tu_deref(t, tu_param(t, set, 0)), proc), tu_param(t, set, 1)); /* flow 0 */
    tu_define(t, "main", "int (void)", 0, 0);
    pl_id table = tu_var(t, "table", "struct command[2]", PL_VAR_EXTERNAL, PL_VAR_ARRAY);
    tu_flow(t, tu_member(t, table, other), tu_fn(t, s.g)); /* flow 1 */
    tu_call(t, set, TU_ARGS(tu_address(t, table), tu_fn(t, s.f)));
    pl_id call = tu_define(t, "call", "void (struct client *)", 1, 0);
    pl_id path = tu_member(t, tu_deref(t, tu_member(t, tu_deref(t, tu_param(t, call, 0)), of_client)), proc);
    pl_id local = tu_var(t, "local", VP, PL_VAR_LOCAL, 0);
    tu_flow(t, local, path); /* flow 2 */
    tu_call_through(t, path, V, TU_NO_ARGS);
    tu_call_through(t, local, V, TU_NO_ARGS);
    test_program p = link_units(t, 1, NULL, 0);
    assert_calls(&p, "call", "f:field | f:field");
    uint32_t count, func = *pl_program_named(p.program, "call", &count);
    for (uint32_t i = 0; i < 2; i++) {
        const pl_site *site = &p.program->sites[p.program->funcs[func].first_site + i];
        g_assert_cmpuint(p.program->edges[site->first_edge].reason_flow, ==, 0); /* the store, not the copy */
    }
    test_program_free(&p);
}

static void unions_share_and_structs_do_not(void) {
    small s = small_open();
    tu *t = &s.t;
    pl_id u = tu_record(t, "c:@S@outer@Ua", ""), st = tu_record(t, "c:@S@pair", "pair");
    pl_id um = tu_field(t, u, "any", "void *"), uf = tu_field(t, u, "run", VP);
    pl_id uo = tu_field(t, u, "object", "struct command *");
    pl_id sa = tu_field(t, st, "any", "void *"), sf = tu_field(t, st, "run", VP);
    tu_define(t, "main", "int (void)", 0, 0);
    pl_id v = tu_var(t, "v", "struct outer", PL_VAR_LOCAL, 0), w = tu_var(t, "w", "struct pair", PL_VAR_LOCAL, 0);
    tu_flow(t, tu_member(t, v, um), tu_fn(t, s.f));
    tu_flow(t, tu_member(t, v, uo), tu_fn(t, s.unused)); /* no place for a function */
    tu_flow(t, tu_member(t, w, sa), tu_fn(t, s.f));
    tu_flow(t, tu_member(t, w, sf), tu_fn(t, s.g));
    tu_call_through(t, tu_member(t, v, uf), V, TU_NO_ARGS);
    tu_call_through(t, tu_member(t, w, sf), V, TU_NO_ARGS);
    check(t, "main", "f:field | g:field");
}

static void tables(void) {
    small s = small_open();
    tu *t = &s.t;
    t->caller = PL_NONE;
    pl_id tbl = tu_var(t, "tbl", "void (*[2])(void)", PL_VAR_INTERNAL, PL_VAR_ARRAY);
    tu_flow(t, tbl, tu_fn(t, s.f));
    tu_flow(t, tbl, tu_fn(t, s.g));
    pl_id run = tu_define(t, "run", "void (void (**)(void))", 1, 0);
    tu_call_through(t, tu_deref(t, tu_param(t, run, 0)), V, TU_NO_ARGS); /* p[i]() */
    tu_define(t, "main", "int (void)", 0, 0);
    tu_call_through(t, tbl, V, TU_NO_ARGS); /* tbl[i]() */
    tu_call(t, run, TU_ARGS(tu_address(t, tbl)));
    test_program p = link_units(t, 1, NULL, 0);
    assert_calls(&p, "main", "f:field g:field | run:direct");
    assert_calls(&p, "run", "f:field g:field");
    test_program_free(&p);
}

/* void set(fn **out, fn *v) { *out = v; } fn *mine, *theirs; set(&mine, f); other = g; mine(); theirs(); */
static void pointer_to_pointer(void) {
    small s = small_open();
    tu *t = &s.t;
    pl_id set = tu_define(t, "set", "void (void (**)(void), void (*)(void))", 2, 0);
    tu_flow(t, tu_deref(t, tu_param(t, set, 0)), tu_param(t, set, 1));
    tu_define(t, "main", "int (void)", 0, 0);
    pl_id mine = tu_var(t, "mine", VP, PL_VAR_LOCAL, 0), theirs = tu_var(t, "theirs", VP, PL_VAR_LOCAL, 0);
    tu_call(t, set, TU_ARGS(tu_address(t, mine), tu_fn(t, s.f)));
    tu_flow(t, theirs, tu_fn(t, s.g));
    tu_call_through(t, mine, V, TU_NO_ARGS);
    tu_call_through(t, theirs, V, TU_NO_ARGS);
    check(t, "main", "set:direct | f:field | g:flow");
}

/* Two blocks of unknown memory are two places. */
static void heap(void) {
    small s = small_open();
    tu *t = &s.t;
    pl_id alloc = tu_declare(t, "xalloc", "void *(unsigned long)", 1);
    tu_define(t, "main", "int (void)", 0, 0);
    pl_id a = tu_var(t, "a", "void (**)(void)", PL_VAR_LOCAL, 0),
          b = tu_var(t, "b", "void (**)(void)", PL_VAR_LOCAL, 0);
    pl_id c = tu_var(t, "c", "void *", PL_VAR_LOCAL, 0);
    tu_flow(t, a, tu_result(t, tu_call(t, alloc, TU_ARGS(pl_builder_constant(t->b, 8)))));
    tu_flow(t, b, tu_result(t, tu_call(t, alloc, TU_ARGS(pl_builder_constant(t->b, 8)))));
    tu_flow(t, tu_deref(t, a), tu_fn(t, s.f));
    tu_flow(t, tu_deref(t, b), tu_fn(t, s.g));
    tu_flow(t, c, a);
    tu_call_through(t, tu_deref(t, c), V, TU_NO_ARGS);
    check(t, "main", "xalloc:direct | xalloc:direct | f:field");
}

static void library_memory(void) {
    small s = small_open();
    tu *t = &s.t;
    pl_id copy = tu_declare(t, "memcpy", "void *(void *, const void *, unsigned long)", 3);
    pl_id set = tu_declare(t, "pthread_setspecific", "int (unsigned int, const void *)", 2);
    pl_id get = tu_declare(t, "pthread_getspecific", "void *(unsigned int)", 1);
    tu_define(t, "main", "int (void)", 0, 0);
    pl_id from = tu_var(t, "from", "void (*[2])(void)", PL_VAR_LOCAL, PL_VAR_ARRAY);
    pl_id to = tu_var(t, "to", "void (*[2])(void)", PL_VAR_LOCAL, PL_VAR_ARRAY), n = pl_builder_constant(t->b, 1);
    tu_flow(t, from, tu_fn(t, s.f));
    tu_call(t, copy, TU_ARGS(tu_address(t, to), tu_address(t, from), n));
    tu_call_through(t, to, V, TU_NO_ARGS);
    tu_call(t, set, TU_ARGS(n, tu_fn(t, s.g)));
    tu_call_through(t, tu_result(t, tu_call(t, get, TU_ARGS(n))), V, TU_NO_ARGS);
    check(t, "main", "memcpy:direct | f:field | pthread_setspecific:direct | pthread_getspecific:direct | g:field");
}

static void old_style(void) {
    tu t = tu_open("/p/main.c");
    pl_id apply = tu_define(&t, "apply", "int ()", 1, PL_FN_UNPROTOTYPED);
    tu_call_through(&t, tu_param(&t, apply, 0), "int ()", TU_ARGS(pl_builder_constant(t.b, 1)));
    pl_id f = tu_define(&t, "f", "int ()", 1, PL_FN_UNPROTOTYPED);
    tu_define(&t, "main", "int ()", 0, PL_FN_UNPROTOTYPED);
    tu_call(&t, apply, TU_ARGS(tu_fn(&t, f)));
    check(&t, "apply", "f:flow");
}

/* A pointer from nowhere: K&R functions by result and number of arguments, not by being K&R. */
static void old_style_by_type(void) {
    tu t = tu_open("/p/main.c");
    pl_id none = tu_define(&t, "none", "int ()", 0, PL_FN_UNPROTOTYPED | PL_FN_VARIADIC);
    pl_id one = tu_define(&t, "one", "int ()", 1, PL_FN_UNPROTOTYPED | PL_FN_VARIADIC);
    pl_id other = tu_define(&t, "other", "long ()", 1, PL_FN_UNPROTOTYPED | PL_FN_VARIADIC);
    pl_id exact = tu_define(&t, "exact", "int (int)", 1, 0);
    tu_define(&t, "main", "int ()", 0, PL_FN_UNPROTOTYPED);
    pl_id all[] = {none, one, other, exact}, n = pl_builder_constant(t.b, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        tu_flow(&t, tu_var(&t, "v", "void *", PL_VAR_LOCAL, 0), tu_fn(&t, all[i]));
    pl_id unknown = pl_builder_node(t.b, PL_NODE_UNKNOWN, 0, 0);
    tu_call_through(&t, unknown, "int (int)", TU_ARGS(n));
    tu_call_through(&t, unknown, "int ()", TU_ARGS(n));
    check(&t, "main", "one:type exact:type | one:type exact:type");
}

/* Nothing that takes more than it is given is called. */
static void number_of_arguments(void) {
    small s = small_open();
    tu *t = &s.t;
    pl_id two = tu_define(t, "two", "void (int, int)", 2, 0),
          many = tu_define(t, "many", "void (int, ...)", 1, PL_FN_VARIADIC);
    tu_define(t, "main", "int (void)", 0, 0);
    pl_id p = tu_var(t, "p", "void *", PL_VAR_LOCAL, 0), one = pl_builder_constant(t->b, 1);
    tu_flow(t, p, tu_fn(t, two));
    tu_flow(t, p, tu_fn(t, many));
    tu_flow(t, p, tu_fn(t, s.f));
    tu_call_through(t, p, "void (int)", TU_ARGS(one));
    tu_call_through(t, p, "void (int, int)", TU_ARGS(one, one));
    check(t, "main", "f:flow many:flow | f:flow two:flow many:flow");
}

/* What a type cannot hold does not flow through it. */
static void types_filter(void) {
    small s = small_open();
    tu *t = &s.t;
    pl_id list = tu_record(t, "c:@S@list", "list"), value = tu_field(t, list, "value", "void *");
    pl_id object = tu_record(t, "c:@S@object", "object");
    pl_builder_record_at(t->b, object)->aliases = pl_builder_span(t->b, TU_ARGS(pl_builder_string(t->b, "robj")));
    tu_define(t, "main", "int (void)", 0, 0);
    pl_id any = tu_member(t, tu_var(t, "l", "struct list", PL_VAR_LOCAL, 0), value);
    static const char *const closed[] = {"robj *", "const struct object *", "int", "char *", "robj **"};
    static const char *const open[] = {"handler", "void *", "handler *", VP, "unsigned long", "void *const"};
    tu_flow(t, any, tu_fn(t, s.f));
    for (size_t i = 0; i < G_N_ELEMENTS(closed); i++) {
        pl_id v = tu_var(t, "closed", closed[i], PL_VAR_LOCAL, 0);
        tu_flow(t, v, any);
        tu_call_through(t, v, V, TU_NO_ARGS);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(open); i++) {
        pl_id v = tu_var(t, "open", open[i], PL_VAR_LOCAL, 0);
        tu_flow(t, v, any);
        tu_call_through(t, v, V, TU_NO_ARGS);
    }
    check(t, "main",
          "unresolved | unresolved | unresolved | unresolved | unresolved | "
          "f:field | f:field | f:field | f:field | f:field | f:field");
}

/* The surest way counts, whichever is found first. */
static void surest_tier(void) {
    small s = small_open();
    tu *t = &s.t;
    pl_id record = tu_record(t, "c:@S@ops", "ops"), run = tu_field(t, record, "run", VP);
    tu_define(t, "main", "int (void)", 0, 0);
    pl_id ops = tu_var(t, "ops", "struct ops", PL_VAR_LOCAL, 0), p = tu_var(t, "p", VP, PL_VAR_LOCAL, 0);
    pl_id q = tu_var(t, "q", VP, PL_VAR_LOCAL, 0), r = tu_var(t, "r", VP, PL_VAR_LOCAL, 0);
    tu_flow(t, tu_member(t, ops, run), tu_fn(t, s.f));
    tu_flow(t, p, tu_member(t, ops, run));
    tu_flow(t, q, p);
    tu_flow(t, r, tu_fn(t, s.f));
    tu_flow(t, p, r);
    tu_call_through(t, q, V, TU_NO_ARGS);
    tu_call_through(t, tu_member(t, ops, run), V, TU_NO_ARGS);
    check(t, "main", "f:flow | f:field");
}

static void by_type_at_last(void) {
    small s = small_open();
    tu *t = &s.t;
    pl_id other = tu_define(t, "other", "void (int)", 1, 0);
    pl_id unknown = tu_declare(t, "plugin_hook", "void (*(void))(void)", 0);
    pl_id lookup = tu_declare(t, "dlsym", "void *(void *, const char *)", 2);
    pl_id api = tu_define(t, "api", "void (void (*)(void))", 1, 0);
    tu_call_through(t, tu_param(t, api, 0), V, TU_NO_ARGS);
    tu_define(t, "main", "int (void)", 0, 0);
    pl_id taken = tu_var(t, "taken", VP, PL_VAR_LOCAL, 0), n = pl_builder_constant(t->b, 0);
    tu_flow(t, taken, tu_fn(t, s.f));
    tu_flow(t, taken, tu_fn(t, s.g));
    tu_flow(t, tu_var(t, "wrong", "void *", PL_VAR_LOCAL, 0), tu_fn(t, other));
    tu_call_through(t, tu_result(t, tu_call(t, unknown, TU_NO_ARGS)), V, TU_NO_ARGS);
    tu_call_through(t, tu_result(t, tu_call(t, lookup, TU_ARGS(n, n))), V, TU_NO_ARGS);
    pl_id hook = tu_var(t, "hook", VP, PL_VAR_INTERNAL, 0); /* static, set to NULL only */
    tu_flow(t, hook, n);
    tu_call_through(t, hook, V, TU_NO_ARGS);
    tu_call_through(t, pl_builder_node(t->b, PL_NODE_UNKNOWN, 0, 0), "void (int)", TU_ARGS(n));
    tu_call_through(t, pl_builder_node(t->b, PL_NODE_UNKNOWN, 0, 0), "long (int)", TU_ARGS(n));
    test_program p = link_units(t, 1, NULL, 0);
    assert_calls(
        &p, "main",
        "plugin_hook:direct | f:type g:type | dlsym:direct | unresolved | unresolved | other:type | unresolved");
    assert_calls(&p, "api", "f:type g:type");
    pl_program_stats stats;
    pl_program_count(p.program, &stats);
    g_assert_cmpuint(stats.unresolved_sites, ==, 3);
    g_assert_cmpuint(stats.indirect_sites, ==, 6);
    g_assert_cmpuint(stats.edges_by_tier[PL_TIER_TYPE], ==, 5);
    test_program_free(&p);
}

static void note(const pl_target *target, void *data) {
    g_string_append_printf(data, "%u:%s ", target->func, pl_tier_name(target->tier));
}

static void note_object(const pl_facts *facts, pl_id var, void *data) {
    g_string_append_printf(data, "%s ", pl_str(facts, facts->vars[var].name));
}

static void queries(void) {
    small s = small_open();
    tu *t = &s.t;
    pl_id record = tu_record(t, "c:@S@ops", "ops"), run = tu_field(t, record, "run", VP);
    pl_id stop = tu_field(t, record, "stop", VP);
    pl_builder_record_at(t->b, record)->aliases = pl_builder_span(t->b, TU_ARGS(pl_builder_string(t->b, "ops_t")));
    t->caller = PL_NONE;
    pl_id one = tu_var(t, "one", "struct ops", PL_VAR_EXTERNAL, 0), two = tu_var(t, "two", "ops_t", PL_VAR_INTERNAL, 0);
    tu_flow(t, tu_member(t, one, run), tu_fn(t, s.f));
    tu_flow(t, tu_member(t, two, stop), tu_fn(t, s.g));
    pl_id use = tu_define(t, "use", "void (const struct ops *)", 1, 0), self = tu_param(t, use, 0);
    pl_id call = tu_call_through(t, tu_member(t, tu_deref(t, self), run), V, TU_ARGS(self));
    tu_define(t, "main", "int (void)", 0, 0);
    tu_call(t, use, TU_ARGS(tu_address(t, one)));
    tu_call(t, use, TU_ARGS(tu_address(t, two)));
    test_program p = link_units(t, 1, NULL, 0);
    const pl_facts *facts = p.facts[0];
    GString *out = g_string_new(NULL);
    pl_program_targets(p.program, facts, facts->calls[call].via, note, out);
    g_assert_cmpstr(out->str, ==, "0:field ");
    g_string_truncate(out, 0);
    pl_program_field_targets(p.program, "ops_t", "stop", note, out);
    g_assert_cmpstr(out->str, ==, "1:field ");
    g_string_truncate(out, 0);
    pl_program_field_targets(p.program, "ops", "*", note, out);
    g_assert_cmpstr(out->str, ==, "0:field 1:field ");
    g_string_truncate(out, 0);
    pl_program_field_targets(p.program, "nobody", "stop", note, out);
    g_assert_cmpstr(out->str, ==, "");
    pl_program_objects(p.program, facts, facts->ids[facts->calls[call].args.begin], note_object, out);
    g_assert_cmpstr(out->str, ==, "one two ");
    g_string_free(out, TRUE);
    test_program_free(&p);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/solve/variable-and-choice", variable_and_choice);
    g_test_add_func("/solve/parameters-and-returns", parameters_and_returns);
    g_test_add_func("/solve/recursion", recursion);
    g_test_add_func("/solve/fields", fields);
    g_test_add_func("/solve/unions-share-and-structs-do-not", unions_share_and_structs_do_not);
    g_test_add_func("/solve/tables", tables);
    g_test_add_func("/solve/pointer-to-pointer", pointer_to_pointer);
    g_test_add_func("/solve/heap", heap);
    g_test_add_func("/solve/library-memory", library_memory);
    g_test_add_func("/solve/old-style", old_style);
    g_test_add_func("/solve/old-style-by-type", old_style_by_type);
    g_test_add_func("/solve/number-of-arguments", number_of_arguments);
    g_test_add_func("/solve/types-filter", types_filter);
    g_test_add_func("/solve/surest-tier", surest_tier);
    g_test_add_func("/solve/by-type-at-last", by_type_at_last);
    g_test_add_func("/solve/queries", queries);
    return g_test_run();
}
