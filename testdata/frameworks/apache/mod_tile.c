// A module with the real headers: hooks by the calls that macros declare, filters, providers, and optional hooks.
#include <httpd.h> // first

#include <apr_optional.h>
#include <apr_optional_hooks.h>
#include <apr_strings.h>
#include <http_config.h>
#include <http_connection.h>
#include <http_core.h>
#include <http_protocol.h>
#include <http_request.h>
#include <ap_mpm.h>
#include <mod_auth.h>
#include <mod_include.h>
#include <mod_log_config.h>
#include <mod_proxy.h>
#include <mod_status.h>
#include <pthread.h>
#include <sched.h>
#include <unistd.h>
#include <util_filter.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;
static int jobs[2];

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void render(request_rec *r) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "page"
    // want-path(-1) pin-in-handler "page -> tile -> render -> sched_setaffinity"
    ap_rputs("hello", r);
    count();
}

static void tile(request_rec *r) {
    render(r);
}

static int page(request_rec *r) { // want-handler "apache.handler"
    if (strcmp(r->handler, "tile"))
        return DECLINED;
    tile(r);
    return OK;
}

static int quick(request_rec *r, int lookup_uri) { // want-handler "apache.handler"
    return r && lookup_uri ? DECLINED : OK;
}

// A thread that is pinned once, when it starts.
static void *APR_THREAD_FUNC worker(apr_thread_t *thread, void *arg) {
    cpu_set_t *set = arg;
    char job;
    pthread_setaffinity_np(pthread_self(), sizeof *set, set);
    while (read(jobs[0], &job, 1) == 1)
        count();
    return thread;
}

static int hand_over(request_rec *r) { // want-handler "apache.hook"
    return r && write(jobs[1], "j", 1) == 1 ? OK : DECLINED;
}

static int access_check(request_rec *r) { // want-handler "apache.hook"
    return r->user ? OK : HTTP_UNAUTHORIZED;
}

static int connection(conn_rec *c, void *csd) { // want-handler "apache.connection"
    return c && csd ? OK : DECLINED;
}

static apr_status_t shrink(ap_filter_t *f, apr_bucket_brigade *bb) { // want-handler "apache.filter"
    return ap_pass_brigade(f->next, bb);
}

static int shrink_init(ap_filter_t *f) { // want-handler "apache.filter"
    return f->r ? OK : DECLINED;
}

static apr_status_t grow(ap_filter_t *f, apr_bucket_brigade *bb, ap_input_mode_t mode, apr_read_type_e block, // want-handler "apache.filter"
                         apr_off_t bytes) {
    return ap_get_brigade(f->next, bb, mode, block, bytes);
}

static authn_status password(request_rec *r, const char *user, const char *password) { // want-handler "apache.auth"
    return r && user && password ? AUTH_GRANTED : AUTH_DENIED;
}

static authz_status allowed(request_rec *r, const char *line, const void *parsed) { // want-handler "apache.auth"
    return r && line && parsed ? AUTHZ_GRANTED : AUTHZ_DENIED;
}

// Not a handler: reads the configuration.
static const char *parse(cmd_parms *cmd, const char *line, const void **parsed) {
    count();
    *parsed = cmd;
    return line;
}

static const authn_provider by_password = {.check_password = password};
static const authz_provider by_line = {&allowed, &parse};

static proxy_worker *best(proxy_balancer *balancer, request_rec *r) { // want-handler "apache.proxy"
    return r ? (proxy_worker *)balancer->workers->elts : NULL;
}

static const proxy_balancer_method method = {.name = "tile", .finder = best};

static int forward(request_rec *r, proxy_worker *worker, proxy_server_conf *conf, char *url, const char *host, // want-handler "apache.proxy"
                   apr_port_t port) {
    return r && worker && conf && url && host && port ? OK : DECLINED;
}

static int status(request_rec *r, int flags) { // want-handler "apache.hook"
    return r && flags ? OK : DECLINED;
}

static const char *log_item(request_rec *r, char *text) { // want-handler "apache.log"
    return apr_pstrdup(r->pool, text);
}

static apr_status_t include_tile(include_ctx_t *ctx, ap_filter_t *f, apr_bucket_brigade *bb) { // want-handler "apache.include"
    (void)ctx;
    return ap_pass_brigade(f->next, bb);
}

static void tick(void *baton) { // want-handler "apache.timer"
    (void)baton;
}

static void *merge(apr_pool_t *pool, void *base, void *add) { // want-handler "apache.merge"
    return pool && base ? add : base;
}

// Not handlers: once, in each child and for each server.
static void child_starts(apr_pool_t *pool, server_rec *server) {
    static cpu_set_t set;
    apr_thread_t *thread;
    (void)server;
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
    count();
    if (!pipe(jobs))
        ap_thread_create(&thread, NULL, worker, &set, pool);
}

static int configured(apr_pool_t *conf, apr_pool_t *log, apr_pool_t *temp, server_rec *server) {
    static APR_OPTIONAL_FN_TYPE(ap_register_log_handler) * register_log;
    static APR_OPTIONAL_FN_TYPE(ap_register_include_handler) * register_include;
    count();
    register_log = APR_RETRIEVE_OPTIONAL_FN(ap_register_log_handler);
    register_include = APR_RETRIEVE_OPTIONAL_FN(ap_register_include_handler);
    register_log(conf, "t", log_item, 0);
    register_include("tile", include_tile);
    ap_mpm_register_timed_callback(apr_time_from_sec(1), tick, NULL);
    return log && temp && server ? OK : DECLINED;
}

static void hooks(apr_pool_t *pool) {
    ap_hook_handler(page, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_quick_handler(&quick, NULL, NULL, APR_HOOK_FIRST);
    ap_hook_log_transaction(hand_over, NULL, NULL, APR_HOOK_LAST);
    ap_hook_check_access(access_check, NULL, NULL, APR_HOOK_MIDDLE, AP_AUTH_INTERNAL_PER_CONF);
    ap_hook_pre_connection(connection, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_child_init(child_starts, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_post_config(configured, NULL, NULL, APR_HOOK_MIDDLE);
    ap_register_output_filter("SHRINK", shrink, shrink_init, AP_FTYPE_RESOURCE);
    ap_register_input_filter("GROW", grow, NULL, AP_FTYPE_RESOURCE);
    ap_register_auth_provider(pool, AUTHN_PROVIDER_GROUP, "tile", AUTHN_PROVIDER_VERSION, &by_password,
                              AP_AUTH_INTERNAL_PER_CONF);
    ap_register_auth_provider(pool, AUTHZ_PROVIDER_GROUP, "tile", AUTHZ_PROVIDER_VERSION, &by_line,
                              AP_AUTH_INTERNAL_PER_CONF);
    ap_register_provider(pool, PROXY_LBMETHOD, "tile", "0", &method);
    proxy_hook_scheme_handler(forward, NULL, NULL, APR_HOOK_FIRST);
    APR_OPTIONAL_HOOK(ap, status_hook, status, NULL, NULL, APR_HOOK_MIDDLE);
}

AP_DECLARE_MODULE(tile) = {STANDARD20_MODULE_STUFF, NULL, merge, NULL, NULL, NULL, hooks, 0};
