/* casts.c: pointers to one record that are cast into pointers to another: whoever writes this knows that the two begin
 * alike, or that one lies on the other. */
#include "extract/walk.h"

static CXType record_behind(CXType type) {
    CXType to = clang_getCanonicalType(clang_getPointeeType(clang_getCanonicalType(type)));
    if (to.kind != CXType_Record) to.kind = CXType_Invalid;
    return to;
}

/* From base to derived and back is no other record at the same place. */
static bool looks_anew(CXCursor cast) {
    return cast.kind == CXCursor_CStyleCastExpr || cast.kind == CXCursor_CXXReinterpretCastExpr;
}

void pl_note_cast(pl_walk *w, CXCursor cast, CXCursor operand) {
    if (!looks_anew(cast)) return;
    CXType to = record_behind(clang_getCursorType(cast)), from = record_behind(clang_getCursorType(operand));
    if (to.kind == CXType_Invalid || from.kind == CXType_Invalid) return;
    pl_cast pair = {pl_record_of(w, clang_getTypeDeclaration(from)), pl_record_of(w, clang_getTypeDeclaration(to))};
    if (pair.from != pair.to) g_array_append_val(w->casts, pair);
}

static int compare(const void *a, const void *b) {
    const pl_cast *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

void pl_write_casts(pl_walk *w) {
    GArray *targets = g_array_new(FALSE, FALSE, sizeof(pl_id));
    g_array_sort(w->casts, compare);
    for (guint i = 0; i < w->casts->len; i++) {
        const pl_cast *pair = &g_array_index(w->casts, pl_cast, i);
        bool again = i > 0 && compare(pair, pair - 1) == 0, last = i + 1 == w->casts->len || pair[1].from != pair->from;
        if (!again) g_array_append_val(targets, pair->to);
        if (!last) continue;
        pl_builder_record_at(w->out, pair->from)->casts =
            pl_builder_span(w->out, (const pl_id *)targets->data, targets->len);
        g_array_set_size(targets, 0);
    }
    g_array_free(targets, TRUE);
}
