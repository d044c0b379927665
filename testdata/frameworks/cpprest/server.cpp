// With the real headers and the shipped pack.
#include <cpprest/http_listener.h>
#include <functional>
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
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler:note "lock_guard"
    hits++;
}

// Two calls down from whatever serves a request.
void work() {
    stay_on_one_cpu(); // want pin-in-handler:error "operator"
    count();
}

// On a thread of its own it may do both.
void on_its_own_thread() {
    stay_on_one_cpu();
    std::lock_guard<std::mutex> guard(mutex);
    hits++;
}

using namespace web::http;
using web::http::experimental::listener::http_listener;

void any(http_request request) { // want-handler "cpprest.listener"
    request.reply(status_codes::OK);
}

class Store {
  public:
    void put(http_request request) { // want-handler "cpprest.listener"
        request.extract_string().then([](utility::string_t) { count(); }); // want-handler "cpprest.task"
    }
    void not_registered(http_request) { work(); }
};

} // namespace

int main() {
    Store store;
    http_listener listener("http://localhost:8080");
    count(); // before the server
    listener.support(any);
    listener.support(methods::GET, [](http_request request) { // want-handler "cpprest.listener"
        work();
        std::thread(on_its_own_thread).detach(); // want thread-spawn-in-handler "."
        request.reply(status_codes::OK);
    });
    listener.support(methods::PUT, std::bind(&Store::put, &store, std::placeholders::_1));
    listener.open().wait();
    return 0;
}
