// Threads: what runs there is not called here, in whatever form the callable comes.
#include <mutex>
#include <pthread.h>
#include <thread>
#include <vector>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void lock() {
    pthread_mutex_lock(&mutex); // on other threads
    pthread_mutex_unlock(&mutex);
}
static void plain(int) { lock(); }
struct Worker {
    void operator()() const { lock(); }
    void method(int) { lock(); }
};

extern "C" void on_start(Worker *w) {
    std::thread a(plain, 1); // want thread-spawn-in-handler "std::thread" want-no-edge "plain"
    std::thread b([] { lock(); }); // want thread-spawn-in-handler "std::thread"
    std::thread c(&Worker::method, w, 2); // want thread-spawn-in-handler "std::thread" want-no-edge "Worker::method"
    std::thread d{Worker()}; // want thread-spawn-in-handler "std::thread" want-no-edge "Worker::operator()"
    a.detach();
    b.detach();
    c.detach();
    d.detach();
}
