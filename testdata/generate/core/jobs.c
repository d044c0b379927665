#include "core.h"

struct job {
    job_proc *proc;
    void *data;
    struct job *next;
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static struct job *first;

static struct job *take(void) {
    pthread_mutex_lock(&mutex);
    while (!first) pthread_cond_wait(&filled, &mutex);
    struct job *job = first;
    first = job->next;
    pthread_mutex_unlock(&mutex);
    return job;
}

static void *work(void *data) {
    for (;;) {
        struct job *job = take();
        job->proc(job->data);
        core_free(job);
    }
    return data;
}

void jobs_start(int threads) {
    for (int i = 0; i < threads; i++) {
        pthread_t thread;
        pthread_create(&thread, NULL, work, NULL);
    }
}

void jobs_submit(job_proc *proc, void *data) {
    struct job *job = core_alloc(sizeof *job);
    job->proc = proc;
    job->data = data;
    pthread_mutex_lock(&mutex);
    job->next = first;
    first = job;
    pthread_cond_signal(&filled);
    pthread_mutex_unlock(&mutex);
}
