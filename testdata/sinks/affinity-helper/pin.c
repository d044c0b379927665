// Who is pinned is said by the caller of a helper.
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <sys/types.h>

int place(pid_t who, int cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    int failed = sched_setaffinity(who, sizeof set, &set);
    if (failed)
        perror("place");
    return failed;
}

void on_compact(int cpu) {
    place(0, cpu); // want pin-in-handler "place .*sched_setaffinity"
}

// Surely not the calling thread.
void on_other(int cpu) {
    place(1, cpu);
}

// Saves, sets and restores: no wrapper, but still a pin while it lasts. The call that restores is none.
static int measure(int cpu) {
    cpu_set_t old, set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    sched_getaffinity(0, sizeof old, &old);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:warning "on_measure .*put back on every way out"
    sched_setaffinity(0, sizeof old, &old);
    return CPU_COUNT(&old);
}

int on_measure(int cpu) {
    return measure(cpu);
}
