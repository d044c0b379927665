/* check.h: from a solved program and a configuration to findings.
 *
 * pl_check and pl_entries_find never fail: whatever is wrong with the project shows up as findings. Results own their
 * memory, also what they copied from the program and the configuration; only the rules' own rows are shared constants.
 * Programs and configurations are read only, so several checks may run at once on different threads.
 */
#ifndef PINLINT_CHECK_H
#define PINLINT_CHECK_H

#include "checks/finding.h"

typedef struct {
    const char *const *only_rules; /* ids, NULL-terminated; NULL: all that are on. A rule that is named runs, even if it
                                      is off by default. */
    bool has_min_tier;             /* else the configuration's */
    pl_tier min_tier;              /* findings over weaker paths are only counted */
    bool partial;                  /* not the whole program was given: no unused-allow */
    const pl_lost_unit *lost;      /* units without facts or with fatal ones; paths absolute or relative to the root */
    uint32_t nlost;
    const pl_noted_unit *noted;
    uint32_t nnoted;
    pl_stages *stages; /* who wants to know what takes how long, or NULL */
} pl_check_options;

/* `options` may be NULL. Free with pl_result_free. */
pl_result *pl_check(const pl_program *program, const pl_config *config, const pl_check_options *options);
void pl_result_free(pl_result *result); /* NULL is allowed */

/* The table of rules, in the order of their ids; *count may be NULL. NULL-terminated. */
const pl_rule_info *const *pl_rules(uint32_t *count);
const char *const *pl_rule_ids(void);             /* NULL-terminated */
const pl_rule_info *pl_rule_find(const char *id); /* NULL: no such rule */

/* What was taken as an entry point: for `pinlint handlers`. */
typedef struct {
    uint32_t func;             /* in the program */
    const pl_entry_spec *spec; /* the first that matched, in the order of the packs; owned by the configuration */
    const pl_pack *pack;
    uint32_t nspecs;    /* how many matched */
    pl_entry_info info; /* path is NULL */
} pl_entry;

typedef struct {
    const pl_entry *items; /* by name, then place */
    uint32_t count;
    bool *outside; /* per site: in the body of a handler with an accept loop, but before, between or after requests;
                      NULL: there is no such handler */
    void *keep;
} pl_entries;

pl_entries *pl_entries_find(const pl_program *program, const pl_config *config);
void pl_entries_free(pl_entries *entries);

#endif
