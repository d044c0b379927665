/* members.c: a hash of what a record is in any unit: its name and its members. A header that is reached by two paths (a
 * link, a copy) or a struct that is written twice gives one type when these agree (C11 6.2.7; in C++ there is but one
 * of an external name). Tags are left out, so that C and C++ agree, and so is where an unnamed record stands. */
#include <string.h>
#include <xxhash.h>

#include "extract/walk.h"

static void add_number(XXH3_state_t *h, int64_t n) { XXH3_64bits_update(h, &n, sizeof n); }

static size_t tag_length(const char *s) {
    static const char *const tags[] = {"struct ", "union ", "class ", "enum "};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (g_str_has_prefix(s, tags[i])) return strlen(tags[i]);
    return 0;
}

/* "struct o *" as "o *"; "(unnamed struct at m.h:1:72)" as "(". */
static void add_text(XXH3_state_t *h, CXString text) {
    const char *s = clang_getCString(text);
    bool inside = false; /* a word */
    while (s && *s) {
        size_t skip = inside ? 0 : tag_length(s);
        if (skip) {
            s += skip;
            continue;
        }
        inside = g_ascii_isalnum(*s) || *s == '_';
        XXH3_64bits_update(h, s, 1);
        if (g_str_has_prefix(s, "(unnamed") || g_str_has_prefix(s, "(anonymous"))
            s += strcspn(s, ")");
        else
            s++;
    }
    XXH3_64bits_update(h, "", 1);
    clang_disposeString(text);
}

static void add_fields(XXH3_state_t *h, CXType record);

static enum CXVisitorResult add_field(CXCursor field, CXClientData data) {
    XXH3_state_t *h = data;
    CXType type = clang_getCanonicalType(clang_getCursorType(field));
    add_text(h, clang_getCursorSpelling(field));
    add_text(h, clang_getTypeSpelling(type));
    add_number(h, clang_Cursor_getOffsetOfField(field));
    CXType element = pl_element_type(type);
    if (element.kind == CXType_Record && pl_is_unnamed_record(clang_getTypeDeclaration(element)))
        add_fields(h, element);
    return CXVisit_Continue;
}

static void add_fields(XXH3_state_t *h, CXType record) {
    add_number(h, clang_Type_getSizeOf(record));
    clang_Type_visitFields(record, add_field, h);
    add_number(h, -1);
}

static void add_bases(XXH3_state_t *h, CXCursor definition) {
    GArray *bases = pl_bases_of(definition);
    for (guint i = 0; i < bases->len; i++)
        add_text(h,
                 clang_getTypeSpelling(clang_getCanonicalType(clang_getCursorType(g_array_index(bases, CXCursor, i)))));
    g_array_free(bases, TRUE);
}

static uint32_t offset_of(CXCursor record) {
    unsigned offset;
    clang_getFileLocation(clang_getCursorLocation(record), NULL, NULL, NULL, &offset);
    return offset;
}

/* The USR of an unnamed record has the name of the file: it goes by the record around, and how far into it it stands.
 * False when there is none. */
static bool add_name(XXH3_state_t *h, CXCursor record) {
    CXCursor named = record;
    while (pl_is_unnamed_record(named)) {
        named = clang_getCursorSemanticParent(named);
        if (!pl_is_record(named)) return false;
    }
    add_text(h, clang_getCursorUSR(named));
    add_number(h, (int64_t)offset_of(record) - (int64_t)offset_of(named));
    return true;
}

uint64_t pl_members_hash(pl_walk *w, CXCursor definition) {
    if (!clang_isCursorDefinition(definition)) return 0;
    XXH3_state_t *h = XXH3_createState();
    XXH3_64bits_reset(h);
    bool named = add_name(h, definition);
    if (named) {
        if (w->cplusplus) add_bases(h, definition);
        add_fields(h, clang_getCursorType(definition));
    }
    uint64_t hash = named ? XXH3_64bits_digest(h) : 0;
    XXH3_freeState(h);
    return hash;
}
