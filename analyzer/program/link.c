/* link.c: order of the units, and the calls of the bodies that count. */
#include "program/link.h"

#include <string.h>

#include "program/programs.h"

static int compare_units(const void *a, const void *b) {
    const pl_facts *x = *(pl_facts *const *)a, *y = *(pl_facts *const *)b;
    int order = strcmp(pl_path(x, x->unit.main_file), pl_path(y, y->unit.main_file));
    if (order) return order;
    if (x->unit.command_hash != y->unit.command_hash) return x->unit.command_hash < y->unit.command_hash ? -1 : 1;
    return strcmp(pl_str(x, x->unit.output), pl_str(y, y->unit.output));
}

static uint32_t *filled(uint32_t count) {
    uint32_t *array = g_new(uint32_t, count ? count : 1);
    memset(array, 0xff, count * sizeof *array);
    return array;
}

static void open_units(pl_link *link, pl_program *program) {
    pl_facts **facts = (pl_facts **)program->facts;
    if (program->nfacts) qsort(facts, program->nfacts, sizeof *facts, compare_units);
    link->unit_of_facts = g_hash_table_new(NULL, NULL);
    link->units = g_new0(pl_unit_link, program->nfacts + 1);
    for (uint32_t u = 0; u < program->nfacts; u++) {
        g_hash_table_insert(link->unit_of_facts, facts[u], GUINT_TO_POINTER(u + 1));
        link->units[u].func = filled(facts[u]->nfunctions);
        link->units[u].record = filled(facts[u]->nrecords);
        link->units[u].file = filled(facts[u]->nfiles);
        link->units[u].site = filled(facts[u]->ncalls);
    }
}

uint32_t pl_link_file(pl_link *link, const pl_facts *facts, uint32_t unit, pl_id file) {
    if (file == PL_NONE) return pl_names_add(&link->names, "");
    uint32_t *id = &link->units[unit].file[file];
    if (*id == PL_NONE) *id = pl_names_add(&link->names, pl_path(facts, file));
    return *id;
}

uint32_t pl_link_unit(const pl_link *link, const pl_facts *facts) {
    return GPOINTER_TO_UINT(g_hash_table_lookup(link->unit_of_facts, facts)) - 1;
}

/* The func whose body the call is in, or PL_NONE when that body is a dropped duplicate. */
static uint32_t caller_of(const pl_link *link, const pl_program *program, uint32_t unit, uint32_t call) {
    pl_id caller = program->facts[unit]->calls[call].caller;
    return pl_link_chosen(link, program, unit, caller) ? link->units[unit].func[caller] : PL_NONE;
}

/* Grouped by caller, in the order of the calls: all calls of one body are in one unit. */
static void make_sites(pl_link *link, pl_program *program) {
    uint32_t *next = g_new0(uint32_t, program->nfuncs + 1);
    for (uint32_t u = 0; u < program->nfacts; u++)
        for (uint32_t c = 0; c < program->facts[u]->ncalls; c++) {
            uint32_t caller = caller_of(link, program, u, c);
            if (caller != PL_NONE) program->funcs[caller].nsites++;
        }
    for (uint32_t f = 0; f < program->nfuncs; f++) {
        next[f] = program->funcs[f].first_site = program->nsites;
        program->nsites += program->funcs[f].nsites;
    }
    program->sites = g_new0(pl_site, program->nsites + 1);
    for (uint32_t u = 0; u < program->nfacts; u++)
        for (uint32_t c = 0; c < program->facts[u]->ncalls; c++) {
            uint32_t caller = caller_of(link, program, u, c);
            if (caller == PL_NONE) continue;
            uint32_t site = next[caller]++;
            program->sites[site] = (pl_site){.caller = caller, .facts = program->facts[u], .call = c};
            link->units[u].site[c] = site;
        }
    g_free(next);
}

uint32_t pl_link_choices(const pl_link *link, uint32_t unit, pl_id function, bool copied, const uint32_t **funcs) {
    const uint32_t *func = &link->units[unit].func[function];
    uint32_t set = PL_NONE;
    if (link->contested[*func]) {
        if (copied) set = pl_map_find(&link->shared, pl_pair(unit, link->first_variant[*func]), PL_NONE);
        if (set == PL_NONE) set = pl_map_find(&link->chosen, pl_pair(unit, function), PL_NONE);
    }
    *funcs = set == PL_NONE ? func : &g_array_index(link->sets, uint32_t, set + 1);
    return set == PL_NONE ? 1 : (*funcs)[-1];
}

uint32_t pl_link_variable(const pl_link *link, uint32_t unit, pl_id var) {
    const pl_symbols *s = &link->programs->symbols;
    uint32_t symbol = s->var_symbol[unit][var];
    if (symbol == PL_NONE || !s->contested[symbol]) return 0;
    uint32_t d = pl_map_find(&link->variables, pl_pair(unit, symbol), PL_NONE);
    return d == PL_NONE ? 0 : link->variable_class[d] + 1;
}

bool pl_link_apart(const pl_link *link, uint32_t func, uint32_t other) {
    if (link->copied[func] || link->copied[other]) return false;
    return pl_programs_apart(link->programs, link->unit_of[func], link->unit_of[other]);
}

static void choose_programs(pl_link *link, pl_program *program, const pl_link_target *targets, uint32_t ntargets) {
    link->programs = g_new(pl_programs, 1);
    pl_programs_build(link->programs, link, program, targets, ntargets);
    link->contested = g_new0(uint8_t, program->nfuncs + 1);
    link->copied = g_new0(uint8_t, program->nfuncs + 1);
    link->sets = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    pl_map_init(&link->chosen);
    pl_map_init(&link->shared);
    pl_map_init(&link->variables);
    pl_choices_build(link, program, link->programs);
}

void pl_link_build(pl_link *link, pl_program *program, const pl_knowledge *knowledge) {
    pl_names_init(&link->names);
    open_units(link, program);
    pl_link_functions(link, program);
    pl_stage_end(knowledge->stages, "link functions");
    choose_programs(link, program, knowledge->targets, knowledge->ntargets);
    pl_stage_end(knowledge->stages, "link programs");
    pl_link_records(link, program);
    make_sites(link, program);
    pl_stage_end(knowledge->stages, "link records, calls");
}

void pl_link_clear(pl_link *link, uint32_t nunits) {
    for (uint32_t u = 0; u < nunits; u++) {
        g_free(link->units[u].func);
        g_free(link->units[u].record);
        g_free(link->units[u].file);
        g_free(link->units[u].site);
    }
    g_free(link->units);
    g_hash_table_destroy(link->unit_of_facts);
    g_free(link->unit_of);
    g_free(link->next_variant);
    g_free(link->first_variant);
    pl_programs_clear(link->programs);
    g_free(link->programs);
    g_free(link->contested);
    g_free(link->copied);
    g_array_free(link->sets, TRUE);
    pl_map_clear(&link->chosen);
    pl_map_clear(&link->shared);
    pl_map_clear(&link->variables);
    g_free(link->variable_class);
    g_array_free(link->records, TRUE);
    g_array_free(link->record_names, TRUE);
    g_free(link->is_record_name);
    pl_names_clear(&link->names);
}
