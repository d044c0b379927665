/* explain.h: why an edge is there, and why a call has none: for `pinlint graph`.
 *
 * Answers own their arrays and strings, and borrow facts; clear them. Nothing here changes the program; thread-safe. */
#ifndef PINLINT_PROGRAM_EXPLAIN_H
#define PINLINT_PROGRAM_EXPLAIN_H

#include "program/program.h"

/* One step on the way of a function from where it stands in the source to the call. */
typedef enum {
    PL_WAY_STORED,  /* id: flow */
    PL_WAY_PASSED,  /* id: call, of whose arguments it is one */
    PL_WAY_RETURNED /* id: call that gets it */
} pl_way_kind;
typedef struct {
    pl_way_kind kind;
    const pl_facts *facts;
    pl_id id;
} pl_way;

typedef struct {
    GArray *ways;      /* pl_way, the first step first; empty for calls that name their callee, and for tier type */
    bool shortened;    /* there are more steps than that, in the middle */
    uint32_t callback; /* of the program's callbacks: what the library does with it; PL_NONE: the edge is no callback */
} pl_explanation;
pl_explanation pl_program_explain(const pl_program *program, uint32_t edge);
void pl_explanation_clear(pl_explanation *explanation);

/* What is not known about the pointer of an unresolved call: the first of these that is true. */
typedef enum {
    PL_LACKS_FIT,       /* functions arrive, but all take more arguments than the call passes */
    PL_LACKS_LOOKUP,    /* it comes from a function like dlsym: name */
    PL_LACKS_VARIABLE,  /* no unit of the program defines the variable: name */
    PL_LACKS_STORE,     /* nothing in the program stores a function there: name */
    PL_LACKS_CALLERS,   /* a parameter of a function that nothing in the program calls: name */
    PL_LACKS_ARGUMENT,  /* a parameter for which no call passes a function: name */
    PL_LACKS_LIBRARY,   /* it comes out of a function that is not in the program: name */
    PL_LACKS_FOLLOWING, /* an expression that the analysis does not follow */
    PL_LACKS_OVERRIDER, /* of a virtual call: no class overrides the method, which has no body: name */
    PL_LACKS_OBJECT,    /* of a virtual call: nothing makes an object of a class that does: name of its method */
} pl_lack_kind;
typedef struct {
    pl_lack_kind kind;
    char *name;            /* of what the kind says, or NULL */
    char *place;           /* how pl_override names the nearest place on the way, or NULL */
    const pl_facts *facts; /* where it comes from: a call, or NULL */
    pl_id call;
} pl_lack;
pl_lack pl_program_lack(const pl_program *program, uint32_t site); /* of an indirect or virtual call */
void pl_lack_clear(pl_lack *lack);

/* The methods that a virtual call would run if objects of their classes were made. */
typedef void (*pl_unmade_fn)(uint32_t func, void *data);
void pl_program_unmade(const pl_program *program, uint32_t site, pl_unmade_fn fn, void *data);

#endif
