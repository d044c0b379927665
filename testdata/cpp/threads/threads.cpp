// A std::thread is a thread: starting one is reported, what it does is not the handler's doing.
#include <mutex>
#include <thread>

static std::mutex mutex;

static void convert(int n) {
    std::lock_guard<std::mutex> guard(mutex); // on the new thread
    (void)n;
}

extern "C" void on_upload(int n) {
    std::thread(convert, n).detach(); // want thread-spawn-in-handler "thread"
}

extern "C" void on_lambda(int n) {
    std::thread worker([n] { // want thread-spawn-in-handler "thread"
        std::lock_guard<std::mutex> guard(mutex); // on the new thread
        (void)n;
    });
    worker.detach();
}
