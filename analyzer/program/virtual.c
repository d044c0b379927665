/* virtual.c: which methods a virtual call may run: the method named and all that override it, as far as objects of
 * their classes are ever made (rapid type analysis).
 *
 * A class counts as made when a constructor of it, or of a class derived from it, is called. A constructor that nobody
 * wrote is in sight where it is called as such, not where one of the class around makes its members: without any in
 * sight, a class counts as made when something has a member of it, or is an instance of a template with it. */
#include <string.h>

#include "program/solve.h"

static int compare_pairs(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void collect_overriders(pl_solution *s) {
    const pl_program *p = s->program;
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    for (uint32_t u = 0; u < p->nfacts; u++)
        for (uint32_t i = 0; i < p->facts[u]->nfunctions; i++) {
            pl_span overrides = p->facts[u]->functions[i].overrides;
            for (uint32_t k = 0; k < overrides.count; k++) {
                uint32_t base = s->link.units[u].func[p->facts[u]->ids[overrides.begin + k]];
                uint64_t pair = pl_pair(base, s->link.units[u].func[i]);
                g_array_append_val(pairs, pair);
            }
        }
    g_array_sort(pairs, compare_pairs);
    s->first_overrider = g_new0(uint32_t, p->nfuncs + 1);
    s->overriders = g_new(uint32_t, pairs->len + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < pairs->len; i++) {
        uint64_t pair = g_array_index(pairs, uint64_t, i);
        if (i && pair == g_array_index(pairs, uint64_t, i - 1)) continue;
        s->overriders[count++] = (uint32_t)pair;
        s->first_overrider[(pair >> 32) + 1]++;
    }
    for (uint32_t f = 0; f < p->nfuncs; f++) s->first_overrider[f + 1] += s->first_overrider[f];
    g_array_free(pairs, TRUE);
}

enum { HAS_CONSTRUCTOR = 1, MADE = 2 };

static uint32_t record_of(const pl_solution *s, uint32_t func) {
    const pl_func *f = &s->program->funcs[func];
    pl_id record = f->facts->functions[f->local].record;
    return record == PL_NONE ? PL_NONE : s->link.units[s->link.unit_of[func]].record[record];
}

static bool is_word(char c) { return g_ascii_isalnum(c) || c == '_'; }

static void add_words(GHashTable *words, const char *text) {
    while (*text) {
        const char *end = text;
        while (is_word(*end)) end++;
        if (end > text)
            g_hash_table_add(words, g_strndup(text, (gsize)(end - text)));
        else
            end++;
        text = end;
    }
}

/* The names of classes that may have been made as a part of something: types of fields, arguments of templates. What
 * the standard library's templates make is in sight. */
static GHashTable *parts(const pl_program *p) {
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t u = 0; u < p->nfacts; u++) {
        const pl_facts *facts = p->facts[u];
        for (uint32_t i = 0; i < facts->nfields; i++) {
            const char *type = pl_str(facts, facts->fields[i].type);
            if (!strpbrk(type, "*&")) add_words(words, type);
        }
        for (uint32_t i = 0; i < facts->nrecords; i++) {
            const char *usr = pl_str(facts, facts->records[i].usr), *arguments = strchr(usr, '>');
            if (arguments && !g_str_has_prefix(usr, "c:@N@std@")) add_words(words, arguments);
        }
    }
    return words;
}

static bool is_part(const pl_solution *s, uint32_t record, GHashTable *words) {
    const pl_record_link *link = &g_array_index(s->link.records, pl_record_link, record);
    const pl_facts *facts = s->program->facts[link->unit];
    const char *name = pl_str(facts, facts->records[link->local].name), *last = strrchr(name, ':');
    return strchr(name, '<') || g_hash_table_contains(words, last ? last + 1 : name);
}

static bool mark_constructors(const pl_solution *s, uint8_t *flags) {
    const pl_program *p = s->program;
    bool any = false;
    for (uint32_t f = 0; f < p->nfuncs; f++) {
        if (!(p->funcs[f].flags & PL_FN_CONSTRUCTOR) || record_of(s, f) == PL_NONE) continue;
        flags[record_of(s, f)] |= HAS_CONSTRUCTOR;
        any = true;
    }
    if (!any) return false;
    for (uint32_t i = 0; i < p->nsites; i++) {
        const pl_call *call = pl_site_call(s, i);
        if (call->callee == PL_NONE) continue;
        uint32_t callee = s->link.units[pl_site_unit(s, i)].func[call->callee];
        uint32_t record = record_of(s, callee);
        if ((p->funcs[callee].flags & PL_FN_CONSTRUCTOR) && record != PL_NONE) flags[record] |= MADE;
    }
    return true;
}

/* A class that is made makes its bases live, and theirs. */
static void make_live(pl_solution *s, uint32_t record, GArray *stack) {
    g_array_append_val(stack, record);
    while (stack->len) {
        record = g_array_index(stack, uint32_t, stack->len - 1);
        g_array_set_size(stack, stack->len - 1);
        if (s->live[record]) continue;
        s->live[record] = 1;
        const pl_record_link *link = &g_array_index(s->link.records, pl_record_link, record);
        const pl_facts *facts = s->program->facts[link->unit];
        pl_span bases = facts->records[link->local].bases;
        for (uint32_t i = 0; i < bases.count; i++) {
            uint32_t base = s->link.units[link->unit].record[facts->ids[bases.begin + i]];
            g_array_append_val(stack, base);
        }
    }
}

void pl_virtual_init(pl_solution *s) {
    collect_overriders(s);
    s->seen = g_new0(uint32_t, s->program->nfuncs + 1);
    uint32_t nrecords = s->link.records->len;
    uint8_t *flags = g_new0(uint8_t, nrecords + 1);
    if (s->first_overrider[s->program->nfuncs] && mark_constructors(s, flags)) {
        GArray *stack = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        GHashTable *words = parts(s->program);
        s->live = g_new0(uint8_t, nrecords + 1);
        for (uint32_t r = 0; r < nrecords; r++)
            if ((flags[r] & MADE) || (!(flags[r] & HAS_CONSTRUCTOR) && is_part(s, r, words))) make_live(s, r, stack);
        g_hash_table_destroy(words);
        g_array_free(stack, TRUE);
    }
    g_free(flags);
}

void pl_virtual_clear(pl_solution *s) {
    g_free(s->overriders);
    g_free(s->first_overrider);
    g_free(s->seen);
    g_free(s->live);
}

/* The overriders of a method, of classes that are made; the caller frees them. */
static GArray *overriders_of(pl_solution *s, uint32_t method) {
    GArray *stack = g_array_new(FALSE, FALSE, sizeof(uint32_t)), *out = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    s->seen[method] = ++s->stamp;
    g_array_append_val(stack, method);
    while (stack->len) {
        method = g_array_index(stack, uint32_t, stack->len - 1);
        g_array_set_size(stack, stack->len - 1);
        for (uint32_t i = s->first_overrider[method]; i < s->first_overrider[method + 1]; i++) {
            uint32_t other = s->overriders[i], record = record_of(s, other);
            if (s->seen[other] == s->stamp) continue;
            s->seen[other] = s->stamp;
            bool live = !s->live || record == PL_NONE || s->live[record];
            if (live && !(s->program->funcs[other].flags & PL_FN_PURE)) g_array_append_val(out, other);
            g_array_append_val(stack, other);
        }
    }
    g_array_free(stack, TRUE);
    return out;
}

static void run(pl_solution *s, uint32_t site, uint32_t method, pl_tier tier) {
    pl_call_found(s, site, method, tier, PL_NONE, false);
    pl_call_connect(s, site, method, tier == PL_TIER_TYPE ? PL_RANK_TYPE : PL_RANK_FIELD);
}

void pl_virtual_overriders(pl_solution *s, uint32_t site, uint32_t method, pl_tier tier) {
    GArray *overriders = overriders_of(s, method);
    for (guint i = 0; i < overriders->len; i++) run(s, site, g_array_index(overriders, uint32_t, i), tier);
    g_array_free(overriders, TRUE);
}

void pl_virtual_call(pl_solution *s, uint32_t site, uint32_t method) {
    if (!(s->program->funcs[method].flags & PL_FN_PURE)) run(s, site, method, PL_TIER_VIRTUAL);
    pl_virtual_overriders(s, site, method, PL_TIER_VIRTUAL);
}
