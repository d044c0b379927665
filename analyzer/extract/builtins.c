/* builtins.c: what the compiler itself does with pointers: atomic operations and variable arguments. */
#include <string.h>

#include "extract/walk.h"

enum { UNKNOWN = 0, MAX_OPERANDS = 6 };

static void store_pointer(pl_walk *w, pl_id to, pl_id from, CXCursor at) {
    if (w->dead || to == UNKNOWN || from == UNKNOWN || to == from) return;
    pl_flow flow = {.to = to,
                    .from = from,
                    .function = w->function,
                    .type = PL_NONE,
                    .at = pl_locate(w, clang_getCursorLocation(at))};
    pl_builder_flow(w->out, &flow);
}

static CXType pointee(CXCursor expression) {
    CXType t = clang_getCanonicalType(clang_getPointeeType(pl_strip_type(clang_getCursorType(expression))));
    return t.kind == CXType_Atomic ? clang_getCanonicalType(clang_Type_getValueType(t)) : t;
}

/* Clang gives the pointer, the order, and then the value or the place of the value; of a compare and exchange, the
 * place of the value expected, the order of failure and the new value. */
pl_id pl_atomic(pl_walk *w, pl_children operands) {
    pl_id nodes[MAX_OPERANDS] = {UNKNOWN};
    for (guint i = 0; i < operands.count; i++) {
        pl_id node = pl_value(w, pl_child(w, operands, i));
        if (i < MAX_OPERANDS) nodes[i] = node;
    }
    if (operands.count < 2 || operands.count > MAX_OPERANDS) return UNKNOWN;
    CXCursor first = pl_child(w, operands, 0);
    CXType object = pointee(first);
    if (object.kind == CXType_Invalid || pl_type_carries(object) != PL_CARRIES_POINTERS) return UNKNOWN;
    pl_id place = pl_builder_deref(w->out, nodes[0]);
    for (guint i = 2; i < operands.count; i++) {
        if (clang_equalTypes(pointee(pl_child(w, operands, i)), object)) {
            nodes[i] = pl_builder_deref(w->out, nodes[i]);
            store_pointer(w, nodes[i], place, first);
        }
        store_pointer(w, place, nodes[i], first);
    }
    return place;
}

static bool is_list(CXType type) { return pl_type_says(type, "__va_list"); }

bool pl_takes_argument(CXCursor expression, CXCursor operand) {
    return is_list(clang_getCursorType(operand)) && !is_list(clang_getCursorType(expression));
}

pl_id pl_list_place(pl_walk *w, pl_id list) {
    uint32_t kind = pl_builder_node_at(w->out, list)->kind;
    return kind == PL_NODE_ADDRESS || kind == PL_NODE_PARAM ? pl_builder_deref(w->out, list) : list;
}

/* What was passed beyond the parameters is one more parameter: it is what the list holds. */
bool pl_list_call(pl_walk *w, CXCursor call, CXCursor callee) {
    CXString text = clang_getCursorSpelling(callee);
    const char *name = clang_getCString(text);
    bool starts = name && strcmp(name, "__builtin_va_start") == 0;
    bool copies = name && strcmp(name, "__builtin_va_copy") == 0;
    clang_disposeString(text);
    if (!starts && !copies) return false;
    pl_id to = pl_list_place(w, pl_value(w, clang_Cursor_getArgument(call, 0)));
    if (w->function == PL_NONE) return true;
    pl_id from = copies ? pl_list_place(w, pl_value(w, clang_Cursor_getArgument(call, 1)))
                        : pl_builder_node(w->out, PL_NODE_PARAM, w->function,
                                          pl_builder_function_at(w->out, w->function)->nparams);
    store_pointer(w, to, from, call);
    return true;
}

/* GNU's older atomics: what is replaced is the value, but for the one that says whether. */
bool pl_sync_call(pl_walk *w, CXCursor call, CXCursor callee, pl_id *result) {
    CXString text = clang_getCursorSpelling(callee);
    const char *name = clang_getCString(text);
    bool swaps = name && g_str_has_prefix(name, "__sync_val_compare_and_swap");
    bool tells = name && g_str_has_prefix(name, "__sync_bool_compare_and_swap");
    bool sets = name && g_str_has_prefix(name, "__sync_lock_test_and_set");
    clang_disposeString(text);
    if (!swaps && !tells && !sets) return false;
    int count = clang_Cursor_getNumArguments(call), last = sets ? 1 : 2;
    pl_id nodes[3] = {UNKNOWN};
    for (int i = 0; i < count; i++) {
        pl_id node = pl_value(w, clang_Cursor_getArgument(call, (unsigned)i));
        if (i <= last) nodes[i] = node;
    }
    pl_id place = pl_builder_deref(w->out, nodes[0]);
    if (count && pl_type_carries(pointee(clang_Cursor_getArgument(call, 0))) == PL_CARRIES_POINTERS)
        store_pointer(w, place, nodes[last], call);
    *result = tells ? UNKNOWN : place;
    return true;
}
