/* choices.c: what units mean by contested names (programs.h), as funcs and variables.
 *
 * A body that stands in a header is walked in one unit only, for all that include it: there a name means what it means
 * in any of these units. */
#include <string.h>

#include "program/programs.h"

typedef struct {
    pl_link *link;
    pl_program *program;
    const pl_programs *p;
    uint32_t *parent; /* definition -> union-find of variables that are one */
} chooser;

static const pl_symbols *symbols(const chooser *c) { return &c->p->symbols; }

static int compare_ids(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Stores a set of funcs: its number, then its members in order. */
static uint32_t store_set(pl_link *link, GArray *funcs) {
    uint32_t at = link->sets->len, count = 0;
    g_array_sort(funcs, compare_ids);
    g_array_append_val(link->sets, count);
    for (uint32_t i = 0; i < funcs->len; i++) {
        uint32_t func = g_array_index(funcs, uint32_t, i);
        if (i && func == g_array_index(funcs, uint32_t, i - 1)) continue;
        g_array_append_val(link->sets, func);
        count++;
    }
    g_array_index(link->sets, uint32_t, at) = count;
    return at;
}

static uint32_t root_of(const chooser *c, uint32_t d) {
    while (c->parent[d] != d) d = c->parent[d] = c->parent[c->parent[d]];
    return d;
}

static void join(const chooser *c, uint32_t d, uint32_t e) {
    d = root_of(c, d), e = root_of(c, e);
    c->parent[MAX(d, e)] = MIN(d, e);
}

static void choose_function(chooser *c, const pl_need *need, const uint8_t *bits, uint32_t count, GArray *funcs) {
    g_array_set_size(funcs, 0);
    for (uint32_t k = 0; k < count; k++) {
        if (!bits[k]) continue;
        const pl_definition *d = &symbols(c)->defs[symbols(c)->first_def[need->symbol] + k];
        g_array_append_val(funcs, c->link->units[d->unit].func[d->local]);
    }
    uint32_t set = store_set(c->link, funcs);
    *pl_map_at(&c->link->chosen, pl_pair(need->unit, need->local), 0) = set;
    uint32_t *func = &c->link->units[need->unit].func[need->local];
    c->link->contested[*func] = 1;
    if (need->own != PL_NONE) return;
    *func = g_array_index(c->link->sets, uint32_t, set + 1);
}

static void choose_var(chooser *c, const pl_need *need, const uint8_t *bits, uint32_t count) {
    uint32_t first = symbols(c)->first_def[need->symbol];
    const uint8_t *some = memchr(bits, 1, count);
    uint32_t d = first + (uint32_t)(some - bits);
    for (uint32_t k = 0; k < count; k++)
        if (bits[k]) join(c, d, first + k);
    *pl_map_at(&c->link->variables, pl_pair(need->unit, need->symbol), d) = d;
}

static void choose_all(chooser *c) {
    const pl_symbols *s = symbols(c);
    GArray *funcs = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t d = 0; d < s->ndefs; d++) {
        uint32_t unit = s->defs[d].unit;
        if (s->defs[d].symbol >= s->nfuncs)
            *pl_map_at(&c->link->variables, pl_pair(unit, s->defs[d].symbol), d) = d;
        else
            c->link->contested[c->link->units[unit].func[s->defs[d].local]] = 1;
    }
    for (uint32_t i = 0; i < s->needs.items->len; i++) {
        const pl_need *need = pl_needs(s, i);
        const uint8_t *bits = c->p->chosen + c->p->first_bit[i];
        uint32_t count = c->p->first_bit[i + 1] - c->p->first_bit[i];
        if (need->symbol < s->nfuncs)
            choose_function(c, need, bits, count, funcs);
        else
            choose_var(c, need, bits, count);
    }
    g_array_free(funcs, TRUE);
}

/* Bodies of headers. */

static void share_function(chooser *c, uint32_t unit, uint32_t local, uint32_t owner) {
    const uint32_t *theirs, *known;
    uint32_t func = c->link->units[unit].func[local], symbol = c->link->first_variant[func];
    if (!c->link->contested[func]) return;
    uint32_t count = pl_link_choices(c->link, unit, local, false, &theirs);
    uint32_t *set = pl_map_at(&c->link->shared, pl_pair(owner, symbol), PL_NONE);
    GArray *funcs = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_vals(funcs, theirs, count);
    if (*set != PL_NONE) {
        known = &g_array_index(c->link->sets, uint32_t, *set);
        g_array_append_vals(funcs, known + 1, known[0]);
        bool all = true;
        for (uint32_t i = 0; i < count; i++)
            all = all && bsearch(&theirs[i], known + 1, known[0], sizeof *known, compare_ids);
        if (all) {
            g_array_free(funcs, TRUE);
            return;
        }
    }
    *set = store_set(c->link, funcs);
    g_array_free(funcs, TRUE);
}

static void share_var(const chooser *c, uint32_t unit, uint32_t var, uint32_t owner) {
    uint32_t symbol = symbols(c)->var_symbol[unit][var];
    if (symbol == PL_NONE || !symbols(c)->contested[symbol]) return;
    uint32_t ours = pl_map_find(&c->link->variables, pl_pair(unit, symbol), PL_NONE);
    uint32_t theirs = pl_map_find(&c->link->variables, pl_pair(owner, symbol), PL_NONE);
    if (ours != PL_NONE && theirs != PL_NONE) join(c, ours, theirs);
}

/* Nodes are small as trees (PL_NODE_MAX_PARTS). */
static void share_node(chooser *c, uint32_t unit, uint32_t node, uint32_t owner) {
    if (node == PL_NONE) return;
    const pl_node *n = &c->program->facts[unit]->nodes[node];
    switch ((pl_node_kind)n->kind) {
    case PL_NODE_FUNCTION: share_function(c, unit, n->a, owner); break;
    case PL_NODE_VAR: share_var(c, unit, n->a, owner); break;
    case PL_NODE_CHOICE: share_node(c, unit, n->b, owner); /* fall through */
    case PL_NODE_FIELD:
    case PL_NODE_DEREF:
    case PL_NODE_ADDRESS: share_node(c, unit, n->a, owner); break;
    default: break;
    }
}

/* The unit whose copy of the body counts; PL_NONE: this one's does. */
static uint32_t owner_of(const chooser *c, uint32_t unit, pl_id function) {
    if (function == PL_NONE || pl_link_chosen(c->link, c->program, unit, function)) return PL_NONE;
    if (!(c->program->facts[unit]->functions[function].flags & PL_FN_DEFINED)) return PL_NONE;
    return c->link->unit_of[c->link->units[unit].func[function]];
}

static void share_call(chooser *c, uint32_t unit, const pl_call *call, uint32_t owner) {
    const pl_facts *facts = c->program->facts[unit];
    if (call->callee != PL_NONE) share_function(c, unit, call->callee, owner);
    share_node(c, unit, call->via, owner);
    share_node(c, unit, call->self, owner);
    for (uint32_t k = 0; k < call->args.count; k++) share_node(c, unit, facts->ids[call->args.begin + k], owner);
}

static void share_bodies(chooser *c, uint32_t unit) {
    const pl_facts *facts = c->program->facts[unit];
    for (uint32_t i = 0; i < facts->nfunctions; i++) {
        uint32_t owner = owner_of(c, unit, i);
        if (owner != PL_NONE && owner != unit) c->link->copied[c->link->units[unit].func[i]] = 1;
    }
    for (uint32_t i = 0; i < facts->ncalls; i++) {
        uint32_t owner = owner_of(c, unit, facts->calls[i].caller);
        if (owner != PL_NONE) share_call(c, unit, &facts->calls[i], owner);
    }
    for (uint32_t i = 0; i < facts->nflows; i++) {
        uint32_t owner = owner_of(c, unit, facts->flows[i].function);
        if (owner == PL_NONE) continue;
        share_node(c, unit, facts->flows[i].to, owner);
        share_node(c, unit, facts->flows[i].from, owner);
    }
}

/* What others mean is added to what the owner of the body means itself. */
static void add_owners(chooser *c) {
    for (uint32_t u = 0; u < c->program->nfacts; u++)
        for (uint32_t f = 0; f < c->program->facts[u]->nfunctions; f++) {
            uint32_t func = c->link->units[u].func[f];
            if (!c->link->contested[func]) continue;
            uint64_t key = pl_pair(u, c->link->first_variant[func]);
            if (pl_map_find(&c->link->shared, key, PL_NONE) != PL_NONE) share_function(c, u, f, u);
        }
}

static void mark_ambiguous(const chooser *c) {
    const uint32_t *sets = (const uint32_t *)(void *)c->link->sets->data;
    for (uint32_t at = 0; at < c->link->sets->len; at += sets[at] + 1)
        for (uint32_t k = 1; k <= sets[at] && sets[at] > 1; k++) c->program->funcs[sets[at + k]].ambiguous = true;
}

void pl_choices_build(pl_link *link, pl_program *program, const pl_programs *p) {
    chooser c = {link, program, p, g_new(uint32_t, p->symbols.ndefs + 1)};
    for (uint32_t d = 0; d < p->symbols.ndefs; d++) c.parent[d] = d;
    if (p->symbols.ndefs) {
        choose_all(&c);
        for (uint32_t u = 0; u < program->nfacts; u++) share_bodies(&c, u);
        add_owners(&c);
        for (uint32_t d = 0; d < p->symbols.ndefs; d++) c.parent[d] = root_of(&c, d);
        mark_ambiguous(&c);
    }
    link->variable_class = c.parent;
}
