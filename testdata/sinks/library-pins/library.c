// Library calls that pin the caller on the way.
#include <stdint.h>

// Of hwloc.h.
typedef struct hwloc_topology *hwloc_topology_t;
enum { HWLOC_TOPOLOGY_FLAG_INCLUDE_DISALLOWED = 1, HWLOC_TOPOLOGY_FLAG_DONT_CHANGE_BINDING = 64 };
int hwloc_topology_init(hwloc_topology_t *topology);
int hwloc_topology_set_flags(hwloc_topology_t topology, unsigned long flags);
int hwloc_topology_load(hwloc_topology_t topology);

void on_load(void) {
    hwloc_topology_t topology;
    hwloc_topology_init(&topology);
    hwloc_topology_load(topology); // want pin-in-handler:warning "hwloc_topology_load"
}

void on_other_flag(void) {
    hwloc_topology_t topology;
    hwloc_topology_init(&topology);
    hwloc_topology_set_flags(topology, HWLOC_TOPOLOGY_FLAG_INCLUDE_DISALLOWED);
    hwloc_topology_load(topology); // want pin-in-handler:warning "hwloc_topology_load"
}

// The flag says not to.
void on_flag(void) {
    hwloc_topology_t topology;
    hwloc_topology_init(&topology);
    hwloc_topology_set_flags(topology, HWLOC_TOPOLOGY_FLAG_DONT_CHANGE_BINDING | HWLOC_TOPOLOGY_FLAG_INCLUDE_DISALLOWED);
    hwloc_topology_load(topology);
}

void on_flag_of_another(void) {
    hwloc_topology_t topology, other;
    hwloc_topology_init(&topology);
    hwloc_topology_init(&other);
    hwloc_topology_set_flags(other, HWLOC_TOPOLOGY_FLAG_DONT_CHANGE_BINDING);
    hwloc_topology_load(topology); // want pin-in-handler:warning "hwloc_topology_load"
}

void on_flags_from_elsewhere(unsigned long flags) {
    hwloc_topology_t topology;
    hwloc_topology_init(&topology);
    hwloc_topology_set_flags(topology, flags);
    hwloc_topology_load(topology); // want pin-in-handler:warning "may pin"
}
