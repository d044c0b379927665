/* expressions.c: the node of an expression's value, or of the place it names. Calls inside are written on the way. */
#include <string.h>

#include "extract/walk.h"

enum { UNKNOWN = 0 };

static bool is_kind(pl_walk *w, pl_id node, pl_node_kind kind) {
    return pl_builder_node_at(w->out, node)->kind == kind;
}

static bool is_function_type(CXType type) {
    CXType t = clang_getCanonicalType(type);
    return t.kind == CXType_FunctionProto || t.kind == CXType_FunctionNoProto;
}

static bool is_array_type(CXType type) { return clang_getArrayElementType(pl_strip_type(type)).kind != CXType_Invalid; }

static bool is_pointer_type(CXType type) {
    CXType t = pl_strip_type(type);
    return t.kind == CXType_Pointer || t.kind == CXType_BlockPointer;
}

typedef struct {
    CXCursor inner;
    unsigned count;
} only_child;

static enum CXChildVisitResult see_child(CXCursor c, CXCursor parent, CXClientData data) {
    only_child *seen = data;
    (void)parent;
    if (!pl_is_code(c)) return CXChildVisit_Continue;
    seen->inner = c;
    return ++seen->count > 1 ? CXChildVisit_Break : CXChildVisit_Continue;
}

CXCursor pl_strip(CXCursor expression) {
    CXCursor c = expression;
    while (c.kind == CXCursor_UnexposedExpr || c.kind == CXCursor_ParenExpr) {
        only_child seen = {.count = 0};
        clang_visitChildren(c, see_child, &seen);
        if (seen.count != 1) break;
        c = seen.inner;
    }
    return c;
}

bool pl_is_reference(CXType type) {
    CXType t = clang_getCanonicalType(type);
    return t.kind == CXType_LValueReference || t.kind == CXType_RValueReference;
}

pl_id pl_referent(pl_walk *w, CXCursor expression) {
    pl_id place = pl_place(w, expression);
    switch ((pl_node_kind)pl_builder_node_at(w->out, place)->kind) {
    case PL_NODE_VAR:
    case PL_NODE_PARAM:
    case PL_NODE_FIELD:
    case PL_NODE_DEREF:
    case PL_NODE_FUNCTION:
    case PL_NODE_CHOICE: return pl_builder_address(w->out, place);
    case PL_NODE_RESULT:
    case PL_NODE_ADDRESS: break;
    default: return place; /* a constant or unknown: nothing to refer to, but worth knowing */
    }
    CXType type = clang_getCursorType(expression);
    pl_id temporary = pl_temporary(w, type, pl_locate(w, clang_getCursorLocation(expression)));
    pl_store(w, temporary, place, type, clang_getCursorLocation(expression));
    return pl_builder_address(w->out, temporary);
}

/* What a non-type parameter of a template stands for is shown below the reference to it, which refers to nothing. */
static pl_id substituted(pl_walk *w, CXCursor expression, CXCursor to) {
    only_child seen = {.count = 0};
    if (clang_isInvalid(to.kind)) clang_visitChildren(expression, see_child, &seen);
    return seen.count == 1 ? pl_value(w, seen.inner) : UNKNOWN;
}

static pl_id reference(pl_walk *w, CXCursor expression) {
    CXCursor to = clang_getCursorReferenced(expression);
    if (pl_is_function(to)) return pl_builder_node(w->out, PL_NODE_FUNCTION, pl_function_of(w, to), 0);
    if (to.kind == CXCursor_UnexposedDecl) { /* a structured binding */
        gpointer bound = pl_cursor_get(w->vars, clang_getCanonicalCursor(to));
        if (bound) return GPOINTER_TO_UINT(bound) - 1;
        if (!pl_is_variable_instance(to)) return UNKNOWN;
    }
    if (to.kind == CXCursor_NonTypeTemplateParameter && pl_type_is_function_pointer(clang_getCursorType(expression)))
        return pl_var_node(w, to); /* of a template that stands for its instances */
    if (to.kind != CXCursor_VarDecl && to.kind != CXCursor_ParmDecl && to.kind != CXCursor_UnexposedDecl)
        return substituted(w, expression, to);
    pl_id node = pl_var_node(w, to);
    return pl_is_reference(clang_getCursorType(to)) ? pl_builder_deref(w->out, node) : node;
}

static pl_id this_object(pl_walk *w) {
    if (w->function == PL_NONE) return UNKNOWN;
    return pl_builder_deref(w->out, pl_builder_node(w->out, PL_NODE_PARAM, w->function, PL_PARAM_THIS));
}

static pl_id member(pl_walk *w, CXCursor expression) {
    CXCursor field = clang_getCursorReferenced(expression);
    pl_children c = pl_push_expressions(w, expression);
    pl_id object = this_object(w);
    if (c.count) {
        CXCursor base = pl_child(w, c, 0);
        bool arrow = is_pointer_type(clang_getCursorType(base));
        object = arrow ? pl_builder_deref(w->out, pl_value(w, base)) : pl_place(w, base);
    }
    pl_pop(w, c);
    if (pl_is_function(field)) return pl_builder_node(w->out, PL_NODE_FUNCTION, pl_function_of(w, field), 0);
    if (field.kind == CXCursor_VarDecl) return pl_var_node(w, field); /* static member */
    if (field.kind != CXCursor_FieldDecl) return UNKNOWN;
    pl_id id = pl_field_of(w, field);
    pl_id place = pl_builder_node(w->out, PL_NODE_FIELD, object, id);
    return pl_is_reference(clang_getCursorType(field)) ? pl_builder_deref(w->out, place) : place;
}

static pl_id subscript(pl_walk *w, CXCursor expression) {
    pl_children c = pl_push_expressions(w, expression);
    pl_id result = UNKNOWN;
    if (c.count == 2) {
        CXCursor a = pl_child(w, c, 0), b = pl_child(w, c, 1);
        bool swapped = !is_pointer_type(clang_getCursorType(a)) && !is_array_type(clang_getCursorType(a));
        pl_id first = pl_value(w, a), second = pl_value(w, b);
        result = pl_builder_deref(w->out, swapped ? second : first);
    }
    pl_pop(w, c);
    return result;
}

/* Evaluates all children for their calls; the value of the last expression among them. */
static pl_id last_value(pl_walk *w, CXCursor expression) {
    pl_children c = pl_push_expressions(w, expression);
    pl_id result = UNKNOWN;
    for (guint i = 0; i < c.count; i++) {
        CXCursor child = pl_child(w, c, i);
        if (clang_isStatement(child.kind))
            pl_statement(w, child);
        else
            result = pl_value(w, child);
    }
    pl_pop(w, c);
    return result;
}

/* What a cast is of: the last child. What stands before belongs to the type (typeof). */
static pl_id cast(pl_walk *w, CXCursor expression) {
    pl_children c = pl_push_expressions(w, expression);
    pl_walk_cast_lengths(w, c);
    if (c.count) pl_note_cast(w, expression, pl_child(w, c, c.count - 1));
    pl_id result = c.count ? pl_value(w, pl_child(w, c, c.count - 1)) : UNKNOWN;
    pl_pop(w, c);
    return result;
}

static pl_id unary(pl_walk *w, CXCursor expression) {
    pl_children c = pl_push_expressions(w, expression);
    pl_id result = UNKNOWN;
    if (c.count) {
        CXCursor operand = pl_child(w, c, c.count - 1);
        switch (pl_unary_operator(w, expression)) {
        case PL_OPERATOR_DEREF:
            result = pl_value(w, operand);
            if (!is_function_type(clang_getCursorType(expression))) result = pl_builder_deref(w->out, result);
            break;
        case PL_OPERATOR_ADDRESS: result = pl_builder_address(w->out, pl_place(w, operand)); break;
        case PL_OPERATOR_STEP:
            result = pl_place(w, operand);
            pl_note_store(w, result, UNKNOWN, clang_getNullCursor(), clang_getCursorType(operand));
            break;
        case PL_OPERATOR_TRANSPARENT: result = pl_place(w, operand); break;
        default: pl_value(w, operand); break;
        }
    }
    pl_pop(w, c);
    return result;
}

void pl_store(pl_walk *w, pl_id to, pl_id from, CXType type, CXSourceLocation at) {
    if (w->dead || to == UNKNOWN || from == UNKNOWN || to == from) return;
    if (is_kind(w, from, PL_NODE_CONSTANT) || is_kind(w, from, PL_NODE_STRING)) return;
    switch (pl_type_carries(type)) {
    case PL_CARRIES_NOTHING: return;
    case PL_CARRIES_NUMBER: /* results of calls are followed through variables: fork, gettid; so are pointers */
        if (!is_kind(w, from, PL_NODE_RESULT) && !is_kind(w, from, PL_NODE_CHOICE) && !is_kind(w, from, PL_NODE_VAR) &&
            !is_kind(w, from, PL_NODE_PARAM) && !is_kind(w, from, PL_NODE_FUNCTION) &&
            !is_kind(w, from, PL_NODE_ADDRESS))
            return;
        break;
    case PL_CARRIES_POINTERS: break;
    }
    pl_flow flow = {
        .to = to, .from = from, .function = w->function, .type = pl_pointer_typedef(w, type), .at = pl_locate(w, at)};
    pl_builder_flow(w->out, &flow);
}

/* A pointer in a number, with a tag or without: `(uintptr_t)f | 1`, `n & ~3UL`. */
static pl_id masked(pl_walk *w, CXCursor expression, pl_id a, pl_id b) {
    CXType t = clang_getCanonicalType(clang_getCursorType(expression));
    if (t.kind != CXType_ULong && t.kind != CXType_ULongLong) return UNKNOWN;
    if (is_kind(w, a, PL_NODE_UNKNOWN) || is_kind(w, a, PL_NODE_CONSTANT)) a = b;
    return is_kind(w, a, PL_NODE_RESULT) || is_kind(w, a, PL_NODE_CONSTANT) ? UNKNOWN : a;
}

static pl_id assignment(pl_walk *w, CXCursor expression, CXCursor left, CXCursor right) {
    CXType type = clang_getCursorType(left);
    int known;
    if (pl_is_truth(w, right)) {
        pl_id condition = pl_condition_of(w, right, &known), place = pl_place(w, left);
        pl_note_truth(w, place, condition, known);
        return place;
    }
    pl_id from = pl_value(w, right), place = pl_place(w, left);
    pl_store(w, place, from, type, clang_getCursorLocation(expression));
    pl_note_store(w, place, from, right, type);
    return place;
}

static pl_id binary(pl_walk *w, CXCursor expression) {
    pl_children c = pl_push_expressions(w, expression);
    if (c.count != 2) {
        pl_pop(w, c);
        return UNKNOWN;
    }
    CXCursor left = pl_child(w, c, 0), right = pl_child(w, c, 1);
    pl_id result = UNKNOWN, from;
    switch (pl_binary_operator(w, expression)) {
    case PL_OPERATOR_ASSIGN: result = assignment(w, expression, left, right); break;
    case PL_OPERATOR_COMMA:
        pl_value(w, left);
        result = pl_value(w, right);
        break;
    case PL_OPERATOR_AND:
    case PL_OPERATOR_OR: {
        int known; /* the right operand runs, or does not */
        pl_condition_of(w, expression, &known);
        break;
    }
    case PL_OPERATOR_ADDITIVE: {
        pl_id a = pl_value(w, left), b = pl_value(w, right);
        bool pointer = is_pointer_type(clang_getCursorType(expression));
        result = !pointer ? masked(w, expression, a, b)
                 : is_pointer_type(clang_getCursorType(left)) || is_array_type(clang_getCursorType(left)) ? a
                                                                                                          : b;
        break;
    }
    case PL_OPERATOR_MEMBER_POINTER:
        pl_value(w, left);
        result = pl_value(w, right);
        break;
    default:
        from = pl_value(w, left);
        result = masked(w, expression, from, pl_value(w, right));
        break;
    }
    pl_pop(w, c);
    return result;
}

static pl_id branches(pl_walk *w, CXCursor condition, CXCursor yes, CXCursor no) {
    int known;
    pl_id test = pl_condition_of(w, condition, &known);
    if (known == 1) return pl_value_or_constant(w, yes);
    if (known == 0) return pl_value_or_constant(w, no);
    bool dead = w->dead;
    pl_branch_begin(w, test);
    pl_id a = pl_value(w, yes);
    bool dead_yes = w->dead;
    w->dead = dead;
    pl_emit_op(w, PL_OP_ELSE, 0);
    pl_id b = pl_value(w, no);
    w->dead = w->dead && dead_yes;
    pl_emit_op(w, PL_OP_END, 0);
    return pl_builder_choice(w->out, a, b);
}

/* `a ?: b`: clang shows a three times, once evaluated. */
static bool is_elvis(pl_walk *w, pl_children c) {
    return c.count == 4 && clang_equalCursors(pl_child(w, c, 0), pl_child(w, c, 1)) &&
           clang_equalCursors(pl_child(w, c, 0), pl_child(w, c, 2));
}

/* `__builtin_types_compatible_p(typeof(f()), int)`: shown as what stands in the types, which is not evaluated. Other
 * wrappers begin where their operand does. */
static bool is_trait(pl_walk *w, CXCursor expression, CXCursor operand) {
    static const char *const traits[] = {"__builtin_types_compatible_p", "__is_", "__has_", NULL};
    if (operand.kind != CXCursor_CallExpr && operand.kind != CXCursor_ParenExpr) return false;
    CXSourceLocation at = clang_getRangeStart(clang_getCursorExtent(expression));
    if (clang_equalLocations(at, clang_getRangeStart(clang_getCursorExtent(operand)))) return false;
    const char *text = pl_text_at(w, at);
    bool is = false;
    for (size_t i = 0; traits[i] && !is; i++) is = g_str_has_prefix(text, traits[i]);
    return is;
}

static bool makes_initializer_list(const pl_walk *w, CXCursor expression, CXCursor operand) {
    return w->cplusplus && is_array_type(clang_getCursorType(operand)) && pl_is_list(pl_strip(operand)) &&
           pl_is_initializer_list(clang_getCursorType(expression));
}

static pl_id unexposed(pl_walk *w, CXCursor expression) {
    pl_children c = pl_push_expressions(w, expression);
    pl_id result = UNKNOWN;
    int64_t chosen;
    if (is_elvis(w, c)) {
        pl_id a = pl_value(w, pl_child(w, c, 0));
        pl_branch_begin(w, pl_builder_condition(w->out, a, PL_REL_EQ, 0));
        pl_id b = pl_value(w, pl_child(w, c, 3));
        pl_emit_op(w, PL_OP_END, 0);
        result = pl_builder_choice(w->out, a, b);
    } else if (c.count == 1 && makes_initializer_list(w, expression, pl_child(w, c, 0))) {
        result = pl_initializer_list(w, expression, pl_child(w, c, 0));
    } else if (c.count == 1 && is_trait(w, expression, pl_child(w, c, 0))) {
        result = UNKNOWN;
    } else if (c.count == 1) {
        result = pl_value(w, pl_child(w, c, 0));
        if (pl_takes_argument(expression, pl_child(w, c, 0))) result = pl_list_place(w, result);
    } else if (c.count == 3 && pl_constant_condition(pl_child(w, c, 0), &chosen)) {
        result = pl_value(w, pl_child(w, c, chosen ? 1 : 2)); /* __builtin_choose_expr */
    } else if (!w->cplusplus || !pl_await(w, c, &result)) {
        result = pl_atomic(w, c);
    }
    pl_pop(w, c);
    return result;
}

static pl_id compound_literal(pl_walk *w, CXCursor expression) {
    CXType type = clang_getCursorType(expression);
    pl_id place = pl_temporary(w, type, pl_locate(w, clang_getCursorLocation(expression)));
    pl_children c = pl_push_expressions(w, expression);
    if (c.count) pl_initialise(w, place, type, pl_child(w, c, c.count - 1));
    pl_pop(w, c);
    return place;
}

static pl_id string_literal(pl_walk *w, CXCursor expression) {
    CXString text = clang_getCursorSpelling(expression);
    const char *s = clang_getCString(text);
    size_t n = s ? strlen(s) : 0;
    pl_id result = UNKNOWN;
    if (n > 2 && n <= 66 && s[0] == '"' && s[n - 1] == '"') {
        bool plain = true;
        for (size_t i = 1; i + 1 < n && plain; i++) plain = g_ascii_isalnum(s[i]) || strchr("_.-:", s[i]);
        if (plain) {
            char *inner = g_strndup(s + 1, n - 2);
            result = pl_builder_node(w->out, PL_NODE_STRING, pl_builder_string(w->out, inner), 0);
            g_free(inner);
        }
    }
    clang_disposeString(text);
    return result;
}

/* The value of an expression that names a place, read: arrays decay to their address. A parameter of array type is a
 * pointer, whatever libclang says of it. */
static pl_id read_place(pl_walk *w, CXCursor expression, pl_id place) {
    if (is_kind(w, place, PL_NODE_PARAM)) return place;
    return is_array_type(clang_getCursorType(expression)) ? pl_builder_address(w->out, place) : place;
}

static enum CXChildVisitResult find_virtual(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    bool method = c.kind == CXCursor_CXXMethod || c.kind == CXCursor_Destructor;
    if (!method || !clang_CXXMethod_isVirtual(c)) return CXChildVisit_Continue;
    *(bool *)data = true;
    return CXChildVisit_Break;
}

static bool is_polymorphic(CXCursor definition, int depth) {
    bool found = false;
    if (clang_Cursor_isNull(definition) || depth > 8) return false;
    clang_visitChildren(pl_visible_class(definition), find_virtual, &found);
    GArray *bases = pl_bases_of(definition);
    for (guint i = 0; i < bases->len && !found; i++) {
        CXType base = pl_strip_type(clang_getCursorType(g_array_index(bases, CXCursor, i)));
        found = is_polymorphic(pl_class_of(base), depth + 1);
    }
    g_array_free(bases, TRUE);
    return found;
}

/* typeid asks an object of a class with virtual methods what it is; of anything else it asks the compiler. */
static void evaluate_typeid(pl_walk *w, CXCursor expression) {
    pl_children c = pl_push_expressions(w, expression);
    if (c.count == 1) {
        CXCursor operand = pl_child(w, c, 0);
        CXType t = pl_strip_type(clang_getCursorType(operand));
        bool object = t.kind == CXType_Record && !pl_makes_objects(w, operand);
        if (object && is_polymorphic(pl_class_of(t), 0)) pl_place(w, operand);
    }
    pl_pop(w, c);
}

/* The exception lives until its handler is done. */
static void thrown(pl_walk *w, CXCursor expression) {
    pl_children c = pl_push_expressions(w, expression);
    if (c.count) {
        guint housed = pl_house(w, pl_child(w, c, 0));
        pl_value(w, pl_child(w, c, 0));
        pl_unhouse(w, housed);
    }
    pl_pop(w, c);
}

static pl_id list(pl_walk *w, CXCursor c) {
    CXType type = clang_getCursorType(c);
    pl_id place = pl_temporary(w, type, pl_locate(w, clang_getCursorLocation(c)));
    pl_initialise(w, place, type, c);
    return pl_made(w, c, place);
}

static pl_id call(pl_walk *w, CXCursor c) {
    pl_id node;
    if (w->evaluated && pl_is_evaluated(w, c, &node)) return node;
    node = pl_made(w, c, pl_walk_call(w, c));
    pl_note_evaluated(w, c, node);
    return node;
}

static pl_id conditional(pl_walk *w, CXCursor c) {
    pl_children k = pl_push_expressions(w, c);
    pl_id result = UNKNOWN;
    if (k.count == 3) result = branches(w, pl_child(w, k, 0), pl_child(w, k, 1), pl_child(w, k, 2));
    pl_pop(w, k);
    return result;
}

static pl_id compound_assignment(pl_walk *w, CXCursor c) {
    pl_children k = pl_push_expressions(w, c);
    pl_id result = UNKNOWN;
    if (k.count == 2) {
        pl_value(w, pl_child(w, k, 1));
        result = pl_place(w, pl_child(w, k, 0));
        pl_note_store(w, result, UNKNOWN, clang_getNullCursor(), clang_getCursorType(pl_child(w, k, 0)));
    }
    pl_pop(w, k);
    return result;
}

static pl_id statement_expression(pl_walk *w, CXCursor c) {
    pl_children k = pl_push_expressions(w, c);
    pl_id result = k.count ? pl_statement(w, pl_child(w, k, 0)) : UNKNOWN;
    pl_pop(w, k);
    return result;
}

static pl_id visit(pl_walk *w, CXCursor c) {
    switch (c.kind) {
    case CXCursor_DeclRefExpr: return reference(w, c);
    case CXCursor_MemberRefExpr: return member(w, c);
    case CXCursor_CallExpr: return call(w, c);
    case CXCursor_UnaryOperator: return unary(w, c);
    case CXCursor_BinaryOperator: return binary(w, c);
    case CXCursor_ArraySubscriptExpr: return subscript(w, c);
    case CXCursor_ConditionalOperator: return conditional(w, c);
    case CXCursor_CompoundAssignOperator: return compound_assignment(w, c);
    case CXCursor_StmtExpr: return statement_expression(w, c);
    case CXCursor_CStyleCastExpr:
    case CXCursor_CXXStaticCastExpr:
    case CXCursor_CXXDynamicCastExpr:
    case CXCursor_CXXReinterpretCastExpr:
    case CXCursor_CXXConstCastExpr:
    case CXCursor_CXXFunctionalCastExpr: return cast(w, c);
    case CXCursor_CompoundLiteralExpr: return compound_literal(w, c);
    case CXCursor_GenericSelectionExpr: return pl_generic_choice(w, c);
    case CXCursor_BlockExpr: return pl_block(w, c);
    case CXCursor_LambdaExpr: return pl_made(w, c, pl_lambda(w, c));
    case CXCursor_CXXThisExpr:
        if (w->function == PL_NONE) return UNKNOWN;
        return pl_builder_node(w->out, PL_NODE_PARAM, w->function, PL_PARAM_THIS);
    case CXCursor_CXXTypeidExpr: evaluate_typeid(w, c); return UNKNOWN;
    case CXCursor_CXXNewExpr: return pl_new(w, c);
    case CXCursor_CXXDeleteExpr: return pl_delete(w, c);
    case CXCursor_CXXThrowExpr:
        thrown(w, c);
        pl_emit_op(w, PL_OP_STOP, 0);
        w->dead = true;
        return UNKNOWN;
    case CXCursor_StringLiteral: return string_literal(w, c);
    case CXCursor_UnaryExpr: /* sizeof, alignof, noexcept: not evaluated, except for: */
        pl_walk_sizeof(w, c);
        return UNKNOWN;
    case CXCursor_SizeOfPackExpr:
    case CXCursor_IntegerLiteral:
    case CXCursor_FloatingLiteral:
    case CXCursor_CharacterLiteral:
    case CXCursor_CXXBoolLiteralExpr:
    case CXCursor_CXXNullPtrLiteralExpr:
    case CXCursor_AddrLabelExpr: return UNKNOWN;
    case CXCursor_UnexposedExpr: return unexposed(w, c);
    case CXCursor_ParenExpr: return last_value(w, c);
    default:
        if (pl_is_list(c)) return list(w, c);
        if (clang_isStatement(c.kind)) return pl_statement(w, c);
        last_value(w, c);
        return UNKNOWN;
    }
}

/* What is wrapped (parentheses, implicit casts) has already been read as a value or a place by whoever is inside. */
static bool is_wrapper(CXCursor c) { return c.kind == CXCursor_UnexposedExpr || c.kind == CXCursor_ParenExpr; }

pl_id pl_value(pl_walk *w, CXCursor expression) {
    pl_id node = visit(w, expression);
    switch (expression.kind) {
    case CXCursor_DeclRefExpr:
    case CXCursor_MemberRefExpr:
    case CXCursor_ArraySubscriptExpr:
    case CXCursor_CompoundLiteralExpr:
    case CXCursor_UnaryOperator: return read_place(w, expression, node);
    default: return node;
    }
}

/* static_cast<T &&>(x), const_cast<T &>(x): the same place. */
static bool is_cast_of_place(CXCursor c) {
    switch (c.kind) {
    case CXCursor_CXXStaticCastExpr:
    case CXCursor_CXXDynamicCastExpr:
    case CXCursor_CXXReinterpretCastExpr:
    case CXCursor_CXXConstCastExpr: return true;
    default: return false;
    }
}

pl_id pl_place(pl_walk *w, CXCursor expression) {
    if (is_cast_of_place(expression)) {
        pl_children k = pl_push_expressions(w, expression);
        pl_id same = k.count ? pl_place(w, pl_child(w, k, k.count - 1)) : UNKNOWN;
        pl_pop(w, k);
        return same;
    }
    if (!is_wrapper(expression)) return visit(w, expression);
    pl_children c = pl_push_expressions(w, expression);
    pl_id result = c.count == 1 ? pl_place(w, pl_child(w, c, 0)) : UNKNOWN;
    bool visited = c.count == 1;
    pl_pop(w, c);
    return visited ? result : visit(w, expression);
}
