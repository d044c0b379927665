// Placement of a range of memory, or of the pages of another process: no thread stays behind differently.
#include <hwloc.h>
#include <numa.h>
#include <numaif.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>
// want-none

void on_place(void *start, size_t size, unsigned long *nodes, hwloc_topology_t topology, hwloc_bitmap_t set) { // want-handler "app.event"
    mbind(start, size, MPOL_BIND, nodes, 64, 0);
    numa_tonode_memory(start, size, 1);
    numa_interleave_memory(start, size, numa_all_nodes_ptr);
    migrate_pages(4711, 64, nodes, nodes);
    move_pages(4711, 1, &start, NULL, NULL, 0);
    numa_set_strict(1);
    numa_set_bind_policy(1);
    hwloc_set_area_membind(topology, start, size, set, HWLOC_MEMBIND_BIND, 0);
    syscall(SYS_mbind, start, size, MPOL_BIND, nodes, 64, 0);
}
