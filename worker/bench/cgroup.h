/* A control group that measurements run in, as containers do: with a limit of CPU time, or with one CPU. Making one
 * takes root, and a kernel that has the controller; version 1 and 2. */
#ifndef BENCH_CGROUP_H
#define BENCH_CGROUP_H

#include <limits.h>
#include <stdbool.h>

enum bench_limit {
    BENCH_UNLIMITED, /* no group */
    BENCH_QUOTA,     /* the time of one CPU, in periods that are short enough to meet the limit while measuring */
    BENCH_CPUSET,    /* one CPU */
};

typedef struct bench_cgroup {
    char path[PATH_MAX]; /* empty: none */
} bench_cgroup;

/* false: it cannot be had here. */
bool bench_cgroup_make(bench_cgroup *group, enum bench_limit limit);
bool bench_cgroup_enter(const bench_cgroup *group); /* this process, and those that it forks from then on */
void bench_cgroup_remove(bench_cgroup *group);      /* when nobody is in it */

#endif
