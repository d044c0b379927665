// An extension of Tcl, as a program that embeds it and as one that is loaded and calls through a table.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <tcl.h>
#include <tclOO.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "render \(Tcl\)"
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
    stay_on_one_cpu(); // want pin-in-handler "render \(Tcl\)"
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

static int render(ClientData data, Tcl_Interp *interp, int n, Tcl_Obj *const *arguments) { // want-handler "tcl.command"
    (void)data, (void)interp, (void)n, (void)arguments;
    serve();
    return TCL_OK;
}

static int queue(ClientData data, Tcl_Interp *interp, int n, const char **arguments) { // want-handler "tcl.command"
    (void)data, (void)interp, (void)n;
    hand_over(arguments[0][0]);
    return TCL_OK;
}

static int resumable(ClientData data, Tcl_Interp *interp, int n, // want-handler "tcl.command"
                     Tcl_Obj *const *arguments) {
    (void)data, (void)interp, (void)n, (void)arguments;
    return TCL_OK;
}

static int size(ClientData data, Tcl_Interp *interp, Tcl_ObjectContext context, int n, // want-handler "tcl.command"
                Tcl_Obj *const *arguments) {
    (void)data, (void)interp, (void)context, (void)n, (void)arguments;
    return TCL_OK;
}

static void readable(ClientData data, int mask) { // want-handler "tcl.event"
    (void)data, (void)mask;
}

static void timed(ClientData data) { // want-handler "tcl.event"
    pthread_mutex_t *lock = data; // what Tcl_CreateTimerHandler was given
    pthread_mutex_lock(lock);     // want lock-in-handler "timed"
    pthread_mutex_unlock(lock);
}

static void accepted(ClientData data, Tcl_Channel channel, char *host, int port) { // want-handler "tcl.event"
    (void)data, (void)channel, (void)host, (void)port;
}

static char *written(ClientData data, Tcl_Interp *interp, const char *name, // want-handler "tcl.trace"
                     const char *part, int flags) {
    (void)data, (void)interp, (void)name, (void)part, (void)flags;
    return NULL;
}

static int input(ClientData data, char *buffer, int size_of, int *error) { // want-handler "tcl.channel"
    (void)data, (void)buffer, (void)size_of, (void)error;
    return 0;
}

// A thread of its own.
static void background(ClientData data) {
    (void)data;
    stay_on_one_cpu();
    count();
}

static const Tcl_ChannelType channel_type = {.typeName = "demo", .inputProc = input};
static const Tcl_MethodType method_type = {TCL_OO_METHOD_VERSION_CURRENT, "size", size, NULL, NULL};

// The package is loaded.
int Demo_Init(Tcl_Interp *interp) {
    Tcl_ThreadId thread;
#ifdef USE_TCL_STUBS
    if (!Tcl_InitStubs(interp, "8.6", 0)) return TCL_ERROR;
#endif
    start_worker();
    Tcl_CreateObjCommand(interp, "render", render, NULL, NULL);
    Tcl_CreateCommand(interp, "queue", queue, NULL, NULL);
    Tcl_NRCreateCommand(interp, "resume", NULL, resumable, NULL, NULL);
    Tcl_CreateChannelHandler(Tcl_CreateChannel(&channel_type, "demo", NULL, 0), TCL_READABLE, readable, NULL);
    Tcl_CreateTimerHandler(100, timed, &mutex);
    Tcl_OpenTcpServer(interp, 8080, NULL, accepted, NULL);
    Tcl_TraceVar2(interp, "x", NULL, TCL_TRACE_WRITES, written, NULL);
    Tcl_CreateThread(&thread, background, NULL, 0, 0);
    return method_type.name != NULL;
}
