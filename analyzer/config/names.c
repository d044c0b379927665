#include "config/names.h"

#include <string.h>

#include "config/config.h"

const char *const pl_level_names[] = {"off", "note", "warning", "error", NULL};

const char *const pl_category_names[] = {
    "affinity", "mempolicy", "sched", "thread-state", "thread-context", "lock", "thread-create", "blocking", NULL};

const char *const pl_model_names[] = {"unknown",
                                      "event-loop",
                                      "event-loop-per-thread",
                                      "coroutine",
                                      "thread-pool",
                                      "thread-per-connection",
                                      "process-pool",
                                      "process-per-connection",
                                      "caller-thread",
                                      "busy-poll-lcore",
                                      "configurable",
                                      NULL};

const char *const pl_entry_form_names[] = {"call",      "field",       "table",      "vtable-address",
                                           "override",  "assign-type", "variable",   "name",
                                           "signature", "accept-loop", "annotation", NULL};

const char *const pl_runs_names[] = {"here", "later", "other-thread", "other-process", NULL};

const char *const pl_tier_names[] = {"direct", "flow", "field", "virtual", "type", NULL};

_Static_assert(G_N_ELEMENTS(pl_category_names) == PL_NCATEGORIES + 1, "one name a category");
_Static_assert(G_N_ELEMENTS(pl_model_names) == PL_NMODELS + 1, "one name a model");
_Static_assert(G_N_ELEMENTS(pl_entry_form_names) == PL_NENTRYFORMS + 1, "one name a form");
_Static_assert(G_N_ELEMENTS(pl_level_names) == PL_LEVEL_ERROR + 2, "one name a level");
_Static_assert(G_N_ELEMENTS(pl_runs_names) == PL_RUNS_IN_OTHER_PROCESS + 2, "one name a way to run");
_Static_assert(G_N_ELEMENTS(pl_tier_names) == PL_TIER_TYPE + 2, "one name a tier");

const char *pl_level_name(pl_level level) { return pl_level_names[level]; }
const char *pl_category_name(pl_category category) { return pl_category_names[category]; }
const char *pl_model_name(pl_model model) { return pl_model_names[model]; }
const char *pl_entry_form_name(pl_entry_form form) { return pl_entry_form_names[form]; }

bool pl_level_parse(const char *name, pl_level *level) {
    for (unsigned i = 0; pl_level_names[i] != NULL; i++)
        if (strcmp(name, pl_level_names[i]) == 0) {
            *level = (pl_level)i;
            return true;
        }
    return false;
}
