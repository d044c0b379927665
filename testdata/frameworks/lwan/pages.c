// A macro makes the function and the record that registers it. Coroutines share their thread.
#define _GNU_SOURCE
#include "lwan.h"

#include <pthread.h>
#include <sched.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;
static int jobs[2];

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void render(struct lwan_response *response) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "lwan_handler_page"
    // want-path(-1) pin-in-handler "lwan_handler_page -> tile -> render -> sched_setaffinity"
    lwan_strbuf_set_static(response->buffer, "hello", 5);
    count();
}

static void tile(struct lwan_response *response) {
    render(response);
}

LWAN_HANDLER(page) { // want-handler "lwan.handler"
    tile(response);
    return HTTP_OK;
}

// A thread that is pinned once, when it starts.
static void *worker(void *arg) {
    cpu_set_t *set = arg;
    char job;
    pthread_setaffinity_np(pthread_self(), sizeof *set, set);
    while (read(jobs[0], &job, 1) == 1)
        count();
    return NULL;
}

LWAN_HANDLER_ROUTE(queue, "/queue") { // want-handler "lwan.handler"
    return write(jobs[1], "j", 1) == 1 ? HTTP_OK : HTTP_UNAVAILABLE;
}

static enum lwan_http_status more(struct lwan_request *request, void *data) { // want-handler "lwan.stream"
    (void)request, (void)data;
    return HTTP_OK;
}

static enum lwan_http_status file(struct lwan_request *request, struct lwan_response *response, void *data) { // want-handler "lwan.module"
    (void)request;
    response->stream.callback = more;
    response->stream.data = data;
    return HTTP_OK;
}

static enum lwan_http_status old(struct lwan_request *request, struct lwan_response *response, void *data) { // want-handler "lwan.handler"
    (void)request, (void)response, (void)data;
    return HTTP_OK;
}

// Not handlers: once, when the server starts.
static void *create(const char *prefix, void *args) {
    count();
    return prefix ? args : NULL;
}

static const struct lwan_module files = {.create = create, .handle_request = file};
LWAN_REGISTER_MODULE(files, &files);
static const struct lwan_url_map map[] = {{.prefix = "/old", .handler = old}, {.prefix = "/", .module = &files}, {0}};

int serve(struct lwan *l);
int serve(struct lwan *l) {
    cpu_set_t set;
    pthread_t thread;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    if (pipe(jobs) || pthread_create(&thread, NULL, worker, &set))
        return 1;
    lwan_init(l);
    lwan_set_url_map(l, map);
    lwan_main_loop(l);
    return 0;
}
