// With the real headers and the shipped pack.
#define _GNU_SOURCE
#include <nghttp2/nghttp2.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "frame"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "frame"
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

static ssize_t send_all(nghttp2_session *session, const uint8_t *data, size_t n, int flags, void *user) { // want-handler "nghttp2.session"
    (void)session, (void)data, (void)flags, (void)user;
    return (ssize_t)n;
}

static ssize_t body(nghttp2_session *session, int32_t stream, uint8_t *buffer, size_t n, uint32_t *flags, // want-handler "nghttp2.data"
                    nghttp2_data_source *source, void *user) {
    (void)session, (void)stream, (void)source, (void)user;
    memset(buffer, 'x', n);
    *flags |= NGHTTP2_DATA_FLAG_EOF;
    return (ssize_t)n;
}

static int frame(nghttp2_session *session, const nghttp2_frame *f, void *user) { // want-handler "nghttp2.session"
    nghttp2_data_provider provider = {.read_callback = body};
    pthread_t thread;
    (void)user;
    serve();
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "frame"
    return nghttp2_submit_response(session, f->hd.stream_id, NULL, 0, &provider);
}

static int chunk(nghttp2_session *session, uint8_t flags, int32_t stream, const uint8_t *data, size_t n, void *user) { // want-handler "nghttp2.session"
    (void)session, (void)flags, (void)stream, (void)data, (void)n, (void)user;
    return 0;
}

static int begin(nghttp2_session *session, const nghttp2_frame *f, void *user) { // want-handler "nghttp2.session"
    (void)session, (void)f, (void)user;
    return 0;
}

static int header(nghttp2_session *session, const nghttp2_frame *f, const uint8_t *name, size_t name_length, // want-handler "nghttp2.session"
                  const uint8_t *value, size_t value_length, uint8_t flags, void *user) {
    (void)session, (void)f, (void)name, (void)name_length, (void)value, (void)value_length, (void)flags, (void)user;
    return 0;
}

static int closed(nghttp2_session *session, int32_t stream, uint32_t error, void *user) { // want-handler "nghttp2.session"
    (void)session, (void)stream, (void)error, (void)user;
    return 0;
}

static int not_registered(nghttp2_session *session, const nghttp2_frame *f, void *user) {
    (void)session, (void)f, (void)user;
    serve();
    return 0;
}

int main(void) {
    nghttp2_session_callbacks *callbacks;
    nghttp2_session *session;
    serve(); // before the session
    nghttp2_session_callbacks_new(&callbacks);
    nghttp2_session_callbacks_set_send_callback(callbacks, send_all);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, frame);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, chunk);
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, begin);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, header);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, closed);
    nghttp2_session_server_new(&session, callbacks, NULL);
    return not_registered(session, NULL, NULL) + nghttp2_session_recv(session);
}
