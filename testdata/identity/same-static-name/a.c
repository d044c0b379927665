// Two files, each with a static function of the same name: two functions.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void helper(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_a"
    pthread_mutex_unlock(&mutex);
}

void on_a(void) {
    helper();
}
