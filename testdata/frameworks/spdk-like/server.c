// The shipped pack on a program of SPDK.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <spdk/rpc.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "rpc_get_size"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "rpc_get_size"
    count();
}

// On a thread of its own it may do both.
static void *work(void *data) {
    stay_on_one_cpu();
    pthread_mutex_lock(&mutex);
    hits++;
    pthread_mutex_unlock(&mutex);
    return data;
}

static void rpc_get_size(struct spdk_jsonrpc_request *request, const struct spdk_json_val *params) { // want-handler "spdk.rpc"
    pthread_t thread;
    (void)request, (void)params;
    serve();
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "rpc_get_size"
}
SPDK_RPC_REGISTER("get_size", rpc_get_size, SPDK_RPC_STARTUP)

static int poll_disk(void *ctx) { // want-handler "spdk.poller"
    return ctx != NULL;
}

static void message(void *ctx) { // want-handler "spdk.message"
    (void)ctx;
}

static void each(void *ctx) { // want-handler "spdk.message"
    (void)ctx;
}

static void all_done(void *ctx) { // want-handler "spdk.message"
    (void)ctx;
}

static void not_registered(struct spdk_jsonrpc_request *request, const struct spdk_json_val *params) {
    (void)request, (void)params;
    serve();
}

void start(void *ctx);
void start(void *ctx) {
    not_registered(NULL, NULL);
    spdk_poller_register(poll_disk, ctx, 0);
    spdk_thread_send_msg(NULL, message, ctx);
    spdk_for_each_thread(each, ctx, all_done);
}
