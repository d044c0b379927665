// A queue of packets, read with libnetfilter_queue and with libmnl.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <stdint.h>
#include <sys/time.h>
#include <sys/types.h>

#include <libmnl/libmnl.h>
#include <libnetfilter_queue/libnetfilter_queue.h>
#include <linux/netfilter.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "judge \(libnetfilter_queue\)"
    served++;
    pthread_mutex_unlock(&mutex);
}

static void stay_on_one_cpu(void) {
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    CPU_SET(0, &cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
}

static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler "judge \(libnetfilter_queue\)"
    count();
}

static void hand_over(char job) {
    if (write(jobs[1], &job, 1) != 1) served = 0;
}

// Pins itself once, and does what handlers hand over: no request waits for it.
static void *worker(void *arg) {
    char job;
    stay_on_one_cpu();
    while (read(jobs[0], &job, 1) == 1) count();
    return arg;
}

// At start-up pinning and waiting are nobody's loss.
static int start_worker(void) {
    pthread_t thread;
    count();
    return pipe(jobs) || pthread_create(&thread, NULL, worker, NULL);
}

static int judge(struct nfq_q_handle *queue, struct nfgenmsg *message, // want-handler "netfilter_queue"
                 struct nfq_data *data, void *arg) {
    (void)message, (void)data, (void)arg;
    serve();
    return nfq_set_verdict(queue, 0, NF_ACCEPT, 0, NULL);
}

static int attribute(const struct nlattr *attr, void *data) {
    (void)attr, (void)data;
    return MNL_CB_OK;
}

static int parse(const struct nlmsghdr *header, void *data) { // want-handler "mnl.message"
    hand_over((char)header->nlmsg_type);
    return mnl_attr_parse(header, 0, attribute, data);
}

int main(void) {
    static char buffer[4096];
    struct nfq_handle *handle = nfq_open();
    struct mnl_socket *socket = mnl_socket_open(12);
    if (start_worker()) return 1;
    nfq_create_queue(handle, 0, &judge, NULL);
    for (ssize_t n; (n = mnl_socket_recvfrom(socket, buffer, sizeof buffer)) > 0;)
        if (mnl_cb_run(buffer, (size_t)n, 0, 0, parse, NULL) < 0) break;
    for (ssize_t n; (n = read(nfq_fd(handle), buffer, sizeof buffer)) > 0;) nfq_handle_packet(handle, buffer, (int)n);
    return 0;
}
