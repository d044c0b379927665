// want-none
// Nothing here runs for a request.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int config;

static void load(void) {
    pthread_mutex_lock(&mutex);
    config++;
    pthread_mutex_unlock(&mutex);
}

int on_read(void) {
    return config;
}

int main(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
    load();
    return on_read();
}
