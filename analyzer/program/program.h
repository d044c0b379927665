/* program.h: all facts linked and solved: one node per function, one edge per call and possible callee.
 *
 * No I/O, no libclang, no rules. What a library does with a callback (qsort runs it here, pthread_create elsewhere) is
 * told by the caller as pl_callback. Deterministic: the order of the facts given does not matter (they are sorted by
 * main file and command).
 */
#ifndef PINLINT_PROGRAM_H
#define PINLINT_PROGRAM_H

#include <glib.h>

#include "facts/facts.h"
#include "support/stages.h"

/* How sure an edge is, surest first. VIRTUAL ranks with FIELD where tiers are compared (pl_tier_rank). */
typedef enum { PL_TIER_DIRECT, PL_TIER_FLOW, PL_TIER_FIELD, PL_TIER_VIRTUAL, PL_TIER_TYPE } pl_tier;
const char *pl_tier_name(pl_tier tier);              /* "direct", "flow", ... */
bool pl_tier_parse(const char *name, pl_tier *tier); /* false when there is no such tier */
int pl_tier_rank(pl_tier tier);                      /* 0 direct .. 3 type */

/* What a function that is not in the program does with a callback argument. */
typedef enum {
    PL_RUNS_HERE,
    PL_RUNS_LATER /* on this thread's loop */,
    PL_RUNS_ON_OTHER_THREAD,
    PL_RUNS_IN_OTHER_PROCESS
} pl_runs;
typedef struct {
    const char *function; /* qualified name; "std::sort" matches every instantiation */
    int argument;         /* 0-based; negative counts from the end: -1 is the last */
    pl_runs runs;
    int user_data;           /* argument that is handed to the callback, or PL_NO_ARGUMENT */
    int user_data_parameter; /* as which parameter of the callback, negative from the end */
} pl_callback;
#define PL_NO_ARGUMENT INT32_MIN

/* What the user knows and the program does not say: this place holds exactly these functions. */
typedef struct {
    const char *place;            /* "record.field"; a variable that is no local; "function:0", its first parameter */
    const char *const *functions; /* names, or globs for defined ones, NULL-terminated; none: it calls nothing */
} pl_override;

/* One function of the program. A function that several units define alike (a header's) is one of these; one that is
 * only declared is one as well (PL_FN_DEFINED not set). */
typedef struct {
    const char *name, *usr, *type;
    const char *file; /* where it is defined, else declared; "" for builtins */
    uint32_t line, column, begin_line, end_line;
    uint32_t flags;              /* of pl_function */
    const pl_facts *facts;       /* that hold the chosen body, else the first declaration */
    pl_id local;                 /* its index there */
    uint32_t first_site, nsites; /* its calls, in source order, in pl_program.sites */
    uint32_t first_in, nin;      /* edges that lead here, in pl_program.incoming */
    bool ambiguous;              /* one of several definitions that some unit may mean by the name */
} pl_func;

/* One evaluated call of the program. */
typedef struct {
    uint32_t caller; /* func */
    const pl_facts *facts;
    pl_id call; /* in facts->calls */
    uint32_t first_edge, nedges;
    bool unresolved; /* indirect, and nothing says what it calls */
} pl_site;

/* In what circumstances a call is made. All but NORMAL is no request handling, or none that goes on. */
typedef enum {
    PL_EDGE_NORMAL,
    PL_EDGE_IN_CHILD,  /* only in the child of a fork */
    PL_EDGE_DYING,     /* the process is ending: control does not come back */
    PL_EDGE_UNWINDING, /* the callee never returns: it leaves by longjmp or throw */
    PL_EDGE_ONCE,      /* the first time only: a flag says that it was done */
} pl_edge_context;
const char *pl_edge_context_name(pl_edge_context context); /* "normal", "child", "dying", "unwinding", "once" */
const char *pl_edge_context_text(pl_edge_context context); /* "in a forked child"; "" when normal */

typedef struct {
    uint32_t site, callee; /* callee: func */
    uint8_t tier;          /* pl_tier */
    uint8_t context;       /* pl_edge_context */
    bool callback;         /* the callee is a callback argument of a library call: pl_callback with PL_RUNS_HERE */
    bool ambiguous;        /* one of several definitions that the name may mean here */
    uint32_t override;     /* that says so: index, or PL_NONE */
    const pl_facts *reason_facts; /* where the pointer took its value (a flow), or NULL */
    pl_id reason_flow;
} pl_edge;

typedef struct pl_program {
    pl_func *funcs;
    pl_site *sites;     /* grouped by caller */
    pl_edge *edges;     /* grouped by site */
    uint32_t *incoming; /* edge indices grouped by callee */
    uint32_t nfuncs, nsites, nedges;
    pl_facts *const *facts; /* as given, sorted; borrowed */
    uint32_t nfacts;
    const char *const *number_readers; /* as in pl_knowledge */
    struct pl_solution *solution;      /* solver's state, for the queries below */
} pl_program;

/* What goes into one executable or shared object, as the build says. Units are found by their output, else by their
 * main file. Texts are read while the program is made, not kept. */
typedef struct {
    const char *main_file, *output; /* absolute, either may be NULL */
    bool optional;                  /* member of an archive: taken when something needs it */
    const char *within;             /* part of the output, to tell units of one main file apart; or NULL */
} pl_link_input;
typedef struct {
    const char *name;
    const pl_link_input *inputs;
    uint32_t ninputs;
} pl_link_target;

/* Facts and callbacks must outlive the program. Entries of `facts` may not be NULL. */
pl_program *pl_program_new(pl_facts **facts, uint32_t nfacts, const pl_callback *callbacks, uint32_t ncallbacks);
/* The same, with what is known of the build. Units of no target are grouped by who defines what (programs.h). */
pl_program *pl_program_new_linked(pl_facts **facts, uint32_t nfacts, const pl_callback *callbacks, uint32_t ncallbacks,
                                  const pl_link_target *targets, uint32_t ntargets);
/* With all that is known besides the facts. */
typedef struct {
    const pl_callback *callbacks;
    const pl_link_target *targets;
    const pl_override *overrides; /* must outlive the program, as callbacks must */
    /* Functions that packs know, also by "record.field": what a pointer of that name stands for when nothing else is
     * known of it. The strings must outlive the program. */
    const char *const *pointers;
    /* Globs of functions that read a number from outside the program, NULL-terminated or NULL. Must outlive the
     * program. */
    const char *const *number_readers;
    uint32_t ncallbacks, ntargets, noverrides, npointers;
    pl_stages *stages; /* who wants to know what takes how long, or NULL */
} pl_knowledge;
pl_program *pl_program_new_with(pl_facts **facts, uint32_t nfacts, const pl_knowledge *knowledge);
/* What is wrong with an override, when it names something that is not in the program: one sentence with the nearest
 * right name, freed by the caller. NULL: nothing. */
char *pl_program_override_problem(const pl_program *program, uint32_t override);
void pl_program_free(pl_program *program);

/* Per func: no program that holds any of these can hold it: each is linked with a main of its own. The caller frees it.
 */
bool *pl_program_elsewhere(const pl_program *program, const uint32_t *funcs, uint32_t count);

/* The func that function `local` of `facts` is. */
uint32_t pl_program_func(const pl_program *program, const pl_facts *facts, pl_id local);
/* Functions by qualified name, or PL_NONE-terminated none: *count of them at the returned array (owned by the program).
 */
const uint32_t *pl_program_named(const pl_program *program, const char *name, uint32_t *count);

/* Queries about values: which functions may the node hold, and how surely. */
typedef struct {
    uint32_t func;
    pl_tier tier;
    const pl_facts *reason_facts; /* flow that put it there, or NULL when it stands in the expression itself */
    pl_id reason_flow;
} pl_target;
typedef void (*pl_target_fn)(const pl_target *target, void *data);
void pl_program_targets(const pl_program *program, const pl_facts *facts, pl_id node, pl_target_fn fn, void *data);
/* Functions stored in any field `field` of a record that is called `record` (tag or typedef name). */
void pl_program_field_targets(const pl_program *program, const char *record, const char *field, pl_target_fn fn,
                              void *data);
/* Variables (tables, operation structs) whose address the node may be. */
typedef void (*pl_object_fn)(const pl_facts *facts, pl_id var, void *data);
void pl_program_objects(const pl_program *program, const pl_facts *facts, pl_id node, pl_object_fn fn, void *data);

/* Counts for the summary. */
typedef struct {
    uint32_t functions, defined, sites, indirect_sites, unresolved_sites, edges_by_tier[5], ambiguous;
} pl_program_stats;
void pl_program_count(const pl_program *program, pl_program_stats *stats);

#endif
