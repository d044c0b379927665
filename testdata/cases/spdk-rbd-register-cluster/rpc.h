#define _GNU_SOURCE
#include <sched.h>

void rpc_register_method(const char *name, void (*method)(const char *parameters), int state);
#define RPC_REGISTER(name, method)                                                                                     \
    static void __attribute__((constructor)) register_##method(void) { rpc_register_method(name, method, 1); }

int rte_thread_set_affinity(cpu_set_t *set);
void rte_thread_get_affinity(cpu_set_t *set);
void unaffinitize_thread(void);
void *call_unaffinitized(void *(*todo)(void *), void *data);
