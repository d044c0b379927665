// A sniffer: pcap_loop calls what it is given, on this thread, until it is told to stop.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <pcap/pcap.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "packet \(libpcap\)"
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
    stay_on_one_cpu(); // want pin-in-handler "packet \(libpcap\)"
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

static void packet(u_char *user, const struct pcap_pkthdr *header, const u_char *bytes) { // want-handler "pcap"
    (void)user, (void)header, (void)bytes;
    serve();
}

static void queue(u_char *user, const struct pcap_pkthdr *header, const u_char *bytes) { // want-handler "pcap"
    (void)user, (void)header;
    hand_over((char)bytes[0]);
}

int main(void) {
    char error[PCAP_ERRBUF_SIZE];
    pcap_t *capture = pcap_open_live("any", 65535, 0, 100, error);
    if (start_worker()) return 1;
    pcap_dispatch(capture, 10, &queue, NULL);
    return pcap_loop(capture, -1, packet, NULL);
}
