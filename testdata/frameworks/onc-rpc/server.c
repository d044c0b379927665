// With the real headers and the shipped pack.
#define _GNU_SOURCE
#include <pthread.h>
#include <rpc/pmap_clnt.h>
#include <rpc/rpc.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "add_1_svc"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "add_1_svc"
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

int *add_1_svc(int *numbers, struct svc_req *request);

int *add_1_svc(int *numbers, struct svc_req *request) { // want-handler "onc-rpc.procedure"
    static int sum;
    pthread_t thread;
    (void)request;
    serve();
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "add_1_svc"
    sum = numbers[0] + numbers[1];
    return &sum;
}

static void dispatch(struct svc_req *request, SVCXPRT *transport) { // want-handler "onc-rpc.dispatch"
    int numbers[2] = {1, 2};
    if (svc_getargs(transport, (xdrproc_t)xdr_int, (caddr_t)numbers))
        svc_sendreply(transport, (xdrproc_t)xdr_int, (char *)add_1_svc(numbers, request));
}

static void dispatch_old(struct svc_req *request, SVCXPRT *transport) { // want-handler "onc-rpc.dispatch"
    (void)request;
    svcerr_noproc(transport);
}

static void dispatch_any(struct svc_req *request, SVCXPRT *transport) { // want-handler "onc-rpc.dispatch"
    (void)request;
    svcerr_noproc(transport);
}

static char *simple(char *argument) { // want-handler "onc-rpc.procedure"
    return argument;
}

static void not_registered(struct svc_req *request, SVCXPRT *transport) {
    (void)request, (void)transport;
    serve();
}

int main(void) {
    SVCXPRT *transport = svctcp_create(RPC_ANYSOCK, 0, 0);
    serve(); // before svc_run
    not_registered(NULL, NULL);
    svc_reg(transport, 0x20000001, 1, dispatch, NULL);
    svc_register(transport, 0x20000001, 2, dispatch_old, IPPROTO_TCP);
    svc_create(dispatch_any, 0x20000001, 3, "tcp");
    registerrpc(0x20000002, 1, 1, simple, (xdrproc_t)xdr_int, (xdrproc_t)xdr_int);
    svc_run();
    return 0;
}
