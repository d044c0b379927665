// With the real header and the shipped pack. One loop: what a callback does, everybody waits for.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <uv.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void answer(uv_stream_t *stream) {
    stay_on_one_cpu(); // want pin-in-handler:error "readable"
    count();
    (void)stream;
}

static void make_room(uv_handle_t *handle, size_t suggested, uv_buf_t *buf) { // want-handler "libuv.read"
    (void)handle;
    *buf = uv_buf_init(malloc(suggested), (unsigned)suggested);
}

static void closed(uv_handle_t *handle) { // want-handler "libuv.close"
    free(handle);
}

static void written(uv_write_t *request, int status) { // want-handler "libuv.write"
    (void)status;
    free(request);
}

// In the pool: it may pin and wait.
static void resize(uv_work_t *work) {
    stay_on_one_cpu();
    pthread_mutex_lock(&mutex);
    hits++;
    pthread_mutex_unlock(&mutex);
    (void)work;
}

static void resized(uv_work_t *work, int status) { // want-handler "libuv.after_work"
    (void)status;
    free(work);
}

static void readable(uv_stream_t *stream, ssize_t n, const uv_buf_t *buf) { // want-handler "libuv.read"
    if (n < 0) {
        uv_close((uv_handle_t *)stream, closed);
        return;
    }
    answer(stream);
    uv_work_t *work = malloc(sizeof *work);
    uv_queue_work(stream->loop, work, resize, resized);
    uv_write(malloc(sizeof(uv_write_t)), stream, buf, 1, written);
}

static void opened(uv_fs_t *request) { // want-handler "libuv.fs"
    uv_fs_req_cleanup(request);
}

static void connected(uv_stream_t *server, int status) { // want-handler "libuv.connection"
    uv_tcp_t *client = malloc(sizeof *client);
    (void)status;
    uv_tcp_init(server->loop, client);
    uv_accept(server, (uv_stream_t *)client);
    uv_read_start((uv_stream_t *)client, make_room, readable);
    uv_fs_open(server->loop, malloc(sizeof(uv_fs_t)), "/etc/motd", 0, 0, opened);
}

static void called(uv_connect_t *request, int status) { // want-handler "libuv.connect"
    (void)request, (void)status;
}

static void shut(uv_shutdown_t *request, int status) { // want-handler "libuv.shutdown"
    (void)request, (void)status;
}

static void datagram(uv_udp_t *socket, ssize_t n, const uv_buf_t *buf, const struct sockaddr *from, // want-handler "libuv.read"
                     unsigned flags) {
    uv_udp_send_t *send = malloc(sizeof *send);
    extern void sent(uv_udp_send_t *, int);
    (void)n, (void)flags;
    uv_udp_send(send, socket, buf, 1, from, sent);
}

void sent(uv_udp_send_t *request, int status) { // want-handler "libuv.write"
    (void)status;
    free(request);
}

static void polled(uv_poll_t *poll, int status, int events) { // want-handler "libuv.poll"
    (void)poll, (void)status, (void)events;
}

static void every_second(uv_timer_t *timer) { // want-handler "libuv.timer"
    unsigned long *total = timer->data;
    *total += hits;
}

static void idle(uv_idle_t *handle) { (void)handle; }       // want-handler "libuv.loop"
static void prepare(uv_prepare_t *handle) { (void)handle; } // want-handler "libuv.loop"
static void check(uv_check_t *handle) { (void)handle; }     // want-handler "libuv.loop"
static void woken(uv_async_t *async) { (void)async; }       // want-handler "libuv.async"

static void hangup(uv_signal_t *handle, int number) { // want-handler "libuv.signal"
    (void)handle, (void)number;
}

static void child_ended(uv_process_t *process, int64_t status, int number) { // want-handler "libuv.exit"
    (void)process, (void)status, (void)number;
}

static void found(uv_getaddrinfo_t *request, int status, struct addrinfo *result) { // want-handler "libuv.dns"
    (void)request, (void)status;
    uv_freeaddrinfo(result);
}

static void filled(uv_random_t *request, int status, void *buffer, size_t n) { // want-handler "libuv.random"
    (void)request, (void)status, (void)buffer, (void)n;
}

static void changed(uv_fs_event_t *handle, const char *name, int events, int status) { // want-handler "libuv.fs_event"
    (void)handle, (void)name, (void)events, (void)status;
}

static void measured(uv_fs_poll_t *handle, int status, const uv_stat_t *before, const uv_stat_t *now) { // want-handler "libuv.fs_event"
    (void)handle, (void)status, (void)before, (void)now;
}

// A thread of its own.
static void log_writer(void *arg) {
    stay_on_one_cpu();
    (void)arg;
}

static void each_handle(uv_handle_t *handle, void *arg) {
    uv_close(handle, NULL);
    (void)arg;
}

int main(void) {
    static uv_tcp_t server, upstream;
    static uv_udp_t udp;
    static uv_poll_t poll;
    static uv_timer_t timer;
    static uv_idle_t idler;
    static uv_prepare_t preparer;
    static uv_check_t checker;
    static uv_async_t async;
    static uv_signal_t signals;
    static uv_process_t process;
    static uv_fs_event_t watch;
    static uv_fs_poll_t watch_slowly;
    static uv_getaddrinfo_t lookup;
    static uv_random_t random;
    static uv_connect_t connect;
    static uv_shutdown_t shutdown;
    static unsigned long total;
    static char seed[16];
    static struct sockaddr_in address;
    uv_process_options_t options = {.file = "/bin/true", .exit_cb = child_ended};
    uv_loop_t *loop = uv_default_loop();
    uv_thread_t thread;

    count(); // before the loop
    stay_on_one_cpu();
    uv_thread_create(&thread, log_writer, NULL);
    uv_tcp_init(loop, &server);
    uv_listen((uv_stream_t *)&server, 128, connected);
    uv_tcp_connect(&connect, &upstream, (const struct sockaddr *)&address, called);
    uv_shutdown(&shutdown, (uv_stream_t *)&upstream, shut);
    uv_udp_recv_start(&udp, make_room, datagram);
    uv_poll_start(&poll, UV_READABLE, polled);
    timer.data = &total;
    uv_timer_start(&timer, every_second, 1000, 1000);
    uv_idle_start(&idler, idle);
    uv_prepare_start(&preparer, prepare);
    uv_check_start(&checker, check);
    uv_async_init(loop, &async, woken);
    uv_signal_start(&signals, hangup, 1);
    uv_spawn(loop, &process, &options);
    uv_getaddrinfo(loop, &lookup, found, "localhost", NULL, NULL);
    uv_random(loop, &random, seed, sizeof seed, 0, filled);
    uv_fs_event_start(&watch, changed, "/etc", 0);
    uv_fs_poll_start(&watch_slowly, measured, "/etc/motd", 5000);
    int status = uv_run(loop, UV_RUN_DEFAULT);
    uv_walk(loop, each_handle, NULL);
    return status;
}
