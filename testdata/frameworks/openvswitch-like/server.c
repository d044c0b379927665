// The shipped pack on a program of Open vSwitch.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unixctl.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "show"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "show"
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

static void show(struct unixctl_conn *conn, int argc, const char *argv[], void *aux) { // want-handler "openvswitch.unixctl"
    unsigned long *total = aux;
    (void)argc, (void)argv;
    serve();
    ovs_thread_create("worker", work, total);
    unixctl_command_reply(conn, NULL);
}

static void not_registered(struct unixctl_conn *conn, int argc, const char *argv[], void *aux) {
    (void)conn, (void)argc, (void)argv, (void)aux;
    serve();
}

int main(void) {
    static unsigned long total;
    serve(); // before the loop
    not_registered(NULL, 0, NULL, NULL);
    unixctl_command_register("demo/show", "", 0, 0, show, &total);
    return 0;
}
