/* keep.c: see keep.h. */
#include "checks/keep.h"

void pl_keep_init(pl_keep *keep) {
    keep->text = g_string_chunk_new(4096);
    keep->blocks = g_ptr_array_new_with_free_func(g_free);
}

void pl_keep_clear(pl_keep *keep) {
    if (keep->text) g_string_chunk_free(keep->text);
    if (keep->blocks) g_ptr_array_free(keep->blocks, TRUE);
    keep->text = NULL;
    keep->blocks = NULL;
}

const char *pl_keep_text(pl_keep *keep, const char *text) {
    return text ? g_string_chunk_insert_const(keep->text, text) : NULL;
}

const char *pl_keep_take(pl_keep *keep, char *text) {
    const char *kept = pl_keep_text(keep, text);
    g_free(text);
    return kept;
}

void *pl_keep_copy(pl_keep *keep, const void *bytes, size_t size) {
    if (!size) return NULL;
    void *copy = g_memdup2(bytes, size);
    g_ptr_array_add(keep->blocks, copy);
    return copy;
}

void *pl_keep_array(pl_keep *keep, GArray *array) {
    void *copy = pl_keep_copy(keep, array->data, (size_t)array->len * g_array_get_element_size(array));
    g_array_free(array, TRUE);
    return copy;
}
