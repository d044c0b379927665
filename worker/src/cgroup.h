/* cgroup.h: the CPU time that control groups leave to this process. */
#ifndef PINWORKER_CGROUP_H
#define PINWORKER_CGROUP_H

/* The smallest quota of the process's group and those above it, in whole CPUs, rounded down; UINT_MAX: none. `self` is
 * /proc/self/cgroup, `mount` /sys/fs/cgroup; versions 1 and 2. What cannot be read is no limit. */
unsigned pw_cgroup_cpus(const char *self, const char *mount);

#endif
