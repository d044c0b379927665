#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
pid_t project_fork(int purpose);
int spawned(void);

static pid_t fork_again(void) {
    return project_fork(2);
}

static void pin(void) {
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
}

void on_save(void) {
    pid_t child;
    if ((child = project_fork(1)) == 0) {
        pin(); // want pin-in-handler:note "in a forked child" want-via pin-in-handler "in a forked child"
        _exit(0);
    }
}

void on_rewrite(void) {
    if (fork_again() != 0) return;
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "in a forked child"
    pthread_mutex_unlock(&mutex);
    _exit(0);
}

void on_spawn(void) {
    if (spawned() == 0) {
        pthread_mutex_lock(&mutex); // want lock-in-handler:warning "on_spawn"
        pthread_mutex_unlock(&mutex);
    }
}
