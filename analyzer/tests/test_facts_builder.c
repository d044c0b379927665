/* Interning, the algebra of access paths, and what finishing fills in. */
#include "facts/format.h"
#include "facts/validate.h"
#include "facts_example.h"

typedef struct {
    pl_builder *b;
    pl_id v, w, f; /* nodes: two variables, a function */
} fixture;

static void set_up(fixture *x, gconstpointer data) {
    (void)data;
    x->b = pl_builder_new();
    x->v = pl_builder_node(x->b, PL_NODE_VAR, 0, 0);
    x->w = pl_builder_node(x->b, PL_NODE_VAR, 1, 0);
    x->f = pl_builder_node(x->b, PL_NODE_FUNCTION, 0, 0);
}

static void tear_down(fixture *x, gconstpointer data) {
    (void)data;
    pl_builder_free(x->b);
}

static void test_strings(fixture *x, gconstpointer data) {
    (void)data;
    pl_id a = pl_builder_string(x->b, "a");
    pl_id empty = pl_builder_string(x->b, "");
    g_assert_cmpuint(a, !=, empty);
    g_assert_cmpuint(pl_builder_string(x->b, NULL), ==, PL_NONE);
    char text[32];
    for (int i = 0; i < 20000; i++) { /* the table grows several times */
        g_snprintf(text, sizeof text, "string %d", i);
        g_assert_cmpuint(pl_builder_string(x->b, text), ==, empty + 1 + (pl_id)i);
    }
    g_assert_cmpuint(pl_builder_string(x->b, "string 0"), ==, empty + 1);
    g_assert_cmpuint(pl_builder_string(x->b, "string 19999"), ==, empty + 20000);
    g_assert_cmpuint(pl_builder_string(x->b, "a"), ==, a);
    g_assert_cmpstr(pl_builder_text(x->b, empty + 124), ==, "string 123");
    g_assert_cmpstr(pl_builder_text(x->b, PL_NONE), ==, "");
}

static void test_files(fixture *x, gconstpointer data) {
    (void)data;
    pl_id a = pl_builder_file(x->b, "/a.c", 0);
    pl_id h = pl_builder_file(x->b, "/a.h", PL_FILE_SYSTEM);
    g_assert_cmpuint(a, !=, h);
    g_assert_cmpuint(pl_builder_file(x->b, "/a.c", PL_FILE_MAIN), ==, a);
    g_assert_cmpuint(pl_builder_file(x->b, "/a.h", 0), ==, h);
    for (unsigned i = 0; i < 1000; i++) {
        char *path = g_strdup_printf("/f%u.h", i);
        g_assert_cmpuint(pl_builder_file(x->b, path, 0), ==, h + 1 + i);
        g_assert_cmpuint(pl_builder_file(x->b, path, 0), ==, h + 1 + i);
        g_free(path);
    }
    pl_facts *facts = pl_builder_finish(x->b);
    g_assert_cmpuint(facts->files[a].flags, ==, PL_FILE_MAIN);
    g_assert_cmpuint(facts->files[h].flags, ==, PL_FILE_SYSTEM);
    g_assert_cmpstr(pl_path(facts, a), ==, "/a.c");
    pl_facts_free(facts);
    x->b = NULL;
}

static void test_nodes(fixture *x, gconstpointer data) {
    (void)data;
    g_assert_cmpuint(pl_builder_node_at(x->b, 0)->kind, ==, PL_NODE_UNKNOWN);
    g_assert_cmpuint(pl_builder_node(x->b, PL_NODE_UNKNOWN, 7, 7), ==, 0);
    g_assert_cmpuint(pl_builder_node(x->b, PL_NODE_VAR, 0, 0), ==, x->v);
    g_assert_cmpuint(pl_builder_node(x->b, PL_NODE_VAR, 0, 99), ==, x->v); /* b means nothing there */
    g_assert_cmpuint(x->v, !=, x->w);
    g_assert_cmpuint(x->v, !=, x->f);
    pl_id field = pl_builder_node(x->b, PL_NODE_FIELD, x->v, 3);
    g_assert_cmpuint(pl_builder_node(x->b, PL_NODE_FIELD, x->v, 4), !=, field);
    g_assert_cmpuint(pl_builder_node(x->b, PL_NODE_FIELD, x->w, 3), !=, field);
    g_assert_cmpuint(pl_builder_node(x->b, PL_NODE_FIELD, x->v, 3), ==, field);
    /* Made by its kind, a node obeys the algebra as well. */
    pl_id star = pl_builder_node(x->b, PL_NODE_DEREF, x->v, 0);
    g_assert_cmpuint(star, ==, pl_builder_deref(x->b, x->v));
    g_assert_cmpuint(pl_builder_node(x->b, PL_NODE_ADDRESS, star, 0), ==, x->v);
    g_assert_cmpuint(pl_builder_node(x->b, PL_NODE_CHOICE, x->w, x->w), ==, x->w);
}

static void test_constants(fixture *x, gconstpointer data) {
    (void)data;
    static const int64_t values[] = {0,         1,        -1, 308, INT32_MIN, UINT32_MAX, (int64_t)UINT32_MAX + 1,
                                     INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        pl_id node = pl_builder_constant(x->b, values[i]);
        g_assert_cmpint(pl_node_value(pl_builder_node_at(x->b, node)), ==, values[i]);
        g_assert_cmpuint(pl_builder_constant(x->b, values[i]), ==, node);
        for (size_t j = 0; j < i; j++) g_assert_cmpuint(pl_builder_constant(x->b, values[j]), !=, node);
    }
}

static void test_deref_address(fixture *x, gconstpointer data) {
    (void)data;
    pl_builder *b = x->b;
    pl_id star = pl_builder_deref(b, x->v), address = pl_builder_address(b, x->v);
    g_assert_cmpuint(star, !=, x->v);
    g_assert_cmpuint(address, !=, star);
    g_assert_cmpuint(pl_builder_deref(b, address), ==, x->v);
    g_assert_cmpuint(pl_builder_address(b, star), ==, x->v);
    g_assert_cmpuint(pl_builder_deref(b, 0), ==, 0);
    g_assert_cmpuint(pl_builder_address(b, 0), ==, 0);
    g_assert_cmpuint(pl_builder_deref(b, x->f), ==, x->f);
    g_assert_cmpuint(pl_builder_address(b, x->f), ==, x->f);
}

static void test_choice(fixture *x, gconstpointer data) {
    (void)data;
    pl_builder *b = x->b;
    pl_id both = pl_builder_choice(b, x->v, x->w);
    g_assert_cmpuint(pl_builder_node_at(b, both)->kind, ==, PL_NODE_CHOICE);
    g_assert_cmpuint(pl_builder_choice(b, x->w, x->v), ==, both);
    g_assert_cmpuint(pl_builder_choice(b, x->v, x->v), ==, x->v);
    g_assert_cmpuint(pl_builder_choice(b, x->v, 0), ==, x->v);
    g_assert_cmpuint(pl_builder_choice(b, 0, x->v), ==, x->v);
    g_assert_cmpuint(pl_builder_choice(b, 0, 0), ==, 0);
    g_assert_cmpuint(pl_builder_choice(b, both, x->v), ==, both);
    g_assert_cmpuint(pl_builder_choice(b, x->w, both), ==, both);
    /* Any order and grouping of the same three is the same choice. */
    pl_id three = pl_builder_choice(b, both, x->f);
    g_assert_cmpuint(pl_builder_choice(b, x->w, pl_builder_choice(b, x->f, x->v)), ==, three);
    g_assert_cmpuint(pl_builder_choice(b, pl_builder_choice(b, x->f, x->w), both), ==, three);
    g_assert_cmpuint(three, !=, both);
}

static void test_choice_distributes(fixture *x, gconstpointer data) {
    (void)data;
    pl_builder *b = x->b;
    pl_id both = pl_builder_choice(b, x->v, x->w);
    pl_id want = pl_builder_choice(b, pl_builder_deref(b, x->v), pl_builder_deref(b, x->w));
    g_assert_cmpuint(pl_builder_deref(b, both), ==, want);
    g_assert_cmpuint(pl_builder_address(b, want), ==, both);
    pl_id places = pl_builder_choice(b, pl_builder_address(b, x->v), pl_builder_address(b, x->w));
    g_assert_cmpuint(pl_builder_address(b, both), ==, places);
    g_assert_cmpuint(pl_builder_deref(b, places), ==, both);
    /* *(c ? f : v): the function stays, the variable is followed. */
    pl_id mixed = pl_builder_choice(b, x->f, x->v);
    g_assert_cmpuint(pl_builder_deref(b, mixed), ==, pl_builder_choice(b, x->f, pl_builder_deref(b, x->v)));
    /* &v and w dereferenced may meet: v and *&v. */
    pl_id meet = pl_builder_choice(b, pl_builder_address(b, pl_builder_deref(b, x->w)), x->w);
    g_assert_cmpuint(meet, ==, x->w);
}

/* However large the expression, paths stay small enough for recursion. */
static void test_too_large(fixture *x, gconstpointer data) {
    (void)data;
    pl_builder *b = x->b;
    pl_id path = x->v, last = x->v;
    for (int i = 0; i < PL_NODE_MAX_PARTS - 1; i++) last = path = pl_builder_node(b, PL_NODE_FIELD, path, 0);
    g_assert_cmpuint(last, !=, 0);
    g_assert_cmpuint(pl_builder_deref(b, last), ==, 0);
    g_assert_cmpuint(pl_builder_node(b, PL_NODE_FIELD, last, 0), ==, 0);
    g_assert_cmpuint(pl_builder_choice(b, last, x->w), ==, 0);

    /* A choice of n takes 2n - 1 parts. */
    pl_id choice = 0;
    for (unsigned i = 0; i < PL_NODE_MAX_PARTS / 2; i++) {
        choice = pl_builder_choice(b, choice, pl_builder_node(b, PL_NODE_VAR, 10000 - i, 0));
        g_assert_cmpuint(choice, !=, 0);
    }
    g_assert_cmpuint(pl_builder_choice(b, choice, x->v), ==, 0);
    g_assert_cmpuint(pl_builder_deref(b, choice), ==, 0); /* twice the size */

    /* Doubling: without a limit this tree has 2^100 parts. */
    pl_id twice = x->v;
    for (int i = 0; i < 100; i++) {
        twice = pl_builder_choice(b, pl_builder_node(b, PL_NODE_FIELD, twice, 1),
                                  pl_builder_node(b, PL_NODE_FIELD, twice, 2));
    }
    g_assert_cmpuint(pl_builder_node_at(b, twice)->kind, !=, PL_NODE_VAR);
}

static void test_ops(fixture *x, gconstpointer data) {
    (void)data;
    pl_builder_op(x->b, PL_OP_RETURN, PL_NONE);
    pl_builder_op(x->b, PL_OP_BREAK, PL_NONE);
    pl_builder_op(x->b, PL_OP_STOP, PL_NONE);
    g_assert_cmpuint(pl_builder_nops(x->b), ==, 3);
    pl_builder_cut_ops(x->b, 5);
    g_assert_cmpuint(pl_builder_nops(x->b), ==, 3);
    pl_builder_cut_ops(x->b, 1);
    g_assert_cmpuint(pl_builder_nops(x->b), ==, 1);
    pl_id ids[] = {4, 5};
    g_assert_cmpuint(pl_builder_span(x->b, ids, 2).count, ==, 2);
    g_assert_cmpuint(pl_builder_span(x->b, ids, 1).begin, ==, 2);
    g_assert_cmpuint(pl_builder_span(x->b, NULL, 0).count, ==, 0);
}

/* Nothing named at all: still facts that can be written and read. */
static void test_settled(void) {
    pl_builder *b = pl_builder_new();
    pl_location nowhere = {.file = PL_NONE, .spelled_file = PL_NONE};
    pl_function f = {.usr = PL_NONE, .name = PL_NONE, .type = PL_NONE, .record = PL_NONE, .at = nowhere};
    pl_id function = pl_builder_function(b, &f);
    pl_node used = {PL_NODE_PARAM, function, 4};
    pl_builder_node(b, PL_NODE_PARAM, used.a, used.b);
    pl_builder_node(b, PL_NODE_PARAM, function, PL_PARAM_THIS);
    pl_var v = {PL_NONE, PL_NONE, PL_NONE, PL_NONE, nowhere, PL_VAR_LOCAL, PL_VAR_TEMPORARY};
    pl_builder_var(b, &v);
    pl_record r = {PL_NONE, PL_NONE, PL_NONE, {0, 0}, {0, 0}, 0, PL_NONE, {0, 0}, {0, 0}, 0};
    pl_field m = {pl_builder_record(b, &r), PL_NONE, PL_NONE, PL_NONE, 0, PL_NONE};
    pl_builder_field(b, &m);
    pl_flow flow = {PL_NONE, PL_NONE, PL_NONE, PL_NONE, nowhere};
    pl_builder_flow(b, &flow);
    pl_call call = {
        .caller = function, .callee = PL_NONE, .via = PL_NONE, .self = PL_NONE, .type = PL_NONE, .at = nowhere};
    pl_id called = pl_builder_call(b, &call);
    pl_builder_condition(b, PL_NONE, PL_REL_OPAQUE, 0);
    pl_builder_op(b, PL_OP_IF, PL_NONE);
    pl_builder_op(b, PL_OP_SWITCH, PL_NONE);
    pl_builder_op(b, PL_OP_LABEL, PL_NONE);
    pl_builder_op(b, PL_OP_END, PL_NONE);
    pl_builder_op(b, PL_OP_END, PL_NONE);
    pl_builder_function_at(b, function)->body = (pl_span){0, pl_builder_nops(b)};
    pl_facts *facts = pl_builder_finish(b);
    g_assert_cmpstr(pl_str(facts, facts->functions[0].name), ==, "");
    g_assert_cmpuint(facts->functions[0].nparams, ==, 5);
    g_assert_cmpuint(facts->calls[called].kind, ==, PL_CALL_INDIRECT);
    g_assert_cmpuint(facts->calls[called].via, ==, 0);
    g_assert_cmpuint(facts->conditions[facts->ops[0].arg].relation, ==, PL_REL_OPAQUE);
    g_assert_cmpstr(pl_path(facts, facts->unit.main_file), ==, "");

    GByteArray *bytes = g_byte_array_new();
    pl_facts_write(facts, bytes);
    GError *error = NULL;
    pl_facts *again = pl_facts_read(bytes->data, bytes->len, "x", &error);
    g_assert_no_error(error);
    pl_facts_free(again);
    pl_facts_free(facts);
    g_byte_array_free(bytes, TRUE);
}

/* As deep as allowed stays; one deeper is only its calls. */
static void test_deep_body(void) {
    for (uint32_t depth = PL_OP_MAX_DEPTH; depth <= PL_OP_MAX_DEPTH + 1; depth++) {
        pl_builder *b = pl_builder_new();
        pl_location nowhere = {.file = PL_NONE, .spelled_file = PL_NONE};
        pl_function f = {.usr = PL_NONE, .name = PL_NONE, .type = PL_NONE, .record = PL_NONE, .at = nowhere};
        pl_call call = {.via = 0, .callee = PL_NONE, .self = PL_NONE, .type = PL_NONE, .at = nowhere};
        pl_builder_call(b, &call);
        for (uint32_t i = 0; i < depth; i++) pl_builder_op(b, PL_OP_LOOP, PL_NONE);
        pl_builder_op(b, PL_OP_CALL, 0);
        for (uint32_t i = 0; i < depth; i++) pl_builder_op(b, PL_OP_END, PL_NONE);
        f.body = (pl_span){0, pl_builder_nops(b)};
        pl_builder_function(b, &f);
        pl_facts *facts = pl_builder_finish(b);
        if (depth == PL_OP_MAX_DEPTH)
            g_assert_cmpuint(facts->functions[0].body.count, ==, 2 * depth + 1);
        else
            g_assert_cmpuint(facts->functions[0].body.count, ==, 1);
        g_assert_null(pl_facts_validate(facts));
        pl_facts_free(facts);
    }
}

static void test_free(void) {
    pl_facts_free(NULL);
    pl_builder_free(NULL);
    pl_facts *facts = pl_builder_finish(pl_builder_new());
    g_assert_cmpuint(facts->nnodes, ==, 1);
    g_assert_nonnull(facts->calls);
    pl_facts_free(facts);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define ADD(name, fn) g_test_add("/facts/builder/" name, fixture, NULL, set_up, fn, tear_down)
    ADD("strings", test_strings);
    ADD("files", test_files);
    ADD("nodes", test_nodes);
    ADD("constants", test_constants);
    ADD("deref-address", test_deref_address);
    ADD("choice", test_choice);
    ADD("choice-distributes", test_choice_distributes);
    ADD("too-large", test_too_large);
    ADD("ops", test_ops);
    g_test_add_func("/facts/builder/settled", test_settled);
    g_test_add_func("/facts/builder/deep-body", test_deep_body);
    g_test_add_func("/facts/builder/free", test_free);
    return g_test_run();
}
