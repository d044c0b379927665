// The shipped pack on a program of Unbound.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <util/module.h>
#include <util/netevent.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "operate"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "operate"
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

static int init(struct module_env *env, int id) {
    serve(); // with the daemon
    return env && id;
}

static void operate(struct module_qstate *qstate, enum module_ev event, int id, struct outbound_entry *outbound) { // want-handler "unbound.module"
    pthread_t thread;
    (void)qstate, (void)event, (void)id, (void)outbound;
    serve();
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "operate"
}

static void inform_super(struct module_qstate *qstate, int id, struct module_qstate *super) { // want-handler "unbound.module"
    (void)qstate, (void)id, (void)super;
}

static void clear(struct module_qstate *qstate, int id) { // want-handler "unbound.module"
    (void)qstate, (void)id;
}

static struct module_func_block block = {"demo", init, NULL, operate, inform_super, clear, NULL};

struct module_func_block *demo_get_funcblock(void);
struct module_func_block *demo_get_funcblock(void) {
    return &block;
}

static int answered(struct comm_point *c, void *data, int error, struct comm_reply *reply) { // want-handler "unbound.event"
    (void)c, (void)data, (void)reply;
    return error;
}

static void expired(void *data) { (void)data; } // want-handler "unbound.event"

static void of_loop(int fd, short bits, void *data) { // want-handler "unbound.event"
    (void)fd, (void)bits, (void)data;
}

struct comm_point *comm_point_create_udp(int fd, comm_point_callback_type *callback, void *data) {
    static struct comm_point c;
    c.callback = callback;
    c.cb_arg = data;
    (void)fd;
    return &c;
}

int listen_here(struct ub_event_base *base);
int listen_here(struct ub_event_base *base) {
    static struct comm_timer timer;
    timer.callback = expired;
    ub_event_new(base, 0, 1, of_loop, &timer);
    return comm_point_create_udp(0, answered, NULL) != NULL;
}
