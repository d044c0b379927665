/* directives.h: lockosthread: comments: what they cut, and whether they can be read. Memory belongs to the
 * pl_directives; texts are borrowed from the facts. */
#ifndef PINLINT_DIRECTIVES_H
#define PINLINT_DIRECTIVES_H

#include "checks/rules.h"

/* One comment; a header's is one, however many units saw it. */
typedef struct {
    const pl_facts *facts;
    const pl_directive *said;
    uint32_t rules; /* bits of the rules it speaks of; 0: none that exists */
    bool all_rules; /* names none: speaks of all */
    bool bad;       /* cannot be read, or names an unknown rule: cuts nothing */
    bool skipped;   /* in a region that the preprocessor left out of every unit */
    bool in_doubt;  /* in a file that did not parse completely, or of which nothing is in the program */
    bool used;      /* set by pl_unused_find */
} pl_note;

typedef struct {
    uint32_t note, next; /* next: PL_NONE at the end */
} pl_note_link;

typedef struct {
    pl_note *items; /* by path, line, column */
    uint32_t count;
    uint32_t *site_first, *func_first; /* per site and func: into links, PL_NONE: none */
    pl_note_link *links;
    uint32_t nlinks;
    uint32_t cutting; /* bits of the rules that any of them cuts */
} pl_directives;

pl_directives *pl_directives_find(const pl_program *program);
void pl_directives_free(pl_directives *directives);

/* The first comment that cuts the call, or the function's body, for the rule; PL_NONE: none. */
uint32_t pl_directive_at_site(const pl_directives *directives, uint32_t site, uint32_t rule);
uint32_t pl_directive_at_func(const pl_directives *directives, uint32_t func, uint32_t rule);

#endif
