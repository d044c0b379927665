// A plugin: one record of functions, routes, and a function of the RPC table, which takes it as a void *.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include "uwsgi.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;
static int jobs[2];
extern struct uwsgi_plugin tile_plugin;

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void render(struct wsgi_request *r) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "page"
    // want-path(-1) pin-in-handler "page -> tile -> render -> sched_setaffinity"
    uwsgi_response_write_body_do(r, "hello", 5);
    count();
}

static void tile(struct wsgi_request *r) {
    render(r);
}

static int page(struct wsgi_request *r) { // want-handler "uwsgi.request"
    tile(r);
    return 0;
}

static void after(struct wsgi_request *r) { // want-handler "uwsgi.request"
    (void)r;
}

// A thread that is pinned once, when it starts.
static void worker(struct uwsgi_thread *thread) {
    cpu_set_t set;
    char job;
    (void)thread;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set);
    while (read(jobs[0], &job, 1) == 1)
        count();
}

static int hand_over(struct wsgi_request *r, struct uwsgi_route *route) { // want-handler "uwsgi.route"
    (void)r, (void)route;
    return write(jobs[1], "j", 1) == 1 ? 0 : -1;
}

// Not a handler: reads the configuration.
static int router(struct uwsgi_route *route, char *args) {
    count();
    route->data = args;
    route->func = hand_over;
    return 0;
}

static char *route_var(struct wsgi_request *r, char *name, uint16_t length, uint16_t *size) { // want-handler "uwsgi.route"
    (void)r;
    *size = length;
    return name;
}

static int shrink(struct wsgi_request *r, struct uwsgi_transformation *t) { // want-handler "uwsgi.transformation"
    return r && t ? 0 : -1;
}

static void pair(char *key, uint16_t key_length, char *value, uint16_t length, void *data) {
    void (**each)(void) = data;
    (void)key, (void)key_length, (void)value, (void)length;
    (*each)(); // want-edge "count" field
}

static int packet(char *from, int from_length, char *data, int length) { // want-handler "uwsgi.message"
    static void (*each)(void) = count;
    (void)from, (void)from_length;
    return uwsgi_hooked_parse(data, length, pair, &each);
}

static uint64_t greet(int argc, char **argv, uint16_t *lengths, char **answer) { // want-handler "uwsgi.rpc"
    *answer = argv[argc - 1];
    return lengths[argc - 1];
}

static ssize_t chunk(struct wsgi_request *r, char **text) { // want-handler "uwsgi.log"
    (void)r;
    *text = "tile";
    return 4;
}

static int prepare(struct wsgi_request *r, struct uwsgi_offload_request *o) { // want-handler "uwsgi.offload"
    return r && o ? 0 : -1;
}

// The thread that serves all offloaded requests.
static int event(struct uwsgi_thread *thread, struct uwsgi_offload_request *o, int fd) { // want-handler "uwsgi.offload.event"
    return thread && o ? fd : -1;
}

static int wants_transformation(struct wsgi_request *r, struct uwsgi_route *route) { // want-handler "uwsgi.route"
    return uwsgi_add_transformation(r, shrink, route->data) ? 0 : -1;
}

// Not handlers: once, in the master and in each worker.
static int init(void) {
    static struct uwsgi_route route = {.if_func = wants_transformation};
    count();
    uwsgi_register_router("tile", router);
    uwsgi_register_route_var("tile", route_var);
    uwsgi_register_rpc("greet", &tile_plugin, 1, greet);
    uwsgi_register_logchunk("tile", chunk, 0);
    uwsgi_offload_register_engine("tile", prepare, event);
    return route.if_func == NULL;
}

static void post_fork(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set);
    if (!pipe(jobs))
        uwsgi_thread_new(worker);
}

struct uwsgi_plugin tile_plugin = {.name = "tile",
                                   .modifier1 = 250,
                                   .init = init,
                                   .post_fork = post_fork,
                                   .request = page,
                                   .after_request = after,
                                   .manage_udp = packet};
