// Case nginx-worker-cpu-affinity: true negative. A worker pins and renices itself before its loop.
#define _GNU_SOURCE
#include <sched.h>
#include <sys/resource.h>

typedef struct request request;
typedef int (*ngx_http_handler_pt)(request *r);
request *next(void);
cpu_set_t *affinity_of(int worker);

static ngx_http_handler_pt handler;

static void setaffinity(cpu_set_t *set) { sched_setaffinity(0, sizeof *set, set); }

static void worker_init(int worker) {
    setpriority(PRIO_PROCESS, 0, -5);
    setaffinity(affinity_of(worker));
}

static int hello(request *r) { return r != 0; } // want-handler "nginx.content"

void worker_cycle(int worker) {
    handler = hello;
    worker_init(worker);
    for (;;) handler(next());
}
