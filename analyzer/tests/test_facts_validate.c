/* Every kind of wrong reference is found, and named. */
#include "facts/format.h"
#include "facts/validate.h"
#include "facts_example.h"

/* One thing that is wrong, and how it is called. */
typedef struct {
    void (*spoil)(pl_facts *f);
    const char *want;
} wrong;

#define SPOIL(name, ...)                                                                                               \
    static void name(pl_facts *f) { __VA_ARGS__; }

SPOIL(file_path, f->files[1].path = f->nstrings)
SPOIL(file_none, f->files[0].path = PL_NONE)
SPOIL(function_name, f->functions[1].name = PL_NONE)
SPOIL(function_usr, f->functions[0].usr = f->nstrings)
SPOIL(function_type, f->functions[2].type = PL_NONE)
SPOIL(function_record, f->functions[2].record = f->nrecords)
SPOIL(function_file, f->functions[0].at.file = f->nfiles)
SPOIL(function_spelled, f->functions[0].at.spelled_file = f->nfiles)
SPOIL(function_params, f->functions[1].nparams = 1u << 20)
SPOIL(function_span, f->functions[0].annotations.begin = UINT32_MAX)
SPOIL(function_span_count, f->functions[0].annotations.count = UINT32_MAX)
SPOIL(function_annotation, f->ids[f->functions[0].annotations.begin] = f->nstrings)
SPOIL(function_override, f->ids[f->functions[2].overrides.begin] = f->nfunctions)
SPOIL(override_itself, f->ids[f->functions[2].overrides.begin] = 2)
SPOIL(override_cycle, f->functions[3].overrides = f->functions[2].overrides)
SPOIL(override_ring, f->functions[3].overrides = f->functions[0].annotations;
      f->ids[f->functions[0].annotations.begin] = EX_METHOD)
SPOIL(var_name, f->vars[1].name = PL_NONE)
SPOIL(var_scope, f->vars[0].scope = (pl_var_scope)9)
SPOIL(var_function, f->vars[1].function = f->nfunctions)
SPOIL(record_usr, f->records[0].usr = PL_NONE)
SPOIL(record_file, f->records[0].file = f->nfiles)
SPOIL(record_base, f->ids[f->records[1].bases.begin] = f->nrecords)
SPOIL(record_pattern, f->records[1].pattern = f->nrecords)
SPOIL(base_itself, f->ids[f->records[1].bases.begin] = 1)
SPOIL(record_casts, f->ids[f->records[EX_RECORD_DERIVED].casts.begin] = f->nrecords)
SPOIL(record_parts, f->ids[f->records[EX_RECORD_DERIVED].parts.begin] = f->nrecords)
SPOIL(field_record, f->fields[1].record = PL_NONE)
SPOIL(field_name, f->fields[0].name = f->nstrings)
SPOIL(field_around, f->fields[0].around = f->nrecords)
SPOIL(field_signature, f->fields[1].signature = f->nstrings)
SPOIL(flow_to, f->flows[0].to = PL_NONE)
SPOIL(flow_from, f->flows[1].from = f->nnodes)
SPOIL(flow_function, f->flows[1].function = f->nfunctions)
SPOIL(call_kind, f->calls[0].kind = 3)
SPOIL(call_caller, f->calls[1].caller = PL_NONE)
SPOIL(call_callee, f->calls[0].callee = PL_NONE)
SPOIL(call_virtual, f->calls[2].callee = PL_NONE)
SPOIL(call_via, f->calls[1].via = PL_NONE)
SPOIL(call_self, f->calls[2].self = f->nnodes)
SPOIL(call_args, f->calls[1].args.begin = f->nids - 1)
SPOIL(call_arg, f->ids[f->calls[1].args.begin + 2] = f->nnodes)
SPOIL(call_type, f->calls[1].type = f->nstrings)
SPOIL(condition_node, f->conditions[0].node = PL_NONE)
SPOIL(condition_relation, f->conditions[1].relation = 7)
SPOIL(directive_file, f->directives[0].file = PL_NONE)
SPOIL(directive_kind, f->directives[1].kind = 4)
SPOIL(directive_rule, f->ids[f->directives[0].rules.begin] = PL_NONE)
SPOIL(directive_reason, f->directives[0].reason = f->nstrings)
SPOIL(unit_file, f->unit.main_file = PL_NONE)
SPOIL(unit_directory, f->unit.directory = PL_NONE)
SPOIL(unit_triple, f->unit.triple = f->nstrings)
SPOIL(unit_dropped, f->ids[f->unit.dropped.begin] = f->nstrings)
SPOIL(unit_left_out, f->ids[f->unit.left_out.begin] = f->nstrings)

/* Nodes: the last one is overwritten. */
static void last_node(pl_facts *f, uint32_t kind, uint32_t a, uint32_t b) {
    f->nodes[f->nnodes - 1] = (pl_node){kind, a, b};
}
SPOIL(node_kind, last_node(f, PL_NODE_STRING + 1, 0, 0))
SPOIL(node_second_unknown, last_node(f, PL_NODE_UNKNOWN, 0, 0))
SPOIL(node_function, last_node(f, PL_NODE_FUNCTION, f->nfunctions, 0))
SPOIL(node_return, last_node(f, PL_NODE_RETURN, PL_NONE, 0))
SPOIL(node_var, last_node(f, PL_NODE_VAR, f->nvars, 0))
SPOIL(node_param_function, last_node(f, PL_NODE_PARAM, f->nfunctions, 0))
SPOIL(node_param_index, last_node(f, PL_NODE_PARAM, EX_HANDLER, 2))
SPOIL(node_result, last_node(f, PL_NODE_RESULT, f->ncalls, 0))
SPOIL(node_string, last_node(f, PL_NODE_STRING, f->nstrings, 0))
SPOIL(node_field, last_node(f, PL_NODE_FIELD, 1, f->nfields))
SPOIL(node_field_itself, last_node(f, PL_NODE_FIELD, f->nnodes - 1, 0))
SPOIL(node_deref_later, last_node(f, PL_NODE_DEREF, f->nnodes, 0))
SPOIL(node_address_itself, last_node(f, PL_NODE_ADDRESS, f->nnodes - 1, 0))
SPOIL(node_choice, last_node(f, PL_NODE_CHOICE, 1, f->nnodes - 1))
SPOIL(no_unknown, f->nodes[0].kind = PL_NODE_CONSTANT)
SPOIL(no_nodes, f->nnodes = 0; f->nflows = f->ncalls = f->nconditions = 0)

/* Operations: that of the handler at a position. */
static void set_op(pl_facts *f, uint32_t at, uint32_t kind, uint32_t arg) {
    f->ops[f->functions[EX_HANDLER].body.begin + at] = (pl_op){kind, arg};
}
SPOIL(op_kind, set_op(f, 0, PL_OP_STOP + 1, PL_NONE))
SPOIL(op_call, set_op(f, 0, PL_OP_CALL, f->ncalls))
SPOIL(op_not_my_call, f->calls[EX_CALL_LOCK].caller = EX_METHOD)
SPOIL(op_if, set_op(f, 1, PL_OP_IF, PL_NONE))
SPOIL(op_loop, set_op(f, 12, PL_OP_LOOP, f->nconditions))
SPOIL(op_switch, set_op(f, 4, PL_OP_SWITCH, PL_NONE))
SPOIL(op_case_value, set_op(f, 5, PL_OP_CASE, 0))
SPOIL(op_case_outside, set_op(f, 0, PL_OP_CASE, PL_NONE))
SPOIL(op_label, set_op(f, 17, PL_OP_LABEL, PL_NONE))
SPOIL(op_goto, set_op(f, 13, PL_OP_GOTO, f->nstrings))
SPOIL(op_second_else, set_op(f, 10, PL_OP_END, PL_NONE); set_op(f, 11, PL_OP_ELSE, PL_NONE);
      set_op(f, 12, PL_OP_RETURN, PL_NONE); set_op(f, 15, PL_OP_RETURN, PL_NONE))
SPOIL(op_else_in_switch, set_op(f, 10, PL_OP_ELSE, PL_NONE))
SPOIL(op_else_outside, set_op(f, 0, PL_OP_ELSE, PL_NONE))
SPOIL(op_end_too_many, set_op(f, 18, PL_OP_END, PL_NONE))
SPOIL(op_end_missing, set_op(f, 16, PL_OP_RETURN, PL_NONE))
SPOIL(op_case_after_switch, set_op(f, 18, PL_OP_CASE, PL_NONE))
SPOIL(body_begin, f->functions[EX_HANDLER].body.begin = f->nops + 1)
SPOIL(body_count, f->functions[EX_HANDLER].body.count = UINT32_MAX)

#define BODY "the body of function 0"
static const wrong all[] = {
    {file_path, "file 1"},
    {file_none, "file 0"},
    {function_name, "function 1"},
    {function_usr, "function 0"},
    {function_type, "function 2"},
    {function_record, "function 2"},
    {function_file, "function 0"},
    {function_spelled, "function 0"},
    {function_params, "function 1"},
    {function_span, "function 0"},
    {function_span_count, "function 0"},
    {function_annotation, "function 0"},
    {function_override, "function 2"},
    {override_itself, "what function 2 overrides"},
    {override_cycle, "what function 3 overrides"},
    {override_ring, "what function 2 overrides"},
    {var_name, "variable 1"},
    {var_scope, "variable 0"},
    {var_function, "variable 1"},
    {record_usr, "record 0"},
    {record_casts, "record 1"},
    {record_parts, "record 1"},
    {record_file, "record 0"},
    {record_base, "record 1"},
    {record_pattern, "record 1"},
    {base_itself, "the bases of record 1"},
    {field_record, "field 1"},
    {field_name, "field 0"},
    {field_around, "field 0"},
    {field_signature, "field 1"},
    {flow_to, "flow 0"},
    {flow_from, "flow 1"},
    {flow_function, "flow 1"},
    {call_kind, "call 0"},
    {call_caller, "call 1"},
    {call_callee, "call 0"},
    {call_virtual, "call 2"},
    {call_via, "call 1"},
    {call_self, "call 2"},
    {call_args, "call 1"},
    {call_arg, "call 1"},
    {call_type, "call 1"},
    {condition_node, "condition 0"},
    {condition_relation, "condition 1"},
    {directive_file, "directive 0"},
    {directive_kind, "directive 1"},
    {directive_rule, "directive 0"},
    {directive_reason, "directive 0"},
    {unit_file, "the unit"},
    {unit_directory, "the unit"},
    {unit_triple, "the unit"},
    {unit_dropped, "the unit"},
    {unit_left_out, "the unit"},
    {node_kind, "node LAST"},
    {node_second_unknown, "node LAST"},
    {node_function, "node LAST"},
    {node_return, "node LAST"},
    {node_var, "node LAST"},
    {node_param_function, "node LAST"},
    {node_param_index, "node LAST"},
    {node_result, "node LAST"},
    {node_string, "node LAST"},
    {node_field, "node LAST"},
    {node_field_itself, "node LAST"},
    {node_deref_later, "node LAST"},
    {node_address_itself, "node LAST"},
    {node_choice, "node LAST"},
    {no_unknown, "node 0"},
    {no_nodes, "node 0"},
    {op_kind, BODY},
    {op_call, BODY},
    {op_not_my_call, BODY},
    {op_if, BODY},
    {op_loop, BODY},
    {op_switch, BODY},
    {op_case_value, BODY},
    {op_case_outside, BODY},
    {op_label, BODY},
    {op_goto, BODY},
    {op_second_else, BODY},
    {op_else_in_switch, BODY},
    {op_else_outside, BODY},
    {op_end_too_many, BODY},
    {op_end_missing, BODY},
    {op_case_after_switch, BODY},
    {body_begin, BODY},
    {body_count, BODY},
};

static void test_sound(void) {
    pl_facts *facts = ex_build();
    char *wrong_thing = pl_facts_validate(facts);
    g_assert_null(wrong_thing);
    pl_facts_free(facts);
}

static void test_all_wrongs(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        pl_facts *facts = ex_build();
        char *last = g_strdup_printf("node %u", facts->nnodes - 1);
        const char *want = g_str_equal(all[i].want, "node LAST") ? last : all[i].want;
        all[i].spoil(facts);
        char *got = pl_facts_validate(facts);
        if (g_strcmp0(got, want) != 0) g_error("wrong thing %zu: %s instead of %s", i, got, want);
        g_free(got);
        g_free(last);
        pl_facts_free(facts);
    }
}

/* A chain of nodes as long as allowed, then one longer; a tree that doubles at each step. */
static pl_facts *nodes_only(uint32_t count) {
    pl_facts *f = pl_builder_finish(pl_builder_new());
    f->nodes = g_new0(pl_node, count);
    f->nnodes = count;
    f->nodes[1] = (pl_node){PL_NODE_CONSTANT, 1, 0};
    return f;
}

static void free_nodes_only(pl_facts *f) {
    g_free(f->nodes);
    pl_facts_free(f);
}

static void test_large_nodes(void) {
    pl_facts *f = nodes_only(PL_NODE_MAX_PARTS + 2);
    for (uint32_t i = 2; i < f->nnodes; i++) f->nodes[i] = (pl_node){PL_NODE_DEREF, i - 1, 0};
    char *got = pl_facts_validate(f);
    char *want = g_strdup_printf("node %d", PL_NODE_MAX_PARTS + 1);
    g_assert_cmpstr(got, ==, want);
    f->nnodes--;
    g_assert_null(pl_facts_validate(f));
    g_free(got);
    g_free(want);
    free_nodes_only(f);

    f = nodes_only(100);
    for (uint32_t i = 2; i < f->nnodes; i++) f->nodes[i] = (pl_node){PL_NODE_CHOICE, i - 1, i - 1};
    got = pl_facts_validate(f);
    g_assert_cmpstr(got, ==, "node 13"); /* 2^13 - 1 parts */
    g_free(got);
    free_nodes_only(f);
}

static void test_deep_body(void) {
    pl_facts *f = ex_build();
    pl_op *ops = g_new0(pl_op, 2 * PL_OP_MAX_DEPTH + 2);
    for (uint32_t i = 0; i < 2 * PL_OP_MAX_DEPTH + 2; i++) {
        ops[i] = (pl_op){i <= PL_OP_MAX_DEPTH ? PL_OP_LOOP : PL_OP_END, PL_NONE};
    }
    f->ops = ops;
    f->nops = 2 * PL_OP_MAX_DEPTH + 2;
    for (uint32_t i = 0; i < f->nfunctions; i++) f->functions[i].body = (pl_span){0, 0};
    f->functions[EX_METHOD].body = (pl_span){0, f->nops};
    char *got = pl_facts_validate(f);
    g_assert_cmpstr(got, ==, "the body of function 2");
    f->functions[EX_METHOD].body = (pl_span){1, f->nops - 2};
    g_assert_null(pl_facts_validate(f));
    g_free(got);
    g_free(ops);
    pl_facts_free(f);
}

/* A deep but sound hierarchy: no recursion, no quadratic time. */
static void test_deep_bases(void) {
    enum { DEPTH = 200000 };
    pl_builder *b = pl_builder_new();
    pl_id empty = pl_builder_string(b, "");
    for (pl_id i = 0; i < DEPTH; i++) {
        pl_record r = {empty, empty, PL_NONE, {0, 0}, {0, 0}, 0, PL_NONE, {0, 0}, {0, 0}, 0};
        pl_id bases[] = {i + 1, i + 2};
        if (i + 2 < DEPTH) r.bases = pl_builder_span(b, bases, 2);
        pl_builder_record(b, &r);
    }
    pl_facts *facts = pl_builder_finish(b);
    g_assert_null(pl_facts_validate(facts));
    facts->ids[facts->records[DEPTH - 3].bases.begin] = 7;
    char *got = pl_facts_validate(facts);
    g_assert_cmpstr(got, ==, "the bases of record 7");
    g_free(got);
    pl_facts_free(facts);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/facts/validate/sound", test_sound);
    g_test_add_func("/facts/validate/wrongs", test_all_wrongs);
    g_test_add_func("/facts/validate/large-nodes", test_large_nodes);
    g_test_add_func("/facts/validate/deep-body", test_deep_body);
    g_test_add_func("/facts/validate/deep-bases", test_deep_bases);
    return g_test_run();
}
