// Declarations of our own, as in DPDK: the pack is for programs that include a header of this name.
typedef struct {
    unsigned long bits;
} rte_cpuset_t;
int rte_thread_set_affinity(rte_cpuset_t *set);
void rte_thread_get_affinity(rte_cpuset_t *set);
