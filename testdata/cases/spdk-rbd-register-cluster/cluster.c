// Case spdk-rbd-register-cluster: true positive, restored. The reactor's thread leaves its core for the time of a callback,
// which moves it to other ones; and a mutex is held while it connects.
#include "rpc.h"

#include <pthread.h>

struct info {
    const char *name;
    cpu_set_t *mask;
};
int cluster_connect(const char *name);

static pthread_mutex_t clusters = PTHREAD_MUTEX_INITIALIZER;

static int set_cpumask(const cpu_set_t *mask) {
    return sched_setaffinity(0, sizeof *mask, mask) < 0 ? -1 : 0;
}

static int make_cluster(struct info *info) {
    int result = -1;
    pthread_mutex_lock(&clusters); // want lock-in-handler:warning "rpc_register_cluster"
    if (info->mask && set_cpumask(info->mask) < 0) goto out;
    result = cluster_connect(info->name);
out:
    pthread_mutex_unlock(&clusters);
    return result;
}

static void *run_unaffinitized(void *data) {
    // want(+1) pin-in-handler:warning "make_cluster .wrapper of sched_setaffinity.*put back"
    return make_cluster(data) ? NULL : data;
}

static int register_cluster(const char *name) {
    struct info info = {name, NULL};
    return call_unaffinitized(run_unaffinitized, &info) ? 0 : -1;
}

static void rpc_register_cluster(const char *parameters) { register_cluster(parameters); }
RPC_REGISTER("bdev_rbd_register_cluster", rpc_register_cluster)
