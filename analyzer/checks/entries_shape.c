/* entries_shape.c: entry points by what they are: name, type, base method, annotation. */
#include <glib.h>
#include <string.h>

#include "checks/entries.h"
#include "checks/match.h"
#include "checks/places.h"

void pl_form_name(pl_finder *finder) {
    const pl_entry_spec *spec = finder->spec;
    if (!spec->function) return;
    for (uint32_t i = 0; i < finder->program->nfuncs; i++) {
        const pl_func *f = &finder->program->funcs[i];
        if (pl_glob(spec->function, f->name) && (!spec->type || pl_fits_type(spec->type, f->type)))
            pl_finder_add(finder, i, g_strdup_printf("its name fits %s", spec->function));
    }
}

void pl_form_signature(pl_finder *finder) {
    const pl_entry_spec *spec = finder->spec;
    if (!spec->type) return;
    for (uint32_t i = 0; i < finder->program->nfuncs; i++) {
        const pl_func *f = &finder->program->funcs[i];
        if (pl_fits_type(spec->type, f->type) && (!spec->function || pl_glob(spec->function, f->name)))
            pl_finder_add(finder, i, g_strdup_printf("its type is %s", spec->type));
    }
}

static bool overrides(const pl_facts *facts, pl_id function, const char *name, int depth) {
    const pl_span *span = &facts->functions[function].overrides;
    for (uint32_t i = 0; depth < 32 && i < span->count; i++) {
        pl_id base = facts->ids[span->begin + i];
        if (pl_glob(name, pl_str(facts, facts->functions[base].name)) || overrides(facts, base, name, depth + 1))
            return true;
    }
    return false;
}

static bool has_base(const pl_facts *facts, pl_id record, const char *name, size_t length, int depth) {
    const pl_span *bases = &facts->records[record].bases;
    for (uint32_t i = 0; depth < 32 && i < bases->count; i++) {
        pl_id base = facts->ids[bases->begin + i];
        const char *text = pl_str(facts, facts->records[base].name);
        if ((!strncmp(text, name, length) && !text[length]) || has_base(facts, base, name, length, depth + 1))
            return true;
    }
    return false;
}

/* Class::method, where Class has the method from a base of its own (Poco's TCPServerConnection::run is Runnable's). */
static bool overrides_in(const pl_facts *facts, pl_id function, const char *name) {
    const pl_function *f = &facts->functions[function];
    const char *method = g_strrstr(name, "::"), *own = g_strrstr(pl_str(facts, f->name), "::");
    return method && own && f->overrides.count && f->record != PL_NONE && pl_glob(method, own) &&
           has_base(facts, f->record, name, (size_t)(method - name), 0);
}

void pl_form_override(pl_finder *finder) {
    const pl_entry_spec *spec = finder->spec;
    if (!spec->function) return;
    for (uint32_t i = 0; i < finder->program->nfuncs; i++) {
        const pl_func *f = &finder->program->funcs[i];
        if (f->facts &&
            (overrides(f->facts, f->local, spec->function, 0) || overrides_in(f->facts, f->local, spec->function)))
            pl_finder_add(finder, i, g_strdup_printf("overrides %s", spec->function));
    }
}

/* An annotation may stand on a declaration that the chosen body's unit does not repeat, so all facts are asked. */
void pl_form_annotation(pl_finder *finder) {
    const pl_entry_spec *spec = finder->spec;
    if (!spec->annotation) return;
    for (uint32_t i = 0; i < finder->program->nfacts; i++) {
        const pl_facts *facts = finder->program->facts[i];
        for (uint32_t f = 0; f < facts->nfunctions; f++) {
            const pl_span *span = &facts->functions[f].annotations;
            for (uint32_t a = 0; a < span->count; a++) {
                if (!pl_glob(spec->annotation, pl_str(facts, facts->ids[span->begin + a]))) continue;
                uint32_t func = pl_program_func(finder->program, facts, f);
                if (func != PL_NONE) pl_finder_add(finder, func, g_strdup_printf("annotated \"%s\"", spec->annotation));
            }
        }
    }
}
