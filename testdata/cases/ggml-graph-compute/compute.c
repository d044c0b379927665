// Case ggml-graph-compute: true positive. Whoever computes a graph is the pool's first worker: it is pinned and gets another
// priority. At the end it is let loose on all CPUs, which is not where it came from; the priority stays.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <unistd.h>

enum { MAX_WORKERS = 16 };
struct worker {
    pthread_t thread;
    bool mask[64];
};
struct pool {
    struct worker workers[MAX_WORKERS];
    int count, priority;
};
void run_node(int node);

static bool apply_affinity(const bool *mask) {
    cpu_set_t set;
    CPU_ZERO(&set);
    for (unsigned i = 0; i < 64; i++)
        if (mask[i]) CPU_SET(i, &set);
    return pthread_setaffinity_np(pthread_self(), sizeof set, &set) == 0;
}

static bool apply_priority(int priority) {
    struct sched_param parameters = {.sched_priority = priority};
    return pthread_setschedparam(pthread_self(), SCHED_FIFO, &parameters) == 0;
}

static void clear_affinity(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    for (unsigned i = 0; i < sysconf(_SC_NPROCESSORS_ONLN); i++) CPU_SET(i, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set);
}

static void compute_one(int node) { run_node(node); }
static void compute(int nodes) {
    for (int i = 0; i < nodes; i++) compute_one(i);
}

static void *worker_main(void *data) {
    struct worker *worker = data;
    apply_affinity(worker->mask);
    compute(1);
    return NULL;
}

static void start_pool(struct pool *pool) {
    for (int i = 1; i < pool->count; i++)
        pthread_create(&pool->workers[i].thread, NULL, worker_main, &pool->workers[i]); // want thread-spawn-in-handler ""
    apply_affinity(pool->workers[0].mask);
}

static void kick_off(struct pool *pool) {
    apply_priority(pool->priority); // want sched-in-handler "apply_priority"
    compute(3);
}

static void graph_compute(struct pool *pool) {
    // want(+1) pin-in-handler:error "start_pool .wrapper of pthread_setaffinity_np"
    start_pool(pool); // want pin-leak:error "line 67 sets something else than what was found"
    kick_off(pool);
    clear_affinity(); // want pin-in-handler:error "clear_affinity"
}

void on_completion(struct pool *pool) { graph_compute(pool); }
