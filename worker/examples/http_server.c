/* An HTTP server that hands work over: libmicrohttpd, one event-loop thread, one worker.
 *
 * The event loop must never wait, so the handler does not call the worker but posts to it: it suspends the connection,
 * and `done`, on the worker's thread, resumes it with the answer. A full queue is a 503 at once, which is what a
 * loaded server should say. The work itself, rendering a tile with a renderer that is not thread-safe, runs on the one
 * thread that owns the renderer.
 *
 *     http_server            serves, asks itself for some tiles, and ends
 *     http_server PORT       serves until its input ends: curl localhost:PORT/tile/7 */
#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

#include "example.h"

/* ---- the renderer, and its worker's side ---- */

typedef struct renderer {
    unsigned char pixels[64 * 64]; /* one picture at a time: that is why it has one owner */
    unsigned rendered;
} renderer;

static int open_renderer(void *config, unsigned index, void **state) {
    (void)config, (void)index;
    *state = calloc(1, sizeof(renderer));
    return *state ? 0 : -ENOMEM;
}

/* One request, from the handler's first call to MHD's last word about it. The worker writes to it between the post and
 * the resume, the event loop before and after. */
typedef struct request {
    struct MHD_Connection *connection;
    unsigned tile;
    int status; /* of the job; 1: not posted yet */
    char text[64];
} request;

static int render(void *state, void *data) {
    renderer *with = state;
    request *to = *(request **)data;
    unsigned sum = 0;
    char id[16];
    snprintf(id, sizeof id, "%u", to->tile);
    pinworker_label("tile", id); /* seen by profilers and debuggers */
    for (unsigned i = 0; i < sizeof with->pixels; i++) {
        with->pixels[i] = (unsigned char)(i * to->tile);
        sum += with->pixels[i];
    }
    snprintf(to->text, sizeof to->text, "tile %u: %u (picture %u)\n", to->tile, sum, ++with->rendered);
    return 0;
}

/* Exactly once for each post, whether the job ran, failed or was dropped: no connection stays suspended. */
static void rendered(void *data, int result) {
    request *of = *(request **)data;
    of->status = result;
    MHD_resume_connection(of->connection);
}

/* ---- the event loop's side ---- */

static enum MHD_Result answer(struct MHD_Connection *connection, unsigned status, const char *text) {
    struct MHD_Response *response = MHD_create_response_from_buffer(strlen(text), (void *)text, MHD_RESPMEM_MUST_COPY);
    if (!response) return MHD_NO;
    enum MHD_Result queued = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return queued;
}

static enum MHD_Result hand_over(pinworker *worker, request *of) {
    pinworker_job job = {
        .fn = render, .data = &of, .size = sizeof(request *), .done = rendered, .flags = PINWORKER_NOWAIT};
    /* Before the post: the job may be done before pinworker_post returns. */
    MHD_suspend_connection(of->connection);
    int error = pinworker_post(worker, &job, NULL);
    if (error != 0) rendered(&of, error); /* it will not run: answer now */
    return MHD_YES;
}

/* MHD calls this for a new request, and again when its connection was resumed. */
static enum MHD_Result handle(void *worker, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *body, size_t *body_size, void **state) {
    (void)version, (void)body, (void)body_size;
    request *this = *state;
    if (!this) {
        this = calloc(1, sizeof *this);
        if (!this) return MHD_NO;
        *state = this;
        this->connection = connection;
        this->status = 1;
        return MHD_YES;
    }
    if (this->status == 1) {
        if (strcmp(method, "GET") != 0) return answer(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "GET only\n");
        if (strncmp(url, "/tile/", 6) != 0) return answer(connection, MHD_HTTP_NOT_FOUND, "no such page\n");
        this->tile = (unsigned)strtoul(url + 6, NULL, 10);
        return hand_over(worker, this);
    }
    if (this->status == 0) return answer(connection, MHD_HTTP_OK, this->text);
    bool busy = this->status == -EAGAIN || this->status == -EOWNERDEAD || this->status == -ESHUTDOWN;
    return answer(connection, busy ? MHD_HTTP_SERVICE_UNAVAILABLE : MHD_HTTP_INTERNAL_SERVER_ERROR, "not now\n");
}

static void forget(void *worker, struct MHD_Connection *connection, void **state,
                   enum MHD_RequestTerminationCode code) {
    (void)worker, (void)connection, (void)code;
    free(*state);
    *state = NULL;
}

/* ---- asking itself ---- */

static void get(uint16_t port, const char *path) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (server < 0 || connect(server, (struct sockaddr *)&address, sizeof address) != 0) need(-errno, "connect");
    char text[1024];
    int size = snprintf(text, sizeof text, "GET %s HTTP/1.0\r\n\r\n", path);
    if (write(server, text, (size_t)size) != size) need(-errno, "write");
    size_t length = 0;
    for (ssize_t got; length < sizeof text - 1 && (got = read(server, text + length, sizeof text - 1 - length)) > 0;)
        length += (size_t)got;
    close(server);
    text[length] = 0;
    const char *body = strstr(text, "\r\n\r\n");
    printf("%s -> %.*s, %s", path, (int)strcspn(text, "\r"), text, body ? body + 4 : "no body\n");
}

int main(int count, char **arguments) {
    pinworker *worker;
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.init = open_renderer;
    options.cleanup = free;
    options.name = "renderer";
    options.queue = 64; /* more waiting requests than that are refused */
    need(pinworker_start(&options, NULL, &worker), "start");

    uint16_t port = count > 1 ? (uint16_t)strtoul(arguments[1], NULL, 10) : 0;
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_AUTO_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, port, NULL, NULL, handle, worker,
                         MHD_OPTION_NOTIFY_COMPLETED, forget, worker, MHD_OPTION_END);
    if (!daemon) need(-EADDRINUSE, "port");
    port = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    if (count > 1) {
        printf("http://localhost:%u/tile/7, until the input ends\n", port);
        while (getchar() != EOF) continue;
    } else {
        get(port, "/tile/1");
        get(port, "/tile/7");
        get(port, "/else");
    }

    /* First the worker, whose last dones resume the connections that wait for it; a request that comes meanwhile gets
     * its 503. Only then the server: MHD does not stop while a connection is suspended. */
    need(pinworker_close(worker, NULL, 0, NULL), "close");
    if (count == 1) get(port, "/tile/9");
    MHD_stop_daemon(daemon);
    need(pinworker_free(worker), "free");
    return 0;
}
