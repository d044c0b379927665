/* conversions.c: libclang shows braces as they are written, without the constructors that run for what stands in them:
 * a member that is copied from an object, or converted from something else, is found out from the types. */
#include "extract/walk.h"

typedef struct {
    CXType from;
    CXCursor exact, similar, only;
    unsigned count;
} search;

static bool is_number(CXType t) { return t.kind >= CXType_Bool && t.kind <= CXType_LongDouble; }

static bool are_similar(CXType parameter, CXType from) {
    if (is_number(parameter)) return is_number(from) || from.kind == CXType_Enum;
    CXType element = clang_getArrayElementType(from);
    if (parameter.kind != CXType_Pointer) return false;
    CXType to = clang_getPointeeType(parameter),
           of = element.kind != CXType_Invalid ? element : clang_getPointeeType(from);
    return clang_equalTypes(pl_unqualified(clang_getCanonicalType(to)), pl_unqualified(clang_getCanonicalType(of))) !=
           0;
}

static enum CXChildVisitResult see_constructor(CXCursor c, CXCursor parent, CXClientData data) {
    search *s = data;
    (void)parent;
    if (c.kind != CXCursor_Constructor || clang_Cursor_getNumArguments(c) != 1 ||
        clang_CXXConstructor_isCopyConstructor(c) || clang_CXXConstructor_isMoveConstructor(c))
        return CXChildVisit_Continue;
    CXType parameter = pl_unqualified(pl_strip_type(clang_getCursorType(clang_Cursor_getArgument(c, 0))));
    if (clang_equalTypes(parameter, s->from)) s->exact = c;
    if (are_similar(parameter, s->from)) s->similar = c;
    s->only = c;
    s->count++;
    return CXChildVisit_Continue;
}

/* The constructor that makes an object from a value of another type, by the first rules of overload resolution. */
static CXCursor converting(CXType type, CXType from) {
    CXCursor none = clang_getNullCursor(), definition = clang_getCursorDefinition(clang_getTypeDeclaration(type));
    search s = {pl_unqualified(pl_strip_type(from)), none, none, none, 0};
    if (!clang_Cursor_isNull(definition)) clang_visitChildren(pl_visible_class(definition), see_constructor, &s);
    if (!clang_Cursor_isNull(s.exact)) return s.exact;
    if (!clang_Cursor_isNull(s.similar)) return s.similar;
    return s.count == 1 ? s.only : none;
}

bool pl_is_convertible(CXType type, CXType from) { return !clang_Cursor_isNull(converting(pl_strip_type(type), from)); }

static bool gives_rvalue(CXCursor expression) {
    CXCursor callee = clang_getCursorReferenced(expression);
    if (expression.kind == CXCursor_CXXStaticCastExpr) return true; /* of an object: static_cast<T &&> */
    return expression.kind == CXCursor_CallExpr && pl_is_function(callee) &&
           clang_getCanonicalType(clang_getCursorResultType(callee)).kind == CXType_RValueReference;
}

void pl_convert_implicitly(pl_walk *w, pl_id place, CXType type, CXCursor initialiser, pl_id from) {
    if (!w->cplusplus || pl_makes_objects(w, initialiser)) return;
    CXCursor c = pl_strip(initialiser);
    pl_location at = pl_locate(w, clang_getCursorLocation(initialiser));
    CXType t = pl_strip_type(type), given = clang_getCursorType(c);
    CXCursor constructor = converting(t, given);
    if (!clang_equalTypes(pl_unqualified(t), pl_unqualified(pl_strip_type(given))) &&
        !clang_Cursor_isNull(constructor)) {
        pl_call_implicitly(w, constructor, pl_builder_address(w->out, place), &from, at);
    } else if (pl_strip_type(given).kind == CXType_Record) {
        pl_copying how = {.to = place, .from = from, .moves = gives_rvalue(c), .at = at};
        pl_copy_implicitly(w, t, how);
    }
}
