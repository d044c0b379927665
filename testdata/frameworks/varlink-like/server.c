// The shipped pack on a program of systemd's varlink.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <varlink.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "get_user"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "get_user"
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

static int get_user(Varlink *link, JsonVariant *parameters, int flags, void *data) { // want-handler "varlink.method"
    pthread_t thread;
    (void)link, (void)parameters, (void)flags, (void)data;
    serve();
    return pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "get_user"
}

static int get_group(Varlink *link, JsonVariant *parameters, int flags, void *data) { // want-handler "varlink.method"
    return link && parameters && flags && data;
}

static int get_members(Varlink *link, JsonVariant *parameters, int flags, void *data) { // want-handler "varlink.method"
    return link && parameters && flags && data;
}

static int replied(Varlink *link, JsonVariant *parameters, const char *error, int flags, void *data) { // want-handler "varlink.reply"
    return link && parameters && error && flags && data;
}

static int connected(VarlinkServer *server, Varlink *link, void *data) { // want-handler "varlink.connection"
    return server && link && data;
}

static int not_registered(Varlink *link, JsonVariant *parameters, int flags, void *data) {
    serve();
    return link && parameters && flags && data;
}

int setup(VarlinkServer *server, Varlink *link);
int setup(VarlinkServer *server, Varlink *link) {
    not_registered(NULL, NULL, 0, NULL);
    varlink_server_bind_method(server, "io.demo.GetUser", get_user);
    varlink_server_bind_method_many(server, "io.demo.GetGroup", get_group, "io.demo.GetMembers", get_members);
    varlink_bind_reply(link, replied);
    return varlink_server_bind_connect(server, connected);
}
