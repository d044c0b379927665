// With the real header and the shipped pack.
#define _GNU_SOURCE
#include <ev.h>
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "readable"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "readable"
    count();
}

// On a thread of its own it may do both.
static void *work(void *data) {
    stay_on_one_cpu();
    pthread_mutex_lock(&mutex);
    hits++;
    pthread_mutex_unlock(&mutex);
    return data;
}

static void readable(struct ev_loop *loop, ev_io *w, int events) { // want-handler "libev.watcher"
    pthread_t thread;
    (void)loop, (void)w, (void)events;
    serve();
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "readable"
}

static void every_second(struct ev_loop *loop, ev_timer *w, int events) { // want-handler "libev.watcher"
    (void)loop, (void)w, (void)events;
}

static void at_noon(struct ev_loop *loop, ev_periodic *w, int events) { // want-handler "libev.watcher"
    (void)loop, (void)w, (void)events;
}

static ev_tstamp next_noon(ev_periodic *w, ev_tstamp now) { // want-handler "libev.periodic"
    (void)w;
    return now + 86400.;
}

static void hangup(struct ev_loop *loop, ev_signal *w, int events) { // want-handler "libev.watcher"
    (void)loop, (void)w, (void)events;
}

static void ended(struct ev_loop *loop, ev_child *w, int events) { // want-handler "libev.watcher"
    (void)loop, (void)w, (void)events;
}

static void changed(struct ev_loop *loop, ev_stat *w, int events) { // want-handler "libev.watcher"
    (void)loop, (void)w, (void)events;
}

static void idle(struct ev_loop *loop, ev_idle *w, int events) { // want-handler "libev.watcher"
    (void)loop, (void)w, (void)events;
}

static void woken(struct ev_loop *loop, ev_async *w, int events) { // want-handler "libev.watcher"
    (void)loop, (void)w, (void)events;
}

static void before_poll(struct ev_loop *loop, ev_prepare *w, int events) { // want-handler "libev.watcher"
    (void)loop, (void)w, (void)events;
}

static void once(int events, void *data) { // want-handler "libev.once"
    unsigned long *total = data;
    (void)events;
    ++*total;
}

static void unlocked(struct ev_loop *loop) { (void)loop; } // want-handler "libev.loop"
static void locked(struct ev_loop *loop) { (void)loop; }   // want-handler "libev.loop"

static void not_registered(struct ev_loop *loop, ev_io *w, int events) {
    (void)loop, (void)w, (void)events;
    serve();
}

int main(void) {
    static ev_io io;
    static ev_timer timer;
    static ev_periodic periodic;
    static ev_signal signal;
    static ev_child child;
    static ev_stat stat;
    static ev_idle idler;
    static ev_async async;
    static ev_prepare prepare;
    static unsigned long total;
    struct ev_loop *loop = ev_default_loop(0);
    serve(); // before the loop
    ev_io_init(&io, readable, 0, EV_READ);
    ev_timer_init(&timer, every_second, 1., 1.);
    ev_periodic_init(&periodic, at_noon, 0., 0., next_noon);
    ev_signal_init(&signal, hangup, 1);
    ev_child_init(&child, ended, 0, 0);
    ev_stat_init(&stat, changed, "/etc/motd", 0.);
    ev_idle_init(&idler, idle);
    ev_init(&async, woken);
    ev_async_set(&async);
    ev_set_cb(&prepare, before_poll);
    ev_once(loop, 0, EV_READ, 1., once, &total);
    ev_set_loop_release_cb(loop, unlocked, locked);
    ev_io_start(loop, &io);
    ev_run(loop, 0);
    if (total > 100)
        not_registered(loop, &io, 0);
    return 0;
}
