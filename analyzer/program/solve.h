/* solve.h: what the files of the solver share; nobody outside program/ includes it.
 *
 * The method: inclusion-based (Andersen) flow of functions and addresses through cells; record fields are one cell per
 * (record, field) for the whole program, arrays one cell each. All is owned by the pl_solution; no errors; not
 * thread-safe while solving, read-only afterwards.
 */
#ifndef PINLINT_PROGRAM_SOLVE_H
#define PINLINT_PROGRAM_SOLVE_H

#include "program/link.h"
#include "program/program.h"
#include "program/store.h"

#define PL_NO_CELL PL_NONE        /* nothing that matters is there */
#define PL_NOT_MADE (PL_NONE - 1) /* cell that nobody has asked for */

typedef struct {
    uint32_t *var, *field, *node; /* -> cell, PL_NO_CELL or PL_NOT_MADE */
    uint8_t *holds;               /* string (of a type) -> PL_HOLDS_..., 0xff: not read yet */
} pl_unit_cells;

/* An edge as it is found, once per way; edges.c keeps the surest. */
typedef struct {
    uint32_t site, callee;
    uint32_t cell; /* that holds the callee, for the reason; PL_NONE for direct calls */
    uint8_t tier;
    bool callback;
} pl_found;

typedef struct {
    uint32_t record_name, field_name, cell; /* names: ids in link.names */
} pl_field_name;

typedef struct pl_solution {
    pl_program *program;
    pl_stages *stages; /* or NULL */
    pl_link link;
    pl_store store;
    pl_unit_cells *units;
    uint32_t *first_slot;  /* func -> first of its slots: this, returned value, parameters */
    uint32_t *slots;       /* -> cell, PL_NO_CELL or PL_NOT_MADE */
    uint32_t *site_result; /* site -> cell of its RESULT, or PL_NOT_MADE: nobody looks at it */
    uint32_t *site_via;    /* site -> cell of its function pointer, PL_NO_CELL */
    uint8_t *site_done;    /* site -> has edges, or was widened */
    uint8_t *taken;        /* func -> PL_TAKEN: its address is used as a value */
    pl_map vars, fields, library;
    GArray *found;     /* pl_found */
    uint32_t heap;     /* cell of all memory from unknown functions */
    uint8_t *own_heap; /* site -> what its call returned is told apart; NULL: no site's is */

    const pl_callback *callbacks;
    uint32_t ncallbacks;
    GHashTable *callback_names; /* text -> index + 1 of the first in callback_next order */
    uint32_t *callback_next;    /* callback -> next one of the same name, or PL_NONE */
    uint32_t *first_callback;   /* func -> first callback that names it, or PL_NONE */
    GPtrArray *texts;           /* owned strings of callback_names */

    uint32_t *overriders, *first_overrider; /* func -> methods that override it directly */
    uint32_t *twins, *first_twin;           /* func -> the same method of a template or its instances (patterns.h) */
    uint8_t *live;                          /* record -> objects of it may be made; NULL: of all */
    uint32_t *derived, *first_derived;      /* record -> classes derived from it directly; NULL like `live` */
    uint8_t *runnable;                      /* func -> some object has this method: 0 not asked yet, 1 yes, 2 no */
    uint32_t *seen, stamp;                  /* func -> stamp, for walks over overriders */

    const pl_override *overrides;
    uint32_t noverrides;
    const char *const *pointers; /* as in pl_knowledge */
    uint32_t npointers;
    struct pl_override_state *override_states; /* overrides.c */

    uint32_t *named;     /* funcs by name */
    GArray *field_names; /* pl_field_name, sorted */
} pl_solution;

enum { PL_TAKEN = 1, PL_TAKEN_SURELY = 2 /* where no other function of the name is meant */ };

enum { PL_SLOT_THIS, PL_SLOT_RETURN, PL_SLOT_PARAMS, PL_MAX_PARAMS = 255 };

/* cells.c: from nodes to cells. */
void pl_cells_init(pl_solution *s);
void pl_cells_clear(pl_solution *s);
uint32_t pl_cell_of_node(pl_solution *s, uint32_t unit, pl_id node);
uint32_t pl_cell_of_var(pl_solution *s, uint32_t unit, pl_id id);
uint32_t pl_cell_of_field(pl_solution *s, uint32_t unit, pl_id id);
uint32_t pl_cell_of_slot(pl_solution *s, uint32_t func, uint32_t slot);
uint32_t pl_cell_of_library(pl_solution *s, uint32_t place);             /* a place inside a library */
uint32_t pl_known_cell(const pl_solution *s, uint32_t unit, pl_id node); /* without making any */

/* flows.c: constraints of the flows of all units. */
void pl_flows_add(pl_solution *s);
/* The values of the cell `from` go to where a node says. */
void pl_flow_into(pl_solution *s, uint32_t unit, pl_id to, uint32_t from, pl_origin_ref origin);

/* calls.c: constraints and edges of calls. */
void pl_calls_add(pl_solution *s);
void pl_use_apply(void *solution, const pl_use *use, uint32_t value, pl_rank rank, uint32_t cell);
/* The site calls `callee`: arguments, result, and what a library does with them. */
void pl_call_connect(pl_solution *s, uint32_t site, uint32_t callee, pl_rank rank);
void pl_call_found(pl_solution *s, uint32_t site, uint32_t callee, pl_tier tier, uint32_t cell, bool callback);
bool pl_call_fits(const pl_solution *s, uint32_t site, uint32_t callee); /* by number of arguments */
pl_rank pl_tier_to_rank(pl_tier tier);
static inline const pl_call *pl_site_call(const pl_solution *s, uint32_t site) {
    const pl_site *at = &s->program->sites[site];
    return &at->facts->calls[at->call];
}
static inline uint32_t pl_site_unit(const pl_solution *s, uint32_t site) {
    return s->link.unit_of[s->program->sites[site].caller];
}
/* What a call means by the name of its callee. */
uint32_t pl_site_choices(const pl_solution *s, uint32_t site, const uint32_t **funcs);
static inline bool pl_site_apart(const pl_solution *s, uint32_t site, uint32_t callee) {
    return pl_link_apart(&s->link, s->program->sites[site].caller, callee);
}
/* The cell of an argument (negative: from the end), PL_NO_CELL; *node is its node when not NULL. */
uint32_t pl_call_argument(pl_solution *s, uint32_t site, int argument, pl_id *node);

/* callbacks.c: what libraries do with function arguments. */
void pl_callbacks_init(pl_solution *s);
void pl_callbacks_clear(pl_solution *s);
void pl_callbacks_of_call(pl_solution *s, uint32_t site, uint32_t first, bool in_program);
void pl_callback_arrived(pl_solution *s, uint32_t site, uint32_t callback, uint32_t func, pl_rank rank, uint32_t cell);
uint32_t pl_callbacks_named(const pl_solution *s, const char *name);   /* first, or PL_NONE */
uint32_t pl_callbacks_of_pointer(const pl_solution *s, uint32_t site); /* of an indirect call: first, or PL_NONE */
bool pl_callbacks_cut(const pl_solution *s, uint32_t callee, uint32_t argument, uint32_t nargs);

/* pointers.c: the names of what an indirect call goes through: of a variable, or "record.field" by each name of the
 * record, until `fn` says that it is enough. */
typedef bool (*pl_name_fn)(const char *name, void *data);
void pl_pointer_names(const pl_solution *s, uint32_t site, pl_name_fn fn, void *data);
void pl_pointers_connect(pl_solution *s); /* when all else is known; adds funcs that are no value of any cell */

/* externals.c: what well-known functions of libraries do with pointers. False: nothing is known of it. */
bool pl_external_apply(pl_solution *s, uint32_t site, const char *name);
bool pl_external_is_lookup(const char *name); /* dlsym and the like: nothing in the program tells the result */

/* heap.c: memory that comes out of unknown functions. */
uint32_t pl_heap_of_site(pl_solution *s, uint32_t site);
bool pl_heap_refine(pl_solution *s); /* true: own_heap was filled, solve again */

/* overrides.c: what the user says about function pointers. */
void pl_overrides_init(pl_solution *s);
void pl_overrides_clear(pl_solution *s);
void pl_overrides_apply(pl_solution *s); /* before anything else is put into cells */

/* made.c: record -> objects of it may be made that are of no derived class. The caller's (g_free); NULL: of all. */
uint8_t *pl_made_records(const pl_solution *s);

/* virtual.c */
void pl_virtual_init(pl_solution *s);
void pl_virtual_clear(pl_solution *s);
bool pl_virtual_is_live(const pl_solution *s, uint32_t method); /* some object may have this method */
void pl_virtual_call(pl_solution *s, uint32_t site, uint32_t method);
void pl_virtual_overriders(pl_solution *s, uint32_t site, uint32_t method, pl_tier tier);

/* widen.c: indirect calls for which no value was found. True when some call was given targets. */
bool pl_widen(pl_solution *s);

/* outside.c: record -> code outside the program may write to it. `called`: func -> the program calls it. The caller's
 * (g_free). */
uint8_t *pl_outside_records(const pl_solution *s, const uint8_t *called);

/* punned.c: marks the records whose objects may have been filled as objects of another record. */
void pl_punned_records(const pl_solution *s, uint8_t *marks);
typedef struct {
    uint32_t record,
        cell; /* cell: of a pointer to the record, through which a field is reached that may hold functions */
} pl_field_pointer;
GArray *pl_field_pointers(const pl_solution *s); /* pl_field_pointer; the caller frees it */
bool pl_is_untyped_memory(const pl_solution *s, uint32_t cell);

/* overlays.c: what is known of one record at some place in memory holds for another one that lies there. True when
 * something is new. */
bool pl_overlays_share(pl_solution *s);

/* edges.c: program->edges and program->incoming from what was found. */
void pl_edges_finish(pl_solution *s);
/* The flow that put the function into the memory nearest to the cell. */
pl_origin_ref pl_reason(const pl_solution *s, uint32_t cell, uint32_t func);

/* query.c */
void pl_query_init(pl_solution *s);
void pl_query_clear(pl_solution *s);

/* solve.c */
pl_solution *pl_solution_new(pl_program *program, const pl_knowledge *knowledge);
void pl_solution_solve(pl_solution *s); /* needs linked functions and sites */
void pl_solution_free(pl_solution *s);

#endif
