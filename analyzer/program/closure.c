/* closure.c: see closure.h, and programs.h for the rules. */
#include "program/closure.h"

#include <string.h>

#define BUDGET 300000000ull /* steps: about a second */

/* How well a definition fits, best first. */
typedef enum { OFFERED, FITS, CLASHES_LATER, HOST, OTHER_HOST, CLASHES, NOWHERE } fit;

static uint32_t *zeroes(size_t count) { return g_new0(uint32_t, count + 1); }

static GArray *ids(void) { return g_array_new(FALSE, FALSE, sizeof(uint32_t)); }

void pl_closure_open(pl_closure *c, pl_programs *p) {
    const pl_symbols *s = &p->symbols;
    *c = (pl_closure){.p = p,
                      .s = s,
                      .member = zeroes(s->nunits),
                      .available = zeroes(s->nunits),
                      .sought = zeroes(s->nsymbols),
                      .present = zeroes(s->nsymbols),
                      .first_here = zeroes(s->nsymbols),
                      .next_here = zeroes(s->ndefs),
                      .forbidden = g_new0(uint64_t, s->ndefs / 64 + 1),
                      .hosted = g_new0(uint8_t, s->nunits + 1),
                      .covered = g_new0(uint8_t, s->nunits + 1),
                      .directory = zeroes(s->nunits),
                      .members = ids(),
                      .open = ids(),
                      .weak = ids(),
                      .candidates = ids()};
}

void pl_closure_clear(pl_closure *c) {
    g_free(c->member);
    g_free(c->available);
    g_free(c->sought);
    g_free(c->present);
    g_free(c->first_here);
    g_free(c->next_here);
    g_free(c->forbidden);
    g_free(c->hosted);
    g_free(c->covered);
    g_free(c->directory);
    g_array_free(c->members, TRUE);
    g_array_free(c->open, TRUE);
    g_array_free(c->weak, TRUE);
    g_array_free(c->candidates, TRUE);
}

bool pl_closure_is_spent(const pl_closure *c) { return c->p->work > BUDGET; }

void pl_closure_begin(pl_closure *c, bool rooted) {
    c->stamp++;
    c->rooted = rooted;
    c->head = 0;
    memset(c->forbidden, 0, (c->s->ndefs / 64 + 1) * sizeof *c->forbidden);
    c->p->work += c->s->ndefs / 64 + 1;
    g_array_set_size(c->members, 0);
    g_array_set_size(c->open, 0);
    g_array_set_size(c->weak, 0);
}

static void forbid_rivals(pl_closure *c, uint32_t d) {
    uint32_t symbol = c->s->defs[d].symbol;
    for (uint32_t i = c->s->first_def[symbol]; i < c->s->first_def[symbol + 1]; i++)
        if (c->s->defs[i].strong && c->s->defs[i].unit != c->s->defs[d].unit) c->forbidden[i / 64] |= 1ull << i % 64;
    c->p->work += c->s->first_def[symbol + 1] - c->s->first_def[symbol];
}

static void define(pl_closure *c, uint32_t d) {
    uint32_t symbol = c->s->defs[d].symbol;
    c->next_here[d] = c->present[symbol] == c->stamp ? c->first_here[symbol] : PL_NONE;
    c->present[symbol] = c->stamp;
    c->first_here[symbol] = d;
    if (c->s->defs[d].strong) forbid_rivals(c, d);
}

/* A unit of another program gives what it defines, and stands for its program; what it needs is that one's affair. */
static void add_host(pl_closure *c, uint32_t unit) {
    const uint64_t *reach = &c->p->reach[(size_t)c->p->component[unit] * c->p->words];
    for (uint32_t w = 0; w < c->p->words; w++)
        for (uint64_t bits = reach[w] & c->p->entries[w]; bits; bits &= bits - 1)
            forbid_rivals(c, w * 64 + (uint32_t)__builtin_ctzll(bits));
}

void pl_closure_add(pl_closure *c, uint32_t unit) {
    if (c->member[unit] == c->stamp) return;
    c->member[unit] = c->stamp;
    for (uint32_t i = c->s->own.first[unit]; i < c->s->own.first[unit + 1]; i++)
        define(c, g_array_index(c->s->own.items, uint32_t, i));
    if (!c->rooted && c->hosted[unit])
        add_host(c, unit);
    else
        g_array_append_val(c->members, unit);
}

static void expand(pl_closure *c) {
    const pl_symbols *s = c->s;
    while (c->head < c->members->len) {
        uint32_t unit = g_array_index(c->members, uint32_t, c->head++);
        for (uint32_t e = s->edges.first[unit]; e < s->edges.first[unit + 1]; e++)
            pl_closure_add(c, g_array_index(s->edges.items, uint32_t, e));
        for (uint32_t i = s->needs.first[unit]; i < s->needs.first[unit + 1]; i++) {
            const pl_need *need = pl_needs(s, i);
            if (need->own != PL_NONE)
                g_array_append_val(c->weak, i);
            else if (c->sought[need->symbol] != c->stamp)
                g_array_append_val(c->open, i);
            if (need->own == PL_NONE) c->sought[need->symbol] = c->stamp;
        }
        c->p->work += s->edges.first[unit + 1] - s->edges.first[unit] + s->needs.first[unit + 1] - s->needs.first[unit];
    }
}

static bool clashes(const pl_closure *c, uint32_t unit) {
    for (uint32_t i = c->s->own.first[unit]; i < c->s->own.first[unit + 1]; i++) {
        uint32_t d = g_array_index(c->s->own.items, uint32_t, i);
        if (c->forbidden[d / 64] >> d % 64 & 1) return true;
    }
    return false;
}

static bool clashes_later(const pl_closure *c, uint32_t unit) {
    const uint64_t *reach = &c->p->reach[(size_t)c->p->component[unit] * c->p->words];
    for (uint32_t w = 0; w < c->p->words; w++)
        if (reach[w] & c->forbidden[w]) return true;
    return false;
}

static fit fit_of(pl_closure *c, uint32_t d) {
    uint32_t unit = c->s->defs[d].unit;
    c->p->work += 1 + c->p->words + c->s->own.first[unit + 1] - c->s->own.first[unit];
    if (c->available[unit] == c->stamp) return OFFERED;
    bool later = clashes_later(c, unit), host = !c->rooted && c->hosted[unit];
    if (host) return later ? OTHER_HOST : HOST;
    return clashes(c, unit) ? CLASHES : later ? CLASHES_LATER : FITS;
}

static void keep(pl_closure *c, bool (*good)(const pl_closure *c, uint32_t d, uint32_t unit), uint32_t unit) {
    uint32_t *all = (uint32_t *)(void *)c->candidates->data, kept = 0, count = c->candidates->len;
    for (uint32_t pass = 0; pass < 2 && !kept; pass++) /* the second keeps all when none is good */
        for (uint32_t i = 0; i < count; i++)
            if (pass || good(c, all[i], unit)) all[kept++] = all[i];
    g_array_set_size(c->candidates, kept);
}

static bool is_strong(const pl_closure *c, uint32_t d, uint32_t unit) {
    (void)unit;
    return c->s->defs[d].strong;
}

static bool is_near(const pl_closure *c, uint32_t d, uint32_t unit) {
    return c->directory[unit] != PL_NONE && c->directory[c->s->defs[d].unit] == c->directory[unit];
}

/* The definitions of the symbol that fit best. */
static fit choose(pl_closure *c, uint32_t symbol) {
    fit best = NOWHERE;
    g_array_set_size(c->candidates, 0);
    for (uint32_t d = c->s->first_def[symbol]; d < c->s->first_def[symbol + 1]; d++) {
        fit f = fit_of(c, d);
        if (f > best) continue;
        if (f < best) g_array_set_size(c->candidates, 0);
        best = f;
        g_array_append_val(c->candidates, d);
    }
    keep(c, is_strong, 0);
    return best;
}

static void add_candidates(pl_closure *c) {
    for (uint32_t i = 0; i < c->candidates->len; i++)
        pl_closure_add(c, c->s->defs[g_array_index(c->candidates, uint32_t, i)].unit);
}

static bool is_open(const pl_closure *c, uint32_t need) { return c->present[pl_needs(c->s, need)->symbol] != c->stamp; }

/* Takes the units for which there is no other choice. Drops needs that are satisfied. */
static bool take_certain(pl_closure *c) {
    uint32_t *open = (uint32_t *)(void *)c->open->data, kept = 0;
    bool any = false;
    for (uint32_t i = 0; i < c->open->len; i++) {
        if (!is_open(c, open[i])) continue;
        if (choose(c, pl_needs(c->s, open[i])->symbol) <= FITS && c->candidates->len == 1) {
            add_candidates(c);
            any = true;
        } else {
            open[kept++] = open[i];
        }
    }
    g_array_set_size(c->open, kept);
    return any;
}

/* Takes what is left for the first need that is open: of the same target, or every unit. */
static bool take_next(pl_closure *c) {
    for (uint32_t i = 0; i < c->open->len; i++) {
        uint32_t need = g_array_index(c->open, uint32_t, i);
        if (!is_open(c, need)) continue;
        choose(c, pl_needs(c->s, need)->symbol);
        keep(c, is_near, pl_needs(c->s, need)->unit);
        if (c->candidates->len > 1 && c->members->len) keep(c, is_near, g_array_index(c->members, uint32_t, 0));
        add_candidates(c);
        return true;
    }
    return false;
}

static bool has_strong(const pl_closure *c, uint32_t symbol) {
    if (c->present[symbol] != c->stamp) return false;
    for (uint32_t d = c->first_here[symbol]; d != PL_NONE; d = c->next_here[d])
        if (c->s->defs[d].strong) return true;
    return false;
}

/* A weak definition is there to be replaced: by whatever can be linked with the rest. */
static bool take_override(pl_closure *c) {
    while (c->weak->len) {
        const pl_need *need = pl_needs(c->s, g_array_index(c->weak, uint32_t, c->weak->len - 1));
        g_array_set_size(c->weak, c->weak->len - 1);
        if (has_strong(c, need->symbol) || choose(c, need->symbol) > FITS) continue;
        if (!is_strong(c, g_array_index(c->candidates, uint32_t, 0), 0)) continue;
        add_candidates(c);
        return true;
    }
    return false;
}

/* Of the definitions in the program, the strong ones; else the unit's own; else all. */
static void note_meaning(pl_closure *c, uint32_t i) {
    const pl_need *need = pl_needs(c->s, i);
    uint32_t symbol = need->symbol, first = c->s->first_def[symbol];
    uint8_t *bits = &c->p->chosen[c->p->first_bit[i]];
    bool strong = has_strong(c, symbol);
    if (!strong && need->own != PL_NONE) {
        bits[need->own - first] = 1;
        return;
    }
    if (c->present[symbol] != c->stamp) return;
    for (uint32_t d = c->first_here[symbol]; d != PL_NONE; d = c->next_here[d], c->p->work++)
        if (!strong || c->s->defs[d].strong) bits[d - first] = 1;
}

static void note_mains(const pl_closure *c, uint32_t unit, uint64_t *mains) {
    for (uint32_t i = c->s->own.first[unit]; i < c->s->own.first[unit + 1]; i++) {
        uint32_t d = g_array_index(c->s->own.items, uint32_t, i);
        if (c->s->defs[d].entry) mains[d / 64] |= 1ull << d % 64;
    }
}

/* The members are held by this program. */
static void note_holder(pl_closure *c) {
    uint32_t words = c->p->words;
    if (!c->rooted || !c->p->holders) return;
    uint64_t *mains = g_new0(uint64_t, words + 1);
    for (uint32_t i = 0; i < c->members->len; i++) note_mains(c, g_array_index(c->members, uint32_t, i), mains);
    for (uint32_t i = 0; i < c->members->len; i++) {
        uint64_t *row = &c->p->holders[(size_t)g_array_index(c->members, uint32_t, i) * words];
        for (uint32_t w = 0; w < words; w++) row[w] |= mains[w];
    }
    c->p->work += (uint64_t)c->members->len * words;
    g_free(mains);
}

void pl_closure_finish(pl_closure *c) {
    do expand(c);
    while (!pl_closure_is_spent(c) && (take_certain(c) || take_next(c) || take_override(c)));
    for (uint32_t i = 0; i < c->members->len; i++) {
        uint32_t unit = g_array_index(c->members, uint32_t, i);
        c->covered[unit] = 1;
        for (uint32_t n = c->s->needs.first[unit]; n < c->s->needs.first[unit + 1]; n++) note_meaning(c, n);
    }
    note_holder(c);
    if (pl_closure_is_spent(c)) g_clear_pointer(&c->p->holders, g_free);
}
