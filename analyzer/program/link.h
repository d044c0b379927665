/* link.h: which function, record and call of each unit is which of the whole program.
 *
 * Filled by pl_link_build, which also makes program->funcs and program->sites. Texts are borrowed from the facts. Not
 * thread-safe while it is built, read-only afterwards; no errors.
 */
#ifndef PINLINT_PROGRAM_LINK_H
#define PINLINT_PROGRAM_LINK_H

#include "program/program.h"
#include "program/table.h"

/* Of one unit. */
typedef struct {
    uint32_t *func;   /* function -> func; of several that it may mean: the first (pl_link_choices) */
    uint32_t *record; /* record -> number of the record in the program */
    uint32_t *file;   /* file -> id of its path in names; PL_NONE until asked for */
    uint32_t *site;   /* call -> site; PL_NONE when its body is a dropped duplicate */
} pl_unit_link;

typedef struct {
    uint32_t unit, local; /* where it was seen first */
    uint32_t first_name;  /* in record_names: tag and typedef names; PL_NONE: none */
    uint32_t pattern;     /* record of the template that it is an instance of, if its members are hidden; PL_NONE */
    bool is_union;        /* its fields share their place */
} pl_record_link;

typedef struct {
    uint32_t value, next;
} pl_link_cons;

typedef struct {
    pl_names names;
    pl_unit_link *units;
    GHashTable *unit_of_facts; /* pl_facts -> index + 1 */
    uint32_t *unit_of;         /* func -> unit that holds its body or declaration */
    uint32_t *next_variant;    /* func -> next different definition of the same external name, or PL_NONE */
    uint32_t *first_variant;   /* func -> first of them */
    GArray *records;           /* pl_record_link */
    GArray *record_names;      /* pl_link_cons: id in names */
    uint8_t *is_record_name;   /* by id in names, for those known when linking ended */
    uint32_t nrecord_names;
    struct pl_programs *programs; /* which units are linked together; what follows tells what they mean */
    uint8_t *contested;           /* func -> it, or what its name means, depends on the unit */
    uint8_t *copied;              /* func -> other units have the same body, which was dropped */
    GArray *sets;                 /* uint32_t: sets of funcs, the number first */
    pl_map chosen;                /* unit, function -> set that the unit means */
    pl_map shared;                /* unit, first variant -> set, for bodies that are copied */
    pl_map variables;             /* unit, symbol -> definition of a contested variable */
    uint32_t *variable_class;     /* definition -> the same for all that are one variable */
} pl_link;

void pl_link_build(pl_link *link, pl_program *program, const pl_knowledge *knowledge);
void pl_link_clear(pl_link *link, uint32_t nunits);

/* Steps of pl_link_build. */
void pl_link_functions(pl_link *link, pl_program *program);
void pl_link_records(pl_link *link, const pl_program *program);
void pl_choices_build(pl_link *link, pl_program *program, const struct pl_programs *programs);

/* What the unit means by one of its functions: *funcs are in order. `copied`: in a body that stands for those of other
 * units, too. */
uint32_t pl_link_choices(const pl_link *link, uint32_t unit, pl_id function, bool copied, const uint32_t **funcs);
/* Which of the variables of one external name the unit means: 0 when there is only one. */
uint32_t pl_link_variable(const pl_link *link, uint32_t unit, pl_id var);
/* No program can hold both: what the one calls through a pointer is never the other. */
bool pl_link_apart(const pl_link *link, uint32_t func, uint32_t other);

uint32_t pl_link_file(pl_link *link, const pl_facts *facts, uint32_t unit, pl_id file); /* id of the path in names */
uint32_t pl_link_unit(const pl_link *link, const pl_facts *facts); /* PL_NONE: not of the program */
bool pl_link_is_record_name(const pl_link *link, const char *text, size_t length);

/* True when the body of this function of this unit is the one that counts. */
static inline bool pl_link_chosen(const pl_link *link, const pl_program *program, uint32_t unit, pl_id function) {
    uint32_t func = link->units[unit].func[function];
    return program->funcs[func].local == function && link->unit_of[func] == unit;
}

#endif
