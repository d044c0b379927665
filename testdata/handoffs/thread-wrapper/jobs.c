// The project has its own way to start threads. What runs on them is not the handler's doing, starting one is.
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

typedef void (*job_fn)(void *data);
struct start {
    job_fn run;
    void *data;
};

static void *trampoline(void *arg) {
    struct start start = *(struct start *)arg;
    free(arg);
    start.run(start.data);
    return NULL;
}

static int spawn(job_fn run, void *data) {
    pthread_t thread;
    struct start *start = malloc(sizeof *start);
    start->run = run;
    start->data = data;
    if (pthread_create(&thread, NULL, trampoline, start)) { // want thread-spawn-in-handler "pthread_create"
        free(start);
        return -1;
    }
    return pthread_detach(thread);
}

static void convert(void *data) {
    pthread_mutex_lock(&mutex); // on the new thread
    *(int *)data = 0;
    pthread_mutex_unlock(&mutex);
}

int on_upload(int *data) {
    return spawn(convert, data);
}
