// A thread pool with a queue: submitting waits for the lock of the queue; the job runs on a worker.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

typedef struct job {
    void (*run)(void *data);
    void *data;
    struct job *next;
} job;

static struct {
    pthread_mutex_t mutex;
    pthread_cond_t ready;
    job *head;
} queue = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, NULL};

static void submit(void (*run)(void *), void *data) {
    job *j = malloc(sizeof *j);
    *j = (job){.run = run, .data = data};
    pthread_mutex_lock(&queue.mutex); // want lock-in-handler "pthread_mutex_lock"
    j->next = queue.head;
    queue.head = j;
    pthread_cond_signal(&queue.ready);
    pthread_mutex_unlock(&queue.mutex);
}

static void *worker(void *arg) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(2, &set);
    sched_setaffinity(0, sizeof set, &set); // a worker may
    for (;;) {
        pthread_mutex_lock(&queue.mutex);
        while (!queue.head)
            pthread_cond_wait(&queue.ready, &queue.mutex);
        job *j = queue.head;
        queue.head = j->next;
        pthread_mutex_unlock(&queue.mutex);
        j->run(j->data); // want-edge "resize" field
        free(j);
    }
    return arg;
}

static void resize(void *data) {
    unshare(CLONE_FS); // on a worker
    *(int *)data /= 2;
}

void on_image(int *data) {
    submit(resize, data);
}

int main(void) {
    pthread_t thread;
    return pthread_create(&thread, NULL, worker, NULL);
}
