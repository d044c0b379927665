/* symbols.h: which unit defines an external name and which unit refers to it: what a linker works with.
 *
 * Functions and variables alike. A name is contested when several units define it and it matters which one is meant.
 * Made from linked functions (link.h); owned by the caller; no errors; read-only once built.
 */
#ifndef PINLINT_PROGRAM_SYMBOLS_H
#define PINLINT_PROGRAM_SYMBOLS_H

#include "program/link.h"

typedef struct {
    uint32_t symbol, unit;
    uint32_t local; /* function or variable of the unit */
    bool strong;    /* two strong definitions of one name cannot be linked together */
    bool entry;     /* of main: two programs */
} pl_definition;

typedef struct {
    uint32_t symbol, unit, local;
    uint32_t own; /* the unit's own weak definition, PL_NONE: it only refers to the name */
} pl_need;

/* Runs of an array by unit: items first[unit] to first[unit + 1]. */
typedef struct {
    uint32_t *first;
    GArray *items;
} pl_by_unit;

/* A symbol is the first func of its name, or nfuncs + number of the variable's name. */
typedef struct pl_symbols {
    uint32_t nunits, nfuncs, nsymbols;
    uint32_t **var_symbol; /* unit -> var -> symbol; PL_NONE: no external variable */
    uint8_t *contested;    /* symbol -> several definitions */
    uint8_t *root;         /* unit -> a program begins here: it defines main */
    uint32_t *first_def;   /* symbol -> first of its definitions in defs, of contested symbols only */
    pl_definition *defs;
    uint32_t ndefs;
    pl_by_unit edges; /* uint32_t: units that hold the only definition of something that this one refers to */
    pl_by_unit needs; /* pl_need: contested symbols that it refers to */
    pl_by_unit own;   /* uint32_t: its definitions of contested symbols, in defs */
    uint32_t *only;   /* symbol -> while it is built: the unit that defines it */
    uint32_t main_symbol;
} pl_symbols;

void pl_symbols_build(pl_symbols *s, const pl_link *link, const pl_program *program);
void pl_symbols_clear(pl_symbols *s);

/* The symbol of a function of a unit, PL_NONE when it is internal. */
uint32_t pl_symbol_of(const pl_symbols *s, const pl_link *link, const pl_facts *facts, uint32_t unit, pl_id function);

/* A program begins with it: main and its like. */
bool pl_symbol_is_root(const pl_facts *facts, const pl_function *f);

static inline const pl_need *pl_needs(const pl_symbols *s, uint32_t i) {
    return &g_array_index(s->needs.items, pl_need, i);
}

#endif
