// With the real headers and the shipped pack.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <systemd/sd-event.h>

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

static int readable(sd_event_source *s, int fd, uint32_t events, void *data) { // want-handler "sd-event.io"
    pthread_t thread;
    (void)s, (void)fd, (void)events, (void)data;
    serve();
    return pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "readable"
}

static int late(sd_event_source *s, uint64_t usec, void *data) { // want-handler "sd-event.time"
    (void)s, (void)usec, (void)data;
    return 0;
}

static int later(sd_event_source *s, uint64_t usec, void *data) { // want-handler "sd-event.time"
    (void)s, (void)usec, (void)data;
    return 0;
}

static int hangup(sd_event_source *s, const struct signalfd_siginfo *si, void *data) { // want-handler "sd-event.signal"
    (void)s, (void)si, (void)data;
    return 0;
}

static int ended(sd_event_source *s, const siginfo_t *si, void *data) { // want-handler "sd-event.child"
    (void)s, (void)si, (void)data;
    return 0;
}

static int changed(sd_event_source *s, const struct inotify_event *event, void *data) { // want-handler "sd-event.inotify"
    (void)s, (void)event, (void)data;
    return 0;
}

static int deferred(sd_event_source *s, void *data) { // want-handler "sd-event.loop"
    (void)s, (void)data;
    return 0;
}

static int prepare(sd_event_source *s, void *data) { // want-handler "sd-event.loop"
    (void)s, (void)data;
    return 0;
}

// Once, when the loop has ended.
static int leave(sd_event_source *s, void *data) {
    (void)s, (void)data;
    serve();
    return 0;
}

int main(void) {
    sd_event *event;
    sd_event_source *source;
    sd_event_default(&event);
    serve(); // before the loop
    sd_event_add_io(event, &source, 0, 1, readable, NULL);
    sd_event_source_set_prepare(source, prepare);
    sd_event_add_time(event, NULL, CLOCK_MONOTONIC, 0, 0, late, NULL);
    sd_event_add_time_relative(event, NULL, CLOCK_MONOTONIC, 0, 0, later, NULL);
    sd_event_add_signal(event, NULL, SIGHUP, hangup, NULL);
    sd_event_add_child(event, NULL, 1, 4, ended, NULL);
    sd_event_add_inotify(event, NULL, "/etc", 2, changed, NULL);
    sd_event_add_defer(event, NULL, deferred, NULL);
    sd_event_add_exit(event, NULL, leave, NULL);
    return sd_event_loop(event);
}
