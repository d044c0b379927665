#include <errno.h>
#include <hwloc.h>
#include <string.h>

#include "placement.h"

static int load(hwloc_topology_t *topology) {
    if (hwloc_topology_init(topology) != 0) return -ENOMEM;
    /* hwloc may move the thread that looks from CPU to CPU; the one that starts a worker is not ours to move. */
    hwloc_topology_set_flags(*topology, HWLOC_TOPOLOGY_FLAG_DONT_CHANGE_BINDING);
    if (hwloc_topology_load(*topology) == 0) return 0;
    int error = errno ? -errno : -ENOTSUP;
    hwloc_topology_destroy(*topology);
    return error;
}

static void to_hwloc(const pw_cpus *cpus, hwloc_bitmap_t set) {
    for (unsigned cpu = 0; cpu < PW_CPUS; cpu++) {
        if (pw_cpus_has(cpus, cpu)) hwloc_bitmap_set(set, cpu);
    }
}

static void from_hwloc(hwloc_const_bitmap_t set, pw_cpus *cpus) {
    memset(cpus, 0, sizeof *cpus);
    for (int cpu = hwloc_bitmap_first(set); cpu >= 0 && cpu < PW_CPUS; cpu = hwloc_bitmap_next(set, cpu)) {
        pw_cpus_add(cpus, (unsigned)cpu);
    }
}

static int share_of(hwloc_topology_t topology, unsigned index, unsigned count, pw_cpus *cpus) {
    hwloc_obj_t root = hwloc_get_root_obj(topology);
    hwloc_bitmap_t *sets = calloc(count, sizeof(hwloc_bitmap_t));
    if (!sets) return -ENOMEM;
    int error = hwloc_distrib(topology, &root, 1, sets, count, INT_MAX, 0) == 0 ? 0 : -ENOTSUP;
    if (error == 0) {
        hwloc_bitmap_singlify(sets[index]);
        from_hwloc(sets[index], cpus);
    }
    for (unsigned i = 0; i < count; i++) hwloc_bitmap_free(sets[i]);
    free(sets);
    return error;
}

int pw_topology_spread(const pw_cpus *allowed, unsigned index, unsigned count, pw_cpus *cpus) {
    hwloc_topology_t topology;
    int error = load(&topology);
    if (error != 0) return error;
    hwloc_bitmap_t set = hwloc_bitmap_alloc();
    if (!set) {
        error = -ENOMEM;
    } else {
        to_hwloc(allowed, set);
        error = hwloc_topology_restrict(topology, set, 0) == 0 ? share_of(topology, index, count, cpus) : -ENXIO;
        hwloc_bitmap_free(set);
    }
    hwloc_topology_destroy(topology);
    return error;
}
