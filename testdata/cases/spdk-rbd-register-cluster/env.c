#include "rpc.h"

#include <unistd.h>

void unaffinitize_thread(void) {
    cpu_set_t all;
    CPU_ZERO(&all);
    for (long cpu = 0; cpu < sysconf(_SC_NPROCESSORS_CONF); cpu++) CPU_SET((unsigned)cpu, &all);
    rte_thread_set_affinity(&all);
}

void *call_unaffinitized(void *(*todo)(void *), void *data) {
    cpu_set_t own;
    rte_thread_get_affinity(&own);
    unaffinitize_thread(); // want pin-in-handler:warning "unaffinitize_thread .*put back on every way out"
    void *result = todo(data);
    rte_thread_set_affinity(&own);
    return result;
}
