// The shipped pack on a program of memcached.
#define _GNU_SOURCE
#include <memcached.h>
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "process_get_command"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "process_get_command"
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

void process_get_command(conn *c, char *key);
int process_port(conn *c);

void process_get_command(conn *c, char *key) { // want-handler "memcached.command"
    pthread_t thread;
    (void)c, (void)key;
    serve();
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "process_get_command"
}

// No command.
int process_port(conn *c) {
    serve();
    return c->sfd;
}

static void complete_nread_ascii(conn *c) { // want-handler "memcached.command"
    c->sfd = 0;
}

static int try_read_command_ascii(conn *c) { // want-handler "memcached.connection"
    char key[] = "k";
    process_get_command(c, key);
    complete_nread_ascii(c);
    return 1;
}

static ssize_t tcp_read(conn *c, void *buf, size_t count) { // want-handler "memcached.connection"
    return c && buf ? (ssize_t)count : 0;
}

conn *conn_new(conn *c);
conn *conn_new(conn *c) {
    c->try_read_command = try_read_command_ascii;
    c->read = tcp_read;
    return c;
}

int main(void) {
    memcached_thread_init(4, NULL);
    serve(); // before the loop
    return 0;
}
