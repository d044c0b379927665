// Attributes are for threads that do not exist yet.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
// want-none

void on_prepare(pthread_attr_t *attr) { // want-handler "app.event"
    cpu_set_t cpus;
    struct sched_param param = {.sched_priority = 1};
    CPU_ZERO(&cpus);
    pthread_attr_setaffinity_np(attr, sizeof cpus, &cpus);
    pthread_attr_setschedpolicy(attr, SCHED_FIFO);
    pthread_attr_setschedparam(attr, &param);
    pthread_attr_setinheritsched(attr, PTHREAD_EXPLICIT_SCHED);
    pthread_setattr_default_np(attr);
}
