// With the real headers: pages and websocket functions are named in the configuration and have only their types.
#define _GNU_SOURCE
#include <sys/types.h>
#include <kore/kore.h>
#include <kore/http.h>
#include <kore/tasks.h>
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;
static struct kore_task task;

int page(struct http_request *req);
int hand_over(struct http_request *req);
int steps(struct http_request *req);
int stream(struct http_request *req);
int websocket(struct http_request *req);
int logged_in(struct http_request *req, const char *cookie);
void joined(struct connection *c);
void said(struct connection *c, u_int8_t op, void *data, size_t length);
void kore_worker_configure(void);

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void render(struct http_request *req) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "page"
    // want-path(-1) pin-in-handler "page -> tile -> render -> sched_setaffinity"
    http_response(req, HTTP_STATUS_OK, "hello", 5);
    count();
}

static void tile(struct http_request *req) {
    render(req);
}

int page(struct http_request *req) { // want-handler "kore.page"
    tile(req);
    return KORE_RESULT_OK;
}

// On a thread of the pool of tasks, which may wait but not pin.
static int work(struct kore_task *t) { // want-handler "kore.task"
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "work"
    hits++;
    pthread_mutex_unlock(&mutex);
    kore_task_channel_write(t, "done", 4);
    return KORE_RESULT_OK;
}

static void done(struct kore_task *t) { // want-handler "kore.done"
    kore_task_destroy(t);
}

int hand_over(struct http_request *req) { // want-handler "kore.page"
    kore_task_create(&task, work);
    kore_task_bind_callback(&task, done);
    kore_task_bind_request(&task, req);
    kore_task_run(&task);
    return KORE_RESULT_RETRY;
}

static int first(struct http_request *req) { // want-handler "kore.page"
    req->fsm_state = 1;
    return HTTP_STATE_CONTINUE;
}

static void forget(struct http_request *req) { // want-handler "kore.request.free"
    (void)req;
}

int steps(struct http_request *req) { // want-handler "kore.page"
    static struct http_state states[] = {{"first", first}};
    http_state_create(req, 16, forget);
    return http_state_run(states, 1, req);
}

static int chunk(struct netbuf *nb) { // want-handler "kore.net"
    (void)nb;
    return KORE_RESULT_OK;
}

int stream(struct http_request *req) { // want-handler "kore.page"
    static char data[64];
    http_response_stream(req, HTTP_STATUS_OK, data, sizeof data, chunk, NULL);
    return KORE_RESULT_OK;
}

void joined(struct connection *c) { // want-handler "kore.connection"
    (void)c;
}

void said(struct connection *c, u_int8_t op, void *data, size_t length) { // want-handler "kore.websocket"
    kore_websocket_broadcast(c, op, data, length, WEBSOCKET_BROADCAST_LOCAL);
}

int websocket(struct http_request *req) { // want-handler "kore.page"
    kore_websocket_handshake(req, "joined", "said", NULL);
    return KORE_RESULT_OK;
}

int logged_in(struct http_request *req, const char *cookie) { // want-handler "kore.validator"
    return req && cookie[0] ? KORE_RESULT_OK : KORE_RESULT_ERROR;
}

// The argument that was registered arrives.
static void tick(void *arg, u_int64_t now) { // want-handler "kore.timer"
    void (**each)(void) = arg;
    (void)now;
    (*each)(); // want-edge "count" field
}

static void told(struct kore_msg *msg, const void *data) { // want-handler "kore.message"
    (void)msg, (void)data;
}

// Not a handler: once, when the worker starts.
void kore_worker_configure(void) {
    static void (*each)(void) = count;
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
    kore_timer_add(tick, 1000, &each, 0);
    kore_msg_register(KORE_MSG_APP_BASE, told);
}
