// Memory policy: put back, set to the default, or forgotten beside the CPU mask.
#define _GNU_SOURCE
#include <sched.h>

// Of numaif.h and numa.h.
enum { MPOL_DEFAULT, MPOL_PREFERRED, MPOL_BIND };
struct bitmask;
long set_mempolicy(int mode, const unsigned long *nodemask, unsigned long maxnode);
long get_mempolicy(int *mode, unsigned long *nodemask, unsigned long maxnode, void *address, unsigned flags);
int numa_run_on_node(int node);
int numa_run_on_node_mask(struct bitmask *mask);
struct bitmask *numa_get_run_node_mask(void);
struct bitmask *numa_get_membind(void);
void numa_set_membind(struct bitmask *mask);
void numa_bind(struct bitmask *mask);
void numa_set_localalloc(void);
void numa_bitmask_free(struct bitmask *mask);

static cpu_set_t one;
int work(int n);
int work(int n) { return n > 3; }

int on_policy(int n) {
    int mode;
    unsigned long nodes[16], wanted[16] = {1UL << n};
    get_mempolicy(&mode, nodes, sizeof nodes * 8, 0, 0);
    set_mempolicy(MPOL_BIND, wanted, sizeof wanted * 8); // want pin-in-handler:warning "put back on every way out"
    int result = work(n);
    set_mempolicy(mode, nodes, sizeof nodes * 8);
    return result;
}

int on_default_policy(int n) {
    unsigned long wanted[16] = {1UL << n};
    // want(+2) pin-leak:error "line 39 sets the default instead of what was found"
    // want(+1) pin-in-handler:error "set_mempolicy"
    set_mempolicy(MPOL_BIND, wanted, sizeof wanted * 8);
    int result = work(n);
    set_mempolicy(MPOL_DEFAULT, 0, 0); // want pin-in-handler:error "set_mempolicy"
    return result;
}

int on_node(int n) {
    struct bitmask *old = numa_get_run_node_mask();
    if (!old) return -1;
    numa_run_on_node(n); // want pin-in-handler:warning "put back"
    int result = work(n);
    numa_run_on_node_mask(old);
    numa_bitmask_free(old);
    return result;
}

int on_all_nodes(int n) {
    numa_run_on_node(n); // want pin-in-handler:error "" want pin-leak "line 56 sets the default"
    int result = work(n);
    numa_run_on_node(-1); // want pin-in-handler:error ""
    return result;
}

// Both are changed, one is put back.
int on_half(int n) {
    cpu_set_t old;
    unsigned long wanted[16] = {1UL << n};
    sched_getaffinity(0, sizeof old, &old);
    sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:warning "put back"
    set_mempolicy(MPOL_BIND, wanted, 64);   // want pin-in-handler:error "" want pin-leak "in part: affinity, but not mempolicy"
    int result = work(n);
    sched_setaffinity(0, sizeof old, &old);
    return result;
}

// numa_bind changes both at once.
int on_bind(int n, struct bitmask *mask) {
    struct bitmask *old = numa_get_run_node_mask();
    numa_bind(mask); // want pin-in-handler:error "" want pin-leak "in part: affinity, but not mempolicy"
    int result = work(n);
    numa_run_on_node_mask(old);
    return result;
}

int on_bind_whole(int n, struct bitmask *mask) {
    struct bitmask *old = numa_get_run_node_mask(), *memory = numa_get_membind();
    numa_bind(mask); // want pin-in-handler:warning "put back"
    int result = work(n);
    numa_set_membind(memory);
    numa_run_on_node_mask(old);
    return result;
}
