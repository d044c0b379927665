#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <unistd.h>

#include "tiled.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned long total;

void stats_count(void) {
    // lockosthread:allow lock-in-handler -- held for one addition, nothing in it can wait
    pthread_mutex_lock(&lock);
    total++;
    pthread_mutex_unlock(&lock);
}

unsigned long stats_total(void) {
    // lockosthread:allow lock-in-handler -- as in stats_count
    pthread_mutex_lock(&lock);
    unsigned long result = total;
    pthread_mutex_unlock(&lock);
    return result;
}

/* A thread of its own may pin itself and take its time: no request runs on it, and pinlint says nothing. */
static void *print_every_minute(void *unused) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set);
    for (;;) {
        sleep(60);
        printf("tiles %lu\n", stats_total());
        fflush(stdout);
    }
    return unused;
}

void stats_start(void) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, print_every_minute, NULL) == 0) pthread_detach(thread);
}
