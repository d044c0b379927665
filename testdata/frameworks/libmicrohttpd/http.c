// With the real header and the shipped pack; no project file names any of these functions.
#define _GNU_SOURCE
#include <microhttpd.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;
static int jobs[2];

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "request handler stream .*pthread_mutex_lock.* 1 call down"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void render(char *buffer, size_t max) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "pins its thread"
    // want-path(-1) pin-in-handler "answer -> response_for -> tile -> render -> sched_setaffinity"
    memset(buffer, 'x', max);
    count();
}

static void tile(char *buffer, size_t max) {
    render(buffer, max);
}

// What the handler hands over goes to a thread that is pinned once, when it starts.
static void *worker(void *arg) {
    cpu_set_t *set = arg;
    char job;
    pthread_setaffinity_np(pthread_self(), sizeof *set, set);
    while (read(jobs[0], &job, 1) == 1)
        count();
    return NULL;
}

static ssize_t stream(void *cls, uint64_t pos, char *buffer, size_t max) { // want-handler "libmicrohttpd.reader"
    (void)cls, (void)buffer;
    count();
    return pos > 100 ? MHD_CONTENT_READER_END_OF_STREAM : (ssize_t)max;
}

static void stream_ends(void *cls) { // want-handler "libmicrohttpd.reader"
    free(cls);
}

static void sent(void *cls) { // want-handler "libmicrohttpd.free"
    free(cls);
}

static enum MHD_Result field(void *cls, enum MHD_ValueKind kind, const char *key, // want-handler "libmicrohttpd.post"
                             const char *filename, const char *type, const char *encoding, const char *data,
                             uint64_t offset, size_t size) {
    (void)cls, (void)kind, (void)key, (void)filename, (void)type, (void)encoding, (void)data, (void)offset;
    return size ? MHD_YES : MHD_NO;
}

static void upgraded(void *cls, struct MHD_Connection *connection, void *con_cls, // want-handler "libmicrohttpd.upgrade"
                     const char *extra, size_t size, MHD_socket sock, struct MHD_UpgradeResponseHandle *handle) {
    (void)cls, (void)connection, (void)con_cls, (void)extra, (void)size, (void)sock;
    MHD_upgrade_action(handle, MHD_UPGRADE_ACTION_CLOSE);
}

// Runs before MHD_get_connection_values returns.
static enum MHD_Result header(void *cls, enum MHD_ValueKind kind, const char *key, const char *value) {
    void (*each)(void) = *(void (**)(void))cls;
    each(); // want-edge "count" field
    return kind && key && value ? MHD_YES : MHD_NO;
}

static struct MHD_Response *response_for(const char *method, struct MHD_Connection *connection) {
    static char body[64];
    if (!strcmp(method, "PUT"))
        return MHD_create_response_for_upgrade(upgraded, NULL);
    if (!strcmp(method, "POST")) {
        MHD_destroy_post_processor(MHD_create_post_processor(connection, 1024, field, NULL));
        return MHD_create_response_from_callback(1000, 100, stream, NULL, stream_ends);
    }
    if (!strcmp(method, "HEAD"))
        return MHD_create_response_from_buffer_with_free_callback(10, malloc(10), sent);
    tile(body, sizeof body);
    return MHD_create_response_from_buffer(sizeof body, body, MHD_RESPMEM_PERSISTENT);
}

static enum MHD_Result answer(void *cls, struct MHD_Connection *connection, // want-handler "libmicrohttpd.access"
                              const char *url, const char *method, const char *version, const char *data,
                              size_t *size, void **con_cls) {
    static void (*each)(void) = count;
    (void)cls, (void)url, (void)version, (void)data, (void)size, (void)con_cls;
    MHD_get_connection_values(connection, MHD_HEADER_KIND, header, &each);
    struct MHD_Response *response = response_for(method, connection);
    enum MHD_Result result = MHD_queue_response(connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result hand_over(void *cls, struct MHD_Connection *connection, // want-handler "libmicrohttpd.access"
                                 const char *url, const char *method, const char *version, const char *data,
                                 size_t *size, void **con_cls) {
    (void)cls, (void)url, (void)method, (void)version, (void)data, (void)size, (void)con_cls;
    if (write(jobs[1], "j", 1) != 1)
        return MHD_NO;
    MHD_suspend_connection(connection);
    return MHD_YES;
}

static enum MHD_Result accepted(void *cls, const struct sockaddr *from, // want-handler "libmicrohttpd.accept"
                                socklen_t length) {
    (void)cls, (void)from;
    return length ? MHD_YES : MHD_NO;
}

static void completed(void *cls, struct MHD_Connection *connection, // want-handler "libmicrohttpd.completed"
                      void **con_cls, enum MHD_RequestTerminationCode code) {
    (void)cls, (void)connection, (void)code;
    free(*con_cls);
}

static void connected(void *cls, struct MHD_Connection *connection, // want-handler "libmicrohttpd.connection"
                      void **socket_context, enum MHD_ConnectionNotificationCode code) {
    (void)cls, (void)connection, (void)socket_context, (void)code;
}

static void *uri(void *cls, const char *path, struct MHD_Connection *connection) { // want-handler "libmicrohttpd.option"
    (void)cls, (void)path;
    return connection;
}

static size_t unescape(void *cls, struct MHD_Connection *connection, char *text) { // want-handler "libmicrohttpd.option"
    (void)cls, (void)connection;
    return strlen(text);
}

int main(void) {
    cpu_set_t set;
    pthread_t thread;
    struct MHD_OptionItem options[] = {{MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)&connected, NULL},
                                       {MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)&unescape, NULL},
                                       {MHD_OPTION_END, 0, NULL}};
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    if (pipe(jobs) || pthread_create(&thread, NULL, worker, &set))
        return 1;
    struct MHD_Daemon *pages = MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD, 8080, accepted, NULL, &answer, NULL, MHD_OPTION_NOTIFY_COMPLETED, completed,
        NULL, MHD_OPTION_URI_LOG_CALLBACK, uri, NULL, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
    struct MHD_Daemon *queue = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_ALLOW_SUSPEND_RESUME, 8081, NULL,
                                                NULL, hand_over, NULL, MHD_OPTION_END);
    count(); // main may wait
    MHD_stop_daemon(pages);
    MHD_stop_daemon(queue);
    return 0;
}
