// A thread per request is reported; what that thread does is its own affair.
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void *convert(void *job) {
    pthread_mutex_lock(&mutex);
    free(job);
    pthread_mutex_unlock(&mutex);
    return NULL;
}

void on_upload(void *job) {
    pthread_t thread;
    if (!pthread_create(&thread, NULL, convert, job)) // want thread-spawn-in-handler:warning "pthread_create"
        pthread_detach(thread);
}

int main(void) {
    pthread_t thread;
    return pthread_create(&thread, NULL, convert, malloc(1));
}
