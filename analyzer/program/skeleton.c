/* skeleton.c: see skeleton.h. */
#include "program/skeleton.h"

#include <glib.h>

enum { MAX_ROUNDS = 16 };

typedef struct {
    const pl_op *op;
    uint32_t at;
    uint8_t entry;            /* when it was opened */
    uint8_t breaks;           /* joined */
    uint8_t arms;             /* joined ends of the arms so far; of a loop: joined `continue`s */
    bool otherwise;           /* has an ELSE or a default */
    guint first_case, ncases; /* of a switch: in `cases` */
} frame;

typedef struct {
    const pl_facts *facts;
    const pl_op *ops;
    uint32_t nops;
    const pl_skeleton_rules *rules;
    uint8_t *heads;     /* per op: what reached this loop so far */
    GHashTable *labels; /* name + 1 → state */
    GArray *frames;     /* frame */
    GArray *cases;      /* pl_id: constants of the open switches */
    uint8_t now, returned;
    bool changed;
} interpreter;

static frame *top(interpreter *in) {
    return in->frames->len ? &g_array_index(in->frames, frame, in->frames->len - 1) : NULL;
}

static uint8_t tested(interpreter *in, pl_id condition, bool holds, uint8_t state) {
    if (!state || !in->rules->test || condition == PL_NONE) return state;
    return in->rules->test(condition, holds, state, in->rules->data);
}

static uint8_t keep_head(interpreter *in, uint32_t at, uint8_t state) {
    if (state & ~in->heads[at]) in->changed = true;
    return in->heads[at] |= state;
}

static uint8_t keep_label(interpreter *in, pl_id name, uint8_t state) {
    gpointer key = GUINT_TO_POINTER(name + 1);
    uint8_t known = (uint8_t)GPOINTER_TO_UINT(g_hash_table_lookup(in->labels, key));
    if (state & ~known) {
        in->changed = true;
        g_hash_table_insert(in->labels, key, GUINT_TO_POINTER((guint)(known | state)));
    }
    return known | state;
}

/* The constants of its cases, which the default has to know before they come. */
static void list_cases(interpreter *in, frame *f) {
    f->first_case = in->cases->len;
    if (!in->rules->pick) return;
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
    if (op->kind == PL_OP_LOOP || op->kind == PL_OP_DO) in->now = keep_head(in, at, in->now);
    frame f = {.op = op, .at = at, .entry = in->now};
    if (op->kind == PL_OP_IF || op->kind == PL_OP_LOOP) in->now = tested(in, op->arg, true, in->now);
    if (op->kind == PL_OP_SWITCH) {
        list_cases(in, &f);
        in->now = 0;
    }
    g_array_append_val(in->frames, f);
}

static void enter_case(interpreter *in, frame *f, pl_id constant) {
    uint8_t part = f->entry;
    if (constant == PL_NONE) f->otherwise = true;
    if (part && in->rules->pick)
        part = in->rules->pick(f->op->arg, &g_array_index(in->cases, pl_id, f->first_case), f->ncases, constant, part,
                               in->rules->data);
    in->now |= part;
}

static void close_frame(interpreter *in, frame *f) {
    switch (f->op->kind) {
    case PL_OP_IF: in->now |= f->otherwise ? f->arms : tested(in, f->op->arg, false, f->entry); break;
    case PL_OP_SWITCH:
        if (!f->otherwise) enter_case(in, f, PL_NONE);
        in->now |= f->breaks;
        g_array_set_size(in->cases, f->first_case);
        break;
    default: /* the next round starts from what this body left behind */
        in->now |= f->arms;
        keep_head(in, f->at, in->now);
        if (f->op->kind == PL_OP_LOOP) in->now = tested(in, f->op->arg, false, in->now | f->entry);
        in->now |= f->breaks;
        break;
    }
    g_array_set_size(in->frames, in->frames->len - 1);
}

static void jump(interpreter *in, bool is_continue) {
    for (guint i = in->frames->len; i-- > 0;) {
        frame *f = &g_array_index(in->frames, frame, i);
        bool loop = f->op->kind == PL_OP_LOOP || f->op->kind == PL_OP_DO;
        if (!loop && (is_continue || f->op->kind != PL_OP_SWITCH)) continue;
        if (is_continue)
            f->arms |= in->now;
        else
            f->breaks |= in->now;
        break;
    }
    in->now = 0;
}

static void run_call(interpreter *in, pl_id call) {
    if (!in->now) return;
    uint8_t after = in->rules->call(call, in->now, in->rules->data);
    bool ends = after & PL_STATE_RETURNS;
    if (ends) in->returned |= after & (uint8_t)~PL_STATE_RETURNS;
    in->now = ends ? 0 : after;
}

static void run_else(interpreter *in, frame *f) {
    f->arms |= in->now;
    f->otherwise = true;
    in->now = tested(in, f->op->arg, false, f->entry);
}

static void run_op(interpreter *in, const pl_op *op, uint32_t at) {
    frame *f = top(in);
    switch (op->kind) {
    case PL_OP_CALL: run_call(in, op->arg); break;
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
    case PL_OP_RETURN:
        in->returned |= in->now;
        in->now = 0;
        break;
    case PL_OP_GOTO:
        keep_label(in, op->arg, in->now);
        in->now = 0;
        break;
    case PL_OP_LABEL: in->now = keep_label(in, op->arg, in->now); break;
    case PL_OP_STOP: in->now = 0; break;
    default: break;
    }
}

uint8_t *pl_skeleton_run(const pl_facts *facts, pl_span body, uint8_t start, const pl_skeleton_rules *rules) {
    interpreter in = {.facts = facts, .nops = body.count, .rules = rules, .changed = true};
    in.ops = body.count ? facts->ops + body.begin : NULL;
    in.heads = g_new0(uint8_t, body.count + 1);
    in.labels = g_hash_table_new(NULL, NULL);
    in.frames = g_array_new(FALSE, FALSE, sizeof(frame));
    in.cases = g_array_new(FALSE, FALSE, sizeof(pl_id));
    uint8_t *before = g_new0(uint8_t, body.count + 1);
    for (int round = 0; in.changed && round < MAX_ROUNDS; round++) {
        in.changed = false;
        in.now = start;
        in.returned = 0;
        g_array_set_size(in.frames, 0);
        g_array_set_size(in.cases, 0);
        for (uint32_t i = 0; i < body.count; i++) {
            before[i] = in.now;
            run_op(&in, &in.ops[i], i);
        }
        before[body.count] = in.now | in.returned;
    }
    g_array_free(in.frames, TRUE);
    g_array_free(in.cases, TRUE);
    g_hash_table_destroy(in.labels);
    g_free(in.heads);
    if (in.changed) g_clear_pointer(&before, g_free);
    return before;
}
