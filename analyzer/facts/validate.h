/* validate.h: whether facts that were read hold together: every reference points to something, every kind exists, nodes
 * are built from earlier nodes, control flow nests. What passes can be used without further checks.
 *
 * Reads only; needs a little memory for a while. Thread-safe.
 */
#ifndef PINLINT_VALIDATE_H
#define PINLINT_VALIDATE_H

#include "facts/facts.h"

/* NULL when all is well; else what is wrong, as the subject of "... is wrong": "call 12". Free with g_free. */
char *pl_facts_validate(const pl_facts *facts);

#endif
