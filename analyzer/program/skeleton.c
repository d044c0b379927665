/* skeleton.c: see skeleton.h. */
#include "program/skeleton.h"

#include <glib.h>

#include "program/walk.h"

typedef struct {
    const pl_skeleton_rules *rules;
    uint8_t *before; /* per operation, and when the function returns */
    uint32_t nops;
} run;

static bool reached(const void *state) { return *(const uint8_t *)state != 0; }

static bool join(void *into, const void *from, void *data) {
    (void)data;
    uint8_t *a = into, before = *a;
    *a |= *(const uint8_t *)from;
    return *a != before;
}

static void leave(const void *state, void *data) {
    run *r = data;
    r->before[r->nops] |= *(const uint8_t *)state;
}

static pl_after call(pl_id call, void *state, void *data) {
    const run *r = data;
    uint8_t *now = state, after = r->rules->call(call, *now, r->rules->data);
    *now = after & (uint8_t)~PL_STATE_RETURNS;
    return after & PL_STATE_RETURNS ? PL_RETURNS : PL_GOES_ON;
}

static void test(pl_id condition, bool holds, void *state, void *data) {
    const run *r = data;
    uint8_t *now = state;
    *now = r->rules->test(condition, holds, *now, r->rules->data);
}

static void pick(pl_id value, const pl_id *constants, uint32_t n, pl_id chosen, void *state, void *data) {
    const run *r = data;
    uint8_t *now = state;
    *now = r->rules->pick(value, constants, n, chosen, *now, r->rules->data);
}

static void before(uint32_t op, const void *state, void *data) {
    const run *r = data;
    r->before[op] = *(const uint8_t *)state;
}

static void begin(void *data) {
    run *r = data;
    r->before[r->nops] = 0;
}

uint8_t *pl_skeleton_run(const pl_facts *facts, pl_span body, uint8_t start, const pl_skeleton_rules *rules) {
    run r = {rules, g_new0(uint8_t, body.count + 1), body.count};
    const pl_domain domain = {.size = 1,
                              .reached = reached,
                              .join = join,
                              .leave = leave,
                              .call = call,
                              .test = rules->test ? test : NULL,
                              .pick = rules->pick ? pick : NULL,
                              .before = before,
                              .begin = begin,
                              .data = &r};
    if (!pl_walk_body(facts, body, &start, &domain)) g_clear_pointer(&r.before, g_free);
    return r.before;
}
