/* test_program_programs.c: which units are one program, and what names mean in it. */
#include "test_program_fixture.h"

#define V "void (void)"
#define M "int (void)"

static uint64_t place_hash(tu *t, const char *name) { /* bodies of different files differ */
    return g_str_hash(name) * 31u + t->main + g_str_hash(pl_builder_path(t->b, t->main)) + 1u;
}

static pl_id body(tu *t, const char *name, uint32_t flags) {
    bool entry = strcmp(name, "main") == 0;
    return t->caller = tu_function_in(t, t->main, name, entry ? M : V, 0, flags, place_hash(t, name));
}

/* A unit "/p/FILE" from one line: "main: run log; run: log; weak hook:" defines main, run and hook with their calls. */
static tu unit(const char *file, const char *text) {
    char *path = g_strconcat("/p/", file, NULL);
    tu t = tu_open(path);
    GHashTable *known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    char **bodies = g_strsplit(text, ";", -1);
    for (int pass = 0; pass < 2; pass++) /* all definitions first */
        for (char **b = bodies; *b; b++) {
            char **halves = g_strsplit(*b, ":", 2);
            char *name = g_strstrip(halves[0]);
            uint32_t flags = g_str_has_prefix(name, "weak ")     ? PL_FN_WEAK
                             : g_str_has_prefix(name, "inline ") ? PL_FN_INLINE
                                                                 : 0;
            name = strrchr(name, ' ') ? strrchr(name, ' ') + 1 : name;
            gpointer id = g_hash_table_lookup(known, name);
            if (pass == 0) g_hash_table_insert(known, g_strdup(name), GUINT_TO_POINTER(body(&t, name, flags) + 1));
            t.caller = GPOINTER_TO_UINT(id) - 1;
            char **calls = g_strsplit(pass ? g_strstrip(halves[1]) : "", " ", -1);
            for (char **c = calls; *c && **c; c++) {
                gpointer callee = g_hash_table_lookup(known, *c);
                if (!callee) {
                    callee = GUINT_TO_POINTER(tu_declare(&t, *c, V, 0) + 1);
                    g_hash_table_insert(known, g_strdup(*c), callee);
                }
                tu_call(&t, GPOINTER_TO_UINT(callee) - 1, TU_NO_ARGS);
            }
            g_strfreev(calls);
            g_strfreev(halves);
        }
    g_strfreev(bodies);
    g_hash_table_destroy(known);
    g_free(path);
    return t;
}

typedef struct {
    const char *file, *text;
} source;

static test_program link_sources(const source *sources, uint32_t count, bool backwards) {
    tu units[MAX_UNITS];
    for (uint32_t i = 0; i < count; i++) {
        const source *s = &sources[backwards ? count - 1 - i : i];
        units[i] = unit(s->file, s->text);
    }
    return link_units(units, count, NULL, 0);
}

/* Links the sources in both orders and compares what `caller` calls. */
static void check(const source *sources, uint32_t count, const char *caller, const char *expected) {
    for (int backwards = 0; backwards < 2; backwards++) {
        test_program p = link_sources(sources, count, backwards);
        assert_calls(&p, caller, expected);
        test_program_free(&p);
    }
}
#define CHECK(sources, caller, expected) check(sources, G_N_ELEMENTS(sources), caller, expected)

static void two_mains_with_namesakes(void) {
    static const source s[] = {{"server.c", "main: serve"},
                               {"serve.c", "serve: backend stop"},
                               {"server_backend.c", "backend: ; stop:"},
                               {"tool.c", "main: backend tool_only ; stop:"},
                               {"tool_backend.c", "backend: ; tool_only:"}};
    CHECK(s, "main", "serve:direct | backend@tool_backend.c:direct | tool_only:direct");
    CHECK(s, "serve", "backend@server_backend.c:direct | stop@server_backend.c:direct");
}

/* Which backend a unit means follows from what its program must hold anyway. */
static void forced_units_come_first(void) {
    static const source s[] = {{"a.c", "main: work a_start"}, {"a_impl.c", "a_start: ; backend:"},
                               {"b.c", "main: work b_start"}, {"b_impl.c", "b_start: ; backend:"},
                               {"work.c", "work: helper"},    {"helper.c", "helper: backend"}};
    CHECK(s, "helper", "backend@a_impl.c:direct? backend@b_impl.c:direct?"); /* of both programs */
    static const source one[] = {{"a.c", "main: work a_start"},
                                 {"a_impl.c", "a_start: ; backend:"},
                                 {"b.c", "main: b_start backend"},
                                 {"b_impl.c", "b_start: ; backend:"},
                                 {"work.c", "work: backend"}};
    CHECK(one, "work", "backend@a_impl.c:direct");
}

/* A unit that drags another main along is not what was meant (Redis: debug.c and redisassert.c). */
static void units_that_clash_later(void) {
    static const source s[] = {{"cli.c", "main: dict"},
                               {"dict.c", "dict: fail"},
                               {"debug.c", "fail: server_log ; debug:"},
                               {"plain_assert.c", "fail:"},
                               {"server.c", "main: debug ; server_log:"}};
    CHECK(s, "dict", "fail@plain_assert.c:direct");
    static const source both[] = {{"cli.c", "main: dict"},
                                  {"dict.c", "dict: fail"},
                                  {"debug.c", "fail: server_log ; debug:"},
                                  {"plain_assert.c", "fail:"},
                                  {"server.c", "main: debug dict ; server_log:"}};
    CHECK(both, "dict", "fail@debug.c:direct? fail@plain_assert.c:direct?");
}

static void archive_for_two_programs(void) {
    static const source s[] = {{"one.c", "main: lib ; on_event:"},
                               {"two.c", "main: lib ; on_event:"},
                               {"lib.c", "lib: lib_deep"},
                               {"lib_deep.c", "lib_deep: on_event"}};
    CHECK(s, "lib_deep", "on_event@one.c:direct? on_event@two.c:direct?");
    CHECK(s, "lib", "lib_deep:direct");
}

static void test_redefines_a_function(void) {
    static const source s[] = {{"server.c", "main: clock job"},
                               {"job.c", "job: clock"},
                               {"clock.c", "clock:"},
                               {"other.c", "main: other_job"},
                               {"other_job.c", "other_job: clock"},
                               {"test_job.c", "main: job ; clock:"}};
    CHECK(s, "job", "clock@clock.c:direct? clock@test_job.c:direct?");
    CHECK(s, "other_job", "clock@clock.c:direct"); /* test_job.c has a main of its own */
}

static void plugins_with_one_callback_name(void) {
    static const source s[] = {{"host.c", "main: host_log ; host_log:"},
                               {"red.c", "start: init red_part"},
                               {"red_init.c", "init: red_part host_log ; red_part: start"},
                               {"blue.c", "start: init blue_part"},
                               {"blue_init.c", "init: host_log ; blue_part:"}};
    CHECK(s, "start", "init@blue_init.c:direct | blue_part:direct | init@red_init.c:direct | red_part:direct");
    static const source own[] = {{"red.c", "red: init ; init: go ; go:"}, {"blue.c", "blue: init ; init: go ; go:"}};
    CHECK(own, "red", "init@red.c:direct");
    CHECK(own, "init", "go@blue.c:direct | go@red.c:direct");
}

/* A plug-in takes from its own kind before it takes from a program, and from one program only. */
static void hosts_come_last(void) {
    static const source s[] = {{"host.c", "main: api ; note: ; api:"},
                               {"tool.c", "main: ; note:"},
                               {"plugin.c", "plugin: note api"},
                               {"other.c", "other: note api"},
                               {"other_note.c", "only_other: ; other: "}};
    CHECK(s, "plugin", "note@host.c:direct | api:direct");
}

static void weak_gives_way(void) {
    static const source s[] = {{"weak.c", "weak hook: ; run: hook"}, {"strong.c", "hook:"}};
    CHECK(s, "run", "hook@strong.c:direct");
    static const source tested[] = {
        {"app.c", "main: run"}, {"weak.c", "weak hook: ; run: hook"}, {"test.c", "main: run ; hook:"}};
    CHECK(tested, "run", "hook@test.c:direct? hook@weak.c:direct?");
}

/* Bodies of C++ inline functions that differ: each unit means its own. */
static void inline_variants(void) {
    static const source s[] = {{"a.cc", "inline get: x ; a: get"}, {"b.cc", "inline get: y ; b: get"}};
    CHECK(s, "a", "get@a.cc:direct");
    CHECK(s, "b", "get@b.cc:direct");
}

/* No program decides: both, and that is said. */
static void no_rule_decides(void) {
    static const source s[] = {{"user.c", "main: put"}, {"x.c", "put:"}, {"y.c", "put:"}};
    CHECK(s, "main", "put@x.c:direct? put@y.c:direct?");
    test_program p = link_sources(s, G_N_ELEMENTS(s), false);
    pl_program_stats stats;
    pl_program_count(p.program, &stats);
    g_assert_cmpuint(stats.ambiguous, ==, 2);
    test_program_free(&p);
}

/* External variables: each program has its own hook; the flag says who defines one. */
static tu hook_unit(const char *path, bool sets, bool calls, const char *function) {
    tu t = tu_open(path);
    pl_id f = PL_NONE;
    if (sets) {
        t.caller = tu_function_in(&t, t.main, "main", M, 0, 0, g_str_hash(path));
        pl_id run = tu_declare(&t, "lib_run", V, 0);
        tu_call(&t, run, TU_NO_ARGS);
        f = tu_define(&t, function, V, 0, PL_FN_INTERNAL);
    }
    t.caller = PL_NONE;
    pl_id hook = tu_var(&t, "hook", "void (*)(void)", PL_VAR_EXTERNAL, sets ? PL_VAR_DEFINED : 0);
    if (sets) tu_flow(&t, hook, tu_fn(&t, f));
    if (!calls) return t;
    char *name = g_strconcat(function, "_caller", NULL);
    tu_define(&t, name, V, 0, 0);
    g_free(name);
    tu_call_through(&t, hook, V, TU_NO_ARGS);
    return t;
}

static void variables_of_programs(void) {
    tu apart[] = {hook_unit("/p/one.c", true, true, "first"), hook_unit("/p/two.c", true, true, "second")};
    test_program p = link_units(apart, 2, NULL, 0);
    assert_calls(&p, "first_caller", "first:flow");
    assert_calls(&p, "second_caller", "second:flow");
    test_program_free(&p);
    tu shared[] = {hook_unit("/p/one.c", true, false, "first"), hook_unit("/p/two.c", true, false, "second"),
                   hook_unit("/p/lib.c", false, true, "lib")};
    tu_define(&shared[2], "lib_run", V, 0, 0);
    p = link_units(shared, 3, NULL, 0);
    assert_calls(&p, "lib_caller", "first:flow second:flow");
    test_program_free(&p);
}

/* What a header's function means, it means in every unit that includes it. */
static void names_in_headers(void) {
    tu units[2];
    const char *paths[] = {"/p/one.c", "/p/two.c"};
    for (int i = 0; i < 2; i++) {
        units[i] = tu_open(paths[i]);
        pl_id run = body(&units[i], "run", 0);
        pl_id header = pl_builder_file(units[i].b, "/p/util.h", 0);
        units[i].line = 40;
        pl_id helper = units[i].caller = tu_function_in(&units[i], header, "helper", V, 0, PL_FN_INTERNAL, 9);
        tu_call(&units[i], run, TU_NO_ARGS);
        body(&units[i], "main", 0);
        tu_call(&units[i], helper, TU_NO_ARGS);
        tu_call(&units[i], run, TU_NO_ARGS);
    }
    test_program p = link_units(units, 2, NULL, 0);
    assert_calls(&p, "helper", "run@one.c:direct? run@two.c:direct?");
    assert_calls(&p, "main", "helper:direct | run@one.c:direct | helper:direct | run@two.c:direct");
    test_program_free(&p);
}

/* A pointer of one program does not lead into another, even where nothing is known of it but its type. */
static void pointers_stay_in_their_program(void) {
    tu units[2];
    const char *paths[] = {"/p/one.c", "/p/two.c"}, *names[] = {"first", "second"};
    for (int i = 0; i < 2; i++) {
        units[i] = tu_open(paths[i]);
        pl_id f = tu_define(&units[i], names[i], V, 0, PL_FN_INTERNAL);
        body(&units[i], "main", 0);
        pl_id taken = tu_var(&units[i], "taken", "void (*)(void)", PL_VAR_LOCAL, 0);
        tu_flow(&units[i], taken, tu_fn(&units[i], f));
        pl_id get = tu_declare(&units[i], "get_pointer", "void (*(void))(void)", 0);
        tu_call_through(&units[i], tu_result(&units[i], tu_call(&units[i], get, TU_NO_ARGS)), V, TU_NO_ARGS);
    }
    test_program p = link_units(units, 2, NULL, 0);
    assert_calls(&p, "main", "get_pointer:direct | first:type | get_pointer:direct | second:type");
    test_program_free(&p);
}

/* The build knows better: both programs get `put` from where it says. */
static void link_targets_decide(void) {
    static const source s[] = {{"one.c", "main: put"}, {"two.c", "main: lib"}, {"lib.c", "lib: put"},
                               {"x.c", "put:"},        {"y.c", "put:"},        {"z.c", "put:"}};
    static const pl_link_input one[] = {{.main_file = "/p/one.c"}, {.main_file = "/p/x.c"}, {.main_file = "/q/gone.c"}};
    static const pl_link_input two[] = {{.main_file = "/p/two.c"},
                                        {.main_file = "/p/lib.c", .optional = true},
                                        {.main_file = "/p/y.c", .optional = true},
                                        {.output = "/o/none.o", .optional = true}};
    static const pl_link_target targets[] = {{"one", one, 3}, {"two", two, 4}, {"empty", NULL, 0}};
    tu units[6];
    pl_facts *facts[6];
    for (int i = 0; i < 6; i++) {
        units[i] = unit(s[i].file, s[i].text);
        facts[i] = tu_close(&units[i]);
    }
    test_program p = {.program = pl_program_new_linked(facts, 6, NULL, 0, targets, 3)};
    assert_calls(&p, "main", "put@x.c:direct | lib:direct");
    assert_calls(&p, "lib", "put@y.c:direct");
    pl_program_free(p.program);
    for (int i = 0; i < 6; i++) pl_facts_free(facts[i]);
}

/* CMake puts the objects of a target into a directory of its own. */
static void objects_of_one_cmake_target(void) {
    tu units[4] = {unit("m1.c", "main: setup"), unit("m2.c", "main: setup"), unit("setup.c", "setup: a"),
                   unit("setup.c", "setup: b")};
    static const char *const outputs[] = {"/b/CMakeFiles/one.dir/m1.c.o", "/b/CMakeFiles/two.dir/m2.c.o",
                                          "/b/CMakeFiles/one.dir/setup.c.o", "/b/CMakeFiles/two.dir/setup.c.o"};
    pl_facts *facts[4];
    for (int i = 0; i < 4; i++) {
        pl_builder_unit(units[i].b)->output = pl_builder_string(units[i].b, outputs[i]);
        pl_builder_unit(units[i].b)->command_hash = (uint64_t)i;
        if (i == 3) pl_builder_function_at(units[i].b, 0)->body_hash++;
        facts[i] = tu_close(&units[i]);
    }
    pl_program *p = pl_program_new(facts, 4, NULL, 0);
    uint32_t count;
    const uint32_t *mains = pl_program_named(p, "main", &count);
    g_assert_cmpuint(count, ==, 2);
    for (uint32_t i = 0; i < 2; i++) {
        const pl_func *f = &p->funcs[mains[i]];
        const pl_site *site = &p->sites[f->first_site];
        g_assert_cmpuint(site->nedges, ==, 1);
        const pl_facts *own = f->facts == facts[0] ? facts[2] : facts[3];
        g_assert_true(p->funcs[p->edges[site->first_edge].callee].facts == own);
        g_assert_false(p->edges[site->first_edge].ambiguous);
    }
    pl_program_free(p);
    for (int i = 0; i < 4; i++) pl_facts_free(facts[i]);
}

/* "only_b only_c": functions that no program of these (names, separated by spaces) can hold; main is left out. */
static void assert_elsewhere(const test_program *p, const char *names, const char *expected) {
    char **words = g_strsplit(names, " ", -1);
    uint32_t funcs[8], count = 0, found;
    for (char **w = words; *w; w++) {
        const uint32_t *named = pl_program_named(p->program, *w, &found);
        g_assert_cmpuint(found, ==, 1);
        funcs[count++] = named[0];
    }
    bool *elsewhere = pl_program_elsewhere(p->program, funcs, count);
    GString *out = g_string_new(NULL);
    for (uint32_t f = 0; f < p->program->nfuncs; f++)
        if (elsewhere[f] && strcmp(p->program->funcs[f].name, "main") != 0)
            g_string_append_printf(out, "%s%s", out->len ? " " : "", p->program->funcs[f].name);
    g_assert_cmpstr(out->str, ==, expected);
    g_string_free(out, TRUE);
    g_free(elsewhere);
    g_strfreev(words);
}

/* Apart from each of several functions; a unit that comes with two mains is in both programs. */
static void functions_of_other_programs(void) {
    const source sources[] = {{"a.c", "main: work; only_a:"},
                              {"b.c", "main: work; only_b:"},
                              {"c.c", "main: work; only_c:"},
                              {"both.c", "both: only_a only_b"},
                              {"lib.c", "work:"}};
    for (int backwards = 0; backwards < 2; backwards++) {
        test_program p = link_sources(sources, G_N_ELEMENTS(sources), backwards);
        assert_elsewhere(&p, "only_a", "only_b only_c");
        assert_elsewhere(&p, "only_a only_b", "only_c");
        assert_elsewhere(&p, "both", "only_c");
        assert_elsewhere(&p, "only_c", "only_a only_b both");
        assert_elsewhere(&p, "only_a only_b only_c", "");
        assert_elsewhere(&p, "work", "");
        assert_elsewhere(&p, "only_a work", "");
        test_program_free(&p);
    }
}

/* A library needs no main: it is of the programs that take it. Who takes a plug-in is not known. */
static void libraries_of_programs(void) {
    const source sources[] = {{"a.c", "main: of_a shared; only_a:"},
                              {"b.c", "main: shared; only_b:"},
                              {"of_a.c", "of_a: below"},
                              {"below.c", "below:"},
                              {"shared.c", "shared:"},
                              {"plugin.c", "plugin: shared"}};
    for (int backwards = 0; backwards < 2; backwards++) {
        test_program p = link_sources(sources, G_N_ELEMENTS(sources), backwards);
        assert_elsewhere(&p, "of_a", "only_b");
        assert_elsewhere(&p, "below", "only_b");
        assert_elsewhere(&p, "below only_a", "only_b");
        assert_elsewhere(&p, "below only_b", "");
        assert_elsewhere(&p, "shared", "");
        assert_elsewhere(&p, "plugin", "");
        assert_elsewhere(&p, "of_a plugin", "");
        test_program_free(&p);
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/programs/two-mains", two_mains_with_namesakes);
    g_test_add_func("/programs/forced-first", forced_units_come_first);
    g_test_add_func("/programs/clash-later", units_that_clash_later);
    g_test_add_func("/programs/archive", archive_for_two_programs);
    g_test_add_func("/programs/test-redefines", test_redefines_a_function);
    g_test_add_func("/programs/plugins", plugins_with_one_callback_name);
    g_test_add_func("/programs/hosts-last", hosts_come_last);
    g_test_add_func("/programs/weak", weak_gives_way);
    g_test_add_func("/programs/inline", inline_variants);
    g_test_add_func("/programs/undecided", no_rule_decides);
    g_test_add_func("/programs/variables", variables_of_programs);
    g_test_add_func("/programs/headers", names_in_headers);
    g_test_add_func("/programs/pointers", pointers_stay_in_their_program);
    g_test_add_func("/programs/elsewhere", functions_of_other_programs);
    g_test_add_func("/programs/libraries", libraries_of_programs);
    g_test_add_func("/programs/targets", link_targets_decide);
    g_test_add_func("/programs/cmake-objects", objects_of_one_cmake_target);
    return g_test_run();
}
