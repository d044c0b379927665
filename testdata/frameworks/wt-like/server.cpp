// The shipped pack on a program of Wt.
#include <Wt/WResource.h>
#include <mutex>
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
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler:note "handleRequest"
    hits++;
}

// Two calls down from whatever serves a request.
void work() {
    stay_on_one_cpu(); // want pin-in-handler:error "handleRequest"
    count();
}

// On a thread of its own it may do both.
void on_its_own_thread() {
    stay_on_one_cpu();
    std::lock_guard<std::mutex> guard(mutex);
    hits++;
}

class Download : public Wt::WResource {
  public:
    void handleRequest(const Wt::Http::Request &, Wt::Http::Response &) override { // want-handler "wt.resource"
        work();
        std::thread(on_its_own_thread).detach(); // want thread-spawn-in-handler "handleRequest"
    }
    void handleAbort(const Wt::Http::Request &) override {} // want-handler "wt.resource"
    void reset() { work(); }
};

} // namespace

int main() {
    Download download;
    download.reset();
    return 0;
}
