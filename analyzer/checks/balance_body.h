/* balance_body.h: one body in hand, as the files of the walk over it share it; nobody else includes it. */
#ifndef PINLINT_BALANCE_BODY_H
#define PINLINT_BALANCE_BODY_H

#include "checks/balance_private.h"
#include "program/walk.h"

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
} pl_body;

/* balance_known.c: the body's calls, and what is known of values in it. */
uint32_t pl_body_site(const pl_body *y, pl_id call);                      /* PL_NONE: it is never made */
const GArray *pl_body_outcomes(const pl_body *y, const pl_edge *edge);    /* NULL: not the callee's business */
bool pl_body_has_role(const pl_body *y, uint32_t site);                   /* saves or sets the state itself */
bool pl_body_concerns(const pl_body *y, uint32_t site);                   /* or below */
const pl_condition *pl_body_condition(const pl_body *y, const pl_op *op); /* of IF, LOOP, DO, STORE */
void pl_known_choose(pl_body *y, pl_span ops);                            /* fills `tracked` */
uint32_t pl_known_result(const pl_body *y, pl_id call);                   /* its slot in `tracked`, or PL_NONE */
void pl_known_set(pl_worlds *w, uint32_t slot, const uint8_t *signs_by_world, uint8_t signs);
void pl_known_forget(const pl_body *y, pl_worlds *w, const pl_call *call); /* what it may write */
/* As pl_domain asks. */
void pl_known_test(pl_id condition, bool holds, void *state, void *data);
void pl_known_case(pl_id value, const pl_id *constants, uint32_t n, pl_id chosen, void *state, void *data);
void pl_known_store(pl_id condition, void *state, void *data);

/* balance_calls.c: what calls do. */
uint64_t pl_body_copies(pl_body *y, const GArray *paths, bool add); /* their bits; `add`: also of new ones */
pl_change *pl_body_change(pl_body *y, uint32_t site);
pl_after pl_body_call(pl_id call, void *state, void *data); /* as pl_domain asks */

#endif
