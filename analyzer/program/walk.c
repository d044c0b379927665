/* walk.c: see walk.h. */
#include "program/walk.h"

#include <glib.h>
#include <string.h>

enum { MAX_ROUNDS = 16 };

/* What is open: an if, a loop, a switch. Its states stand in `kept`. */
enum {
    ENTRY /* when it was opened */,
    BREAKS /* joined */,
    ARMS /* joined ends so far; of a loop: `continue`s */,
    PARTS
};
typedef struct {
    const pl_op *op;
    uint32_t at;
    bool otherwise;           /* has an ELSE or a default */
    guint first_case, ncases; /* of a switch: in `cases` */
} frame;

typedef struct {
    const pl_domain *domain;
    const pl_facts *facts;
    const pl_op *ops;
    uint32_t nops;
    GHashTable *saved; /* loop heads (position) and labels (string, high bits set) → state */
    GArray *frames;    /* frame */
    GByteArray *kept;  /* PARTS states for each frame */
    GArray *cases;     /* pl_id: constants of the open switches */
    uint8_t *now, *spare;
    bool changed;
} interpreter;

static frame *top(interpreter *in) {
    return in->frames->len ? &g_array_index(in->frames, frame, in->frames->len - 1) : NULL;
}

static uint8_t *part(interpreter *in, guint index, unsigned which) {
    return in->kept->data + ((size_t)index * PARTS + which) * in->domain->size;
}
static uint8_t *top_part(interpreter *in, unsigned which) { return part(in, in->frames->len - 1, which); }

static bool reached(const interpreter *in) { return in->domain->reached(in->now); }

static void clear(const interpreter *in, uint8_t *state) { memset(state, 0, in->domain->size); }

static void set(const interpreter *in, uint8_t *to, const uint8_t *from) { memcpy(to, from, in->domain->size); }

static bool join(interpreter *in, uint8_t *into, const uint8_t *from) {
    return in->domain->reached(from) && in->domain->join(into, from, in->domain->data);
}

static void test(interpreter *in, pl_id condition, bool holds, uint8_t *state) {
    if (in->domain->test && condition != PL_NONE && in->domain->reached(state))
        in->domain->test(condition, holds, state, in->domain->data);
}

/* Adds what comes to a loop head or a label, and goes on with all that ever did. */
static void meet(interpreter *in, uint64_t key) {
    uint8_t *known = g_hash_table_lookup(in->saved, &key);
    if (!known) {
        uint64_t *own = g_new(uint64_t, 1);
        *own = key;
        known = g_malloc0(in->domain->size);
        g_hash_table_insert(in->saved, own, known);
    }
    if (join(in, known, in->now)) in->changed = true;
    set(in, in->now, known);
}

static void keep(interpreter *in, uint64_t key) {
    set(in, in->spare, in->now);
    meet(in, key);
    set(in, in->now, in->spare);
}

static uint64_t label_key(pl_id name) { return (uint64_t)1 << 32 | name; }

/* The constants of its cases, which the default has to know before they come. */
static void list_cases(interpreter *in, frame *f) {
    f->first_case = in->cases->len;
    if (!in->domain->pick) return;
    uint32_t depth = 0;
    for (uint32_t i = f->at + 1; i < in->nops; i++) {
        const pl_op *op = &in->ops[i];
        if (op->kind == PL_OP_IF || op->kind == PL_OP_LOOP || op->kind == PL_OP_DO || op->kind == PL_OP_SWITCH)
            depth++;
        else if (op->kind == PL_OP_CASE && !depth && op->arg != PL_NONE)
            g_array_append_val(in->cases, op->arg);
        else if (op->kind == PL_OP_END && !depth--)
            break;
    }
    f->ncases = in->cases->len - f->first_case;
}

static void open_frame(interpreter *in, const pl_op *op, uint32_t at) {
    if (op->kind == PL_OP_LOOP || op->kind == PL_OP_DO) meet(in, at);
    frame f = {.op = op, .at = at};
    if (op->kind == PL_OP_SWITCH) list_cases(in, &f);
    g_array_append_val(in->frames, f);
    g_byte_array_set_size(in->kept, (guint)((size_t)in->frames->len * PARTS * in->domain->size));
    set(in, top_part(in, ENTRY), in->now);
    clear(in, top_part(in, BREAKS));
    clear(in, top_part(in, ARMS));
    if (op->kind == PL_OP_IF || op->kind == PL_OP_LOOP) test(in, op->arg, true, in->now);
    if (op->kind == PL_OP_SWITCH) clear(in, in->now);
}

static void enter_case(interpreter *in, frame *f, pl_id constant) {
    const pl_domain *d = in->domain;
    set(in, in->spare, top_part(in, ENTRY));
    if (constant == PL_NONE) f->otherwise = true;
    if (d->reached(in->spare) && d->pick)
        d->pick(f->op->arg, &g_array_index(in->cases, pl_id, f->first_case), f->ncases, constant, in->spare, d->data);
    join(in, in->now, in->spare);
}

static bool is_block(const interpreter *in, const pl_op *op) {
    if (op->kind != PL_OP_DO || op->arg == PL_NONE) return false;
    const pl_condition *c = &in->facts->conditions[op->arg];
    return in->facts->nodes[c->node].kind == PL_NODE_CONSTANT && c->relation == PL_REL_NE &&
           pl_node_value(&in->facts->nodes[c->node]) == c->value;
}

static void close_frame(interpreter *in, frame *f) {
    switch (f->op->kind) {
    case PL_OP_IF:
        set(in, in->spare, top_part(in, f->otherwise ? ARMS : ENTRY));
        if (!f->otherwise) test(in, f->op->arg, false, in->spare);
        join(in, in->now, in->spare);
        break;
    case PL_OP_SWITCH:
        if (!f->otherwise) enter_case(in, f, PL_NONE);
        join(in, in->now, top_part(in, BREAKS));
        g_array_set_size(in->cases, f->first_case);
        break;
    default: /* the next round starts from what this body left behind */
        join(in, in->now, top_part(in, ARMS));
        if (!is_block(in, f->op)) keep(in, f->at);
        if (f->op->kind == PL_OP_LOOP) {
            join(in, in->now, top_part(in, ENTRY));
            test(in, f->op->arg, false, in->now);
        }
        join(in, in->now, top_part(in, BREAKS));
        break;
    }
    g_array_set_size(in->frames, in->frames->len - 1);
}

static void jump(interpreter *in, bool is_continue) {
    for (guint i = in->frames->len; i-- > 0;) {
        uint32_t kind = g_array_index(in->frames, frame, i).op->kind;
        bool loop = kind == PL_OP_LOOP || kind == PL_OP_DO;
        if (!loop && (is_continue || kind != PL_OP_SWITCH)) continue;
        join(in, part(in, i, is_continue ? ARMS : BREAKS), in->now);
        break;
    }
    clear(in, in->now);
}

static void leave(interpreter *in) {
    if (reached(in)) in->domain->leave(in->now, in->domain->data);
    clear(in, in->now);
}

static void run_call(interpreter *in, pl_id call) {
    if (!reached(in) || !in->domain->call) return;
    switch (in->domain->call(call, in->now, in->domain->data)) {
    case PL_GOES_ON: break;
    case PL_ENDS: clear(in, in->now); break;
    case PL_RETURNS: leave(in); break;
    }
}

static void run_else(interpreter *in, frame *f) {
    join(in, top_part(in, ARMS), in->now);
    f->otherwise = true;
    set(in, in->now, top_part(in, ENTRY));
    test(in, f->op->arg, false, in->now);
}

static void run_op(interpreter *in, const pl_op *op, uint32_t at) {
    frame *f = top(in);
    switch (op->kind) {
    case PL_OP_CALL: run_call(in, op->arg); break;
    case PL_OP_STORE:
        if (in->domain->store && reached(in)) in->domain->store(op->arg, in->now, in->domain->data);
        break;
    case PL_OP_IF:
    case PL_OP_LOOP:
    case PL_OP_DO:
    case PL_OP_SWITCH: open_frame(in, op, at); break;
    case PL_OP_ELSE:
        if (f && f->op->kind == PL_OP_IF) run_else(in, f);
        break;
    case PL_OP_CASE:
        if (f && f->op->kind == PL_OP_SWITCH) enter_case(in, f, op->arg);
        break;
    case PL_OP_END:
        if (f) close_frame(in, f);
        break;
    case PL_OP_BREAK: jump(in, false); break;
    case PL_OP_CONTINUE: jump(in, true); break;
    case PL_OP_RETURN: leave(in); break;
    case PL_OP_GOTO:
        keep(in, label_key(op->arg));
        clear(in, in->now);
        break;
    case PL_OP_LABEL: meet(in, label_key(op->arg)); break;
    case PL_OP_STOP: clear(in, in->now); break;
    default: break;
    }
}

static void run_round(interpreter *in, const void *start) {
    const pl_domain *d = in->domain;
    if (d->begin) d->begin(d->data);
    memcpy(in->now, start, d->size);
    g_array_set_size(in->frames, 0);
    g_array_set_size(in->cases, 0);
    for (uint32_t i = 0; i < in->nops; i++) {
        if (d->before) d->before(i, in->now, d->data);
        run_op(in, &in->ops[i], i);
    }
    leave(in);
}

bool pl_walk_body(const pl_facts *facts, pl_span body, const void *start, const pl_domain *domain) {
    interpreter in = {.domain = domain, .facts = facts, .nops = body.count, .changed = true};
    in.ops = body.count ? facts->ops + body.begin : NULL;
    in.saved = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    in.frames = g_array_new(FALSE, FALSE, sizeof(frame));
    in.kept = g_byte_array_new();
    in.cases = g_array_new(FALSE, FALSE, sizeof(pl_id));
    GByteArray *own = g_byte_array_new();
    g_byte_array_set_size(own, (guint)(2 * domain->size));
    in.now = own->data;
    in.spare = own->data + domain->size;
    memset(own->data, 0, own->len);
    for (int round = 0; in.changed && round < MAX_ROUNDS; round++) {
        in.changed = false;
        run_round(&in, start);
    }
    g_byte_array_free(own, TRUE);
    g_array_free(in.cases, TRUE);
    g_byte_array_free(in.kept, TRUE);
    g_array_free(in.frames, TRUE);
    g_hash_table_destroy(in.saved);
    return !in.changed;
}
