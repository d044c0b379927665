// Case uwsgi-worker-start: true negative. A worker pins itself before it takes requests.
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>

struct request;
struct request *accept_request(void);

static int cores = 4, worker;

static void set_cpu_affinity(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(worker % cores, &set);
    if (sched_setaffinity(0, sizeof set, &set)) perror("sched_setaffinity()");
}

int on_request(struct request *request) { return request != NULL; } // want-handler "app.event"

int main(void) {
    set_cpu_affinity();
    while (on_request(accept_request())) {
    }
    return 0;
}
