// Memory placement counts as pinning: it stays with the thread when the request is long gone.
#include <sys/syscall.h>
#include <unistd.h>

// Of numaif.h and numa.h.
long set_mempolicy(int mode, const unsigned long *nodemask, unsigned long maxnode);
int numa_run_on_node(int node);
void numa_set_preferred(int node);
int numa_max_node(void);

void on_bind(int node) {
    unsigned long mask = 1UL << node;
    set_mempolicy(2, &mask, sizeof mask * 8); // want pin-in-handler "set_mempolicy"
}

void on_run(int node) {
    numa_run_on_node(node);      // want pin-in-handler "numa_run_on_node"
    numa_set_preferred(node);    // want pin-in-handler "numa_set_preferred"
}

void on_raw(int node) {
    unsigned long mask = 1UL << node;
    syscall(SYS_set_mempolicy, 2, &mask, sizeof mask * 8); // want pin-in-handler "set_mempolicy"
}

int on_count(void) {
    return numa_max_node();
}
