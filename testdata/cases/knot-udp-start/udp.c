// Case knot-udp-start: true negative. A thread of the server pins itself, by the handle in its own description, before its loop.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>

typedef struct {
    pthread_t handle;
    int index;
} dthread;
int receive(void);

static int dt_setaffinity(dthread *thread, const unsigned *cpus, unsigned count) {
    cpu_set_t set;
    CPU_ZERO(&set);
    for (unsigned i = 0; i < count; i++) CPU_SET(cpus[i], &set);
    return pthread_setaffinity_np(thread->handle, sizeof set, &set);
}

void on_query(int query) { (void)query; } // want-handler "app.event"

static int udp_master(dthread *thread) {
    unsigned cpu = (unsigned)thread->index;
    dt_setaffinity(thread, &cpu, 1);
    for (int query; (query = receive()) >= 0;) on_query(query);
    return 0;
}

static void *thread_main(void *data) {
    udp_master(data);
    return NULL;
}

int start(dthread *thread) { return pthread_create(&thread->handle, NULL, thread_main, thread); }
