// The shipped pack on a program of Seastar.
#include <mutex>
#include <sched.h>
#include <seastar/http/handlers.hh>
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
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler:warning "handle"
    hits++;
}

// Two calls down from whatever serves a request.
void work() {
    stay_on_one_cpu(); // want pin-in-handler:error "handle"
    count();
}

// On a thread of its own it may do both.
void on_its_own_thread() {
    stay_on_one_cpu();
    std::lock_guard<std::mutex> guard(mutex);
    hits++;
}

namespace http = seastar::http;

class Page : public seastar::httpd::handler_base {
  public:
    seastar::future<std::unique_ptr<http::reply>> handle(const seastar::sstring &, std::unique_ptr<http::request>, // want-handler "seastar.http"
                                                         std::unique_ptr<http::reply> reply) override {
        work();
        std::thread(on_its_own_thread).detach(); // want thread-spawn-in-handler "handle"
        return {std::move(reply)};
    }
    void reset() { work(); }
};

} // namespace

int main() {
    Page page;
    page.reset(); // before the reactor
    seastar::httpd::function_handler hello([](const http::request &) { return "hello"; }, "txt"); // want-handler "seastar.http"
    return 0;
}
