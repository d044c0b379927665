/* components.c: units that need each other, and the contested definitions that come with each (programs.h). */
#include <string.h>

#include "program/programs.h"

enum { MAX_BITS = 1 << 29 /* 64 MiB */ };

typedef struct {
    pl_programs *p;
    uint32_t *low, *order, *next; /* of Tarjan's algorithm, without recursion */
    GArray *stack, *path;
    uint32_t count, ncomponents;
} search;

static void enter(search *q, uint32_t unit) {
    q->low[unit] = q->order[unit] = ++q->count;
    q->next[unit] = q->p->symbols.edges.first[unit];
    g_array_append_val(q->stack, unit);
    g_array_append_val(q->path, unit);
}

static void leave(search *q, uint32_t unit) {
    g_array_set_size(q->path, q->path->len - 1);
    if (q->path->len) {
        uint32_t parent = g_array_index(q->path, uint32_t, q->path->len - 1);
        q->low[parent] = MIN(q->low[parent], q->low[unit]);
    }
    if (q->low[unit] != q->order[unit]) return;
    for (uint32_t member = PL_NONE; member != unit;) {
        member = g_array_index(q->stack, uint32_t, q->stack->len - 1);
        g_array_set_size(q->stack, q->stack->len - 1);
        q->p->component[member] = q->ncomponents;
    }
    q->ncomponents++;
}

static void visit(search *q, uint32_t root) {
    const pl_by_unit *edges = &q->p->symbols.edges;
    enter(q, root);
    while (q->path->len) {
        uint32_t unit = g_array_index(q->path, uint32_t, q->path->len - 1);
        if (q->next[unit] == edges->first[unit + 1]) {
            leave(q, unit);
            continue;
        }
        uint32_t to = g_array_index(edges->items, uint32_t, q->next[unit]++);
        if (!q->order[to])
            enter(q, to);
        else if (q->p->component[to] == PL_NONE)
            q->low[unit] = MIN(q->low[unit], q->order[to]);
    }
}

/* Components are numbered from the leaves upwards: what a unit needs is complete before it. */
static void spread(pl_programs *p, uint32_t ncomponents) {
    const pl_symbols *s = &p->symbols;
    uint32_t *first = g_new0(uint32_t, ncomponents + 2), *units = g_new0(uint32_t, s->nunits + 1);
    for (uint32_t u = 0; u < s->nunits; u++) first[p->component[u] + 2]++;
    for (uint32_t c = 0; c < ncomponents; c++) first[c + 2] += first[c + 1];
    for (uint32_t u = 0; u < s->nunits; u++) units[first[p->component[u] + 1]++] = u;
    for (uint32_t i = 0; i < s->nunits; i++) {
        uint32_t u = units[i];
        uint64_t *row = &p->reach[(size_t)p->component[u] * p->words];
        for (uint32_t e = s->edges.first[u]; e < s->edges.first[u + 1]; e++) {
            uint32_t to = p->component[g_array_index(s->edges.items, uint32_t, e)];
            const uint64_t *other = &p->reach[(size_t)to * p->words];
            for (uint32_t w = 0; w < p->words && other != row; w++) row[w] |= other[w];
        }
    }
    g_free(first);
    g_free(units);
}

static void find_mains(pl_programs *p, uint32_t ncomponents) {
    for (uint32_t c = 0; c < ncomponents; c++) {
        const uint64_t *row = &p->reach[(size_t)c * p->words];
        p->only_main[c] = PL_NO_MAIN;
        for (uint32_t w = 0; w < p->words; w++) {
            uint64_t mains = row[w] & p->entries[w];
            if (!mains) continue;
            bool several = p->only_main[c] != PL_NO_MAIN || (mains & (mains - 1));
            p->only_main[c] = several ? PL_SEVERAL_MAINS : w * 64 + (uint32_t)__builtin_ctzll(mains);
        }
    }
}

static void fill(pl_programs *p, uint32_t ncomponents) {
    const pl_symbols *s = &p->symbols;
    p->words = s->ndefs / 64 + 1;
    if ((uint64_t)p->words * 64 * (ncomponents + 1) > MAX_BITS) p->words = 0;
    p->reach = g_new0(uint64_t, (ncomponents + 1) * (size_t)p->words);
    p->entries = g_new0(uint64_t, p->words + 1);
    p->only_main = g_new0(uint32_t, ncomponents + 1);
    if (!p->words) return;
    for (uint32_t d = 0; d < s->ndefs; d++) {
        if (!s->defs[d].strong) continue;
        p->reach[(size_t)p->component[s->defs[d].unit] * p->words + d / 64] |= 1ull << d % 64;
        if (s->defs[d].entry) p->entries[d / 64] |= 1ull << d % 64;
    }
    spread(p, ncomponents);
    find_mains(p, ncomponents);
}

void pl_components_build(pl_programs *p) {
    uint32_t nunits = p->symbols.nunits;
    search q = {.p = p,
                .low = g_new0(uint32_t, nunits + 1),
                .order = g_new0(uint32_t, nunits + 1),
                .next = g_new0(uint32_t, nunits + 1),
                .stack = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                .path = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    p->component = g_new(uint32_t, nunits + 1);
    memset(p->component, 0xff, (nunits + 1) * sizeof *p->component);
    for (uint32_t u = 0; u < nunits; u++)
        if (!q.order[u]) visit(&q, u);
    fill(p, q.ncomponents);
    g_free(q.low);
    g_free(q.order);
    g_free(q.next);
    g_array_free(q.stack, TRUE);
    g_array_free(q.path, TRUE);
}
