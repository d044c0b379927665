/* balance_body.c: one body, walked with the worlds of one kind of state. */
#include <string.h>

#include "checks/balance_private.h"
#include "checks/places.h"
#include "program/walk.h"

enum { MAX_COPIES = 64 };

typedef struct {
    pl_balancing *b;
    uint32_t func;
    const pl_func *f;
    const pl_facts *facts;
    pl_id tracked[PL_TRACKED]; /* nodes whose signs the worlds keep; the first is what the function returns */
    uint32_t ntracked;
    GArray *copies; /* uint32_t: paths of saved copies, by bit */
    GArray *changes;
    GArray *outcomes;
    GArray *scratch; /* uint32_t: paths */
    uint32_t last;   /* site of the last call before the operation in hand, or PL_NONE */
    bool lost;       /* there were too many worlds at some way out */
    bool works;      /* does other work besides */
} body;

/* --- What is known of values --- */

static uint32_t slot_of(const body *y, pl_id node) {
    for (uint32_t i = 0; node && i < y->ntracked; i++)
        if (y->tracked[i] == node) return i;
    return PL_NONE;
}

static uint32_t slot_of_result(const body *y, pl_id call) {
    for (uint32_t i = 0; i < y->ntracked; i++) {
        const pl_node *n = &y->facts->nodes[y->tracked[i]];
        if (n->kind == PL_NODE_RESULT && n->a == call) return i;
    }
    return PL_NONE;
}

/* What lasts longer than a call of the function may be changed by whatever it calls. */
static bool is_own(const body *y, pl_id node) {
    const pl_node *n = &y->facts->nodes[node];
    while (n->kind == PL_NODE_FIELD) n = &y->facts->nodes[n->a];
    if (n->kind != PL_NODE_VAR) return true;
    const pl_var *v = &y->facts->vars[n->a];
    return v->scope == PL_VAR_LOCAL && !(v->flags & PL_VAR_THREAD_LOCAL);
}

static void track(body *y, pl_id node) {
    if (node && is_own(y, node) && y->ntracked < PL_TRACKED && slot_of(y, node) == PL_NONE)
        y->tracked[y->ntracked++] = node;
}

static uint32_t site_of(const body *y, pl_id call) {
    uint32_t low = y->f->first_site, high = low + y->f->nsites;
    for (uint32_t s = low; s < high; s++)
        if (y->b->program->sites[s].call == call) return s;
    return PL_NONE;
}

static const GArray *outcomes_of(const body *y, const pl_edge *edge) {
    return edge->callback ? NULL : y->b->outcomes[edge->callee];
}

static bool has_role(const body *y, uint32_t site) {
    const pl_roles *roles = y->b->roles;
    for (uint32_t i = roles->first[site]; i < roles->first[site + 1]; i++)
        if (g_array_index(roles->items, pl_role, i).state == y->b->state) return true;
    return false;
}

static bool concerns(const body *y, uint32_t s) {
    const pl_site *site = &y->b->program->sites[s];
    if (has_role(y, s)) return true;
    for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++)
        if (outcomes_of(y, &y->b->program->edges[e])) return true;
    return false;
}

static bool is_result_that_matters(const body *y, pl_id node) {
    const pl_node *n = &y->facts->nodes[node];
    if (n->kind != PL_NODE_RESULT) return false;
    uint32_t s = site_of(y, n->a);
    return s != PL_NONE && concerns(y, s);
}

static bool tests(const pl_op *op) {
    return (op->kind == PL_OP_IF || op->kind == PL_OP_LOOP || op->kind == PL_OP_DO) && op->arg != PL_NONE;
}

static const pl_condition *condition_at(const body *y, const pl_op *op) { return &y->facts->conditions[op->arg]; }

/* What is worth tracking, the most telling first: results of the calls that matter; what is stored and tested, flags
 * above all; what is tested more than once. */
static void choose_tracked(body *y, pl_span ops) {
    const pl_op *op = y->facts->ops + ops.begin;
    GHashTable *tested = g_hash_table_new(NULL, NULL);
    for (uint32_t i = 0; i < ops.count; i++) {
        bool stores = op[i].kind == PL_OP_STORE;
        if (!stores && !tests(&op[i])) continue;
        const pl_condition *c = condition_at(y, &op[i]);
        pl_id from = stores && c->relation == PL_REL_SAME ? (pl_id)c->value : PL_NONE;
        if (!stores && is_result_that_matters(y, c->node)) track(y, c->node);
        if (from != PL_NONE && is_result_that_matters(y, from)) {
            track(y, from);
            track(y, c->node);
        }
        gpointer key = GUINT_TO_POINTER(c->node + 1);
        if (!stores)
            g_hash_table_insert(tested, key, GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(tested, key)) + 1));
    }
    for (uint32_t i = 0; i < ops.count; i++)
        if (op[i].kind == PL_OP_STORE &&
            g_hash_table_contains(tested, GUINT_TO_POINTER(condition_at(y, &op[i])->node + 1)))
            track(y, condition_at(y, &op[i])->node);
    for (uint32_t i = 0; i < ops.count; i++)
        if (tests(&op[i]) &&
            GPOINTER_TO_UINT(g_hash_table_lookup(tested, GUINT_TO_POINTER(condition_at(y, &op[i])->node + 1))) > 1)
            track(y, condition_at(y, &op[i])->node);
    g_hash_table_destroy(tested);
}

/* Keeps the worlds in which it may be so. */
static void restrict_to(const body *y, pl_worlds *w, pl_id node, pl_relation relation, int64_t constant) {
    uint32_t slot = slot_of(y, node), n = w->n;
    if (slot == PL_NONE || relation == PL_REL_OPAQUE) return;
    pl_worlds kept = {.lost = w->lost};
    for (uint32_t i = 0; i < n; i++) {
        pl_world world = w->worlds[i];
        world.signs[slot] = pl_signs_where(world.signs[slot], relation, constant);
        if (world.signs[slot]) pl_worlds_add(&kept, &world);
    }
    *w = kept;
}

static void on_test(pl_id condition, bool holds, void *state, void *data) {
    const body *y = data;
    const pl_condition *c = &y->facts->conditions[condition];
    pl_relation relation = (pl_relation)c->relation;
    restrict_to(y, state, c->node, holds ? relation : pl_relation_negated(relation), c->value);
}

static void on_case(pl_id value, const pl_id *constants, uint32_t n, pl_id chosen, void *state, void *data) {
    const body *y = data;
    if (chosen != PL_NONE) {
        restrict_to(y, state, value, PL_REL_EQ, pl_node_value(&y->facts->nodes[chosen]));
        return;
    }
    for (uint32_t i = 0; i < n; i++)
        restrict_to(y, state, value, PL_REL_NE, pl_node_value(&y->facts->nodes[constants[i]]));
}

static void set_signs(pl_worlds *w, uint32_t slot, const uint8_t *signs_by_world, uint8_t signs) {
    pl_worlds made = {.lost = w->lost};
    for (uint32_t i = 0; i < w->n; i++) {
        pl_world world = w->worlds[i];
        world.signs[slot] = signs_by_world ? signs_by_world[i] : signs;
        pl_worlds_add(&made, &world);
    }
    *w = made;
}

static void on_store(pl_id condition, void *state, void *data) {
    const body *y = data;
    pl_worlds *w = state;
    const pl_condition *c = &y->facts->conditions[condition];
    uint32_t slot = slot_of(y, c->node), from = PL_NONE;
    if (slot == PL_NONE) return;
    if (c->relation == PL_REL_SAME) from = slot_of(y, (pl_id)c->value);
    uint8_t signs[PL_WORLDS];
    for (uint32_t i = 0; from != PL_NONE && i < w->n; i++) signs[i] = w->worlds[i].signs[from];
    set_signs(w, slot, from == PL_NONE ? NULL : signs, c->relation == PL_REL_EQ ? pl_sign_of(c->value) : PL_ANY_SIGN);
}

/* A call may change what it is given the address of. */
static bool is_within(const pl_facts *facts, pl_id node, pl_id place) {
    for (;;) {
        if (node == place) return true;
        const pl_node *n = &facts->nodes[node];
        if (n->kind != PL_NODE_FIELD) return false;
        node = n->a;
    }
}

static bool may_write(const pl_facts *facts, pl_id argument, pl_id node) {
    const pl_node *n = &facts->nodes[argument];
    if (n->kind == PL_NODE_ADDRESS) return is_within(facts, node, n->a);
    for (; facts->nodes[node].kind == PL_NODE_FIELD; node = facts->nodes[node].a) {
    }
    return facts->nodes[node].kind == PL_NODE_DEREF && facts->nodes[node].a == argument;
}

static void forget_written(const body *y, pl_worlds *w, const pl_call *call) {
    for (uint32_t slot = 1; slot < y->ntracked; slot++) {
        bool written = call->self != PL_NONE && may_write(y->facts, call->self, y->tracked[slot]);
        for (uint32_t i = 0; !written && i < call->args.count; i++)
            written = may_write(y->facts, y->facts->ids[call->args.begin + i], y->tracked[slot]);
        if (written) set_signs(w, slot, NULL, PL_ANY_SIGN);
    }
}

/* --- Saved copies --- */

static uint64_t bit_of(body *y, uint32_t path, bool add) {
    for (guint i = 0; i < y->copies->len; i++)
        if (g_array_index(y->copies, uint32_t, i) == path) return (uint64_t)1 << i;
    if (!add || y->copies->len == MAX_COPIES) return 0;
    g_array_append_val(y->copies, path);
    return (uint64_t)1 << (y->copies->len - 1);
}

static uint64_t bits_of(body *y, const GArray *paths, bool add) {
    uint64_t bits = 0;
    for (guint i = 0; i < paths->len; i++) bits |= bit_of(y, g_array_index(paths, uint32_t, i), add);
    return bits;
}

static void note_tails(body *y, GHashTable *tails, const GArray *paths) {
    for (guint i = 0; i < paths->len; i++) {
        uint32_t path = g_array_index(paths, uint32_t, i);
        const char *tail = pl_path_tail(&y->b->paths, path);
        if (tail && pl_path_is_outer(&y->b->paths, y->f, path)) g_hash_table_add(tails, (gpointer)tail);
    }
}

static bool has_tail(body *y, GHashTable *tails, const GArray *paths) {
    for (guint i = 0; i < paths->len; i++) {
        uint32_t path = g_array_index(paths, uint32_t, i);
        const char *tail = pl_path_tail(&y->b->paths, path);
        if (tail && pl_path_is_outer(&y->b->paths, y->f, path) && g_hash_table_contains(tails, tail)) return true;
    }
    return false;
}

/* --- What calls do --- */

static pl_change *change_at(body *y, uint32_t site) {
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

static setting setting_of(body *y, uint32_t site, const GArray *places, const pl_worlds *w) {
    setting s = {.site = site, .places = places, .bits = bits_of(y, places, false)};
    s.value = pl_outer_list(y->b, y->f, places);
    s.saved = has_tail(y, y->b->saved_tails, places);
    s.somehow = is_changed_anywhere(w);
    for (guint i = 0; i < places->len; i++)
        s.handed = s.handed || pl_path_parameter(&y->b->paths, g_array_index(places, uint32_t, i)) != PL_NONE;
    return s;
}

static void put_back(body *y, pl_world *world, const setting *s) {
    if (world->first == PL_NONE && s->again) change_at(y, s->site)->undone = true;
    if (world->first != PL_NONE) {
        change_at(y, s->site)->restores = true;
        change_at(y, world->first)->undone = true;
        change_at(y, world->last)->undone = true;
    }
    note_tails(y, y->b->restored_tails, s->places);
    world->first = world->last = world->value = PL_NONE;
    world->flags &= PL_WORLD_UNSAVED;
}

static bool puts_back(const pl_world *world, const setting *s) {
    bool good = (world->good & s->bits) || (s->bits && (world->flags & PL_WORLD_UNSAVED)); /* or there is none */
    return (good && (s->somehow || s->again)) || (s->saved && !s->bits && s->somehow); /* bits: saved here, too late */
}

static void set_in(body *y, pl_world *world, const setting *s) {
    if (puts_back(world, s)) {
        put_back(y, world, s);
        return;
    }
    pl_change *c = change_at(y, s->site);
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

static answers answers_of(const body *y, uint32_t site) {
    pl_id callee = pl_site_call(&y->b->program->sites[site])->callee;
    const char *name = callee == PL_NONE ? "" : pl_str(y->facts, y->facts->functions[callee].name);
    if (g_str_has_prefix(name, "pthread_")) return (answers){PL_ZERO, PL_POSITIVE};
    if (g_str_has_prefix(name, "SetThread")) return (answers){PL_NEGATIVE | PL_POSITIVE, PL_ZERO}; /* Windows */
    return (answers){strcmp(name, "syscall") ? PL_ZERO : PL_ZERO | PL_POSITIVE, PL_NEGATIVE};
}

static void run_save(body *y, pl_worlds *w, const pl_role *role) {
    const pl_site *site = &y->b->program->sites[role->site];
    uint32_t slot = role->save->argument == PL_NO_ARGUMENT ? PL_NONE : slot_of_result(y, site->call);
    g_array_set_size(y->scratch, 0);
    pl_places_saved(y->b, y->f, role->save, site, y->scratch);
    uint64_t bits = bits_of(y, y->scratch, true);
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

static void run_sink(body *y, pl_worlds *w, const pl_role *role) {
    const pl_program *p = y->b->program;
    const pl_site *site = &p->sites[role->site];
    uint32_t slot = slot_of_result(y, site->call);
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

static ending ending_of(body *y, const pl_outcome *o, uint32_t site, const pl_worlds *before) {
    const pl_site *at = &y->b->program->sites[site];
    ending e = {.outcome = o, .places = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    for (uint32_t i = 0; i < o->nsaved; i++) pl_places_at(y->b, y->f, at, o->saved[i], e.places);
    e.saved = bits_of(y, e.places, true);
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

static void end_so(body *y, const GArray *endings, const ending *e, const pl_worlds *before, uint32_t slot,
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
static void run_outcomes(body *y, pl_worlds *w, uint32_t site) {
    const pl_program *p = y->b->program;
    const pl_site *at = &p->sites[site];
    uint32_t slot = slot_of_result(y, at->call);
    pl_worlds made = {.lost = w->lost};
    GArray *endings = g_array_new(FALSE, FALSE, sizeof(ending));
    g_array_set_clear_func(endings, clear_ending);
    bool others = at->unresolved;
    for (uint32_t e = at->first_edge; e < at->first_edge + at->nedges; e++) {
        const GArray *outcomes = outcomes_of(y, &p->edges[e]);
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

static bool is_work(const body *y, uint32_t site) {
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
static pl_after after_call(const body *y, uint32_t site) {
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
static bool is_in_child(const body *y, uint32_t site) {
    const pl_site *at = &y->b->program->sites[site];
    for (uint32_t e = at->first_edge; e < at->first_edge + at->nedges; e++)
        if (y->b->program->edges[e].context != PL_EDGE_IN_CHILD) return false;
    return at->nedges > 0;
}

static pl_after on_call(pl_id call, void *state, void *data) {
    body *y = data;
    pl_worlds *w = state;
    uint32_t site = site_of(y, call);
    if (site == PL_NONE) return PL_GOES_ON;
    if (is_in_child(y, site)) return after_call(y, site);
    const pl_roles *roles = y->b->roles;
    uint32_t slot = slot_of_result(y, call);
    forget_written(y, w, &y->facts->calls[call]);
    if (slot != PL_NONE) set_signs(w, slot, NULL, PL_ANY_SIGN);
    if (has_role(y, site)) {
        for (uint32_t i = roles->first[site]; i < roles->first[site + 1]; i++) {
            const pl_role *role = &g_array_index(roles->items, pl_role, i);
            if (role->state != y->b->state) continue;
            if (role->save)
                run_save(y, w, role);
            else
                run_sink(y, w, role);
        }
    } else if (concerns(y, site)) {
        run_outcomes(y, w, site);
    } else if (is_work(y, site)) {
        y->works = true;
        work(w);
    }
    return after_call(y, site);
}

/* --- Ways out --- */

static void add_outcome(body *y, const pl_world *world) {
    pl_outcome o;
    memset(&o, 0, sizeof o); /* padding too: outcomes are compared as bytes */
    o.value = world->value;
    o.signs = world->signs[0];
    o.flags = world->flags & (PL_WORLD_DEFAULT | PL_WORLD_UNSAVED);
    o.changed = world->first != PL_NONE;
    o.again = world->first != world->last;
    for (guint i = 0; i < y->copies->len && o.nsaved < PL_OUTCOME_SAVES; i++) {
        uint32_t path = g_array_index(y->copies, uint32_t, i);
        if ((world->good >> i & 1) && pl_path_is_outer(&y->b->paths, y->f, path)) o.saved[o.nsaved++] = path;
    }
    for (guint i = 0; i < y->outcomes->len; i++) {
        pl_outcome *known = &g_array_index(y->outcomes, pl_outcome, i);
        bool same = known->value == o.value && known->flags == o.flags && known->changed == o.changed &&
                    known->again == o.again && known->nsaved == o.nsaved &&
                    !memcmp(known->saved, o.saved, o.nsaved * sizeof *o.saved);
        if (!same) continue;
        known->signs |= o.signs;
        return;
    }
    g_array_append_val(y->outcomes, o);
}

/* The function returns with the state changed. Is there a good copy that its callers know of, who may put it back? And
 * one that is lost here, though some function is there to put back what such a copy holds? */
typedef struct {
    bool handed, forgotten;
} fate;

static fate fate_of(body *y, const pl_world *world) {
    fate is = {false, false};
    bool entry = y->b->is_entry[y->func];
    for (guint i = 0; i < y->copies->len; i++) {
        uint32_t path = g_array_index(y->copies, uint32_t, i);
        if (!(world->good >> i & 1)) continue;
        const char *tail = pl_path_tail(&y->b->paths, path);
        bool outer = pl_path_is_outer(&y->b->paths, y->f, path);
        is.handed = is.handed || (outer && !entry);
        is.forgotten = is.forgotten || (tail && (!outer || entry) && g_hash_table_contains(y->b->restored_tails, tail));
    }
    return is;
}

static void note_way_out(body *y, const pl_world *world) {
    bool again = world->last != world->first;
    if (again) change_at(y, world->last)->last = true;
    pl_change *c = change_at(y, world->first);
    if (again && (world->flags & PL_WORLD_DEFAULT)) {
        c->to_default = true;
        c->where = world->last;
    } else if (again && world->value == PL_NONE && (world->flags & PL_WORLD_WORKED_THEN) &&
               !(world->flags & PL_WORLD_WORKED) && (world->flags & PL_WORLD_PLAIN)) {
        c->to_other = true;
        c->where = world->last;
    } else {
        const fate is = fate_of(y, world);
        c->handed = c->handed || is.handed;
        if (is.handed) return;
        if (!c->plain && !c->to_default && !c->to_other) c->where = y->last;
        c->plain = true;
        c->elsewhere = c->elsewhere || is.forgotten;
    }
}

static void on_leave(const void *state, void *data) {
    body *y = data;
    const pl_worlds *w = state;
    y->lost = y->lost || w->lost;
    for (uint32_t i = 0; i < w->n; i++) {
        const pl_world *world = &w->worlds[i];
        if (world->first != PL_NONE && !(world->flags & PL_WORLD_UNSAVED)) note_way_out(y, world);
        add_outcome(y, world);
    }
}

/* --- The walk --- */

static bool is_reached(const void *state) { return ((const pl_worlds *)state)->n > 0; }

static bool on_join(void *into, const void *from, void *data) {
    (void)data;
    return pl_worlds_join(into, from);
}

static void on_operation(uint32_t op, const void *state, void *data) {
    body *y = data;
    const pl_op *at = &y->facts->ops[y->facts->functions[y->f->local].body.begin + op];
    (void)state;
    if (at->kind == PL_OP_CALL) y->last = site_of(y, at->arg);
}

static void on_round(void *data) {
    body *y = data;
    g_array_set_size(y->changes, 0);
    g_array_set_size(y->outcomes, 0);
    y->last = PL_NONE;
    y->lost = y->works = false;
}

static bool walk(body *y, pl_span ops) {
    const pl_domain domain = {.size = sizeof(pl_worlds),
                              .reached = is_reached,
                              .join = on_join,
                              .leave = on_leave,
                              .call = on_call,
                              .store = on_store,
                              .test = on_test,
                              .pick = on_case,
                              .before = on_operation,
                              .begin = on_round,
                              .data = y};
    pl_worlds start = {0};
    pl_world first;
    pl_world_init(&first);
    pl_worlds_add(&start, &first);
    return pl_walk_body(y->facts, ops, &start, &domain) && !y->lost && y->outcomes->len <= PL_OUTCOMES;
}

/* What this function, or one that it calls, saves anywhere. */
static void find_copies(body *y) {
    const pl_roles *roles = y->b->roles;
    for (uint32_t s = y->f->first_site; s < y->f->first_site + y->f->nsites; s++) {
        const pl_site *site = &y->b->program->sites[s];
        g_array_set_size(y->scratch, 0);
        for (uint32_t i = roles->first[s]; i < roles->first[s + 1]; i++) {
            const pl_role *role = &g_array_index(roles->items, pl_role, i);
            if (role->save && role->state == y->b->state) pl_places_saved(y->b, y->f, role->save, site, y->scratch);
        }
        for (uint32_t e = site->first_edge; e < site->first_edge + site->nedges; e++) {
            const GArray *outcomes = outcomes_of(y, &y->b->program->edges[e]);
            for (guint i = 0; outcomes && i < outcomes->len; i++) {
                const pl_outcome *o = &g_array_index(outcomes, pl_outcome, i);
                for (uint32_t k = 0; k < o->nsaved; k++) pl_places_at(y->b, y->f, site, o->saved[k], y->scratch);
            }
        }
        bits_of(y, y->scratch, true);
    }
}

static bool same(const GArray *a, const GArray *b) {
    if (!a || !b) return a == b;
    return a->len == b->len && (!a->len || !memcmp(a->data, b->data, a->len * sizeof(pl_outcome)));
}

static void keep(GArray **place, GArray *array) {
    if (*place) g_array_free(*place, TRUE);
    *place = array;
}

void pl_balance_body(pl_balancing *b, uint32_t func) {
    body y = {.b = b, .func = func, .f = &b->program->funcs[func], .ntracked = 1};
    y.facts = y.f->facts;
    bool matters = false;
    for (uint32_t s = y.f->first_site; !matters && s < y.f->first_site + y.f->nsites; s++) matters = concerns(&y, s);
    if (!matters) return;
    pl_span ops = y.facts->functions[y.f->local].body;
    y.tracked[0] = 0;
    for (uint32_t i = 0; i < ops.count; i++) { /* the node of what it returns, if it is there */
        const pl_op *op = &y.facts->ops[ops.begin + i];
        if (op->kind == PL_OP_STORE && y.facts->nodes[condition_at(&y, op)->node].kind == PL_NODE_RETURN)
            y.tracked[0] = condition_at(&y, op)->node;
    }
    choose_tracked(&y, ops);
    y.copies = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    y.scratch = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    y.changes = g_array_new(FALSE, TRUE, sizeof(pl_change));
    y.outcomes = g_array_new(FALSE, TRUE, sizeof(pl_outcome));
    find_copies(&y);
    bool settled = walk(&y, ops);
    for (guint i = 0; i < y.outcomes->len; i++) g_array_index(y.outcomes, pl_outcome, i).plain = !y.works;
    if (!settled) {
        g_array_set_size(y.changes, 0);
        g_clear_pointer(&y.outcomes, g_array_unref);
    }
    if (!same(b->outcomes[func], y.outcomes)) b->changed = true;
    keep(&b->outcomes[func], y.outcomes);
    keep(&b->changes[func], y.changes);
    g_array_free(y.copies, TRUE);
    g_array_free(y.scratch, TRUE);
}
