// A driver of syslog-ng: a pipe, a parser, a threaded destination, a function of templates, a job of the I/O workers.
#define _GNU_SOURCE
#include <logthrdest/logthrdestdrv.h>
#include <mainloop-io-worker.h>
#include <parser/parser-expr.h>
#include <template/simple-function.h>

#include <pthread.h>
#include <sched.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "demo_queue \(syslog-ng\)"
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
    stay_on_one_cpu(); // want pin-in-handler "demo_queue \(syslog-ng\)"
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

typedef struct {
    LogThreadedDestDriver super;
    LogThreadedDestWorker worker_of;
    MainLoopIOWorkerJob job;
} demo_driver;

static void demo_queue(LogPipe *pipe_of, LogMessage *message, // want-handler "syslog-ng.pipe"
                       const LogPathOptions *options) {
    serve();
    log_pipe_forward_msg(pipe_of, message, options);
}

static gboolean demo_process(LogParser *parser, LogMessage **message, // want-handler "syslog-ng.parser"
                             const LogPathOptions *options, const gchar *input, gsize size) {
    (void)parser, (void)message, (void)options, (void)size;
    hand_over(*input);
    return TRUE;
}

static LogThreadedResult demo_insert(LogThreadedDestDriver *driver, // want-handler "syslog-ng.destination"
                                     LogMessage *message) {
    (void)driver, (void)message;
    return LTR_SUCCESS;
}

static LogThreadedResult worker_insert(LogThreadedDestWorker *worker_of, // want-handler "syslog-ng.destination"
                                       LogMessage *message) {
    (void)worker_of, (void)message;
    return LTR_SUCCESS;
}

static void work(gpointer data, GIOCondition condition) { // want-handler "syslog-ng.job"
    (void)data, (void)condition;
}

static void done(gpointer data) { // want-handler "syslog-ng.job"
    (void)data;
}

static void tf_demo(LogMessage *message, gint argc, GString *argv[], // want-handler "syslog-ng.template"
                    GString *result, LogMessageValueType *type) {
    (void)message, (void)argc, (void)argv, (void)result, (void)type;
}
TEMPLATE_FUNCTION_SIMPLE(tf_demo)

// At start-up and when the configuration changes.
static gboolean demo_init(LogPipe *pipe_of) {
    (void)pipe_of;
    return start_worker() == 0;
}

static void demo_free(LogPipe *pipe_of) {
    (void)pipe_of;
    count();
}

void demo_new(demo_driver *self, LogParser *parser) {
    LogPipe *pipe_of = &self->super.super.super.super;
    pipe_of->queue = demo_queue;
    pipe_of->init = demo_init;
    pipe_of->free_fn = demo_free;
    parser->process = demo_process;
    self->super.worker.insert = demo_insert;
    self->worker_of.insert = worker_insert;
    self->job.work = work;
    self->job.completion = done;
}
