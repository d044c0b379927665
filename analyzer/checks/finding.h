/* finding.h: what checks say and reports print. Plain data: a report needs nothing else. All memory belongs to the
 * pl_result. */
#ifndef PINLINT_FINDING_H
#define PINLINT_FINDING_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "config/config.h"

/* A place for people: path is relative to the root where it lies below it, else absolute. line 0: no place. */
typedef struct {
    const char *path;
    uint32_t line, column;    /* from 1; column in bytes */
    const char *spelled_path; /* inside the macro that made it, or NULL */
    uint32_t spelled_line, spelled_column;
} pl_place;

/* One row of the table of rules. */
typedef struct {
    const char *id;      /* "pin-in-handler" */
    const char *name;    /* "PinInHandler" */
    pl_level level;      /* default */
    const char *summary; /* one sentence */
    const char *help;    /* Markdown: why, example, what to do */
    const char *remedy;  /* one clause, appended to messages: "hand the work to a pinned worker" */
    double precision;    /* not shown; order of the table */
} pl_rule_info;

/* One step of a witness: `function` is called, from `at` (in the function of the step before), over an edge of `tier`.
 * The first step is the entry point (at: where it is defined); the last is the sink (not in the program: `at` is the
 * call). */
typedef struct {
    const char *function;
    pl_place at;      /* the call; for the first step the definition of the entry point */
    pl_place defined; /* line 0 when not defined in the program */
    pl_tier tier;     /* of the edge that leads here; PL_TIER_DIRECT for the first */
    const char *note; /* "callback of qsort", "through redisCommand.proc", "wrapper of pthread_mutex_lock", or NULL */
} pl_step;

typedef struct {
    const char *function;
    pl_place at;
    const char *kind;      /* "redis.command" */
    const char *framework; /* "Redis" */
    pl_model model;
    const char *why; /* "stored in redisCommand.proc at src/commands.c:7316" */
    const char *const
        *path; /* names of functions from the entry point to the sink, NULL-terminated; only in pl_finding.others */
} pl_entry_info;

typedef struct {
    const char *justification; /* the reason given, or NULL */
    pl_place at;
    const char *kind; /* "inSource" or "external" */
} pl_suppression;

typedef struct {
    const pl_rule_info *rule;
    pl_level level;
    pl_place at;           /* the reported call site */
    const char *function;  /* that holds it; qualified name */
    const char *sink;      /* "pthread_mutex_lock" */
    const char *wrapper;   /* project function that the reported call names instead of the sink, or NULL */
    const char *sink_note; /* from the pack, or NULL */
    pl_category category;
    const pl_entry_info *entry; /* of the witness */
    const pl_step *steps;
    uint32_t nsteps;
    pl_tier tier;                /* weakest on the witness */
    const pl_entry_info *others; /* every other entry point that reaches the site, by name */
    uint32_t nothers;
    bool more_others;                 /* there may be more of them: a large program, with many findings */
    const char *circumstances;        /* "in a forked child", or NULL: the handler's own */
    const char *balance;              /* "put back on every way out", or NULL: nothing is known of that */
    const char *message;              /* one plain sentence: handler, sink, path, remedy */
    const char *fingerprint;          /* pinlintPath/v1: hex */
    const pl_suppression *suppressed; /* NULL: not suppressed */
} pl_finding;

/* For rules about comments (unused-allow, bad-directive) and configuration: no path. Then entry is NULL and nsteps is
 * 0. */

typedef struct {
    const char *path;    /* relative to the root */
    const char *problem; /* one sentence */
} pl_lost_unit;

typedef struct {
    const char *path, *first_error;
    uint32_t errors;
    const char *const
        *refused; /* NULL-terminated arguments that were dropped because they load code or write files, or NULL */
} pl_noted_unit;

typedef struct {
    uint32_t units, entries, suppressed, below_min_tier;
    pl_program_stats program;
} pl_summary;

typedef struct pl_result {
    const pl_finding *findings; /* sorted: path, line, column, rule, sink, entry */
    uint32_t nfindings;
    const pl_rule_info *const *rules; /* all rules, in the order of their ids */
    uint32_t nrules;
    const pl_lost_unit *lost;
    uint32_t nlost;
    const pl_noted_unit *noted;
    uint32_t nnoted;
    pl_summary summary;
    const char *root;   /* absolute */
    const char *config; /* name of the project file, relative to the root, or NULL */
} pl_result;

#endif
