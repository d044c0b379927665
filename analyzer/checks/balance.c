/* balance.c: bottom-up over the program for each kind of state; then what is said of each call. */
#include "checks/balance.h"

#include <string.h>

#include "checks/balance_private.h"
#include "checks/order.h"

enum { MIN_ROUNDS = 2 /* what is saved and put back elsewhere is known after the first */, MAX_ROUNDS = 5 };
enum { PLACEMENT = 1 << PL_CATEGORY_AFFINITY | 1 << PL_CATEGORY_MEMPOLICY };
enum { MAX_CALLERS = 256 };

static pl_balance_kind judge(const pl_change *c) {
    if (c->restores && !c->sets) return PL_BALANCE_RESTORES;
    if (c->undone && !c->plain && !c->to_default && !c->to_other && !c->handed && !c->last) return PL_BALANCE_RESTORED;
    if (c->plain && (c->undone || c->to_default)) return PL_BALANCE_PATH;
    if (c->to_default) return PL_BALANCE_DEFAULT;
    if (c->to_other && !c->plain) return PL_BALANCE_OTHER;
    return c->elsewhere ? PL_BALANCE_ELSEWHERE : PL_BALANCE_OPEN;
}

static void publish_function(pl_balance *balance, const pl_balancing *b, uint32_t func) {
    for (guint i = 0; i < b->changes[func]->len; i++) {
        const pl_change *c = &g_array_index(b->changes[func], pl_change, i);
        pl_balance_item item = {.site = c->site,
                                .categories = b->roles->categories[b->state],
                                .state = b->roles->states->pdata[b->state],
                                .kind = judge(c),
                                .where = c->where,
                                .hands_back = c->hands_back};
        g_array_append_val(balance->items, item);
    }
    const GArray *outcomes = b->outcomes[func];
    for (guint i = 0; outcomes && i < outcomes->len; i++)
        if (g_array_index(outcomes, pl_outcome, i).changed) balance->open[func] |= b->roles->categories[b->state];
}

static void clear_state(pl_balancing *b, uint32_t func) {
    if (b->outcomes[func]) g_array_free(b->outcomes[func], TRUE);
    if (b->changes[func]) g_array_free(b->changes[func], TRUE);
    b->outcomes[func] = b->changes[func] = NULL;
}

static bool has_body(const pl_func *f) { return (f->flags & PL_FN_DEFINED) && f->facts; }

/* Nothing is changed, so there is nothing to put back. */
static bool is_idle(const pl_balancing *b) {
    for (guint i = 0; i < b->roles->items->len; i++) {
        const pl_role *role = &g_array_index(b->roles->items, pl_role, i);
        if (role->sink && role->state == b->state) return false;
    }
    return true;
}

static void run_state(pl_balance *balance, pl_balancing *b, const uint32_t *order) {
    b->changed = true;
    for (int round = 0; (b->changed || round < MIN_ROUNDS) && round < MAX_ROUNDS; round++) {
        b->changed = false;
        for (uint32_t i = 0; i < b->program->nfuncs; i++)
            if (has_body(&b->program->funcs[order[i]])) pl_balance_body(b, order[i]);
    }
    for (uint32_t f = 0; f < b->program->nfuncs; f++) {
        if (b->changes[f]) publish_function(balance, b, f);
        clear_state(b, f);
    }
}

static int by_site(const void *a, const void *b) {
    const pl_balance_item *x = a, *y = b;
    if (x->site != y->site) return x->site < y->site ? -1 : 1;
    return strcmp(x->state, y->state);
}

static pl_balance_item *item_at(const pl_balance *b, uint32_t i) {
    return &g_array_index(b->items, pl_balance_item, i);
}

/* A function that puts one kind of placement back, or to its default, and not the other that it changed as well. */
static void find_parts(pl_balance *b, const pl_func *f) {
    uint32_t from = b->first[f->first_site], to = b->first[f->first_site + f->nsites];
    for (uint32_t i = from; i < to; i++) {
        pl_balance_item *open = item_at(b, i);
        bool counts = open->kind == PL_BALANCE_OPEN && !open->hands_back && !(open->categories & ~(uint32_t)PLACEMENT);
        for (uint32_t k = from; counts && k < to && open->kind == PL_BALANCE_OPEN; k++) {
            const pl_balance_item *other = item_at(b, k);
            bool undone = other->kind == PL_BALANCE_RESTORED || other->kind == PL_BALANCE_DEFAULT ||
                          other->kind == PL_BALANCE_PATH;
            if (!undone || !strcmp(other->state, open->state) || (other->categories & ~(uint32_t)PLACEMENT)) continue;
            open->kind = PL_BALANCE_PART;
            open->other = other->state;
        }
    }
}

static void index_items(pl_balance *balance, const pl_program *program) {
    g_array_sort(balance->items, by_site);
    balance->first = g_new(uint32_t, program->nsites + 1);
    uint32_t at = 0;
    for (uint32_t s = 0; s <= program->nsites; s++) {
        while (at < balance->items->len && item_at(balance, at)->site < s) at++;
        balance->first[s] = at;
    }
    for (uint32_t f = 0; f < program->nfuncs; f++)
        if (program->funcs[f].nsites) find_parts(balance, &program->funcs[f]);
}

static void run(pl_balance *balance, pl_balancing *b) {
    const pl_program *p = b->program;
    b->flows = g_new0(pl_flow_index, p->nfacts + 1);
    b->units = g_hash_table_new(NULL, NULL);
    for (uint32_t i = 0; i < p->nfacts; i++) g_hash_table_insert(b->units, p->facts[i], GUINT_TO_POINTER(i + 1));
    b->outcomes = g_new0(GArray *, p->nfuncs + 1);
    b->changes = g_new0(GArray *, p->nfuncs + 1);
    b->lists = g_ptr_array_new();
    pl_paths_init(&b->paths);
    uint32_t *order = pl_bottom_up(p);
    for (b->state = 0; b->state < b->roles->states->len; b->state++) {
        if (is_idle(b)) continue;
        b->saved_tails = g_hash_table_new(g_str_hash, g_str_equal);
        b->restored_tails = g_hash_table_new(g_str_hash, g_str_equal);
        run_state(balance, b, order);
        g_hash_table_destroy(b->saved_tails);
        g_hash_table_destroy(b->restored_tails);
    }
    g_free(order);
    for (guint i = 0; i < b->lists->len; i++) g_array_free(b->lists->pdata[i], TRUE);
    g_ptr_array_free(b->lists, TRUE);
    pl_paths_clear(&b->paths);
    for (uint32_t i = 0; i < p->nfacts; i++) pl_flow_index_clear(&b->flows[i]);
    g_free(b->flows);
    g_hash_table_destroy(b->units);
    g_free(b->outcomes);
    g_free(b->changes);
}

pl_balance *pl_balance_find(const pl_program *program, const pl_config *config, const pl_sinks *sinks,
                            const bool *is_entry) {
    pl_balance *balance = g_new0(pl_balance, 1);
    balance->items = g_array_new(FALSE, FALSE, sizeof(pl_balance_item));
    balance->open = g_new0(uint32_t, program->nfuncs + 1);
    pl_roles roles;
    pl_roles_init(&roles, program, config, sinks);
    if (roles.items->len) {
        pl_balancing b = {.program = program, .roles = &roles, .is_entry = is_entry};
        run(balance, &b);
    }
    if (balance->items->len) index_items(balance, program);
    pl_roles_clear(&roles);
    return balance;
}

void pl_balance_free(pl_balance *balance) {
    if (!balance) return;
    g_array_free(balance->items, TRUE);
    g_free(balance->first);
    g_free(balance->open);
    g_free(balance);
}

const pl_balance_item *pl_balance_leak(const pl_balance *b, uint32_t site, uint32_t categories) {
    for (uint32_t i = b->first ? b->first[site] : 0; b->first && i < b->first[site + 1]; i++)
        if (pl_balance_is_leak(item_at(b, i)->kind) && (item_at(b, i)->categories & categories)) return item_at(b, i);
    return NULL;
}

/* What a call does by itself, all kinds of state together. */
static pl_undone undone_here(const pl_balance *b, uint32_t site, uint32_t categories, bool *open) {
    bool later = false, undoes = false, stays = false;
    *open = false;
    for (uint32_t i = b->first[site]; i < b->first[site + 1]; i++) {
        const pl_balance_item *item = item_at(b, i);
        if (!(item->categories & categories)) continue;
        later = later || item->kind == PL_BALANCE_RESTORED;
        undoes = undoes || item->kind == PL_BALANCE_RESTORES;
        *open = *open || item->kind == PL_BALANCE_OPEN;
        stays = stays || pl_balance_is_leak(item->kind);
    }
    if (stays || (*open && (later || undoes))) { /* one kind is put back and another is not */
        *open = false;
        return PL_UNDONE_NOT;
    }
    return later ? PL_UNDONE_LATER : undoes ? PL_UNDOES : PL_UNDONE_NOT;
}

bool pl_balance_decided(const pl_balance *b, uint32_t site, uint32_t categories, pl_undone *undone) {
    bool open = false;
    *undone = b->first ? undone_here(b, site, categories, &open) : PL_UNDONE_NOT;
    return !open;
}

static bool hands_back(const pl_balance *b, uint32_t site, uint32_t categories) {
    for (uint32_t i = b->first[site]; i < b->first[site + 1]; i++)
        if (item_at(b, i)->hands_back && (item_at(b, i)->categories & categories)) return true;
    return false;
}

/* Up to the first callers that settle it: all of them have to, in the same way. */
pl_undone pl_balance_undone(const pl_balance *b, const pl_program *program, const bool *is_entry,
                            const uint32_t *reached, uint32_t site, uint32_t categories) {
    if (!b->first) return PL_UNDONE_NOT;
    GArray *queue = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    bool later = false, undoes = false, stays = false;
    g_array_append_val(queue, site);
    for (guint q = 0; !stays && q < queue->len; q++) {
        bool open;
        uint32_t at = g_array_index(queue, uint32_t, q), func = program->sites[at].caller;
        pl_undone here = undone_here(b, at, categories, &open);
        later = later || here == PL_UNDONE_LATER;
        undoes = undoes || here == PL_UNDOES;
        if (here != PL_UNDONE_NOT) continue;
        if (!open || is_entry[func] || queue->len > MAX_CALLERS) stays = true;
        if (!g_hash_table_add(seen, GUINT_TO_POINTER(func + 1))) continue;
        const pl_func *f = &program->funcs[func];
        bool any = false;
        for (uint32_t i = 0; !stays && i < f->nin; i++) {
            const pl_edge *edge = &program->edges[program->incoming[f->first_in + i]];
            if (reached && reached[program->sites[edge->site].caller] == PL_NONE) continue;
            g_array_append_val(queue, edge->site);
            any = true;
        }
        stays = stays || !any;
    }
    g_hash_table_destroy(seen);
    g_array_free(queue, TRUE);
    if (stays || (later && undoes)) return PL_UNDONE_NOT;
    if (later && hands_back(b, site, categories)) return PL_UNDOES;
    return later ? PL_UNDONE_LATER : undoes ? PL_UNDOES : PL_UNDONE_NOT;
}
