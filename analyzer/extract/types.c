/* types.c: what a type can carry, and signatures. */
#include <stdlib.h>
#include <string.h>

#include "extract/walk.h"

CXType pl_strip_type(CXType type) {
    CXType t = clang_getCanonicalType(type);
    if (t.kind == CXType_LValueReference || t.kind == CXType_RValueReference)
        t = clang_getCanonicalType(clang_getPointeeType(t));
    return t;
}

CXCursor pl_class_of(CXType type) { return clang_getCursorDefinition(clang_getTypeDeclaration(pl_strip_type(type))); }

CXType pl_element_type(CXType type) {
    for (CXType t = pl_strip_type(type);;) {
        CXType next = clang_getArrayElementType(t);
        if (next.kind == CXType_Invalid) return t;
        t = clang_getCanonicalType(next);
    }
}

pl_carries pl_type_carries(CXType type) {
    CXType t = pl_element_type(type);
    switch (t.kind) {
    case CXType_Invalid:
    case CXType_Void:
    case CXType_Float:
    case CXType_Double:
    case CXType_LongDouble:
    case CXType_Half:
    case CXType_Float128:
    case CXType_Complex:
    case CXType_Vector: return PL_CARRIES_NOTHING;
    case CXType_Pointer: {
        /* Text and numbers behind a pointer lead to no function. void does: it is the field's generic pointer. */
        CXType to = clang_getCanonicalType(clang_getPointeeType(t));
        return to.kind == CXType_Void || pl_type_carries(to) == PL_CARRIES_POINTERS ? PL_CARRIES_POINTERS
                                                                                    : PL_CARRIES_NOTHING;
    }
    case CXType_Bool:
    case CXType_Char_U:
    case CXType_UChar:
    case CXType_UShort:
    case CXType_UInt:
    case CXType_ULong:
    case CXType_ULongLong:
    case CXType_Char_S:
    case CXType_SChar:
    case CXType_Short:
    case CXType_Int:
    case CXType_Long:
    case CXType_LongLong:
    case CXType_Enum: return PL_CARRIES_NUMBER;
    default: return PL_CARRIES_POINTERS;
    }
}

/* The function type behind t, or an invalid type. */
CXType pl_function_type(CXType type) {
    CXType t = pl_element_type(type);
    if (t.kind == CXType_Pointer || t.kind == CXType_BlockPointer) t = clang_getCanonicalType(clang_getPointeeType(t));
    if (t.kind == CXType_MemberPointer) t = clang_getCanonicalType(clang_getPointeeType(t));
    if (t.kind != CXType_FunctionProto && t.kind != CXType_FunctionNoProto) t.kind = CXType_Invalid;
    return t;
}

bool pl_type_is_function_pointer(CXType type) { return pl_function_type(type).kind != CXType_Invalid; }

pl_id pl_signature(pl_walk *w, CXType type) {
    CXType t = pl_function_type(type);
    if (t.kind == CXType_Invalid) return PL_NONE;
    CXString text = clang_getTypeSpelling(t);
    /* Whether a function returns is a flag of the function, not a reason for its pointer to have another type. */
    const char *s = clang_getCString(text), *attribute = strstr(s, " __attribute__((noreturn))");
    char *plain = attribute ? g_strndup(s, (gsize)(attribute - s)) : g_strdup(s);
    pl_id id = pl_builder_string(w->out, plain);
    g_free(plain);
    clang_disposeString(text);
    return id;
}

pl_id pl_pointer_typedef(pl_walk *w, CXType type) {
    if (!pl_type_is_function_pointer(type)) return PL_NONE;
    CXType t = type;
    if (t.kind == CXType_LValueReference || t.kind == CXType_RValueReference) t = clang_getPointeeType(t);
    for (CXType next; (next = clang_getArrayElementType(t)).kind != CXType_Invalid;) t = next;
    CXString text = clang_getTypedefName(t);
    const char *s = clang_getCString(text);
    if (s && *s) return pl_intern(w, text);
    clang_disposeString(text);
    /* `typedef void proc(client *); proc *p;`: the name of the function type serves as well. */
    CXType to = clang_getPointeeType(t);
    if (to.kind == CXType_Invalid) return PL_NONE;
    text = clang_getTypedefName(to);
    s = clang_getCString(text);
    if (s && *s) return pl_intern(w, text);
    clang_disposeString(text);
    text = clang_getTypeSpelling(to);
    s = clang_getCString(text);
    pl_id id = s && *s && !strpbrk(s, "(*") ? pl_builder_string(w->out, s) : PL_NONE;
    clang_disposeString(text);
    return id;
}

bool pl_type_says(CXType type, const char *words) {
    CXString text = clang_getTypeSpelling(clang_getCanonicalType(type));
    const char *s = clang_getCString(text);
    bool says = s && strstr(s, words);
    clang_disposeString(text);
    return says;
}

CXType pl_unqualified(CXType type) {
    if (type.kind == CXType_Invalid) return type;
#if CINDEX_VERSION_MINOR >= 63 /* LLVM 16 */
    return clang_getUnqualifiedType(type);
#else
    /* A declaration of the record, without the qualifiers that the use added. */
    CXCursor declaration = clang_getTypeDeclaration(type);
    return clang_Cursor_isNull(declaration) || declaration.kind == CXCursor_NoDeclFound
               ? type
               : clang_getCursorType(declaration);
#endif
}

uint64_t pl_last_number(CXCursor instance) {
#if CINDEX_VERSION_MINOR >= 63 /* LLVM 16: before, for functions only */
    int count = clang_Cursor_getNumTemplateArguments(instance);
    return count > 0 ? clang_Cursor_getTemplateArgumentUnsignedValue(instance, (unsigned)count - 1) : 0;
#else
    CXString text = clang_getTypeSpelling(clang_getCanonicalType(clang_getCursorType(instance)));
    const char *s = clang_getCString(text), *comma = s ? strrchr(s, ',') : NULL;
    uint64_t number = comma ? strtoull(comma + 1, NULL, 10) : 0;
    clang_disposeString(text);
    return number;
#endif
}
