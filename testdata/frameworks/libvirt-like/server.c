// The shipped pack on a program of libvirt.
#define _GNU_SOURCE
#include <pthread.h>
#include <rpc/virnetserverprogram.h>
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
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "remoteDispatchPinVcpu|qemuDomainPinVcpuFlags"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "remoteDispatchPinVcpu|qemuDomainPinVcpuFlags"
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

static void job(void *data, void *opaque) {
    (void)opaque;
    work(data);
}

static int qemuDomainPinVcpuFlags(virDomainPtr domain, unsigned vcpu, unsigned char *cpumap, int maplen, unsigned flags) { // want-handler "libvirt.driver"
    (void)domain, (void)vcpu, (void)cpumap, (void)maplen, (void)flags;
    serve();
    virThreadPoolNewFull(0, 1, 0, job, "worker", NULL, NULL);
    return 0;
}

static int qemuConnectOpen(void *conn) { // want-handler "libvirt.driver"
    return conn != NULL;
}

static virHypervisorDriver driver = {
    .name = "demo", .connectOpen = qemuConnectOpen, .domainPinVcpuFlags = qemuDomainPinVcpuFlags};

static int remoteDispatchPinVcpuHelper(virNetServer *server, virNetServerClient *client, virNetMessage *msg, // want-handler "libvirt.rpc"
                                       struct virNetMessageError *rerr, void *args, void *ret) {
    (void)server, (void)client, (void)msg, (void)rerr, (void)args, (void)ret;
    return driver.domainPinVcpuFlags(NULL, 0, NULL, 0, 0);
}

static virNetServerProgramProc procs[] = {{remoteDispatchPinVcpuHelper, 8}};

static void at_start(void *opaque) {
    (void)opaque;
    serve();
}

int main(void) {
    at_start(NULL);
    virThreadCreateFull(NULL, 0, at_start, "start", 0, NULL);
    return virNetServerProgramNew(1, 1, procs, 1) == NULL;
}
