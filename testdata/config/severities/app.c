#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

int on_all(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    pthread_mutex_lock(&mutex); // want lock-in-handler:error "on_all"
    pthread_mutex_unlock(&mutex);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:note "on_all"
    sleep(1); // want block-in-handler:warning "on_all"
    return nice(1);
}
