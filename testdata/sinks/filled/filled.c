// Whose number it is may be stored by a call that is given the address of the variable.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

static cpu_set_t set;

struct connection {
    pid_t worker;
};
int PyArg_ParseTuple(void *args, const char *format, ...);
int lookup_worker(const char *name, pid_t *tid);
int find_thread(const char *name, pthread_t *thread);

// Whoever sent the text may have written 0.
void on_scanned(const char *text) {
    int pid, nice;
    if (sscanf(text, "%d %d", &pid, &nice) != 2) return;
    setpriority(PRIO_PROCESS, (id_t)pid, nice); // want sched-in-handler:warning "may change the scheduling of its thread"
}

static int set_affinity(pid_t pid) { return sched_setaffinity(pid, sizeof set, &set); }
void *on_script(void *args) {
    pid_t pid;
    void *mask;
    if (!PyArg_ParseTuple(args, "iO", &pid, &mask)) return NULL;
    set_affinity(pid); // want pin-in-handler:warning "may pin its thread"
    return mask;
}

static void myself(pid_t *tid) { *tid = gettid(); }
void on_own_filler(void) {
    pid_t tid;
    myself(&tid);
    sched_setaffinity(tid, sizeof set, &set); // want pin-in-handler:error "pins its thread: sched_setaffinity"
}

// A default that a call may replace.
static void worker_of(const struct connection *connection, pid_t *tid) { *tid = connection->worker; }
void on_default(const struct connection *connection) {
    pid_t tid = 0;
    if (connection) worker_of(connection, &tid);
    sched_setaffinity(tid, sizeof set, &set); // want pin-in-handler:error "pins its thread: sched_setaffinity"
}

// Others: from a connection, from a table of threads, as an answer of a library that reads no text.
void on_worker_of(const struct connection *connection) {
    pid_t tid;
    worker_of(connection, &tid);
    sched_setaffinity(tid, sizeof set, &set);
}
void on_named_worker(const char *name) {
    pid_t tid;
    if (lookup_worker(name, &tid)) sched_setaffinity(tid, sizeof set, &set);
}
void on_named_thread(const char *name) {
    pthread_t thread;
    if (!find_thread(name, &thread)) pthread_setaffinity_np(thread, sizeof set, &set);
}
// A thread is no number that could be read.
void on_scanned_thread(const char *text) {
    pthread_t thread;
    if (sscanf(text, "%lu", &thread) == 1) pthread_setaffinity_np(thread, sizeof set, &set);
}
