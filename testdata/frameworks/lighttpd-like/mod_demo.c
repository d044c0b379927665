// A plugin fills a record that the server hands to its init function. Set-up hooks are no handlers.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include "plugin.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;
static int jobs[2];

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static handler_t render(request_st *r) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "uri"
    // want-path(-1) pin-in-handler "uri -> tile -> render -> sched_setaffinity"
    count();
    return r ? HANDLER_FINISHED : HANDLER_ERROR;
}

static handler_t tile(request_st *r) {
    return render(r);
}

static handler_t uri(request_st *r, void *p_d) { // want-handler "lighttpd.request"
    (void)p_d;
    return tile(r);
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

static handler_t hand_over(request_st *r, void *p_d) { // want-handler "lighttpd.request"
    return r && p_d && write(jobs[1], "j", 1) == 1 ? HANDLER_GO_ON : HANDLER_ERROR;
}

static handler_t readable(void *ctx, int revents) { // want-handler "lighttpd.fd"
    return ctx && revents ? HANDLER_FINISHED : HANDLER_GO_ON;
}

static handler_t env(gw_handler_ctx *hctx) { // want-handler "lighttpd.gateway"
    return hctx ? HANDLER_GO_ON : HANDLER_ERROR;
}

static handler_t parse(request_st *r, http_response_opts *opts, buffer *b, size_t n) { // want-handler "lighttpd.gateway"
    return r && opts && b && n ? HANDLER_GO_ON : HANDLER_ERROR;
}

static handler_t subrequest(request_st *r, void *p_d) { // want-handler "lighttpd.request"
    gw_handler_ctx *hctx = gw_handler_of(r);
    hctx->create_env = env;
    hctx->opts.parse = parse;
    fdevent_register(p_d, jobs[0], readable, hctx);
    if (nice(1) < 0) // want sched-in-handler "subrequest"
        return HANDLER_ERROR;
    return r ? HANDLER_FINISHED : HANDLER_ERROR;
}

static handler_t accepted(connection *con, void *p_d) { // want-handler "lighttpd.connection"
    return con && p_d ? HANDLER_GO_ON : HANDLER_ERROR;
}

static handler_t second(server *srv, void *p_d) { // want-handler "lighttpd.loop"
    return srv && p_d ? HANDLER_GO_ON : HANDLER_ERROR;
}

static handler_t basic(request_st *r, void *p_d, const struct http_auth_require_t *require, // want-handler "lighttpd.auth"
                       const buffer *user, const char *password) {
    return r && p_d && require && user && password ? HANDLER_GO_ON : HANDLER_ERROR;
}

static handler_t defaults(server *srv, void *p_d) {
    static http_auth_backend_t backend = {"demo", basic};
    (void)srv, (void)p_d;
    http_auth_backend_set(&backend);
    count();
    return HANDLER_GO_ON;
}

static handler_t worker_starts(server *srv, void *p_d) {
    static cpu_set_t set;
    pthread_t thread;
    (void)srv, (void)p_d;
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
    return pipe(jobs) || pthread_create(&thread, NULL, worker, &set) ? HANDLER_ERROR : HANDLER_GO_ON;
}

int mod_demo_plugin_init(plugin *p);
int mod_demo_plugin_init(plugin *p) {
    p->name = "demo";
    p->set_defaults = defaults;
    p->worker_init = worker_starts;
    p->handle_uri_clean = uri;
    p->handle_uri_raw = hand_over;
    p->handle_subrequest = subrequest;
    p->handle_connection_accept = accepted;
    p->handle_trigger = second;
    return 0;
}
