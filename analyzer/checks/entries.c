/* entries.c: the union of what the active packs take as entry points. */
#include "checks/entries.h"

#include <string.h>

#include "checks/match.h"
#include "checks/packs.h"
#include "checks/places.h"

static const pl_form_fn forms[PL_NENTRYFORMS] = {
    [PL_ENTRY_CALL] = pl_form_call,
    [PL_ENTRY_FIELD] = pl_form_field,
    [PL_ENTRY_TABLE] = pl_match_table_form,
    [PL_ENTRY_VTABLE_ADDRESS] = pl_form_vtable_address,
    [PL_ENTRY_OVERRIDE] = pl_form_override,
    [PL_ENTRY_ASSIGN_TYPE] = pl_form_assign_type,
    [PL_ENTRY_VARIABLE] = pl_form_variable,
    [PL_ENTRY_NAME] = pl_form_name,
    [PL_ENTRY_SIGNATURE] = pl_form_signature,
    [PL_ENTRY_ACCEPT_LOOP] = pl_form_accept_loop,
    [PL_ENTRY_ANNOTATION] = pl_form_annotation,
};

/* main runs once, whatever it looks like: an entry point only when a pack means it. */
static bool means_main(const pl_entry_spec *spec) {
    return spec->form == PL_ENTRY_ACCEPT_LOOP || spec->form == PL_ENTRY_ANNOTATION ||
           ((spec->form == PL_ENTRY_NAME || spec->form == PL_ENTRY_SIGNATURE) && spec->function &&
            !strcmp(spec->function, "main"));
}

/* By what it is, not by what the program does with it. */
static bool of_looks(const pl_entry_spec *spec) {
    return spec->form == PL_ENTRY_NAME || spec->form == PL_ENTRY_SIGNATURE;
}

/* The first one counts, but a registration tells more than looks that another pack knows: every GAsyncReadyCallback is
 * GIO's, and that of soup_session_send_async is libsoup's. */
static bool tells_more(const pl_finder *finder, const pl_entry *than) {
    return of_looks(than->spec) && !of_looks(finder->spec) && than->pack != finder->pack && !finder->in_library;
}

static void name_after(const pl_finder *finder, pl_entry *entry, char *why) {
    const pl_entry_spec *spec = finder->spec;
    entry->spec = spec;
    entry->pack = finder->pack;
    entry->info.kind = pl_keep_text(finder->keep, spec->kind);
    entry->info.framework = pl_keep_text(finder->keep, spec->framework);
    entry->info.model = spec->model;
    entry->info.why = pl_keep_take(finder->keep, why);
}

void pl_finder_add(pl_finder *finder, uint32_t func, char *why) {
    const pl_func *f = &finder->program->funcs[func];
    const pl_entry_spec *spec = finder->spec;
    bool wanted = (f->flags & PL_FN_DEFINED) && !(f->flags & PL_FN_SYNTHETIC) && !pl_glob_any(spec->except, f->name) &&
                  (strcmp(f->name, "main") || means_main(spec)) && !(finder->in_library && (f->flags & PL_FN_SYSTEM));
    if (!wanted || finder->last_spec[func] == finder->spec_number) {
        g_free(why);
        return;
    }
    finder->last_spec[func] = finder->spec_number;
    if (finder->of[func] != PL_NONE) {
        pl_entry *first = &g_array_index(finder->found, pl_entry, finder->of[func]);
        first->nspecs++;
        if (tells_more(finder, first))
            name_after(finder, first, why);
        else
            g_free(why);
        return;
    }
    finder->of[func] = finder->found->len;
    pl_entry entry = {.func = func, .nspecs = 1};
    entry.info.function = pl_keep_text(finder->keep, f->name);
    entry.info.at = pl_place_declared(finder->keep, finder->config->root, f);
    name_after(finder, &entry, why);
    g_array_append_val(finder->found, entry);
}

static int by_name(const void *a, const void *b) {
    const pl_entry *x = a, *y = b;
    int c = strcmp(x->info.function, y->info.function);
    if (!c) c = strcmp(x->info.at.path, y->info.at.path);
    if (!c) c = (x->info.at.line > y->info.at.line) - (x->info.at.line < y->info.at.line);
    return c ? c : (x->func > y->func) - (x->func < y->func);
}

/* What the program registers is named after its own call, not after those that a library's templates make with it. What
 * a library registers of its own is no handler of the program. */
static void find_all(pl_finder *finder, const GPtrArray *packs) {
    for (guint i = 0; i < packs->len; i++) {
        finder->pack = packs->pdata[i];
        for (uint32_t e = 0; e < finder->pack->nentries; e++) {
            finder->spec = &finder->pack->entries[e];
            bool of_calls = finder->spec->form == PL_ENTRY_CALL;
            if (of_calls || !finder->in_library) forms[finder->spec->form](finder);
            finder->spec_number++;
        }
    }
}

pl_entries *pl_entries_find(const pl_program *program, const pl_config *config) {
    pl_keep *keep = g_new0(pl_keep, 1);
    pl_keep_init(keep);
    pl_finder finder = {.program = program, .config = config, .keep = keep};
    finder.found = g_array_new(FALSE, FALSE, sizeof(pl_entry));
    finder.of = g_new(uint32_t, program->nfuncs + 1);
    finder.last_spec = g_new(uint32_t, program->nfuncs + 1);
    memset(finder.of, 0xff, (program->nfuncs + 1) * sizeof(uint32_t));
    memset(finder.last_spec, 0xff, (program->nfuncs + 1) * sizeof(uint32_t));

    GPtrArray *packs = pl_packs_active(program, config);
    find_all(&finder, packs);
    finder.in_library = true;
    finder.spec_number = 0;
    find_all(&finder, packs);
    g_ptr_array_free(packs, TRUE);
    g_free(finder.of);
    g_free(finder.last_spec);

    pl_entries *entries = g_new0(pl_entries, 1);
    entries->count = finder.found->len;
    if (entries->count) qsort(finder.found->data, entries->count, sizeof(pl_entry), by_name);
    entries->items = pl_keep_array(keep, finder.found);
    entries->keep = keep;
    entries->outside = pl_outside_requests(&finder);
    g_free(finder.asks);
    return entries;
}

void pl_entries_free(pl_entries *entries) {
    if (!entries) return;
    pl_keep_clear(entries->keep);
    g_free(entries->outside);
    g_free(entries->keep);
    g_free(entries);
}
