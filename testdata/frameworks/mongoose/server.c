// One function for all events of a connection, and timers. All of it inside mg_mgr_poll.
#define _GNU_SOURCE
#include "mongoose.h"

#include <pthread.h>
#include <sched.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;
static int jobs[2];

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void render(struct mg_connection *c) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "page"
    // want-path(-1) pin-in-handler "page -> tile -> render -> sched_setaffinity"
    mg_http_reply(c, 200, "", "hello");
    count();
}

static void tile(struct mg_connection *c) {
    render(c);
}

static bool upload(struct mg_http_message *hm, struct mg_str *data, void **user) { // want-handler "mongoose.body"
    (void)hm, (void)user;
    return data != NULL;
}

static void page(struct mg_connection *c, int ev, void *ev_data, void *fn_data) { // want-handler "mongoose.event"
    if (ev == MG_EV_HTTP_MSG && !mg_http_stream_body(c, ev_data, upload, fn_data))
        tile(c);
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

static void closing(struct mg_connection *c, int ev, void *ev_data, void *fn_data) { // want-handler "mongoose.event"
    (void)ev, (void)ev_data, (void)fn_data;
    c->is_closing = 1;
}

static void hand_over(struct mg_connection *c, int ev, void *ev_data, void *fn_data) { // want-handler "mongoose.event"
    (void)ev_data, (void)fn_data;
    if (ev == MG_EV_HTTP_MSG && write(jobs[1], "j", 1) != 1)
        c->fn = closing;
}

static void published(struct mg_connection *c, int ev, void *ev_data, void *fn_data) { // want-handler "mongoose.event"
    void (**each)(void) = fn_data;
    (void)c, (void)ev, (void)ev_data;
    (*each)(); // want-edge "count" field
}

static void tick(void *arg) { // want-handler "mongoose.timer"
    (void)arg;
}

int main(void) {
    static void (*each)(void) = count;
    struct mg_mgr mgr;
    cpu_set_t set;
    pthread_t thread;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    if (pipe(jobs) || pthread_create(&thread, NULL, worker, &set))
        return 1;
    mg_mgr_init(&mgr);
    mg_http_listen(&mgr, "http://0.0.0.0:8000", page, NULL);
    mg_listen(&mgr, "tcp://0.0.0.0:8001", hand_over, NULL);
    mg_mqtt_connect(&mgr, "mqtt://localhost", NULL, published, &each);
    mg_timer_add(&mgr, 1000, 1, tick, &mgr);
    count(); // before the loop
    for (;;)
        mg_mgr_poll(&mgr, 1000);
}
