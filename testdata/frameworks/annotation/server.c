// Handlers that say so themselves, for code of any sort.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "render \(annotated\)"
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
    stay_on_one_cpu(); // want pin-in-handler "render \(annotated\)"
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

#define REQUEST_HANDLER __attribute__((annotate("request_handler")))

// On the declaration is enough.
REQUEST_HANDLER void render(int request);

void render(int request) { // want-handler "annotation.handler"
    (void)request;
    serve();
}

REQUEST_HANDLER static void queue(int request) { // want-handler "annotation.handler"
    hand_over((char)request);
}

__attribute__((annotate("other"))) static void other(void) {
    count();
}

int main(void) {
    if (start_worker()) return 1;
    other();
    for (int request = 0; request < 2; request++) (request ? render : queue)(request);
    return 0;
}
