// Who is pinned is said by the caller of a helper.
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <sys/types.h>

int place(pid_t who, int cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    int failed = sched_setaffinity(who, sizeof set, &set); // want pin-in-handler "sched_setaffinity"
    if (failed)
        perror("place");
    printf("placed on %d\n", cpu);
    CPU_CLR(cpu, &set);
    return failed;
}

void on_compact(int cpu) {
    place(0, cpu);
}
