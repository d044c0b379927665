/* test_program_fixture.h: facts for the tests of link and solve, in a line or two per declaration.
 *
 * A tu is a unit in the making; programs own their facts (test_program). For tests only; one thread. */
#ifndef PINLINT_TEST_PROGRAM_FIXTURE_H
#define PINLINT_TEST_PROGRAM_FIXTURE_H

#include <glib.h>
#include <string.h>

#include "facts/builder.h"
#include "program/program.h"

typedef struct {
    pl_builder *b;
    pl_id main;
    uint32_t line; /* of the next thing */
    pl_id caller;  /* function whose body is being written, or PL_NONE */
} tu;

static inline tu tu_open(const char *path) {
    tu t = {.b = pl_builder_new(), .line = 1, .caller = PL_NONE};
    t.main = pl_builder_file(t.b, path, PL_FILE_MAIN);
    pl_builder_unit(t.b)->main_file = t.main;
    return t;
}

static inline pl_location tu_at(tu *t, pl_id file) {
    uint32_t line = t->line++;
    return (pl_location){file, line, 1, PL_NONE, 0, 0, line, 1};
}

static inline pl_id tu_function_in(tu *t, pl_id file, const char *name, const char *type, uint32_t nparams,
                                   uint32_t flags, uint64_t hash) {
    char *usr = g_strconcat("c:@F@", name, NULL);
    pl_function f = {.usr = pl_builder_string(t->b, usr),
                     .name = pl_builder_string(t->b, name),
                     .type = pl_builder_string(t->b, type),
                     .record = PL_NONE,
                     .at = tu_at(t, file),
                     .flags = flags | (hash ? PL_FN_DEFINED : 0),
                     .nparams = nparams,
                     .body_hash = hash};
    g_free(usr);
    return pl_builder_function(t->b, &f);
}

/* A definition in the main file; its body is what follows. */
static inline pl_id tu_define(tu *t, const char *name, const char *type, uint32_t nparams, uint32_t flags) {
    return t->caller = tu_function_in(t, t->main, name, type, nparams, flags, g_str_hash(name) + 1u);
}

static inline pl_id tu_declare(tu *t, const char *name, const char *type, uint32_t nparams) {
    return tu_function_in(t, t->main, name, type, nparams, 0, 0);
}

static inline pl_id tu_var(tu *t, const char *name, const char *type, pl_var_scope scope, uint32_t flags) {
    char *usr = g_strconcat("c:@", name, NULL);
    pl_var v = {.usr = scope == PL_VAR_LOCAL ? PL_NONE : pl_builder_string(t->b, usr),
                .name = pl_builder_string(t->b, name),
                .type = pl_builder_string(t->b, type),
                .function = scope == PL_VAR_LOCAL ? t->caller : PL_NONE,
                .at = tu_at(t, t->main),
                .scope = scope,
                .flags = flags};
    g_free(usr);
    return pl_builder_node(t->b, PL_NODE_VAR, pl_builder_var(t->b, &v), 0);
}

static inline pl_id tu_record(tu *t, const char *usr, const char *name) {
    pl_record r = {.usr = pl_builder_string(t->b, usr),
                   .name = pl_builder_string(t->b, name),
                   .file = pl_builder_file(t->b, "/p/records.h", 0),
                   .pattern = PL_NONE};
    return pl_builder_record(t->b, &r);
}

static inline pl_id tu_field(tu *t, pl_id record, const char *name, const char *type) {
    pl_field f = {record, pl_builder_string(t->b, name), pl_builder_string(t->b, type), PL_NONE, record, PL_NONE};
    return pl_builder_field(t->b, &f);
}

/* Nodes. */
static inline pl_id tu_fn(tu *t, pl_id f) { return pl_builder_node(t->b, PL_NODE_FUNCTION, f, 0); }
static inline pl_id tu_param(tu *t, pl_id f, uint32_t i) { return pl_builder_node(t->b, PL_NODE_PARAM, f, i); }
static inline pl_id tu_return(tu *t, pl_id f) { return pl_builder_node(t->b, PL_NODE_RETURN, f, 0); }
static inline pl_id tu_result(tu *t, pl_id call) { return pl_builder_node(t->b, PL_NODE_RESULT, call, 0); }
static inline pl_id tu_member(tu *t, pl_id object, pl_id field) {
    return pl_builder_node(t->b, PL_NODE_FIELD, object, field);
}
static inline pl_id tu_deref(tu *t, pl_id node) { return pl_builder_deref(t->b, node); }
static inline pl_id tu_address(tu *t, pl_id node) { return pl_builder_address(t->b, node); }

static inline void tu_flow(tu *t, pl_id to, pl_id from) {
    pl_flow flow = {to, from, t->caller, PL_NONE, tu_at(t, t->main)};
    pl_builder_flow(t->b, &flow);
}

static inline pl_id tu_call_any(tu *t, pl_call call, const pl_id *args, uint32_t nargs) {
    call.caller = t->caller;
    call.args = pl_builder_span(t->b, args, nargs);
    call.at = tu_at(t, t->main);
    return pl_builder_call(t->b, &call);
}

#define TU_ARGS(...) ((const pl_id[]){__VA_ARGS__}), (sizeof((const pl_id[]){__VA_ARGS__}) / sizeof(pl_id))
#define TU_NO_ARGS NULL, 0

static inline pl_id tu_call(tu *t, pl_id callee, const pl_id *args, uint32_t nargs) {
    pl_call call = {.kind = PL_CALL_DIRECT, .callee = callee, .via = PL_NONE, .self = PL_NONE, .type = PL_NONE};
    return tu_call_any(t, call, args, nargs);
}

static inline pl_id tu_call_through(tu *t, pl_id via, const char *type, const pl_id *args, uint32_t nargs) {
    pl_call call = {.kind = PL_CALL_INDIRECT,
                    .callee = PL_NONE,
                    .via = via,
                    .self = PL_NONE,
                    .type = pl_builder_string(t->b, type)};
    return tu_call_any(t, call, args, nargs);
}

static inline pl_facts *tu_close(tu *t) { return pl_builder_finish(t->b); }

/* Programs. */

#define MAX_UNITS 8
typedef struct {
    pl_facts *facts[MAX_UNITS];
    uint32_t nfacts;
    pl_program *program;
} test_program;

static inline test_program link_units(tu *units, uint32_t count, const pl_callback *callbacks, uint32_t ncallbacks) {
    test_program p = {.nfacts = count};
    g_assert_cmpuint(count, <=, MAX_UNITS);
    for (uint32_t i = 0; i < count; i++) p.facts[i] = tu_close(&units[i]);
    p.program = pl_program_new(p.facts, count, callbacks, ncallbacks);
    return p;
}

static inline void test_program_free(test_program *p) {
    pl_program_free(p->program);
    for (uint32_t i = 0; i < p->nfacts; i++) pl_facts_free(p->facts[i]);
}

static inline void describe_edge(const pl_program *p, const pl_edge *e, GString *out) {
    const pl_func *callee = &p->funcs[e->callee];
    g_string_append_printf(out, "%s%s%s", out->len ? " " : "", e->callback ? "&" : "", callee->name);
    uint32_t namesakes;
    pl_program_named(p, callee->name, &namesakes);
    if (namesakes > 1 && !(callee->flags & PL_FN_INTERNAL))
        g_string_append_printf(out, "@%s", strrchr(callee->file, '/') + 1);
    g_string_append_printf(out, ":%s%s", pl_tier_name((pl_tier)e->tier), e->ambiguous ? "?" : "");
}

/* All that one function calls, site by site: "f:direct | g:field &h:flow | unresolved". The caller frees it. */
static inline char *describe_calls(const pl_program *p, const char *caller) {
    GString *out = g_string_new(NULL);
    uint32_t count;
    const uint32_t *named = pl_program_named(p, caller, &count);
    for (uint32_t n = 0; n < count; n++)
        for (uint32_t i = 0; i < p->funcs[named[n]].nsites; i++) {
            const pl_site *site = &p->sites[p->funcs[named[n]].first_site + i];
            GString *edges = g_string_new(site->unresolved ? "unresolved" : "");
            for (uint32_t e = 0; e < site->nedges; e++) describe_edge(p, &p->edges[site->first_edge + e], edges);
            g_string_append_printf(out, "%s%s", out->len ? " | " : "", edges->len ? edges->str : "nothing");
            g_string_free(edges, TRUE);
        }
    return g_string_free(out, FALSE);
}

#define assert_calls(p, caller, expected)                                                                              \
    do {                                                                                                               \
        char *calls_ = describe_calls((p)->program, caller);                                                           \
        g_assert_cmpstr(calls_, ==, expected);                                                                         \
        g_free(calls_);                                                                                                \
    } while (0)

#endif
