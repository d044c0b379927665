// The shipped pack on a program of Suricata.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unix-manager.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "uptime"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "uptime"
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

static TmEcode uptime(json_t *cmd, json_t *answer, void *data) { // want-handler "suricata.unix"
    pthread_t thread;
    (void)cmd, (void)answer, (void)data;
    serve();
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "uptime"
    return TM_ECODE_OK;
}

static TmEcode background(void *data) { // want-handler "suricata.unix"
    (void)data;
    return TM_ECODE_OK;
}

static TmEcode not_registered(json_t *cmd, json_t *answer, void *data) {
    (void)cmd, (void)answer, (void)data;
    serve();
    return TM_ECODE_OK;
}

void setup(void);
void setup(void) {
    not_registered(NULL, NULL, NULL);
    UnixManagerRegisterCommand("uptime", uptime, NULL, 0);
    UnixManagerRegisterBackgroundTask(background, NULL);
}
