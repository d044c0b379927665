/* usage.h: what each pack found in a program, for `pinlint packs`. */
#ifndef PINLINT_USAGE_H
#define PINLINT_USAGE_H

#include "config/config.h"

typedef struct {
    const pl_pack *pack;
    const char *because;   /* as pl_packs_reasons: NULL: the program does not use it */
    uint32_t entry_points; /* functions of which one of its entries is the first that fits */
    uint32_t sinks;        /* calls of its sinks whose conditions may hold */
    uint32_t callbacks;    /* calls that hand a function to one of its callbacks' functions */
} pl_usage;

/* One for each pack of the configuration, in its order; config->npacks of them. The caller frees the array. */
pl_usage *pl_usage_find(const pl_program *program, const pl_config *config);

#endif
