/* The dump is JSON, and names things as people do. */
#include <cjson/cJSON.h>
#include <string.h>

#include "facts/format.h"
#include "facts/render.h"
#include "facts_example.h"

typedef struct {
    pl_facts *facts;
    char *text;
    cJSON *json;
} fixture;

static void set_up(fixture *x, gconstpointer data) {
    (void)data;
    x->facts = ex_build();
    x->text = pl_facts_to_json(x->facts);
    x->json = cJSON_ParseWithOpts(x->text, NULL, 1);
    g_assert_nonnull(x->json);
}

static void tear_down(fixture *x, gconstpointer data) {
    (void)data;
    cJSON_Delete(x->json);
    g_free(x->text);
    pl_facts_free(x->facts);
}

static const cJSON *item(const fixture *x, const char *list, int i) {
    const cJSON *found = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(x->json, list), i);
    g_assert_nonnull(found);
    return found;
}

static void expect_text(const cJSON *object, const char *key, const char *want) {
    g_assert_cmpstr(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key)), ==, want);
}

static void expect_number(const cJSON *object, const char *key, double want) {
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, key);
    g_assert_true(cJSON_IsNumber(value));
    g_assert_cmpfloat(value->valuedouble, ==, want);
}

/* A list of strings, joined. */
static void expect_list(const cJSON *object, const char *key, const char *want) {
    GString *joined = g_string_new(NULL);
    const cJSON *one;
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(object, key)) {
        if (joined->len > 0) g_string_append(joined, "; ");
        g_string_append(joined, cJSON_GetStringValue(one));
    }
    g_assert_cmpstr(joined->str, ==, want);
    g_string_free(joined, TRUE);
}

static void test_lists(fixture *x, gconstpointer data) {
    (void)data;
    const struct {
        const char *name;
        uint32_t count;
    } lists[] = {{"files", x->facts->nfiles},           {"functions", x->facts->nfunctions},
                 {"calls", x->facts->ncalls},           {"flows", x->facts->nflows},
                 {"directives", x->facts->ndirectives}, {"variables", x->facts->nvars},
                 {"records", x->facts->nrecords},       {"fields", x->facts->nfields},
                 {"conditions", x->facts->nconditions}, {"nodes", x->facts->nnodes}};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        const cJSON *list = cJSON_GetObjectItemCaseSensitive(x->json, lists[i].name);
        g_assert_cmpint(cJSON_GetArraySize(list), ==, (int)lists[i].count);
        int id = 0;
        const cJSON *one;
        cJSON_ArrayForEach(one, list) expect_number(one, "id", id++);
    }
    expect_number(x->json, "version", PL_FACTS_VERSION);
    g_assert_true(g_str_has_suffix(x->text, "}\n"));
}

static void test_functions(fixture *x, gconstpointer data) {
    (void)data;
    const cJSON *handler = item(x, "functions", EX_HANDLER);
    expect_text(handler, "name", "handler");
    expect_text(handler, "usr", "c:@F@handler");
    expect_text(handler, "body_hash", "0123456789abcdef");
    expect_number(handler, "parameters", 2);
    expect_list(handler, "flags", "defined");
    expect_list(handler, "annotations", "request-handler");
    expect_list(handler, "body",
                "call 0 pthread_mutex_lock; if c != 0; call 1; else; switch c; case -1; do c < -7; case; continue; "
                "end; break; end; loop; goto out; stop; end; end; label out; return; call 2 Base::run");
    const cJSON *method = item(x, "functions", EX_METHOD);
    expect_list(method, "overrides", "Base::run");
    expect_text(method, "record", "Derived");
    expect_list(method, "flags", "defined; virtual; method");
    expect_list(method, "body", "if ?; end");
    g_assert_null(cJSON_GetObjectItemCaseSensitive(item(x, "functions", EX_INIT), "file"));
}

static void test_calls(fixture *x, gconstpointer data) {
    (void)data;
    const cJSON *lock = item(x, "calls", EX_CALL_LOCK);
    expect_text(lock, "kind", "direct");
    expect_text(lock, "caller", "handler");
    expect_text(lock, "callee", "pthread_mutex_lock");
    expect_list(lock, "arguments", "&table");
    expect_text(lock, "file", "/src/caf\xc3\xa9/a.c");
    expect_number(cJSON_GetObjectItemCaseSensitive(lock, "spelled"), "line", 3);
    const cJSON *proc = item(x, "calls", EX_CALL_PROC);
    expect_text(proc, "kind", "indirect");
    expect_text(proc, "via", "c->cmd->proc");
    expect_number(proc, "via_node", x->facts->calls[EX_CALL_PROC].via);
    expect_list(proc, "arguments", "-9223372036854775808; \"GET\"; handler$1");
    g_assert_null(cJSON_GetObjectItemCaseSensitive(proc, "callee"));
    const cJSON *method = item(x, "calls", EX_CALL_METHOD);
    expect_text(method, "kind", "virtual");
    expect_text(method, "self", "Derived::run$this");
    expect_list(method, "flags", "implicit; at_exit");
}

static void test_others(fixture *x, gconstpointer data) {
    (void)data;
    expect_text(item(x, "flows", 0), "to", "table.proc");
    expect_text(item(x, "flows", 0), "from", "handler");
    expect_text(item(x, "flows", 0), "type", "command_proc");
    expect_text(item(x, "flows", 1), "to", "handler$return");
    expect_text(item(x, "flows", 1), "from", "(pthread_mutex_lock()#0 | pthread_mutex_lock)");
    expect_text(item(x, "conditions", 1), "condition", "c < -7");
    expect_text(item(x, "directives", 0), "kind", "allow");
    expect_list(item(x, "directives", 0), "rules", "lock-in-handler");
    expect_text(item(x, "directives", 1), "problem", "there is no rule lock-in-handlr");
    g_assert_true(cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(item(x, "directives", 1), "skipped")));
    expect_list(item(x, "records", EX_RECORD_DERIVED), "bases", "Base");
    expect_list(item(x, "records", EX_RECORD_DERIVED), "casts", "Base");
    expect_list(item(x, "records", EX_RECORD_DERIVED), "parts", "Base");
    expect_text(item(x, "records", EX_RECORD_DERIVED), "members_hash", "fedcba9876543210");
    expect_text(item(x, "records", EX_RECORD_BASE), "pattern", "client");
    expect_list(item(x, "records", EX_RECORD_CLIENT), "aliases", "client_t");
    expect_text(item(x, "fields", 1), "record", "client");
    expect_text(item(x, "fields", 1), "around", "Derived");
    expect_text(item(x, "fields", 1), "signature", "void (struct client *)");
    expect_number(item(x, "fields", 0), "offset", 64);
    expect_text(item(x, "variables", EX_VAR_CLIENT), "scope", "local");
    expect_text(item(x, "variables", EX_VAR_CLIENT), "function", "handler");
    const cJSON *unit = cJSON_GetObjectItemCaseSensitive(x->json, "unit");
    expect_text(unit, "language", "c++");
    expect_text(unit, "command_hash", "fffffffffffffffe");
    expect_list(unit, "dropped", "-fplugin=evil.so");
    expect_list(unit, "left_out", "-MF a.d");
}

/* Source may hold any bytes; JSON may not. */
static void test_is_utf8(fixture *x, gconstpointer data) {
    (void)data;
    g_assert_true(g_utf8_validate(x->text, -1, NULL));
    const cJSON *unit = cJSON_GetObjectItemCaseSensitive(x->json, "unit");
    expect_text(unit, "first_error", "a.c:1: \"x.h\" file not \xef\xbf\xbd found\n");
}

static void expect_path(const pl_facts *f, pl_id node, const char *want) {
    GString *out = g_string_new("<");
    pl_render_node(f, node, out);
    g_assert_cmpstr(out->str + 1, ==, want);
    g_string_free(out, TRUE);
}

static void test_paths(void) {
    pl_builder *b = pl_builder_new();
    pl_location nowhere = {.file = PL_NONE, .spelled_file = PL_NONE};
    pl_var v = {PL_NONE, pl_builder_string(b, "v"), PL_NONE, PL_NONE, nowhere, PL_VAR_LOCAL, 0};
    pl_id var = pl_builder_node(b, PL_NODE_VAR, pl_builder_var(b, &v), 0);
    pl_record r = {PL_NONE, PL_NONE, PL_NONE, {0, 0}, {0, 0}, 0, PL_NONE, {0, 0}, {0, 0}, 0};
    pl_field m = {pl_builder_record(b, &r), pl_builder_string(b, "m"), PL_NONE, PL_NONE, 0, PL_NONE};
    pl_builder_field(b, &m);
    pl_call call = {
        .kind = PL_CALL_INDIRECT, .callee = PL_NONE, .via = var, .self = PL_NONE, .type = PL_NONE, .at = nowhere};
    pl_function fn = {
        .name = pl_builder_string(b, "f"), .usr = PL_NONE, .type = PL_NONE, .record = PL_NONE, .at = nowhere};
    pl_builder_function(b, &fn);
    pl_id result = pl_builder_node(b, PL_NODE_RESULT, pl_builder_call(b, &call), 0);
    pl_id twice = pl_builder_deref(b, pl_builder_deref(b, var));
    pl_id dot = pl_builder_node(b, PL_NODE_FIELD, var, 0), deep = pl_builder_node(b, PL_NODE_FIELD, twice, 0);
    pl_id other = pl_builder_constant(b, 0);
    pl_id either = pl_builder_node(b, PL_NODE_FIELD, pl_builder_choice(b, var, other), 0);
    pl_id place = pl_builder_address(b, dot);
    pl_id longest = var;
    for (int i = 0; i < 2000; i++) longest = pl_builder_node(b, PL_NODE_FIELD, longest, 0);
    pl_facts *f = pl_builder_finish(b);
    expect_path(f, 0, "?");
    expect_path(f, dot, "v.m");
    expect_path(f, twice, "**v");
    expect_path(f, deep, "(*v)->m");
    expect_path(f, either, "(v | 0).m");
    expect_path(f, place, "&v.m");
    expect_path(f, result, "(indirect)()#0");
    GString *out = g_string_new(NULL);
    pl_render_node(f, longest, out);
    g_assert_cmpuint(out->len, <, 1100);
    g_assert_true(g_str_has_suffix(out->str, "..."));
    g_string_free(out, TRUE);
    pl_facts_free(f);
}

static void test_empty(void) {
    pl_facts *facts = pl_builder_finish(pl_builder_new());
    char *text = pl_facts_to_json(facts);
    cJSON *json = cJSON_ParseWithOpts(text, NULL, 1);
    g_assert_cmpint(cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(json, "calls")), ==, 0);
    g_assert_true(cJSON_IsArray(cJSON_GetObjectItemCaseSensitive(json, "calls")));
    cJSON_Delete(json);
    g_free(text);
    pl_facts_free(facts);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define ADD(name, fn) g_test_add("/facts/dump/" name, fixture, NULL, set_up, fn, tear_down)
    ADD("lists", test_lists);
    ADD("functions", test_functions);
    ADD("calls", test_calls);
    ADD("others", test_others);
    ADD("is-utf8", test_is_utf8);
    g_test_add_func("/facts/dump/paths", test_paths);
    g_test_add_func("/facts/dump/empty", test_empty);
    return g_test_run();
}
