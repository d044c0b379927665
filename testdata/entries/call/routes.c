// Handlers are arguments of registration calls: plain, with &, cast, through a variable, a choice, a wrapper.
#include <pthread.h>
#include <stddef.h>

typedef void (*mini_handler)(void *request);
void mini_route(void *server, const char *path, mini_handler handler);
void mini_subscribe(void *server, const char *topic, int qos, mini_handler handler);

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void plain(void *request) { // want-handler "mini.route"
    (void)request;
    pthread_mutex_lock(&mutex); // want lock-in-handler "plain"
    pthread_mutex_unlock(&mutex);
}

static void with_address(void *request) { // want-handler "mini.route"
    (void)request;
}

static void other_type(int *request) { // want-handler "mini.route"
    *request = 0;
}

static void in_a_variable(void *request) { // want-handler "mini.route"
    (void)request;
}

static void chosen(void *request) { // want-handler "mini.route"
    (void)request;
}

static void not_chosen(void *request) { // want-handler "mini.route"
    (void)request;
}

static void behind_a_wrapper(void *request) { // want-handler "mini.route"
    (void)request;
}

static void on_topic(void *request) { // want-handler "mini.last"
    (void)request;
}

// Called, but registered nowhere.
static void no_handler(void *request) {
    (void)request;
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}

static void add(void *server, mini_handler handler) {
    mini_route(server, "/wrapped", handler);
}

void setup(void *server, int debug) {
    mini_handler handler = in_a_variable;
    mini_route(server, "/plain", plain);
    mini_route(server, "/address", &with_address);
    mini_route(server, "/cast", (mini_handler)other_type);
    mini_route(server, "/variable", handler);
    mini_route(server, "/choice", debug ? chosen : not_chosen);
    mini_route(server, "/none", NULL);
    add(server, behind_a_wrapper);
    mini_subscribe(server, "news", 1, on_topic);
    no_handler(server);
}
