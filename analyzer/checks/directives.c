/* directives.c: see directives.h. */
#include "checks/directives.h"

#include <string.h>

#include "checks/places.h"

static const char *path_of(const pl_note *n) { return pl_path(n->facts, n->said->file); }

static int by_place(const void *a, const void *b) {
    const pl_note *x = a, *y = b;
    int c = strcmp(path_of(x), path_of(y));
    if (c) return c;
    if (x->said->line != y->said->line) return x->said->line < y->said->line ? -1 : 1;
    if (x->said->column != y->said->column) return x->said->column < y->said->column ? -1 : 1;
    return x->said->skipped - y->said->skipped; /* first the one that was compiled */
}

static void read_rules(pl_note *note) {
    note->all_rules = !note->said->rules.count;
    for (uint32_t i = 0; i < note->said->rules.count; i++) {
        uint32_t rule = pl_rule_index(pl_str(note->facts, note->facts->ids[note->said->rules.begin + i]));
        if (rule != PL_NONE) note->rules |= 1u << rule;
        note->bad |= rule == PL_NONE;
    }
    if (note->all_rules) note->rules = UINT32_MAX;
    note->bad |= note->said->kind == PL_DIRECTIVE_BAD;
}

/* Every comment once. */
static void collect(pl_directives *d, const pl_program *program) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(pl_note));
    for (uint32_t i = 0; i < program->nfacts; i++) {
        const pl_facts *facts = program->facts[i];
        for (uint32_t n = 0; n < facts->ndirectives; n++) {
            if (facts->directives[n].file == PL_NONE) continue;
            pl_note note = {.facts = facts, .said = &facts->directives[n]};
            g_array_append_val(all, note);
        }
    }
    if (all->len) qsort(all->data, all->len, sizeof(pl_note), by_place);
    GArray *once = g_array_new(FALSE, FALSE, sizeof(pl_note));
    for (guint i = 0; i < all->len; i++) {
        pl_note *note = &g_array_index(all, pl_note, i);
        pl_note *last = once->len ? &g_array_index(once, pl_note, once->len - 1) : NULL;
        bool same = last && !strcmp(path_of(last), path_of(note)) && last->said->line == note->said->line &&
                    last->said->column == note->said->column;
        if (same) continue;
        note->skipped = note->said->skipped;
        read_rules(note);
        g_array_append_val(once, *note);
    }
    g_array_free(all, TRUE);
    d->count = once->len;
    d->items = (pl_note *)(void *)g_array_free(once, FALSE);
}

/* A unit with parse errors casts doubt on every file that it saw. */
static void find_doubts(pl_directives *d, const pl_program *program) {
    GHashTable *doubtful = g_hash_table_new(g_str_hash, g_str_equal);
    for (uint32_t i = 0; i < program->nfacts; i++) {
        const pl_facts *facts = program->facts[i];
        for (uint32_t f = 0; facts->unit.errors && f < facts->nfiles; f++)
            g_hash_table_add(doubtful, (gpointer)pl_path(facts, f));
    }
    for (uint32_t i = 0; i < d->count; i++)
        if (g_hash_table_contains(doubtful, path_of(&d->items[i]))) d->items[i].in_doubt = true;
    g_hash_table_destroy(doubtful);
}

/* The run of comments in a file. */
typedef struct {
    uint32_t first, count;
} run;

static GHashTable *runs_by_path(const pl_directives *d) {
    GHashTable *runs = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    for (uint32_t i = 0; i < d->count; i++) {
        run *r = g_hash_table_lookup(runs, path_of(&d->items[i]));
        if (!r) {
            r = g_new0(run, 1);
            r->first = i;
            g_hash_table_insert(runs, (gpointer)path_of(&d->items[i]), r);
        }
        r->count++;
    }
    return runs;
}

typedef struct {
    pl_directives *d;
    GHashTable *runs;
    GArray *links;
} linker;

static void link_note(linker *l, uint32_t *first, uint32_t note) {
    pl_note_link link = {note, *first};
    for (uint32_t at = *first; at != PL_NONE; at = g_array_index(l->links, pl_note_link, at).next)
        if (g_array_index(l->links, pl_note_link, at).note == note) return;
    *first = l->links->len;
    g_array_append_val(l->links, link);
}

static const run *run_of(const linker *l, const pl_facts *facts, pl_id file) {
    return file == PL_NONE ? NULL : g_hash_table_lookup(l->runs, pl_path(facts, file));
}

static void link_place(linker *l, uint32_t site, const pl_facts *facts, pl_id file, uint32_t line, bool whole_file) {
    const run *r = run_of(l, facts, file);
    for (uint32_t i = r ? r->first + r->count : 0; r && i-- > r->first;) {
        const pl_note *note = &l->d->items[i];
        if (note->bad || note->skipped) continue;
        if ((note->said->kind == PL_DIRECTIVE_ALLOW && note->said->target_line == line) ||
            (whole_file && note->said->kind == PL_DIRECTIVE_ALLOW_FILE))
            link_note(l, &l->d->site_first[site], i);
    }
}

/* A comment on a macro's own line speaks of the calls that the macro makes. */
static void link_sites(linker *l, const pl_program *program) {
    for (uint32_t s = 0; s < program->nsites; s++) {
        const pl_site *site = &program->sites[s];
        const pl_location *at = &pl_site_call(site)->at;
        link_place(l, s, site->facts, at->spelled_file, at->spelled_line, false);
        link_place(l, s, site->facts, at->file, at->line, true);
    }
}

/* The allow-function comments that speak of code on these lines. */
static void link_lines(linker *l, uint32_t func, const pl_facts *facts, pl_id file, uint32_t first, uint32_t last) {
    const run *r = func == PL_NONE ? NULL : run_of(l, facts, file);
    for (uint32_t n = r ? r->first + r->count : 0; r && n-- > r->first;) {
        const pl_note *note = &l->d->items[n];
        if (note->bad || note->skipped || note->said->kind != PL_DIRECTIVE_ALLOW_FUNCTION) continue;
        if (note->said->target_line >= first && note->said->target_line <= last)
            link_note(l, &l->d->func_first[func], n);
    }
}

/* The comment stands above a definition, or above a declaration elsewhere. */
static void link_funcs(linker *l, const pl_program *program) {
    for (uint32_t i = 0; i < program->nfacts; i++) {
        const pl_facts *facts = program->facts[i];
        for (uint32_t f = 0; f < facts->nfunctions; f++) {
            const pl_function *function = &facts->functions[f];
            uint32_t func = pl_program_func(program, facts, f);
            uint32_t begin = function->begin_line ? MIN(function->begin_line, function->at.line) : function->at.line;
            link_lines(l, func, facts, function->at.file, begin, function->at.line);
            if (function->declared_line)
                link_lines(l, func, facts, function->declared_file, function->declared_line, function->declared_line);
        }
    }
}

pl_directives *pl_directives_find(const pl_program *program) {
    pl_directives *d = g_new0(pl_directives, 1);
    collect(d, program);
    find_doubts(d, program);
    d->site_first = g_new(uint32_t, program->nsites + 1);
    d->func_first = g_new(uint32_t, program->nfuncs + 1);
    memset(d->site_first, 0xff, (program->nsites + 1) * sizeof(uint32_t));
    memset(d->func_first, 0xff, (program->nfuncs + 1) * sizeof(uint32_t));
    linker l = {.d = d, .runs = runs_by_path(d), .links = g_array_new(FALSE, FALSE, sizeof(pl_note_link))};
    if (d->count) {
        link_sites(&l, program);
        link_funcs(&l, program);
    }
    for (uint32_t i = 0; i < d->count; i++)
        if (!d->items[i].bad && !d->items[i].skipped) d->cutting |= d->items[i].rules;
    d->nlinks = l.links->len;
    d->links = (pl_note_link *)(void *)g_array_free(l.links, FALSE);
    g_hash_table_destroy(l.runs);
    return d;
}

void pl_directives_free(pl_directives *d) {
    if (!d) return;
    g_free(d->items);
    g_free(d->site_first);
    g_free(d->func_first);
    g_free(d->links);
    g_free(d);
}

static uint32_t first_for(const pl_directives *d, uint32_t link, uint32_t rule) {
    for (; link != PL_NONE; link = d->links[link].next)
        if (d->items[d->links[link].note].rules & 1u << rule) return d->links[link].note;
    return PL_NONE;
}

uint32_t pl_directive_at_site(const pl_directives *d, uint32_t site, uint32_t rule) {
    return first_for(d, d->site_first[site], rule);
}

uint32_t pl_directive_at_func(const pl_directives *d, uint32_t func, uint32_t rule) {
    return first_for(d, d->func_first[func], rule);
}
