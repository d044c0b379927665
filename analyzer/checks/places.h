/* places.h: locations and functions as people see them. Strings belong to the pl_keep. */
#ifndef PINLINT_PLACES_H
#define PINLINT_PLACES_H

#include "checks/finding.h"
#include "checks/keep.h"

pl_place pl_place_at(pl_keep *keep, const char *root, const pl_facts *facts, const pl_location *at);
/* Where a function is defined; line 0 when it is not. */
pl_place pl_place_defined(pl_keep *keep, const char *root, const pl_func *func);
/* The same, or where it is declared. */
pl_place pl_place_declared(pl_keep *keep, const char *root, const pl_func *func);
/* "src/commands.c:7316", appended; nothing when there is no place. */
void pl_place_text(GString *out, const char *root, const pl_facts *facts, const pl_location *at);

const pl_call *pl_site_call(const pl_site *site);
/* The name that a call is written with: its callee, "redisCommand.proc", a variable; NULL when there is none. Freed by
 * the caller. */
char *pl_node_text(const pl_facts *facts, pl_id node);
/* The argument of a call; negative counts from the end. PL_NONE when there are fewer. */
pl_id pl_argument_of(const pl_facts *facts, const pl_call *call, int argument);

#endif
