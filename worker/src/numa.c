#include "numa.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/mempolicy.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef MPOL_F_NUMA_BALANCING /* as old as, and an enumerator cannot be asked for */
#define MPOL_PREFERRED_MANY 5
#endif

static int read_cpulist(const char *path, pw_cpus *cpus) {
    enum { PAGE = 65536 }; /* which is what the kernel writes at most, and too much for a small stack */
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -errno;
    char *text = malloc(PAGE + 1);
    ssize_t size = text ? read(fd, text, PAGE) : -1;
    int error = !text ? -ENOMEM : size < 0 ? -errno : 0;
    close(fd);
    if (error == 0) {
        text[size] = 0;
        error = pw_cpus_parse(text, cpus);
    }
    free(text);
    return error;
}

int pw_node_cpus(int node, pw_cpus *cpus) {
    char path[80];
    if (node < 0 || node >= PW_NODES) return -ENXIO;
    snprintf(path, sizeof path, "/sys/devices/system/node/node%d/cpulist", node);
    if (read_cpulist(path, cpus) == 0) return 0;
    if (node == 0 && access("/sys/devices/system/node", F_OK) != 0)
        return read_cpulist("/sys/devices/system/cpu/possible", cpus) == 0 ? 0 : -ENXIO;
    return -ENXIO;
}

static bool overlap(const pw_cpus *a, const pw_cpus *b) {
    for (size_t i = 0; i < sizeof a->bits / sizeof *a->bits; i++) {
        if (a->bits[i] & b->bits[i]) return true;
    }
    return false;
}

/* The nodes with any of these CPUs, as bits; how many. */
static int nodes_of(const pw_cpus *cpus, unsigned long *mask, int *last) {
    pw_cpus online, of_node;
    int count = 0;
    if (read_cpulist("/sys/devices/system/node/online", &online) != 0) { /* a list of numbers like any other */
        memset(&online, 0, sizeof online);
        pw_cpus_add(&online, 0);
    }
    for (int node = 0; node < PW_NODES; node++) {
        if (!pw_cpus_has(&online, (unsigned)node)) continue;
        if (pw_node_cpus(node, &of_node) != 0 || !overlap(cpus, &of_node)) continue;
        mask[(size_t)node / PW_CPU_BITS] |= 1UL << (size_t)node % PW_CPU_BITS;
        *last = node;
        count++;
    }
    return count;
}

int pw_node_of(const pw_cpus *cpus) {
    unsigned long mask[PW_NODES / PW_CPU_BITS] = {0};
    int node = -1;
    return nodes_of(cpus, mask, &node) == 1 ? node : -1;
}

int pw_memory_set(pinworker_memory memory, const pw_cpus *cpus) {
    unsigned long mask[PW_NODES / PW_CPU_BITS] = {0};
    int node = -1, nodes = nodes_of(cpus, mask, &node), mode = MPOL_DEFAULT;
    if (memory == PINWORKER_MEMORY_BIND) {
        mode = MPOL_BIND;
    } else if (memory == PINWORKER_MEMORY_PREFER) {
        /* One preferred node is as old as Linux; several came with 5.15. */
        mode = nodes == 1 ? MPOL_PREFERRED : MPOL_PREFERRED_MANY;
    }
    if (mode == MPOL_DEFAULT) return syscall(SYS_set_mempolicy, mode, NULL, 0) == 0 ? 0 : -errno;
    return syscall(SYS_set_mempolicy, mode, mask, PW_NODES) == 0 ? 0 : -errno;
}

pinworker_memory pw_memory_get(void) {
    int mode;
    if (syscall(SYS_get_mempolicy, &mode, NULL, 0, NULL, 0) != 0) return PINWORKER_MEMORY_DEFAULT;
    if (mode == MPOL_BIND) return PINWORKER_MEMORY_BIND;
    return mode == MPOL_PREFERRED || mode == MPOL_PREFERRED_MANY ? PINWORKER_MEMORY_PREFER : PINWORKER_MEMORY_DEFAULT;
}

void pw_policy_get(pw_policy *policy) {
    memset(policy, 0, sizeof *policy);
    policy->unknown = syscall(SYS_get_mempolicy, &policy->mode, policy->mask, PW_NODES, NULL, 0) != 0;
}

int pw_policy_set(const pw_policy *policy) {
    if (policy->unknown) return 0;
    bool masked = policy->mode != MPOL_DEFAULT && policy->mode != MPOL_LOCAL;
    return syscall(SYS_set_mempolicy, policy->mode, masked ? policy->mask : NULL, masked ? PW_NODES : 0) == 0 ? 0
                                                                                                              : -errno;
}
