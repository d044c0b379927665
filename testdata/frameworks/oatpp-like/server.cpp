// The shipped pack on a program of Oat++.
#include <mutex>
#include <oatpp/web/server/HttpRequestHandler.hpp>
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
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler:note "."
    hits++;
}

// Two calls down from whatever serves a request.
void work() {
    stay_on_one_cpu(); // want pin-in-handler:error "."
    count();
}

// On a thread of its own it may do both.
void on_its_own_thread() {
    stay_on_one_cpu();
    std::lock_guard<std::mutex> guard(mutex);
    hits++;
}

class Page : public oatpp::web::server::HttpRequestHandler {
  public:
    std::shared_ptr<OutgoingResponse> handle(const std::shared_ptr<IncomingRequest> &) override { // want-handler "oatpp.handler"
        count();
        std::thread(on_its_own_thread).detach(); // want thread-spawn-in-handler "handle"
        return nullptr;
    }
    void reset() { work(); }
};

class Controller {
  public:
    ENDPOINT("GET", "/", root) { // want-handler "oatpp.endpoint"
        work();
        return nullptr;
    }
    void not_an_endpoint() { work(); }
};

} // namespace

int main() {
    Page page;
    Controller controller;
    page.reset(); // before the server
    controller.not_an_endpoint();
    return controller.Z__PROXY_METHOD_root(nullptr) != nullptr;
}
