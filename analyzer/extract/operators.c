/* operators.c: which operator an expression applies. libclang says so from version 17 on; before, its tokens do. */
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
static pl_operator token_at(pl_walk *w, CXSourceLocation at, bool unary) {
    CXToken *token = clang_getToken(w->unit, at);
    if (!token) return PL_OPERATOR_OTHER;
    CXString text = clang_getTokenSpelling(w->unit, *token);
    pl_operator found = look_up(clang_getCString(text), unary);
    clang_disposeString(text);
    clang_disposeTokens(w->unit, token, 1);
    return found;
}

/* The operator stands between its operands: the first token after the left one that is in the table. */
pl_operator pl_binary_operator(pl_walk *w, CXCursor expression) {
    pl_children c = pl_push_expressions(w, expression);
    pl_operator found = PL_OPERATOR_OTHER;
    if (c.count == 2) {
        CXSourceLocation from = clang_getRangeEnd(clang_getCursorExtent(pl_child(w, c, 0)));
        CXSourceLocation to = clang_getRangeStart(clang_getCursorExtent(pl_child(w, c, 1)));
        CXToken *tokens = NULL;
        unsigned count = 0;
        clang_tokenize(w->unit, clang_getRange(from, to), &tokens, &count);
        for (unsigned i = 0; i < count && found == PL_OPERATOR_OTHER; i++) {
            CXString text = clang_getTokenSpelling(w->unit, tokens[i]);
            found = look_up(clang_getCString(text), false);
            clang_disposeString(text);
        }
        if (tokens) clang_disposeTokens(w->unit, tokens, count);
        /* Inside a macro the tokens are elsewhere. But two pointers that give a pointer, or two records, are assigned.
         */
        CXType whole = pl_strip_type(clang_getCursorType(expression));
        bool carries = whole.kind == CXType_Pointer || whole.kind == CXType_Record;
        if (found == PL_OPERATOR_OTHER && carries &&
            pl_strip_type(clang_getCursorType(pl_child(w, c, 1))).kind == whole.kind)
            found = PL_OPERATOR_ASSIGN;
    }
    pl_pop(w, c);
    return found;
}

pl_operator pl_unary_operator(pl_walk *w, CXCursor expression) {
    CXSourceRange extent = clang_getCursorExtent(expression);
    pl_operator found = token_at(w, clang_getRangeStart(extent), true);
    return found != PL_OPERATOR_OTHER ? found : token_at(w, clang_getCursorLocation(expression), true);
}
#endif
