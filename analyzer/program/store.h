/* store.h: cells, the values in them, and the edges along which values move.
 *
 * A cell is a place of the program, or a value that some expression computes. A value is a function, or the address of
 * a cell. Every value has a rank in every cell: how uncertain the surest way was by which it came. Owned by the
 * solution; no errors; not thread-safe.
 */
#ifndef PINLINT_PROGRAM_STORE_H
#define PINLINT_PROGRAM_STORE_H

#include <glib.h>

#include "facts/facts.h"
#include "program/table.h"
#include "program/types.h"

typedef enum { PL_RANK_FLOW, PL_RANK_FIELD, PL_RANK_TYPE } pl_rank;

typedef enum {
    PL_CELL_VAR,      /* unit, id: var (the first seen, or the one that is initialised) */
    PL_CELL_PARAM,    /* id: func */
    PL_CELL_RETURN,   /* id: func */
    PL_CELL_RESULT,   /* id: site */
    PL_CELL_FIELD,    /* unit: record number, id: name of the field */
    PL_CELL_HEAP,     /* id: site that made it: what an unknown function's result points to */
    PL_CELL_SLOT,     /* a place inside a library: what pthread_setspecific keeps */
    PL_CELL_FUNCTION, /* id: func; holds just that */
    PL_CELL_ADDRESS,  /* id: cell; holds its address */
    PL_CELL_DEREF,    /* id: cell of the pointer */
    PL_CELL_CHOICE,
} pl_cell_kind;

enum {
    PL_CELL_MEMORY = 1,        /* many places in one: arrays, fields, the heap; never surer than FIELD */
    PL_CELL_SHARED = 2,        /* outlives a call: where a reader wants to know what was stored */
    PL_CELL_GETS_UNKNOWN = 4,  /* something that extraction did not follow was stored */
    PL_CELL_GETS_CONSTANT = 8, /* a number (NULL) was stored */
    PL_CELL_POINTED_AT = 16,   /* its address is taken */
    PL_CELL_INTERNAL = 32,     /* a variable that no other unit can name */
    PL_CELL_INITIALISED = 64,  /* unit and id are those of the variable's initialiser */
    PL_CELL_OPEN = 128,        /* what it holds may come from outside (widen.c) */
};

typedef struct {
    uint32_t value; /* func, or pl_store.nfuncs + cell; shifted left by 2, rank in the low bits */
    uint32_t edge;  /* that brought it; PL_NONE: it was there from the start */
} pl_elem;

typedef struct {
    pl_elem *elems; /* in order of arrival; a value comes again when it gets surer: the last counts */
    uint32_t *index;
    uint32_t nelems, room, done, index_mask;
    uint32_t out, in, uses; /* heads of lists of edges and uses */
    uint32_t unit, id;
    uint8_t kind, holds, flags;
    uint8_t queued : 1, fixed : 1; /* fixed: the user said what it holds, nothing is added */
    uint8_t ncopies : 4;           /* that lead out of it; beyond a few it is not counted on */
} pl_cell;

/* Where an edge stands in the source: a flow of a unit; or, with one of these for a unit, something else. flow PL_NONE:
 * nothing to tell. */
enum {
    PL_ORIGIN_OVERRIDE = PL_NONE - 1, /* flow: override */
    PL_ORIGIN_ARGUMENT = PL_NONE - 2, /* flow: site that passes it */
    PL_ORIGIN_RESULT = PL_NONE - 3,   /* flow: site that gets it */
};
typedef struct {
    uint32_t unit, flow;
} pl_origin_ref;

typedef struct {
    uint32_t from, to, next_out, next_in;
    pl_origin_ref origin;
    uint8_t rank; /* added to what moves along */
} pl_copy;

/* What happens when a value arrives in a cell. */
typedef enum {
    PL_USE_LOAD,     /* a: cell that gets what the address points to */
    PL_USE_STORE,    /* a: cell whose values go where the address points to */
    PL_USE_CALL,     /* a: site that calls the function */
    PL_USE_CALLBACK, /* a: site that hands the function to a library, b: callback */
} pl_use_kind;

typedef struct {
    uint32_t kind, a, b, next;
    pl_origin_ref origin;
} pl_use;

typedef struct pl_store {
    uint32_t nfuncs;
    GArray *cells, *copies, *uses; /* pl_cell, pl_copy, pl_use */
    pl_map copy_ranks;             /* from, to -> rank + 1 of the surest edge so far, where there are many */
    GArray *queue;                 /* cells with values that have not moved on */
    uint32_t queue_head;
    GPtrArray *blocks; /* memory of the elements */
    uint32_t block_used, block_size;
    uint64_t work; /* elements stored, for tests of growth */
} pl_store;

typedef void (*pl_use_fn)(void *data, const pl_use *use, uint32_t value, pl_rank rank, uint32_t cell);

void pl_store_init(pl_store *store, uint32_t nfuncs);
void pl_store_clear(pl_store *store);

uint32_t pl_store_cell(pl_store *store, pl_cell_kind kind, uint32_t unit, uint32_t id, uint8_t holds, uint8_t flags);
/* Puts a value into a cell from outside: edge is PL_NONE, or a copy noted with pl_store_note. */
void pl_store_put(pl_store *store, uint32_t id, uint32_t value, pl_rank rank, uint32_t edge);
void pl_store_copy(pl_store *store, uint32_t from, uint32_t to, pl_rank rank, pl_origin_ref origin);
/* A copy for explanations only. */
uint32_t pl_store_note(pl_store *store, uint32_t from, uint32_t to, pl_rank rank, pl_origin_ref origin);
/* `apply` is called at once for the values that have moved on already. */
void pl_store_use(pl_store *store, uint32_t cell, pl_use use, pl_use_fn apply, void *data);
/* Moves values until nothing changes. */
void pl_store_run(pl_store *store, pl_use_fn apply, void *data);

const pl_elem *pl_store_find(const pl_store *store, uint32_t cell, uint32_t value); /* NULL: not in it */

static inline pl_cell *pl_cell_at(const pl_store *store, uint32_t cell) {
    return &g_array_index(store->cells, pl_cell, cell);
}
static inline uint32_t pl_elem_value(pl_elem e) { return e.value >> 2; }
static inline pl_rank pl_elem_rank(pl_elem e) { return (pl_rank)(e.value & 3); }

#define PL_NO_ORIGIN ((pl_origin_ref){PL_NONE, PL_NONE})

#endif
