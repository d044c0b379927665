/* roles.h: which calls save, and which change, what of a thread. Memory belongs to the pl_roles. */
#ifndef PINLINT_ROLES_H
#define PINLINT_ROLES_H

#include "checks/sinks.h"

typedef struct {
    uint32_t site, state; /* state: into pl_roles.states */
    const pl_save *save;  /* either */
    const pl_sink *sink;  /* or */
} pl_role;

typedef struct {
    GPtrArray *states;    /* const char *: those that something saves or puts back */
    uint32_t *categories; /* per state: bits of the sinks' categories */
    GArray *items;        /* pl_role, by site; the saves of a site come first */
    uint32_t *first;      /* per site, and one more */
} pl_roles;

void pl_roles_init(pl_roles *roles, const pl_program *program, const pl_config *config, const pl_sinks *sinks);
void pl_roles_clear(pl_roles *roles);

#endif
