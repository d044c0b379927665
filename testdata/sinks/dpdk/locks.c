// DPDK's locks and placement on its real headers; its locks are inline functions that spin.
#include <rte_eal.h>
#include <rte_lcore.h>
#include <rte_rwlock.h>
#include <rte_spinlock.h>
#include <rte_thread.h>

static rte_spinlock_t spin;
static rte_rwlock_t rw;

void on_spin(void) {
    rte_spinlock_lock(&spin); // want lock-in-handler:warning "rte_spinlock_lock"
    rte_spinlock_unlock(&spin);
    if (rte_spinlock_trylock(&spin))
        rte_spinlock_unlock(&spin);
}

void on_rwlock(void) {
    rte_rwlock_read_lock(&rw); // want lock-in-handler "rte_rwlock_read_lock"
    rte_rwlock_read_unlock(&rw);
    rte_rwlock_write_lock(&rw); // want lock-in-handler "rte_rwlock_write_lock"
    rte_rwlock_write_unlock(&rw);
}

void on_init(int argc, char **argv) {
    rte_eal_init(argc, argv); // want pin-in-handler:error "rte_eal_init"
}

void on_pin(rte_cpuset_t *cpus) {
    rte_thread_set_affinity(cpus); // want pin-in-handler "rte_thread_set_affinity"
}

static void *work(void *arg) {
    rte_spinlock_lock(arg); // the other thread's business
    rte_spinlock_unlock(arg);
    return arg;
}

void on_thread(pthread_t *thread) {
    rte_ctrl_thread_create(thread, "worker", NULL, work, &spin); // want thread-spawn-in-handler "rte_ctrl_thread_create"
}
