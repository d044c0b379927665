/* statements.c: statements as a structured skeleton of operations, and what control does not reach. */
#include <string.h>

#include "extract/walk.h"

/* Operations that shape the skeleton are written even where control does not reach, so that they nest; what turns out
 * empty is cut when it closes. */
static bool shapes(pl_op_kind kind) {
    switch (kind) {
    case PL_OP_IF:
    case PL_OP_ELSE:
    case PL_OP_LOOP:
    case PL_OP_DO:
    case PL_OP_SWITCH:
    case PL_OP_CASE:
    case PL_OP_LABEL:
    case PL_OP_END: return true;
    default: return false;
    }
}

static bool is_empty(pl_walk *w, uint32_t begin) {
    for (uint32_t i = begin + 1; i < pl_builder_nops(w->out); i++) {
        uint32_t kind = pl_builder_op_at(w->out, i)->kind;
        if (kind != PL_OP_ELSE && kind != PL_OP_CASE) return false;
    }
    return true;
}

void pl_emit_op(pl_walk *w, pl_op_kind kind, uint32_t arg) {
    if (w->function == PL_NONE || (w->dead && !shapes(kind))) return;
    uint32_t at = pl_builder_nops(w->out);
    if (kind == PL_OP_END) {
        uint32_t begin = g_array_index(w->open, uint32_t, w->open->len - 1);
        g_array_set_size(w->open, w->open->len - 1);
        if (is_empty(w, begin)) {
            pl_builder_cut_ops(w->out, begin);
            return;
        }
    } else if (kind == PL_OP_IF || kind == PL_OP_LOOP || kind == PL_OP_DO || kind == PL_OP_SWITCH) {
        g_array_append_val(w->open, at);
    }
    pl_builder_op(w->out, kind, arg);
}

void pl_branch_begin(pl_walk *w, uint32_t condition) { pl_emit_op(w, PL_OP_IF, condition); }

guint pl_scope_open(pl_walk *w) { return w->scopes->len; }

static void run_scope_ends(pl_walk *w, guint mark) {
    for (guint i = w->scopes->len; i > mark; i--)
        pl_emit_op(w, PL_OP_CALL, g_array_index(w->scopes, pl_scope_end, i - 1).call);
}

void pl_scope_close(pl_walk *w, guint mark) {
    run_scope_ends(w, mark);
    g_array_set_size(w->scopes, mark);
}

static pl_id compound(pl_walk *w, CXCursor statement) {
    guint mark = pl_scope_open(w);
    CXCursor outer = w->block;
    w->block = statement;
    pl_children c = pl_push_children(w, statement);
    pl_id last = 0;
    for (guint i = 0; i < c.count; i++) last = pl_statement(w, pl_child(w, c, i));
    pl_pop(w, c);
    pl_scope_close(w, mark);
    w->block = outer;
    return last;
}

/* The temporaries of a condition end before what it decides begins. */
static pl_id condition_of(pl_walk *w, CXCursor expression, int *known) {
    guint mark = pl_scope_open(w);
    pl_id condition = pl_condition_of(w, expression, known);
    pl_scope_close(w, mark);
    return condition;
}

static void branch(pl_walk *w, pl_id condition, CXCursor yes, CXCursor no) {
    bool dead = w->dead;
    pl_branch_begin(w, condition);
    pl_statement(w, yes);
    bool dead_yes = w->dead;
    w->dead = dead;
    if (!clang_Cursor_isNull(no)) {
        pl_emit_op(w, PL_OP_ELSE, 0);
        pl_statement(w, no);
    }
    w->dead = w->dead && dead_yes;
    pl_emit_op(w, PL_OP_END, 0);
}

/* The condition is constant. The branch not taken is walked for its labels only: a goto may still lead there. */
static void decided(pl_walk *w, CXCursor taken, CXCursor other) {
    if (!clang_Cursor_isNull(taken)) pl_statement(w, taken);
    if (clang_Cursor_isNull(other)) return;
    bool dead = w->dead;
    w->dead = true;
    pl_branch_begin(w, pl_builder_condition(w->out, 0, PL_REL_OPAQUE, 0));
    pl_statement(w, other);
    pl_emit_op(w, PL_OP_END, 0);
    w->dead = dead && w->dead;
}

/* The operands of `a && b && c`, in order. */
static void list_operands(pl_walk *w, CXCursor expression, GArray *operands) {
    CXCursor c = pl_strip(expression);
    pl_children k = {0, 0};
    if (c.kind == CXCursor_BinaryOperator && pl_is_and(w, c)) k = pl_push_expressions(w, c);
    if (k.count == 2) {
        list_operands(w, pl_child(w, k, 0), operands);
        list_operands(w, pl_child(w, k, 1), operands);
    } else {
        g_array_append_val(operands, c);
    }
    if (k.count) pl_pop(w, k);
}

/* `if (a && b) s` is `if (a) if (b) s`: each condition is known to hold in s. */
static bool conjunction(pl_walk *w, CXCursor condition, CXCursor yes) {
    GArray *operands = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    list_operands(w, condition, operands);
    bool several = operands->len > 1, dead = w->dead, never = false;
    guint opened = 0;
    for (guint i = 0; several && i < operands->len; i++) {
        int known;
        pl_id test = condition_of(w, g_array_index(operands, CXCursor, i), &known);
        if (i == 0) dead = w->dead; /* the first one is always evaluated */
        if (known < 0) {
            pl_branch_begin(w, test);
            opened++;
        }
        never = never || known == 0;
        w->dead = w->dead || known == 0;
    }
    if (several) pl_statement(w, yes);
    for (guint i = 0; i < opened; i++) pl_emit_op(w, PL_OP_END, 0);
    if (opened || never) w->dead = dead && w->dead;
    g_array_free(operands, TRUE);
    return several;
}

static void if_statement(pl_walk *w, CXCursor statement) {
    guint mark = pl_scope_open(w);
    pl_children c = pl_push_children(w, statement);
    guint i = 0;
    while (i < c.count && (pl_child(w, c, i).kind == CXCursor_DeclStmt || pl_child(w, c, i).kind == CXCursor_VarDecl))
        pl_statement(w, pl_child(w, c, i++)); /* C++: initialiser, condition variable */
    bool only_yes = i + 2 == c.count;
    if (i + 1 < c.count && !(only_yes && conjunction(w, pl_child(w, c, i), pl_child(w, c, i + 1)))) {
        int known;
        pl_id condition = condition_of(w, pl_child(w, c, i), &known);
        CXCursor yes = pl_child(w, c, i + 1);
        CXCursor no = i + 2 < c.count ? pl_child(w, c, i + 2) : clang_getNullCursor();
        if (known < 0)
            branch(w, condition, yes, no);
        else
            decided(w, known ? yes : no, known ? no : yes);
    }
    pl_pop(w, c);
    pl_scope_close(w, mark);
}

typedef struct {
    bool broke, continued, has_default, switch_dead, switch_decided, switch_matched;
    int64_t switch_value;
    guint break_mark, continue_mark;
} loop_state;

static loop_state enter_loop(pl_walk *w) {
    loop_state outer = {w->broke,          w->continued,    w->has_default, w->switch_dead,  w->switch_decided,
                        w->switch_matched, w->switch_value, w->break_mark,  w->continue_mark};
    w->broke = w->continued = false;
    w->break_mark = w->continue_mark = w->scopes->len;
    return outer;
}

static void leave_loop(pl_walk *w, loop_state outer) {
    w->broke = outer.broke;
    w->continued = outer.continued;
    w->has_default = outer.has_default;
    w->switch_dead = outer.switch_dead;
    w->switch_decided = outer.switch_decided;
    w->switch_matched = outer.switch_matched;
    w->switch_value = outer.switch_value;
    w->break_mark = outer.break_mark;
    w->continue_mark = outer.continue_mark;
}

/* A loop is work even if it calls nothing: it stays in the skeleton. */
static void close_loop(pl_walk *w, bool turns) {
    if (w->function == PL_NONE || !turns) {
        pl_emit_op(w, PL_OP_END, 0);
        return;
    }
    g_array_set_size(w->open, w->open->len - 1);
    pl_builder_op(w->out, PL_OP_END, 0);
}

/* The condition was walked before: it is evaluated by each turn, but once is enough to know what it calls. */
static void condition_first(pl_walk *w, pl_id condition, int known, CXCursor increment, CXCursor body) {
    bool dead = w->dead;
    loop_state outer = enter_loop(w);
    pl_emit_op(w, known == 1 ? PL_OP_DO : PL_OP_LOOP, known == 1 ? PL_NONE : condition);
    w->dead = dead || known == 0;
    pl_statement(w, body);
    w->dead = (dead || known == 0) && w->dead && !w->continued;
    if (!clang_Cursor_isNull(increment)) pl_full_value(w, increment);
    close_loop(w, !dead && known != 0);
    w->dead = (dead || known == 1) && !w->broke;
    leave_loop(w, outer);
}

/* `case 3:` or `case 3 ... 5:` */
static bool case_is(pl_walk *w, CXCursor statement, int64_t value) {
    pl_children c = pl_push_children(w, statement);
    int64_t low = 0, high;
    bool is = c.count > 1 && pl_constant(w, pl_child(w, c, 0), &low) && low == value;
    if (c.count > 2 && pl_constant(w, pl_child(w, c, 1), &high)) is = low <= value && value <= high;
    pl_pop(w, c);
    return is;
}

/* Whether control gets to a case or default from the switch itself. */
static bool is_taken(pl_walk *w, CXCursor statement) {
    if (w->switch_dead) return false;
    if (!w->switch_decided) return true;
    return statement.kind == CXCursor_DefaultStmt ? !w->switch_matched : case_is(w, statement, w->switch_value);
}

typedef struct {
    pl_walk *walk;
    bool cases; /* are those of the switch around */
    bool found;
} way_in;

static enum CXChildVisitResult find_way_in(CXCursor c, CXCursor parent, CXClientData data) {
    way_in *in = data;
    (void)parent;
    if (clang_isExpression(c.kind) || clang_isDeclaration(c.kind)) return CXChildVisit_Continue;
    bool is_case = c.kind == CXCursor_CaseStmt || c.kind == CXCursor_DefaultStmt;
    in->found = c.kind == CXCursor_LabelStmt || (is_case && in->cases && is_taken(in->walk, c));
    if (in->found) return CXChildVisit_Break;
    if (c.kind != CXCursor_SwitchStmt || !in->cases) return CXChildVisit_Recurse;
    way_in inner = {in->walk, false, false};
    clang_visitChildren(c, find_way_in, &inner);
    in->found = inner.found;
    return in->found ? CXChildVisit_Break : CXChildVisit_Continue;
}

/* Whether control may get into a statement that is not reached from above: by a goto or from the switch around. */
static bool has_way_in(pl_walk *w, CXCursor statement) {
    way_in in = {w, true, false};
    enum CXChildVisitResult further = find_way_in(statement, clang_getNullCursor(), &in);
    if (further == CXChildVisit_Recurse) clang_visitChildren(statement, find_way_in, &in);
    return in.found;
}

/* `do ... while (0)` is a block that break and continue leave. */
static pl_id turn_of(pl_walk *w, CXCursor condition) {
    int64_t value;
    if (clang_Cursor_isNull(condition) || !pl_constant(w, condition, &value) || value) return PL_NONE;
    return pl_builder_condition(w->out, pl_builder_constant(w->out, 0), PL_REL_NE, 0);
}

/* Of `do`, and of a loop that control enters in the middle only: then it turns, and all of it runs. */
static void body_first(pl_walk *w, CXCursor condition, CXCursor increment, CXCursor body) {
    pl_id turn = turn_of(w, condition);
    bool turns = turn == PL_NONE && (!w->dead || has_way_in(w, body));
    loop_state outer = enter_loop(w);
    int known = 1;
    pl_emit_op(w, PL_OP_DO, turn);
    w->dead = w->dead && !turns;
    pl_statement(w, body);
    bool leaves = !w->dead || w->broke || w->continued;
    w->dead = w->dead && !w->continued;
    if (!clang_Cursor_isNull(increment)) pl_full_value(w, increment);
    if (!clang_Cursor_isNull(condition)) condition_of(w, condition, &known);
    close_loop(w, turns && known != 0);
    w->dead = !leaves || (known == 1 && !w->broke);
    leave_loop(w, outer);
}

static void loop(pl_walk *w, CXCursor condition, CXCursor increment, CXCursor body) {
    if (w->dead && has_way_in(w, body)) {
        body_first(w, condition, increment, body);
        return;
    }
    int known = 1;
    pl_id test = clang_Cursor_isNull(condition) ? PL_NONE : condition_of(w, condition, &known);
    condition_first(w, test, known, increment, body);
}

static void while_statement(pl_walk *w, CXCursor statement) {
    guint mark = pl_scope_open(w);
    pl_children c = pl_push_children(w, statement);
    guint i = 0;
    while (i < c.count && pl_child(w, c, i).kind == CXCursor_VarDecl) pl_statement(w, pl_child(w, c, i++));
    if (i + 1 < c.count) loop(w, pl_child(w, c, i), clang_getNullCursor(), pl_child(w, c, i + 1));
    pl_pop(w, c);
    pl_scope_close(w, mark);
}

static void do_statement(pl_walk *w, CXCursor statement) {
    pl_children c = pl_push_children(w, statement);
    if (c.count == 2) body_first(w, pl_child(w, c, 1), clang_getNullCursor(), pl_child(w, c, 0));
    pl_pop(w, c);
}

/* libclang leaves out the parts of `for (;;)` that are missing and does not say which: declarations and assignments in
 * front are the initialiser; with three left, the middle ones are condition and increment. */
static void for_statement(pl_walk *w, CXCursor statement) {
    guint mark = pl_scope_open(w);
    pl_children c = pl_push_children(w, statement);
    guint i = 0, body = c.count ? c.count - 1 : 0;
    CXCursor none = clang_getNullCursor(), condition = none, increment = none;
    if (i < body) {
        CXCursor first = pl_child(w, c, i);
        CXCursor bare = pl_strip(first);
        bool assigns = bare.kind == CXCursor_BinaryOperator && pl_binary_operator(w, bare) == PL_OPERATOR_ASSIGN;
        if (body == 3 || first.kind == CXCursor_DeclStmt || assigns) {
            pl_statement(w, first);
            i++;
        }
    }
    if (i < body && pl_child(w, c, i).kind == CXCursor_VarDecl) pl_statement(w, pl_child(w, c, i++));
    if (i < body) condition = pl_child(w, c, i++);
    if (i < body) increment = pl_child(w, c, i);
    if (c.count) loop(w, condition, increment, pl_child(w, c, body));
    pl_pop(w, c);
    pl_scope_close(w, mark);
}

static void range_statement(pl_walk *w, CXCursor statement) {
    guint mark = pl_scope_open(w);
    pl_children c = pl_push_children(w, statement);
    guint i = 0;
    while (i + 3 < c.count) pl_statement(w, pl_child(w, c, i++));
    if (i + 3 == c.count) pl_range(w, pl_child(w, c, i), pl_child(w, c, i + 1));
    if (c.count) condition_first(w, PL_NONE, -1, clang_getNullCursor(), pl_child(w, c, c.count - 1));
    pl_pop(w, c);
    pl_scope_close(w, mark);
}

static enum CXChildVisitResult find_case(CXCursor c, CXCursor parent, CXClientData data) {
    pl_walk *w = data;
    (void)parent;
    if (clang_isExpression(c.kind) || c.kind == CXCursor_SwitchStmt) return CXChildVisit_Continue;
    if (c.kind != CXCursor_CaseStmt || !case_is(w, c, w->switch_value)) return CXChildVisit_Recurse;
    w->switch_matched = true;
    return CXChildVisit_Break;
}

static void switch_statement(pl_walk *w, CXCursor statement) {
    guint mark = pl_scope_open(w);
    pl_children c = pl_push_children(w, statement);
    guint i = 0;
    while (i < c.count && (pl_child(w, c, i).kind == CXCursor_DeclStmt || pl_child(w, c, i).kind == CXCursor_VarDecl))
        pl_statement(w, pl_child(w, c, i++));
    if (i + 1 < c.count) {
        pl_id value = pl_full_value(w, pl_child(w, c, i));
        bool dead = w->dead, continued = w->continued;
        loop_state outer = enter_loop(w);
        w->continue_mark = outer.continue_mark; /* of the loop around */
        w->has_default = false;
        w->switch_dead = dead;
        w->switch_matched = false;
        w->switch_decided = pl_constant(w, pl_child(w, c, i), &w->switch_value);
        if (w->switch_decided) clang_visitChildren(pl_child(w, c, i + 1), find_case, w);
        pl_emit_op(w, PL_OP_SWITCH, value);
        w->dead = true; /* until a case */
        pl_statement(w, pl_child(w, c, i + 1));
        pl_emit_op(w, PL_OP_END, 0);
        w->dead = w->dead && !w->broke && (dead || w->has_default);
        outer.continued = continued || w->continued;
        leave_loop(w, outer);
    }
    pl_pop(w, c);
    pl_scope_close(w, mark);
}

static void case_statement(pl_walk *w, CXCursor statement) {
    pl_children c = pl_push_children(w, statement);
    pl_id value = PL_NONE;
    int64_t constant;
    if (statement.kind == CXCursor_DefaultStmt)
        w->has_default = true;
    else if (c.count && pl_constant(w, pl_child(w, c, 0), &constant))
        value = pl_builder_constant(w->out, constant);
    w->dead = w->dead && !is_taken(w, statement); /* from the case above it falls through */
    pl_emit_op(w, PL_OP_CASE, value);
    if (c.count) pl_statement(w, pl_child(w, c, c.count - 1));
    pl_pop(w, c);
}

static void return_value(pl_walk *w, CXCursor statement, CXCursor value, pl_id place) {
    CXType type = clang_getCursorType(value);
    if (pl_is_truth(w, value)) {
        int known;
        pl_id condition = pl_condition_of(w, value, &known);
        pl_note_truth(w, place, condition, known);
        return;
    }
    pl_id from = pl_value(w, value);
    /* A typedef names the type of handlers where they are declared: at the result, not at what is returned. */
    CXType result = clang_getCursorResultType(w->definition);
    pl_store(w, place, from, pl_type_is_function_pointer(result) ? result : type, clang_getCursorLocation(statement));
    pl_note_store(w, place, from, value, type);
}

static void leave_function(pl_walk *w) {
    run_scope_ends(w, 0);
    pl_emit_op(w, PL_OP_RETURN, 0);
    w->dead = true;
}

static void return_statement(pl_walk *w, CXCursor statement) {
    pl_children c = pl_push_expressions(w, statement);
    guint mark = pl_scope_open(w);
    if (c.count && w->function != PL_NONE) {
        CXCursor value = pl_child(w, c, 0);
        CXType type = clang_getCursorType(value);
        guint housed = pl_house(w, value);
        pl_id place = pl_builder_node(w->out, PL_NODE_RETURN, w->function, 0);
        CXType result = clang_getCursorResultType(w->definition);
        if (pl_is_reference(result))
            pl_store(w, place, pl_referent(w, value), result, clang_getCursorLocation(statement));
        else if (pl_is_list(pl_strip(value)))
            pl_initialise(w, place, type, value);
        else
            return_value(w, statement, value, place);
        pl_unhouse(w, housed);
    }
    pl_pop(w, c);
    pl_scope_close(w, mark);
    leave_function(w);
}

/* The exception ends with its handler; by reference, it may be of a derived class. */
static void catch_statement(pl_walk *w, CXCursor statement) {
    guint mark = pl_scope_open(w);
    pl_children c = pl_push_children(w, statement);
    for (guint i = 0; i < c.count; i++) {
        CXCursor child = pl_child(w, c, i);
        if (child.kind == CXCursor_VarDecl) {
            pl_id place = pl_var_node(w, child);
            pl_id object = pl_is_reference(clang_getCursorType(child)) ? place : pl_builder_address(w->out, place);
            pl_call_destructors(w, clang_getCursorType(child), object, pl_locate(w, clang_getCursorLocation(child)),
                                PL_ENDS_WITH_SCOPE | PL_ENDS_AS_DERIVED);
        }
        pl_statement(w, child);
    }
    pl_pop(w, c);
    pl_scope_close(w, mark);
}

static void try_statement(pl_walk *w, CXCursor statement) {
    pl_children c = pl_push_children(w, statement);
    bool dead = w->dead, all_dead = true;
    for (guint i = 0; i < c.count; i++) {
        CXCursor child = pl_child(w, c, i);
        bool handler = child.kind == CXCursor_CXXCatchStmt;
        w->dead = dead;
        if (handler) pl_branch_begin(w, pl_builder_condition(w->out, 0, PL_REL_OPAQUE, 0));
        pl_statement(w, child);
        if (handler) pl_emit_op(w, PL_OP_END, 0);
        all_dead = all_dead && w->dead;
    }
    w->dead = dead || (all_dead && c.count);
    pl_pop(w, c);
}

static void children_in_turn(pl_walk *w, CXCursor statement) {
    pl_children c = pl_push_children(w, statement);
    for (guint i = 0; i < c.count; i++) pl_statement(w, pl_child(w, c, i));
    pl_pop(w, c);
}

/* A goto ends the objects that do not exist where it leads. */
static void run_left_behind(pl_walk *w, CXCursor label) {
    if (!w->scopes->len) return;
    uint64_t to = pl_position(clang_getCursorLocation(label));
    for (guint i = w->scopes->len; i > 0; i--) {
        pl_scope_end end = g_array_index(w->scopes, pl_scope_end, i - 1);
        if (to < end.from || to > end.to) pl_emit_op(w, PL_OP_CALL, end.call);
    }
}

static void jump(pl_walk *w, CXCursor statement, pl_op_kind kind) {
    pl_children c = pl_push_children(w, statement);
    pl_id label = PL_NONE;
    if (kind == PL_OP_LABEL)
        label = pl_intern(w, clang_getCursorSpelling(statement));
    else if (c.count)
        label = pl_intern(w, clang_getCursorSpelling(pl_child(w, c, 0)));
    if (kind == PL_OP_LABEL) w->dead = false;
    if (kind == PL_OP_GOTO && c.count) run_left_behind(w, clang_getCursorReferenced(pl_child(w, c, 0)));
    pl_emit_op(w, kind, label);
    if (kind == PL_OP_GOTO)
        w->dead = true;
    else if (c.count)
        pl_statement(w, pl_child(w, c, c.count - 1));
    pl_pop(w, c);
}

pl_id pl_statement(pl_walk *w, CXCursor s) {
    switch (s.kind) {
    case CXCursor_CompoundStmt: return compound(w, s);
    case CXCursor_DeclStmt: children_in_turn(w, s); return 0;
    case CXCursor_VarDecl: pl_walk_var(w, s); return 0;
    case CXCursor_StructDecl:
    case CXCursor_ClassDecl:
    case CXCursor_UnionDecl: pl_walk_local_class(w, s); return 0;
    case CXCursor_UnexposedDecl:
        if (pl_is_decomposition(s)) pl_walk_var(w, s);
        return 0;
    case CXCursor_TypedefDecl:
        pl_note_typedef(w, s);
        if (pl_is_variably_modified(clang_getTypedefDeclUnderlyingType(s)))
            pl_walk_lengths(w, s, clang_getNullCursor());
        return 0;
    case CXCursor_IfStmt: if_statement(w, s); return 0;
    case CXCursor_WhileStmt: while_statement(w, s); return 0;
    case CXCursor_DoStmt: do_statement(w, s); return 0;
    case CXCursor_ForStmt: for_statement(w, s); return 0;
    case CXCursor_CXXForRangeStmt: range_statement(w, s); return 0;
    case CXCursor_SwitchStmt: switch_statement(w, s); return 0;
    case CXCursor_CaseStmt:
    case CXCursor_DefaultStmt: case_statement(w, s); return 0;
    case CXCursor_BreakStmt:
        if (!w->dead) w->broke = true;
        run_scope_ends(w, w->break_mark);
        pl_emit_op(w, PL_OP_BREAK, 0);
        w->dead = true;
        return 0;
    case CXCursor_ContinueStmt:
        if (!w->dead) w->continued = true;
        run_scope_ends(w, w->continue_mark);
        pl_emit_op(w, PL_OP_CONTINUE, 0);
        w->dead = true;
        return 0;
    case CXCursor_ReturnStmt: return_statement(w, s); return 0;
    case CXCursor_GotoStmt: jump(w, s, PL_OP_GOTO); return 0;
    case CXCursor_LabelStmt: jump(w, s, PL_OP_LABEL); return 0;
    case CXCursor_IndirectGotoStmt:
        children_in_turn(w, s);
        w->dead = true;
        return 0;
    case CXCursor_CXXCatchStmt: catch_statement(w, s); return 0;
    case CXCursor_CXXTryStmt: try_statement(w, s); return 0;
    case CXCursor_NullStmt: return 0;
    default:
        if (clang_isExpression(s.kind)) return pl_full_value(w, s);
        if (pl_is_co_return(w, s)) {
            pl_co_return(w, s);
            leave_function(w);
            return 0;
        }
        if (clang_isStatement(s.kind)) children_in_turn(w, s); /* attributed statements, asm, catch, OpenMP */
        return 0;
    }
}
