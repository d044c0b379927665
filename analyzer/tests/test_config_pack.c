/* One pack: every form and kind of condition into the right struct; every mistake with its line. */
#include <glib/gstdio.h>
#include <string.h>

#include "config/config.h"

typedef struct {
    char *directory, *path;
    pl_config *config;
} fixture;

static void set_up(fixture *f, gconstpointer data) {
    (void)data;
    f->directory = g_dir_make_tmp("pinlint-XXXXXX", NULL);
    f->path = g_build_filename(f->directory, "acme.json", NULL);
    f->config = pl_config_new();
}

static void tear_down(fixture *f, gconstpointer data) {
    (void)data;
    pl_config_free(f->config);
    g_unlink(f->path);
    g_rmdir(f->directory);
    g_free(f->path);
    g_free(f->directory);
}

static pl_pack *load(fixture *f, const char *text, GError **error) {
    g_assert_true(g_file_set_contents(f->path, text, -1, NULL));
    return pl_pack_load(f->config, f->path, error);
}

/* The message without the path in front: "7: unknown key ...". */
static void expect(fixture *f, const char *text, const char *problem) {
    GError *error = NULL;
    pl_pack *pack = load(f, text, &error);
    g_assert_null(pack);
    g_assert_error(error, PL_CONFIG_ERROR, PL_CONFIG_INVALID);
    g_assert_true(g_str_has_prefix(error->message, f->path));
    g_assert_cmpstr(error->message + strlen(f->path) + 1, ==, problem);
    g_clear_error(&error);
}

static const char *const EXAMPLE =
    "{\n"
    "  // Acme, a server that does not exist\n"
    "  \"$schema\": \"../pack.schema.json\", \"title\": \"Acme server\",\n"
    "  \"framework\": \"Acme\", \"model\": \"event-loop\", \"verified\": [\"acme 1.2\"], "
    "\"linted\": \"acmed 3\",\n"
    "  \"uses\": {\"includes\": [\"*/acme.h\", \"*/acme/*.h\"], \"symbols\": \"acme_main\", "
    "\"annotations\": \"acme_handler\"},\n"
    "  \"entries\": [\n"
    "    {\"kind\": \"acme.call\", \"form\": \"call\", \"functions\": [\"on_get\", \"on_put\"], \"arguments\": [1, "
    "-1]},\n"
    "    {\"kind\": \"acme.field\", \"form\": \"field\", \"record\": \"cmd\", \"fields\": [\"run\", \"undo\"],\n"
    "     \"except\": [\"noop*\"]},\n"
    "    {\"form\": \"table\", \"variable\": \"routes_*\"},\n"
    "    {\"form\": \"vtable-address\", \"function\": \"use_ops\", \"argument\": 2, \"field\": \"on_*\", "
    "\"when\": [{\"argument\": 0, \"in\": {\"ACME_OPS\": 7}}]},\n"
    "    {\"form\": \"override\", \"function\": \"Handler::handle\", \"model\": \"thread-pool\", \"framework\": "
    "\"A++\"},\n"
    "    {\"form\": \"assign-type\", \"type\": \"acme_handler_pt\"},\n"
    "    {\"form\": \"variable\", \"variable\": \"top_*_filter\"},\n"
    "    {\"form\": \"name\", \"function\": \"h_*\", \"type\": \"int (struct req *)\"},\n"
    "    {\"form\": \"signature\", \"type\": \"int (struct req *)\"},\n"
    "    {\"form\": \"accept-loop\", \"function\": \"acme_accept\"},\n"
    "    {\"form\": \"annotation\", \"annotation\": \"acme_handler\"}\n"
    "  ],\n"
    "  \"sinks\": [\n"
    "    {\"functions\": [\"acme_lock\", \"acme_wlock\"], \"category\": \"lock\", \"level\": \"note\",\n"
    "     \"releases\": [\"acme_unlock\"], \"remedy\": \"use acme_try\", \"note\": \"global\"},\n"
    "    {\"function\": \"Guard::Guard\", \"category\": \"lock\", \"scoped\": true, \"when\": [\n"
    "      {\"argument\": 1, \"absent\": true}, {\"argument\": 0, \"present\": true}, {\"argument\": 0, \"not_type\": "
    "[\"Tag\"]},\n"
    "      {\"argument\": 2, \"in\": {\"A\": 1, \"SYS_b\": {\"x86_64\": 308, \"aarch64\": 268}}},\n"
    "      {\"argument\": 2, \"not_in\": {\"Z\": -1}}, {\"argument\": 3, \"has\": {\"F\": 4294967295}},\n"
    "      {\"argument\": -1, \"has_not\": {\"NB\": 4}, \"if_unknown\": false},\n"
    "      {\"argument\": 0, \"self\": {\"values\": {\"0\": 0}, \"calls\": [\"gettid\", \"me\"]}},"
    "      {\"argument\": \"this\", \"not_type\": [\"app::Mutex\"]}]}\n"
    "  ],\n"
    "  \"callbacks\": [\n"
    "    {\"functions\": [\"each\", \"find\"], \"arguments\": [1, 2], \"runs\": \"here\",\n"
    "     \"user_data\": 3, \"user_data_parameter\": 1},\n"
    "    {\"function\": \"post\", \"argument\": -1, \"runs\": \"later\"},\n"
    "    {\"function\": \"spawn\", \"argument\": 0, \"runs\": \"other-thread\", \"user_data\": -1,\n"
    "     \"user_data_parameter\": -1},\n"
    "    {\"function\": \"forked\", \"argument\": 0, \"runs\": \"other-process\"}\n"
    "  ],\n"
    "  \"barriers\": [\"start_*\", \"stop\"],\n"
    "  \"number_readers\": [\"acme_int\", \"acme_scan*\"]\n"
    "}\n";

static void test_entries(fixture *f, gconstpointer data) {
    (void)data;
    GError *error = NULL;
    const pl_pack *p = load(f, EXAMPLE, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(p->nentries, ==, 15);
    const pl_entry_spec *e = p->entries;
    static const struct {
        pl_entry_form form;
        const char *kind, *function, *record, *field, *variable, *type, *annotation;
        int argument;
        uint32_t line;
    } wanted[] = {
        {PL_ENTRY_CALL, "acme.call", "on_get", NULL, NULL, NULL, NULL, NULL, 1, 7},
        {PL_ENTRY_CALL, "acme.call", "on_get", NULL, NULL, NULL, NULL, NULL, -1, 7},
        {PL_ENTRY_CALL, "acme.call", "on_put", NULL, NULL, NULL, NULL, NULL, 1, 7},
        {PL_ENTRY_CALL, "acme.call", "on_put", NULL, NULL, NULL, NULL, NULL, -1, 7},
        {PL_ENTRY_FIELD, "acme.field", NULL, "cmd", "run", NULL, NULL, NULL, 0, 8},
        {PL_ENTRY_FIELD, "acme.field", NULL, "cmd", "undo", NULL, NULL, NULL, 0, 8},
        {PL_ENTRY_TABLE, "acme.handler", NULL, NULL, "*", "routes_*", NULL, NULL, 0, 10},
        {PL_ENTRY_VTABLE_ADDRESS, "acme.handler", "use_ops", NULL, "on_*", NULL, NULL, NULL, 2, 11},
        {PL_ENTRY_OVERRIDE, "acme.handler", "Handler::handle", NULL, NULL, NULL, NULL, NULL, 0, 12},
        {PL_ENTRY_ASSIGN_TYPE, "acme.handler", NULL, NULL, NULL, NULL, "acme_handler_pt", NULL, 0, 13},
        {PL_ENTRY_VARIABLE, "acme.handler", NULL, NULL, NULL, "top_*_filter", NULL, NULL, 0, 14},
        {PL_ENTRY_NAME, "acme.handler", "h_*", NULL, NULL, NULL, "int (struct req *)", NULL, 0, 15},
        {PL_ENTRY_SIGNATURE, "acme.handler", NULL, NULL, NULL, NULL, "int (struct req *)", NULL, 0, 16},
        {PL_ENTRY_ACCEPT_LOOP, "acme.handler", "acme_accept", NULL, NULL, NULL, NULL, NULL, 0, 17},
        {PL_ENTRY_ANNOTATION, "acme.handler", NULL, NULL, NULL, NULL, NULL, "acme_handler", 0, 18},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(wanted); i++) {
        g_assert_cmpint(e[i].form, ==, wanted[i].form);
        g_assert_cmpstr(e[i].kind, ==, wanted[i].kind);
        g_assert_cmpstr(e[i].function, ==, wanted[i].function);
        g_assert_cmpstr(e[i].record, ==, wanted[i].record);
        g_assert_cmpstr(e[i].field, ==, wanted[i].field);
        g_assert_cmpstr(e[i].variable, ==, wanted[i].variable);
        g_assert_cmpstr(e[i].type, ==, wanted[i].type);
        g_assert_cmpstr(e[i].annotation, ==, wanted[i].annotation);
        g_assert_cmpint(e[i].argument, ==, wanted[i].argument);
        g_assert_cmpuint(e[i].origin.line, ==, wanted[i].line);
        g_assert_cmpstr(e[i].origin.file, ==, f->path);
        bool override = e[i].form == PL_ENTRY_OVERRIDE;
        g_assert_cmpstr(e[i].framework, ==, override ? "A++" : "Acme");
        g_assert_cmpint(e[i].model, ==, override ? PL_MODEL_THREAD_POOL : PL_MODEL_EVENT_LOOP);
        g_assert_true((e[i].except != NULL) == (e[i].form == PL_ENTRY_FIELD));
        g_assert_cmpuint(e[i].nwhen, ==, e[i].form == PL_ENTRY_VTABLE_ADDRESS ? 1 : 0);
    }
    g_assert_cmpint(e[7].when[0].kind, ==, PL_WHEN_IN);
    g_assert_cmpstr(e[7].when[0].constants[0].name, ==, "ACME_OPS");
    g_assert_cmpstr(e[5].except[0], ==, "noop*");
    g_assert_null(e[5].except[1]);
}

static void test_sinks(fixture *f, gconstpointer data) {
    (void)data;
    const pl_pack *p = load(f, EXAMPLE, NULL);
    g_assert_nonnull(p);
    g_assert_cmpuint(p->nsinks, ==, 3);
    const pl_sink *s = p->sinks;
    g_assert_cmpstr(s[0].function, ==, "acme_lock");
    g_assert_cmpstr(s[1].function, ==, "acme_wlock");
    g_assert_cmpint(s[1].category, ==, PL_CATEGORY_LOCK);
    g_assert_cmpint(s[1].level, ==, PL_LEVEL_NOTE);
    g_assert_cmpstr(s[1].releases[0], ==, "acme_unlock");
    g_assert_null(s[1].releases[1]);
    g_assert_cmpstr(s[1].remedy, ==, "use acme_try");
    g_assert_cmpstr(s[1].note, ==, "global");
    g_assert_cmpuint(s[1].origin.line, ==, 21);
    g_assert_false(s[1].scoped);
    g_assert_cmpuint(s[1].nwhen, ==, 0);
    g_assert_true(s[2].scoped);
    g_assert_null(s[2].releases);
    g_assert_cmpint(s[2].level, ==, PL_LEVEL_OFF);
    g_assert_cmpuint(s[2].nwhen, ==, 9);
    const pl_when *w = s[2].when;
    static const struct {
        int argument;
        pl_when_kind kind;
        uint32_t nconstants;
        bool if_unknown;
    } wanted[] = {
        {1, PL_WHEN_ABSENT, 0, false},   {0, PL_WHEN_PRESENT, 0, true}, {0, PL_WHEN_NOT_TYPE, 0, true},
        {2, PL_WHEN_IN, 3, false},       {2, PL_WHEN_NOT_IN, 1, true},  {3, PL_WHEN_HAS, 1, false},
        {-1, PL_WHEN_HAS_NOT, 1, false}, {0, PL_WHEN_SELF, 1, true},    {PL_WHEN_OF_THIS, PL_WHEN_NOT_TYPE, 0, true}};
    for (unsigned i = 0; i < G_N_ELEMENTS(wanted); i++) {
        g_assert_cmpint(w[i].argument, ==, wanted[i].argument);
        g_assert_cmpint(w[i].kind, ==, wanted[i].kind);
        g_assert_cmpuint(w[i].nconstants, ==, wanted[i].nconstants);
        g_assert_true(w[i].if_unknown == wanted[i].if_unknown);
    }
    g_assert_cmpstr(w[2].names[0], ==, "Tag");
    g_assert_cmpstr(w[3].constants[0].name, ==, "A");
    g_assert_null(w[3].constants[0].platform);
    g_assert_cmpstr(w[3].constants[2].name, ==, "SYS_b");
    g_assert_cmpstr(w[3].constants[2].platform, ==, "aarch64");
    g_assert_cmpint(w[3].constants[2].value, ==, 268);
    g_assert_cmpint(w[4].constants[0].value, ==, -1);
    g_assert_cmpint(w[5].constants[0].value, ==, 4294967295);
    g_assert_cmpstr(w[7].names[1], ==, "me");
    g_assert_null(w[7].names[2]);
}

static void test_rest(fixture *f, gconstpointer data) {
    (void)data;
    const pl_pack *p = load(f, EXAMPLE, NULL);
    g_assert_nonnull(p);
    g_assert_cmpstr(p->name, ==, "acme");
    g_assert_cmpstr(p->title, ==, "Acme server");
    g_assert_cmpstr(p->path, ==, f->path);
    g_assert_cmpstr(p->framework, ==, "Acme");
    g_assert_cmpint(p->model, ==, PL_MODEL_EVENT_LOOP);
    g_assert_cmpstr(p->verified[0], ==, "acme 1.2");
    g_assert_null(p->verified[1]);
    g_assert_cmpstr(p->linted[0], ==, "acmed 3");
    g_assert_null(p->linted[1]);
    g_assert_cmpstr(p->uses.includes[1], ==, "*/acme/*.h");
    g_assert_cmpstr(p->uses.symbols[0], ==, "acme_main");
    g_assert_null(p->uses.symbols[1]);
    g_assert_cmpstr(p->uses.annotations[0], ==, "acme_handler");
    g_assert_cmpstr(p->barriers[1], ==, "stop");
    g_assert_null(p->barriers[2]);
    g_assert_cmpstr(p->number_readers[1], ==, "acme_scan*");
    g_assert_null(p->number_readers[2]);
    g_assert_cmpuint(p->ncallbacks, ==, 7);
    const pl_callback *c = p->callbacks;
    g_assert_cmpstr(c[1].function, ==, "each");
    g_assert_cmpint(c[1].argument, ==, 2);
    g_assert_cmpstr(c[3].function, ==, "find");
    g_assert_cmpint(c[3].user_data, ==, 3);
    g_assert_cmpint(c[3].user_data_parameter, ==, 1);
    g_assert_cmpint(c[3].runs, ==, PL_RUNS_HERE);
    g_assert_cmpint(c[4].runs, ==, PL_RUNS_LATER);
    g_assert_cmpint(c[4].argument, ==, -1);
    g_assert_cmpint(c[4].user_data, ==, PL_NO_ARGUMENT);
    g_assert_cmpint(c[5].runs, ==, PL_RUNS_ON_OTHER_THREAD);
    g_assert_cmpint(c[5].user_data, ==, -1);
    g_assert_cmpint(c[5].user_data_parameter, ==, -1);
    g_assert_cmpint(c[6].runs, ==, PL_RUNS_IN_OTHER_PROCESS);
    g_assert_cmpuint(p->callback_origins[4].line, ==, 33);
}

static void test_smallest(fixture *f, gconstpointer data) {
    (void)data;
    const pl_pack *p = load(f, "{\"title\": \"T\", \"entries\": [{\"form\": \"name\", \"function\": \"f\"}]}", NULL);
    g_assert_nonnull(p);
    g_assert_cmpstr(p->entries[0].framework, ==, "T");
    g_assert_cmpint(p->entries[0].model, ==, PL_MODEL_UNKNOWN);
    g_assert_null(p->uses.includes);
    g_assert_null(p->uses.symbols);
    g_assert_null(p->barriers);
    g_assert_null(p->number_readers);
    g_assert_cmpuint(p->nsinks + p->ncallbacks, ==, 0);
}

static void test_keys(fixture *f, gconstpointer data) {
    (void)data;
    expect(f, "[]", "1: a pack must be an object, { ... }, not a list");
    expect(f, "{\n}", "1: a pack needs the key \"title\"");
    expect(f, "{\"title\": \"t\",\n\"sink\": []}", "2: unknown key \"sink\" in a pack; did you mean \"sinks\"?");
    expect(f, "{\"title\": \"t\",\n\"colour\": 1}",
           "2: unknown key \"colour\" in a pack; known are: $schema, title, framework, model, verified, linted, uses, "
           "entries, "
           "sinks, callbacks, barriers, saves, number_readers");
    expect(f, "{\"title\": \"t\", \"sinks\": [\n{\"functions\": [\"f\"],\n\"categry\": \"lock\"}]}",
           "3: unknown key \"categry\" in a sink; did you mean \"category\"?");
    expect(f, "{\"title\": \"t\", \"sinks\": [\n\n{\"functions\": [\"f\"]}]}", "3: a sink needs the key \"category\"");
    expect(f, "{\"title\": \"t\", \"sinks\": [\n\n{\"category\": \"lock\"}]}",
           "3: a sink needs the key \"function\" (or a list, \"functions\")");
    expect(f, "{\"title\": \"t\", \"sinks\": [{\"function\": \"f\",\n\"functions\": [\"f\"], \"category\": \"lock\"}]}",
           "2: a sink has both \"function\" and \"functions\"; keep one of them");
    expect(f, "{\"title\": \"t\", \"sinks\": [{\n\"functions\": [], \"category\": \"lock\"}]}",
           "2: \"functions\" of a sink is an empty list");
    expect(f, "{\"title\": \"t\",\n\"uses\": {\"include\": []}}",
           "2: unknown key \"include\" in \"uses\"; did you mean \"includes\"?");
    expect(f, "{\"title\": \"t\",\n\"uses\": {}}",
           "2: \"uses\" names neither \"includes\" nor \"symbols\" nor \"annotations\"; leave it out for a pack "
           "that always applies");
}

static void test_types(fixture *f, gconstpointer data) {
    (void)data;
    expect(f, "{\n\"title\": 5}", "2: \"title\" of a pack must be a string, not a number");
    expect(f, "{\n\"title\": \"\"}", "2: \"title\" of a pack must be a string, not an empty string");
    expect(f, "{\"title\": \"t\",\n\"sinks\": {}}", "2: \"sinks\" of a pack must be a list of objects, not an object");
    expect(f, "{\"title\": \"t\",\n\"sinks\": [\n\"x\"]}",
           "3: \"sinks\" of a pack must be a list of objects, but holds a string");
    expect(f, "{\"title\": \"t\", \"barriers\": [\"a\",\n null]}",
           "2: \"barriers\" of a pack must be a list of strings, but holds null");
    expect(f, "{\"title\": \"t\", \"sinks\": [{\"functions\": [\"f\"], \"category\": \"lock\",\n\"scoped\": \"yes\"}]}",
           "2: \"scoped\" of a sink must be true or false, not a string");
    expect(f, "{\"title\": \"t\", \"callbacks\": [{\"function\": \"f\", \"runs\": \"here\",\n\"argument\": 1.5}]}",
           "2: \"argument\" of a callback must be a whole number, not a number with a fraction or out of range");
    expect(f, "{\"title\": \"t\", \"callbacks\": [{\"function\": \"f\", \"runs\": \"here\",\n\"argument\": 1e999}]}",
           "2: \"argument\" of a callback must be a whole number, not a number with a fraction or out of range");
    expect(f, "{\"title\": \"t\", \"callbacks\": [{\"function\": \"f\", \"runs\": \"here\",\n\"argument\": 1000}]}",
           "2: \"argument\" must be between -255 and 255");
    expect(f, "{\"title\": \"t\",\n\"uses\": true}", "2: \"uses\" of a pack must be an object, not true or false");
}

/* One entry with this type is refused; the message says how to write it. */
static void expect_type(fixture *f, const char *form, const char *type, bool good) {
    char *text = g_strdup_printf("{\"title\": \"t\", \"entries\": [\n{\"form\": %s, \"type\": \"%s\"}]}", form, type);
    char *problem = g_strdup_printf("2: \"%s\" is not the type of a function: write \"result (parameters)\", as in "
                                    "\"int (struct request *)\"; `pinlint facts dump` shows the types of functions",
                                    type);
    GError *error = NULL;
    if (!good)
        expect(f, text, problem);
    else if (!load(f, text, &error))
        g_error("%s: %s", type, error->message);
    g_free(problem);
    g_free(text);
}

static void test_function_types(fixture *f, gconstpointer data) {
    (void)data;
    static const char *const good[] = {
        "int (struct request *)", "void (void (*)(int), char (*)[4])", "void (*(int))(int)",
        "unsigned long(void)",    "int &(Request &) const noexcept",   "std::function<void (int)> (int)"};
    static const char *const bad[] = {"bogus(((", "int",       "int (struct request *",    "int (a))", "(int)",
                                      " (void)",  "int (a[)]", "int (*)(struct request *)"};
    for (unsigned i = 0; i < G_N_ELEMENTS(good); i++) expect_type(f, "\"signature\"", good[i], true);
    for (unsigned i = 0; i < G_N_ELEMENTS(bad); i++) {
        expect_type(f, "\"signature\"", bad[i], false);
        expect_type(f, "\"name\", \"function\": \"on_*\"", bad[i], false);
    }
    expect_type(f, "\"assign-type\"", "handler_pt", true);
}

static void test_names(fixture *f, gconstpointer data) {
    (void)data;
    expect(f, "{\"title\": \"t\",\n\"model\": \"event_loop\"}",
           "2: unknown model \"event_loop\" of a pack; did you mean \"event-loop\"?");
    expect(f, "{\"title\": \"t\", \"sinks\": [{\"functions\": [\"f\"],\n\"category\": \"locks\"}]}",
           "2: unknown category \"locks\" of a sink; did you mean \"lock\"?");
    expect(f, "{\"title\": \"t\", \"sinks\": [{\"functions\": [\"f\"],\n\"category\": \"gizmo\"}]}",
           "2: unknown category \"gizmo\" of a sink; known are: affinity, mempolicy, sched, thread-state, "
           "thread-context, lock, thread-create, blocking");
    expect(f, "{\"title\": \"t\", \"sinks\": [{\"functions\": [\"f\"], \"category\": \"lock\",\n\"level\": \"warn\"}]}",
           "2: unknown level \"warn\" of a sink; did you mean \"warning\"?");
    expect(f, "{\"title\": \"t\", \"entries\": [{\n\"form\": \"cal\"}]}",
           "2: unknown form \"cal\" of an entry; did you mean \"call\"?");
    expect(f, "{\"title\": \"t\", \"callbacks\": [{\"function\": \"f\", \"argument\": 0,\n\"runs\": \"other-tread\"}]}",
           "2: unknown runs \"other-tread\" of a callback; did you mean \"other-thread\"?");
}

static void test_forms(fixture *f, gconstpointer data) {
    (void)data;
    expect(f, "{\"title\": \"t\", \"entries\": [\n{\"form\": \"call\", \"function\": \"f\"}]}",
           "2: an entry of form \"call\" needs the key \"argument\"");
    expect(f, "{\"title\": \"t\", \"entries\": [\n{\"form\": \"field\", \"field\": \"f\"}]}",
           "2: an entry of form \"field\" needs the key \"record\"");
    expect(f,
           "{\"title\": \"t\", \"entries\": [{\"form\": \"call\", \"function\": \"f\", \"argument\": 1,\n"
           "\"record\": \"r\"}]}",
           "2: \"record\" means nothing to an entry of form \"call\", which takes function, argument and "
           "perhaps when");
    expect(f, "{\"title\": \"t\", \"entries\": [{\"form\": \"name\", \"function\": \"f\",\n\"when\": []}]}",
           "2: \"when\" means nothing to an entry of form \"name\", which takes function and perhaps type");
    expect(f,
           "{\"title\": \"t\", \"entries\": [{\"form\": \"call\", \"function\": \"f\", \"argument\": 1, \"when\": [\n"
           "{\"argument\": 0}]}]}",
           "2: a condition needs one of in, not_in, has, has_not, self, absent, present, not_type, "
           "unless_called");
    expect(f, "{\"title\": \"t\", \"entries\": [{\"form\": \"table\", \"variable\": \"f\",\n\"arguments\": [1]}]}",
           "2: \"arguments\" means nothing to an entry of form \"table\", which takes variable and perhaps field");
    expect(f,
           "{\"title\": \"t\", \"callbacks\": [{\"function\": \"f\", \"argument\": 0, \"runs\": \"here\",\n"
           "\"user_data\": 1}]}",
           "2: \"user_data\" (which argument is handed on) and \"user_data_parameter\" (as which parameter of the "
           "callback) go together");
}

static void expect_when(fixture *f, const char *when, const char *problem) {
    char *text = g_strdup_printf("{\"title\": \"t\", \"sinks\": [{\"functions\": [\"f\"], \"category\": \"lock\",\n"
                                 "\"when\": [\n%s]}]}",
                                 when);
    expect(f, text, problem);
    g_free(text);
}

static void test_conditions(fixture *f, gconstpointer data) {
    (void)data;
    expect_when(f, "{\"in\": {\"A\": 1}}", "3: a condition needs the key \"argument\"");
    expect_when(f, "{\"argument\": 1}",
                "3: a condition needs one of in, not_in, has, has_not, self, absent, present, not_type, "
                "unless_called");
    expect_when(f, "{\"argument\": 1,\n\"hasnot\": {\"A\": 1}}",
                "4: unknown key \"hasnot\" in a condition; did you mean \"has_not\"?");
    expect_when(f, "{\"argument\": 1, \"in\": {\"A\": 1},\n\"has\": {\"B\": 1}}",
                "4: a condition says one thing, this one has \"in\" and \"has\"; make two of it");
    expect_when(f, "{\"argument\": 1,\n\"in\": {}}", "4: \"in\" names no constant: {\"NAME\": value, ...}");
    expect_when(f, "{\"argument\": 1, \"in\": {\n\"A\": \"1\"}}",
                "4: the value of \"A\" must be a whole number, or one for each platform: {\"x86_64\": 1, "
                "\"aarch64\": 2}");
    expect_when(f, "{\"argument\": 1, \"in\": {\"A\": {\n\"x86_64\": true}}}",
                "4: the value of \"A\" must be a whole number, or one for each platform: {\"x86_64\": 1, "
                "\"aarch64\": 2}");
    expect_when(f, "{\"argument\": 1, \"in\": {\"A\": {\"linux\": 7,\n\"x86_64-freebds\": 13}}}",
                "4: unknown processor or system \"freebds\"; did you mean \"freebsd\"?");
    expect_when(f, "{\"argument\": \"self\", \"present\": true}",
                "3: \"argument\" is a number, or \"this\" for the object of a method, not \"self\"");
    expect_when(f, "{\"argument\": true, \"present\": true}",
                "3: \"argument\" of a condition must be a whole number or \"this\", not true or false");
    expect_when(f, "{\"argument\": 1,\n\"absent\": false}", "4: \"absent\" can only be true");
    expect_when(f, "{\"argument\": 1,\n\"self\": {}}",
                "4: \"self\" needs \"values\" (constants that mean the calling thread) or \"calls\" (functions that "
                "return it)");
    expect_when(f, "{\"argument\": 1, \"self\": {\n\"call\": [\"x\"]}}",
                "4: unknown key \"call\" in \"self\"; did you mean \"calls\"?");
}

/* Three lists of ten thousand names would be a trillion entries. */
static void test_explosion(fixture *f, gconstpointer data) {
    (void)data;
    GString *names = g_string_new("\"f\"");
    for (int i = 1; i < 10000; i++) g_string_append(names, ",\"f\"");
    char *text = g_strdup_printf("{\"title\": \"t\", \"entries\": [{\"form\": \"vtable-address\", \"functions\": [%s], "
                                 "\"fields\": [%s], \"argument\": 0}]}",
                                 names->str, names->str);
    expect(f, text, "1: more than 100000 entries");
    g_free(text);
    g_string_free(names, TRUE);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add("/config/pack/" name, fixture, NULL, set_up, function, tear_down)
    ADD("entries", test_entries);
    ADD("sinks", test_sinks);
    ADD("rest", test_rest);
    ADD("smallest", test_smallest);
    ADD("keys", test_keys);
    ADD("types", test_types);
    ADD("function-types", test_function_types);
    ADD("names", test_names);
    ADD("forms", test_forms);
    ADD("conditions", test_conditions);
    ADD("explosion", test_explosion);
    return g_test_run();
}
