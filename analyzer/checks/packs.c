/* packs.c: see packs.h. */
#include "checks/packs.h"

#include "checks/match.h"

static bool has_include(const pl_program *program, const char *const *globs) {
    if (!globs || !*globs) return false;
    for (uint32_t i = 0; i < program->nfacts; i++)
        for (uint32_t f = 0; f < program->facts[i]->nfiles; f++)
            if (pl_glob_any(globs, pl_path(program->facts[i], f))) return true;
    return false;
}

static bool has_symbol(const pl_program *program, const char *const *symbols) {
    if (!symbols || !*symbols) return false;
    for (uint32_t i = 0; i < program->nfuncs; i++)
        if (pl_glob_any(symbols, program->funcs[i].name)) return true;
    for (uint32_t i = 0; i < program->nfacts; i++) {
        const pl_facts *facts = program->facts[i];
        for (uint32_t v = 0; v < facts->nvars; v++)
            if (facts->vars[v].function == PL_NONE && pl_glob_any(symbols, pl_str(facts, facts->vars[v].name)))
                return true;
    }
    return false;
}

static bool has_annotation(const pl_program *program, const char *const *annotations) {
    if (!annotations || !*annotations) return false;
    for (uint32_t i = 0; i < program->nfacts; i++) {
        const pl_facts *facts = program->facts[i];
        for (uint32_t f = 0; f < facts->nfunctions; f++) {
            const pl_span *span = &facts->functions[f].annotations;
            for (uint32_t a = 0; a < span->count; a++)
                if (pl_glob_any(annotations, pl_str(facts, facts->ids[span->begin + a]))) return true;
        }
    }
    return false;
}

/* A pack that says nothing of its use always applies. */
static bool is_used(const pl_program *program, const pl_uses *uses) {
    bool any = (uses->includes && *uses->includes) || (uses->symbols && *uses->symbols) ||
               (uses->annotations && *uses->annotations);
    return !any || has_include(program, uses->includes) || has_symbol(program, uses->symbols) ||
           has_annotation(program, uses->annotations);
}

GPtrArray *pl_packs_active(const pl_program *program, const pl_config *config) {
    GPtrArray *active = g_ptr_array_new();
    for (uint32_t i = 0; i < config->npacks; i++) {
        if (is_used(program, &config->packs[i]->uses)) g_ptr_array_add(active, config->packs[i]);
    }
    return active;
}
