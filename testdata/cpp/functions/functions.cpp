// std::function and its like hide the target behind the library's own code.
#include <functional>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void touch() {
    // want(+1) lock-in-handler "on_now"
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}

extern "C" void on_now() {
    std::function<void()> f = touch;
    f();
}
