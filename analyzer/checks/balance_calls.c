/* balance_calls.c: what calls do to the worlds of a body: they save, set and put back, or end as their callee does. */
#include <string.h>

#include "checks/balance_body.h"
#include "checks/places.h"

enum { MAX_COPIES = 64 };

/* --- Saved copies --- */

static uint64_t bit_of(pl_body *y, uint32_t path, bool add) {
    for (guint i = 0; i < y->copies->len; i++)
        if (g_array_index(y->copies, uint32_t, i) == path) return (uint64_t)1 << i;
    if (!add || y->copies->len == MAX_COPIES) return 0;
    g_array_append_val(y->copies, path);
    return (uint64_t)1 << (y->copies->len - 1);
}

uint64_t pl_body_copies(pl_body *y, const GArray *paths, bool add) {
    uint64_t bits = 0;
    for (guint i = 0; i < paths->len; i++) bits |= bit_of(y, g_array_index(paths, uint32_t, i), add);
    return bits;
}

static void note_tails(pl_body *y, GHashTable *tails, const GArray *paths) {
    for (guint i = 0; i < paths->len; i++) {
        uint32_t path = g_array_index(paths, uint32_t, i);
        const char *tail = pl_path_tail(&y->b->paths, path);
        if (tail && pl_path_is_outer(&y->b->paths, y->f, path)) g_hash_table_add(tails, (gpointer)tail);
    }
}

static bool has_tail(pl_body *y, GHashTable *tails, const GArray *paths) {
    for (guint i = 0; i < paths->len; i++) {
        uint32_t path = g_array_index(paths, uint32_t, i);
        const char *tail = pl_path_tail(&y->b->paths, path);
        if (tail && pl_path_is_outer(&y->b->paths, y->f, path) && g_hash_table_contains(tails, tail)) return true;
    }
    return false;
}

/* --- What calls do --- */

pl_change *pl_body_change(pl_body *y, uint32_t site) {
    for (guint i = 0; i < y->changes->len; i++) {
        pl_change *c = &g_array_index(y->changes, pl_change, i);
        if (c->site == site) return c;
    }
    pl_change fresh = {.site = site, .where = PL_NONE};
    g_array_append_val(y->changes, fresh);
    return &g_array_index(y->changes, pl_change, y->changes->len - 1);
}

static bool is_changed_anywhere(const pl_worlds *w) {
    for (uint32_t i = 0; i < w->n; i++)
        if (w->worlds[i].first != PL_NONE) return true;
    return false;
}

static void save_in(pl_world *world, uint64_t bits) {
    world->flags &= (uint8_t)~PL_WORLD_UNSAVED;
    if (world->first == PL_NONE)
        world->good |= bits;
    else
        world->good &= ~bits;
}

/* What one call sets the state to. */
typedef struct {
    uint32_t site;
    const GArray *places; /* the copy is in one of these */
    uint64_t bits;        /* of the places */
    uint32_t value;       /* list of the outer ones */
    bool saved;           /* some function saves into one of the outer ones */
    bool handed;          /* one of them is a parameter's */
    bool to_default;
    bool plain;   /* the call does nothing else */
    bool again;   /* the callee changed the state before, so this may put it back */
    bool somehow; /* in some world it is changed before the call */
} setting;

static setting setting_of(pl_body *y, uint32_t site, const GArray *places, const pl_worlds *w) {
    setting s = {.site = site, .places = places, .bits = pl_body_copies(y, places, false)};
    s.value = pl_outer_list(y->b, y->f, places);
    s.saved = has_tail(y, y->b->saved_tails, places);
    s.somehow = is_changed_anywhere(w);
    for (guint i = 0; i < places->len; i++)
        s.handed = s.handed || pl_path_parameter(&y->b->paths, g_array_index(places, uint32_t, i)) != PL_NONE;
    return s;
}

static void put_back(pl_body *y, pl_world *world, const setting *s) {
    if (world->first == PL_NONE && s->again) pl_body_change(y, s->site)->undone = true;
    if (world->first != PL_NONE) {
        pl_body_change(y, s->site)->restores = true;
        pl_body_change(y, world->first)->undone = true;
        pl_body_change(y, world->last)->undone = true;
    }
    note_tails(y, y->b->restored_tails, s->places);
    world->first = world->last = world->value = PL_NONE;
    world->flags &= PL_WORLD_UNSAVED;
}

static bool puts_back(const pl_world *world, const setting *s) {
    bool good = (world->good & s->bits) || (s->bits && (world->flags & PL_WORLD_UNSAVED)); /* or there is none */
    return (good && (s->somehow || s->again)) || (s->saved && !s->bits && s->somehow); /* bits: saved here, too late */
}

static void set_in(pl_body *y, pl_world *world, const setting *s) {
    if (puts_back(world, s)) {
        put_back(y, world, s);
        return;
    }
    pl_change *c = pl_body_change(y, s->site);
    c->sets = true;
    c->hands_back = c->hands_back || (world->first != PL_NONE && s->handed);
    note_tails(y, y->b->restored_tails, s->places);
    world->good &= ~s->bits; /* what was read and changed is no copy any more */
    if (world->first == PL_NONE) world->first = s->site;
    world->last = s->site;
    world->value = s->value;
    uint8_t flags = world->flags & PL_WORLD_UNSAVED;
    if (world->flags & PL_WORLD_WORKED) flags |= PL_WORLD_WORKED_THEN;
    if (s->to_default) flags |= PL_WORLD_DEFAULT;
    if (s->plain) flags |= PL_WORLD_PLAIN;
    world->flags = flags;
}

static bool all_hold(const pl_program *program, const pl_when *when, uint32_t n, uint32_t site) {
    for (uint32_t i = 0; i < n; i++)
        if (pl_when_holds(program, &when[i], site, (pl_frames){NULL, 0}) != PL_HOLDS_YES) return false;
    return true;
}

/* What a function returns: an error number, as all of POSIX threads do, or -1; a bare system call may return a size.
 * Those of Windows return 0 when they failed. */
typedef struct {
    uint8_t done, failed;
} answers;

static answers answers_of(const pl_body *y, uint32_t site) {
    pl_id callee = pl_site_call(&y->b->program->sites[site])->callee;
    const char *name = callee == PL_NONE ? "" : pl_str(y->facts, y->facts->functions[callee].name);
    if (g_str_has_prefix(name, "pthread_")) return (answers){PL_ZERO, PL_POSITIVE};
    if (g_str_has_prefix(name, "SetThread")) return (answers){PL_NEGATIVE | PL_POSITIVE, PL_ZERO}; /* Windows */
    return (answers){strcmp(name, "syscall") ? PL_ZERO : PL_ZERO | PL_POSITIVE, PL_NEGATIVE};
}

static void run_save(pl_body *y, pl_worlds *w, const pl_role *role) {
    const pl_site *site = &y->b->program->sites[role->site];
    uint32_t slot = role->save->argument == PL_NO_ARGUMENT ? PL_NONE : pl_known_result(y, site->call);
    g_array_set_size(y->scratch, 0);
    pl_places_saved(y->b, y->f, role->save, site, y->scratch);
    uint64_t bits = pl_body_copies(y, y->scratch, true);
    const answers says = answers_of(y, role->site);
    note_tails(y, y->b->saved_tails, y->scratch);
    pl_worlds made = {.lost = w->lost};
    for (uint32_t i = 0; i < w->n; i++) {
        pl_world done = w->worlds[i], failed = done;
        save_in(&done, bits);
        if (slot != PL_NONE) {
            done.signs[slot] = says.done;
            failed.signs[slot] = says.failed;
            failed.good &= ~bits;
            failed.flags |= PL_WORLD_UNSAVED;
            pl_worlds_add(&made, &failed);
        }
        pl_worlds_add(&made, &done);
    }
    *w = made;
}

static void run_sink(pl_body *y, pl_worlds *w, const pl_role *role) {
    const pl_program *p = y->b->program;
    const pl_site *site = &p->sites[role->site];
    uint32_t slot = pl_known_result(y, site->call);
    g_array_set_size(y->scratch, 0);
    pl_places_set(y->b, y->f, role->sink, site, y->scratch);
    setting s = setting_of(y, role->site, y->scratch, w);
    const answers says = answers_of(y, role->site);
    s.plain = true;
    s.to_default = role->sink->resets && all_hold(p, role->sink->defaults, role->sink->ndefaults, role->site);
    pl_worlds made = {.lost = w->lost};
    for (uint32_t i = 0; i < w->n; i++) {
        pl_world done = w->worlds[i], failed = done;
        set_in(y, &done, &s);
        bool back = done.first == PL_NONE || (failed.first != PL_NONE && s.value != PL_NONE);
        if (slot != PL_NONE && !back) { /* putting back is taken to work */
            done.signs[slot] = says.done;
            failed.signs[slot] = says.failed;
            pl_worlds_add(&made, &failed);
        } else if (slot != PL_NONE) {
            done.signs[slot] = PL_ANY_SIGN;
        }
        pl_worlds_add(&made, &done);
    }
    *w = made;
}

/* One outcome as the caller sees it. */
typedef struct {
    const pl_outcome *outcome;
    GArray *places;
    uint64_t saved; /* bits */
    setting sets;
} ending;

static ending ending_of(pl_body *y, const pl_outcome *o, uint32_t site, const pl_worlds *before) {
    const pl_site *at = &y->b->program->sites[site];
    ending e = {.outcome = o, .places = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    for (uint32_t i = 0; i < o->nsaved; i++) pl_places_at(y->b, y->f, at, o->saved[i], e.places);
    e.saved = pl_body_copies(y, e.places, true);
    note_tails(y, y->b->saved_tails, e.places);
    g_array_set_size(e.places, 0);
    const GArray *list = o->value == PL_NONE ? NULL : y->b->lists->pdata[o->value];
    for (guint i = 0; list && i < list->len; i++)
        pl_places_at(y->b, y->f, at, g_array_index(list, uint32_t, i), e.places);
    e.sets = setting_of(y, site, e.places, before);
    e.sets.to_default = o->flags & PL_WORLD_DEFAULT;
    e.sets.again = o->again;
    e.sets.plain = o->plain;
    y->works = y->works || !o->plain;
    return e;
}

/* A callee that may put back, or may set what a caller hands over, is taken to do so: it, or its flag, knows when there
 * is something to put back. */
static const setting *that_puts_back(const GArray *endings, const pl_world *world) {
    for (guint i = 0; world->first != PL_NONE && i < endings->len; i++) {
        const ending *e = &g_array_index(endings, ending, i);
        if (e->outcome->changed && (puts_back(world, &e->sets) || e->sets.value != PL_NONE)) return &e->sets;
    }
    return NULL;
}

/* Where one way through a callee puts back what the caller saved, so do the others. */
static void share_again(GArray *endings) {
    bool again = false;
    for (guint i = 0; i < endings->len; i++) again = again || g_array_index(endings, ending, i).sets.again;
    for (guint i = 0; i < endings->len; i++) g_array_index(endings, ending, i).sets.again = again;
}

/* ... and one that need not set anything, to do nothing where there is nothing to put back, if it puts back where there
 * is: the flag that it tests is the one under which the copy was made. */
static bool only_puts_back(const GArray *endings, const pl_worlds *before) {
    bool may_not = false, puts = false;
    for (guint i = 0; i < endings->len; i++) may_not = may_not || !g_array_index(endings, ending, i).outcome->changed;
    for (uint32_t i = 0; may_not && i < before->n; i++) puts = puts || that_puts_back(endings, &before->worlds[i]);
    return puts;
}

static void end_so(pl_body *y, const GArray *endings, const ending *e, const pl_worlds *before, uint32_t slot,
                   pl_worlds *made) {
    bool if_changed = only_puts_back(endings, before);
    for (uint32_t i = 0; i < before->n; i++) {
        pl_world world = before->worlds[i];
        const setting *back = that_puts_back(endings, &world);
        if (slot != PL_NONE) world.signs[slot] = e->outcome->signs;
        if (e->saved) save_in(&world, e->saved);
        if (e->outcome->flags & PL_WORLD_UNSAVED) world.flags |= PL_WORLD_UNSAVED;
        if (e->outcome->changed && (world.first != PL_NONE || !if_changed))
            set_in(y, &world, &e->sets);
        else if (back)
            set_in(y, &world, back);
        pl_worlds_add(made, &world);
    }
}

static void clear_ending(gpointer e) { g_array_free(((ending *)e)->places, TRUE); }

/* A call of functions of which some have outcomes; of the others nothing is known but that they work. */
static void run_outcomes(pl_body *y, pl_worlds *w, uint32_t site) {
    const pl_program *p = y->b->program;
    const pl_site *at = &p->sites[site];
    uint32_t slot = pl_known_result(y, at->call);
    pl_worlds made = {.lost = w->lost};
    GArray *endings = g_array_new(FALSE, FALSE, sizeof(ending));
    g_array_set_clear_func(endings, clear_ending);
    bool others = at->unresolved;
    for (uint32_t e = at->first_edge; e < at->first_edge + at->nedges; e++) {
        const GArray *outcomes = pl_body_outcomes(y, &p->edges[e]);
        g_array_set_size(endings, 0);
        for (guint i = 0; outcomes && i < outcomes->len; i++) {
            ending end = ending_of(y, &g_array_index(outcomes, pl_outcome, i), site, w);
            g_array_append_val(endings, end);
        }
        share_again(endings);
        for (guint i = 0; i < endings->len; i++) end_so(y, endings, &g_array_index(endings, ending, i), w, slot, &made);
        others = others || !outcomes;
    }
    if (others) pl_worlds_join(&made, w);
    *w = made;
    g_array_free(endings, TRUE);
}

static bool is_work(const pl_body *y, uint32_t site) {
    const pl_site *at = &y->b->program->sites[site];
    bool work = at->unresolved;
    for (uint32_t e = at->first_edge; !work && e < at->first_edge + at->nedges; e++) {
        uint32_t flags = y->b->program->funcs[y->b->program->edges[e].callee].flags;
        work = (flags & PL_FN_DEFINED) && !(flags & PL_FN_SYSTEM);
    }
    return work;
}

static void work(pl_worlds *w) {
    pl_worlds made = {.lost = w->lost};
    for (uint32_t i = 0; i < w->n; i++) {
        pl_world world = w->worlds[i];
        if (world.first != PL_NONE) world.flags |= PL_WORLD_WORKED;
        pl_worlds_add(&made, &world);
    }
    *w = made;
}

/* The process ends; or control leaves for whoever called setjmp, on the same thread. What a throw runs on its way (the
 * destructors of guards) is not in the facts, so nothing is said of it. */
static pl_after after_call(const pl_body *y, uint32_t site) {
    const pl_program *p = y->b->program;
    const pl_site *at = &p->sites[site];
    bool ends = at->nedges > 0, jumps = false;
    for (uint32_t e = at->first_edge; e < at->first_edge + at->nedges; e++) {
        const pl_edge *edge = &p->edges[e];
        bool unwinds = edge->context == PL_EDGE_UNWINDING;
        ends = ends && !edge->callback &&
               (edge->context == PL_EDGE_DYING || unwinds || (p->funcs[edge->callee].flags & PL_FN_NORETURN));
        jumps = jumps || unwinds;
    }
    if (!ends) return PL_GOES_ON;
    return jumps && !y->facts->unit.cplusplus ? PL_RETURNS : PL_ENDS;
}

/* What only a forked child does is done to its thread. */
static bool is_in_child(const pl_body *y, uint32_t site) {
    const pl_site *at = &y->b->program->sites[site];
    for (uint32_t e = at->first_edge; e < at->first_edge + at->nedges; e++)
        if (y->b->program->edges[e].context != PL_EDGE_IN_CHILD) return false;
    return at->nedges > 0;
}

pl_after pl_body_call(pl_id call, void *state, void *data) {
    pl_body *y = data;
    pl_worlds *w = state;
    uint32_t site = pl_body_site(y, call);
    if (site == PL_NONE) return PL_GOES_ON;
    if (is_in_child(y, site)) return after_call(y, site);
    const pl_roles *roles = y->b->roles;
    uint32_t slot = pl_known_result(y, call);
    pl_known_forget(y, w, &y->facts->calls[call]);
    if (slot != PL_NONE) pl_known_set(w, slot, NULL, PL_ANY_SIGN);
    if (pl_body_has_role(y, site)) {
        for (uint32_t i = roles->first[site]; i < roles->first[site + 1]; i++) {
            const pl_role *role = &g_array_index(roles->items, pl_role, i);
            if (role->state != y->b->state) continue;
            if (role->save)
                run_save(y, w, role);
            else
                run_sink(y, w, role);
        }
    } else if (pl_body_concerns(y, site)) {
        run_outcomes(y, w, site);
    } else if (is_work(y, site)) {
        y->works = true;
        work(w);
    }
    return after_call(y, site);
}
