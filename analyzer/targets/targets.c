/* targets.c: the list itself. */
#include "targets/targets.h"

pl_targets *pl_targets_new(void) {
    pl_targets *t = g_new0(pl_targets, 1);
    t->targets = g_array_new(FALSE, FALSE, sizeof(pl_link_target));
    t->text = g_string_chunk_new(4096);
    t->inputs = g_ptr_array_new_with_free_func(g_free);
    return t;
}

void pl_targets_free(pl_targets *t) {
    if (!t) return;
    g_array_free(t->targets, TRUE);
    g_string_chunk_free(t->text);
    g_ptr_array_free(t->inputs, TRUE);
    g_free(t);
}

void pl_targets_add(pl_targets *t, const char *name, GArray *inputs) {
    pl_link_target target = {.name = g_string_chunk_insert_const(t->text, name), .ninputs = inputs->len};
    target.inputs = (pl_link_input *)(void *)g_array_free(inputs, FALSE);
    g_ptr_array_add(t->inputs, (gpointer)target.inputs);
    g_array_append_val(t->targets, target);
}

static void add_output(pl_targets *t, GArray *inputs) {
    const pl_link_input *all = (const pl_link_input *)(void *)inputs->data;
    bool several = false; /* texts are kept once: equal ones have one address */
    for (guint i = 1; i < inputs->len; i++) several |= all[i].main_file != all[0].main_file;
    if (several)
        pl_targets_add(t, all[0].within, inputs);
    else
        g_array_free(inputs, TRUE);
}

void pl_targets_add_outputs(pl_targets *t, pl_facts *const *facts, uint32_t nfacts) {
    GHashTable *by_output = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *lists = g_ptr_array_new();
    for (uint32_t i = 0; i < nfacts; i++) {
        const char *output = pl_str(facts[i], facts[i]->unit.output);
        if (!*output) continue;
        GArray *inputs = g_hash_table_lookup(by_output, output);
        if (!inputs) {
            inputs = g_array_new(FALSE, FALSE, sizeof(pl_link_input));
            g_hash_table_insert(by_output, (gpointer)output, inputs);
            g_ptr_array_add(lists, inputs);
        }
        const char *file = pl_path(facts[i], facts[i]->unit.main_file);
        pl_link_input input = {.main_file = g_string_chunk_insert_const(t->text, file),
                               .within = g_string_chunk_insert_const(t->text, output)};
        g_array_append_val(inputs, input);
    }
    for (guint i = 0; i < lists->len; i++) add_output(t, g_ptr_array_index(lists, i));
    g_ptr_array_free(lists, TRUE);
    g_hash_table_destroy(by_output);
}
