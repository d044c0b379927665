// ... and of DPDK.
#include "rte_config.h"

int work(int n);

static rte_cpuset_t one;
void on_core(int n) {
    rte_cpuset_t old;
    rte_thread_get_affinity(&old);
    rte_thread_set_affinity(&one); // want pin-in-handler:warning "put back"
    work(n);
    rte_thread_set_affinity(&old);
}
