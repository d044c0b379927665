// The project wants only what is certain; the other path is counted, not shown.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct {
    void (*run)(void);
} plug;

static void plugged(void) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}

void setup(void) {
    plug.run = plugged;
}

void on_plug(void) {
    plug.run();
}

void on_certain(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_certain" want-tier lock-in-handler direct
    pthread_mutex_unlock(&mutex);
}
