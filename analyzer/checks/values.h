/* values.h: do the conditions of packs hold for the arguments of a call? Bounded work for each question. Pure functions
 * of the program, thread-safe, no errors. */
#ifndef PINLINT_VALUES_H
#define PINLINT_VALUES_H

#include "checks/leaves.h"
#include "config/config.h"

typedef enum { PL_HOLDS_NO, PL_HOLDS_YES, PL_HOLDS_UNKNOWN } pl_holds;

/* Does the condition hold at the call? When several values are possible it holds if it does for one of them. UNKNOWN
 * only if nothing that is known satisfies it and something is not known. */
pl_holds pl_when_holds(const pl_program *program, const pl_when *when, uint32_t site, pl_frames frames);

/* Do they all, with what `if_unknown` says where it is not known? *maybe: that was needed for one of them. */
bool pl_all_hold(const pl_program *program, const pl_when *when, uint32_t nwhen, uint32_t site, pl_frames frames,
                 bool *maybe);

/* Does the answer depend on what the function that holds the outermost of these calls is passed? */
bool pl_when_asks_callers(const pl_program *program, const pl_when *when, uint32_t site, pl_frames frames);

/* The name of the constant that the argument is, for messages ("SYS_setns"); NULL when the condition names none, or the
 * argument is no constant at the call itself. Owned by the configuration. */
const char *pl_when_constant(const pl_when *when, const pl_facts *facts, const pl_call *call);

#endif
