/* contexts.h: which calls are not request handling: made in a forked child, on the way to the process' end, the first
 * time only, or to a function that leaves by longjmp or throw. Private to program/. Filled after solving; owns what it
 * holds; no errors; not thread-safe while it runs. */
#ifndef PINLINT_PROGRAM_CONTEXTS_H
#define PINLINT_PROGRAM_CONTEXTS_H

#include "program/skeleton.h"
#include "program/solve.h"

/* How the ways out of a function end, as far as they do not return. */
enum {
    PL_ENDS_PROCESS = 1,   /* exit, abort, a trap */
    PL_ENDS_UNWINDING = 2, /* longjmp, throw; or a function of which only this much is known, that it does not return */
    PL_ENDS_ALWAYS = 4,    /* no way out of it returns */
};

typedef struct {
    pl_solution *s;
    uint8_t *ends;    /* func -> PL_ENDS_... */
    uint8_t *forks;   /* func -> it returns what fork returned: 0 in the child */
    uint8_t *context; /* site -> pl_edge_context */
} pl_contexts;

/* Sets the context of each edge of the program. */
void pl_contexts_find(pl_solution *s);

/* contexts_ends.c: which functions never return (bottom-up), and what a stop is. */
void pl_ends_find(pl_contexts *c);
void pl_ends_mark(pl_contexts *c);                            /* the sites of each function that cannot come back */
uint8_t pl_ends_of_site(const pl_contexts *c, uint32_t site); /* PL_ENDS_... of what a direct call calls, else 0 */

/* contexts_names.c: of functions that are not in the program. */
uint8_t pl_ends_by_name(const char *name); /* of one that is declared noreturn */
bool pl_fork_by_name(const char *name);

/* contexts_fork.c: what only the child runs. */
void pl_forks_mark(pl_contexts *c);

/* contexts_once.c: what runs the first time only. */
void pl_once_mark(pl_contexts *c);

/* The site of a call of a body, or PL_NONE; and the funcs that a direct call may mean. */
static inline uint32_t pl_context_site(const pl_contexts *c, uint32_t unit, pl_id call) {
    return c->s->link.units[unit].site[call];
}
static inline const pl_function *pl_body_of(const pl_program *p, uint32_t func) {
    const pl_func *f = &p->funcs[func];
    return f->flags & PL_FN_DEFINED ? &f->facts->functions[f->local] : NULL;
}

#endif
