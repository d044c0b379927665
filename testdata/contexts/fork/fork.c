// What only the child of a fork runs is no request handling: a note that says so. The parent's part is the handler's.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void in_child(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "in a forked child"
    pthread_mutex_unlock(&mutex);
}

static void in_parent(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "on_\w+ .* \d calls? down \([^)]*\); "
    pthread_mutex_unlock(&mutex);
}

void on_compare(void) {
    if (fork() == 0) { // want thread-spawn-in-handler:warning "fork"
        in_child();
        _exit(0);
    }
    in_parent();
}

void on_assign(void) {
    pid_t pid;
    if ((pid = fork()) < 0) { // want thread-spawn-in-handler "fork"
        in_parent();
    } else if (pid > 0) {
        in_parent();
    } else {
        in_child();
        _exit(0);
    }
}

void on_negated(void) {
    pid_t pid = -1;
    pid = fork(); // want thread-spawn-in-handler "fork"
    if (!pid) {
        cpu_set_t cpus;
        CPU_ZERO(&cpus);
        sched_setaffinity(0, sizeof cpus, &cpus); // want pin-in-handler:note "in its own body, in a forked child"
        _exit(0);
    }
    in_parent();
}

int on_early_return(void) {
    pid_t pid = vfork(); // want thread-spawn-in-handler "vfork"
    if (pid)
        return pid;
    in_child();
    execl("/bin/true", "true", (char *)0);
    _exit(127);
}

void on_switch(void) {
    switch (fork()) { // want thread-spawn-in-handler "fork"
    case -1: in_parent(); break;
    case 0: in_child(); exit(0);
    default: in_parent();
    }
}

static void both(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "both"
    pthread_mutex_unlock(&mutex);
}

/* Only what the child alone runs counts. */
void on_both(void) {
    pid_t pid = fork(); // want thread-spawn-in-handler "fork"
    both();
    if (pid == 0) _exit(0);
}

static void after_wait(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "after_wait"
    pthread_mutex_unlock(&mutex);
}

/* The same variable holds something else by then. */
void on_wait(void) {
    pid_t pid = fork(); // want thread-spawn-in-handler "fork"
    if (pid == 0) _exit(0);
    pid = waitpid(-1, 0, WNOHANG);
    if (pid == 0) after_wait();
}
