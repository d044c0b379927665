// With the real headers and the shipped pack. One loop: a lock here stalls everybody.
#define _GNU_SOURCE
#include <event2/buffer.h>
#include <event2/buffer_compat.h>
#include <event2/bufferevent.h>
#include <event2/bufferevent_compat.h>
#include <event2/dns.h>
#include <event2/event.h>
#include <event2/event_compat.h>
#include <event2/event_struct.h>
#include <event2/http.h>
#include <event2/listener.h>
#include <event2/rpc.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;
static int jobs[2];

struct client {
    void (*each)(void);
};

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "pthread_mutex_lock"
    // want-other(-1) lock-in-handler "readable"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void render(struct evbuffer *body) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "page"
    // want-path(-1) pin-in-handler "page -> tile -> render -> sched_setaffinity"
    evbuffer_add_printf(body, "hello");
    count();
}

static void tile(struct evhttp_request *request) {
    struct evbuffer *body = evbuffer_new();
    render(body);
    evhttp_send_reply(request, HTTP_OK, "OK", body);
    evbuffer_free(body);
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

static void page(struct evhttp_request *request, void *arg) { // want-handler "libevent.evhttp"
    (void)arg;
    tile(request);
}

static void hand_over(struct evhttp_request *request, void *arg) { // want-handler "libevent.evhttp"
    (void)arg;
    if (write(jobs[1], "j", 1) != 1)
        evhttp_send_error(request, HTTP_INTERNAL, NULL);
}

static struct bufferevent *connection(struct event_base *base, void *arg) { // want-handler "libevent.evhttp"
    (void)arg;
    return bufferevent_socket_new(base, -1, BEV_OPT_CLOSE_ON_FREE);
}

static void chunk_sent(struct evhttp_connection *c, void *arg) { // want-handler "libevent.evhttp.request"
    (void)c, (void)arg;
}

static void gone(struct evhttp_connection *c, void *arg) { // want-handler "libevent.evhttp.request"
    (void)c, free(arg);
}

static void answered(struct evhttp_request *request, void *arg) { // want-handler "libevent.evhttp.request"
    (void)request, (void)arg;
}

static void chunked(struct evhttp_request *request, void *arg) { // want-handler "libevent.evhttp.request"
    (void)request, (void)arg;
}

static int header(struct evhttp_request *request, void *arg) { // want-handler "libevent.evhttp.request"
    return request == arg;
}

static void failed(enum evhttp_request_error error, void *arg) { // want-handler "libevent.evhttp.request"
    (void)error, (void)arg;
}

static void complete(struct evhttp_request *request, void *arg) { // want-handler "libevent.evhttp.request"
    (void)request, (void)arg;
}

static void ask_another_server(struct evhttp_connection *c, struct evhttp_request *incoming) {
    struct evhttp_request *request = evhttp_request_new(answered, NULL);
    evhttp_request_set_chunked_cb(request, chunked);
    evhttp_request_set_header_cb(request, header);
    evhttp_request_set_error_cb(request, failed);
    evhttp_request_set_on_complete_cb(incoming, complete, NULL);
    evhttp_connection_set_closecb(c, gone, NULL);
    evhttp_send_reply_chunk_with_cb(incoming, NULL, chunk_sent, NULL);
    evhttp_make_request(c, request, EVHTTP_REQ_GET, "/");
}

// The arguments that are registered arrive in the callbacks.
static void readable(struct bufferevent *bev, void *arg) { // want-handler "libevent.bufferevent"
    struct client *client = arg;
    (void)bev;
    client->each(); // want-edge "count" field
}

static void written(struct bufferevent *bev, void *arg) { // want-handler "libevent.bufferevent"
    (void)bev, (void)arg;
}

static void closed(struct bufferevent *bev, short what, void *arg) { // want-handler "libevent.bufferevent"
    (void)what, (void)arg;
    bufferevent_free(bev);
}

static enum bufferevent_filter_result inflate(struct evbuffer *from, // want-handler "libevent.bufferevent"
                                              struct evbuffer *to, ev_ssize_t limit, enum bufferevent_flush_mode mode,
                                              void *arg) {
    (void)limit, (void)mode, (void)arg;
    return evbuffer_add_buffer(to, from) ? BEV_ERROR : BEV_OK;
}

static void grown(struct evbuffer *buffer, const struct evbuffer_cb_info *info, // want-handler "libevent.evbuffer"
                  void *arg) {
    (void)buffer, (void)info, (void)arg;
}

static void sent(const void *data, size_t length, void *arg) { // want-handler "libevent.free"
    (void)data, (void)length, free(arg);
}

static void segment_sent(const struct evbuffer_file_segment *segment, int flags, // want-handler "libevent.free"
                         void *arg) {
    (void)segment, (void)flags, free(arg);
}

static void finalized(struct event *event, void *arg) { // want-handler "libevent.free"
    (void)event, free(arg);
}

static void accepted(struct evconnlistener *listener, evutil_socket_t fd, // want-handler "libevent.listener"
                     struct sockaddr *from, int length, void *arg) {
    (void)listener, (void)from, (void)length;
    struct bufferevent *bev = bufferevent_socket_new(arg, fd, BEV_OPT_CLOSE_ON_FREE);
    static struct client client = {count};
    bufferevent_setcb(bev, readable, written, closed, &client);
    bufferevent_filter_new(bev, inflate, NULL, 0, NULL, NULL);
    evbuffer_add_cb(bufferevent_get_input(bev), grown, NULL);
    evbuffer_add_reference(bufferevent_get_output(bev), "hello", 5, sent, NULL);
}

static void accept_failed(struct evconnlistener *listener, void *arg) { // want-handler "libevent.listener"
    (void)listener, (void)arg;
}

static void stop(evutil_socket_t fd, short what, void *arg) { // want-handler "libevent.event"
    (void)fd, (void)what;
    event_base_loopbreak(arg);
}

static void tick(evutil_socket_t fd, short what, void *arg) { // want-handler "libevent.event"
    (void)fd, (void)what, (void)arg;
    if (nice(1) < 0) // want sched-in-handler "tick"
        stop(fd, what, arg);
}

static void old_tick(evutil_socket_t fd, short what, void *arg) { // want-handler "libevent.event"
    (void)fd, (void)what, (void)arg;
}

static void query(struct evdns_server_request *request, void *arg) { // want-handler "libevent.dns.server"
    (void)arg;
    evdns_server_request_respond(request, 0);
}

static void resolved(int result, char type, int n, int ttl, void *addresses, void *arg) { // want-handler "libevent.dns"
    (void)result, (void)type, (void)n, (void)ttl, (void)addresses, (void)arg;
}

// EVRPC_REGISTER casts the function to another type of function.
struct message;
struct reply;
EVRPC_STRUCT(Greet);
struct message *message_new_with_arg(void *arg);
void message_free(struct message *m);
int message_unmarshal(struct message *m, struct evbuffer *b);
void message_marshal(struct evbuffer *b, const struct message *m);
struct reply *reply_new_with_arg(void *arg);
void reply_free(struct reply *r);
int reply_complete(struct reply *r);
void reply_marshal(struct evbuffer *b, const struct reply *r);

static void greet(EVRPC_STRUCT(Greet) * rpc, void *arg) { // want-handler "libevent.evrpc"
    (void)rpc, (void)arg;
}

static int show(const struct event_base *base, const struct event *event, void *arg) {
    (void)base, (void)arg;
    count();
    return event == NULL;
}

int main(void) {
    struct event_base *base = event_base_new();
    struct evhttp *http = evhttp_new(base);
    static struct event timer;
    cpu_set_t set;
    pthread_t thread;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // before the loop
    if (pipe(jobs) || pthread_create(&thread, NULL, worker, &set))
        return 1;
    evhttp_set_cb(http, "/", page, NULL);
    evhttp_set_gencb(http, hand_over, NULL);
    evhttp_set_bevcb(http, connection, NULL);
    evrpc_pool_free(NULL);
    EVRPC_REGISTER(evrpc_init(http), Greet, message, reply, greet, NULL);
    struct evconnlistener *listener = evconnlistener_new_bind(base, accepted, base, 0, 16, NULL, 0);
    evconnlistener_set_error_cb(listener, accept_failed);
    evdns_add_server_port_with_base(base, 53, 0, query, NULL);
    evdns_base_resolve_ipv4(evdns_base_new(base, 1), "localhost", 0, resolved, NULL);
    struct event *ticking = event_new(base, -1, EV_PERSIST, tick, &set);
    evsignal_new(base, 15, stop, base);
    evtimer_set(&timer, old_tick, NULL);
    event_base_foreach_event(base, show, NULL); // before the loop, too
    ask_another_server(evhttp_connection_base_new(base, NULL, "localhost", 80), NULL);
    evbuffer_file_segment_add_cleanup_cb(evbuffer_file_segment_new(0, 0, 1, 0), segment_sent, NULL);
    event_base_dispatch(base);
    return event_free_finalize(0, ticking, finalized);
}
