/* calls.c: every evaluated call, with its callee or the node that it goes through, and its arguments. */
#include <string.h>

#include "extract/walk.h"

/* What is declared here ends where the block does. */
static void end_scope_with(pl_walk *w, pl_id id) {
    const pl_call *call = pl_builder_call_at(w->out, id);
    pl_scope_end end = {id, (uint64_t)call->at.line << 32 | call->at.column, UINT64_MAX};
    if (!clang_Cursor_isNull(w->block)) end.to = pl_position(clang_getRangeEnd(clang_getCursorExtent(w->block)));
    g_array_append_val(w->scopes, end);
}

pl_id pl_emit_call(pl_walk *w, pl_call *call) {
    if (w->dead) return PL_NONE;
    if (w->function == PL_NONE) {
        if (w->initialiser == PL_NONE) {
            pl_id name = pl_builder_string(w->out, "(initialisers)");
            pl_function f = {.usr = name,
                             .name = name,
                             .type = pl_builder_string(w->out, "void (void)"),
                             .record = PL_NONE,
                             .at = {pl_builder_unit(w->out)->main_file, 1, 1, PL_NONE, 0, 0},
                             .begin_line = 1,
                             .end_line = 1,
                             .flags = PL_FN_DEFINED | PL_FN_INTERNAL | PL_FN_SYNTHETIC | PL_FN_STARTUP,
                             .body_hash = 1};
            w->initialiser = pl_builder_function(w->out, &f);
        }
        call->caller = w->initialiser;
        return pl_builder_call(w->out, call);
    }
    call->caller = w->function;
    pl_id id = pl_builder_call(w->out, call);
    if (call->flags & PL_CALL_AT_EXIT)
        end_scope_with(w, id);
    else
        pl_emit_op(w, PL_OP_CALL, id);
    return id;
}

/* A default argument is evaluated by each call that leaves it out; its text stands in the first declaration, or in the
 * template that was instantiated. */
static pl_id default_argument(pl_walk *w, CXCursor callee, unsigned i, const pl_location *at) {
    CXCursor pattern = clang_getSpecializedCursorTemplate(callee);
    const CXCursor declarations[] = {callee, clang_getCanonicalCursor(callee), pattern};
    pl_id node = 0;
    const pl_location *outer = w->instead;
    w->instead = outer ? outer : at;
    for (size_t k = 0; k < G_N_ELEMENTS(declarations) && node == 0; k++) {
        if (clang_Cursor_isNull(declarations[k])) continue;
        CXCursor param = clang_Cursor_getArgument(declarations[k], i);
        if (clang_Cursor_isNull(param)) continue;
        pl_children c = pl_push_expressions(w, param);
        bool found = c.count > 0;
        if (found) node = pl_value_or_constant(w, pl_child(w, c, c.count - 1));
        pl_pop(w, c);
        if (found) break;
    }
    w->instead = outer;
    return node;
}

static bool is_written(CXCursor argument) {
    CXFile file;
    clang_getFileLocation(clang_getCursorLocation(argument), &file, NULL, NULL, NULL);
    return file != NULL;
}

static pl_id argument_node(pl_walk *w, CXCursor argument, CXType parameter) {
    if (!pl_is_reference(parameter)) return pl_value_or_constant(w, argument);
    pl_id node = pl_referent(w, argument);
    int64_t value;
    if (pl_builder_node_at(w->out, node)->kind == PL_NODE_UNKNOWN && pl_known(argument, &value))
        return pl_builder_constant(w->out, value);
    return node;
}

static pl_span arguments(pl_walk *w, CXCursor call, CXCursor callee, CXType type, unsigned first,
                         const pl_location *at) {
    int count = clang_Cursor_getNumArguments(call);
    pl_id *nodes = g_new(pl_id, (gsize)(count > 0 ? count : 0) + 1);
    uint32_t n = 0;
    for (int i = (int)first; i < count; i++) {
        CXCursor argument = clang_Cursor_getArgument(call, (unsigned)i);
        if (argument.kind == CXCursor_UnexposedExpr && pl_is_function(callee) && !is_written(argument))
            nodes[n++] = default_argument(w, callee, (unsigned)i - first, at);
        else
            nodes[n++] = argument_node(w, argument, clang_getArgType(type, (unsigned)i - first));
    }
    pl_span span = pl_builder_span(w->out, nodes, n);
    g_free(nodes);
    return span;
}

/* The object of `object.method()` and `pointer->method()`, as an address. */
static pl_id object_address(pl_walk *w, CXCursor member) {
    pl_children c = pl_push_expressions(w, member);
    pl_id self = w->function == PL_NONE ? 0 : pl_builder_node(w->out, PL_NODE_PARAM, w->function, PL_PARAM_THIS);
    if (c.count) {
        CXCursor base = pl_child(w, c, 0);
        CXType t = pl_strip_type(clang_getCursorType(base));
        self = t.kind == CXType_Pointer ? pl_value(w, base) : pl_builder_address(w->out, pl_place(w, base));
    }
    pl_pop(w, c);
    return self;
}

static pl_id finish(pl_walk *w, pl_call *call, bool returns, CXType result) {
    pl_id id = pl_emit_call(w, call);
    if (id == PL_NONE) return 0;
    if (!returns) {
        pl_emit_op(w, PL_OP_STOP, 0);
        w->dead = true;
    }
    pl_id node = pl_builder_node(w->out, PL_NODE_RESULT, id, 0);
    return pl_is_reference(result) ? pl_builder_deref(w->out, node) : node;
}

static enum CXChildVisitResult find_final(CXCursor c, CXCursor parent, CXClientData data) {
    (void)parent;
    if (c.kind != CXCursor_CXXFinalAttr) return CXChildVisit_Continue;
    *(bool *)data = true;
    return CXChildVisit_Break;
}

static bool is_final(CXCursor declaration) {
    bool final = false;
    clang_visitChildren(declaration, find_final, &final);
    return final;
}

/* A virtual call whose target is known: the method or its class is final, or the object itself is at hand, not a
 * pointer or reference to it. */
static bool is_settled(CXCursor expression, CXCursor method) {
    if (is_final(method) || is_final(clang_getCursorSemanticParent(method))) return true;
    pl_walk only = {.stack = g_array_new(FALSE, FALSE, sizeof(CXCursor))};
    pl_children c = pl_push_expressions(&only, expression), object = {0, 0};
    if (c.count) object = pl_push_expressions(&only, pl_child(&only, c, 0));
    bool known = false;
    if (object.count) {
        CXCursor named = pl_strip(pl_child(&only, object, 0)), to = clang_getCursorReferenced(named);
        known = named.kind == CXCursor_DeclRefExpr && (to.kind == CXCursor_VarDecl || to.kind == CXCursor_ParmDecl) &&
                clang_getCanonicalType(clang_getCursorType(to)).kind == CXType_Record;
    }
    g_array_free(only.stack, TRUE);
    return known;
}

/* An assignment operator that the compiler writes has a body to be walked, unless it only copies memory. */
static bool copies_memory(CXCursor callee) {
    return callee.kind == CXCursor_CXXMethod && clang_CXXMethod_isDefaulted(callee) &&
           clang_Cursor_isNull(clang_getCursorDefinition(callee)) &&
           pl_text_is(clang_getCursorSpelling(callee), "operator=");
}

static pl_id copy_memory(pl_walk *w, CXCursor expression, pl_id self, unsigned first) {
    pl_id to = pl_builder_deref(w->out, self);
    pl_id from = pl_builder_deref(w->out, pl_referent(w, clang_Cursor_getArgument(expression, first)));
    pl_store(w, to, from, clang_getCursorType(expression), clang_getCursorLocation(expression));
    return to;
}

static pl_id direct_call(pl_walk *w, CXCursor expression, CXCursor callee, pl_id self, unsigned first) {
    if (self != PL_NONE && copies_memory(callee)) return copy_memory(w, expression, self, first);
    pl_call call = {.kind = PL_CALL_DIRECT, .via = PL_NONE, .self = self, .type = PL_NONE};
    if (clang_Cursor_isDynamicCall(expression) && !is_settled(expression, callee)) call.kind = PL_CALL_VIRTUAL;
    call.at = pl_locate(w, clang_getCursorLocation(expression));
    call.args = arguments(w, expression, callee, clang_getCursorType(callee), first, &call.at);
    call.callee = pl_function_of(w, callee);
    if (callee.kind == CXCursor_Constructor) pl_keep(w, expression, call.args, pl_builder_deref(w->out, self));
    bool returns = !(pl_builder_function_at(w->out, call.callee)->flags & PL_FN_NORETURN);
    return finish(w, &call, returns, clang_getCursorResultType(callee));
}

/* `(object.*method)()`, `(pointer->*method)()`: the type is the method's, and `this` the object. */
static void through_member_pointer(pl_walk *w, CXCursor through, pl_call *call) {
    CXCursor access = pl_strip(through);
    if (access.kind != CXCursor_BinaryOperator || pl_binary_operator(w, access) != PL_OPERATOR_MEMBER_POINTER) return;
    pl_children c = pl_push_expressions(w, access);
    if (c.count == 2) {
        CXCursor object = pl_child(w, c, 0), method = pl_child(w, c, 1);
        bool pointer = pl_strip_type(clang_getCursorType(object)).kind == CXType_Pointer;
        call->self = pointer ? pl_value(w, object) : pl_referent(w, object);
        call->via = pl_value(w, method);
        call->type = pl_signature(w, clang_getCursorType(method));
    }
    pl_pop(w, c);
}

/* What a template of the library calls is not known: clang shows no type, or not what the expression stands for. What
 * a template's destructor calls is listed where an object ends (destructors.c), unless nobody knows of which class. */
static bool is_unknown(const pl_walk *w, const pl_call *call) {
    const pl_node *via = pl_builder_node_at(w->out, call->via);
    uint32_t flags = w->function == PL_NONE ? 0 : pl_builder_function_at(w->out, w->function)->flags;
    if (call->type != PL_NONE || via->kind == PL_NODE_FUNCTION) return false;
    bool is_listed = (flags & PL_FN_DESTRUCTOR) && (flags & PL_FN_TEMPLATE) && !(flags & PL_FN_VIRTUAL);
    /* `p->~T()` of what is no class calls nothing. */
    return via->kind == PL_NODE_UNKNOWN || (flags & PL_FN_SYSTEM) || (is_listed && via->kind == PL_NODE_FIELD);
}

static pl_id indirect_call(pl_walk *w, CXCursor expression, CXCursor through) {
    pl_call call = {.kind = PL_CALL_INDIRECT, .callee = PL_NONE, .via = PL_NONE, .self = PL_NONE, .type = PL_NONE};
    call.at = pl_locate(w, clang_getCursorLocation(expression));
    if (w->instead_of_kept) call.flags = PL_CALL_INSTEAD;
    through_member_pointer(w, through, &call);
    if (call.via == PL_NONE) {
        call.via = pl_value(w, through);
        call.type = pl_signature(w, clang_getCursorType(through));
    }
    CXType type = pl_function_type(clang_getCursorType(through)), result = clang_getResultType(type);
    call.args = arguments(w, expression, clang_getNullCursor(), type, 0, &call.at);
    if (is_unknown(w, &call)) return 0;
    const pl_node *via = pl_builder_node_at(w->out, call.via);
    if (via->kind == PL_NODE_FUNCTION) { /* (*f)(), (&f)(), a chosen _Generic branch */
        call.kind = PL_CALL_DIRECT;
        call.callee = via->a;
        call.via = call.type = PL_NONE;
        return finish(w, &call, !(pl_builder_function_at(w->out, call.callee)->flags & PL_FN_NORETURN), result);
    }
    return finish(w, &call, true, result);
}

static bool is_one_of(const char *name, const char *const *names) {
    for (; *names; names++)
        if (strcmp(name, *names) == 0) return true;
    return false;
}

/* Builtins that evaluate nothing, only pass a value on, or do not come back. */
static bool builtin_call(pl_walk *w, CXCursor expression, CXCursor callee, pl_id *result) {
    static const char *const passing[] = {"__builtin_expect", "__builtin_expect_with_probability",
                                          "__builtin_assume_aligned", NULL};
    static const char *const inert[] = {"__builtin_constant_p", "__builtin_object_size",
                                        "__builtin_dynamic_object_size", "__builtin_assume", NULL};
    static const char *const ending[] = {"__builtin_unreachable", "__builtin_trap", NULL};
    CXString text = clang_getCursorSpelling(callee);
    const char *name = clang_getCString(text);
    bool passes = name && is_one_of(name, passing), ends = name && is_one_of(name, ending);
    bool name_is_address = name && strcmp(name, "__builtin_addressof") == 0;
    if (name && strncmp(name, "__sync_", strlen("__sync_")) == 0 && pl_sync_call(w, expression, callee, result)) {
        clang_disposeString(text);
        return true;
    }
    bool known =
        pl_list_call(w, expression, callee) || passes || ends || name_is_address || (name && is_one_of(name, inert));
    clang_disposeString(text);
    *result = 0;
    if (name_is_address) *result = pl_referent(w, clang_Cursor_getArgument(expression, 0));
    if (passes) *result = pl_value(w, clang_Cursor_getArgument(expression, 0));
    if (ends) {
        pl_emit_op(w, PL_OP_STOP, 0);
        w->dead = true;
    }
    return known;
}

/* `a + b`, `f(x)` on a class: clang shows the operands in source order, the operator among them. */
static bool is_operator_call(CXCursor callee, CXCursor first) {
    CXString text = clang_getCursorSpelling(callee);
    const char *name = clang_getCString(text);
    bool is = name && strncmp(name, "operator", 8) == 0 && !g_ascii_isalnum(name[8]) && name[8] != '_';
    clang_disposeString(text);
    return is && !(clang_equalCursors(clang_getCursorReferenced(pl_strip(first)), callee) &&
                   (pl_strip(first).kind == CXCursor_MemberRefExpr || pl_strip(first).kind == CXCursor_DeclRefExpr));
}

/* `T x = T();` before C++17 */
bool pl_is_elided(CXCursor call) {
    CXCursor constructor = clang_getCursorReferenced(call);
    if (call.kind != CXCursor_CallExpr || clang_Cursor_getNumArguments(call) != 1 ||
        !(clang_CXXConstructor_isCopyConstructor(constructor) || clang_CXXConstructor_isMoveConstructor(constructor)))
        return false;
    CXCursor from = pl_strip(clang_Cursor_getArgument(call, 0));
    return pl_makes_object(from) && clang_equalTypes(pl_unqualified(clang_getCanonicalType(clang_getCursorType(from))),
                                                     pl_unqualified(clang_getCanonicalType(clang_getCursorType(call))));
}

/* Copies and moves pass the object on: a lambda or a guard stays what it is. */
static pl_id copy_object(pl_walk *w, CXCursor expression, CXCursor constructor, pl_id place, pl_location at) {
    pl_id from = pl_referent(w, clang_Cursor_getArgument(expression, 0));
    if (pl_builder_node_at(w->out, from)->kind == PL_NODE_FUNCTION) return from;
    pl_store(w, place, pl_builder_deref(w->out, from), clang_getCursorType(expression),
             clang_getCursorLocation(expression));
    if (clang_CXXMethod_isDefaulted(constructor) || !is_written(constructor)) {
        pl_copying how = {.to = place, .from = pl_builder_deref(w->out, from), .at = at};
        how.moves = clang_CXXConstructor_isMoveConstructor(constructor);
        pl_copy_implicitly(w, clang_getCursorType(expression), how);
        return place;
    }
    pl_call call = {.kind = PL_CALL_DIRECT, .via = PL_NONE, .type = PL_NONE, .at = at};
    call.self = pl_builder_address(w->out, place);
    call.args = pl_builder_span(w->out, &from, 1);
    call.callee = pl_function_of(w, constructor);
    pl_emit_call(w, &call);
    return place;
}

/* `using Base::Base;`: the compiler writes a constructor that hands the arguments on to the one of the base. */
static bool construct_inherited(pl_walk *w, CXCursor expression, CXCursor constructor, pl_id place, pl_location at) {
    CXCursor base = pl_inherited_from(constructor);
    if (clang_Cursor_isNull(base)) return false;
    direct_call(w, expression, base, pl_builder_address(w->out, place), 0);
    pl_construct_others(w, clang_getCursorSemanticParent(constructor), clang_getCursorSemanticParent(base), place, at);
    return true;
}

static pl_id construct(pl_walk *w, CXCursor expression, CXCursor constructor) {
    pl_location at = pl_locate(w, clang_getCursorLocation(expression));
    pl_id place = pl_temporary(w, clang_getCursorType(expression), at);
    pl_note_instance(w, clang_getTypeDeclaration(pl_strip_type(clang_getCursorType(expression))));
    if (pl_is_elided(expression)) return pl_value(w, clang_Cursor_getArgument(expression, 0));
    if (clang_CXXConstructor_isCopyConstructor(constructor) || clang_CXXConstructor_isMoveConstructor(constructor))
        return copy_object(w, expression, constructor, place, at);
    if (construct_inherited(w, expression, constructor, place, at)) return place;
    if (!clang_Cursor_isNull(clang_getCursorDefinition(constructor)) || is_written(constructor))
        direct_call(w, expression, constructor, pl_builder_address(w->out, place), 0);
    pl_construct_implicitly(w, constructor, place, at);
    return place;
}

/* std::move and its like: clang knows them as builtins and shows no body. They are casts, not calls. */
static bool library_cast(pl_walk *w, CXCursor expression, CXCursor callee, pl_id *result) {
    static const char *const same[] = {"move", "forward", "move_if_noexcept", "as_const", NULL};
    static const char *const address[] = {"addressof", "__addressof", NULL};
    if (!w->cplusplus || clang_Cursor_getNumArguments(expression) != 1) return false;
    CXString text = clang_getCursorSpelling(callee);
    const char *name = clang_getCString(text);
    bool passes = name && is_one_of(name, same), takes = name && is_one_of(name, address);
    clang_disposeString(text);
    if (!passes && !takes) return false;
    if (!pl_is_in_std(callee)) return false;
    CXCursor argument = clang_Cursor_getArgument(expression, 0);
    *result = passes ? pl_place(w, argument) : pl_referent(w, argument);
    return true;
}

/* A lambda turned into a plain function pointer: its class converts, but what is passed on is the lambda. */
static bool converts_lambda(CXCursor callee) {
    if (callee.kind != CXCursor_ConversionFunction) return false;
    CXType type = clang_getCursorType(clang_getCursorSemanticParent(callee));
    CXString text = clang_getTypeSpelling(type);
    const char *s = clang_getCString(text);
    bool is = s && strstr(s, "(lambda at ");
    clang_disposeString(text);
    return is;
}

static pl_id call_with(pl_walk *w, CXCursor expression, pl_children c) {
    CXCursor callee = clang_getCursorReferenced(expression);
    if (callee.kind == CXCursor_Constructor) return construct(w, expression, callee);
    if (!c.count) return 0;
    if (converts_lambda(callee)) {
        pl_children object = pl_push_expressions(w, pl_child(w, c, 0));
        bool member = pl_child(w, c, 0).kind == CXCursor_MemberRefExpr && object.count;
        pl_id value = pl_value(w, member ? pl_child(w, object, 0) : pl_child(w, c, 0));
        pl_pop(w, object);
        return value;
    }
    CXCursor first = pl_child(w, c, 0), named = pl_strip(first);
    /* `table[i](x)`: the call refers to the operator too, but what it calls is what the operator gave. */
    bool of_result = named.kind == CXCursor_CallExpr && pl_type_is_function_pointer(clang_getCursorType(named));
    if (pl_is_function(callee) && !of_result && is_operator_call(callee, first)) {
        bool method = callee.kind == CXCursor_CXXMethod && !clang_CXXMethod_isStatic(callee);
        pl_id self =
            method ? pl_builder_address(w->out, pl_place(w, clang_Cursor_getArgument(expression, 0))) : PL_NONE;
        return direct_call(w, expression, callee, self, method ? 1 : 0);
    }
    if (named.kind == CXCursor_DeclRefExpr || named.kind == CXCursor_MemberRefExpr) {
        CXCursor to = clang_getCursorReferenced(named);
        pl_id result;
        if (to.kind == CXCursor_FunctionDecl &&
            (builtin_call(w, expression, to, &result) || library_cast(w, expression, to, &result)))
            return result;
        if (pl_is_function(to)) {
            bool object = named.kind == CXCursor_MemberRefExpr && to.kind != CXCursor_FunctionDecl &&
                          !clang_CXXMethod_isStatic(to);
            return direct_call(w, expression, to, object ? object_address(w, named) : PL_NONE, 0);
        }
    } else if (pl_is_function(callee) && named.kind != CXCursor_CallExpr && named.kind != CXCursor_UnaryOperator &&
               !pl_type_is_function_pointer(clang_getCursorType(first))) {
        return direct_call(w, expression, callee, PL_NONE, 0); /* user-defined literals */
    }
    /* An implicit copy that the compiler may leave out (before C++17): clang names no constructor. */
    bool copies =
        c.count == 1 && clang_Cursor_isNull(callee) && pl_strip_type(clang_getCursorType(first)).kind == CXType_Record;
    if (copies) return pl_value(w, first);
    return indirect_call(w, expression, first);
}

pl_id pl_walk_call(pl_walk *w, CXCursor call) {
    pl_children c = pl_push_expressions(w, call);
    pl_id result = call_with(w, call, c);
    pl_pop(w, c);
    return result;
}
