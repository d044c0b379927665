/* leaves.h: where a value comes from: the constants, results of calls and other sources that it may be, followed
 * through locals, parameters, fields and results. Bounded work for each question. Pure functions of the program,
 * thread-safe, no errors. */
#ifndef PINLINT_LEAVES_H
#define PINLINT_LEAVES_H

#include "program/program.h"

/* The calls through which a site was reached, outermost first: a parameter means the argument of the last of them. With
 * none, a parameter means what any caller passes. */
typedef struct {
    const uint32_t *sites;
    uint32_t count;
} pl_frames;

typedef enum {
    PL_LEAF_CONSTANT,
    PL_LEAF_RESULT,
    PL_LEAF_READ, /* a number that a function of program->number_readers read */
    PL_LEAF_OTHER,
    PL_LEAF_UNKNOWN
} pl_leaf_kind;
typedef struct {
    pl_leaf_kind kind;
    const pl_facts *facts;
    int64_t value; /* CONSTANT */
    pl_id call;    /* RESULT: of a function that is not in the program, or that is known */
} pl_leaf;
typedef void (*pl_leaf_fn)(const pl_leaf *leaf, void *data);

typedef struct {
    pl_leaf_fn fn; /* told of each */
    void *data;
    pl_frames frames;         /* through which the node's site was reached */
    const char *const *known; /* functions that are asked about by name: their bodies do not matter; or NULL */
    uint32_t outermost;       /* func, or PL_NONE */
} pl_leaf_question;

/* True when it matters what the outermost func is passed. */
bool pl_leaves(const pl_program *program, const pl_facts *facts, pl_id node, const pl_leaf_question *question);

#endif
