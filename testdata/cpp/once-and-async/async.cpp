// What the standard library runs here and what it runs elsewhere.
#include <future>
#include <mutex>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static std::once_flag flag;

static void init() {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_first"
    pthread_mutex_unlock(&mutex);
}

static int work(int n) {
    pthread_mutex_lock(&mutex); // on another thread
    pthread_mutex_unlock(&mutex);
    return n;
}

extern "C" void on_first() {
    std::call_once(flag, init);
}

extern "C" std::future<int> *on_async(int n) {
    return new std::future<int>(std::async(std::launch::async, work, n)); // want thread-spawn-in-handler "async"
}
