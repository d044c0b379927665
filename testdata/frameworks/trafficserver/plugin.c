// With the real headers and the shipped pack.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <ts/ts.h>

#include <ts/remap.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "on_hook"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "on_hook"
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

static int on_hook(TSCont cont, TSEvent event, void *data) { // want-handler "trafficserver.continuation"
    (void)cont, (void)event;
    serve();
    TSThreadCreate(work, NULL);
    TSHttpTxnReenable((TSHttpTxn)data, TS_EVENT_HTTP_CONTINUE);
    return 0;
}

static int transform(TSCont cont, TSEvent event, void *data) { // want-handler "trafficserver.continuation"
    (void)cont, (void)event, (void)data;
    return 0;
}

TSRemapStatus TSRemapDoRemap(void *instance, TSHttpTxn txn, TSRemapRequestInfo *info) { // want-handler "trafficserver.remap"
    (void)instance, (void)info;
    TSHttpTxnHookAdd(txn, TS_HTTP_RESPONSE_TRANSFORM_HOOK, TSTransformCreate(transform, txn));
    return TSREMAP_NO_REMAP;
}

// When the configuration is read.
TSReturnCode TSRemapInit(TSRemapInterface *api, char *error, int n) {
    (void)api, (void)error, (void)n;
    serve();
    return TS_SUCCESS;
}

void TSPluginInit(int argc, const char *argv[]) {
    (void)argc, (void)argv;
    serve();
    TSHttpHookAdd(TS_HTTP_READ_REQUEST_HDR_HOOK, TSContCreate(on_hook, NULL));
}
