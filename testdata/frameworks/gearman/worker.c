// A worker of Gearman, and a client of one.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <libgearman/gearman.h>
#include <string.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "reverse \(Gearman\)"
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
    stay_on_one_cpu(); // want pin-in-handler "reverse \(Gearman\)"
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

static void *reverse(gearman_job_st *job, void *context, size_t *size, // want-handler "gearman.worker"
                     gearman_return_t *result) {
    (void)job, (void)context;
    serve();
    *size = 0;
    *result = GEARMAN_SUCCESS;
    return NULL;
}

static gearman_return_t queue(gearman_job_st *job, void *context) { // want-handler "gearman.worker"
    (void)context;
    hand_over(*(const char *)gearman_job_workload(job));
    return GEARMAN_SUCCESS;
}

static gearman_return_t done(gearman_task_st *task) { // want-handler "gearman.client"
    (void)task;
    return GEARMAN_SUCCESS;
}

static void logged(const char *line, gearman_verbose_t verbose, void *context) {
    (void)line, (void)verbose, (void)context;
    count();
}

int main(void) {
    gearman_worker_st *worker_of = gearman_worker_create(NULL);
    gearman_client_st *client = gearman_client_create(NULL);
    if (start_worker()) return 1;
    gearman_worker_set_log_fn(worker_of, logged, NULL, GEARMAN_VERBOSE_INFO);
    gearman_worker_add_function(worker_of, "reverse", 0, reverse, NULL);
    gearman_function_t function = gearman_function_create(queue);
    gearman_worker_define_function(worker_of, "queue", strlen("queue"), function, 0, NULL);
    gearman_client_set_complete_fn(client, done);
    return gearman_worker_work(worker_of);
}
