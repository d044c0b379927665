/* allocation.c: new and delete: the functions that give and take the memory, and what is made and destroyed in it. */
#include <string.h>

#include "extract/walk.h"

static bool is_named(CXCursor c, const char *name) { return pl_text_is(clang_getCursorSpelling(c), name); }

static enum CXChildVisitResult find_global(CXCursor c, CXCursor parent, CXClientData data) {
    pl_allocators *found = data;
    (void)parent;
    if (c.kind == CXCursor_LinkageSpec || c.kind == CXCursor_UnexposedDecl) return CXChildVisit_Recurse;
    if (c.kind != CXCursor_FunctionDecl) return CXChildVisit_Continue;
    bool places = clang_Cursor_getNumArguments(c) > 1 && !clang_Location_isInSystemHeader(clang_getCursorLocation(c));
    if (places && (is_named(c, "operator new") || is_named(c, "operator new[]"))) g_array_append_val(found->placing, c);
    if (clang_Cursor_getNumArguments(c) != 1) return CXChildVisit_Continue;
    if (is_named(c, "operator new")) found->make = c;
    if (is_named(c, "operator new[]")) found->make_array = c;
    if (is_named(c, "operator delete")) found->free = c;
    if (is_named(c, "operator delete[]")) found->free_array = c;
    return CXChildVisit_Continue;
}

/* Those of the program or of the library, if a header declares them. */
static const pl_allocators *globals(pl_walk *w) {
    if (w->allocators) return w->allocators;
    CXCursor none = clang_getNullCursor();
    w->allocators = g_new(pl_allocators, 1);
    *w->allocators = (pl_allocators){none, none, none, none, g_array_new(FALSE, FALSE, sizeof(CXCursor))};
    clang_visitChildren(clang_getTranslationUnitCursor(w->unit), find_global, w->allocators);
    return w->allocators;
}

/* The text of an expression where it is written: its first word, without `::`. */
static const char *written(pl_walk *w, CXCursor expression, bool *global) {
    const char *text = pl_text_at(w, clang_getRangeStart(clang_getCursorExtent(expression)));
    *global = g_str_has_prefix(text, "::");
    if (*global) text += strlen("::");
    return text + strspn(text, " \t\r\n");
}

static CXCursor allocator(pl_walk *w, CXType type, const char *name, int count, bool global, CXCursor otherwise) {
    CXCursor definition = pl_class_of(pl_element_type(type));
    CXCursor own = clang_getNullCursor();
    (void)w;
    if (!global && !clang_Cursor_isNull(definition)) own = pl_find_method(definition, name, count);
    return clang_Cursor_isNull(own) ? otherwise : own;
}

/* Gives back what it is given, as the library's own does: `void *operator new(size_t, void *)`. */
static bool takes_place(CXCursor allocator) {
    CXType second = clang_getCanonicalType(clang_getCursorType(clang_Cursor_getArgument(allocator, 1)));
    return second.kind == CXType_Pointer && clang_getCanonicalType(clang_getPointeeType(second)).kind == CXType_Void;
}

/* How well an argument fits a parameter: 0, not at all. */
static unsigned fit(CXType parameter, CXType given) {
    CXType to = pl_unqualified(pl_strip_type(parameter)), from = pl_unqualified(pl_strip_type(given));
    if (clang_equalTypes(to, from)) return 3;
    bool numbers = pl_type_carries(to) == PL_CARRIES_NUMBER && pl_type_carries(from) == PL_CARRIES_NUMBER;
    if (to.kind == CXType_Pointer && pl_type_carries(to) == pl_type_carries(from)) return 2;
    return to.kind == from.kind || numbers ? 1 : 0;
}

/* `new (pool) Part`: the project's operator that takes what stands in the parentheses. */
static CXCursor placing(pl_walk *w, pl_children c, guint count, const char *name) {
    const GArray *all = globals(w)->placing;
    CXCursor best = clang_getNullCursor();
    unsigned most = 0;
    for (guint i = 0; i < all->len; i++) {
        CXCursor candidate = g_array_index(all, CXCursor, i);
        if (!is_named(candidate, name) || clang_Cursor_getNumArguments(candidate) != (int)count + 1) continue;
        unsigned points = 0;
        for (guint k = 0; k < count; k++) {
            unsigned fits = fit(clang_getCursorType(clang_Cursor_getArgument(candidate, k + 1)),
                                clang_getCursorType(pl_child(w, c, k)));
            points = fits ? points + fits : 0;
            if (!fits) break;
        }
        if (points <= most) continue;
        best = candidate;
        most = points;
    }
    return best;
}

static void call_allocator(pl_walk *w, CXCursor callee, const pl_id *args, uint32_t count, pl_location at) {
    if (clang_Cursor_isNull(callee)) return;
    pl_call call = {.kind = PL_CALL_DIRECT, .flags = PL_CALL_IMPLICIT, .via = PL_NONE, .self = PL_NONE, .at = at};
    call.type = PL_NONE;
    call.args = pl_builder_span(w->out, args, count);
    call.callee = pl_function_of(w, callee);
    pl_emit_call(w, &call);
}

pl_id pl_delete(pl_walk *w, CXCursor expression) {
    pl_children c = pl_push_expressions(w, expression);
    if (c.count) {
        CXCursor operand = pl_child(w, c, c.count - 1);
        CXType to = clang_getPointeeType(pl_strip_type(clang_getCursorType(operand)));
        pl_location at = pl_locate(w, clang_getCursorLocation(expression));
        pl_id object = pl_value(w, operand);
        pl_call_destructors(w, to, object, at, PL_ENDS_AS_DERIVED);
        bool global;
        const char *text = written(w, expression, &global);
        if (g_str_has_prefix(text, "delete")) text += strlen("delete");
        bool array = text[strspn(text, " \t\r\n")] == '[';
        const pl_allocators *all = globals(w);
        CXCursor callee = allocator(w, to, array ? "operator delete[]" : "operator delete", -1, global,
                                    array ? all->free_array : all->free);
        call_allocator(w, callee, &object, 1, at);
    }
    pl_pop(w, c);
    return 0;
}

static bool is_pointer(CXType type) { return pl_strip_type(type).kind == CXType_Pointer; }

/* The last child is what the object is made of, or else a placement argument, or the size of an array. */
static bool is_initialiser(CXCursor last, guint count, CXType made) {
    if (pl_is_list(last)) return true;
    CXType given = pl_element_type(clang_getCursorType(last));
    if (pl_element_type(made).kind == CXType_Record) return given.kind == CXType_Record;
    return count > 1 || (pl_type_carries(made) == PL_CARRIES_POINTERS && pl_type_carries(given) == PL_CARRIES_POINTERS);
}

/* clang shows the placement arguments, the size of an array, and the initialiser. Placement new makes the object where
 * the pointer says. */
pl_id pl_new(pl_walk *w, CXCursor expression) {
    CXType type = clang_getPointeeType(clang_getCursorType(expression));
    pl_location at = pl_locate(w, clang_getCursorLocation(expression));
    pl_children c = pl_push_expressions(w, expression);
    guint last = c.count && is_initialiser(pl_child(w, c, c.count - 1), c.count, type) ? c.count - 1 : c.count;
    bool array = last < c.count &&
                 clang_getArrayElementType(clang_getCanonicalType(clang_getCursorType(pl_child(w, c, last)))).kind !=
                     CXType_Invalid;
    guint placement = array && last ? last - 1 : last;
    bool placed = placement && c.count >= 2 && is_pointer(clang_getCursorType(pl_child(w, c, 0)));
    pl_id *args = g_new0(pl_id, c.count + 1); /* the first is the size */
    for (guint i = 0; i < last; i++) args[i + 1] = pl_value_or_constant(w, pl_child(w, c, i));
    pl_note_made(w, type);
    bool global;
    written(w, expression, &global);
    const pl_allocators *all = globals(w);
    const char *name = array ? "operator new[]" : "operator new";
    CXCursor otherwise = placement ? placing(w, c, placement, name) : array ? all->make_array : all->make;
    CXCursor callee = allocator(w, type, name, (int)placement + 1, global, otherwise);
    if (placed && !clang_Cursor_isNull(callee)) placed = takes_place(callee);
    pl_id pointer = placed ? args[1] : pl_builder_address(w->out, pl_temporary(w, type, at));
    call_allocator(w, callee, args, placement + 1, at);
    if (last < c.count) pl_initialise(w, pl_builder_deref(w->out, pointer), type, pl_child(w, c, last));
    g_free(args);
    pl_pop(w, c);
    return pointer;
}
