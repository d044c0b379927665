/* numa.h: NUMA nodes as /sys knows them, and the memory policy of the calling thread. */
#ifndef PINWORKER_NUMA_H
#define PINWORKER_NUMA_H

#include "cpus.h"
#include "pinworker.h"

enum { PW_NODES = 1024 };

/* The CPUs of a node. -ENXIO: no such node. A kernel without NUMA has node 0 with all CPUs. */
int pw_node_cpus(int node, pw_cpus *cpus);

/* The node that has all these CPUs; -1: several, or none. */
int pw_node_of(const pw_cpus *cpus);

/* Sets the policy to the nodes of these CPUs. MEMORY_DEFAULT sets the default. */
int pw_memory_set(pinworker_memory memory, const pw_cpus *cpus);
pinworker_memory pw_memory_get(void);

/* A policy as the kernel has it, to be put back later. */
typedef struct pw_policy {
    int mode, unknown; /* not 0: the kernel did not say */
    unsigned long mask[PW_NODES / PW_CPU_BITS];
} pw_policy;

void pw_policy_get(pw_policy *policy);
int pw_policy_set(const pw_policy *policy);

#endif
