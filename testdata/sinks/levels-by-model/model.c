// A lock stalls every client of an event loop; in a pool it only costs one of many threads.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long hits;

void on_hit(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

void serve_hit(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// A pin outlives the request in both.
void serve_pinned(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "sched_setaffinity"
}

// Reached from both: the worse of the two counts.
static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

void serve_count(void) {
    count();
}

void on_count(void) {
    count();
}
