/* placement.h: where an owner runs. Planned by the thread that starts the worker, applied by the owner. */
#ifndef PINWORKER_PLACEMENT_H
#define PINWORKER_PLACEMENT_H

#include "cpus.h"
#include "numa.h"
#include "pinworker.h"

typedef struct pw_plan {
    pw_cpus cpus; /* what the owner's affinity is set to */
    bool must;    /* it was asked for; else it is what the starting thread has, and is set only after a restart */
    bool best_effort;
    pinworker_memory memory;
    pw_policy policy; /* of the starting thread: what MEMORY_DEFAULT goes back to after a restart */
    int error;        /* best_effort: what could not be planned */
} pw_plan;

/* For worker `index` of `count`. -EINVAL, -ENXIO, -ENOTSUP. */
int pw_placement_plan(const pinworker_placement *placement, unsigned index, unsigned count, pw_plan *plan);

/* Owner: applies the plan and says what came of it. An error is the plan's or the kernel's; never with best_effort. */
int pw_placement_apply(const pw_plan *plan, bool restarted, pinworker_applied *applied);

/* The CPUs of the `index`th of `count` workers that are as far apart as the machine allows, out of those in `allowed`.
 * -ENOTSUP: built without hwloc. */
int pw_topology_spread(const pw_cpus *allowed, unsigned index, unsigned count, pw_cpus *cpus);

#endif
