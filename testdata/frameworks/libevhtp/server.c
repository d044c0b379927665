// With the real headers: request callbacks, hooks, and calls that another loop makes.
#define _GNU_SOURCE
#include <evhtp.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;
static evthr_pool_t *pool;

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "request handler in_pool "
    // want-other(-1) lock-in-handler "page"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void render(evhtp_request_t *request) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set); // want pin-in-handler:error "page"
    // want-path(-1) pin-in-handler "page -> tile -> render -> pthread_setaffinity_np"
    evbuffer_add_printf(request->buffer_out, "hello");
    count();
}

static void tile(evhtp_request_t *request) {
    render(request);
    evhtp_send_reply(request, EVHTP_RES_OK);
}

static void page(evhtp_request_t *request, void *arg) { // want-handler "evhtp.request"
    (void)arg;
    tile(request);
}

static void by_pattern(evhtp_request_t *request, void *arg) { // want-handler "evhtp.request"
    (void)request, (void)arg;
}

static void by_glob(evhtp_request_t *request, void *arg) { // want-handler "evhtp.request"
    (void)request, (void)arg;
}

// A thread of the pool has a loop, too: the same harm, elsewhere.
static void in_pool(evthr_t *thread, void *request, void *shared) { // want-handler "evhtp.deferred"
    (void)thread, (void)request, (void)shared;
    count();
}

static void fast(evthr_t *thread, void *request, void *shared) { // want-handler "evhtp.deferred"
    (void)thread, (void)shared;
    evhtp_send_reply(request, EVHTP_RES_OK);
}

static int header_line(evhtp_kv_t *kv, void *arg) {
    void (**each)(void) = arg;
    (*each)(); // want-edge "count" field
    return kv == NULL;
}

static void hand_over(evhtp_request_t *request, void *arg) { // want-handler "evhtp.request"
    (void)arg;
    evthr_pool_defer(pool, fast, request);
    evthr_pool_defer(pool, in_pool, request);
}

static void headers(evhtp_request_t *request, void *arg) { // want-handler "evhtp.request"
    static void (*each)(void) = count;
    (void)arg;
    evhtp_headers_for_each(request->headers_in, header_line, &each);
}

static evhtp_res on_path(evhtp_request_t *request, evhtp_path_t *path, void *arg) { // want-handler "evhtp.hook"
    (void)request, (void)path, (void)arg;
    return EVHTP_RES_OK;
}

static evhtp_res on_end(evhtp_request_t *request, void *arg) { // want-handler "evhtp.hook"
    (void)request, free(arg);
    return EVHTP_RES_OK;
}

static evhtp_res on_gone(evhtp_connection_t *connection, void *arg) { // want-handler "evhtp.hook"
    (void)connection, (void)arg;
    return EVHTP_RES_OK;
}

static evhtp_res accepted(evhtp_connection_t *connection, void *arg) { // want-handler "evhtp.accept"
    (void)arg;
    evhtp_connection_set_hook(connection, evhtp_hook_on_connection_fini, (evhtp_hook)on_gone, NULL);
    return EVHTP_RES_OK;
}

static void answered(evhtp_request_t *request, void *arg) { // want-handler "evhtp.client"
    (void)request, (void)arg;
}

static int verify(int verified, evhtp_x509_store_ctx_t *context) { // want-handler "evhtp.tls"
    (void)context;
    return verified;
}

// Where a pin belongs: once, when the thread starts.
static void thread_starts(evhtp_t *htp, evthr_t *thread, void *arg) {
    cpu_set_t *set = arg;
    (void)htp, (void)thread;
    pthread_setaffinity_np(pthread_self(), sizeof *set, set);
}

int main(void) {
    static cpu_set_t set;
    evbase_t *base = event_base_new();
    evhtp_t *htp = evhtp_new(base, NULL);
    evhtp_ssl_cfg_t tls = {.x509_verify_cb = verify};
    CPU_SET(1, &set);
    count(); // before the loop
    evhtp_callback_t *callback = evhtp_set_cb(htp, "/", page, NULL);
    evhtp_set_regex_cb(htp, "^/x", by_pattern, NULL);
    evhtp_set_glob_cb(htp, "/*/y", by_glob, NULL);
    evhtp_set_cb(htp, "/queue", hand_over, NULL);
    evhtp_set_gencb(htp, headers, NULL);
    evhtp_callback_set_hook(callback, evhtp_hook_on_path, (evhtp_hook)on_path, NULL);
    evhtp_callback_set_hook(callback, evhtp_hook_on_request_fini, (evhtp_hook)on_end, NULL);
    evhtp_set_post_accept_cb(htp, accepted, NULL);
    evhtp_ssl_init(htp, &tls);
    evhtp_make_request(evhtp_connection_new(base, "localhost", 80), evhtp_request_new(answered, NULL), htp_method_GET, "/");
    pool = evthr_pool_wexit_new(4, NULL, NULL, NULL);
    evthr_pool_start(pool);
    evhtp_use_threads_wexit(htp, thread_starts, NULL, 4, &set);
    return evhtp_bind_socket(htp, "0.0.0.0", 8080, 128) || event_base_loop(base, 0);
}
