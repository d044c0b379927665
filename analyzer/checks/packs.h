/* packs.h: which packs the program uses. A pack whose framework is not there costs nothing and says nothing. */
#ifndef PINLINT_PACKS_H
#define PINLINT_PACKS_H

#include <glib.h>

#include "config/config.h"

/* The active packs in the order of the configuration, as a GPtrArray of const pl_pack*; the caller frees the array. */
GPtrArray *pl_packs_active(const pl_program *program, const pl_config *config);

#endif
