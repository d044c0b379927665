/* Placement: what was asked for is in force on the owner when init runs, can be read back, and fails when it cannot be.
 */
#include <sched.h>

#include "check.h"

static cpu_set_t seen; /* by init */

static int init(void *config, unsigned index, void **state) {
    (void)config, (void)index, (void)state;
    CHECK_INT(sched_getaffinity(0, sizeof seen, &seen), 0);
    return 0;
}

static int fault(void *state, void *data) {
    volatile int *volatile nowhere = (volatile int *)16;
    (void)state, (void)data;
    CPU_ZERO(&seen);
    CHECK_INT(sched_setaffinity(0, sizeof(cpu_set_t), &*(cpu_set_t *)data), 0);
    return *nowhere;
}

static int start_on(pinworker_placement placement, pinworker **worker, pinworker_applied *applied) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.init = init;
    options.placement = placement;
    options.contain_faults = 1;
    int error = pinworker_start(&options, NULL, worker);
    if (error == 0) CHECK_INT(pinworker_placement_get(*worker, applied), 0);
    return error;
}

static void fails(pinworker_placement placement, int expected) {
    pinworker *worker;
    pinworker_applied applied;
    CHECK_INT(start_on(placement, &worker, &applied), expected);
    if (expected == -EINVAL) return;
    placement.best_effort = 1;
    CHECK_INT(start_on(placement, &worker, &applied), 0);
    CHECK_INT(applied.error, expected);
    close_and_free(worker);
}

static int first_cpu, last_cpu;

static void know_cpus(void) {
    cpu_set_t mine;
    CHECK_INT(sched_getaffinity(0, sizeof mine, &mine), 0);
    for (int cpu = CPU_SETSIZE - 1; cpu >= 0; cpu--) {
        if (!CPU_ISSET(cpu, &mine)) continue;
        if (last_cpu == 0) last_cpu = cpu;
        first_cpu = cpu;
    }
}

static void one_cpu(int cpu) {
    char list[16];
    pinworker *worker;
    pinworker_applied applied;
    snprintf(list, sizeof list, "%d", cpu);
    CHECK_INT(start_on((pinworker_placement){.place = PINWORKER_CPUS, .cpus = list}, &worker, &applied), 0);
    CHECK(CPU_COUNT(&seen) == 1 && CPU_ISSET(cpu, &seen));
    CHECK(strcmp(applied.cpus, list) == 0);
    CHECK_INT(applied.error, 0);
    CHECK(applied.node >= 0);
    close_and_free(worker);
}

static void partly_there(void) {
    char list[32];
    pinworker *worker;
    pinworker_applied applied;
    snprintf(list, sizeof list, "%d,8000", first_cpu);
    pinworker_placement placement = {.place = PINWORKER_CPUS, .cpus = list};
    CHECK_INT(start_on(placement, &worker, &applied), 0);
    CHECK_INT(applied.error, -ENXIO);
    CHECK(CPU_COUNT(&seen) == 1 && CPU_ISSET(first_cpu, &seen));
    close_and_free(worker);
}

/* A job that moved its thread does not move the one that follows. */
static void restart_places_anew(void) {
    cpu_set_t before, moved;
    pinworker *worker;
    pinworker_applied applied;
    CHECK_INT(sched_getaffinity(0, sizeof before, &before), 0);
    CPU_ZERO(&moved);
    CPU_SET(last_cpu, &moved);
    CHECK_INT(start_on((pinworker_placement){0}, &worker, &applied), 0);
    CHECK(CPU_EQUAL(&seen, &before));
    CHECK_INT(pinworker_run(worker, fault, &moved, 0), -EFAULT);
    EVENTUALLY(stats_of(worker).restarts == 1 && stats_of(worker).up);
    CHECK(CPU_EQUAL(&seen, &before));
    close_and_free(worker);
}

static void memory_policy(void) {
    pinworker *worker;
    pinworker_applied applied;
    pinworker_placement placement = {.place = PINWORKER_NODE, .node = 0, .memory = PINWORKER_MEMORY_BIND};
    int error = start_on(placement, &worker, &applied);
    if (error == -EPERM || error == -ENOSYS) { /* containers may forbid set_mempolicy */
        printf("no memory policy here\n");
        return;
    }
    if (error == -ENXIO) { /* node 0 has CPUs that this process may not use */
        placement.best_effort = 1;
        error = start_on(placement, &worker, &applied);
    }
    CHECK_INT(error, 0);
    CHECK_INT(applied.memory, PINWORKER_MEMORY_BIND);
    close_and_free(worker);
    placement = (pinworker_placement){.memory = PINWORKER_MEMORY_PREFER};
    CHECK_INT(start_on(placement, &worker, &applied), 0);
    CHECK_INT(applied.memory, PINWORKER_MEMORY_PREFER);
    close_and_free(worker);
}

static void spread(void) {
    pinworker_pool *pool;
    pinworker_applied applied[2];
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.placement.place = PINWORKER_SPREAD;
    int error = pinworker_pool_start(&options, 2, PINWORKER_ROUND_ROBIN, NULL, &pool);
    if (error == -ENOTSUP) {
        printf("built without hwloc\n");
        return;
    }
    CHECK_INT(error, 0);
    for (unsigned i = 0; i < 2; i++) {
        CHECK_INT(pinworker_placement_get(pinworker_pool_worker(pool, i), &applied[i]), 0);
        CHECK(strspn(applied[i].cpus, "0123456789") == strlen(applied[i].cpus));
    }
    CHECK((strcmp(applied[0].cpus, applied[1].cpus) != 0) == (first_cpu != last_cpu));
    CHECK_INT(pinworker_pool_close(pool, NULL, 0, NULL), 0);
    CHECK_INT(pinworker_pool_free(pool), 0);
}

int main(void) {
    cpu_set_t before, after;
    CHECK_INT(sched_getaffinity(0, sizeof before, &before), 0);
    know_cpus();
    one_cpu(first_cpu);
    one_cpu(last_cpu);
    partly_there();
    restart_places_anew();
    memory_policy();
    spread();
    fails((pinworker_placement){.place = PINWORKER_CPUS}, -EINVAL);
    fails((pinworker_placement){.place = PINWORKER_CPUS, .cpus = "1-", .best_effort = 1}, -EINVAL);
    fails((pinworker_placement){.place = PINWORKER_CPUS, .cpus = ""}, -EINVAL);
    fails((pinworker_placement){.place = (pinworker_place)7}, -EINVAL);
    fails((pinworker_placement){.place = PINWORKER_CPUS, .cpus = "8000"}, -ENXIO);
    fails((pinworker_placement){.place = PINWORKER_NODE, .node = 900}, -ENXIO);
    fails((pinworker_placement){.place = PINWORKER_NODE, .node = -1}, -ENXIO);
    CHECK_INT(sched_getaffinity(0, sizeof after, &after), 0);
    CHECK(CPU_EQUAL(&before, &after)); /* the thread that starts workers is never moved */
    return 0;
}
