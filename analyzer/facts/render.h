/* render.h: access paths as people read them: "c->cmd->proc", "&redisCommandTable", "(read | write)".
 *
 * Parameters are "f$0", `this` "f$this", what f returns "f$return", what call 12 of lookup returned "lookup()#12", an
 * unknown value "?". Thread-safe.
 */
#ifndef PINLINT_RENDER_H
#define PINLINT_RENDER_H

#include <glib.h>

#include "facts/facts.h"

/* Appends the node. A very long path is cut, and ends in "...". */
void pl_render_node(const pl_facts *facts, pl_id node, GString *out);

#endif
