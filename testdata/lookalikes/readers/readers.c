// Asking where a thread may run, what its priority is or who holds a lock changes nothing.
#define _GNU_SOURCE
#include <hwloc.h>
#include <numa.h>
#include <numaif.h>
#include <pthread.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
// want-none

int on_ask(hwloc_topology_t topology, hwloc_bitmap_t set) { // want-handler "app.event"
    cpu_set_t cpus;
    struct sched_param param;
    int policy, mode;
    sched_getaffinity(0, sizeof cpus, &cpus);
    pthread_getaffinity_np(pthread_self(), sizeof cpus, &cpus);
    pthread_getschedparam(pthread_self(), &policy, &param);
    get_mempolicy(&mode, NULL, 0, NULL, 0);
    numa_bitmask_free(numa_get_run_node_mask());
    hwloc_get_cpubind(topology, set, HWLOC_CPUBIND_THREAD);
    return sched_getcpu() + sched_getscheduler(0) + getpriority(PRIO_PROCESS, 0) + prctl(PR_GET_TIMERSLACK) + policy;
}
