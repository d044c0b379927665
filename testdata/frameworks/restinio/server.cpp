// With the real headers and the shipped pack.
#include <functional>
#include <mutex>
#include <restinio/all.hpp>
#include <restinio/websocket/websocket.hpp>
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

using router_t = restinio::router::express_router_t<>;
namespace rws = restinio::websocket::basic;
struct traits_t : restinio::default_traits_t {
    using request_handler_t = router_t;
};

class Books {
  public:
    restinio::request_handling_status_t list(const restinio::request_handle_t &request, restinio::router::route_params_t) { // want-handler "restinio.route"
        count();
        return request->create_response().done();
    }
    restinio::request_handling_status_t not_registered(const restinio::request_handle_t &) {
        work();
        return restinio::request_rejected();
    }
};

} // namespace

int main() {
    Books books;
    auto router = std::make_unique<router_t>();
    count(); // before the server
    router->http_get("/hello", [](const auto &request, auto) { // want-handler "restinio.route"
        work();
        std::thread(on_its_own_thread).detach(); // want thread-spawn-in-handler "."
        return request->create_response().done();
    });
    router->http_get("/books", std::bind(&Books::list, &books, std::placeholders::_1, std::placeholders::_2));
    router->add_handler(restinio::http_method_post(), "/books", [](const auto &, auto) { return restinio::request_rejected(); }); // want-handler "restinio.route"
    router->non_matched_request_handler([](const auto &) { return restinio::request_rejected(); }); // want-handler "restinio.route"
    router->http_get("/chat", [](const auto &request, auto) { // want-handler "restinio.route"
        rws::upgrade<traits_t>(*request, rws::activation_t::immediate, [](auto, auto) {}); // want-handler "restinio.websocket"
        return restinio::request_accepted();
    });
    restinio::run(restinio::on_this_thread<traits_t>().port(8080).request_handler(std::move(router)));
    restinio::run(restinio::on_thread_pool(2).port(8081).request_handler([](const auto &request) { // want-handler "restinio.handler"
        return request->create_response().done();
    }));
    return 0;
}
