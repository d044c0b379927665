// The mask that is put back is not the one that was found.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

int work(int n);
int work(int n) { return n > 3; }

static void pin_to(int cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set);
}

static void unpin(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    for (int cpu = 0; cpu < sysconf(_SC_NPROCESSORS_ONLN); cpu++) CPU_SET(cpu, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set);
}

int on_all_cpus(int n) {
    // want(+2) pin-leak:error "line 29 sets something else than what was found"
    // want(+1) pin-in-handler:error "pin_to"
    pin_to(n);
    int result = work(n);
    unpin(); // want pin-in-handler:error "unpin"
    return result;
}

// Two stages on two CPUs: changed twice, and nothing that looks like putting back.
int on_stages(int n) {
    pin_to(n); // want pin-in-handler:error ""
    int result = work(n);
    pin_to(n + 1); // want pin-in-handler:error ""
    return result + work(n + 1);
}
