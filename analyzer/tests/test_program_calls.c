/* test_program_calls.c: callbacks of libraries, and virtual methods. */
#include "test_program_fixture.h"

#define V "void (void)"
#define VP "void (*)(void)"
#define CB "int (void *)"
#define CBP "int (*)(void *)"

static const pl_callback specs[] = {
    {"walk_list", 0, PL_RUNS_HERE, 1, 0},
    {"each_last", -1, PL_RUNS_HERE, PL_NO_ARGUMENT, 0},
    {"spawn", 1, PL_RUNS_ON_OTHER_THREAD, 2, 0},
    {"on_event", 0, PL_RUNS_LATER, 1, 0},
    {"ns::sort", 1, PL_RUNS_HERE, PL_NO_ARGUMENT, 0},
    {"Api_Visit", 0, PL_RUNS_HERE, PL_NO_ARGUMENT, 0},
    {"table.visit", 0, PL_RUNS_HERE, PL_NO_ARGUMENT, 0},
};

static test_program link_with_specs(tu *t) { return link_units(t, 1, specs, G_N_ELEMENTS(specs)); }

/* int cb(void *data) { return ((ctx *)data)... calls data as a function, to see whether it arrived. */
static pl_id callback(tu *t, const char *name) {
    pl_id cb = tu_define(t, name, CB, 1, PL_FN_INTERNAL);
    tu_call_through(t, tu_param(t, cb, 0), V, TU_NO_ARGS);
    return cb;
}

static void of_libraries(void) {
    tu t = tu_open("/p/main.c");
    pl_id f = tu_define(&t, "f", V, 0, 0);
    pl_id here = callback(&t, "here"), last = callback(&t, "last"), thread = callback(&t, "thread");
    pl_id later = callback(&t, "later"), sorted = callback(&t, "sorted");
    pl_id walk = tu_declare(&t, "walk_list", "void (int (*)(void *), void *)", 2);
    pl_id each = tu_declare(&t, "each_last", "void (int, int (*)(void *))", 2);
    pl_id spawn = tu_declare(&t, "spawn", "int (unsigned long *, int (*)(void *), void *)", 3);
    pl_id event = tu_declare(&t, "on_event", "void (int (*)(void *), void *)", 2);
    pl_id sort = tu_declare(&t, "ns::sort<int *, bool (*)(int)>", "void (int *, int (*)(void *))", 2);
    tu_define(&t, "main", "int (void)", 0, 0);
    pl_id n = pl_builder_constant(t.b, 0), p = tu_var(&t, "p", CBP, PL_VAR_LOCAL, 0);
    tu_flow(&t, p, tu_fn(&t, last));
    tu_call(&t, walk, TU_ARGS(tu_fn(&t, here), tu_fn(&t, f)));
    tu_call(&t, each, TU_ARGS(n, p));
    tu_call(&t, spawn, TU_ARGS(n, tu_fn(&t, thread), tu_fn(&t, f)));
    tu_call(&t, event, TU_ARGS(tu_fn(&t, later), tu_fn(&t, f)));
    tu_call(&t, sort, TU_ARGS(n, tu_fn(&t, sorted)));
    tu_call(&t, each, TU_NO_ARGS); /* no such argument: nothing happens */
    test_program prog = link_with_specs(&t);
    assert_calls(&prog, "main",
                 "walk_list:direct &here:direct | each_last:direct &last:flow | spawn:direct | on_event:direct | "
                 "ns::sort<int *, bool (*)(int)>:direct &sorted:direct | each_last:direct");
    assert_calls(&prog, "here", "f:flow");
    assert_calls(&prog, "thread", "f:flow");
    assert_calls(&prog, "later", "f:flow");
    test_program_free(&prog);
}

/* The wrapper's own body hands its parameter to the library. */
static void through_a_wrapper(void) {
    tu t = tu_open("/p/main.c");
    pl_id here = callback(&t, "here");
    pl_id walk = tu_declare(&t, "walk_list", "void (int (*)(void *), void *)", 2);
    pl_id wrapper = tu_define(&t, "wrapper", "void (int (*)(void *))", 1, 0);
    tu_call(&t, walk, TU_ARGS(tu_param(&t, wrapper, 0), pl_builder_constant(t.b, 0)));
    tu_define(&t, "main", "int (void)", 0, 0);
    tu_call(&t, wrapper, TU_ARGS(tu_fn(&t, here)));
    test_program prog = link_with_specs(&t);
    assert_calls(&prog, "wrapper", "walk_list:direct &here:flow");
    assert_calls(&prog, "main", "wrapper:direct");
    test_program_free(&prog);
}

/* The library is in the program: a hand-off is cut, the user data goes on; the rest is what the bodies say. */
static void library_in_program(void) {
    tu t = tu_open("/p/main.c");
    pl_id f = tu_define(&t, "f", V, 0, 0), thread = callback(&t, "thread"), here = callback(&t, "here");
    pl_id spawn = tu_define(&t, "spawn", "int (unsigned long *, int (*)(void *), void *)", 3, 0);
    pl_id n = pl_builder_constant(t.b, 0);
    tu_call_through(&t, tu_param(&t, spawn, 1), CB, TU_ARGS(tu_param(&t, spawn, 2)));
    pl_id walk = tu_define(&t, "walk_list", "void (int (*)(void *), void *)", 2, 0);
    tu_call_through(&t, tu_param(&t, walk, 0), CB, TU_ARGS(tu_param(&t, walk, 1)));
    tu_define(&t, "main", "int (void)", 0, 0);
    tu_call(&t, spawn, TU_ARGS(n, tu_fn(&t, thread), tu_fn(&t, f)));
    tu_call(&t, walk, TU_ARGS(tu_fn(&t, here), n));
    test_program prog = link_with_specs(&t);
    assert_calls(&prog, "main", "spawn:direct | walk_list:direct");
    assert_calls(&prog, "spawn", "unresolved");
    assert_calls(&prog, "walk_list", "here:flow");
    assert_calls(&prog, "thread", "f:flow");
    test_program_free(&prog);
}

/* Packs can name a function pointer: a module's Api_Visit variable, or the field of a record. */
static void through_named_pointers(void) {
    tu t = tu_open("/p/main.c");
    pl_id here = callback(&t, "here"), there = callback(&t, "there");
    pl_id record = tu_record(&t, "c:@S@table", "table"),
          visit = tu_field(&t, record, "visit", "void (*)(int (*)(void *))");
    tu_define(&t, "main", "int (void)", 0, 0);
    pl_id pointer = tu_var(&t, "Api_Visit", "void (*)(int (*)(void *))", PL_VAR_EXTERNAL, 0);
    pl_id table = tu_var(&t, "tbl", "struct table", PL_VAR_EXTERNAL, 0);
    tu_call_through(&t, pointer, "void (int (*)(void *))", TU_ARGS(tu_fn(&t, here)));
    tu_call_through(&t, tu_member(&t, table, visit), "void (int (*)(void *))", TU_ARGS(tu_fn(&t, there)));
    test_program prog = link_with_specs(&t);
    assert_calls(&prog, "main", "&here:direct | &there:direct");
    test_program_free(&prog);
}

/* C++ */

typedef struct {
    tu t;
    pl_id base, left, right, leaf;            /* records; leaf is a left */
    pl_id run, left_run, leaf_run, right_run; /* methods */
} classes;

static pl_id method(tu *t, pl_id record, const char *name, uint32_t flags, pl_id overridden) {
    pl_id f = tu_define(t, name, V, 0, flags | PL_FN_METHOD | PL_FN_VIRTUAL);
    pl_builder_function_at(t->b, f)->record = record;
    if (overridden != PL_NONE) pl_builder_function_at(t->b, f)->overrides = pl_builder_span(t->b, TU_ARGS(overridden));
    return f;
}

static classes classes_open(uint32_t base_flags) {
    classes c = {.t = tu_open("/p/main.cc")};
    tu *t = &c.t;
    c.base = tu_record(t, "c:@S@Base", "Base");
    c.left = tu_record(t, "c:@S@Left", "Left");
    c.right = tu_record(t, "c:@S@Right", "Right");
    c.leaf = tu_record(t, "c:@S@Leaf", "Leaf");
    pl_builder_record_at(t->b, c.left)->bases = pl_builder_span(t->b, TU_ARGS(c.base));
    pl_builder_record_at(t->b, c.right)->bases = pl_builder_span(t->b, TU_ARGS(c.base));
    pl_builder_record_at(t->b, c.leaf)->bases = pl_builder_span(t->b, TU_ARGS(c.left));
    c.run = method(t, c.base, "Base::run", base_flags, PL_NONE);
    c.left_run = method(t, c.left, "Left::run", 0, c.run);
    c.right_run = method(t, c.right, "Right::run", 0, c.run);
    c.leaf_run = method(t, c.leaf, "Leaf::run", 0, c.left_run);
    return c;
}

static void call_virtual(tu *t, pl_id callee) {
    pl_call call = {.kind = PL_CALL_VIRTUAL, .callee = callee, .via = PL_NONE, .self = PL_NONE, .type = PL_NONE};
    tu_call_any(t, call, TU_NO_ARGS);
}

static void make(classes *c, pl_id record) { pl_builder_record_at(c->t.b, record)->flags |= PL_RECORD_MADE; }

static void check_calls_of(classes *c, const char *caller, const char *expected) {
    test_program p = link_units(&c->t, 1, NULL, 0);
    assert_calls(&p, caller, expected);
    test_program_free(&p);
}

static void check_virtual(classes *c, const char *expected) { check_calls_of(c, "main", expected); }

static void hierarchy(void) {
    classes c = classes_open(PL_FN_PURE);
    make(&c, c.leaf);
    make(&c, c.right);
    tu_define(&c.t, "main", "int (void)", 0, 0);
    call_virtual(&c.t, c.run);
    call_virtual(&c.t, c.left_run);
    check_virtual(&c, "Right::run:virtual Leaf::run:virtual | Leaf::run:virtual");
}

/* A Left that is made itself, by extract/made.c's account. */
static void base_that_is_made(void) {
    classes c = classes_open(PL_FN_PURE);
    make(&c, c.leaf);
    make(&c, c.left);
    tu_define(&c.t, "main", "int (void)", 0, 0);
    call_virtual(&c.t, c.run);
    check_virtual(&c, "Left::run:virtual Leaf::run:virtual");
}

/* A Twig is a Left with a `run` that is not its own. */
static void inherited_method(void) {
    classes c = classes_open(0);
    pl_id twig = tu_record(&c.t, "c:@S@Twig", "Twig");
    pl_builder_record_at(c.t.b, twig)->bases = pl_builder_span(c.t.b, TU_ARGS(c.left));
    make(&c, twig);
    tu_define(&c.t, "main", "int (void)", 0, 0);
    call_virtual(&c.t, c.run);
    check_virtual(&c, "Left::run:virtual");
}

/* Right is never made; Left only as a part of a Leaf, which has a method of its own. */
static void rapid_type_analysis(void) {
    classes c = classes_open(PL_FN_PURE);
    make(&c, c.leaf);
    tu_define(&c.t, "main", "int (void)", 0, 0);
    call_virtual(&c.t, c.run);
    check_virtual(&c, "Leaf::run:virtual");
}

static void nothing_made(void) {
    classes c = classes_open(PL_FN_PURE);
    tu_define(&c.t, "main", "int (void)", 0, 0);
    call_virtual(&c.t, c.run);
    check_virtual(&c, "unresolved");
}

static void not_pure_and_not_made(void) {
    classes c = classes_open(0);
    tu_define(&c.t, "main", "int (void)", 0, 0);
    call_virtual(&c.t, c.run);
    check_virtual(&c, "Base::run:virtual");
}

/* Whoever is not in sight may make objects of classes that headers show. */
static void without_main(void) {
    classes c = classes_open(PL_FN_PURE);
    pl_builder_record_at(c.t.b, c.right)->flags |= PL_RECORD_INTERNAL;
    pl_builder_record_at(c.t.b, c.leaf)->file = pl_builder_file(c.t.b, "/p/main.cc", PL_FILE_MAIN);
    tu_define(&c.t, "plugin", "int (void)", 0, 0);
    call_virtual(&c.t, c.run);
    check_calls_of(&c, "plugin", "Left::run:virtual"); /* the others are nobody else's */
}

static void with_errors(void) {
    classes c = classes_open(PL_FN_PURE);
    pl_builder_unit(c.t.b)->errors = 1;
    tu_define(&c.t, "main", "int (void)", 0, 0);
    call_virtual(&c.t, c.run);
    check_virtual(&c, "Left::run:virtual Right::run:virtual Leaf::run:virtual");
}

static void classes_of_libraries_and_templates(void) {
    classes c = classes_open(PL_FN_PURE);
    pl_id header = pl_builder_file(c.t.b, "/usr/include/leaf.h", PL_FILE_SYSTEM);
    pl_builder_record_at(c.t.b, c.left)->file = header;
    pl_builder_record_at(c.t.b, c.right)->usr = pl_builder_string(c.t.b, "c:@S@Right>#I");
    tu_define(&c.t, "main", "int (void)", 0, 0);
    call_virtual(&c.t, c.run);
    check_virtual(&c, "Left::run:virtual Right::run:virtual");
}

/* What a virtual call is given flows into every override. */
static void arguments_of_virtual_calls(void) {
    tu t = tu_open("/p/main.cc");
    pl_id base = tu_record(&t, "c:@S@Base", "Base"), left = tu_record(&t, "c:@S@Left", "Left");
    pl_builder_record_at(t.b, left)->bases = pl_builder_span(t.b, TU_ARGS(base));
    pl_id f = tu_define(&t, "f", V, 0, 0);
    pl_id run = method(&t, base, "Base::run", PL_FN_PURE, PL_NONE), left_run = method(&t, left, "Left::run", 0, run);
    pl_builder_function_at(t.b, left_run)->nparams = 1;
    pl_builder_function_at(t.b, left_run)->type = pl_builder_string(t.b, "void (void (*)())");
    tu_call_through(&t, tu_param(&t, left_run, 0), V, TU_NO_ARGS);
    pl_builder_record_at(t.b, left)->flags |= PL_RECORD_MADE;
    tu_define(&t, "main", "int ()", 0, 0);
    pl_call call = {.kind = PL_CALL_VIRTUAL, .callee = run, .via = PL_NONE, .self = PL_NONE, .type = PL_NONE};
    tu_call_any(&t, call, TU_ARGS(tu_fn(&t, f)));
    test_program p = link_units(&t, 1, NULL, 0);
    assert_calls(&p, "Left::run", "f:field"); /* as sure as the call that brought it */
    test_program_free(&p);
}

static void broken_hierarchy(void) {
    classes c = classes_open(0);
    tu *t = &c.t;
    pl_builder_function_at(t->b, c.run)->overrides = pl_builder_span(t->b, TU_ARGS(c.leaf_run)); /* a cycle */
    pl_builder_record_at(t->b, c.base)->bases = pl_builder_span(t->b, TU_ARGS(c.leaf));
    make(&c, c.leaf);
    make(&c, c.left);
    make(&c, c.base);
    tu_define(t, "main", "int (void)", 0, 0);
    call_virtual(t, c.leaf_run);
    check_virtual(&c, "Base::run:virtual Left::run:virtual Leaf::run:virtual");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/callbacks/of-libraries", of_libraries);
    g_test_add_func("/callbacks/through-a-wrapper", through_a_wrapper);
    g_test_add_func("/callbacks/library-in-program", library_in_program);
    g_test_add_func("/callbacks/through-named-pointers", through_named_pointers);
    g_test_add_func("/virtual/hierarchy", hierarchy);
    g_test_add_func("/virtual/base-that-is-made", base_that_is_made);
    g_test_add_func("/virtual/inherited-method", inherited_method);
    g_test_add_func("/virtual/rapid-type-analysis", rapid_type_analysis);
    g_test_add_func("/virtual/nothing-made", nothing_made);
    g_test_add_func("/virtual/without-main", without_main);
    g_test_add_func("/virtual/with-errors", with_errors);
    g_test_add_func("/virtual/libraries-and-templates", classes_of_libraries_and_templates);
    g_test_add_func("/virtual/not-pure-and-not-made", not_pure_and_not_made);
    g_test_add_func("/virtual/arguments", arguments_of_virtual_calls);
    g_test_add_func("/virtual/broken-hierarchy", broken_hierarchy);
    return g_test_run();
}
