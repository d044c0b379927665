#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
struct ops {
    long b[4];
    void (*run)(void);
};
static void run_b(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_b"
    pthread_mutex_unlock(&mutex);
}
static struct ops table = {{0}, run_b};

void on_b(void) {
    table.run(); // want-edge "run_b" field
}
