/* programs.c: see programs.h. In order: link targets with a main, other units with main, other targets, and what is
 * left: first the units that no other of these refers to. */
#include "program/programs.h"

#include <string.h>

#include "program/closure.h"

/* Units of the link targets. */

typedef struct {
    const pl_program *program;
    GHashTable *by_output, *by_file; /* text -> index + 1 of the first unit */
    uint32_t *next_of_file;          /* unit -> next one with the same main file */
} unit_index;

static unit_index index_units(const pl_program *program) {
    unit_index x = {program, g_hash_table_new(g_str_hash, g_str_equal), g_hash_table_new(g_str_hash, g_str_equal),
                    g_new(uint32_t, program->nfacts + 1)};
    for (uint32_t u = program->nfacts; u-- > 0;) {
        const pl_facts *facts = program->facts[u];
        const char *output = pl_str(facts, facts->unit.output), *file = pl_path(facts, facts->unit.main_file);
        if (*output) g_hash_table_insert(x.by_output, (gpointer)output, GUINT_TO_POINTER(u + 1));
        x.next_of_file[u] = GPOINTER_TO_UINT(g_hash_table_lookup(x.by_file, file)) - 1;
        g_hash_table_insert(x.by_file, (gpointer)file, GUINT_TO_POINTER(u + 1));
    }
    return x;
}

static void clear_index(unit_index *x) {
    g_hash_table_destroy(x->by_output);
    g_hash_table_destroy(x->by_file);
    g_free(x->next_of_file);
}

static uint32_t unit_of_file(const unit_index *x, const char *file, const char *within) {
    uint32_t first = GPOINTER_TO_UINT(g_hash_table_lookup(x->by_file, file)) - 1;
    if (first == PL_NONE || x->next_of_file[first] == PL_NONE || !within) return first;
    uint32_t u = first;
    while (u != PL_NONE && !strstr(pl_str(x->program->facts[u], x->program->facts[u]->unit.output), within))
        u = x->next_of_file[u];
    return u == PL_NONE ? first : u;
}

static uint32_t find_unit(const unit_index *x, const pl_link_input *input) {
    uint32_t unit = PL_NONE;
    if (input->output) unit = GPOINTER_TO_UINT(g_hash_table_lookup(x->by_output, input->output)) - 1;
    if (unit == PL_NONE && input->main_file) unit = unit_of_file(x, input->main_file, input->within);
    return unit;
}

static bool has_root(const pl_symbols *s, const unit_index *x, const pl_link_target *target) {
    for (uint32_t i = 0; i < target->ninputs; i++) {
        uint32_t unit = find_unit(x, &target->inputs[i]);
        if (unit != PL_NONE && !target->inputs[i].optional && s->root[unit]) return true;
    }
    return false;
}

static void link_target(pl_closure *c, const unit_index *x, const pl_link_target *target, bool rooted) {
    pl_closure_begin(c, rooted);
    for (uint32_t i = 0; i < target->ninputs; i++) {
        uint32_t unit = find_unit(x, &target->inputs[i]);
        if (unit != PL_NONE) c->available[unit] = c->stamp;
        if (unit != PL_NONE && !target->inputs[i].optional) pl_closure_add(c, unit);
    }
    pl_closure_finish(c);
}

static void link_targets(pl_closure *c, const unit_index *x, const pl_link_target *targets, uint32_t n, bool rooted) {
    for (uint32_t i = 0; i < n; i++)
        if (has_root(c->s, x, &targets[i]) == rooted) link_target(c, x, &targets[i], rooted);
}

/* Without link information. */

static void link_from(pl_closure *c, uint32_t unit, bool rooted) {
    if (pl_closure_is_spent(c)) return;
    pl_closure_begin(c, rooted);
    pl_closure_add(c, unit);
    pl_closure_finish(c);
}

static void link_roots(pl_closure *c) {
    uint8_t *known = g_memdup2(c->covered, c->s->nunits + 1); /* by a link target */
    for (uint32_t u = 0; u < c->s->nunits; u++)
        if (c->s->root[u] && !known[u]) link_from(c, u, true);
    g_free(known);
}

static void link_rest(pl_closure *c) {
    const pl_symbols *s = c->s;
    uint8_t *referred = g_new0(uint8_t, s->nunits + 1);
    for (uint32_t u = 0; u < s->nunits; u++)
        for (uint32_t e = s->edges.first[u]; e < s->edges.first[u + 1] && !c->covered[u]; e++)
            referred[g_array_index(s->edges.items, uint32_t, e)] = 1;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t u = 0; u < s->nunits; u++)
            if (!c->covered[u] && (pass || !referred[u])) link_from(c, u, false);
    g_free(referred);
}

/* "…/CMakeFiles/TARGET.dir/…" of the unit's object. */
static void name_directories(pl_closure *c, const pl_program *program) {
    GHashTable *known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t u = 0; u < c->s->nunits; u++) {
        const char *output = pl_str(program->facts[u], program->facts[u]->unit.output);
        const char *at = strstr(output, "CMakeFiles/"), *end = at ? strstr(at, ".dir/") : NULL;
        c->directory[u] = PL_NONE;
        if (!end) continue;
        char *name = g_strndup(output, (gsize)(end - output));
        gpointer number = g_hash_table_lookup(known, name);
        c->directory[u] = number ? GPOINTER_TO_UINT(number) - 1 : g_hash_table_size(known);
        if (number)
            g_free(name);
        else
            g_hash_table_insert(known, name, GUINT_TO_POINTER(c->directory[u] + 1));
    }
    g_hash_table_destroy(known);
}

static void open_bits(pl_programs *p) {
    const pl_symbols *s = &p->symbols;
    uint32_t total = 0;
    p->first_bit = g_new0(uint32_t, s->needs.items->len + 1);
    for (uint32_t i = 0; i < s->needs.items->len; i++) {
        uint32_t symbol = pl_needs(s, i)->symbol;
        p->first_bit[i] = total;
        total += s->first_def[symbol + 1] - s->first_def[symbol];
    }
    p->first_bit[s->needs.items->len] = total;
    p->chosen = g_new0(uint8_t, total + 1);
}

static void fill_empty(pl_programs *p) {
    for (uint32_t i = 0; i < p->symbols.needs.items->len; i++) {
        uint32_t begin = p->first_bit[i], end = p->first_bit[i + 1];
        if (!memchr(p->chosen + begin, 1, end - begin)) memset(p->chosen + begin, 1, end - begin);
    }
}

void pl_programs_build(pl_programs *p, const pl_link *link, const pl_program *program, const pl_link_target *targets,
                       uint32_t ntargets) {
    pl_closure c;
    memset(p, 0, sizeof *p);
    pl_symbols_build(&p->symbols, link, program);
    if (!p->symbols.ndefs) return;
    pl_components_build(p);
    open_bits(p);
    if (p->words) p->holders = g_new0(uint64_t, (p->symbols.nunits + 1) * (size_t)p->words);
    pl_closure_open(&c, p);
    name_directories(&c, program);
    unit_index x = index_units(program);
    link_targets(&c, &x, targets, ntargets, true);
    link_roots(&c);
    memcpy(c.hosted, c.covered, p->symbols.nunits);
    link_targets(&c, &x, targets, ntargets, false);
    link_rest(&c);
    clear_index(&x);
    pl_closure_clear(&c);
    fill_empty(p);
}

void pl_programs_clear(pl_programs *p) {
    pl_symbols_clear(&p->symbols);
    g_free(p->first_bit);
    g_free(p->chosen);
    g_free(p->component);
    g_free(p->reach);
    g_free(p->entries);
    g_free(p->only_main);
    g_free(p->holders);
}

static uint32_t main_of(const pl_programs *p, uint32_t unit) { return p->only_main[p->component[unit]]; }

static uint64_t mains_in(const pl_programs *p, uint32_t unit, uint32_t word) {
    return p->reach[(size_t)p->component[unit] * p->words + word] & p->entries[word];
}

bool pl_programs_apart(const pl_programs *p, uint32_t unit, uint32_t other) {
    if (!p->words || p->component[unit] == p->component[other]) return false;
    uint32_t x = main_of(p, unit), y = main_of(p, other);
    if (x == PL_NO_MAIN || y == PL_NO_MAIN) return false;
    if (x != PL_SEVERAL_MAINS && y != PL_SEVERAL_MAINS) return x != y;
    for (uint32_t w = 0; w < p->words; w++)
        if (mains_in(p, unit, w) & mains_in(p, other, w)) return false;
    return true;
}

/* Mains that a unit needs are its own; what needs none is a library, of the programs that take it. False: what takes it
 * is not known, a plug-in for one. */
static bool add_mains(const pl_programs *p, uint32_t unit, uint64_t *mains) {
    bool any = main_of(p, unit) != PL_NO_MAIN, library = !any && p->holders;
    for (uint32_t w = 0; w < p->words; w++) {
        uint64_t held = library ? p->holders[(size_t)unit * p->words + w] : 0;
        mains[w] |= mains_in(p, unit, w) | held;
        any = any || held;
    }
    return any;
}

void pl_programs_elsewhere(const pl_programs *p, const uint32_t *units, uint32_t count, bool *elsewhere) {
    uint64_t *mains = g_new0(uint64_t, p->words + 1); /* of any of these */
    bool all = p->words && count;
    for (uint32_t i = 0; all && i < count; i++) all = add_mains(p, units[i], mains);
    for (uint32_t u = 0; u < p->symbols.nunits; u++) {
        elsewhere[u] = all && main_of(p, u) != PL_NO_MAIN;
        for (uint32_t w = 0; elsewhere[u] && w < p->words; w++) elsewhere[u] = !(mains_in(p, u, w) & mains[w]);
    }
    g_free(mains);
}
