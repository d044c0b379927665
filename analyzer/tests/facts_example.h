/* facts_example.h: a small unit with one of everything, for the tests of facts. The caller owns what is returned; no
 * errors; nothing shared.
 */
#ifndef PINLINT_FACTS_EXAMPLE_H
#define PINLINT_FACTS_EXAMPLE_H

#include "facts/builder.h"

/* Indices that tests refer to. */
enum { EX_HANDLER, EX_LOCK, EX_METHOD, EX_BASE_METHOD, EX_INIT, EX_NFUNCTIONS };
enum { EX_VAR_TABLE, EX_VAR_CLIENT };
enum { EX_RECORD_CLIENT, EX_RECORD_DERIVED, EX_RECORD_BASE };
enum { EX_CALL_LOCK, EX_CALL_PROC, EX_CALL_METHOD };

static inline pl_location ex_at(pl_id file, uint32_t line, uint32_t column) {
    return (pl_location){file, line, column, PL_NONE, 0, 0, line, column};
}

static inline void ex_functions(pl_builder *b, pl_id file, pl_id header) {
    pl_function handler = {.usr = pl_builder_string(b, "c:@F@handler"),
                           .name = pl_builder_string(b, "handler"),
                           .type = pl_builder_string(b, "void (struct client *, int)"),
                           .record = PL_NONE,
                           .at = ex_at(file, 20, 6),
                           .begin_line = 20,
                           .end_line = 45,
                           .flags = PL_FN_DEFINED,
                           .nparams = 2,
                           .body_hash = 0x0123456789abcdefu};
    pl_id note = pl_builder_string(b, "request-handler");
    handler.annotations = pl_builder_span(b, &note, 1);
    g_assert_cmpuint(pl_builder_function(b, &handler), ==, EX_HANDLER);
    pl_function lock = {.usr = pl_builder_string(b, "c:@F@pthread_mutex_lock"),
                        .name = pl_builder_string(b, "pthread_mutex_lock"),
                        .type = pl_builder_string(b, "int (pthread_mutex_t *)"),
                        .record = PL_NONE,
                        .at = ex_at(header, 794, 12),
                        .begin_line = 794,
                        .end_line = 795,
                        .flags = PL_FN_SYSTEM,
                        .nparams = 1};
    pl_builder_function(b, &lock);
    pl_function method = {.usr = pl_builder_string(b, "c:@S@Derived@F@run#"),
                          .name = pl_builder_string(b, "Derived::run"),
                          .type = pl_builder_string(b, "void ()"),
                          .record = EX_RECORD_DERIVED,
                          .at = ex_at(file, 60, 10),
                          .flags = PL_FN_METHOD | PL_FN_VIRTUAL | PL_FN_DEFINED};
    pl_id base = EX_BASE_METHOD;
    method.overrides = pl_builder_span(b, &base, 1);
    pl_builder_function(b, &method);
    method.name = pl_builder_string(b, "Base::run");
    method.record = EX_RECORD_BASE;
    method.overrides = (pl_span){0, 0};
    pl_builder_function(b, &method);
    pl_function init = {.usr = PL_NONE,
                        .name = pl_builder_string(b, "(initialisers)"),
                        .type = PL_NONE,
                        .record = PL_NONE,
                        .at = {.file = PL_NONE, .spelled_file = PL_NONE},
                        .flags = PL_FN_SYNTHETIC | PL_FN_DEFINED};
    g_assert_cmpuint(pl_builder_function(b, &init), ==, EX_INIT);
}

static inline void ex_records(pl_builder *b, pl_id file) {
    pl_record client = {.usr = pl_builder_string(b, "c:@S@client"),
                        .name = pl_builder_string(b, "client"),
                        .file = file,
                        .pattern = PL_NONE};
    pl_id alias = pl_builder_string(b, "client_t");
    client.aliases = pl_builder_span(b, &alias, 1);
    pl_builder_record(b, &client);
    pl_record derived = {.usr = pl_builder_string(b, "c:@S@Derived"),
                         .name = pl_builder_string(b, "Derived"),
                         .file = file,
                         .pattern = PL_NONE,
                         .members_hash = 0xfedcba9876543210u};
    pl_id base = EX_RECORD_BASE;
    derived.bases = pl_builder_span(b, &base, 1);
    derived.casts = pl_builder_span(b, &base, 1);
    derived.parts = pl_builder_span(b, &base, 1);
    pl_builder_record(b, &derived);
    pl_record plain = {.usr = pl_builder_string(b, "c:@S@Base"),
                       .name = pl_builder_string(b, "Base"),
                       .file = PL_NONE,
                       .pattern = EX_RECORD_CLIENT};
    pl_builder_record(b, &plain);
}

static inline void ex_types(pl_builder *b, pl_id file) {
    ex_records(b, file);
    pl_field cmd = {EX_RECORD_CLIENT,
                    pl_builder_string(b, "cmd"),
                    pl_builder_string(b, "struct command *"),
                    PL_NONE,
                    EX_RECORD_CLIENT,
                    64};
    pl_builder_field(b, &cmd);
    pl_field proc = {EX_RECORD_CLIENT,
                     pl_builder_string(b, "proc"),
                     pl_builder_string(b, "command_proc *"),
                     pl_builder_string(b, "void (struct client *)"),
                     EX_RECORD_DERIVED,
                     PL_NONE};
    pl_builder_field(b, &proc);

    pl_var table = {pl_builder_string(b, "c:@table"),
                    pl_builder_string(b, "table"),
                    pl_builder_string(b, "struct command[2]"),
                    PL_NONE,
                    ex_at(file, 5, 1),
                    PL_VAR_EXTERNAL,
                    PL_VAR_ARRAY};
    pl_builder_var(b, &table);
    pl_var local = {
        PL_NONE,      pl_builder_string(b, "c"), pl_builder_string(b, "client_t *"), EX_HANDLER, ex_at(file, 21, 5),
        PL_VAR_LOCAL, PL_VAR_THREAD_LOCAL};
    pl_builder_var(b, &local);
}

/* c->cmd->proc */
static inline pl_id ex_proc(pl_builder *b) {
    pl_id c = pl_builder_node(b, PL_NODE_VAR, EX_VAR_CLIENT, 0);
    pl_id cmd = pl_builder_node(b, PL_NODE_FIELD, pl_builder_deref(b, c), 0);
    return pl_builder_node(b, PL_NODE_FIELD, pl_builder_deref(b, cmd), 1);
}

static inline void ex_calls(pl_builder *b, pl_id file, pl_id header) {
    pl_id mutex = pl_builder_address(b, pl_builder_node(b, PL_NODE_VAR, EX_VAR_TABLE, 0));
    pl_call lock = {.caller = EX_HANDLER,
                    .kind = PL_CALL_DIRECT,
                    .callee = EX_LOCK,
                    .via = PL_NONE,
                    .self = PL_NONE,
                    .type = PL_NONE,
                    .at = {file, 22, 5, header, 3, 17, 21, 9}};
    lock.args = pl_builder_span(b, &mutex, 1);
    g_assert_cmpuint(pl_builder_call(b, &lock), ==, EX_CALL_LOCK);
    pl_call proc = {.caller = EX_HANDLER,
                    .kind = PL_CALL_INDIRECT,
                    .callee = PL_NONE,
                    .via = ex_proc(b),
                    .self = PL_NONE,
                    .type = pl_builder_string(b, "void (int, const char *)"),
                    .at = ex_at(file, 25, 9)};
    pl_id args[] = {pl_builder_constant(b, INT64_MIN),
                    pl_builder_node(b, PL_NODE_STRING, pl_builder_string(b, "GET"), 0),
                    pl_builder_node(b, PL_NODE_PARAM, EX_HANDLER, 1)};
    proc.args = pl_builder_span(b, args, G_N_ELEMENTS(args));
    g_assert_cmpuint(pl_builder_call(b, &proc), ==, EX_CALL_PROC);
    pl_call method = {.caller = EX_HANDLER,
                      .kind = PL_CALL_VIRTUAL,
                      .flags = PL_CALL_IMPLICIT | PL_CALL_AT_EXIT,
                      .callee = EX_BASE_METHOD,
                      .via = PL_NONE,
                      .self = pl_builder_node(b, PL_NODE_PARAM, EX_METHOD, PL_PARAM_THIS),
                      .type = PL_NONE,
                      .at = ex_at(file, 44, 1)};
    pl_builder_call(b, &method);
}

static inline void ex_flows(pl_builder *b, pl_id file) {
    pl_id table = pl_builder_node(b, PL_NODE_VAR, EX_VAR_TABLE, 0);
    pl_flow stored = {pl_builder_node(b, PL_NODE_FIELD, table, 1), pl_builder_node(b, PL_NODE_FUNCTION, EX_HANDLER, 0),
                      PL_NONE, pl_builder_string(b, "command_proc"), ex_at(file, 6, 7)};
    pl_builder_flow(b, &stored);
    pl_id result = pl_builder_node(b, PL_NODE_RESULT, EX_CALL_LOCK, 0); /* the order of nodes is that of choices */
    pl_id either = pl_builder_choice(b, pl_builder_node(b, PL_NODE_FUNCTION, EX_LOCK, 0), result);
    pl_flow returned = {pl_builder_node(b, PL_NODE_RETURN, EX_HANDLER, 0), either, EX_HANDLER, PL_NONE,
                        ex_at(file, 45, 2)};
    pl_builder_flow(b, &returned);
}

static inline void ex_body(pl_builder *b) {
    uint32_t begin = pl_builder_nops(b);
    pl_id c = pl_builder_node(b, PL_NODE_VAR, EX_VAR_CLIENT, 0);
    pl_builder_op(b, PL_OP_CALL, EX_CALL_LOCK);
    pl_builder_op(b, PL_OP_IF, pl_builder_condition(b, c, PL_REL_NE, 0));
    pl_builder_op(b, PL_OP_CALL, EX_CALL_PROC);
    pl_builder_op(b, PL_OP_ELSE, PL_NONE);
    pl_builder_op(b, PL_OP_SWITCH, c);
    pl_builder_op(b, PL_OP_CASE, pl_builder_constant(b, -1));
    pl_builder_op(b, PL_OP_DO, pl_builder_condition(b, c, PL_REL_LT, -7));
    pl_builder_op(b, PL_OP_CASE, PL_NONE);
    pl_builder_op(b, PL_OP_CONTINUE, PL_NONE);
    pl_builder_op(b, PL_OP_END, PL_NONE);
    pl_builder_op(b, PL_OP_BREAK, PL_NONE);
    pl_builder_op(b, PL_OP_END, PL_NONE);
    pl_builder_op(b, PL_OP_LOOP, PL_NONE);
    pl_builder_op(b, PL_OP_GOTO, pl_builder_string(b, "out"));
    pl_builder_op(b, PL_OP_STOP, PL_NONE);
    pl_builder_op(b, PL_OP_END, PL_NONE);
    pl_builder_op(b, PL_OP_END, PL_NONE);
    pl_builder_op(b, PL_OP_LABEL, pl_builder_string(b, "out"));
    pl_builder_op(b, PL_OP_RETURN, PL_NONE);
    pl_builder_op(b, PL_OP_CALL, EX_CALL_METHOD);
    pl_builder_function_at(b, EX_HANDLER)->body = (pl_span){begin, pl_builder_nops(b) - begin};
    begin = pl_builder_nops(b);
    pl_builder_op(b, PL_OP_IF, pl_builder_condition(b, 0, PL_REL_OPAQUE, 0));
    pl_builder_op(b, PL_OP_END, PL_NONE);
    pl_builder_function_at(b, EX_METHOD)->body = (pl_span){begin, 2};
}

static inline void ex_directives(pl_builder *b, pl_id file) {
    pl_directive allow = {.file = file,
                          .line = 21,
                          .column = 12,
                          .end_line = 21,
                          .target_line = 22,
                          .kind = PL_DIRECTIVE_ALLOW,
                          .reason = pl_builder_string(b, "config reload, once a day"),
                          .problem = PL_NONE};
    pl_id rule = pl_builder_string(b, "lock-in-handler");
    allow.rules = pl_builder_span(b, &rule, 1);
    pl_builder_directive(b, &allow);
    pl_directive bad = {.file = file,
                        .line = 3,
                        .column = 4,
                        .end_line = 9,
                        .target_line = 3,
                        .kind = PL_DIRECTIVE_BAD,
                        .reason = PL_NONE,
                        .problem = pl_builder_string(b, "there is no rule lock-in-handlr"),
                        .skipped = true};
    pl_builder_directive(b, &bad);
}

static inline pl_facts *ex_build(void) {
    pl_builder *b = pl_builder_new();
    pl_id file = pl_builder_file(b, "/src/caf\xc3\xa9/a.c", PL_FILE_MAIN);
    pl_id header = pl_builder_file(b, "/usr/include/pthread.h", PL_FILE_SYSTEM);
    ex_functions(b, file, header);
    ex_types(b, file);
    ex_calls(b, file, header);
    ex_flows(b, file);
    ex_body(b);
    ex_directives(b, file);
    pl_unit *unit = pl_builder_unit(b);
    unit->main_file = file;
    unit->directory = pl_builder_string(b, "/src");
    unit->output = pl_builder_string(b, "a.o");
    unit->triple = pl_builder_string(b, "x86_64-pc-linux-gnu");
    unit->cplusplus = true;
    unit->fatal = true;
    unit->errors = 2;
    unit->first_error = pl_builder_string(b, "a.c:1: \"x.h\" file not \xff found\n");
    unit->command_hash = UINT64_MAX - 1;
    pl_id dropped = pl_builder_string(b, "-fplugin=evil.so");
    unit->dropped = pl_builder_span(b, &dropped, 1);
    pl_id left_out = pl_builder_string(b, "-MF a.d");
    unit->left_out = pl_builder_span(b, &left_out, 1);
    return pl_builder_finish(b);
}

#endif
