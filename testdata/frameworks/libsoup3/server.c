// With the real headers of libsoup 3: its callbacks run on the GMainContext of the thread that listens.
#define _GNU_SOURCE
#include <libsoup/soup.h>
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

static void render(SoupServerMessage *msg) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "page"
    // want-path(-1) pin-in-handler "page -> tile -> render -> sched_setaffinity"
    soup_server_message_set_response(msg, "text/plain", SOUP_MEMORY_STATIC, "hello", 5);
    count();
}

static void tile(SoupServerMessage *msg) {
    render(msg);
}

static void header(const char *name, const char *value, gpointer data) {
    void (**each)(void) = data;
    (void)name, (void)value;
    (*each)(); // want-edge "count" field
}

static void page(SoupServer *server, SoupServerMessage *msg, const char *path, GHashTable *query, // want-handler "libsoup.server"
                 gpointer data) {
    (void)server, (void)path, (void)query, (void)data;
    tile(msg);
}

// The argument that was registered arrives.
static void headers(SoupServer *server, SoupServerMessage *msg, const char *path, GHashTable *query, // want-handler "libsoup.server"
                    gpointer data) {
    (void)server, (void)path, (void)query;
    soup_message_headers_foreach(soup_server_message_get_request_headers(msg), header, data);
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

static void hand_over(SoupServer *server, SoupServerMessage *msg, const char *path, GHashTable *query, // want-handler "libsoup.server"
                      gpointer data) {
    (void)server, (void)path, (void)query, (void)data;
    if (write(jobs[1], "j", 1) == 1)
        soup_server_message_pause(msg);
}

static void websocket(SoupServer *server, SoupServerMessage *msg, const char *path, SoupWebsocketConnection *connection, // want-handler "libsoup.websocket"
                      gpointer data) {
    (void)server, (void)connection, (void)msg, (void)path, (void)data;
}

static gboolean login(SoupAuthDomain *domain, SoupServerMessage *msg, const char *user, const char *password, // want-handler "libsoup.auth"
                      gpointer data) {
    (void)domain, (void)msg, (void)data;
    return g_str_equal(user, password);
}

static gboolean filter(SoupAuthDomain *domain, SoupServerMessage *msg, gpointer data) { // want-handler "libsoup.auth"
    (void)domain, (void)data;
    return msg != NULL;
}

static void answered(GObject *source, GAsyncResult *result, gpointer data) { // want-handler "libsoup.client"
    (void)source, (void)result, (void)data;
}

// Not a handler: once, when the server goes.
static void forget(gpointer data) {
    (void)data;
    count();
}

int main(void) {
    static void (*each)(void) = count;
    cpu_set_t set;
    pthread_t thread;
    SoupServer *server = soup_server_new(NULL, NULL);
    SoupAuthDomain *domain = soup_auth_domain_basic_new("realm", "here", NULL);
    SoupSession *session = soup_session_new();
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    if (pipe(jobs) || pthread_create(&thread, NULL, worker, &set))
        return 1;
    soup_server_add_handler(server, "/", page, NULL, forget);
    soup_server_add_handler(server, "/queue", hand_over, NULL, NULL);
    soup_server_add_early_handler(server, "/headers", headers, &each, NULL);
    soup_server_add_websocket_handler(server, "/ws", NULL, NULL, websocket, NULL, NULL);
    soup_auth_domain_basic_set_auth_callback(domain, login, NULL, NULL);
    soup_auth_domain_set_filter(domain, filter, NULL, NULL);
    soup_server_add_auth_domain(server, domain);
    soup_session_send_async(session, soup_message_new("GET", "http://localhost"), 0, NULL, answered, NULL);
    soup_server_listen_all(server, 8080, 0, NULL);
    g_main_loop_run(g_main_loop_new(NULL, FALSE));
    return 0;
}
