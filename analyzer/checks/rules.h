/* rules.h: the table of rules. Adding a rule means adding one file and one row in rules.c. Constants only. */
#ifndef PINLINT_RULES_H
#define PINLINT_RULES_H

#include "checks/check.h"

/* Which project functions stand for the sink that they call, so that their callers are reported. */
typedef enum {
    PL_WRAPPERS_NONE,
    PL_WRAPPERS_HELD, /* return with the lock held */
    PL_WRAPPERS_THIN,
    PL_WRAPPERS_OPEN, /* return with the state changed, and nothing to be said against it */
} pl_wrapper_kind;

typedef struct {
    pl_rule_info info;
    uint32_t categories; /* bits of pl_category: sinks under entry points; 0: a rule about comments */
    pl_wrapper_kind wrappers;
    pl_level when_named;   /* level of a rule that is off by default, but asked for */
    bool loops_only;       /* entry points on event loops only */
    bool milder_off_loops; /* a note where no event loop is concerned */
    bool leaks_only;       /* calls of which the balance says that what they change leaks */
} pl_rule;

enum { PL_MAX_RULES = 32 }; /* a set of rules is a uint32_t */

/* One row a rule, in the order of their ids: X(file and variable, id). */
#define PL_RULE_TABLE(X)                                                                                               \
    X(bad_directive, "bad-directive")                                                                                  \
    X(block_in_handler, "block-in-handler")                                                                            \
    X(lock_in_handler, "lock-in-handler")                                                                              \
    X(pin_in_handler, "pin-in-handler")                                                                                \
    X(pin_leak, "pin-leak")                                                                                            \
    X(sched_in_handler, "sched-in-handler")                                                                            \
    X(thread_spawn_in_handler, "thread-spawn-in-handler")                                                              \
    X(thread_state_in_handler, "thread-state-in-handler")                                                              \
    X(unused_allow, "unused-allow")

#define PL_RULE_DECLARE(name, id) extern const pl_rule pl_rule_##name;
PL_RULE_TABLE(PL_RULE_DECLARE)
#undef PL_RULE_DECLARE

uint32_t pl_rule_count(void);
const pl_rule *pl_rule_at(uint32_t index);
uint32_t pl_rule_index(const char *id); /* PL_NONE: no such rule */
/* The nearest id for a name that is none, or NULL. */
const char *pl_rule_nearest(const char *id);

/* The level that a run gives a rule: the configuration's, else its own; OFF when only_rules leaves it out. *explicit is
 * set when the configuration says so (may be NULL). */
pl_level pl_rule_level(const pl_rule *rule, const pl_config *config, const pl_check_options *options, bool *explicit);

static inline uint32_t pl_bit(unsigned n) { return 1u << n; }

#endif
