// With the real headers: objects whose fields are filled after they were made, sockets, timeouts, other threads.
#define _GNU_SOURCE
#include <h2o.h>
#include <h2o/http1.h>
#include <h2o/http1client.h>
#include <h2o/memcached.h>
#include <h2o/websocket.h>
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;
static h2o_multithread_receiver_t receiver;

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void render(h2o_req_t *req) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set); // want pin-in-handler:error "page"
    // want-path(-1) pin-in-handler "page -> tile -> render -> pthread_setaffinity_np"
    h2o_send_inline(req, H2O_STRLIT("hello"));
    count();
}

static void tile(h2o_req_t *req) {
    render(req);
}

static int page(h2o_handler_t *self, h2o_req_t *req) { // want-handler "h2o.handler"
    (void)self;
    tile(req);
    return 0;
}

// The thread that owns the queue is pinned once, when it starts; a message wakes it.
static int hand_over(h2o_handler_t *self, h2o_req_t *req) { // want-handler "h2o.handler"
    (void)self;
    h2o_multithread_message_t *message = h2o_mem_alloc_pool(&req->pool, sizeof *message);
    h2o_multithread_send_message(&receiver, message);
    return 0;
}

static void messages_came(h2o_multithread_receiver_t *r, h2o_linklist_t *messages) { // want-handler "h2o.multithread"
    (void)r, (void)messages;
}

static void *thread_runs(void *arg) {
    cpu_set_t *set = arg;
    pthread_setaffinity_np(pthread_self(), sizeof *set, set);
    count();
    return NULL;
}

static void proceed(h2o_generator_t *self, h2o_req_t *req) { // want-handler "h2o.response"
    h2o_send(req, NULL, 0, self ? H2O_SEND_STATE_FINAL : H2O_SEND_STATE_ERROR);
}

static void stop(h2o_generator_t *self, h2o_req_t *req) { // want-handler "h2o.response"
    (void)self, (void)req;
}

static int stream(h2o_handler_t *self, h2o_req_t *req) { // want-handler "h2o.handler"
    static h2o_generator_t generator = {proceed, stop};
    (void)self;
    h2o_start_response(req, &generator);
    return 0;
}

static void send_on(h2o_ostream_t *self, h2o_req_t *req, h2o_iovec_t *bufs, size_t n, // want-handler "h2o.response"
                    h2o_send_state_t state) {
    h2o_ostream_send_next(self, req, bufs, n, state);
}

static void setup(h2o_filter_t *self, h2o_req_t *req, h2o_ostream_t **slot) { // want-handler "h2o.filter"
    (void)self;
    h2o_add_ostream(req, sizeof(h2o_ostream_t), slot)->do_send = send_on;
}

static void log_access(h2o_logger_t *self, h2o_req_t *req) { // want-handler "h2o.logger"
    (void)self, (void)req;
}

static h2o_iovec_t answers(void *priv, h2o_globalconf_t *conf, h2o_req_t *req) { // want-handler "h2o.status"
    (void)priv, (void)conf, (void)req;
    return h2o_iovec_init(H2O_STRLIT("{}"));
}

static void expired(h2o_timeout_entry_t *entry) { // want-handler "h2o.timeout"
    (void)entry;
}

static void gone(void *data) { // want-handler "h2o.socket"
    (void)data;
}

static void written(h2o_socket_t *sock, const char *err) { // want-handler "h2o.socket"
    if (err)
        h2o_socket_close(sock);
}

static void readable(h2o_socket_t *sock, const char *err) { // want-handler "h2o.socket"
    static h2o_iovec_t buf;
    if (!err)
        h2o_socket_write(sock, &buf, 1, written);
}

static void accepted(h2o_socket_t *listener, const char *err) { // want-handler "h2o.socket"
    h2o_socket_t *sock = h2o_evloop_socket_accept(listener);
    if (err || !sock)
        return;
    sock->on_close.cb = gone;
    h2o_socket_read_start(sock, readable);
}

// Each callback of a client returns the next one.
static int body(h2o_http1client_t *client, const char *err) { // want-handler "h2o.client"
    return client && err ? -1 : 0;
}

static h2o_http1client_body_cb head(h2o_http1client_t *client, const char *err, int minor, int code, // want-handler "h2o.client"
                                    h2o_iovec_t msg, struct st_h2o_header_t *headers, size_t n, int rlen) {
    (void)client, (void)minor, (void)code, (void)msg, (void)headers, (void)n, (void)rlen;
    return err ? NULL : body;
}

static h2o_http1client_head_cb connected(h2o_http1client_t *client, const char *err, // want-handler "h2o.client"
                                         h2o_iovec_t **bufs, size_t *n, int *is_head) {
    (void)client, (void)bufs, (void)n, (void)is_head;
    return err ? NULL : head;
}

static void message(h2o_websocket_conn_t *conn, const struct wslay_event_on_msg_recv_arg *arg) { // want-handler "h2o.websocket"
    if (!arg)
        h2o_websocket_close(conn);
}

static int websocket(h2o_handler_t *self, h2o_req_t *req) { // want-handler "h2o.handler"
    const char *key;
    static h2o_http1client_ctx_t ctx;
    h2o_http1client_t *client;
    (void)self;
    if (h2o_is_websocket_handshake(req, &key))
        return -1;
    h2o_upgrade_to_websocket(req, key, NULL, message);
    h2o_http1client_connect(&client, NULL, &ctx, h2o_iovec_init(H2O_STRLIT("localhost")), 80, 0, connected);
    return 0;
}

// Not a handler: once for each thread.
static void context_made(h2o_handler_t *self, h2o_context_t *ctx) {
    (void)self, (void)ctx;
    count();
}

static void add(h2o_pathconf_t *path, int (*on_req)(h2o_handler_t *, h2o_req_t *)) {
    h2o_handler_t *handler = h2o_create_handler(path, sizeof *handler);
    handler->on_req = on_req;
    handler->on_context_init = context_made;
}

int main(void) {
    static h2o_globalconf_t config;
    static h2o_context_t ctx;
    static cpu_set_t set;
    static h2o_timeout_entry_t timer = {.cb = expired};
    pthread_t thread;
    h2o_config_init(&config);
    h2o_hostconf_t *host = h2o_config_register_host(&config, h2o_iovec_init(H2O_STRLIT("default")), 65535);
    h2o_pathconf_t *path = h2o_config_register_path(host, "/", 0);
    add(path, page);
    add(path, hand_over);
    add(path, stream);
    add(path, websocket);
    h2o_create_filter(path, sizeof(h2o_filter_t))->on_setup_ostream = setup;
    h2o_create_logger(path, sizeof(h2o_logger_t))->log_access = log_access;
    h2o_config_register_simple_status_handler(&config, h2o_iovec_init(H2O_STRLIT("x")), answers);
    h2o_context_init(&ctx, h2o_evloop_create(), &config);
    h2o_timeout_link(ctx.loop, &ctx.one_sec_timeout, &timer);
    h2o_multithread_register_receiver(ctx.queue, &receiver, messages_came);
    CPU_SET(1, &set);
    h2o_multithread_create_thread(&thread, NULL, thread_runs, &set);
    h2o_socket_read_start(h2o_evloop_socket_create(ctx.loop, 3, H2O_SOCKET_FLAG_DONT_READ), accepted);
    count(); // before the loop
    while (h2o_evloop_run(ctx.loop, 1000) == 0)
        ;
    return 0;
}
