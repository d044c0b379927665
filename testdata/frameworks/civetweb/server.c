// With the real header: handlers of a pool of threads. A pin stays with the thread and meets the next request.
#define _GNU_SOURCE
#include <civetweb.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;
static int jobs[2];

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void render(struct mg_connection *conn) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set); // want pin-in-handler:error "page"
    // want-path(-1) pin-in-handler "page -> tile -> render -> pthread_setaffinity_np"
    mg_printf(conn, "hello");
    count();
}

static void tile(struct mg_connection *conn) {
    render(conn);
}

static int page(struct mg_connection *conn, void *data) { // want-handler "civetweb.request"
    (void)data;
    tile(conn);
    return 200;
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

static int hand_over(struct mg_connection *conn, void *data) { // want-handler "civetweb.request"
    (void)data;
    return write(jobs[1], "j", 1) == 1 ? mg_send_http_error(conn, 202, "%s", "later") : 500;
}

static int found(const char *key, const char *name, char *path, size_t size, void *data) { // want-handler "civetweb.form"
    (void)name, (void)path, (void)size, (void)data;
    return key[0] ? MG_FORM_FIELD_STORAGE_GET : MG_FORM_FIELD_STORAGE_SKIP;
}

static int got(const char *key, const char *value, size_t size, void *data) { // want-handler "civetweb.form"
    (void)key, (void)value, (void)size, (void)data;
    return MG_FORM_FIELD_HANDLE_NEXT;
}

static int form(struct mg_connection *conn, void *data) { // want-handler "civetweb.request"
    struct mg_form_data_handler handler = {found, got, NULL, data};
    return mg_handle_form_request(conn, &handler) > 0 ? 200 : 400;
}

static int authorized(struct mg_connection *conn, void *data) { // want-handler "civetweb.auth"
    (void)data;
    return mg_get_header(conn, "Authorization") != NULL;
}

// The argument that was registered arrives.
static int connecting(const struct mg_connection *conn, void *data) { // want-handler "civetweb.websocket"
    void (**each)(void) = data;
    (*each)(); // want-edge "count" field
    return conn == NULL;
}

static void ready(struct mg_connection *conn, void *data) { // want-handler "civetweb.websocket"
    (void)data;
    mg_lock_connection(conn); // want lock-in-handler:note "mg_lock_connection"
    mg_websocket_write(conn, MG_WEBSOCKET_OPCODE_TEXT, "hi", 2);
    mg_unlock_connection(conn);
}

static int message(struct mg_connection *conn, int bits, char *text, size_t size, void *data) { // want-handler "civetweb.websocket"
    (void)conn, (void)bits, (void)text, (void)data;
    return size > 0;
}

static void closing(const struct mg_connection *conn, void *data) { // want-handler "civetweb.websocket"
    (void)conn, (void)data;
}

static int answer(struct mg_connection *conn, int bits, char *text, size_t size, void *data) { // want-handler "civetweb.client"
    (void)conn, (void)bits, (void)text, (void)data;
    return size > 0;
}

static void hung_up(const struct mg_connection *conn, void *data) { // want-handler "civetweb.client"
    (void)conn, (void)data;
}

static int begins(struct mg_connection *conn) { // want-handler "civetweb.request"
    return strcmp(mg_get_request_info(conn)->request_method, "GET") == 0;
}

static void ends(const struct mg_connection *conn, int status) { // want-handler "civetweb.request"
    (void)conn, (void)status;
}

// Not a handler: once for each thread, where a pin belongs.
static void *thread_starts(const struct mg_context *ctx, int type) {
    cpu_set_t set;
    (void)ctx;
    CPU_ZERO(&set);
    CPU_SET(type, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set);
    return NULL;
}

int main(void) {
    static cpu_set_t set;
    static void (*each)(void) = count;
    struct mg_callbacks callbacks = {.begin_request = begins, .init_thread = thread_starts};
    char error[80];
    callbacks.end_request = ends;
    CPU_SET(1, &set);
    if (pipe(jobs) || mg_start_thread(worker, &set))
        return 1;
    struct mg_context *ctx = mg_start(&callbacks, NULL, NULL);
    mg_set_request_handler(ctx, "/", page, NULL);
    mg_set_request_handler(ctx, "/queue", hand_over, NULL);
    mg_set_request_handler(ctx, "/form", form, NULL);
    mg_set_auth_handler(ctx, "/", authorized, NULL);
    mg_set_websocket_handler(ctx, "/ws", connecting, ready, message, closing, &each);
    mg_connect_websocket_client("localhost", 80, 0, error, sizeof error, "/", NULL, answer, hung_up, NULL);
    count(); // no request
    mg_stop(ctx);
    return 0;
}
