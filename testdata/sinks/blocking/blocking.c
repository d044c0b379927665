// block-in-handler is off unless asked for, and then speaks of event loops only; the other rules are off here.
#include <pthread.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t ready = PTHREAD_COND_INITIALIZER;
static int filled;

void on_slow(void) {
    sleep(1); // want block-in-handler "sleep"
}

void on_tick(void) {
    struct timespec pause = {.tv_nsec = 1000};
    nanosleep(&pause, NULL); // want block-in-handler "nanosleep"
}

void on_finish(pthread_t worker) {
    pthread_join(worker, NULL); // want block-in-handler "pthread_join"
}

void on_wait(void) {
    pthread_mutex_lock(&mutex);
    while (!filled)
        pthread_cond_wait(&ready, &mutex); // want block-in-handler "pthread_cond_wait"
    pthread_mutex_unlock(&mutex);
}

// A pool's thread may sleep.
void serve_slow(void) {
    sleep(1);
}
