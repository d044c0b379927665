// With the real headers and the shipped pack. One loop: a lock here stalls everybody.
#define _GNU_SOURCE
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void page(struct evhttp_request *request, void *arg) { // want-handler "libevent.evhttp"
    struct evbuffer *body = evbuffer_new();
    (void)arg;
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "page"
    evbuffer_add_printf(body, "hello");
    pthread_mutex_unlock(&mutex);
    evhttp_send_reply(request, HTTP_OK, "OK", body);
    evbuffer_free(body);
}

static void readable(struct bufferevent *bev, void *arg) { // want-handler "libevent.bufferevent"
    (void)bev, (void)arg;
}

static void closed(struct bufferevent *bev, short what, void *arg) { // want-handler "libevent.bufferevent"
    (void)what, (void)arg;
    bufferevent_free(bev);
}

static void tick(evutil_socket_t fd, short what, void *arg) { // want-handler "libevent.event"
    cpu_set_t *set = arg;
    (void)fd, (void)what;
    sched_setaffinity(0, sizeof *set, set); // want pin-in-handler "tick"
}

int main(void) {
    struct event_base *base = event_base_new();
    struct evhttp *http = evhttp_new(base);
    struct bufferevent *bev = bufferevent_socket_new(base, -1, BEV_OPT_CLOSE_ON_FREE);
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // before the loop
    evhttp_set_cb(http, "/", page, NULL);
    bufferevent_setcb(bev, readable, NULL, closed, NULL);
    event_new(base, -1, EV_PERSIST, tick, &set);
    return event_base_dispatch(base);
}
