/* balance.h: what is done to the state of a thread, and undone: which calls put back what was saved before, and which
 * changes are not put back on some way out, or only in part.
 *
 * Each body is walked with the worlds that are possible at each point (world.h). A function's outcomes stand for its
 * calls, so that save, change and restore may be in different functions. What is said holds as far as the facts go: a
 * body with more worlds than are kept says nothing. Memory belongs to the pl_balance; read only once it is made. */
#ifndef PINLINT_BALANCE_H
#define PINLINT_BALANCE_H

#include "checks/sinks.h"

typedef enum {
    PL_BALANCE_OPEN,      /* still in force when the function returns: its callers decide */
    PL_BALANCE_RESTORED,  /* put back on every way out */
    PL_BALANCE_RESTORES,  /* the call does not change the state, it puts it back */
    PL_BALANCE_PATH,      /* not put back on some way out */
    PL_BALANCE_DEFAULT,   /* set to the default at the end, not to what it was */
    PL_BALANCE_OTHER,     /* set again at the end, but not to what it was */
    PL_BALANCE_PART,      /* not put back, while other state that was changed along with it is */
    PL_BALANCE_ELSEWHERE, /* saved for something that is not called on the way out */
} pl_balance_kind;

static inline bool pl_balance_is_leak(pl_balance_kind kind) { return kind >= PL_BALANCE_PATH; }

typedef struct {
    uint32_t site;
    uint32_t categories; /* bits of the sinks' categories */
    const char *state;
    pl_balance_kind kind;
    uint32_t where;    /* PATH: the last call before the way out; DEFAULT, OTHER: the call at the end; else PL_NONE */
    const char *other; /* PART: the state that is put back */
    bool hands_back;   /* OPEN: sets, after a change, what a caller hands over: puts back, if the caller saved that */
} pl_balance_item;

typedef struct {
    GArray *items;   /* pl_balance_item, by site, then state */
    uint32_t *first; /* per site, and one more: into items; NULL: there are none */
    uint32_t *open;  /* per func: bits of the categories that it leaves changed */
} pl_balance;

/* `is_entry`: per func. */
pl_balance *pl_balance_find(const pl_program *program, const pl_config *config, const pl_sinks *sinks,
                            const bool *is_entry);
void pl_balance_free(pl_balance *balance); /* NULL is allowed */

/* The leak at a site in one of the categories, or NULL. */
const pl_balance_item *pl_balance_leak(const pl_balance *balance, uint32_t site, uint32_t categories);

/* Judges what a call does in these categories, together with the callers of the function that it is in as far as they
 * are in `reached` (per func; NULL: all of them). */
typedef enum {
    PL_UNDONE_NOT,
    PL_UNDONE_LATER /* what it changes is put back */,
    PL_UNDOES /* it puts back */
} pl_undone;
/* What is decided by the function that makes the call; false: its callers decide. */
bool pl_balance_decided(const pl_balance *balance, uint32_t site, uint32_t categories, pl_undone *undone);
pl_undone pl_balance_undone(const pl_balance *balance, const pl_program *program, const bool *is_entry,
                            const uint32_t *reached, uint32_t site, uint32_t categories);

#endif
