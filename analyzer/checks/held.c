/* held.c: see held.h. The operations are scanned in rounds: loop heads and labels keep the states that reached them in
 * the round before, until nothing changes. Each round is linear, whatever the nesting. */
#include "checks/held.h"

#include <string.h>

enum { MAX_LOCKS = 12, MAX_SITES = 4, MAX_ROUNDS = 12 };

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
    uint32_t kind; /* of the operation that opened it */
    uint32_t op;
    state entry;    /* state when it was opened */
    state breaks;   /* joined */
    state arms;     /* joined ends of the arms so far; LOOP, DO: joined `continue`s */
    bool otherwise; /* has an ELSE or a default */
} frame;

typedef struct {
    const pl_effects *effects;
    GHashTable *saved; /* loop heads (op) and labels (string, high bit set) → state* */
    GArray *frames;
    GArray *scratch;
    pl_held *result;
    state now;
    bool changed;
} interpreter;

static void add_sites(lock *to, const lock *from) {
    for (uint32_t i = 0; i < from->nsites; i++) {
        bool known = false;
        for (uint32_t j = 0; j < to->nsites; j++) known = known || to->sites[j] == from->sites[i];
        if (!known && to->nsites < MAX_SITES) to->sites[to->nsites++] = from->sites[i];
    }
}

static lock *find_lock(state *s, const lock *like) {
    for (uint32_t i = 0; i < s->n; i++)
        if (s->locks[i].family == like->family && s->locks[i].key == like->key && s->locks[i].debt == like->debt)
            return &s->locks[i];
    return NULL;
}

/* a := a joined with b */
static void join(state *a, const state *b) {
    if (!b->reachable) return;
    if (!a->reachable) {
        *a = *b;
        return;
    }
    for (uint32_t i = 0; i < a->n; i++)
        if (!find_lock((state *)(uintptr_t)b, &a->locks[i])) a->locks[i].must = false;
    for (uint32_t i = 0; i < b->n; i++) {
        lock *mine = find_lock(a, &b->locks[i]);
        if (mine) {
            mine->must = mine->must && b->locks[i].must;
            add_sites(mine, &b->locks[i]);
        } else if (a->n < MAX_LOCKS) {
            a->locks[a->n] = b->locks[i];
            a->locks[a->n++].must = false;
        }
    }
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
static void release(interpreter *in, const pl_effect *e) {
    state *s = &in->now;
    uint32_t held = choose(s, e->family, e->key, false, true);
    if (held != PL_NONE) {
        drop(s, held);
        return;
    }
    lock owed = {.family = e->family, .key = e->key, .must = true, .debt = true};
    if (!find_lock(s, &owed) && s->n < MAX_LOCKS) s->locks[s->n++] = owed;
    for (guint i = 0; i < in->result->released->len; i++)
        if (g_array_index(in->result->released, uint32_t, i) == e->family) return;
    g_array_append_val(in->result->released, e->family);
}

static void run_call(interpreter *in, pl_id call) {
    g_array_set_size(in->scratch, 0);
    bool ends = in->effects->effects(call, in->scratch, in->effects->data);
    for (guint i = 0; in->now.reachable && i < in->scratch->len; i++) {
        const pl_effect *e = &g_array_index(in->scratch, pl_effect, i);
        if (e->kind == PL_EFFECT_ACQUIRE)
            acquire(&in->now, e);
        else
            release(in, e);
    }
    if (ends) in->now.reachable = false;
}

/* What must be held here is held for the caller. */
static void run_return(interpreter *in) {
    for (uint32_t i = 0; in->now.reachable && i < in->now.n; i++) {
        const lock *l = &in->now.locks[i];
        for (uint32_t s = 0; l->must && !l->debt && s < l->nsites; s++) {
            uint64_t item = (uint64_t)l->family << 32 | l->sites[s];
            bool known = false;
            for (guint h = 0; h < in->result->held->len; h++)
                known = known || g_array_index(in->result->held, uint64_t, h) == item;
            if (!known) g_array_append_val(in->result->held, item);
        }
    }
    in->now.reachable = false;
}

/* Joins `with` into the state kept under the key and tells whether that changed it. */
static state *save(interpreter *in, uint64_t key, const state *with) {
    state *kept = g_hash_table_lookup(in->saved, &key);
    if (!kept) {
        kept = g_new0(state, 1);
        uint64_t *copy = g_new(uint64_t, 1);
        *copy = key;
        g_hash_table_insert(in->saved, copy, kept);
    }
    state before = *kept;
    join(kept, with);
    if (kept->reachable != before.reachable || kept->n != before.n) in->changed = true;
    for (uint32_t i = 0; i < before.n && i < kept->n; i++)
        if (kept->locks[i].must != before.locks[i].must || kept->locks[i].nsites != before.locks[i].nsites)
            in->changed = true;
    return kept;
}

static uint64_t label_key(uint32_t label) { return (uint64_t)1 << 32 | label; }

static frame *top(interpreter *in) {
    return in->frames->len ? &g_array_index(in->frames, frame, in->frames->len - 1) : NULL;
}

static void open_frame(interpreter *in, const pl_op *op, uint32_t index) {
    if (op->kind == PL_OP_LOOP || op->kind == PL_OP_DO) {
        state *head = save(in, index, &in->now);
        in->now = *head;
    }
    frame f = {.kind = op->kind, .op = index, .entry = in->now};
    g_array_append_val(in->frames, f);
    if (op->kind == PL_OP_SWITCH) in->now.reachable = false; /* until the first case */
}

static void close_frame(interpreter *in) {
    frame *f = top(in);
    if (!f) return;
    switch (f->kind) {
    case PL_OP_IF: join(&in->now, f->otherwise ? &f->arms : &f->entry); break;
    case PL_OP_SWITCH:
        if (!f->otherwise) join(&in->now, &f->entry);
        join(&in->now, &f->breaks);
        break;
    default: /* the next round starts from what this body left behind */
        join(&in->now, &f->arms);
        save(in, f->op, &in->now);
        if (f->kind == PL_OP_LOOP) join(&in->now, &f->entry);
        join(&in->now, &f->breaks);
        break;
    }
    g_array_set_size(in->frames, in->frames->len - 1);
}

static void jump(interpreter *in, bool is_continue) {
    for (guint i = in->frames->len; i-- > 0;) {
        frame *f = &g_array_index(in->frames, frame, i);
        bool loop = f->kind == PL_OP_LOOP || f->kind == PL_OP_DO;
        if (!loop && (is_continue || f->kind != PL_OP_SWITCH)) continue;
        join(is_continue ? &f->arms : &f->breaks, &in->now);
        break;
    }
    in->now.reachable = false;
}

static void run_op(interpreter *in, const pl_op *op, uint32_t index) {
    frame *f = top(in);
    switch (op->kind) {
    case PL_OP_CALL: run_call(in, op->arg); break;
    case PL_OP_IF:
    case PL_OP_LOOP:
    case PL_OP_DO:
    case PL_OP_SWITCH: open_frame(in, op, index); break;
    case PL_OP_ELSE:
        if (!f || f->kind != PL_OP_IF) break;
        join(&f->arms, &in->now);
        f->otherwise = true;
        in->now = f->entry;
        break;
    case PL_OP_CASE:
        if (!f || f->kind != PL_OP_SWITCH) break;
        if (op->arg == PL_NONE) f->otherwise = true;
        join(&in->now, &f->entry);
        break;
    case PL_OP_END: close_frame(in); break;
    case PL_OP_BREAK: jump(in, false); break;
    case PL_OP_CONTINUE: jump(in, true); break;
    case PL_OP_RETURN: run_return(in); break;
    case PL_OP_GOTO:
        save(in, label_key(op->arg), &in->now);
        in->now.reachable = false;
        break;
    case PL_OP_LABEL: {
        const state *seen = save(in, label_key(op->arg), &in->now);
        in->now = *seen;
        break;
    }
    default: break;
    }
}

void pl_held_run(const pl_facts *facts, pl_span body, const pl_effects *effects, pl_held *result) {
    interpreter in = {.effects = effects, .result = result, .changed = true};
    result->held = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    result->released = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    in.saved = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    in.frames = g_array_new(FALSE, FALSE, sizeof(frame));
    in.scratch = g_array_new(FALSE, FALSE, sizeof(pl_effect));
    for (int round = 0; in.changed && round < MAX_ROUNDS; round++) {
        in.changed = false;
        in.now = (state){.reachable = true};
        g_array_set_size(in.frames, 0);
        g_array_set_size(result->held, 0);
        for (uint32_t i = 0; i < body.count; i++) run_op(&in, &facts->ops[body.begin + i], i);
        run_return(&in);
    }
    if (in.changed) g_array_set_size(result->held, 0);
    g_array_free(in.frames, TRUE);
    g_array_free(in.scratch, TRUE);
    g_hash_table_destroy(in.saved);
}

void pl_held_clear(pl_held *result) {
    g_array_free(result->held, TRUE);
    g_array_free(result->released, TRUE);
    result->held = result->released = NULL;
}
