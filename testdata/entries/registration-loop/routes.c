// Real servers register in a loop over a table, or through a function of their own.
#include <pthread.h>
#include <stddef.h>

typedef int (*handler)(void *request);
void mini_route(void *server, const char *path, handler h);

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

struct route {
    const char *path;
    handler get, put;
};

static int get_users(void *request) { // want-handler "mini.route"
    pthread_mutex_lock(&mutex); // want lock-in-handler "get_users"
    pthread_mutex_unlock(&mutex);
    return request != NULL;
}

static int put_users(void *request) { // want-handler "mini.route"
    return request != NULL;
}

static int get_plugin(void *request) { // want-handler "mini.route"
    return request == NULL;
}

static int never_registered(void *request) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
    return request != NULL;
}

static const struct route routes[] = {
    {"/users", get_users, put_users},
    {.path = "/plugin", .get = get_plugin},
};

struct other {
    handler h;
} other = {never_registered};

static void register_all(void *server, const struct route *from, size_t n) {
    for (const struct route *r = from; r < from + n; r++) {
        mini_route(server, r->path, r->get);
        if (r->put)
            mini_route(server, r->path, r->put);
    }
}

void setup(void *server) {
    register_all(server, routes, sizeof routes / sizeof *routes);
}
