/* packs.h: which packs the program uses. A pack whose framework is not there costs nothing and says nothing. */
#ifndef PINLINT_PACKS_H
#define PINLINT_PACKS_H

#include <glib.h>

#include "config/config.h"

/* The active packs in the order of the configuration, as a GPtrArray of const pl_pack*; the caller frees the array. */
GPtrArray *pl_packs_active(const pl_program *program, const pl_config *config);

/* What makes the program use each pack of the configuration: the path of an included file or the name of a symbol, ""
 * when it always applies, NULL when nothing does. The strings are the program's; the caller frees the array. */
const char **pl_packs_reasons(const pl_program *program, const pl_config *config);

#endif
