// The same function runs on a thread of its own and, when there are too many, right here.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int threads;

static void *work(void *data) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_job"
    // want-path(-1) lock-in-handler "on_job -> work -> pthread_mutex_lock"
    threads--;
    pthread_mutex_unlock(&mutex);
    return data;
}

static void *only_there(void *data) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
    return data;
}

void on_job(void *data) {
    pthread_t thread;
    void *(*start)(void *) = only_there;
    if (threads++ > 100)
        work(data);
    else if (pthread_create(&thread, NULL, work, data)) // want thread-spawn-in-handler "pthread_create"
        return;
    if (pthread_create(&thread, NULL, start, data)) // want thread-spawn-in-handler "pthread_create"
        return;
}
