// Gives its caller's lock back for a while and takes it again: not a wrapper, but the second lock waits.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int value;

static void publish(void) {
    pthread_mutex_unlock(&mutex);
    value++;
    pthread_mutex_lock(&mutex); // want lock-in-handler "publish"
}

void on_publish(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_publish"
    publish();
    pthread_mutex_unlock(&mutex);
}
