/* packs.h: packs as text and as JSON. What is returned is the caller's. Internal to commands/. */
#ifndef PINLINT_COMMANDS_PACKS_H
#define PINLINT_COMMANDS_PACKS_H

#include "checks/usage.h"

char *pl_packs_contents(const pl_pack *pack);                         /* "3 entries, 1 sink" */
char *pl_packs_list(const pl_config *config);                         /* a line for each */
char *pl_packs_usage(const pl_config *config, const pl_usage *usage); /* what they found; the unused ones by name */
char *pl_packs_json(const pl_config *config, const pl_usage *usage);  /* usage: NULL: no program */

#endif
