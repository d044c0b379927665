/* Every form of entry point. */
#include "check_config.h"

/* The entry points that one spec finds: "name: why; " */
static void expect(const char *program, const pl_entry_spec *spec, const char *expected) {
    fx_config c;
    fx_config_init(&c);
    c.packs[1].entries = (pl_entry_spec *)(uintptr_t)spec;
    c.packs[1].nentries = 1;
    fx_program p = fx_load(program, fx_callbacks, G_N_ELEMENTS(fx_callbacks), false);
    pl_entries *entries = pl_entries_find(p.program, &c.config);
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < entries->count; i++) {
        g_string_append_printf(out, "%s: %s\n", entries->items[i].info.function, entries->items[i].info.why);
        g_assert_cmpstr(p.program->funcs[entries->items[i].func].name, ==, entries->items[i].info.function);
        g_assert_true(entries->items[i].spec == spec);
    }
    g_assert_cmpstr(out->str, ==, expected);
    g_string_free(out, TRUE);
    fx_free(&p);
    pl_entries_free(entries);
}

#define FORM(f) .form = PL_ENTRY_##f, .kind = "k", .framework = "F", .model = PL_MODEL_EVENT_LOOP

static void call(void) {
    const char *program = "unit /p/a.c\n"
                          "fn handler\n"
                          "end\n"
                          "fn second\n"
                          "end\n"
                          "fn third\n"
                          "end\n"
                          "fn main\n"
                          "start_daemon(1,&handler,2)\n"
                          "h = &second\n"
                          "start_daemon(1,h,3)\n"
                          "start_daemon(&third,?,3)\n"
                          "start_daemon(1,&library,3)\n"
                          "other(1,&third)\n"
                          "end\n";
    pl_entry_spec spec = {FORM(CALL), .function = "start_daemon", .argument = 1};
    expect(program, &spec, "handler: passed to start_daemon at a.c:8\nsecond: passed to start_daemon at a.c:10\n");
    spec.argument = -2; /* from the end */
    expect(program, &spec, "handler: passed to start_daemon at a.c:8\nsecond: passed to start_daemon at a.c:10\n");
    spec.argument = 7;
    expect(program, &spec, "");
    spec.argument = 1;
    spec.except = NAMES("hand*");
    expect(program, &spec, "second: passed to start_daemon at a.c:10\n");
    /* A registration "function" that is a variable. */
    spec = (pl_entry_spec){FORM(CALL), .function = "Module_Create", .argument = 0};
    expect("unit /p/a.c\nfn handler\nend\nfn load\n*Module_Create(&handler)\nend\n", &spec,
           "handler: passed to Module_Create at a.c:4\n");
    spec.function = "Api.create";
    expect("unit /p/a.c\nfn handler\nend\nfn load\n*Api.create(&handler)\nend\n", &spec,
           "handler: passed to Api.create at a.c:4\n");
}

static void fields(void) {
    const char *program = "unit /p/a.c\n"
                          "fn get\n"
                          "end\n"
                          "fn put\n"
                          "end\n"
                          "fn note\n"
                          "end\n"
                          "fn setup\n"
                          "table[ops.get] = &get\n"
                          "table[ops.put] = &put\n"
                          "other[hooks.note] = &note\n"
                          "end\n";
    pl_entry_spec spec = {FORM(FIELD), .record = "ops", .field = "get"};
    expect(program, &spec, "get: stored in ops.get at a.c:8\n");
    spec.field = "*";
    expect(program, &spec, "get: stored in ops.get at a.c:8\nput: stored in ops.put at a.c:9\n");
    spec.record = "h*";
    expect(program, &spec, "note: stored in hooks.note at a.c:10\n");
    spec = (pl_entry_spec){FORM(TABLE), .variable = "tab*", .field = "p?t"};
    expect(program, &spec, "put: stored in table.put at a.c:9\n");
    spec.field = NULL;
    expect(program, &spec, "get: stored in table.get at a.c:8\nput: stored in table.put at a.c:9\n");
    spec.variable = "nothing";
    expect(program, &spec, "");
}

static void vtables(void) {
    const char *program = "unit /p/a.c\n"
                          "fn get\n"
                          "end\n"
                          "fn put\n"
                          "end\n"
                          "fn setup\n"
                          "table[ops.get] = &get\n"
                          "other[ops.put] = &put\n"
                          "session_new(1,@table)\n"
                          "end\n";
    pl_entry_spec spec = {FORM(VTABLE_ADDRESS), .function = "session_new", .argument = 1, .field = "*"};
    expect(program, &spec, "get: get of the operations given to session_new, stored at a.c:6\n");
    spec.field = "put";
    expect(program, &spec, "");
    spec.argument = 0;
    expect(program, &spec, "");
    /* The table is filled in another unit. */
    spec = (pl_entry_spec){FORM(VTABLE_ADDRESS), .function = "session_new", .argument = 0};
    expect("unit /p/a.c\nfn setup\nsession_new(@table)\nend\nunit /p/b.c\nfn get\nend\nfn fill\ntable[ops.get] = "
           "&get\nend\n",
           &spec, "get: get of the operations given to session_new, stored at b.c:4\n");
}

static void variables(void) {
    const char *program = "unit /p/a.c\n"
                          "fn hook\n"
                          "end\n"
                          "fn setup\n"
                          "@top_filter = &hook\n"
                          "local = &setup\n"
                          "end\n";
    pl_entry_spec spec = {FORM(VARIABLE), .variable = "*_filter"};
    expect(program, &spec, "hook: stored in top_filter at a.c:4\n");
    spec.variable = "local";
    expect(program, &spec, "");
}

static void shapes(void) {
    const char *program = "unit /p/a.c\n"
                          "fn getCommand : void (struct client *)\n"
                          "end\n"
                          "fn other : void (int)\n"
                          "annotate request-handler\n"
                          "end\n"
                          "fn Derived::handle\n"
                          "overrides Middle::handle\n"
                          "end\n"
                          "fn Middle::handle\n"
                          "overrides Base::handle\n"
                          "end\n"
                          "fn worker\n"
                          "loop\n"
                          "accept_r()\n"
                          "endloop\n"
                          "end\n"
                          "decl putCommand\n";
    pl_entry_spec spec = {FORM(NAME), .function = "*Command"};
    expect(program, &spec, "getCommand: its name fits *Command\n"); /* putCommand has no body */
    spec.type = "void (client *)";
    expect(program, &spec, "getCommand: its name fits *Command\n");
    spec.type = "void (server *)";
    expect(program, &spec, "");
    spec = (pl_entry_spec){FORM(SIGNATURE), .type = "void (client*)"};
    expect(program, &spec, "getCommand: its type is void (client*)\n");
    spec.function = "put*";
    expect(program, &spec, "");
    spec = (pl_entry_spec){FORM(ANNOTATION), .annotation = "request-handler"};
    expect(program, &spec, "other: annotated \"request-handler\"\n");
    spec = (pl_entry_spec){FORM(OVERRIDE), .function = "Base::handle"};
    expect(program, &spec, "Derived::handle: overrides Base::handle\nMiddle::handle: overrides Base::handle\n");
    spec = (pl_entry_spec){FORM(ACCEPT_LOOP), .function = "accept_r"};
    expect(program, &spec, "worker: calls accept_r at a.c:14\n");
}

/* Two packs may mean the same function: the first counts, both are counted. */
static void several_specs(void) {
    static const pl_entry_spec specs[] = {{FORM(NAME), .function = "h*"}, {FORM(NAME), .function = "*r"}};
    fx_config c;
    fx_config_init(&c);
    c.packs[1].entries = (pl_entry_spec *)(uintptr_t)specs;
    c.packs[1].nentries = 2;
    fx_program p = fx_load("unit /p/a.c\nfn handler\nend\n", NULL, 0, false);
    pl_entries *entries = pl_entries_find(p.program, &c.config);
    g_assert_cmpuint(entries->count, ==, 1);
    g_assert_cmpuint(entries->items[0].nspecs, ==, 2);
    g_assert_true(entries->items[0].spec == &specs[0]);
    g_assert_cmpstr(entries->items[0].info.at.path, ==, "a.c");
    g_assert_cmpuint(entries->items[0].info.at.line, ==, 1);
    pl_entries_free(entries);
    fx_free(&p);
}

/* One pack knows the function's looks, another one its registration: that counts, wherever it stands. Within a pack the
 * first counts. */
static void looks(void) {
    static const pl_entry_spec name[] = {{FORM(NAME), .function = "handler"}};
    static const pl_entry_spec call[] = {{FORM(CALL), .function = "start", .argument = 0}};
    static const pl_entry_spec both[] = {{FORM(NAME), .function = "handler"},
                                         {FORM(CALL), .function = "start", .argument = 0}};
    static const struct {
        const pl_entry_spec *first, *second;
        uint32_t nfirst;
        const pl_entry_spec *counts;
    } cases[] = {{name, call, 1, call}, {call, name, 1, call}, {both, NULL, 2, both}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        fx_config c;
        fx_config_init(&c);
        c.packs[0].entries = (pl_entry_spec *)(uintptr_t)cases[i].first;
        c.packs[0].nentries = cases[i].nfirst;
        c.packs[1].entries = (pl_entry_spec *)(uintptr_t)cases[i].second;
        c.packs[1].nentries = cases[i].second ? 1 : 0;
        fx_program p = fx_load("unit /p/a.c\nfn handler\nend\nfn main\nstart(&handler)\nend\n", NULL, 0, false);
        pl_entries *entries = pl_entries_find(p.program, &c.config);
        g_assert_cmpuint(entries->count, ==, 1);
        g_assert_cmpuint(entries->items[0].nspecs, ==, 2);
        g_assert_true(entries->items[0].spec == cases[i].counts);
        g_assert_cmpstr(entries->items[0].info.why, ==,
                        cases[i].counts == call ? "passed to start at a.c:4" : "its name fits handler");
        pl_entries_free(entries);
        fx_free(&p);
    }
}

/* A spec with a part missing finds nothing and does not crash. */
static void incomplete(void) {
    for (int form = 0; form < PL_NENTRYFORMS; form++) {
        pl_entry_spec spec = {.form = (pl_entry_form)form, .kind = "k", .framework = "F"};
        expect("unit /p/a.c\nfn f\ng()\nend\n", &spec, "");
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/checks/entries/call", call);
    g_test_add_func("/checks/entries/fields", fields);
    g_test_add_func("/checks/entries/vtables", vtables);
    g_test_add_func("/checks/entries/variables", variables);
    g_test_add_func("/checks/entries/shapes", shapes);
    g_test_add_func("/checks/entries/several", several_specs);
    g_test_add_func("/checks/entries/looks", looks);
    g_test_add_func("/checks/entries/incomplete", incomplete);
    return g_test_run();
}
