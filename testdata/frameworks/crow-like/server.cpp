// The shipped pack on a program of Crow.
#include <crow/app.h>
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
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler:warning "lock_guard"
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

void plain(const crow::request &, crow::response &) { count(); } // want-handler "crow.route"

void not_registered(const crow::request &, crow::response &) { work(); }

} // namespace

void start(crow::SimpleApp &app);
void start(crow::SimpleApp &app) {
    crow::response response;
    not_registered({}, response); // before the loop
    CROW_ROUTE(app, "/")([] { // want-handler "crow.route"
        work();
        std::thread(on_its_own_thread).detach(); // want thread-spawn-in-handler "."
        return "hello";
    });
    CROW_ROUTE(app, "/plain")(plain);
    CROW_WEBSOCKET_ROUTE(app, "/chat")
        .onopen([](crow::websocket::connection &) {}) // want-handler "crow.websocket"
        .onmessage([](crow::websocket::connection &, const std::string &, bool) { count(); }); // want-handler "crow.websocket"
    app.run();
}
