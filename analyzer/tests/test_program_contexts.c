/* test_program_contexts.c: what runs only in a forked child, what ends the process, what never returns. */
#include "program/skeleton.h"
#include "test_program_fixture.h"

#define V "void (void)"
#define I "int (void)"

typedef struct {
    tu t;
    pl_id work, die, leave, jump, fork, zero;
} unit;

static pl_id ending(tu *t, const char *name) {
    return tu_function_in(t, t->main, name, "void (int)", 1, PL_FN_NORETURN, 0);
}

static unit open_unit(void) {
    unit u = {.t = tu_open("/p/main.c")};
    u.work = tu_declare(&u.t, "work", V, 0);
    u.die = ending(&u.t, "exit");
    u.leave = ending(&u.t, "pthread_exit");
    u.jump = ending(&u.t, "longjmp");
    u.fork = tu_declare(&u.t, "fork", I, 0);
    u.zero = pl_builder_constant(u.t.b, 0);
    return u;
}

/* Extends the body that is being written. */
static void put(unit *u, pl_op_kind kind, uint32_t arg) {
    pl_builder_op(u->t.b, kind, arg);
    pl_function *f = pl_builder_function_at(u->t.b, u->t.caller);
    if (!f->body.count) f->body.begin = pl_builder_nops(u->t.b) - 1;
    f->body.count = pl_builder_nops(u->t.b) - f->body.begin;
}

static void op(unit *u, pl_op_kind kind) { put(u, kind, PL_NONE); }
static void op_if(unit *u, pl_id node, pl_relation relation, int64_t value) {
    put(u, PL_OP_IF, pl_builder_condition(u->t.b, node, relation, value));
}
static void op_when(unit *u) { op_if(u, 0, PL_REL_OPAQUE, 0); }

static pl_id call(unit *u, pl_id callee) {
    pl_id id = tu_call(&u->t, callee, TU_NO_ARGS);
    put(u, PL_OP_CALL, id);
    return id;
}

static void end_by(unit *u, pl_id callee) {
    call(u, callee);
    op(u, PL_OP_STOP);
}

static pl_id define(unit *u, const char *name) { return tu_define(&u->t, name, V, 0, 0); }
static pl_id local(unit *u, const char *name) { return tu_var(&u->t, name, "int", PL_VAR_LOCAL, 0); }

/* The contexts of the calls of a function, a letter each: normal, child, dying, unwinding. */
static char *contexts_of(const pl_program *p, const char *name) {
    GString *out = g_string_new(NULL);
    uint32_t count;
    const uint32_t *named = pl_program_named(p, name, &count);
    g_assert_cmpuint(count, ==, 1);
    for (uint32_t i = 0; i < p->funcs[*named].nsites; i++) {
        const pl_site *site = &p->sites[p->funcs[*named].first_site + i];
        for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++)
            g_string_append_c(out, pl_edge_context_name((pl_edge_context)p->edges[e].context)[0]);
    }
    return g_string_free(out, FALSE);
}

#define assert_contexts(p, name, expected)                                                                             \
    do {                                                                                                               \
        char *found_ = contexts_of((p)->program, name);                                                                \
        g_assert_cmpstr(found_, ==, expected);                                                                         \
        g_free(found_);                                                                                                \
    } while (0)

static void branch_that_exits(void) {
    unit u = open_unit();
    define(&u, "f");
    call(&u, u.work);
    op_when(&u);
    call(&u, u.work);
    end_by(&u, u.die);
    op(&u, PL_OP_ELSE);
    call(&u, u.work);
    op(&u, PL_OP_END);
    call(&u, u.work);
    test_program prog = link_units(&u.t, 1, NULL, 0);
    assert_contexts(&prog, "f", "nddnn");
    test_program_free(&prog);
}

/* A function that never returns is whole in itself: only who calls it did not come back. */
static void never_returning(void) {
    unit u = open_unit();
    pl_id fatal = define(&u, "fatal");
    call(&u, u.work);
    op_when(&u);
    end_by(&u, u.die);
    op(&u, PL_OP_END);
    end_by(&u, u.die);
    pl_id outer = define(&u, "outer");
    call(&u, u.work);
    call(&u, fatal);
    define(&u, "f");
    op_when(&u);
    call(&u, outer);
    op(&u, PL_OP_END);
    call(&u, u.work);
    test_program prog = link_units(&u.t, 1, NULL, 0);
    assert_contexts(&prog, "fatal", "nnn");
    assert_contexts(&prog, "outer", "nn");
    assert_contexts(&prog, "f", "dn");
    test_program_free(&prog);
}

static void sometimes_returning(void) {
    unit u = open_unit();
    pl_id check = define(&u, "check");
    op_when(&u);
    op(&u, PL_OP_RETURN);
    op(&u, PL_OP_END);
    end_by(&u, u.die);
    define(&u, "f");
    op_when(&u);
    call(&u, check);
    op(&u, PL_OP_END);
    define(&u, "g"); /* the compiler is told that control does not come back */
    op_when(&u);
    call(&u, check);
    op(&u, PL_OP_STOP);
    op(&u, PL_OP_END);
    test_program prog = link_units(&u.t, 1, NULL, 0);
    assert_contexts(&prog, "check", "d");
    assert_contexts(&prog, "f", "n");
    assert_contexts(&prog, "g", "d");
    test_program_free(&prog);
}

static void through_a_pointer(void) {
    unit u = open_unit();
    pl_id fatal = define(&u, "fatal");
    end_by(&u, u.die);
    pl_id raise = define(&u, "raise");
    end_by(&u, u.jump);
    pl_id hook = tu_var(&u.t, "hook", "void (*)(void)", PL_VAR_EXTERNAL, 0);
    define(&u, "f");
    tu_flow(&u.t, hook, tu_fn(&u.t, fatal));
    tu_flow(&u.t, hook, tu_fn(&u.t, raise));
    pl_id id = tu_call_through(&u.t, hook, V, TU_NO_ARGS);
    put(&u, PL_OP_CALL, id);
    test_program prog = link_units(&u.t, 1, NULL, 0);
    assert_contexts(&prog, "f", "dn");
    test_program_free(&prog);
}

static void jumping_out(void) {
    unit u = open_unit();
    pl_id raise = define(&u, "raise");
    call(&u, u.work);
    end_by(&u, u.jump);
    define(&u, "f");
    op_when(&u);
    call(&u, u.work); /* on the way to a jump: the request goes on where the jump leads */
    call(&u, raise);
    op(&u, PL_OP_END);
    call(&u, u.work);
    define(&u, "ends"); /* the end of a thread is a return */
    op_when(&u);
    call(&u, u.work);
    end_by(&u, u.leave);
    op(&u, PL_OP_END);
    test_program prog = link_units(&u.t, 1, NULL, 0);
    assert_contexts(&prog, "raise", "nn");
    assert_contexts(&prog, "f", "nun");
    assert_contexts(&prog, "ends", "nn");
    test_program_free(&prog);
}

/* What may run for ever, as a server does, is not the end. */
static void loops(void) {
    unit u = open_unit();
    pl_id serve = tu_define(&u.t, "serve", V, 0, PL_FN_NORETURN);
    op(&u, PL_OP_DO);
    call(&u, u.work);
    op_when(&u);
    end_by(&u, u.die);
    op(&u, PL_OP_END);
    op(&u, PL_OP_END);
    define(&u, "f");
    op_when(&u);
    end_by(&u, serve);
    op(&u, PL_OP_END);
    define(&u, "g");
    op_when(&u);
    op(&u, PL_OP_LOOP);
    call(&u, u.work);
    op(&u, PL_OP_END);
    call(&u, u.work);
    end_by(&u, u.die);
    op(&u, PL_OP_END);
    test_program prog = link_units(&u.t, 1, NULL, 0);
    assert_contexts(&prog, "serve", "nd");
    assert_contexts(&prog, "f", "n");
    assert_contexts(&prog, "g", "nnd");
    test_program_free(&prog);
}

static void labels_and_cases(void) {
    unit u = open_unit();
    pl_id label = pl_builder_string(u.t.b, "out");
    define(&u, "f");
    op_when(&u);
    call(&u, u.work);
    put(&u, PL_OP_GOTO, label);
    op(&u, PL_OP_END);
    put(&u, PL_OP_SWITCH, 0);
    put(&u, PL_OP_CASE, u.zero);
    call(&u, u.work); /* falls through: may return */
    op(&u, PL_OP_CASE);
    op(&u, PL_OP_BREAK);
    put(&u, PL_OP_CASE, pl_builder_constant(u.t.b, 3));
    call(&u, u.work);
    end_by(&u, u.die);
    op(&u, PL_OP_END);
    put(&u, PL_OP_LABEL, label);
    call(&u, u.work);
    test_program prog = link_units(&u.t, 1, NULL, 0);
    assert_contexts(&prog, "f", "nnddn");
    test_program_free(&prog);
}

/* Forks. */

static pl_id forked(unit *u, const char *name) {
    pl_id pid = local(u, name);
    tu_flow(&u->t, pid, tu_result(&u->t, call(u, u->fork)));
    return pid;
}

static void child_branch(void) {
    unit u = open_unit();
    define(&u, "f");
    pl_id pid = forked(&u, "pid");
    op_if(&u, pid, PL_REL_EQ, 0);
    call(&u, u.work);
    end_by(&u, u.die);
    op(&u, PL_OP_ELSE);
    call(&u, u.work);
    op(&u, PL_OP_END);
    op_if(&u, pid, PL_REL_LT, 0);
    call(&u, u.work);
    op(&u, PL_OP_END);
    test_program prog = link_units(&u.t, 1, NULL, 0);
    assert_contexts(&prog, "f", "nccnn");
    test_program_free(&prog);
}

static void parent_leaves_early(void) {
    unit u = open_unit();
    define(&u, "f");
    pl_id pid = forked(&u, "pid");
    op_if(&u, pid, PL_REL_LT, 0);
    op(&u, PL_OP_RETURN);
    op(&u, PL_OP_END);
    call(&u, u.work); /* both */
    op_if(&u, pid, PL_REL_GT, 0);
    call(&u, u.work);
    op(&u, PL_OP_RETURN);
    op(&u, PL_OP_END);
    call(&u, u.work);
    end_by(&u, u.die);
    test_program prog = link_units(&u.t, 1, NULL, 0);
    assert_contexts(&prog, "f", "nnncc");
    test_program_free(&prog);
}

static void switched(void) {
    unit u = open_unit();
    define(&u, "f");
    pl_id id = call(&u, u.fork);
    put(&u, PL_OP_SWITCH, tu_result(&u.t, id));
    put(&u, PL_OP_CASE, pl_builder_constant(u.t.b, -1));
    call(&u, u.work);
    op(&u, PL_OP_BREAK);
    put(&u, PL_OP_CASE, u.zero);
    call(&u, u.work);
    end_by(&u, u.die);
    op(&u, PL_OP_CASE);
    call(&u, u.work);
    op(&u, PL_OP_END);
    test_program prog = link_units(&u.t, 1, NULL, 0);
    assert_contexts(&prog, "f", "nnccn");
    test_program_free(&prog);
}

/* A default before the cases still is everything else. */
static void default_first(void) {
    unit u = open_unit();
    define(&u, "f");
    pl_id id = call(&u, u.fork);
    put(&u, PL_OP_SWITCH, tu_result(&u.t, id));
    op(&u, PL_OP_CASE);
    call(&u, u.work);
    op(&u, PL_OP_BREAK);
    put(&u, PL_OP_CASE, pl_builder_constant(u.t.b, -1));
    op(&u, PL_OP_BREAK);
    put(&u, PL_OP_CASE, pl_builder_constant(u.t.b, 7)); /* no fork returns that to the child */
    call(&u, u.work);
    op(&u, PL_OP_END);
    test_program prog = link_units(&u.t, 1, NULL, 0);
    assert_contexts(&prog, "f", "nnn"); /* child or parent comes to the default */
    test_program_free(&prog);
}

static tu wrapper_unit(bool returns_zero) {
    unit u = {.t = tu_open("/p/wrapper.c")};
    u.fork = tu_declare(&u.t, "fork", I, 0);
    u.work = tu_declare(&u.t, "work", V, 0);
    u.zero = pl_builder_constant(u.t.b, 0);
    pl_id spawn = tu_define(&u.t, "spawn", I, 0, 0);
    pl_id pid = forked(&u, "pid");
    op_if(&u, pid, PL_REL_EQ, 0);
    call(&u, u.work);
    op(&u, PL_OP_END);
    op_if(&u, pid, PL_REL_LT, 0);
    tu_flow(&u.t, tu_return(&u.t, spawn), returns_zero ? u.zero : pl_builder_constant(u.t.b, -1));
    op(&u, PL_OP_RETURN);
    op(&u, PL_OP_END);
    tu_flow(&u.t, tu_return(&u.t, spawn), pid);
    op(&u, PL_OP_RETURN);
    return u.t;
}

static void wrapper_elsewhere(void) {
    for (int returns_zero = 0; returns_zero < 2; returns_zero++) {
        unit u = open_unit();
        pl_id spawn = tu_declare(&u.t, "spawn", I, 0);
        define(&u, "f");
        pl_id id = call(&u, spawn);
        op_if(&u, tu_result(&u.t, id), PL_REL_NE, 0);
        call(&u, u.work);
        op(&u, PL_OP_ELSE);
        call(&u, u.work);
        op(&u, PL_OP_END);
        tu both[] = {u.t, wrapper_unit(returns_zero)};
        test_program prog = link_units(both, 2, NULL, 0);
        assert_contexts(&prog, "spawn", "nc");
        assert_contexts(&prog, "f", returns_zero ? "nnn" : "nnc");
        test_program_free(&prog);
    }
}

/* Places that hold other values as well tell nothing. */
static void other_values(void) {
    unit u = open_unit();
    pl_id wait = tu_declare(&u.t, "wait", I, 0);
    define(&u, "f");
    pl_id pid = forked(&u, "pid");
    tu_flow(&u.t, pid, tu_result(&u.t, call(&u, wait)));
    op_if(&u, pid, PL_REL_EQ, 0);
    call(&u, u.work);
    op(&u, PL_OP_END);
    define(&u, "g"); /* 0 when nothing was forked */
    pl_id maybe = local(&u, "maybe");
    tu_flow(&u.t, maybe, u.zero);
    op_when(&u);
    tu_flow(&u.t, maybe, tu_result(&u.t, call(&u, u.fork)));
    op(&u, PL_OP_END);
    op_if(&u, maybe, PL_REL_EQ, 0);
    call(&u, u.work);
    op(&u, PL_OP_END);
    define(&u, "h"); /* -1 then */
    pl_id never = local(&u, "never");
    tu_flow(&u.t, never, pl_builder_constant(u.t.b, -1));
    op_when(&u);
    tu_flow(&u.t, never, tu_result(&u.t, call(&u, u.fork)));
    op(&u, PL_OP_END);
    op_if(&u, never, PL_REL_EQ, 0);
    call(&u, u.work);
    op(&u, PL_OP_END);
    test_program prog = link_units(&u.t, 1, NULL, 0);
    assert_contexts(&prog, "f", "nnn");
    assert_contexts(&prog, "g", "nn");
    assert_contexts(&prog, "h", "nc");
    test_program_free(&prog);
}

/* A daemon: the parent is gone, the child is the program. */
static void child_carries_on(void) {
    unit u = open_unit();
    define(&u, "f");
    pl_id pid = forked(&u, "pid");
    op_if(&u, pid, PL_REL_NE, 0);
    end_by(&u, u.die);
    op(&u, PL_OP_END);
    call(&u, u.work);
    test_program prog = link_units(&u.t, 1, NULL, 0);
    assert_contexts(&prog, "f", "ndn");
    test_program_free(&prog);
}

/* fork(); in the child: fork() again. */
static void grandchild(void) {
    unit u = open_unit();
    define(&u, "f");
    pl_id id = call(&u, u.fork);
    op_if(&u, tu_result(&u.t, id), PL_REL_EQ, 0);
    pl_id again = call(&u, u.fork);
    op_if(&u, tu_result(&u.t, again), PL_REL_GT, 0);
    end_by(&u, u.die);
    op(&u, PL_OP_END);
    call(&u, u.work);
    end_by(&u, u.die);
    op(&u, PL_OP_END);
    test_program prog = link_units(&u.t, 1, NULL, 0);
    assert_contexts(&prog, "f", "ncccc");
    test_program_free(&prog);
}

/* The skeleton itself. */

typedef struct {
    GString *seen;
    const pl_facts *facts;
} recorder;

static uint8_t record(pl_id id, uint8_t state, void *data) {
    recorder *r = data;
    (void)id;
    g_string_append_printf(r->seen, "%u", state);
    return state;
}

static uint8_t half(pl_id condition, bool holds, uint8_t state, void *data) {
    (void)condition, (void)data;
    return state & (holds ? 1 : 2);
}

static void loop_states(void) {
    unit u = open_unit();
    pl_id f = define(&u, "f");
    put(&u, PL_OP_LOOP, pl_builder_condition(u.t.b, u.zero, PL_REL_EQ, 0));
    op_when(&u);
    op(&u, PL_OP_CONTINUE);
    op(&u, PL_OP_END);
    op(&u, PL_OP_BREAK);
    op(&u, PL_OP_END);
    call(&u, u.work);
    pl_facts *facts = tu_close(&u.t);
    recorder r = {g_string_new(NULL), facts};
    const pl_skeleton_rules rules = {record, half, NULL, &r};
    uint8_t *before = pl_skeleton_run(facts, facts->functions[f].body, 3, &rules);
    g_assert_nonnull(before);
    g_assert_cmpuint(before[1], ==, 1); /* in the loop */
    g_assert_cmpuint(before[2], ==, 1); /* continues */
    g_assert_cmpuint(before[4], ==, 0); /* the rest: what does not hold, never in the loop */
    g_assert_cmpuint(before[facts->functions[f].body.count], ==, 2);
    g_string_free(r.seen, TRUE);
    g_free(before);
    pl_facts_free(facts);
}

/* Rounds are bounded: jumps backwards that take one each end without an answer, not in an endless loop. */
static void no_settling(void) {
    unit u = open_unit();
    pl_id f = define(&u, "f");
    pl_id labels[40];
    for (int i = 0; i < 40; i++) {
        char name[8];
        g_snprintf(name, sizeof name, "l%d", i);
        labels[i] = pl_builder_string(u.t.b, name);
    }
    put(&u, PL_OP_GOTO, labels[39]);
    for (int i = 0; i < 39; i++) {
        put(&u, PL_OP_LABEL, labels[i]);
        if (i) put(&u, PL_OP_GOTO, labels[i - 1]);
        if (!i) op(&u, PL_OP_RETURN);
    }
    put(&u, PL_OP_LABEL, labels[39]);
    put(&u, PL_OP_GOTO, labels[38]);
    pl_facts *facts = tu_close(&u.t);
    recorder r = {g_string_new(NULL), facts};
    const pl_skeleton_rules rules = {record, NULL, NULL, &r};
    g_assert_null(pl_skeleton_run(facts, facts->functions[f].body, 1, &rules));
    g_string_free(r.seen, TRUE);
    pl_facts_free(facts);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/contexts/branch_that_exits", branch_that_exits);
    g_test_add_func("/contexts/never_returning", never_returning);
    g_test_add_func("/contexts/sometimes_returning", sometimes_returning);
    g_test_add_func("/contexts/through_a_pointer", through_a_pointer);
    g_test_add_func("/contexts/jumping_out", jumping_out);
    g_test_add_func("/contexts/loops", loops);
    g_test_add_func("/contexts/labels_and_cases", labels_and_cases);
    g_test_add_func("/contexts/child_branch", child_branch);
    g_test_add_func("/contexts/parent_leaves_early", parent_leaves_early);
    g_test_add_func("/contexts/switched", switched);
    g_test_add_func("/contexts/default_first", default_first);
    g_test_add_func("/contexts/wrapper_elsewhere", wrapper_elsewhere);
    g_test_add_func("/contexts/other_values", other_values);
    g_test_add_func("/contexts/child_carries_on", child_carries_on);
    g_test_add_func("/contexts/grandchild", grandchild);
    g_test_add_func("/skeleton/loop_states", loop_states);
    g_test_add_func("/skeleton/no_settling", no_settling);
    return g_test_run();
}
