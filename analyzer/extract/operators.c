/* operators.c: which operator an expression applies. libclang says so from LLVM 17 on; before, its tokens do. */
#include <string.h>

#include "extract/walk.h"

static const struct {
    const char *text;
    pl_operator binary, unary;
} table[] = {
    {"=", PL_OPERATOR_ASSIGN, PL_OPERATOR_OTHER},
    {",", PL_OPERATOR_COMMA, PL_OPERATOR_OTHER},
    {"&&", PL_OPERATOR_AND, PL_OPERATOR_OTHER},
    {"||", PL_OPERATOR_OR, PL_OPERATOR_OTHER},
    {"+", PL_OPERATOR_ADDITIVE, PL_OPERATOR_TRANSPARENT},
    {"-", PL_OPERATOR_ADDITIVE, PL_OPERATOR_OTHER},
    {"==", PL_OPERATOR_EQ, PL_OPERATOR_OTHER},
    {"!=", PL_OPERATOR_NE, PL_OPERATOR_OTHER},
    {"<", PL_OPERATOR_LT, PL_OPERATOR_OTHER},
    {"<=", PL_OPERATOR_LE, PL_OPERATOR_OTHER},
    {">", PL_OPERATOR_GT, PL_OPERATOR_OTHER},
    {">=", PL_OPERATOR_GE, PL_OPERATOR_OTHER},
    {".*", PL_OPERATOR_MEMBER_POINTER, PL_OPERATOR_OTHER},
    {"->*", PL_OPERATOR_MEMBER_POINTER, PL_OPERATOR_OTHER},
    {"*", PL_OPERATOR_OTHER, PL_OPERATOR_DEREF},
    {"&", PL_OPERATOR_OTHER, PL_OPERATOR_ADDRESS},
    {"!", PL_OPERATOR_OTHER, PL_OPERATOR_NOT},
    {"++", PL_OPERATOR_OTHER, PL_OPERATOR_STEP},
    {"--", PL_OPERATOR_OTHER, PL_OPERATOR_STEP},
    {"__extension__", PL_OPERATOR_OTHER, PL_OPERATOR_TRANSPARENT},
};

static pl_operator look_up(const char *text, bool unary) {
    for (size_t i = 0; text && i < G_N_ELEMENTS(table); i++)
        if (strcmp(table[i].text, text) == 0) return unary ? table[i].unary : table[i].binary;
    return PL_OPERATOR_OTHER;
}

#if CINDEX_VERSION_MINOR >= 64 /* LLVM 17 */
pl_operator pl_binary_operator(pl_walk *w, CXCursor expression) {
    (void)w;
    CXString text = clang_getBinaryOperatorKindSpelling(clang_getCursorBinaryOperatorKind(expression));
    pl_operator found = look_up(clang_getCString(text), false);
    clang_disposeString(text);
    return found;
}

pl_operator pl_unary_operator(pl_walk *w, CXCursor expression) {
    (void)w;
    CXString text = clang_getUnaryOperatorKindSpelling(clang_getCursorUnaryOperatorKind(expression));
    pl_operator found = look_up(clang_getCString(text), true);
    clang_disposeString(text);
    return found;
}
#else
/* By types alone: two pointers that give a pointer, or two records, are assigned; a pointer and a number are added. */
static pl_operator guess(pl_walk *w, CXCursor expression, pl_children c) {
    enum CXTypeKind whole = pl_strip_type(clang_getCursorType(expression)).kind;
    enum CXTypeKind left = pl_strip_type(clang_getCursorType(pl_child(w, c, 0))).kind;
    enum CXTypeKind right = pl_strip_type(clang_getCursorType(pl_child(w, c, 1))).kind;
    if (whole == CXType_Pointer && left == CXType_Pointer && right != CXType_Pointer) return PL_OPERATOR_ADDITIVE;
    bool carries = whole == CXType_Pointer || whole == CXType_Record;
    return carries && right == whole ? PL_OPERATOR_ASSIGN : PL_OPERATOR_OTHER;
}

pl_operator pl_binary_operator(pl_walk *w, CXCursor expression) {
    pl_children c = pl_push_expressions(w, expression);
    pl_operator found = PL_OPERATOR_OTHER;
    if (c.count == 2) {
        char *text = pl_operator_between(w, pl_child(w, c, 0), pl_child(w, c, 1));
        found = text ? look_up(text, false) : guess(w, expression, c);
        g_free(text);
    }
    pl_pop(w, c);
    return found;
}

/* What compilers write themselves (in a range-for, for an argument of a template) has no token, but its types tell. */
static pl_operator implied(CXType whole, CXType operand) {
    if (clang_equalTypes(clang_getCanonicalType(clang_getPointeeType(operand)), whole)) return PL_OPERATOR_DEREF;
    if (clang_equalTypes(clang_getCanonicalType(clang_getPointeeType(whole)), operand)) return PL_OPERATOR_ADDRESS;
    return PL_OPERATOR_STEP;
}

/* An operator that does not stand before its operand is ++ or --, when it was written. */
pl_operator pl_unary_operator(pl_walk *w, CXCursor expression) {
    pl_children c = pl_push_expressions(w, expression);
    CXSourceLocation at = clang_getRangeStart(clang_getCursorExtent(expression));
    pl_operator found = PL_OPERATOR_OTHER;
    CXCursor operand = c.count ? pl_child(w, c, 0) : clang_getNullCursor();
    if (c.count && clang_equalLocations(at, clang_getRangeStart(clang_getCursorExtent(operand)))) {
        found = implied(clang_getCanonicalType(clang_getCursorType(expression)),
                        clang_getCanonicalType(clang_getCursorType(operand)));
    } else {
        char *text = pl_token_at(w, at);
        found = look_up(text, true);
        g_free(text);
    }
    pl_pop(w, c);
    return found;
}
#endif
