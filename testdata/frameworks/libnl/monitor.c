// A monitor of netlink: callbacks of a socket, of a set of callbacks, and of a cache.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <netlink/cache.h>
#include <netlink/handlers.h>
#include <netlink/netlink.h>
#include <netlink/socket.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "changed \(libnl\)"
    served++;
    pthread_mutex_unlock(&mutex);
}

static void stay_on_one_cpu(void) {
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    CPU_SET(0, &cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
}

static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler "changed \(libnl\)"
    count();
}

static void hand_over(char job) {
    if (write(jobs[1], &job, 1) != 1) served = 0;
}

// Pins itself once, and does what handlers hand over: no request waits for it.
static void *worker(void *arg) {
    char job;
    stay_on_one_cpu();
    while (read(jobs[0], &job, 1) == 1) count();
    return arg;
}

// At start-up pinning and waiting are nobody's loss.
static int start_worker(void) {
    pthread_t thread;
    count();
    return pipe(jobs) || pthread_create(&thread, NULL, worker, NULL);
}

static int changed(struct nl_msg *message, void *arg) { // want-handler "libnl.message"
    (void)message, (void)arg;
    serve();
    return NL_OK;
}

static int any(struct nl_msg *message, void *arg) { // want-handler "libnl.message"
    (void)message, (void)arg;
    hand_over('m');
    return NL_OK;
}

static int failed(struct sockaddr_nl *who, struct nlmsgerr *error, void *arg) { // want-handler "libnl.message"
    (void)who, (void)arg;
    return error->error;
}

static void link_changed(struct nl_cache *cache, struct nl_object *object, int action, // want-handler "libnl.cache"
                         void *arg) {
    (void)cache, (void)object, (void)action, (void)arg;
}

// nl_cache_foreach calls it before it returns.
static void show(struct nl_object *object, void *arg) {
    (void)object, (void)arg;
    count();
}

int main(void) {
    struct nl_cb *callbacks = nl_cb_alloc(NL_CB_DEFAULT);
    struct nl_sock *socket = nl_socket_alloc_cb(callbacks);
    struct nl_cache_mngr *manager;
    struct nl_cache *cache = NULL;
    if (start_worker()) return 1;
    nl_socket_modify_cb(socket, NL_CB_VALID, NL_CB_CUSTOM, changed, NULL);
    nl_cb_set_all(callbacks, NL_CB_CUSTOM, any, NULL);
    nl_cb_err(callbacks, NL_CB_CUSTOM, failed, NULL);
    nl_cache_mngr_alloc(NULL, 0, 0, &manager);
    nl_cache_mngr_add(manager, "route/link", link_changed, NULL, &cache);
    nl_cache_foreach(cache, show, NULL);
    return nl_recvmsgs_default(socket);
}
