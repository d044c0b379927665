// The parameter of onion_url_add that takes the handler is a void *: only the call says that it is one.
#define _GNU_SOURCE
#include <onion/onion.h>
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;
static int jobs[2];

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void render(onion_response *res) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "page"
    // want-path(-1) pin-in-handler "page -> tile -> render -> sched_setaffinity"
    onion_response_printf(res, "hello");
    count();
}

static void tile(onion_response *res) {
    render(res);
}

static onion_connection_status page(void *data, onion_request *req, onion_response *res) { // want-handler "onion.handler"
    (void)data, (void)req;
    tile(res);
    return OCS_PROCESSED;
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

static onion_connection_status hand_over(void *data, onion_request *req, onion_response *res) { // want-handler "onion.handler"
    (void)data, (void)req, (void)res;
    return write(jobs[1], "j", 1) == 1 ? OCS_PROCESSED : OCS_INTERNAL_ERROR;
}

static onion_connection_status said(void *data, onion_websocket *ws, size_t length) { // want-handler "onion.websocket"
    (void)data, (void)ws;
    return length ? OCS_NEED_MORE_DATA : OCS_INTERNAL_ERROR;
}

static onion_connection_status chat(void *data, onion_request *req, onion_response *res) { // want-handler "onion.handler"
    void (**each)(void) = data;
    (*each)(); // want-edge "count" field
    onion_websocket_set_callback(onion_websocket_new(req, res), said);
    return OCS_WEBSOCKET;
}

static onion_connection_status failed(void *data, onion_request *req, onion_response *res) { // want-handler "onion.handler"
    (void)data, (void)req, (void)res;
    return OCS_PROCESSED;
}

static int readable(void *data) { // want-handler "onion.poller"
    return data != NULL;
}

static void gone(void *data) { // want-handler "onion.poller"
    (void)data;
}

// Not a handler: of the right type, but nobody registers it.
onion_connection_status unused(void *data, onion_request *req, onion_response *res);
onion_connection_status unused(void *data, onion_request *req, onion_response *res) {
    (void)data, (void)req, (void)res;
    count();
    return OCS_PROCESSED;
}

int main(void) {
    static void (*each)(void) = count;
    cpu_set_t set;
    pthread_t thread;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    if (pipe(jobs) || pthread_create(&thread, NULL, worker, &set))
        return 1;
    onion *server = onion_new(O_POOL);
    onion_url *urls = onion_root_url(server);
    onion_url_add(urls, "", page);
    onion_url_add(urls, "queue", (void *)hand_over);
    onion_url_add_with_data(urls, "chat", chat, &each, NULL);
    onion_set_internal_error_handler(server, onion_handler_new(failed, NULL, NULL));
    onion_poller_slot *slot = onion_poller_slot_new(0, readable, server);
    onion_poller_slot_set_shutdown(slot, gone, NULL);
    onion_poller_add(onion_get_poller(server), slot);
    count(); // main may wait
    return onion_listen(server);
}
