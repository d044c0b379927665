// With the real headers and the shipped pack.
#define _GNU_SOURCE
#include <modsecurity/modsecurity.h>
#include <modsecurity/rules_set.h>
#include <modsecurity/transaction.h>
#include <pthread.h>
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
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "write_log"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "write_log"
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

static void write_log(void *data, const void *message) { // want-handler "libmodsecurity.log"
    pthread_t thread;
    (void)data, (void)message;
    serve();
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "write_log"
}

static void not_registered(void *data, const void *message) {
    (void)data, (void)message;
    serve();
}

int main(void) {
    ModSecurity *modsec = msc_init();
    serve(); // before any request
    not_registered(NULL, NULL);
    msc_set_log_cb(modsec, write_log);
    return 0;
}
