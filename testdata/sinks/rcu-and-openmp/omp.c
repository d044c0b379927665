// OpenMP's locks on LLVM's real header. Directives are not looked at.
#include <omp.h>

static omp_lock_t lock;
static omp_nest_lock_t nest;

void on_lock(void) {
    omp_set_lock(&lock); // want lock-in-handler:warning "omp_set_lock"
    omp_unset_lock(&lock);
    if (omp_test_lock(&lock))
        omp_unset_lock(&lock);
    omp_set_nest_lock(&nest); // want lock-in-handler "omp_set_nest_lock"
    omp_unset_nest_lock(&nest);
}

void on_pin(kmp_affinity_mask_t *cpus) {
    kmp_set_affinity(cpus); // want pin-in-handler "kmp_set_affinity"
}
