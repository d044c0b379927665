// The shipped pack on a program of Proxygen.
#include <mutex>
#include <proxygen/httpserver/RequestHandler.h>
#include <sched.h>
#include <thread>

namespace {

std::mutex mutex;
unsigned long hits;

void stay_on_one_cpu() {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

void count() {
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler:warning "onRequest"
    hits++;
}

// Two calls down from whatever serves a request.
void work() {
    stay_on_one_cpu(); // want pin-in-handler:error "onRequest"
    count();
}

// On a thread of its own it may do both.
void on_its_own_thread() {
    stay_on_one_cpu();
    std::lock_guard<std::mutex> guard(mutex);
    hits++;
}

class Echo : public proxygen::RequestHandler {
  public:
    void onRequest(std::unique_ptr<proxygen::HTTPMessage>) noexcept override { // want-handler "proxygen.handler"
        work();
        std::thread(on_its_own_thread).detach(); // want thread-spawn-in-handler "onRequest"
    }
    void onBody(std::unique_ptr<folly::IOBuf>) noexcept override {} // want-handler "proxygen.handler"
    void onEOM() noexcept override {}                               // want-handler "proxygen.handler"
    void requestComplete() noexcept override { delete this; }       // want-handler "proxygen.handler"
    void reset() { work(); }
};

} // namespace

int main() {
    Echo *echo = new Echo;
    echo->reset();
    delete echo;
    return 0;
}
