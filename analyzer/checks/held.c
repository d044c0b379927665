/* held.c: see held.h. The locks that may be held, and of each whether it must be. */
#include "checks/held.h"

#include <string.h>

#include "program/walk.h"

enum { MAX_LOCKS = 12, MAX_SITES = 4 };

typedef struct {
    uint32_t family;
    pl_id key;
    bool must;
    bool debt; /* released before it was acquired: the caller held it */
    uint32_t nsites, sites[MAX_SITES];
} lock;

typedef struct {
    bool reachable;
    uint32_t n;
    lock locks[MAX_LOCKS];
} state;

typedef struct {
    const pl_effects *effects;
    GArray *scratch;
    pl_held *result;
} walk;

static bool reached(const void *at) { return ((const state *)at)->reachable; }

static bool add_sites(lock *to, const lock *from) {
    uint32_t before = to->nsites;
    for (uint32_t i = 0; i < from->nsites; i++) {
        bool known = false;
        for (uint32_t j = 0; j < to->nsites; j++) known = known || to->sites[j] == from->sites[i];
        if (!known && to->nsites < MAX_SITES) to->sites[to->nsites++] = from->sites[i];
    }
    return to->nsites > before;
}

static lock *find_lock(const state *s, const lock *like) {
    for (uint32_t i = 0; i < s->n; i++)
        if (s->locks[i].family == like->family && s->locks[i].key == like->key && s->locks[i].debt == like->debt)
            return (lock *)(uintptr_t)&s->locks[i];
    return NULL;
}

/* a := a joined with b */
static bool join(void *into, const void *from, void *data) {
    (void)data;
    state *a = into;
    const state *b = from;
    if (!a->reachable) {
        *a = *b;
        return true;
    }
    bool changed = false;
    for (uint32_t i = 0; i < a->n; i++) {
        if (!a->locks[i].must || find_lock(b, &a->locks[i])) continue;
        a->locks[i].must = false;
        changed = true;
    }
    for (uint32_t i = 0; i < b->n; i++) {
        lock *mine = find_lock(a, &b->locks[i]);
        if (mine) {
            changed = (mine->must && !b->locks[i].must) || changed;
            mine->must = mine->must && b->locks[i].must;
            changed = add_sites(mine, &b->locks[i]) || changed;
        } else if (a->n < MAX_LOCKS) {
            a->locks[a->n] = b->locks[i];
            a->locks[a->n++].must = false;
            changed = true;
        }
    }
    return changed;
}

static void drop(state *s, uint32_t i) {
    memmove(&s->locks[i], &s->locks[i + 1], (s->n - i - 1) * sizeof(lock));
    s->n--;
}

/* The entry with the key, else with `any` the last one of the family; PL_NONE: none. */
static uint32_t choose(const state *s, uint32_t family, pl_id key, bool debt, bool any) {
    uint32_t chosen = PL_NONE;
    for (uint32_t i = 0; i < s->n; i++) {
        if (s->locks[i].family != family || s->locks[i].debt != debt) continue;
        if (key != PL_NONE && s->locks[i].key == key) return i;
        if (any) chosen = i;
    }
    return chosen;
}

static void acquire(state *s, const pl_effect *e) {
    uint32_t owed = choose(s, e->family, e->key, true, true);
    if (owed != PL_NONE) { /* unlock(); wait(); lock(): the caller's lock again */
        drop(s, owed);
        return;
    }
    lock l = {.family = e->family, .key = e->key, .must = true, .nsites = 1, .sites = {e->site}};
    lock *held = find_lock(s, &l);
    if (held) {
        held->must = true;
        add_sites(held, &l);
    } else if (s->n < MAX_LOCKS) {
        s->locks[s->n++] = l;
    }
}

/* An unknown lock of the family may be any that is held: it is taken for the one that was acquired last. */
static void release(walk *w, state *s, const pl_effect *e) {
    uint32_t held = choose(s, e->family, e->key, false, true);
    if (held != PL_NONE) {
        drop(s, held);
        return;
    }
    lock owed = {.family = e->family, .key = e->key, .must = true, .debt = true};
    if (!find_lock(s, &owed) && s->n < MAX_LOCKS) s->locks[s->n++] = owed;
    for (guint i = 0; i < w->result->released->len; i++)
        if (g_array_index(w->result->released, uint32_t, i) == e->family) return;
    g_array_append_val(w->result->released, e->family);
}

static pl_after run_call(pl_id call, void *at, void *data) {
    walk *w = data;
    g_array_set_size(w->scratch, 0);
    bool ends = w->effects->effects(call, w->scratch, w->effects->data);
    for (guint i = 0; i < w->scratch->len; i++) {
        const pl_effect *e = &g_array_index(w->scratch, pl_effect, i);
        if (e->kind == PL_EFFECT_ACQUIRE)
            acquire(at, e);
        else
            release(w, at, e);
    }
    return ends ? PL_ENDS : PL_GOES_ON;
}

/* What must be held here is held for the caller. */
static void run_return(const void *at, void *data) {
    const walk *w = data;
    const state *now = at;
    for (uint32_t i = 0; i < now->n; i++) {
        const lock *l = &now->locks[i];
        for (uint32_t s = 0; l->must && !l->debt && s < l->nsites; s++) {
            uint64_t item = (uint64_t)l->family << 32 | l->sites[s];
            bool known = false;
            for (guint h = 0; h < w->result->held->len; h++)
                known = known || g_array_index(w->result->held, uint64_t, h) == item;
            if (!known) g_array_append_val(w->result->held, item);
        }
    }
}

static void begin(void *data) {
    const walk *w = data;
    g_array_set_size(w->result->held, 0);
}

void pl_held_run(const pl_facts *facts, pl_span body, const pl_effects *effects, pl_held *result) {
    walk w = {effects, g_array_new(FALSE, FALSE, sizeof(pl_effect)), result};
    const pl_domain domain = {.size = sizeof(state),
                              .reached = reached,
                              .join = join,
                              .leave = run_return,
                              .call = run_call,
                              .begin = begin,
                              .data = &w};
    const state start = {.reachable = true};
    result->held = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    result->released = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    if (!pl_walk_body(facts, body, &start, &domain)) g_array_set_size(result->held, 0);
    g_array_free(w.scratch, TRUE);
}

void pl_held_clear(pl_held *result) {
    g_array_free(result->held, TRUE);
    g_array_free(result->released, TRUE);
    result->held = result->released = NULL;
}
