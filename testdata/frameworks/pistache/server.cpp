// With the real headers and the shipped pack.
#include <mutex>
#include <pistache/description.h>
#include <pistache/endpoint.h>
#include <pistache/http.h>
#include <pistache/router.h>
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
    stay_on_one_cpu(); // want pin-in-handler:error "onRequest"
    count();
}

// On a thread of its own it may do both.
void on_its_own_thread() {
    stay_on_one_cpu();
    std::lock_guard<std::mutex> guard(mutex);
    hits++;
}

using namespace Pistache;

class Hello : public Http::Handler {
  public:
    HTTP_PROTOTYPE(Hello)

    void onRequest(const Http::Request &, Http::ResponseWriter response) override { // want-handler "pistache.handler"
        work();
        std::thread(on_its_own_thread).detach(); // want thread-spawn-in-handler "onRequest"
        response.send(Http::Code::Ok, "hello");
    }
    void onDisconnection(const std::shared_ptr<Tcp::Peer> &) override {} // want-handler "pistache.handler"
};

class Stats {
  public:
    void describe(Rest::Description &description) {
        description.route(description.get("/ready")).bind(&Stats::ready, this).response(Http::Code::Ok, "ready");
    }

    void routes(Rest::Router &router) {
        Rest::Routes::Get(router, "/value", Rest::Routes::bind(&Stats::value, this));
        Rest::Routes::Post(router, "/reset", Rest::Routes::bind(&reset));
        router.put("/lambda", [](const Rest::Request &, Http::ResponseWriter) { // want-handler "pistache.route"
            count();
            return Rest::Route::Result::Ok;
        });
        router.addMiddleware([](Http::Request &, Http::ResponseWriter &) { return true; }); // want-handler "pistache.route"
    }

  private:
    void ready(const Rest::Request &, Http::ResponseWriter) {} // want-handler "pistache.route"
    void value(const Rest::Request &, Http::ResponseWriter response) { // want-handler "pistache.route"
        response.send(Http::Code::Ok, "1").then([](ssize_t) { count(); }, [](std::exception_ptr) {}); // want-handler "pistache.promise"
    }
    static void reset(const Rest::Request &, Http::ResponseWriter) {} // want-handler "pistache.route"
    void not_registered(const Rest::Request &, Http::ResponseWriter) { work(); }
};

} // namespace

int main() {
    Http::Endpoint endpoint(Address("*:8080"));
    Rest::Router router;
    Stats stats;
    count(); // before the server
    Rest::Description description("Stats", "0.1");
    stats.describe(description);
    stats.routes(router);
    endpoint.setHandler(Http::make_handler<Hello>());
    endpoint.serve();
    return 0;
}
