/* link_functions.c: one func per function of the program.
 *
 * Functions that may be the same are a group: one external USR, or one internal USR and file. Equal bodies of a group
 * are one func, the first in the order of the units; different bodies are variants, each a func of its own. A group
 * without a body is one func as well, only declared. */
#include <string.h>

#include "program/link.h"

typedef struct {
    uint32_t first_variant, nvariants;
    uint32_t unit, local; /* first declaration */
    bool external;
} group;

typedef struct {
    uint32_t group, unit, local, next;
    uint32_t file_rank; /* of its file among all, by path */
    const pl_facts *facts;
} variant;

typedef struct {
    pl_link *link;
    pl_program *program;
    GArray *groups, *variants;
    pl_map group_ids, variant_ids;
} builder;

/* In pl_unit_link.func until funcs have their numbers: a variant, or a group that the unit only declares. */
#define ONLY_DECLARED 0x80000000u

static group *group_at(builder *b, uint32_t i) { return &g_array_index(b->groups, group, i); }
static variant *variant_at(builder *b, uint32_t i) { return &g_array_index(b->variants, variant, i); }

static uint32_t find_group(builder *b, uint32_t unit, uint32_t local) {
    const pl_facts *facts = b->program->facts[unit];
    const pl_function *f = &facts->functions[local];
    bool external = !(f->flags & PL_FN_INTERNAL);
    uint32_t usr = pl_names_add(&b->link->names, pl_str(facts, f->usr));
    uint32_t file = external ? PL_NONE : pl_link_file(b->link, facts, unit, f->at.file);
    uint32_t *id = pl_map_at(&b->group_ids, pl_pair(usr, file), PL_NONE);
    if (*id == PL_NONE) {
        *id = b->groups->len;
        group fresh = {.first_variant = PL_NONE, .unit = unit, .local = local, .external = external};
        g_array_append_val(b->groups, fresh);
    }
    return *id;
}

static uint32_t add_variant(builder *b, uint32_t group_id, uint32_t unit, uint32_t local) {
    variant fresh = {
        .group = group_id, .unit = unit, .local = local, .next = PL_NONE, .facts = b->program->facts[unit]};
    group *g = group_at(b, group_id);
    fresh.next = g->first_variant;
    g->first_variant = b->variants->len;
    g->nvariants++;
    g_array_append_val(b->variants, fresh);
    return b->variants->len - 1;
}

static uint32_t find_variant(builder *b, uint32_t group_id, uint32_t unit, uint32_t local) {
    uint64_t hash = b->program->facts[unit]->functions[local].body_hash;
    uint32_t *id = pl_map_at(&b->variant_ids, pl_mix(hash) + group_id, PL_NONE);
    if (*id == PL_NONE) *id = add_variant(b, group_id, unit, local);
    return *id;
}

static void collect(builder *b) {
    for (uint32_t u = 0; u < b->program->nfacts; u++) {
        const pl_facts *facts = b->program->facts[u];
        for (uint32_t i = 0; i < facts->nfunctions; i++) {
            uint32_t g = find_group(b, u, i);
            bool defined = facts->functions[i].flags & PL_FN_DEFINED;
            b->link->units[u].func[i] = defined ? find_variant(b, g, u, i) : g | ONLY_DECLARED;
        }
    }
    for (uint32_t g = 0; g < b->groups->len; g++)
        if (group_at(b, g)->nvariants == 0) add_variant(b, g, group_at(b, g)->unit, group_at(b, g)->local);
}

static int compare_paths(gconstpointer a, gconstpointer b, gpointer names) {
    return strcmp(((pl_names *)names)->texts[*(const uint32_t *)a], ((pl_names *)names)->texts[*(const uint32_t *)b]);
}

/* Paths are long and alike: each is compared once, here, and the functions by rank. */
static void rank_files(builder *b) {
    pl_names *names = &b->link->names;
    GArray *paths = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t *rank = g_new(uint32_t, names->count + 1);
    memset(rank, 0xff, (names->count + 1) * sizeof *rank);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < b->variants->len; i++) {
            variant *v = variant_at(b, i);
            pl_id at = v->facts->functions[v->local].at.file;
            uint32_t file = at == PL_NONE ? PL_NONE : b->link->units[v->unit].file[at];
            if (pass) {
                v->file_rank = file == PL_NONE ? 0 : rank[file] + 1;
            } else if (file != PL_NONE && rank[file] == PL_NONE) {
                rank[file] = 0;
                g_array_append_val(paths, file);
            }
        }
        if (pass) break;
        g_array_sort_with_data(paths, compare_paths, names);
        for (uint32_t i = 0; i < paths->len; i++) rank[g_array_index(paths, uint32_t, i)] = i;
    }
    g_array_free(paths, TRUE);
    g_free(rank);
}

static int compare_variants(gconstpointer a, gconstpointer b, gpointer variants) {
    uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
    const variant *x = &((const variant *)variants)[i], *y = &((const variant *)variants)[j];
    const pl_function *f = &x->facts->functions[x->local], *g = &y->facts->functions[y->local];
    if (x->file_rank != y->file_rank) return x->file_rank < y->file_rank ? -1 : 1;
    if (f->at.line != g->at.line) return f->at.line < g->at.line ? -1 : 1;
    if (f->at.column != g->at.column) return f->at.column < g->at.column ? -1 : 1;
    int order = strcmp(pl_str(x->facts, f->name), pl_str(y->facts, g->name));
    if (!order) order = strcmp(pl_str(x->facts, f->usr), pl_str(y->facts, g->usr));
    return order ? order : (i > j) - (i < j);
}

static void make_func(builder *b, uint32_t func, uint32_t id) {
    const variant *v = variant_at(b, id);
    const pl_function *f = &v->facts->functions[v->local];
    b->link->unit_of[func] = v->unit;
    b->link->next_variant[func] = PL_NONE;
    b->program->funcs[func] = (pl_func){.name = pl_str(v->facts, f->name),
                                        .usr = pl_str(v->facts, f->usr),
                                        .type = pl_str(v->facts, f->type),
                                        .file = pl_path(v->facts, f->at.file),
                                        .line = f->at.line,
                                        .column = f->at.column,
                                        .begin_line = f->begin_line,
                                        .end_line = f->end_line,
                                        .flags = f->flags,
                                        .facts = v->facts,
                                        .local = v->local};
}

/* Numbers the funcs in their order; funcs[variant] is the number. Returns the first func of each group. */
static uint32_t *number(builder *b, uint32_t *funcs) {
    uint32_t count = b->variants->len;
    uint32_t *order = g_new(uint32_t, count + 1), *first = g_new(uint32_t, b->groups->len + 1);
    for (uint32_t i = 0; i < count; i++) order[i] = i;
    g_qsort_with_data(order, (gint)count, sizeof *order, compare_variants, b->variants->data);
    b->program->nfuncs = count;
    b->program->funcs = g_new0(pl_func, count + 1);
    b->link->unit_of = g_new(uint32_t, count + 1);
    b->link->next_variant = g_new(uint32_t, count + 1);
    b->link->first_variant = g_new(uint32_t, count + 1);
    memset(first, 0xff, (b->groups->len + 1) * sizeof *first);
    for (uint32_t func = count; func-- > 0;) { /* backwards, so that chains run upwards */
        make_func(b, func, order[func]);
        funcs[order[func]] = func;
        uint32_t id = variant_at(b, order[func])->group;
        if (group_at(b, id)->external) b->link->next_variant[func] = first[id];
        first[id] = func;
    }
    for (uint32_t func = 0; func < count; func++)
        b->link->first_variant[func] = first[variant_at(b, order[func])->group];
    g_free(order);
    return first;
}

void pl_link_functions(pl_link *link, pl_program *program) {
    builder b = {.link = link,
                 .program = program,
                 .groups = g_array_new(FALSE, FALSE, sizeof(group)),
                 .variants = g_array_new(FALSE, FALSE, sizeof(variant))};
    pl_map_init(&b.group_ids);
    pl_map_init(&b.variant_ids);
    collect(&b);
    for (uint32_t i = 0; i < b.variants->len; i++) {
        const variant *v = variant_at(&b, i);
        pl_link_file(link, v->facts, v->unit, v->facts->functions[v->local].at.file);
    }
    rank_files(&b);
    uint32_t *funcs = g_new(uint32_t, b.variants->len + 1);
    uint32_t *first = number(&b, funcs);
    for (uint32_t u = 0; u < program->nfacts; u++)
        for (uint32_t i = 0; i < program->facts[u]->nfunctions; i++) {
            uint32_t *func = &link->units[u].func[i];
            *func = *func & ONLY_DECLARED ? first[*func & ~ONLY_DECLARED] : funcs[*func];
        }
    g_free(funcs);
    g_free(first);
    pl_map_clear(&b.group_ids);
    pl_map_clear(&b.variant_ids);
    g_array_free(b.groups, TRUE);
    g_array_free(b.variants, TRUE);
}
