// With the real headers: no callback at all. Threads ask for the next request in loops of their own.
#define _GNU_SOURCE
#include <fcgiapp.h>
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void render(FCGX_Request *request) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "serve"
    // want-path(-1) pin-in-handler "serve -> tile -> render -> sched_setaffinity"
    FCGX_FPrintF(request->out, "Content-type: text/plain\r\n\r\nhello");
    count();
}

static void tile(FCGX_Request *request) {
    render(request);
}

static void *serve(void *arg) { // want-handler "fcgi.loop"
    FCGX_Request request;
    cpu_set_t *set = arg;
    pthread_setaffinity_np(pthread_self(), sizeof *set, set); // once, before the first request
    FCGX_InitRequest(&request, 0, 0);
    while (FCGX_Accept_r(&request) >= 0) {
        tile(&request);
        FCGX_Finish_r(&request);
    }
    count(); // after the last one
    return NULL;
}

static void *serve_quickly(void *arg) { // want-handler "fcgi.loop"
    FCGX_Stream *in, *out, *err;
    FCGX_ParamArray environment;
    while (FCGX_Accept(&in, &out, &err, &environment) >= 0)
        FCGX_PutS("Content-type: text/plain\r\n\r\nhello", out);
    return arg;
}

int main(void) {
    static cpu_set_t set;
    pthread_t threads[2];
    CPU_SET(1, &set);
    FCGX_Init();
    count(); // no request
    pthread_create(&threads[0], NULL, serve, &set);
    pthread_create(&threads[1], NULL, serve_quickly, NULL);
    return pthread_join(threads[0], NULL);
}
