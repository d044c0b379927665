/* callbacks.c: packs say what a library does with a function argument (pl_callback); here it becomes edges and flow.
 *
 * Names are compared without template arguments. A function that packs name may be in the program after all (a project
 * wrapper, or the library itself):
 *   RUNS_HERE, RUNS_LATER   its body says what happens, and the pack is not needed;
 *   on another thread, in another process: the callback does not flow into the body, so that nothing below the
 *                           registering call seems to run it, and the user data goes to the callback directly. */
#include <string.h>

#include "program/solve.h"

/* "std::sort<int *>" is "std::sort"; "ns::C<T>::operator<<" keeps its name. NULL: nothing to strip. */
static char *without_template_arguments(const char *name) {
    if (!strchr(name, '<')) return NULL;
    GString *out = g_string_new(NULL);
    int depth = 0;
    for (const char *p = name; *p; p++) {
        if (!depth && g_str_has_prefix(p, "operator") && p[8] && strchr("<>-", p[8])) {
            g_string_append_len(out, p, 8);
            for (p += 8; *p && strchr("<>=-", *p); p++) g_string_append_c(out, *p);
            if (!*p) break;
        }
        if (*p == '<')
            depth++;
        else if (*p == '>' && depth)
            depth--;
        else if (!depth)
            g_string_append_c(out, *p);
    }
    return g_string_free(out, FALSE);
}

uint32_t pl_callbacks_named(const pl_solution *s, const char *name) {
    if (!s->ncallbacks) return PL_NONE;
    char *stripped = without_template_arguments(name);
    gpointer first = g_hash_table_lookup(s->callback_names, stripped ? stripped : name);
    g_free(stripped);
    return GPOINTER_TO_UINT(first) - 1;
}

void pl_callbacks_init(pl_solution *s) {
    s->callback_names = g_hash_table_new(g_str_hash, g_str_equal);
    s->callback_next = g_new(uint32_t, s->ncallbacks + 1);
    s->texts = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t i = s->ncallbacks; i-- > 0;) { /* backwards, so that chains run upwards */
        char *name = without_template_arguments(s->callbacks[i].function);
        if (!name) name = g_strdup(s->callbacks[i].function);
        g_ptr_array_add(s->texts, name);
        s->callback_next[i] = GPOINTER_TO_UINT(g_hash_table_lookup(s->callback_names, name)) - 1;
        g_hash_table_replace(s->callback_names, name, GUINT_TO_POINTER(i + 1));
    }
    s->first_callback = g_new(uint32_t, s->program->nfuncs + 1);
    for (uint32_t f = 0; f < s->program->nfuncs; f++)
        s->first_callback[f] = pl_callbacks_named(s, s->program->funcs[f].name);
}

void pl_callbacks_clear(pl_solution *s) {
    g_hash_table_destroy(s->callback_names);
    g_ptr_array_free(s->texts, TRUE);
    g_free(s->callback_next);
    g_free(s->first_callback);
}

static bool runs_elsewhere(const pl_callback *callback) {
    return callback->runs == PL_RUNS_ON_OTHER_THREAD || callback->runs == PL_RUNS_IN_OTHER_PROCESS;
}

bool pl_callbacks_cut(const pl_solution *s, uint32_t callee, uint32_t argument, uint32_t nargs) {
    for (uint32_t i = s->first_callback[callee]; i != PL_NONE; i = s->callback_next[i]) {
        int64_t index = s->callbacks[i].argument;
        if (index < 0) index += nargs;
        if (index == argument && runs_elsewhere(&s->callbacks[i])) return true;
    }
    return false;
}

/* A parameter that is counted from the end: the functions that a call takes may differ in all others. */
static uint32_t parameter_cell(pl_solution *s, uint32_t func, int parameter) {
    const pl_func *f = &s->program->funcs[func];
    int64_t index = parameter < 0 ? (int64_t)f->facts->functions[f->local].nparams + parameter : parameter;
    if (index < 0) return PL_NO_CELL;
    return pl_cell_of_slot(s, func, PL_SLOT_PARAMS + (uint32_t)MIN(index, PL_MAX_PARAMS));
}

void pl_callback_arrived(pl_solution *s, uint32_t site, uint32_t callback, uint32_t func, pl_rank rank, uint32_t cell) {
    const pl_callback *spec = &s->callbacks[callback];
    if (spec->runs == PL_RUNS_HERE) {
        pl_tier tier = rank == PL_RANK_TYPE ? PL_TIER_TYPE : rank == PL_RANK_FIELD ? PL_TIER_FIELD : PL_TIER_FLOW;
        bool stands_there = pl_cell_at(&s->store, cell)->kind == PL_CELL_FUNCTION && rank == PL_RANK_FLOW;
        pl_call_found(s, site, func, stands_there ? PL_TIER_DIRECT : tier, cell, true);
    }
    if (spec->user_data == PL_NO_ARGUMENT) return;
    uint32_t data = pl_call_argument(s, site, spec->user_data, NULL);
    uint32_t param = parameter_cell(s, func, spec->user_data_parameter);
    if (data != PL_NO_CELL && param != PL_NO_CELL) pl_store_copy(&s->store, data, param, rank, PL_NO_ORIGIN);
}

void pl_callbacks_of_call(pl_solution *s, uint32_t site, uint32_t first, bool in_program) {
    for (uint32_t i = first; i != PL_NONE; i = s->callback_next[i]) {
        if (in_program && !runs_elsewhere(&s->callbacks[i])) continue;
        uint32_t cell = pl_call_argument(s, site, s->callbacks[i].argument, NULL);
        if (cell == PL_NO_CELL) continue;
        pl_use use = {.kind = PL_USE_CALLBACK, .a = site, .b = i, .origin = PL_NO_ORIGIN};
        pl_store_use(&s->store, cell, use, pl_use_apply, s);
    }
}
