// Declarations of SPDK, written for this test; Debian has no package of its headers.
#pragma once
#include <stdint.h>
struct spdk_jsonrpc_request;
struct spdk_json_val;
struct spdk_thread;
struct spdk_poller;
typedef void (*spdk_rpc_method_handler)(struct spdk_jsonrpc_request *request, const struct spdk_json_val *params);
void spdk_rpc_register_method(const char *method, spdk_rpc_method_handler func, uint32_t state_mask);
#define SPDK_RPC_STARTUP 1
#define SPDK_RPC_REGISTER(method, func, state_mask) \
    static void __attribute__((constructor(1000))) rpc_register_##func(void) { \
        spdk_rpc_register_method(method, func, state_mask); \
    }
typedef int (*spdk_poller_fn)(void *ctx);
typedef void (*spdk_msg_fn)(void *ctx);
struct spdk_poller *spdk_poller_register(spdk_poller_fn fn, void *arg, uint64_t period_microseconds);
int spdk_thread_send_msg(const struct spdk_thread *thread, spdk_msg_fn fn, void *ctx);
void spdk_for_each_thread(spdk_msg_fn fn, void *ctx, spdk_msg_fn cpl);
void *spdk_call_unaffinitized(void *cb(void *arg), void *arg);
