#include "placement.h"

#include <errno.h>
#include <string.h>

static int plan_cpus(const pinworker_placement *placement, unsigned index, unsigned count, pw_plan *plan) {
    pw_cpus allowed = plan->cpus; /* of the starting thread */
    switch (placement->place) {
    case PINWORKER_ANYWHERE: return 0;
    case PINWORKER_CPUS:
        if (!placement->cpus || pw_cpus_parse(placement->cpus, &plan->cpus) != 0) return -EINVAL;
        return pw_cpus_count(&plan->cpus) > 0 ? 0 : -EINVAL;
    case PINWORKER_NODE: {
        int error = pw_node_cpus(placement->node, &plan->cpus);
        return error == 0 && pw_cpus_count(&plan->cpus) == 0 ? -ENXIO : error;
    }
    case PINWORKER_SPREAD: return pw_topology_spread(&allowed, index, count, &plan->cpus);
    }
    return -EINVAL;
}

int pw_placement_plan(const pinworker_placement *placement, unsigned index, unsigned count, pw_plan *plan) {
    memset(plan, 0, sizeof *plan);
    plan->best_effort = placement->best_effort != 0;
    plan->memory = placement->memory;
    pw_policy_get(&plan->policy);
    if (placement->memory > PINWORKER_MEMORY_BIND) return -EINVAL;
    int error = pw_cpus_get(&plan->cpus);
    if (error != 0) return error;
    pw_cpus inherited = plan->cpus;
    error = plan_cpus(placement, index, count, plan);
    plan->must = error == 0 && placement->place != PINWORKER_ANYWHERE;
    if (error == 0) return 0;
    plan->cpus = inherited;
    plan->error = error;
    /* A list that cannot be read is a mistake in the program, not a property of the machine. */
    return error == -EINVAL || !plan->best_effort ? error : 0;
}

static int apply_cpus(const pw_plan *plan, bool restarted, pw_cpus *now) {
    int error = plan->must || restarted ? pw_cpus_set(&plan->cpus) : 0;
    /* What nobody asked for may be gone by now: the cpuset of the process can change. */
    if (!plan->must) error = 0;
    /* The kernel says so if none of the CPUs may be used. Of a list or a node that only partly may, it takes that part;
     * what it took can be read back. */
    if (error == -EINVAL) error = -ENXIO;
    int unread = pw_cpus_get(now);
    return error == 0 ? unread : error;
}

int pw_placement_apply(const pw_plan *plan, bool restarted, pinworker_applied *applied) {
    pw_cpus now;
    int error = apply_cpus(plan, restarted, &now), no_memory = 0;
    if (plan->memory != PINWORKER_MEMORY_DEFAULT)
        no_memory = pw_memory_set(plan->memory, &now);
    else if (restarted)
        pw_policy_set(&plan->policy); /* likewise */
    if (plan->error != 0) error = plan->error;
    if (error == 0) error = no_memory;
    pw_cpus_format(&now, applied->cpus, sizeof applied->cpus);
    applied->node = pw_node_of(&now);
    applied->memory = pw_memory_get();
    bool partly = plan->must && memcmp(&now, &plan->cpus, sizeof now) != 0;
    applied->error = error == 0 && partly ? -ENXIO : error;
    return plan->best_effort ? 0 : error;
}
