// An output module of rsyslog: macros make the functions, the module tells their addresses by name.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include "runtime/module-template.h"
#include <string.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "doAction \(rsyslog\)"
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
    stay_on_one_cpu(); // want pin-in-handler "doAction \(rsyslog\)"
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

typedef struct wrkrInstanceData {
    int lines;
} wrkrInstanceData_t;

BEGINdoAction // want-handler "rsyslog.output"
    (void)pMsgData;
    serve();
    pWrkrData->lines++;
ENDdoAction

static rsRetVal commitTransaction(wrkrInstanceData_t *const worker_of, // want-handler "rsyslog.output"
                                  void *const parameters, const unsigned count_of) {
    (void)parameters, (void)count_of;
    hand_over((char)worker_of->lines);
    return RS_RET_OK;
}

static rsRetVal tryResume(wrkrInstanceData_t *worker_of) { // want-handler "rsyslog.output"
    (void)worker_of;
    return RS_RET_OK;
}

// The thread of an input, which may pin itself.
static rsRetVal runInput(void *thread) {
    (void)thread;
    serve();
    return RS_RET_OK;
}

// At start-up.
static rsRetVal activateCnf(void *configuration) {
    (void)configuration;
    return start_worker() ? RS_RET_ERR : RS_RET_OK;
}

rsRetVal queryEtryPt(const char *name, rsRetVal (**entry)()) {
    if (!strcmp(name, "doAction")) *entry = doAction;
    else if (!strcmp(name, "commitTransaction")) *entry = commitTransaction;
    else if (!strcmp(name, "tryResume")) *entry = tryResume;
    else if (!strcmp(name, "runInput")) *entry = runInput;
    else if (!strcmp(name, "activateCnf")) *entry = activateCnf;
    else return RS_RET_ERR;
    return RS_RET_OK;
}
