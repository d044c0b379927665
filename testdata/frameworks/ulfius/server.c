// With the real header: endpoints by call and in tables. A thread for each connection.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <ulfius.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;
static int jobs[2];

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void render(struct _u_response *response) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "page"
    // want-path(-1) pin-in-handler "page -> tile -> render -> sched_setaffinity"
    ulfius_set_string_body_response(response, 200, "hello");
    count();
}

static void tile(struct _u_response *response) {
    render(response);
}

static int page(const struct _u_request *request, struct _u_response *response, void *data) { // want-handler "ulfius.endpoint"
    (void)request, (void)data;
    tile(response);
    return U_CALLBACK_CONTINUE;
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

static int hand_over(const struct _u_request *request, struct _u_response *response, void *data) { // want-handler "ulfius.endpoint"
    (void)request, (void)response, (void)data;
    return write(jobs[1], "j", 1) == 1 ? U_CALLBACK_CONTINUE : U_CALLBACK_ERROR;
}

static ssize_t stream(void *data, uint64_t offset, char *buffer, size_t max) { // want-handler "ulfius.stream"
    void (**each)(void) = data;
    (*each)(); // want-edge "count" field
    return offset && buffer[0] ? U_STREAM_END : (ssize_t)max;
}

static void stream_ends(void *data) { // want-handler "ulfius.stream"
    (void)data;
}

static void manager(const struct _u_request *request, struct _websocket_manager *m, void *data) { // want-handler "ulfius.websocket"
    (void)request, (void)m, (void)data;
}

static void message(const struct _u_request *request, struct _websocket_manager *m, // want-handler "ulfius.websocket"
                    const struct _websocket_message *text, void *data) {
    (void)request, (void)m, (void)text, (void)data;
}

static void closed(const struct _u_request *request, struct _websocket_manager *m, void *data) { // want-handler "ulfius.websocket"
    (void)request, (void)m, (void)data;
}

static size_t body(void *data, size_t size, size_t n, void *user) {
    (void)data, (void)user;
    count();
    return size * n;
}

static int upgrade(const struct _u_request *request, struct _u_response *response, void *data) { // want-handler "ulfius.endpoint"
    static void (*each)(void) = count;
    struct _u_request other;
    (void)request, (void)data;
    ulfius_init_request(&other);
    ulfius_send_http_streaming_request(&other, NULL, body, NULL);
    ulfius_set_stream_response(response, 200, stream, stream_ends, U_STREAM_SIZE_UNKNOWN, 64, &each);
    return ulfius_set_websocket_response(response, NULL, NULL, manager, NULL, message, NULL, closed, NULL);
}

static void shared(void *data) { // want-handler "ulfius.free"
    (void)data;
}

static int missing(const struct _u_request *request, struct _u_response *response, void *data) { // want-handler "ulfius.endpoint"
    (void)request;
    return ulfius_set_response_shared_data(response, data, shared);
}

static int uploaded(const struct _u_request *request, const char *key, const char *file, // want-handler "ulfius.upload"
                    const char *type, const char *encoding, const char *data, uint64_t offset, size_t size, void *user) {
    (void)request, (void)key, (void)file, (void)type, (void)encoding, (void)data, (void)offset, (void)user;
    return size ? U_OK : U_ERROR;
}

static const struct _u_endpoint table[] = {
    {"GET", "/queue", NULL, 0, hand_over, NULL},
    {.http_method = "GET", .url_prefix = "/ws", .callback_function = upgrade},
};

int main(void) {
    struct _u_instance instance;
    cpu_set_t set;
    pthread_t thread;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    if (pipe(jobs) || pthread_create(&thread, NULL, worker, &set) || ulfius_init_instance(&instance, 8080, NULL, NULL))
        return 1;
    ulfius_add_endpoint_by_val(&instance, "GET", "/", NULL, 0, &page, NULL);
    ulfius_add_endpoint(&instance, &table[0]);
    ulfius_add_endpoint_list(&instance, &(const struct _u_endpoint *){table + 1});
    ulfius_set_default_endpoint(&instance, missing, NULL);
    ulfius_set_upload_file_callback_function(&instance, uploaded, NULL);
    count(); // main may wait
    return ulfius_start_framework(&instance);
}
