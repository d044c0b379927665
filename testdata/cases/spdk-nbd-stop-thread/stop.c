// Case spdk-nbd-stop-thread: true negative, the pin is another thread's; that a thread is made for the request is not.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>

void rpc_register_method(const char *name, void (*method)(const char *parameters), int state);
int rte_thread_set_affinity(cpu_set_t *set);
void disconnect(const char *name);

static void unaffinitize_thread(void) {
    cpu_set_t all;
    CPU_ZERO(&all);
    rte_thread_set_affinity(&all);
}

static void *disconnect_thread(void *name) {
    unaffinitize_thread();
    disconnect(name);
    return NULL;
}

static void rpc_stop_disk(const char *name) {
    pthread_t thread;
    pthread_create(&thread, NULL, disconnect_thread, (void *)name); // want thread-spawn-in-handler "rpc_stop_disk"
    pthread_detach(thread);
}

static void __attribute__((constructor)) start(void) { rpc_register_method("nbd_stop_disk", rpc_stop_disk, 1); }
