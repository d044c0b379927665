/* entries.h: one function for each form of entry point. Private to entries*.c. */
#ifndef PINLINT_ENTRIES_H
#define PINLINT_ENTRIES_H

#include "checks/check.h"
#include "checks/keep.h"

typedef struct {
    const pl_program *program;
    const pl_config *config;
    pl_keep *keep;
    const pl_pack *pack;       /* in hand */
    const pl_entry_spec *spec; /* in hand */
    GArray *found;             /* pl_entry */
    uint32_t *of;              /* func → index in found, or PL_NONE */
    uint32_t *last_spec;       /* func → number of the spec that matched last */
    uint32_t spec_number;
    bool in_library; /* calls in system headers are looked at, else all others */
    uint8_t *asks;   /* per site of a function that asks for requests: entries_loop.c; NULL: there is none */
} pl_finder;

/* Per site: of a handler that asks for requests, and made for none of them. The caller frees it. NULL: there is none.
 */
bool *pl_outside_requests(const pl_finder *finder);

/* Takes `why`, freed. */
void pl_finder_add(pl_finder *finder, uint32_t func, char *why);

/* The functions that run when the argument is called: pl_program_targets, and in C++ what function objects hold. */
void pl_callables(const pl_program *program, const pl_facts *facts, pl_id node, pl_target_fn fn, void *data);

typedef void (*pl_form_fn)(pl_finder *finder);
void pl_form_call(pl_finder *finder);
void pl_form_field(pl_finder *finder);
void pl_match_table_form(pl_finder *finder);
void pl_form_vtable_address(pl_finder *finder);
void pl_form_assign_type(pl_finder *finder);
void pl_form_variable(pl_finder *finder);
void pl_form_override(pl_finder *finder);
void pl_form_name(pl_finder *finder);
void pl_form_signature(pl_finder *finder);
void pl_form_accept_loop(pl_finder *finder);
void pl_form_annotation(pl_finder *finder);

#endif
