// A module with the real headers of nginx: phases, filters, variables, upstreams, events, and the pool of threads.
#define _GNU_SOURCE
#include <ngx_config.h>
#include <ngx_core.h>
#include <ngx_http.h>
#include <ngx_thread_pool.h>
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;
static ngx_http_output_header_filter_pt next_header_filter;
static ngx_http_output_body_filter_pt next_body_filter;

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static ngx_int_t render(ngx_http_request_t *r) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "page"
    // want-path(-1) pin-in-handler "page -> tile -> render -> sched_setaffinity"
    count();
    return ngx_http_send_header(r);
}

static ngx_int_t tile(ngx_http_request_t *r) {
    return render(r);
}

static ngx_int_t page(ngx_http_request_t *r) { // want-handler "nginx.handler"
    return tile(r);
}

static ngx_int_t access_phase(ngx_http_request_t *r) { // want-handler "nginx.handler"
    return r->main == r ? NGX_DECLINED : NGX_OK;
}

// Runs on a thread of the pool: it may wait, but a pin would stay.
static void work(void *data, ngx_log_t *log) { // want-handler "nginx.thread_task"
    (void)data, (void)log;
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "work"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void notified(ngx_event_t *ev) { // want-handler "nginx.event"
    (void)ev;
}

static void worked(ngx_event_t *ev) { // want-handler "nginx.event"
    ngx_notify(notified);
    ngx_http_finalize_request(ev->data, NGX_OK);
}

static ngx_int_t hand_over(ngx_http_request_t *r) { // want-handler "nginx.handler"
    ngx_thread_task_t *task = ngx_thread_task_alloc(r->pool, 0);
    task->handler = work;
    task->event.handler = worked;
    task->event.data = r;
    return ngx_thread_task_post(ngx_thread_pool_get((ngx_cycle_t *)ngx_cycle, &r->uri), task) == NGX_OK ? NGX_DONE
                                                                                                       : NGX_ERROR;
}

static ngx_int_t header_filter(ngx_http_request_t *r) { // want-handler "nginx.filter"
    return next_header_filter(r);
}

static ngx_int_t body_filter(ngx_http_request_t *r, ngx_chain_t *in) { // want-handler "nginx.filter"
    return next_body_filter(r, in);
}

static ngx_int_t variable(ngx_http_request_t *r, ngx_http_variable_value_t *v, uintptr_t data) { // want-handler "nginx.variable"
    v->not_found = r && data;
    return NGX_OK;
}

static void code(ngx_http_script_engine_t *e) { // want-handler "nginx.script"
    e->ip += sizeof(uintptr_t);
}

static ngx_int_t create_request(ngx_http_request_t *r) { // want-handler "nginx.upstream"
    return r->upstream ? NGX_OK : NGX_ERROR;
}

static ngx_int_t process_header(ngx_http_request_t *r) { // want-handler "nginx.upstream"
    return r ? NGX_AGAIN : NGX_ERROR;
}

static void finalize(ngx_http_request_t *r, ngx_int_t rc) { // want-handler "nginx.upstream"
    (void)r, (void)rc;
}

static void body_came(ngx_http_request_t *r) { // want-handler "nginx.client_body"
    r->upstream->create_request = create_request;
    r->upstream->process_header = process_header;
    r->upstream->finalize_request = finalize;
    ngx_http_upstream_init(r);
}

static ngx_int_t proxy(ngx_http_request_t *r) { // want-handler "nginx.handler"
    return ngx_http_read_client_request_body(r, body_came);
}

static ngx_int_t sub_done(ngx_http_request_t *r, void *data, ngx_int_t rc) { // want-handler "nginx.request"
    return r && data ? rc : NGX_ERROR;
}

static void written(ngx_http_request_t *r) { // want-handler "nginx.request"
    ngx_http_finalize_request(r, NGX_OK);
}

static ngx_int_t subrequest(ngx_http_request_t *r) { // want-handler "nginx.handler"
    ngx_http_post_subrequest_t *done = ngx_palloc(r->pool, sizeof *done);
    ngx_http_request_t *sr;
    done->handler = sub_done;
    r->write_event_handler = written;
    return ngx_http_subrequest(r, &r->uri, NULL, &sr, done, 0);
}

// Not handlers: the configuration is read, a worker starts.
static ngx_http_variable_t variables[] = {{ngx_string("tile"), NULL, variable, 0, 0, 0}, ngx_http_null_variable};

static ngx_int_t init(ngx_conf_t *cf) {
    ngx_http_core_main_conf_t *conf = ngx_http_conf_get_module_main_conf(cf, ngx_http_core_module);
    static ngx_http_handler_pt const phases[] = {access_phase, hand_over};
    count();
    for (ngx_uint_t i = 0; i < 2; i++) {
        ngx_http_handler_pt *h = ngx_array_push(&conf->phases[NGX_HTTP_ACCESS_PHASE].handlers);
        if (h == NULL)
            return NGX_ERROR;
        *h = phases[i];
    }
    ngx_http_script_code_pt *c = ngx_http_script_start_code(cf->pool, NULL, sizeof(uintptr_t));
    *c = code;
    next_header_filter = ngx_http_top_header_filter;
    ngx_http_top_header_filter = header_filter;
    next_body_filter = ngx_http_top_body_filter;
    ngx_http_top_body_filter = body_filter;
    return ngx_http_add_variable(cf, &variables[0].name, 0) ? NGX_OK : NGX_ERROR;
}

static char *directive(ngx_conf_t *cf, ngx_command_t *cmd, void *conf) {
    ngx_http_core_loc_conf_t *location = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);
    location->handler = cmd->offset == 0 ? page : cmd->offset == 1 ? proxy : subrequest;
    return conf ? NGX_CONF_OK : NGX_CONF_ERROR;
}

static ngx_int_t worker_starts(ngx_cycle_t *cycle) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
    return cycle ? NGX_OK : NGX_ERROR;
}

static ngx_command_t commands[] = {{ngx_string("tile"), NGX_HTTP_LOC_CONF | NGX_CONF_NOARGS, directive,
                                    NGX_HTTP_LOC_CONF_OFFSET, 0, NULL},
                                   ngx_null_command};
static ngx_http_module_t context = {NULL, init, NULL, NULL, NULL, NULL, NULL, NULL};
extern ngx_module_t ngx_http_tile_module;
ngx_module_t ngx_http_tile_module = {
    NGX_MODULE_V1, &context, commands, NGX_HTTP_MODULE, NULL, NULL, worker_starts, NULL, NULL, NULL, NULL,
    NGX_MODULE_V1_PADDING};
