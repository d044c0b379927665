/* programs.h: which units are linked together, and what each of them means by a name that several units define.
 *
 * A program is what a linker would take, beginning with the unit that defines main: for each name that is not defined
 * yet the unit that defines it. Where several define it: one that is in already, else one that can be linked with what
 * is in (clash: both define a name, main for example), else one of the same CMake target, else all of them. Units that
 * no program reaches (plug-ins, libraries) begin groups of their own in the same way; units of programs are their hosts
 * and come last. A unit of several programs means all that they mean.
 *
 * Owned by the link; no errors; read-only once built. The work is bounded: what is left over means every definition.
 */
#ifndef PINLINT_PROGRAM_PROGRAMS_H
#define PINLINT_PROGRAM_PROGRAMS_H

#include "program/symbols.h"

#define PL_NO_MAIN PL_NONE
#define PL_SEVERAL_MAINS (PL_NONE - 1)

typedef struct pl_programs {
    pl_symbols symbols;
    uint32_t *first_bit; /* need -> first of its bits in chosen, one per definition of its symbol */
    uint8_t *chosen;
    uint32_t *component; /* unit -> part of the program whose units need each other */
    uint64_t *reach;     /* component -> bits: strong definitions of contested names that come with it */
    uint32_t words;      /* of one such row; 0: none */
    uint64_t *entries;   /* bits: those definitions that are of main */
    uint32_t *only_main; /* component -> the only one of these that comes with it; PL_NO_MAIN, PL_SEVERAL_MAINS */
    uint64_t *holders;   /* unit -> bits, as entries: mains of the programs that take it; NULL: not all are known */
    uint64_t work;       /* steps, for tests of growth */
} pl_programs;

void pl_programs_build(pl_programs *p, const pl_link *link, const pl_program *program, const pl_link_target *targets,
                       uint32_t ntargets);
void pl_programs_clear(pl_programs *p);

/* Each of the units comes with a main, and no main with both. */
bool pl_programs_apart(const pl_programs *p, uint32_t unit, uint32_t other);
/* Per unit: no program that holds one of these holds it. A library is of the programs that take it. */
void pl_programs_elsewhere(const pl_programs *p, const uint32_t *units, uint32_t count, bool *elsewhere);

/* components.c: component, reach, and mains. */
void pl_components_build(pl_programs *p);

#endif
