#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

void on_urgent(void) {
    struct sched_param param = {.sched_priority = 10};
    pthread_setschedparam(pthread_self(), SCHED_FIFO, &param); // want sched-in-handler:warning "pthread_setschedparam"
}

void on_batch(void) {
    struct sched_param param = {0};
    sched_setscheduler(0, SCHED_BATCH, &param); // want sched-in-handler "sched_setscheduler"
}

void on_background(void) {
    setpriority(PRIO_PROCESS, 0, 19); // want sched-in-handler "setpriority"
    if (nice(1) == -1)                // want sched-in-handler "nice"
        return;
}

int on_query(void) {
    return sched_getscheduler(0) + getpriority(PRIO_PROCESS, 0);
}

void on_yield(void) {
    sched_yield();
}
